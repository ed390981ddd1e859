// Package home is the first screen: what do you need?
package home

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the home screen.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	OnShelf int // tools to be had now
	Refusal error
}

// New counts what is on the shelf.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk}
	task.Go(st.Runner(), ctx, func(ctx context.Context) (int, error) {
		items, err := desk.Catalogue(ctx)
		n := 0
		for _, i := range items {
			if i.Status == inventory.OnShelf {
				n++
			}
		}
		return n, err
	}, func(n int, err error) {
		f.OnShelf, f.Refusal = n, err
		st.Refresh()
	})
	return f
}

// Scan is worth a journey: a tag begins a loan, a card shows one's
// loans; the code of a slip, a hold or a reservation asks whose it is.
func (f *Flow) Scan(text string) {
	f.Refusal = nil
	c, err := code.Parse(text)
	switch {
	case err != nil:
		f.refuse(err)
	case c.Kind == code.Tool: // borrowing says whether it counts
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number)})
	case c.Kind == code.Resident:
		task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
			return f.desk.ByCard(ctx, inventory.ResidentID(c.Number))
		}, func(r inventory.Resident, err error) {
			if err != nil {
				f.refuse(err)
				return
			}
			f.stage.Flash(true)
			f.stage.Show(stage.Loans{Who: r})
		})
	case c.Kind == code.Loan, c.Kind == code.Hold, c.Kind == code.Reservation:
		f.stage.Flash(true)
		f.stage.Show(stage.Loans{Code: c})
	case c.Kind == code.Job:
		f.stage.Show(stage.Progress{Job: inventory.JobID(c.Number)})
	default:
		f.refuse(code.ErrForeign)
	}
}

func (f *Flow) refuse(err error) {
	f.stage.Flash(false)
	f.Refusal = err
	f.stage.Refresh()
}
