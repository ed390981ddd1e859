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

// wishFor wishes for a paper in the language of the resident it is about.
func wishFor(tx store.Tx, who ResidentID, p Paper, subject uint32, now time.Time, n *numbers) error {
	lang, err := reads(tx, who)
	if err != nil {
		return err
	}
	return wish(tx, PrintJob{ID: draw(&n.print), Paper: p, Subject: subject, Lang: lang, Asked: now})
}

// reads is the language a resident reads.
func reads(tx store.Tx, who ResidentID) (Lang, error) {
	r, err := get[Resident](tx, tableResident, key(who))
	if r.Lang == "" {
		r.Lang = "zh"
	}
	return r.Lang, err
}

// tableAsk: print job, for those that ask for a decision.
const tableAsk store.Table = "ask"

// askMarked is the key in tableShop that says that every job which asks for a
// decision stands in tableAsk: jobs that failed before there was that table do not.
const askMarked = "ask marked"

// Mend brings tables of an earlier program of the same layout in line with the
// records, once. It changes no record and is no deed.
func (d *Desk) Mend(ctx context.Context) error {
	return d.store.Update(ctx, func(tx store.Tx) error {
		if done, err := has(tx, tableShop, []byte(askMarked)); err != nil || done {
			return err
		}
		return markAsking(tx)
	})
}

// markAsking marks all jobs that wait or ask for a decision.
func markAsking(tx store.Tx) error {
	err := every(tx, tablePrint, func(j PrintJob) error { return reindex(tx, nil, j.entries()) })
	if err != nil {
		return err
	}
	return put(tx, tableShop, []byte(askMarked), true)
}

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

// RecentPrints are the last wishes for paper, the newest first.
func (d *Desk) RecentPrints(ctx context.Context, limit int) ([]PrintJob, error) {
	var jobs []PrintJob
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		jobs, err = all[PrintJob](tx, tablePrint, store.Range{Reverse: true, Limit: limit})
		return err
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
// be decided any more, ErrNotManager and ErrOnlyFolder for the recovery sheet,
// ErrClockBack.
func (d *Desk) PrintAgain(ctx context.Context, id PrintID, who StaffID) (PrintID, error) {
	var again PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		job, err := decide(tx, id, who, now)
		if err == nil && job.Paper == RecoverySheet {
			err = mayPrintKey(tx, who)
		}
		if err != nil {
			return err
		}
		again = draw(&n.print)
		return steps(
			func() error { return wish(tx, job.anew(again, now, job.Copy || job.State == PrintUnknown)) },
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
