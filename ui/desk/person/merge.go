package person

import (
	"context"
	"errors"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// Twin looks for the other record of the same person.
func (f *Flow) Twin() {
	f.Search.clear()
	f.Ask(MergeWith)
}

// pair is two records as they were read.
type pair struct{ keep, gone inventory.Resident }

// Compare opens the records that may be one person's side by side; that both were
// opened is in the audit first.
func (f *Flow) Compare(keep, gone inventory.ResidentID) {
	switch {
	case f.Busy:
		return
	case keep == gone:
		f.Refusal = inventory.ErrSameRecord
		f.stage.Refresh()
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (p pair, err error) {
		if p.keep, err = f.desk.Reveal(ctx, keep, f.who.ID); err == nil {
			p.gone, err = f.desk.Reveal(ctx, gone, f.who.ID)
		}
		return p, err
	}, func(p pair, err error) {
		f.Busy = false
		if err != nil {
			f.Refusal = err
		} else {
			f.Step, f.Keep, f.Gone, f.Search.Keyboard = MergeSure, p.keep, p.gone, false
		}
		f.stage.Refresh()
	})
}

// Swap lets the other record be the one that stays.
func (f *Flow) Swap() {
	f.Keep, f.Gone, f.Refusal = f.Gone, f.Keep, nil
	f.stage.Refresh()
}

// Merge makes one record of the two that are compared.
func (f *Flow) Merge() {
	if f.Step != MergeSure || f.Busy {
		return
	}
	f.Busy, f.Refusal = true, nil
	f.stage.Refresh()
	keep, gone := f.Keep, f.Gone
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.Merge(ctx, keep, gone, f.who.ID)
	}, func(r inventory.Resident, err error) {
		f.Busy, f.Refusal = false, err
		var changed *inventory.ChangedMeanwhile
		switch {
		case err == nil:
			f.Search.clear()
			f.show(r)
			f.Done = "people.merged"
		case errors.As(err, &changed):
			f.Compare(keep.ID, gone.ID) // as they are now, under the refusal
		}
		f.stage.Refresh()
	})
}

// Withdraw notes that the resident takes the consent back, after a question.
func (f *Flow) Withdraw() {
	if f.Step != WithdrawSure {
		return
	}
	f.run(f.desk.Withdraw, func(r inventory.Resident) {
		if !r.Erased.IsZero() { // nothing was out
			f.Close()
			f.Done = "desk.person.erased"
			return
		}
		f.stand()
		f.Resident, f.Done = r, "people.withdrawn"
	})
}

// Prefer notes that the resident is disabled, or not: their jobs come first.
func (f *Flow) Prefer(disabled bool) {
	f.do("people.preferred", func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		return f.desk.SetDisabled(ctx, id, disabled, who)
	})
}
