package inventory

import (
	"context"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// LoansOf are the open loans of a resident, the oldest first.
func (d *Desk) LoansOf(ctx context.Context, id ResidentID) ([]LoanLine, error) {
	var lines []LoanLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		loans, err := loansOf(tx, id)
		if err != nil {
			return err
		}
		for _, l := range loans {
			line, err := d.line(tx, l)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, err
}

// CounterLine is an open loan as the desk shows it: borrowers masked.
type CounterLine struct {
	LoanLine
	Borrower    string // masked name: the resident's, or the volunteer's who has it for a job
	DaysOverdue int
}

// OpenLoans are up to limit open loans after the first skip, those due first at
// the top. Today.OnLoan is how many there are.
func (d *Desk) OpenLoans(ctx context.Context, skip, limit int) ([]CounterLine, error) {
	now := d.Now()
	var lines []CounterLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		entries, err := tx.Scan(tableDue, store.Range{Limit: skip + limit})
		if err != nil {
			return err
		}
		for _, e := range entries[min(skip, len(entries)):] {
			line, err := d.counterLine(tx, number[LoanID](e.Key, 4), now)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	return lines, err
}

// OpenLoanOf is the loan a tool is out on. It returns ErrNoTool or ErrNotLent.
func (d *Desk) OpenLoanOf(ctx context.Context, id ToolID) (CounterLine, error) {
	now := d.Now()
	var line CounterLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		if there, err := has(tx, tableTool, key(id)); err != nil || !there {
			return orElse(err, ErrNoTool)
		}
		l, err := openLoan(tx, id)
		if err != nil {
			return unknown(err, ErrNotLent)
		}
		line, err = d.counterLine(tx, l.ID, now)
		return err
	})
	return line, err
}

func (d *Desk) counterLine(tx store.Tx, id LoanID, now time.Time) (CounterLine, error) {
	l, err := get[Loan](tx, tableLoan, key(id))
	if err != nil {
		return CounterLine{}, err
	}
	line, err := d.line(tx, l)
	if err != nil {
		return CounterLine{}, err
	}
	name, err := whoHas(tx, l)
	return CounterLine{LoanLine: line, Borrower: name, DaysOverdue: l.DaysOverdue(now)}, err
}

// whoHas is the masked name of who has a loan's tool.
func whoHas(tx store.Tx, l Loan) (string, error) {
	if l.Job != 0 {
		s, err := get[Staff](tx, tableStaff, key(l.Helper))
		return people.MaskName(s.Name), err
	}
	r, err := get[Resident](tx, tableResident, key(l.Borrower))
	return r.Person.MaskedName(), err
}

// orElse is err, or word when there is none.
func orElse(err, word error) error {
	if err != nil {
		return err
	}
	return word
}
