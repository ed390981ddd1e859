package papers

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// AskKey asks the manager for the PIN before the recovery sheet is printed.
func (f *Flow) AskKey() {
	f.Step, f.PIN, f.Notice = Asking, "", Notice{}
	f.stage.Refresh()
}

// Typing says whether digits are taken now.
func (f *Flow) Typing() bool { return f.Step == Asking }

// Typed types a digit of the PIN.
func (f *Flow) Typed(r rune) {
	if f.Step != Asking || f.Busy || r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.PIN += string(r)
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	f.PIN = f.PIN[:max(len(f.PIN)-1, 0)]
	f.stage.Refresh()
}

// Enter prints the recovery sheet if the PIN is right.
func (f *Flow) Enter() {
	if f.Step != Asking || f.Busy || len(f.PIN) < inventory.PINLength {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	pin, wish := f.PIN, f.wish(inventory.RecoverySheet, inventory.Labels{})
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		if err := f.desk.Unlock(ctx, f.who.ID, pin); err != nil {
			return err
		}
		_, err := f.desk.Print(ctx, wish, f.who.ID)
		return err
	}, func(err error) {
		f.Busy, f.PIN = false, ""
		if f.Notice = (Notice{Err: err}); err == nil {
			f.Step, f.Notice = List, Notice{Key: "papers.printing"}
		}
		f.stage.Printed()
		f.read()
	})
}
