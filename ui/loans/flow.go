// Package loans shows somebody what they have and when it is due, what they wait
// for and what they have reserved, and lets them renew and cancel.
package loans

import (
	"context"
	"slices"
	"time"

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
	Entries  []Entry
	Loaded   bool
	Page     int
	Busy     bool
	Asking   code.Code // the hold or the reservation that would be cancelled
	Wanted   code.Code // what was scanned: at the top of the list
	Printed  map[inventory.LoanID]bool
	Notice   Notice
}

// Notice is what has to be said about the last scan or touch: a refusal, or a
// key of the words with what fills it.
type Notice struct {
	Err  error
	Key  string
	Tool inventory.Name
	Due  time.Time
}

// New shows somebody's loans, or asks whose.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, with stage.Loans) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Wanted: with.Code, Printed: map[inventory.LoanID]bool{}}
	f.Identify = identify.New(ctx, st, desk, f.known)
	switch {
	case with.Who.ID != 0:
		f.known(with.Who)
	case with.Code != code.Code{}:
		f.Notice = Notice{Key: "loans.code"}
	}
	return f
}

func (f *Flow) known(r inventory.Resident) {
	f.Resident, f.Loaded, f.Entries, f.Page, f.Asking, f.Notice = r, false, nil, 0, code.Code{}, Notice{}
	clear(f.Printed)
	f.load()
	f.stage.Refresh()
}

// load reads the list anew; what is said stays.
func (f *Flow) load() {
	who := f.Resident.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]Entry, error) {
		return entries(ctx, f.desk, who)
	}, func(list []Entry, err error) {
		if who != f.Resident.ID {
			return // somebody else scanned their card meanwhile
		}
		f.Entries, f.Loaded = list, true
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.lift()
		f.stage.Refresh()
	})
}

// lift puts what was scanned to the top, or says that it is not there.
func (f *Flow) lift() {
	if f.Wanted == (code.Code{}) || !f.Loaded {
		return
	}
	if !slices.ContainsFunc(f.Entries, f.wanted) {
		f.Notice = Notice{Err: notThere(f.Wanted.Kind)}
		f.Wanted = code.Code{}
		return
	}
	slices.SortStableFunc(f.Entries, func(a, b Entry) int {
		switch {
		case f.wanted(a) == f.wanted(b):
			return 0
		case f.wanted(a):
			return -1
		}
		return 1
	})
	f.Page = 0
}

// wanted says that an entry is what was scanned, or stands on the slip that was.
func (f *Flow) wanted(e Entry) bool {
	onSlip := f.Wanted.Kind == code.Loan && e.Loan.ID != 0 && e.Loan.Slip == inventory.LoanID(f.Wanted.Number)
	return onSlip || e.Code() == f.Wanted
}

func notThere(k code.Kind) error {
	switch k {
	case code.Hold:
		return inventory.ErrNoHold
	case code.Reservation:
		return inventory.ErrNoReservation
	}
	return inventory.ErrNoLoan
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page, f.Asking = page, code.Code{}
	f.stage.Refresh()
}

// Scan takes a resident card; a tool's tag goes on to borrowing it; a slip, a
// hold or a reservation of the resident is shown at the top.
func (f *Flow) Scan(text string) {
	if f.Busy {
		return
	}
	c, err := code.Parse(text)
	switch {
	case err != nil:
		f.refuse(err)
	case c.Kind == code.Tool:
		f.stage.Flash(true)
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number), Who: f.Resident})
	case c.Kind == code.Resident:
		f.Identify.Scan(text)
	case c.Kind == code.Loan, c.Kind == code.Hold, c.Kind == code.Reservation:
		f.show(c)
	default:
		f.refuse(code.ErrForeign)
	}
}

