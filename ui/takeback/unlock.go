// Package takeback is the staff's counter: unlock with a PIN, then scan tag
// after tag and take each tool back with one tap. The flows know no Fyne.
package takeback

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Unlock asks for the PIN.
type Unlock struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	PIN     string
	Busy    bool
	Refusal error
}

// NewUnlock asks for the PIN of somebody on the staff.
func NewUnlock(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Unlock {
	return &Unlock{ctx: ctx, stage: st, desk: desk}
}

// Digit types a digit; the last one asks the desk.
func (f *Unlock) Digit(r rune) {
	if f.Busy || r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.Refusal = nil
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

func (f *Unlock) submit() {
	pin := f.PIN
	f.ask(func(bool) {}, func(ctx context.Context) (inventory.Staff, error) { return f.desk.UnlockByPIN(ctx, pin) })
}

// ask lets the desk say who that is, shows whether it knew, and opens for them.
func (f *Unlock) ask(show func(known bool), who func(context.Context) (inventory.Staff, error)) {
	f.Busy = true
	task.Go(f.stage.Runner(), f.ctx, who, func(who inventory.Staff, err error) {
		f.Busy, f.PIN, f.Refusal = false, "", err
		show(err == nil)
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.stage.Show(stage.Desk{Who: who})
	})
}

// Scan takes a staff card; nothing else opens a locked desk.
func (f *Unlock) Scan(text string) {
	c, err := code.Parse(text)
	if f.Busy || err != nil || c.Kind != code.Staff {
		f.stage.Flash(false)
		return
	}
	f.ask(f.stage.Flash, func(ctx context.Context) (inventory.Staff, error) { return f.desk.UnlockByCard(ctx, c.Number) })
}

// Back goes home.
func (f *Unlock) Back() { f.stage.Show(stage.Home{}) }
