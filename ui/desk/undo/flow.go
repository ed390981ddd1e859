// Package undo is the desk's list of the last deeds that can still be taken
// back: choose one, say why, and it is undone by a counter-entry. The flow
// knows no Fyne.
package undo

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the list.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Lines   []Line
	Loaded  bool
	Page    int
	Chosen  Line // the deed a reason is asked for; zero: none
	Busy    bool
	Refusal error
	Undone  Line // what was taken back just now
}

// Line is a deed as the list shows it.
type Line struct {
	Seq   uint64
	At    time.Time // in the shop's zone
	Left  time.Duration
	Deed  string           // its name in the audit
	Names []inventory.Name // the tools or things it was done with
	Code  string           // of the loan, hold or reservation, as people read it
}

// New makes the list; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who}
}

// Load reads the last deeds anew.
func (f *Flow) Load() {
	f.Chosen, f.Undone, f.Refusal, f.Page = Line{}, Line{}, nil, 0
	f.read()
}

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, f.lines, func(lines []Line, err error) {
		f.Lines, f.Loaded = lines, true
		if err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
}

func (f *Flow) lines(ctx context.Context) ([]Line, error) {
	deeds, err := f.desk.RecentDeeds(ctx)
	if err != nil {
		return nil, err
	}
	things, err := f.desk.Consumables(ctx)
	if err != nil {
		return nil, err
	}
	now, within := f.desk.Now(), f.desk.Settings().UndoWithin
	lines := make([]Line, 0, len(deeds))
	for _, d := range deeds {
		l := Line{Seq: d.Seq, At: d.At, Left: d.At.Add(within).Sub(now), Deed: d.Deed}
		for _, s := range d.Subjects {
			if err := f.subject(ctx, &l, s, things); err != nil {
				return nil, err
			}
		}
		lines = append(lines, l)
	}
	return lines, nil
}

// subject adds what a deed was done with to its line.
func (f *Flow) subject(ctx context.Context, l *Line, s string, things []inventory.Consumable) error {
	c, err := code.Parse(s)
	if err != nil {
		return nil // names no record that has a name
	}
	switch c.Kind {
	case code.Tool:
		item, err := f.desk.Item(ctx, inventory.ToolID(c.Number))
		if err != nil {
			return err
		}
		l.Names = append(l.Names, item.Tool.Name)
	case code.Consumable:
		for _, t := range things {
			if t.ID == inventory.ConsumableID(c.Number) {
				l.Names = append(l.Names, t.Name)
			}
		}
	case code.Job:
		row, err := f.desk.JobStatus(ctx, inventory.JobID(c.Number))
		if err != nil {
			return err
		}
		l.Names, l.Code = append(l.Names, row.Kind.Name), c.Human()
	case code.Loan, code.Hold, code.Reservation:
		if l.Code == "" {
			l.Code = c.Human()
		}
	}
	return nil
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Choose asks why a deed was a mistake.
func (f *Flow) Choose(l Line) {
	f.Chosen, f.Refusal, f.Undone = l, nil, Line{}
	f.stage.Refresh()
}

// Up leaves the question; false when none is asked.
func (f *Flow) Up() bool {
	if f.Chosen.Seq == 0 || f.Busy {
		return f.Busy
	}
	f.Chosen = Line{}
	f.stage.Refresh()
	return true
}

// Undo takes the chosen deed back.
func (f *Flow) Undo(why inventory.UndoReason) {
	if f.Busy || f.Chosen.Seq == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	chosen := f.Chosen
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (Line, error) {
		return chosen, f.desk.Undo(ctx, chosen.Seq, why, f.who)
	}, func(l Line, err error) {
		f.Busy, f.Refusal, f.Chosen = false, err, Line{}
		if err == nil {
			f.Undone = l
		}
		f.read()
	})
}
