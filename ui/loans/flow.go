// Package loans shows somebody what they have and when it is due.
package loans

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/identify"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the screen: Resident zero while it still asks who.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Identify *identify.Flow
	Resident inventory.Resident
	Lines    []inventory.LoanLine
	Loaded   bool
	Page     int
	Refusal  error
}

// New shows who's loans, or asks.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Resident) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk}
	f.Identify = identify.New(ctx, st, desk, f.known)
	if who.ID != 0 {
		f.known(who)
	}
	return f
}

func (f *Flow) known(r inventory.Resident) {
	f.Resident, f.Loaded, f.Refusal, f.Page = r, false, nil, 0
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.LoanLine, error) {
		return f.desk.LoansOf(ctx, r.ID)
	}, func(lines []inventory.LoanLine, err error) {
		f.Lines, f.Refusal, f.Loaded = lines, err, true
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Scan takes a resident card; a tool's tag goes on to borrowing it.
func (f *Flow) Scan(text string) {
	c, err := code.Parse(text)
	switch {
	case err != nil:
		f.Refusal = err
	case c.Kind == code.Tool:
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number), Who: f.Resident})
		return
	case f.Identify.Scan(text):
		return
	default:
		f.Refusal = code.ErrForeign
	}
	f.stage.Flash(false)
	f.stage.Refresh()
}

// Borrow goes on to the catalogue as the resident who is shown.
func (f *Flow) Borrow() { f.stage.Show(stage.Borrow{Who: f.Resident}) }

// Back goes home.
func (f *Flow) Back() { f.stage.Show(stage.Home{}) }
