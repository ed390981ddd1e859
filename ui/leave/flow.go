// Package leave is how the kiosk's program is ended: with the manager's PIN.
package leave

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the question.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	quit  func()

	PIN     string
	Busy    bool
	Refusal error
}

// New asks for the manager's PIN; quit ends the program. A shop that has no
// manager yet has nothing to keep and is left at once.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, quit func()) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, quit: quit}
	task.Go(st.Runner(), ctx, desk.Staffed, func(staffed bool, err error) {
		if err == nil && !staffed {
			quit()
		}
	})
	return f
}

// Digit types a digit; the last one asks the desk.
func (f *Flow) Digit(r rune) {
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
func (f *Flow) Erase() {
	if f.Busy || f.PIN == "" {
		return
	}
	f.PIN = f.PIN[:len(f.PIN)-1]
	f.stage.Refresh()
}

func (f *Flow) submit() {
	pin := f.PIN
	f.Busy = true
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.UnlockByPIN(ctx, pin)
	}, func(who inventory.Staff, err error) {
		f.Busy, f.PIN, f.Refusal = false, "", err
		if err == nil && who.Role == inventory.Manager {
			f.quit()
			return
		}
		if err == nil {
			f.Refusal = inventory.ErrNotManager
		}
		f.stage.Refresh()
	})
}

// Scan is refused: a card may be lost, a PIN is known.
func (f *Flow) Scan(string) { f.stage.Flash(false) }

// Back goes home: the program stays.
func (f *Flow) Back() { f.stage.Show(stage.Home{}) }
