package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// What papers say: read from the records when they are printed, however late.

// Slip is everything a loan slip shows.
type Slip struct {
	ID       LoanID
	Borrower Resident
	Lines    []LoanLine
}

// LoanLine is a loan with its tool.
type LoanLine struct {
	Loan Loan // times in the shop's zone
	Tool Tool
}

// SlipOf is the slip a loan is on, with all loans of the same hand-over. It
// returns ErrNoLoan, also of a loan for a job: it stands on the job's sheet.
func (d *Desk) SlipOf(ctx context.Context, id LoanID) (Slip, error) {
	var s Slip
	err := d.store.View(ctx, func(tx store.Tx) error {
		l, err := get[Loan](tx, tableLoan, key(id))
		if err != nil || l.Job != 0 {
			return orElse(unknown(err, ErrNoLoan), ErrNoLoan)
		}
		s = Slip{ID: l.Slip}
		if s.Borrower, err = get[Resident](tx, tableResident, key(l.Borrower)); err != nil {
			return unknown(err, ErrNoResident)
		}
		loans, err := onSlip(tx, l.Slip)
		if err != nil {
			return err
		}
		for _, l := range loans {
			line, err := d.line(tx, l)
			if err != nil {
				return err
			}
			s.Lines = append(s.Lines, line)
		}
		return nil
	})
	return s, err
}

// line is a loan with its tool, times in the shop's zone.
func (d *Desk) line(tx store.Tx, l Loan) (LoanLine, error) {
	t, err := get[Tool](tx, tableTool, key(l.Tool))
	if err != nil {
		return LoanLine{}, err
	}
	l.Out, l.Due = d.Local(l.Out), d.Local(l.Due)
	if !l.Back.IsZero() {
		l.Back = d.Local(l.Back)
	}
	return LoanLine{Loan: l, Tool: t}, nil
}

// ReturnPaper is everything a return receipt shows.
type ReturnPaper struct {
	Slip     LoanID
	Borrower Resident
	Back     time.Time  // when the last of the tools came back
	Lines    []LoanLine // that came back on the same day
}

// ReturnOf is the receipt of the return that ended a loan, with all tools of
// the same hand-over that came back on the same day. It returns ErrNoLoan.
func (d *Desk) ReturnOf(ctx context.Context, id LoanID) (ReturnPaper, error) {
	line, err := d.LoanLine(ctx, id)
	if err != nil {
		return ReturnPaper{}, err
	}
	s, err := d.SlipOf(ctx, id)
	if err != nil {
		return ReturnPaper{}, err
	}
	r := ReturnPaper{Slip: s.ID, Borrower: s.Borrower}
	day := DayOf(line.Loan.Back)
	for _, l := range s.Lines {
		if !l.Loan.returned() || DayOf(l.Loan.Back) != day {
			continue
		}
		r.Lines = append(r.Lines, l)
		if l.Loan.Back.After(r.Back) {
			r.Back = l.Loan.Back
		}
	}
	return r, nil
}

// LoanLine is a loan with its tool. It returns ErrNoLoan.
func (d *Desk) LoanLine(ctx context.Context, id LoanID) (LoanLine, error) {
	var line LoanLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		l, err := get[Loan](tx, tableLoan, key(id))
		if err != nil {
			return unknown(err, ErrNoLoan)
		}
		line, err = d.line(tx, l)
		return err
	})
	return line, err
}

// Promise is a hold or a reservation with its tool and who it is for.
type Promise struct {
	Hold        Hold // times in the shop's zone
	Reservation Reservation
	Tool        Tool
	Resident    Resident
}

// HoldOf is what the slip of a hold shows. It returns ErrNoHold.
func (d *Desk) HoldOf(ctx context.Context, id HoldID) (Promise, error) {
	return d.promised(ctx, func(tx store.Tx, p *Promise) (tool ToolID, who ResidentID, err error) {
		h, err := get[Hold](tx, tableHold, key(id))
		h.Placed, h.Ready, h.Until = d.local(h.Placed), d.local(h.Ready), d.local(h.Until)
		p.Hold = h
		return h.Tool, h.Resident, unknown(err, ErrNoHold)
	})
}

// ReservationOf is what the slip of a reservation shows. It returns
// ErrNoReservation.
func (d *Desk) ReservationOf(ctx context.Context, id ReservationID) (Promise, error) {
	return d.promised(ctx, func(tx store.Tx, p *Promise) (tool ToolID, who ResidentID, err error) {
		r, err := get[Reservation](tx, tableReserve, key(id))
		r.Made = d.local(r.Made)
		p.Reservation = r
		return r.Tool, r.Resident, unknown(err, ErrNoReservation)
	})
}

func (d *Desk) promised(ctx context.Context, read func(store.Tx, *Promise) (ToolID, ResidentID, error)) (Promise, error) {
	var p Promise
	err := d.store.View(ctx, func(tx store.Tx) error {
		p = Promise{}
		tool, who, err := read(tx, &p)
		if err != nil {
			return err
		}
		if p.Tool, err = get[Tool](tx, tableTool, key(tool)); err != nil {
			return err
		}
		p.Resident, err = get[Resident](tx, tableResident, key(who))
		return err
	})
	return p, err
}

// OverdueLine is a loan that is overdue, with its borrower in full.
type OverdueLine struct {
	LoanLine
	Borrower Resident // zero: it is out for a job
	Helper   string   // the name of the volunteer who has it then
	Days     int      // since it was due
}

// OverdueForPaper are the overdue loans, the one due first at the top. It is for
// the press alone: that staff see people in full is noted when they ask for the
// paper (Print, PrintCopy, Look).
func (d *Desk) OverdueForPaper(ctx context.Context) ([]OverdueLine, error) {
	now := d.Now()
	var lines []OverdueLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		loans, err := overdue(tx, now)
		if err != nil {
			return err
		}
		for _, l := range loans {
			line, err := d.line(tx, l)
			if err != nil {
				return err
			}
			late := OverdueLine{LoanLine: line, Days: l.DaysOverdue(now)}
			if l.Job != 0 {
				s, err := get[Staff](tx, tableStaff, key(l.Helper))
				if err != nil {
					return err
				}
				late.Helper = s.Name
			} else if late.Borrower, err = get[Resident](tx, tableResident, key(l.Borrower)); err != nil {
				return err
			}
			late.Borrower.Note = ""
			lines = append(lines, late)
		}
		return nil
	})
	return lines, err
}

// overdue are the open loans whose day is over, the one due first at the top.
func overdue(tx store.Tx, now time.Time) ([]Loan, error) {
	entries, err := tx.Scan(tableDue, store.Range{To: key(second(now))})
	if err != nil {
		return nil, err
	}
	var loans []Loan
	for _, e := range entries {
		l, err := get[Loan](tx, tableLoan, key(number[LoanID](e.Key, 4)))
		if err != nil {
			return nil, err
		}
		if l.Overdue(now) {
			loans = append(loans, l)
		}
	}
	return loans, nil
}
