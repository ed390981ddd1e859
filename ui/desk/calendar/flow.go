// Package calendar is the desk's place for the reservations of a week: which tool
// is promised to whom on which days. One can be cancelled, the week printed. The
// flow knows no Fyne.
package calendar

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is what is shown. The zero Step is the week.
type Step int

// The steps.
const (
	Week Step = iota
	One       // a reservation
	Sure      // is it to be cancelled?
)

// Flow is the state of the place.
type Flow struct {
	ctx    context.Context
	stage  stage.Stage
	desk   *inventory.Desk
	who    inventory.StaffID
	person func(inventory.ResidentID) // shows a resident in the place of residents

	Step    Step
	From    inventory.Day // the first of the days that are shown
	Lines   []inventory.WeekLine
	Loaded  bool
	Page    int
	Line    inventory.WeekLine // that was touched
	Busy    bool
	Refusal error
	Done    string // key of what was done last
}

// New makes the place; Load fills it. person shows a resident in the place of
// residents.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID, person func(inventory.ResidentID)) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, person: person}
}

// Load shows the days from today on.
func (f *Flow) Load() {
	f.Refusal, f.Done = nil, ""
	f.show(inventory.DayOf(f.desk.Now()))
}

// Leaf shows another week.
func (f *Flow) Leaf(weeks int) {
	f.Refusal, f.Done = nil, ""
	f.show(f.From + inventory.Day(weeks*inventory.WeekDays))
}

// show shows the days from one on. A late answer about other days is dropped.
func (f *Flow) show(from inventory.Day) {
	if from != f.From {
		f.Lines, f.Loaded = nil, false
	}
	f.Step, f.From, f.Page = Week, from, 0
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.WeekLine, error) {
		return f.desk.Week(ctx, from)
	}, func(lines []inventory.WeekLine, err error) {
		if from != f.From {
			return
		}
		if f.Lines, f.Loaded = lines, true; err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Turn shows another page of the tools.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Pick shows a reservation.
func (f *Flow) Pick(l inventory.WeekLine) {
	f.Step, f.Line, f.Refusal, f.Done = One, l, nil, ""
	f.stage.Refresh()
}

// Person shows whose reservation it is.
func (f *Flow) Person() {
	if f.Step == One {
		f.person(f.Line.Reservation.Resident)
	}
}

// Ask asks whether the reservation is to be cancelled.
func (f *Flow) Ask() {
	f.Step = Sure
	f.stage.Refresh()
}

// Up goes one question back; false when the week is shown.
func (f *Flow) Up() bool {
	if f.Step == Week || f.Busy {
		return f.Busy
	}
	f.Step--
	f.Refusal = nil
	f.stage.Refresh()
	return true
}

// Cancel ends the reservation, after a question.
func (f *Flow) Cancel() {
	if f.Step != Sure {
		return
	}
	id := f.Line.Reservation.ID
	f.do(func(ctx context.Context) error { return f.desk.CancelReservation(ctx, id, 0, f.who) }, "week.cancelled")
}

// Print prints the days that are shown.
func (f *Flow) Print() {
	wish := inventory.Wish{Paper: inventory.ReservationWeek, Subject: uint32(f.From), Lang: inventory.Lang(f.stage.Lang())}
	f.do(func(ctx context.Context) error {
		_, err := f.desk.Print(ctx, wish, f.who)
		return err
	}, "papers.printing")
}

func (f *Flow) do(deed func(context.Context) error, done string) {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal, f.Done = true, nil, ""
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, deed, func(err error) {
		f.Busy = false
		if f.Refusal = err; err == nil {
			f.Done = done
		}
		f.stage.Printed() // somebody may wait for the tool
		f.show(f.From)
	})
}
