package inventory

import (
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// Request is what a resident asks for. Without phrases and words the volunteer
// will ask what is wrong.
type Request struct {
	Resident ResidentID
	Kind     KindID
	Phrases  []int      // which of the kind's ready phrases
	Words    string     // what is wrong, in own words
	Place    jobs.Place // zero: the resident's home
	When     jobs.When
	Urgent   bool    // no water, no power
	Reopen   JobID   // the same fault again, see SameFault; 0: a new job
	By       StaffID // who writes it down for the resident; 0: the resident
	Lang     Lang    // of the slip
}

// ReportJob registers a request and wishes for its slip; with Reopen the old job
// is on the board again, with what is wrong this time.
//
// Refusals: ErrNoResident, ErrBlocked, ErrWithdrawn, ErrGuardian, ErrNoConsent,
// ErrNoKind, ErrNoPhrase, ErrNote (the words), jobs.ErrPlace, ErrNotUrgent,
// ErrNoJob and ErrOtherFault (Reopen), ErrNotStaff (By), ErrClockBack.
func (d *Desk) ReportJob(ctx context.Context, q Request) (Job, error) {
	words, err := note(q.Words)
	if err != nil {
		return Job{}, err
	}
	if !q.When.Known() {
		return Job{}, jobs.ErrSpan
	}
	var done Job
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		r, err := d.asker(tx, q, now)
		if err != nil {
			return err
		}
		j := Job{
			Kind: q.Kind, Resident: r.ID, Reported: now, When: q.When, By: q.By, Lang: q.Lang,
			Rank: jobs.RankOf(q.Urgent, d.comesFirst(r, now)),
		}
		k, err := offered(tx, q)
		if err != nil {
			return err
		}
		for _, p := range q.Phrases {
			j.Faults = append(j.Faults, k.Phrases[p])
		}
		j.Squad = k.Squad
		place, err := placeOf(r, q.Place)
		if err != nil {
			return err
		}
		notes := JobNotes{Place: place, Words: words}
		if q.Reopen != 0 {
			done, err = d.reopen(tx, q.Reopen, r, j, notes, now)
		} else {
			done, err = d.newJob(tx, j, notes, n)
		}
		if err != nil {
			return err
		}
		deed := "report job"
		if q.Reopen != 0 {
			deed = "reopen job"
		}
		return steps(
			func() error { return active(tx, r.ID, now) },
			func() error {
				return wish(tx, PrintJob{ID: draw(&n.print), Paper: RequestSlip, Subject: uint32(done.ID), Lang: q.Lang, Asked: now})
			},
			func() error {
				return audit(tx, now, q.By, deed, done.ID.Code().String(), nth(done.Changes), r.ID.Code().String())
			},
		)
	})
	if err != nil {
		return Job{}, err
	}
	return d.localJob(done), nil
}

// asker is the resident who may ask for a job.
func (d *Desk) asker(tx store.Tx, q Request, now time.Time) (Resident, error) {
	if q.By != 0 {
		if err := onDuty(tx, q.By); err != nil {
			return Resident{}, err
		}
	}
	r, err := d.borrower(tx, q.Resident, now)
	if err == nil && !r.Agreed(d.rules().ConsentVersion) {
		err = ErrNoConsent
	}
	return r, err
}

// comesFirst says that the resident's jobs come before others: the elderly and
// the disabled.
func (d *Desk) comesFirst(r Resident, now time.Time) bool {
	return r.Disabled || r.Person.Age(now) >= d.rules().Jobs.ElderAge
}

// offered is the kind that is asked for, if its phrases and the urgency are its own.
func offered(tx store.Tx, q Request) (JobKind, error) {
	k, err := kindOf(tx, q.Kind)
	switch {
	case err != nil:
		return k, err
	case k.Gone:
		return k, ErrNoKind
	case q.Urgent && !k.Urgent:
		return k, ErrNotUrgent
	case slices.ContainsFunc(q.Phrases, func(p int) bool { return p < 0 || p >= len(k.Phrases) }):
		return k, ErrNoPhrase
	}
	return k, nil
}

// placeOf is where a job is: the place given, or the resident's home.
func placeOf(r Resident, p jobs.Place) (jobs.Place, error) {
	if p == (jobs.Place{}) {
		p = jobs.Place{Building: r.Person.Home.Building, Unit: r.Person.Home.Unit, Room: r.Person.Home.Room}
	}
	return p.Checked()
}

