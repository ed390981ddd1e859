package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// wish stores a print job and marks it as waiting, inside the deed that wants it.
func wish(tx store.Tx, job PrintJob) error {
	return errors.Join(put(tx, tablePrint, key(job.ID), job), mark(tx, tablePrinting, key(job.ID)))
}

// WaitingPrints are the jobs with something left to do, the oldest first.
func (d *Desk) WaitingPrints(ctx context.Context, limit int) ([]PrintJob, error) {
	var jobs []PrintJob
	err := d.store.View(ctx, func(tx store.Tx) error {
		jobs = nil
		entries, err := tx.Scan(tablePrinting, store.Range{Limit: limit})
		if err != nil {
			return err
		}
		for _, e := range entries {
			job, err := get[PrintJob](tx, tablePrint, e.Key)
			if err != nil {
				return err
			}
			jobs = append(jobs, job)
		}
		return nil
	})
	return jobs, err
}

// KeepPrint stores how far a job has come. It is no deed of a person: it leaves
// no audit entry.
func (d *Desk) KeepPrint(ctx context.Context, job PrintJob) error {
	return d.store.Update(ctx, func(tx store.Tx) error {
		if err := put(tx, tablePrint, key(job.ID), job); err != nil {
			return err
		}
		if job.State.Final() {
			return tx.Delete(tablePrinting, key(job.ID))
		}
		return mark(tx, tablePrinting, key(job.ID))
	})
}

// Reprint wishes for a copy of a slip, marked as such. It returns ErrNoLoan.
func (d *Desk) Reprint(ctx context.Context, slip LoanID, lang Lang) (PrintID, error) {
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if there, err := has(tx, tableLoan, key(slip)); err != nil || !there {
			return orElse(err, ErrNoLoan)
		}
		id = draw(&n.print)
		if err := wish(tx, PrintJob{ID: id, Paper: LoanSlip, Subject: uint32(slip), Lang: lang, Copy: true, Asked: now}); err != nil {
			return err
		}
		return audit(tx, now, 0, "reprint", slip.Code().String())
	})
	return id, err
}

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
// returns ErrNoLoan.
func (d *Desk) SlipOf(ctx context.Context, id LoanID) (Slip, error) {
	var s Slip
	err := d.store.View(ctx, func(tx store.Tx) error {
		l, err := get[Loan](tx, tableLoan, key(id))
		if err != nil {
			return unknown(err, ErrNoLoan)
		}
		s = Slip{ID: l.Slip}
		if s.Borrower, err = get[Resident](tx, tableResident, key(l.Borrower)); err != nil {
			return unknown(err, ErrNoResident)
		}
		for n := l.Slip; ; n++ { // a hand-over's loans have numbers in a row
			l, err := get[Loan](tx, tableLoan, key(n))
			if errors.Is(err, store.ErrNotFound) || err == nil && l.Slip != s.ID {
				return nil
			}
			if err != nil {
				return err
			}
			line, err := d.line(tx, l)
			if err != nil {
				return err
			}
			s.Lines = append(s.Lines, line)
		}
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
