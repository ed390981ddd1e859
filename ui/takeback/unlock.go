// Package takeback is the staff's counter: unlock with a card or a PIN, which
// leads a volunteer to their jobs, then scan tag after tag and take each tool back with one tap. The flows know no
// Fyne.
package takeback

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Unlock asks who it is and for the PIN, or takes a staff card.
type Unlock struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Staff   []inventory.Staff
	Who     inventory.Staff // whose PIN is asked for; zero: anybody's
	Page    int
	PIN     string
	Busy    bool
	Refusal error
	Scanned bool // something was scanned for which the desk must be open first
}

// NewUnlock asks who of the staff it is; where there is only one, for the PIN.
func NewUnlock(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Unlock {
	f := &Unlock{ctx: ctx, stage: st, desk: desk}
	task.Go(st.Runner(), ctx, desk.Staff, func(list []inventory.Staff, err error) {
		f.Staff, f.Refusal = list, err
		if len(list) == 1 {
			f.Who = list[0]
		}
		st.Refresh()
	})
	return f
}

// Choosing says that it asks who it is.
func (f *Unlock) Choosing() bool { return f.Who.ID == 0 && len(f.Staff) > 1 && f.PIN == "" }

// Choose takes who it is and asks for the PIN.
func (f *Unlock) Choose(s inventory.Staff) {
	f.Who, f.PIN, f.Refusal, f.Scanned = s, "", nil, false
	f.stage.Refresh()
}

// Turn shows another page of names.
func (f *Unlock) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Digit types a digit; the last one asks the desk.
func (f *Unlock) Digit(r rune) {
	if f.Busy || r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.Refusal, f.Scanned = nil, false
	f.PIN += string(r)
	if len(f.PIN) == inventory.PINLength {
		f.submit()
	}
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Unlock) Erase() {
	if f.Busy || f.PIN == "" {
		return
	}
	f.PIN = f.PIN[:len(f.PIN)-1]
	f.stage.Refresh()
}

// submit asks the desk. Digits typed before a name was touched may be anybody's
// PIN.
func (f *Unlock) submit() {
	pin, who := f.PIN, f.Who
	f.open(func(ctx context.Context) (inventory.Staff, error) {
		if who.ID == 0 {
			return f.desk.UnlockByPIN(ctx, pin)
		}
		return who, f.desk.Unlock(ctx, who.ID, pin)
	}, func(bool) {})
}

// open unlocks the desk; answered is told whether that worked.
func (f *Unlock) open(unlock func(ctx context.Context) (inventory.Staff, error), answered func(bool)) {
	f.Busy = true
	task.Go(f.stage.Runner(), f.ctx, unlock, func(who inventory.Staff, err error) {
		f.Busy, f.PIN, f.Refusal = false, "", err
		answered(err == nil)
		if err != nil {
			f.stage.Refresh()
			return
		}
		if who.Role == inventory.Volunteer {
			f.stage.Show(stage.Volunteer{Who: who})
			return
		}
		f.stage.Show(stage.Desk{Who: who})
	})
}

// Scan takes a staff card; everything else waits until the desk is unlocked.
func (f *Unlock) Scan(text string) {
	c, err := code.Parse(text)
	if err != nil || c.Kind != code.Staff || f.Busy {
		f.Refusal, f.Scanned = err, err == nil
		f.stage.Flash(false)
		f.stage.Refresh()
		return
	}
	f.Scanned = false
	f.open(func(ctx context.Context) (inventory.Staff, error) { return f.desk.UnlockByCard(ctx, c.Number) }, f.stage.Flash)
}

// Back goes back to the names, or home.
func (f *Unlock) Back() {
	if f.Who.ID != 0 && len(f.Staff) > 1 && !f.Busy {
		f.Choose(inventory.Staff{})
		return
	}
	f.stage.Show(stage.Home{})
}