// newJob keeps a new job.
func (d *Desk) newJob(tx store.Tx, j Job, notes JobNotes, n *numbers) (Job, error) {
	var err error
	j.ID = draw(&n.job)
	notes.ID = j.ID
	if j.Home, err = d.homeAt(tx, notes.Place, n); err != nil {
		return j, err
	}
	if err := keepNotes(tx, notes); err != nil {
		return j, err
	}
	return keepJob(tx, Job{}, j)
}

// homeAt is the number of a place; a new one when nothing was done there yet.
func (d *Desk) homeAt(tx store.Tx, p jobs.Place, n *numbers) (HomeID, error) {
	hash := d.homeKey(p)
	raw, err := tx.Get(tableHome, hash)
	if err == nil {
		return number[HomeID](raw, 0), nil
	}
	if !errors.Is(err, store.ErrNotFound) {
		return 0, err
	}
	id := draw(&n.home)
	return id, tx.Put(tableHome, hash, key(id))
}

// homeKey is the look-up key of a place.
func (d *Desk) homeKey(p jobs.Place) []byte { return d.secrets.Index("home", p.Same()) }

// SameFault is the last job of this kind at this home, if it was done so lately
// that the same fault may be meant (JobRules.ReopenDays) and the resident may
// open it again; 0: there is none. The place is the resident's home when zero.
// It is offered, never forced. Refusals: ErrNoResident, jobs.ErrPlace.
func (d *Desk) SameFault(ctx context.Context, who ResidentID, kind KindID, at jobs.Place) (JobID, error) {
	now := d.Now()
	var found JobID
	err := d.store.View(ctx, func(tx store.Tx) error {
		found = 0
		r, err := present(tx, who)
		if err != nil {
			return err
		}
		place, err := placeOf(r, at)
		if err != nil {
			return err
		}
		raw, err := tx.Get(tableHome, d.homeKey(place))
		if err != nil {
			return except(err, store.ErrNotFound)
		}
		list, err := byIndex[Job](tx, tableHomeJob, raw, 4, tableJob)
		for _, j := range slices.Backward(list) {
			if j.Kind == kind && d.mayReopen(r, j, place, now) {
				found = j.ID
				break
			}
		}
		return err
	})
	return found, err
}

// mayReopen says that a job at a place was done lately and that the resident may
// open it again: who asked for it, or a verified resident who lives there.
func (d *Desk) mayReopen(r Resident, j Job, at jobs.Place, now time.Time) bool {
	last := DayOf(d.Local(j.Closed)) + Day(d.rules().Jobs.ReopenDays)
	if j.State != jobs.Done || DayOf(now) > last {
		return false
	}
	home, err := placeOf(r, jobs.Place{})
	return j.Resident == r.ID || !r.Verified.IsZero() && err == nil && home.Same() == at.Same()
}

// reopen puts a job that is done on the board again, for who asks now. Who was
// there stays with the visits; what came of it is open again.
func (d *Desk) reopen(tx store.Tx, id JobID, r Resident, j Job, notes JobNotes, now time.Time) (Job, error) {
	was, err := jobOf(tx, id)
	if err != nil {
		return j, err
	}
	old, err := notesOf(tx, id)
	if err != nil {
		return j, err
	}
	if was.Kind != j.Kind || old.Place.Same() != notes.Place.Same() || !d.mayReopen(r, was, notes.Place, now) {
		return j, ErrOtherFault
	}
	again := was
	if again.State, err = was.State.Next(jobs.Reopen, jobs.Asker); err != nil {
		return j, err
	}
	again.Before, again.Again = was.State, append(slices.Clone(was.Again), now)
	again.Resident, again.By, again.Rank, again.When, again.Lang, again.Faults = r.ID, j.By, j.Rank, j.When, j.Lang, j.Faults
	again.Volunteers, again.Closed, again.ClosedBy, again.Result = nil, time.Time{}, 0, 0
	again.Stars, again.Rated = 0, time.Time{}
	old.Words = notes.Words
	if err := keepNotes(tx, old); err != nil {
		return j, err
	}
	return keepJob(tx, was, again)
}

// JobsOf are the jobs a resident asked for, the latest first, with what the
// resident may know of them.
func (d *Desk) JobsOf(ctx context.Context, who ResidentID) ([]JobRow, error) {
	var rows []JobRow
	err := d.store.View(ctx, func(tx store.Tx) error {
		rows = nil
		list, err := byIndex[Job](tx, tableAsked, key(who), 4, tableJob)
		for _, j := range slices.Backward(list) {
			k, err := kindOf(tx, j.Kind)
			if err != nil {
				return err
			}
			rows = append(rows, JobRow{Job: d.localJob(j), Kind: k})
		}
		return err
	})
	return rows, err
}

