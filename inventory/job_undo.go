package inventory

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// ofJobs are the deeds on jobs with a counter-entry, by their names in the audit.
var ofJobs = map[string]func(*Desk, undoing, *Job) error{
	"report job":        (*Desk).undoReport,
	"take job":          (*Desk).undoJoin,
	"assign job":        (*Desk).undoJoin,
	"give up job":       (*Desk).undoLeave,
	"fill in job sheet": (*Desk).undoFillIn,
	"pass on job":       (*Desk).undoClose,
	"cancel job":        (*Desk).undoClose,
}

// undoJob takes a deed on a job back, if nothing was done with the job since and
// its resident is still known.
func (d *Desk) undoJob(tx store.Tx, u undoing) error {
	ids := subjects[JobID](u.entry, code.Job)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	before, err := jobOf(tx, ids[0])
	if err != nil {
		return err
	}
	if int(before.Changes) != u.nth() {
		return ErrMovedOn
	}
	if _, err := present(tx, before.Resident); err != nil {
		return orElse(except(err, ErrNoResident), ErrMovedOn)
	}
	j := before
	if err := ofJobs[u.entry.Deed](d, u, &j); err != nil {
		return err
	}
	if j, err = stillThere(tx, j); err != nil {
		return err
	}
	_, err = keepJob(tx, before, j)
	return err
}

// stillThere takes who has left the staff off a job that is open again.
func stillThere(tx store.Tx, j Job) (Job, error) {
	if !j.State.Open() {
		return j, nil
	}
	var team []StaffID
	for _, v := range j.Volunteers {
		_, err := employed(tx, v)
		if err := except(err, ErrNotStaff); err != nil {
			return j, err
		}
		if err == nil {
			team = append(team, v)
		}
	}
	j.Volunteers = team
	if j.State = j.State.AfterTeam(len(team)); j.State == jobs.New {
		j.Visit = jobs.Span{}
	}
	return j, nil
}

// staff are the members of the staff the entry names.
func (u undoing) staff() []StaffID {
	var list []StaffID
	for _, s := range u.entry.Subjects {
		if n, err := strconv.ParseUint(strings.TrimPrefix(s, "S"), 10, 32); err == nil && strings.HasPrefix(s, "S") {
			list = append(list, StaffID(n))
		}
	}
	return list
}

func (d *Desk) undoReport(u undoing, j *Job) error {
	if j.State != jobs.New {
		return ErrMovedOn
	}
	j.Before, j.State, j.Closed, j.ClosedBy = j.State, jobs.Cancelled, u.now, u.who
	return nil
}

func (d *Desk) undoJoin(u undoing, j *Job) error {
	j.Volunteers = slices.DeleteFunc(slices.Clone(j.Volunteers), func(v StaffID) bool { return slices.Contains(u.staff(), v) })
	return nil
}

func (d *Desk) undoLeave(u undoing, j *Job) error {
	j.Volunteers = slices.Concat(j.Volunteers, u.staff())
	return nil
}

// undoFillIn takes the last visit back: it stays in the record as a mistake, and
// nobody's hours count.
func (d *Desk) undoFillIn(u undoing, j *Job) error {
	last := len(j.Visits) - 1
	if last < 0 || j.Visits[last].Undone != 0 {
		return ErrMovedOn
	}
	j.Visits = slices.Clone(j.Visits)
	j.Visits[last].Undone = u.reason
	j.State = j.Visits[last].Was
	j.open()
	return nil
}

func (d *Desk) undoClose(_ undoing, j *Job) error {
	if j.State.Open() {
		return ErrMovedOn
	}
	j.State = j.Before
	j.open()
	return nil
}

// open takes back what closing noted.
func (j *Job) open() {
	j.Closed, j.ClosedBy, j.Result, j.Partner = time.Time{}, 0, 0, ""
}