// show is what a scanned slip, hold or reservation does.
func (f *Flow) show(c code.Code) {
	f.Wanted, f.Notice, f.Asking = c, Notice{}, code.Code{}
	if f.Resident.ID == 0 {
		f.Notice = Notice{Key: "loans.code"}
		f.stage.Flash(true)
		f.stage.Refresh()
		return
	}
	f.lift()
	f.stage.Flash(f.Notice.Err == nil)
	f.stage.Refresh()
}

func (f *Flow) refuse(err error) {
	f.Notice = Notice{Err: err}
	f.stage.Flash(false)
	f.stage.Refresh()
}

// deed does something to one line, says how it went, and reads the list anew.
func (f *Flow) deed(do func(context.Context) (Notice, error)) {
	if f.Busy {
		return
	}
	f.Busy, f.Asking = true, code.Code{}
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, do, func(n Notice, err error) {
		f.Busy = false
		if f.Notice = n; err != nil {
			f.Notice = Notice{Err: err}
		}
		f.load()
		f.stage.Refresh()
	})
}

// Renew gives a loan its new due date.
func (f *Flow) Renew(e Entry) {
	who := f.Resident.ID
	f.deed(func(ctx context.Context) (Notice, error) {
		l, err := f.desk.Renew(ctx, e.Loan.ID, who)
		return Notice{Key: "loans.renewed", Tool: e.Tool.Name, Due: f.desk.Local(l.Due)}, err
	})
}

// Reprint wishes for a copy of the slip a loan is on; once a visit.
func (f *Flow) Reprint(e Entry) {
	slip, who, lang := e.Loan.Slip, f.Resident.ID, inventory.Lang(f.stage.Lang())
	if f.Busy || f.Printed[slip] {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Reprint(ctx, slip.Code(), who, lang)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Printed[slip] = false, err == nil
		if f.Notice = (Notice{Key: "loans.slip.printing"}); err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Printed()
		f.stage.Refresh()
	})
}

// Cancel asks whether a hold or a reservation shall really end.
func (f *Flow) Cancel(e Entry) {
	f.Asking, f.Notice = e.Code(), Notice{}
	f.stage.Refresh()
}

// Keep answers no.
func (f *Flow) Keep() {
	f.Asking = code.Code{}
	f.stage.Refresh()
}

// ReallyCancel answers yes.
func (f *Flow) ReallyCancel(e Entry) {
	who := f.Resident.ID
	f.Wanted = code.Code{}
	f.deed(func(ctx context.Context) (Notice, error) {
		said := Notice{Key: "loans.cancelled", Tool: e.Tool.Name}
		if e.Hold.Hold.ID != 0 {
			return said, f.desk.CancelHold(ctx, e.Hold.Hold.ID, who, 0)
		}
		return said, f.desk.CancelReservation(ctx, e.Reservation.ID, who, 0)
	})
}

// Take goes on to borrowing what is kept for the resident.
func (f *Flow) Take(e Entry) { f.stage.Show(stage.Borrow{Tool: e.Tool.ID, Who: f.Resident}) }

// Borrow goes on to the catalogue as the resident who is shown.
func (f *Flow) Borrow() { f.stage.Show(stage.Borrow{Who: f.Resident}) }

// Requests goes on to what the resident asked to have repaired.
func (f *Flow) Requests() { f.stage.Show(stage.Requests{Who: f.Resident}) }

// Finish goes home.
func (f *Flow) Finish() { f.stage.Show(stage.Home{}) }

// Loses is what going back now would lose, as a key of the words: what was typed.
func (f *Flow) Loses() string {
	if f.Resident.ID == 0 && f.Identify.Phone != "" {
		return "leave.typed"
	}
	return ""
}

// Back answers no where something is asked, else it goes home.
func (f *Flow) Back() {
	switch {
	case f.Busy:
	case f.Asking != code.Code{}:
		f.Keep()
	default:
		f.Finish()
	}
}

// onLoan is how many tools the resident has.
func (f *Flow) onLoan() int {
	n := 0
	for _, e := range f.Entries {
		if e.Loan.ID != 0 {
			n++
		}
	}
	return n
}