// JobStatus is what anybody with the slip may see of a job: the kind, how far it
// has come, whether it was rated; nobody's name, nor where it is. It returns
// ErrNoJob.
func (d *Desk) JobStatus(ctx context.Context, id JobID) (JobRow, error) {
	var row JobRow
	err := d.store.View(ctx, func(tx store.Tx) error {
		j, err := jobOf(tx, id)
		if err != nil {
			return err
		}
		k, err := kindOf(tx, j.Kind)
		row = JobRow{Job: d.localJob(j).bare(), Kind: k}
		return err
	})
	return row, err
}

// CancelledJob is what cancelling left behind.
type CancelledJob struct {
	Job   Job
	Tools []ToolID // still out for it: due by closing time today
}

// CancelJob ends a job that is not wanted any more: its volunteers are free. The
// resident (who) may until a visit is arranged; staff (by) may any open one, with
// a reason.
//
// Refusals: ErrNoJob, jobs.ErrNotYours, jobs.ErrNotNow (a visit is arranged: ask
// the staff), jobs.ErrClosed, jobs.ErrFilledIn, ErrNoReason (by staff, without
// one), ErrNote, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) CancelJob(ctx context.Context, id JobID, who ResidentID, by StaffID, why string) (CancelledJob, error) {
	why, err := note(why)
	if err == nil && by != 0 && why == "" {
		err = ErrNoReason
	}
	if err != nil {
		return CancelledJob{}, err
	}
	var done CancelledJob
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		h, err := cancelling(tx, now, n, id, who, by)
		if err != nil {
			return err
		}
		done, err = d.cancelJob(h, why)
		return err
	})
	if err != nil {
		return CancelledJob{}, err
	}
	done.Job = d.localJob(done.Job)
	return done, nil
}

// cancelling begins the deed of the resident, or of staff.
func cancelling(tx store.Tx, now time.Time, n *numbers, id JobID, who ResidentID, by StaffID) (*handling, error) {
	if by != 0 {
		return handle(tx, now, n, id, by, jobs.Cancel)
	}
	j, err := jobOf(tx, id)
	if err != nil {
		return nil, err
	}
	h := &handling{tx: tx, now: now, n: n, actor: jobs.Stranger, was: j, job: j}
	if j.Resident == who && who != 0 {
		h.actor = jobs.Asker
	}
	h.job.State, err = j.State.Next(jobs.Cancel, h.actor)
	return h, err
}

// cancelJob ends the job and says which tools must come back.
func (d *Desk) cancelJob(h *handling, why string) (CancelledJob, error) {
	h.close()
	notes, err := notesOf(h.tx, h.job.ID)
	if err != nil {
		return CancelledJob{}, err
	}
	notes.End = why
	if err := keepNotes(h.tx, notes); err != nil {
		return CancelledJob{}, err
	}
	tools, err := d.dueToday(h)
	if err != nil {
		return CancelledJob{}, err
	}
	j, err := h.keep("cancel job")
	return CancelledJob{j, tools}, err
}

// RateAgain is how long a rating may be changed.
const RateAgain = 24 * time.Hour

// RateJob notes how content the resident is, 1 to 5, with the visit of a job
// that is done. Whoever has the slip may; for a day it may be changed.
// Refusals: ErrStars, ErrNoJob, jobs.ErrNotDone, jobs.ErrClosed, ErrRated,
// ErrClockBack.
func (d *Desk) RateJob(ctx context.Context, id JobID, stars int) error {
	if stars < 1 || stars > 5 {
		return ErrStars
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		j, err := jobOf(tx, id)
		if err != nil {
			return err
		}
		if _, err := j.State.Next(jobs.Rate, jobs.Stranger); err != nil {
			return err
		}
		if !j.Rated.IsZero() && now.Sub(j.Rated) > RateAgain {
			return ErrRated
		}
		rated := j
		rated.Stars = stars
		if j.Rated.IsZero() {
			rated.Rated = now
		}
		return steps(
			func() error { _, err := keepJob(tx, j, rated); return err },
			func() error { return audit(tx, now, 0, "rate job", id.Code().String()) },
		)
	})
}
