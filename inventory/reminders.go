package inventory

import (
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// Reminder is one time somebody was asked to bring a loan back.
type Reminder struct {
	At       time.Time `cbor:"1,keyasint"`
	By       StaffID   `cbor:"2,keyasint"`
	Promised Day       `cbor:"3,keyasint,omitempty"` // when they were called: the day they named; 0: none
	Slip     PrintID   `cbor:"4,keyasint,omitempty"` // the slip they got; 0: they were called
}

// Promised is the day named at the last call, and whether one was.
func (l Loan) Promised() (Day, bool) {
	for _, r := range slices.Backward(l.Reminders) {
		if r.Slip == 0 {
			return r.Promised, r.Promised != 0
		}
	}
	return 0, false
}

// NoteCall notes that who has a loan's tool was called, and the day on which they
// promised to bring it; 0: they named none, or nobody answered.
//
// Refusals: ErrNotStaff, ErrNoLoan, ErrNotLent, ErrPast (a day that is over, or
// more than a year away), ErrClockBack.
func (d *Desk) NoteCall(ctx context.Context, id LoanID, promised Day, who StaffID) (Loan, error) {
	var l Loan
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		var err error
		if l, err = get[Loan](tx, tableLoan, key(id)); err != nil {
			return unknown(err, ErrNoLoan)
		}
		switch today := DayOf(now); {
		case !l.Open():
			return ErrNotLent
		case promised != 0 && (promised < today || promised > today+366):
			return ErrPast
		}
		l.Reminders = append(l.Reminders, Reminder{At: now, By: who, Promised: promised})
		return steps(
			func() error { return put(tx, tableLoan, key(id), l) },
			func() error { return audit(tx, now, who, "note call", l.subjects(l.Tool)...) },
		)
	})
	return l, err
}

// Remind wishes for a slip for each resident who has one of these loans, in their
// language, with all they have overdue, and notes on each of those loans that
// they were asked for. Loans that are not overdue any more, or that are out for a
// job, are left out. It returns how many slips there will be.
//
// Refusals: ErrNotStaff, ErrNoLoan, ErrMoot (none is left), ErrClockBack.
func (d *Desk) Remind(ctx context.Context, ids []LoanID, who StaffID) (int, error) {
	slips := 0
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		slips = 0
		if err := onDuty(tx, who); err != nil {
			return err
		}
		var names []string
		done := map[ResidentID]bool{}
		for _, id := range ids {
			r, lines, err := d.reminded(tx, id, now)
			if err != nil {
				return unknown(err, ErrNoLoan)
			}
			if len(lines) == 0 || done[r.ID] {
				continue
			}
			done[r.ID] = true
			slips++
			if err := wishFor(tx, r.ID, ReminderSlip, uint32(lines[0].Loan.ID), now, n); err != nil {
				return err
			}
			for _, line := range lines {
				l, err := get[Loan](tx, tableLoan, key(line.Loan.ID))
				if err != nil {
					return err
				}
				l.Reminders = append(l.Reminders, Reminder{At: now, By: who, Slip: n.print})
				if err := put(tx, tableLoan, key(l.ID), l); err != nil {
					return err
				}
				names = append(names, l.ID.Code().String())
			}
		}
		if slips == 0 {
			return ErrMoot
		}
		return audit(tx, now, who, "remind", names...)
	})
	if err != nil {
		return 0, err
	}
	return slips, nil
}

// ReminderPaper is everything a reminder shows.
type ReminderPaper struct {
	Borrower Resident
	Lines    []LoanLine // what is overdue, the oldest first
}

// ReminderOf is the reminder for who has a loan. It returns ErrNoLoan, and
// ErrMoot when nothing is overdue any more.
func (d *Desk) ReminderOf(ctx context.Context, id LoanID) (ReminderPaper, error) {
	now := d.Now()
	var p ReminderPaper
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		p.Borrower, p.Lines, err = d.reminded(tx, id, now)
		if errors.Is(err, store.ErrNotFound) {
			return ErrNoLoan
		}
		if err == nil && len(p.Lines) == 0 {
			return ErrMoot
		}
		return err
	})
	return p, err
}

// reminded is who has a loan, with all they have overdue; nothing when it is out
// for a job.
func (d *Desk) reminded(tx store.Tx, id LoanID, now time.Time) (Resident, []LoanLine, error) {
	l, err := get[Loan](tx, tableLoan, key(id))
	if err != nil || l.Job != 0 {
		return Resident{}, nil, err
	}
	r, err := get[Resident](tx, tableResident, key(l.Borrower))
	if err != nil {
		return Resident{}, nil, err
	}
	loans, err := loansOf(tx, l.Borrower)
	if err != nil {
		return Resident{}, nil, err
	}
	var lines []LoanLine
	for _, l := range loans {
		if !l.Overdue(now) {
			continue
		}
		line, err := d.line(tx, l)
		if err != nil {
			return Resident{}, nil, err
		}
		lines = append(lines, line)
	}
	return r, lines, nil
}
