package inventory

import (
	"context"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Round is somebody's visits of a day, in the order of the buildings: what
// PrintSheets prints as one paper. Refusals: ErrNotStaff, ErrNoPIN.
func (d *Desk) Round(ctx context.Context, who StaffID, day Day) ([]JobID, error) {
	type stop struct {
		id JobID
		at string
	}
	var round []stop
	err := d.store.View(ctx, func(tx store.Tx) error {
		round = nil
		if _, err := acting(tx, who); err != nil {
			return err
		}
		list, err := byIndex[Job](tx, tableMine, key(who), 4, tableJob)
		if err != nil {
			return err
		}
		for _, j := range list {
			if j.Visit.IsZero() || DayOf(d.Local(j.Visit.From)) != day {
				continue
			}
			notes, err := notesOf(tx, j.ID)
			if err != nil {
				return err
			}
			round = append(round, stop{j.ID, notes.Place.Order()})
		}
		return nil
	})
	slices.SortStableFunc(round, func(a, b stop) int { return strings.Compare(a.at, b.at) })
	var ids []JobID
	for _, s := range round {
		ids = append(ids, s.id)
	}
	return ids, err
}

// AtHome are the jobs that were ever done or asked for where a job is, the latest
// first: the home's repair history. It is for who may open the job, and counts as
// opening it. Refusals: those of OpenJob.
func (d *Desk) AtHome(ctx context.Context, id JobID, who StaffID) ([]JobRow, error) {
	var rows []JobRow
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		rows = nil
		if err := d.mayOpen(tx, now, n, id, who); err != nil {
			return err
		}
		j, err := jobOf(tx, id)
		if err != nil {
			return err
		}
		list, err := byIndex[Job](tx, tableHomeJob, key(j.Home), 4, tableJob)
		if err != nil {
			return err
		}
		for _, old := range slices.Backward(list) {
			k, err := kindOf(tx, old.Kind)
			if err != nil {
				return err
			}
			rows = append(rows, JobRow{Job: d.localJob(old).bare(), Kind: k})
		}
		return audit(tx, now, who, "open job", id.Code().String())
	})
	return rows, err
}

// JobSheet is a job with everything who goes there must know.
type JobSheet struct {
	Job   Job // times in the shop's zone
	Kind  JobKind
	Notes JobNotes
	Who   people.Person // the resident; of a child with the guardian's telephone; empty when forgotten
	Team  []Staff       // without hashes and card numbers
	Tools []LoanLine    // out for the job
	Used  []Consumable  // handed out for it; Stock is how much
}

// OpenJob is a job's sheet, for staff on duty, for the job's volunteers, and for
// volunteers whose skill fits one that is free to take. That it was opened is on
// disk before anybody sees it. Refusals: ErrNoJob, jobs.ErrNotYours, ErrNotStaff,
// ErrNoPIN, ErrClockBack.
func (d *Desk) OpenJob(ctx context.Context, id JobID, who StaffID) (JobSheet, error) {
	var sheet JobSheet
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := d.mayOpen(tx, now, n, id, who); err != nil {
			return err
		}
		var err error
		if sheet, err = d.sheet(tx, id); err != nil {
			return err
		}
		return audit(tx, now, who, "open job", id.Code().String())
	})
	if err != nil {
		return JobSheet{}, err
	}
	return sheet, nil
}

// mayOpen is the rule of who sees an address.
func (d *Desk) mayOpen(tx store.Tx, now time.Time, n *numbers, id JobID, who StaffID) error {
	h, err := handle(tx, now, n, id, who, jobs.Look)
	if err != nil || h.actor != jobs.Helper {
		return err
	}
	k, err := kindOf(tx, h.job.Kind)
	if err == nil && !h.by.has(k.Skill) {
		err = jobs.ErrNotYours
	}
	return err
}

// sheet reads a job's sheet.
func (d *Desk) sheet(tx store.Tx, id JobID) (JobSheet, error) {
	j, err := jobOf(tx, id)
	if err != nil {
		return JobSheet{}, err
	}
	s := JobSheet{Job: d.localJob(j)}
	if s.Kind, err = kindOf(tx, j.Kind); err != nil {
		return s, err
	}
	if s.Notes, err = notesOf(tx, id); err != nil {
		return s, err
	}
	r, err := present(tx, j.Resident)
	if err := except(err, ErrNoResident); err != nil {
		return s, err
	}
	s.Who = r.Person
	if s.Who.Phone == "" && r.Guardian != 0 {
		g, err := present(tx, r.Guardian)
		if err := except(err, ErrNoResident); err != nil {
			return s, err
		}
		s.Who.Phone = g.Person.Phone
	}
	s.Who.ID = people.ID{}
	for _, v := range j.Volunteers {
		staff, err := get[Staff](tx, tableStaff, key(v))
		if err != nil {
			return s, err
		}
		staff.Card = 0
		s.Team = append(s.Team, staff.shown())
	}
	return s, d.along(tx, &s)
}

// PrintSheets wishes for the sheets of jobs, in this order on one paper: one job,
// or the day's round. Who may open them all may print them.
// Refusals: ErrNothing, those of OpenJob.
func (d *Desk) PrintSheets(ctx context.Context, ids []JobID, lang Lang, who StaffID) (PrintID, error) {
	if len(ids) == 0 || len(ids) > 100 {
		return 0, ErrNothing
	}
	var done PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		var names []string
		job := PrintJob{Paper: JobSheets, Subject: uint32(ids[0]), Lang: lang, Asked: now}
		for _, id := range ids {
			if err := d.mayOpen(tx, now, n, id, who); err != nil {
				return err
			}
			names = append(names, id.Code().String())
			job.More = append(job.More, uint32(id))
		}
		job.More = job.More[1:]
		job.ID = draw(&n.print)
		done = job.ID
		return steps(
			func() error { return wish(tx, job) },
			func() error { return audit(tx, now, who, "print job sheet", names...) },
		)
	})
	return done, err
}

// SheetsToPrint are the jobs of a paper about jobs, for whoever puts them on
// paper: that they may be seen was noted with the deed that wished for it. It
// returns ErrNoPrint for any other print job.
func (d *Desk) SheetsToPrint(ctx context.Context, id PrintID) ([]JobSheet, error) {
	var sheets []JobSheet
	err := d.store.View(ctx, func(tx store.Tx) error {
		sheets = nil
		job, err := get[PrintJob](tx, tablePrint, key(id))
		if err != nil {
			return unknown(err, ErrNoPrint)
		}
		if job.Paper != JobSheets && job.Paper != Referral && job.Paper != RequestSlip {
			return ErrNoPrint
		}
		for _, id := range append([]uint32{job.Subject}, job.More...) {
			s, err := d.sheet(tx, JobID(id))
			if err != nil {
				return err
			}
			sheets = append(sheets, s)
		}
		return nil
	})
	return sheets, err
}
