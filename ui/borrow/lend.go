package borrow

import (
	"context"
	"errors"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Lend makes the loan. "Take your tool" shows when it is on disk, not before.
func (f *Flow) Lend() {
	if f.Busy || f.Step != Confirm || len(f.Basket) == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who, tools, lang := f.Resident.ID, f.tools(), inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.HandOver, error) {
		return f.desk.Lend(ctx, who, tools, lang)
	}, func(h inventory.HandOver, err error) {
		f.Busy = false
		if f.askConsent(err) {
			return
		}
		if err != nil {
			f.refuse(err, inventory.Name{})
			return
		}
		f.HandOver, f.Step, f.Notice = h, Done, Notice{}
		f.stage.Printed()
		f.Left = doneShows
		f.Run(f.ctx, f.stage, func() { f.leave(true) })
		f.stage.Refresh()
	})
}

// Again wishes for a second slip, marked as a copy.
func (f *Flow) Again() {
	if f.Busy || f.Copied {
		return
	}
	f.Busy, f.Left = true, doneShows
	slip, who, lang := f.HandOver.Slip, f.HandOver.Borrower, inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Reprint(ctx, slip.Code(), who, lang)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Copied = false, err == nil
		f.Notice = Notice{Err: err}
		f.stage.Printed()
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Finish goes home, or back to the desk of who does it for the resident.
func (f *Flow) Finish() { f.leave(false) }

// leave ends the journey; alone says that nobody asked for it.
func (f *Flow) leave(alone bool) {
	if f.by.ID != 0 {
		f.stage.Show(stage.Desk{Who: f.by})
		return
	}
	f.stage.Show(stage.Home{Alone: alone})
}

// askConsent shows the consent text again when that is what stands between the
// resident and the loan: the text is a newer one, or the consent was withdrawn.
func (f *Flow) askConsent(err error) bool {
	if !errors.Is(err, inventory.ErrNoConsent) && !errors.Is(err, inventory.ErrWithdrawn) {
		return false
	}
	f.Step, f.Notice = Consent, Notice{}
	f.stage.Refresh()
	return true
}

// Agree keeps that the resident agrees to the text in force and goes on.
func (f *Flow) Agree() {
	if f.Busy || f.Step != Consent {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who := f.Resident.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.Agree(ctx, who)
	}, func(r inventory.Resident, err error) {
		f.Busy = false
		if err != nil {
			f.refuse(err, inventory.Name{})
			return
		}
		f.Resident = r
		f.confirm()
	})
}
