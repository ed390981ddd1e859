package inventory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"redwrench/inventory/store"
)

// wish stores a print job and marks it as waiting, inside the deed that wants it.
func wish(tx store.Tx, job PrintJob) error {
	return errors.Join(put(tx, tablePrint, key(job.ID), job), mark(tx, tablePrinting, key(job.ID)))
}

// tableAsk: print job, for those that ask for a decision.
const tableAsk store.Table = "ask"

// WaitingPrints are the jobs with something left to do, the oldest first.
func (d *Desk) WaitingPrints(ctx context.Context, limit int) ([]PrintJob, error) {
	return d.prints(ctx, tablePrinting, limit, func(PrintJob) bool { return true })
}

// PrintsFor are the jobs with something left to do for the printer of a role,
// the oldest first.
func (d *Desk) PrintsFor(ctx context.Context, role PrinterRole, limit int) ([]PrintJob, error) {
	return d.prints(ctx, tablePrinting, limit, func(j PrintJob) bool { return j.Role() == role })
}

// UndecidedPrints are the jobs that failed, or of which nobody can tell, the
// oldest first: staff look, and then PrintAgain or LetBe.
func (d *Desk) UndecidedPrints(ctx context.Context, limit int) ([]PrintJob, error) {
	return d.prints(ctx, tableAsk, limit, func(PrintJob) bool { return true })
}

// printsAtOnce is how many jobs are read at a time.
const printsAtOnce = 100

// prints are the jobs an index names and keep wants.
func (d *Desk) prints(ctx context.Context, index store.Table, limit int, keep func(PrintJob) bool) ([]PrintJob, error) {
	var jobs []PrintJob
	err := d.store.View(ctx, func(tx store.Tx) error {
		jobs = nil
		r := store.Range{Limit: printsAtOnce}
		for {
			entries, err := tx.Scan(index, r)
			if err != nil {
				return err
			}
			for _, e := range entries {
				job, err := get[PrintJob](tx, tablePrint, e.Key)
				if err != nil {
					return err
				}
				if keep(job) {
					jobs = append(jobs, job)
				}
				if len(jobs) == limit {
					return nil
				}
			}
			if len(entries) < r.Limit {
				return nil
			}
			r.From = append(entries[len(entries)-1].Key, 0)
		}
	})
	return jobs, err
}

// PrintJob is a job by its number. It returns ErrNoPrint.
func (d *Desk) PrintJob(ctx context.Context, id PrintID) (PrintJob, error) {
	var job PrintJob
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		job, err = get[PrintJob](tx, tablePrint, key(id))
		return unknown(err, ErrNoPrint)
	})
	return job, err
}

// KeepPrint stores how far a job has come. It is no deed of a person: it leaves
// no audit entry.
func (d *Desk) KeepPrint(ctx context.Context, job PrintJob) error {
	return d.store.Update(ctx, func(tx store.Tx) error { return keepPrint(tx, job) })
}

// keepPrint stores a job that is there already.
func keepPrint(tx store.Tx, job PrintJob) error {
	var was []entry
	before, err := get[PrintJob](tx, tablePrint, key(job.ID))
	switch {
	case err == nil:
		was = before.entries()
	case !errors.Is(err, store.ErrNotFound):
		return err
	}
	return errors.Join(put(tx, tablePrint, key(job.ID), job), reindex(tx, was, job.entries()))
}

// entries are where else a job stands.
func (j PrintJob) entries() []entry {
	switch {
	case !j.State.Final():
		return []entry{{tablePrinting, key(j.ID)}}
	case j.asks():
		return []entry{{tableAsk, key(j.ID)}}
	}
	return nil
}

// PrintAgain wishes once more for a paper that failed, or of which nobody can
// tell; then it is marked as a copy, since the first may be in somebody's hand.
// It returns the new job. Refusals: ErrNotStaff, ErrNoPrint when nothing is to
// be decided any more, ErrClockBack.
func (d *Desk) PrintAgain(ctx context.Context, id PrintID, who StaffID) (PrintID, error) {
	var again PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		job, err := decide(tx, id, who, now)
		if err != nil {
			return err
		}
		again = draw(&n.print)
		return steps(
			func() error {
				return wish(tx, PrintJob{
					ID: again, Paper: job.Paper, Subject: job.Subject, More: job.More, Lang: job.Lang, Asked: now,
					Copy: job.Copy || job.State == PrintUnknown,
				})
			},
			func() error { return audit(tx, now, who, "print again", fmt.Sprint(id), fmt.Sprint(again)) },
		)
	})
	return again, err
}

// LetBe notes that a paper that failed, or of which nobody can tell, is not
// needed any more, or is there. Refusals: as PrintAgain.
func (d *Desk) LetBe(ctx context.Context, id PrintID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if _, err := decide(tx, id, who, now); err != nil {
			return err
		}
		return audit(tx, now, who, "let print be", fmt.Sprint(id))
	})
}

// decide notes that staff have seen what became of a job.
func decide(tx store.Tx, id PrintID, who StaffID, now time.Time) (PrintJob, error) {
	if err := onDuty(tx, who); err != nil {
		return PrintJob{}, err
	}
	job, err := get[PrintJob](tx, tablePrint, key(id))
	if err != nil {
		return job, unknown(err, ErrNoPrint)
	}
	if !job.asks() {
		return job, ErrNoPrint
	}
	job.Decided = now
	return job, keepPrint(tx, job)
}

// Reprint wishes for a copy of a slip, marked as such. It returns ErrNoLoan.
func (d *Desk) Reprint(ctx context.Context, slip LoanID, lang Lang) (PrintID, error) {
	var id PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if l, err := get[Loan](tx, tableLoan, key(slip)); err != nil || l.Job != 0 {
			return orElse(unknown(err, ErrNoLoan), ErrNoLoan)
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
