package inventory

import (
	"bytes"
	"context"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// JobRow is a job as a list shows it: never with an address. Of what a row
// holds, who asked may see only what they may: see Board.
type JobRow struct {
	Job    Job // times in the shop's zone; bare where it is nothing of who looks
	Kind   JobKind
	Street string   // without a number; "" is the shop's own neighbourhood
	Name   string   // the resident, masked; staff and the job's own volunteers only
	Team   []string // who is on it; staff and the job's own volunteers only
	Mine   bool     // who looks is on it
	Fits   bool     // it is free, and who looks has the skill
}

// bare is what everybody may know of a job: which trade and how far.
func (j Job) bare() Job {
	return Job{
		ID: j.ID, Kind: j.Kind, State: j.State, Reported: j.Reported, Rank: j.Rank, Squad: j.Squad,
		Big: j.Big, Closed: j.Closed, Stars: j.Stars, Rated: j.Rated, Visit: j.Visit, Again: j.Again,
	}
}

// Filter chooses jobs of one state; a zero field chooses all.
type Filter struct {
	State jobs.State
	Kind  KindID
	Squad SquadID
	Older int  // on the board, or closed, at least so many days ago
	Big   bool // big ones only
	Small bool // small ones only
}

// Board are up to limit jobs of one state after the first skip, open ones with
// what is urgent, elderly and old first, others the latest first; more says that
// there are further ones. Staff on duty see who asked, masked; volunteers see of
// jobs that are neither theirs nor free to take the street and the trade only.
// Refusals: ErrNotStaff, ErrNoPIN.
func (d *Desk) Board(ctx context.Context, f Filter, skip, limit int, who StaffID) (rows []JobRow, more bool, err error) {
	now := d.Now()
	err = d.store.View(ctx, func(tx store.Tx) error {
		rows, more = nil, false
		s, err := acting(tx, who)
		if err != nil {
			return err
		}
		seen := 0
		return f.scan(tx, now, func(id JobID) (bool, error) {
			if f.plain() && seen < skip { // no need to read what is skipped
				seen++
				return true, nil
			}
			j, err := jobOf(tx, id)
			if err != nil || !f.wants(j) {
				return true, err
			}
			if seen++; seen <= skip {
				return true, nil
			}
			if len(rows) == limit {
				more = true
				return false, nil
			}
			row, err := d.row(tx, j, s)
			rows = append(rows, row)
			return true, err
		})
	})
	return rows, more, err
}

// wants says whether a job of the filter's index and days is one of its jobs.
func (f Filter) wants(j Job) bool {
	return (!f.Big || j.Big) && (!f.Small || !j.Big) && (f.Kind == "" || j.Kind == f.Kind) && (f.Squad == "" || j.Squad == f.Squad)
}

// plain says that the filter's index tells everything.
func (f Filter) plain() bool {
	asked := 0
	for _, yes := range []bool{f.Kind != "", f.Squad != "", f.Big} {
		if yes {
			asked++
		}
	}
	return asked < 2 && !f.Small
}

// index is the narrowest one for the filter, with what its keys begin with.
func (f Filter) index() (store.Table, []byte) {
	switch {
	case f.Kind != "":
		return tableByKind, named(f.Kind, nil)
	case f.Big:
		return tableBig, nil
	case f.Squad != "":
		return tableBySquad, named(f.Squad, nil)
	}
	return tableBoard, nil
}

// ranges are the stretches of the index that hold the filter's jobs, in the
// board's order: one a rank where only those before a time are wanted.
func (f Filter) ranges(now time.Time) []store.Range {
	_, begin := f.index()
	at := func(parts ...uint32) []byte { return slices.Concat(begin, key(parts...)) }
	state, before := uint32(f.State), second(now.AddDate(0, 0, -f.Older))
	switch {
	case f.Older <= 0:
		return []store.Range{store.Prefix(at(state))}
	case !f.State.Open():
		return []store.Range{{From: at(state, 0, ^before), To: at(state, 1)}}
	}
	var list []store.Range
	for _, rank := range jobs.Ranks {
		list = append(list, store.Range{From: at(state, uint32(rank)), To: at(state, uint32(rank), before+1)})
	}
	return list
}

// scan calls fn for the jobs of the filter's index and days, in the board's
// order, until it returns false.
func (f Filter) scan(tx store.Tx, now time.Time, fn func(JobID) (more bool, err error)) error {
	table, _ := f.index()
	for _, r := range f.ranges(now) {
		r.Limit = 64
		for {
			entries, err := tx.Scan(table, r)
			if err != nil {
				return err
			}
			for _, e := range entries {
				if more, err := fn(number[JobID](e.Key, len(e.Key)-4)); err != nil || !more {
					return err
				}
			}
			if len(entries) < r.Limit {
				break
			}
			r.From = append(entries[len(entries)-1].Key, 0)
			r.Limit = 1000
		}
	}
	return nil
}

// row is a job as somebody on the staff may see it in a list.
func (d *Desk) row(tx store.Tx, j Job, s Staff) (JobRow, error) {
	k, err := kindOf(tx, j.Kind)
	if err != nil {
		return JobRow{}, err
	}
	notes, err := notesOf(tx, j.ID)
	if err != nil {
		return JobRow{}, err
	}
	actor := s.to(j)
	row := JobRow{
		Job: d.localJob(j).bare(), Kind: k, Street: notes.Place.Street,
		Mine: slices.Contains(j.Volunteers, s.ID), Fits: j.State == jobs.New && s.has(k.Skill),
	}
	if row.Fits {
		row.Job = d.localJob(j)
		row.Job.Resident = 0
	}
	if actor == jobs.Helper {
		return row, nil
	}
	row.Job = d.localJob(j)
	r, err := get[Resident](tx, tableResident, key(j.Resident))
	if err != nil {
		return row, err
	}
	if r.Erased.IsZero() {
		row.Name = r.Person.MaskedName()
	}
	row.Team, err = namesOf(tx, j.Volunteers)
	return row, err
}

// namesOf are the names of people on the staff.
func namesOf(tx store.Tx, ids []StaffID) ([]string, error) {
	var list []string
	for _, id := range ids {
		s, err := get[Staff](tx, tableStaff, key(id))
		if err != nil {
			return nil, err
		}
		list = append(list, s.Name)
	}
	return list, nil
}

// JobCounts is how many jobs are in each state. It reads the board's index.
func (d *Desk) JobCounts(ctx context.Context) (map[jobs.State]int, error) {
	counts := map[jobs.State]int{}
	err := d.store.View(ctx, func(tx store.Tx) error {
		clear(counts)
		for _, s := range jobs.States {
			if !s.Open() {
				continue
			}
			entries, err := tx.Scan(tableBoard, store.Prefix(key(uint32(s))))
			if err != nil {
				return err
			}
			counts[s] = len(entries)
		}
		return nil
	})
	return counts, err
}

// MyJobs are the open jobs of somebody on the staff, arranged visits first, in
// their order. Refusals: ErrNotStaff, ErrNoPIN.
func (d *Desk) MyJobs(ctx context.Context, who StaffID) ([]JobRow, error) {
	var rows []JobRow
	err := d.store.View(ctx, func(tx store.Tx) error {
		rows = nil
		s, err := acting(tx, who)
		if err != nil {
			return err
		}
		list, err := byIndex[Job](tx, tableMine, key(who), 4, tableJob)
		if err != nil {
			return err
		}
		for _, j := range list {
			row, err := d.row(tx, j, s)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	})
	slices.SortStableFunc(rows, func(a, b JobRow) int {
		switch x, y := a.Job.Visit, b.Job.Visit; {
		case x.IsZero() == y.IsZero():
			return x.From.Compare(y.From)
		case x.IsZero():
			return 1
		}
		return -1
	})
	return rows, err
}

// FreeJobs are up to limit jobs that nobody has and that fit somebody's skills,
// in the board's order. Refusals: ErrNotStaff, ErrNoPIN.
func (d *Desk) FreeJobs(ctx context.Context, who StaffID, limit int) ([]JobRow, error) {
	var rows []JobRow
	err := d.store.View(ctx, func(tx store.Tx) error {
		rows = nil
		s, err := acting(tx, who)
		if err != nil {
			return err
		}
		places, err := fitting(tx, s, limit)
		if err != nil {
			return err
		}
		for _, place := range places {
			j, err := jobOf(tx, number[JobID](place, len(place)-4))
			if err != nil {
				return err
			}
			row, err := d.row(tx, j, s)
			if err != nil {
				return err
			}
			rows = append(rows, row)
		}
		return nil
	})
	return rows, err
}

// fitting are the places on the board of the first jobs, up to limit, of the kinds
// somebody has the skill for.
func fitting(tx store.Tx, s Staff, limit int) ([][]byte, error) {
	kinds, err := all[JobKind](tx, tableJobKind, store.Range{})
	if err != nil {
		return nil, err
	}
	var places [][]byte
	for _, k := range kinds {
		if !s.has(k.Skill) {
			continue
		}
		r := store.Prefix(named(k.ID, key(uint32(jobs.New))))
		r.Limit = limit
		entries, err := tx.Scan(tableByKind, r)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			places = append(places, e.Key[len(k.ID)+1:])
		}
	}
	slices.SortFunc(places, bytes.Compare)
	return places[:min(limit, len(places))], nil
}
