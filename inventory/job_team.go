package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Craft is what somebody on the staff can do for jobs.
type Craft struct {
	Skills   []KindID `cbor:"8,keyasint,omitempty"` // the kinds whose work they know
	Squad    SquadID  `cbor:"9,keyasint,omitempty"`
	Langs    []Lang   `cbor:"10,keyasint,omitempty"` // they speak
	Document string   `cbor:"11,keyasint,omitempty"` // citizen's number, for the service record; sealed, in no list
}

// has says whether somebody has a skill; "" is none asked for.
func (c Craft) has(skill KindID) bool { return skill == "" || slices.Contains(c.Skills, skill) }

// check is c with the document in its normal form.
// Refusals: ErrSettings, *people.BadID.
func (d *Desk) checkedCraft(c Craft) (Craft, error) {
	if len(c.Skills) > 100 || len(c.Langs) > 10 || slices.ContainsFunc(c.Skills, func(k KindID) bool { return !goodID(k) }) {
		return c, ErrSettings
	}
	if c.Squad != "" && !slices.ContainsFunc(d.rules().Jobs.Squads, func(s Squad) bool { return s.ID == c.Squad }) {
		return c, ErrSettings
	}
	if c.Document == "" {
		return c, nil
	}
	id, err := people.ParseID(people.CitizenCard, c.Document, d.Now())
	c.Document = id.Number
	return c, err
}

// Enlist keeps a volunteer without PIN and card: others give them jobs and fill
// in their sheets, until a manager sets a PIN (SetPIN).
// Refusals: people.ErrName, *people.BadID, ErrSettings, ErrNotManager, ErrClockBack.
func (d *Desk) Enlist(ctx context.Context, name string, c Craft, by StaffID) (Staff, error) {
	name, err := people.ParseName(name)
	if err != nil {
		return Staff{}, err
	}
	if c, err = d.checkedCraft(c); err != nil {
		return Staff{}, err
	}
	var done Staff
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := manager(tx, by); err != nil {
			return err
		}
		done = Staff{ID: draw(&n.staff), Name: name, Role: Volunteer, Craft: c}
		return steps(
			func() error { return put(tx, tableStaff, key(done.ID), done) },
			func() error { return audit(tx, now, by, "enlist", done.subject()) },
		)
	})
	return done.shown(), err
}

// SetCraft keeps what somebody on the staff can do. An empty document keeps the
// one there is. Refusals: ErrSettings, *people.BadID, ErrNotManager, ErrNotStaff,
// ErrClockBack.
func (d *Desk) SetCraft(ctx context.Context, id StaffID, c Craft, by StaffID) (Staff, error) {
	c, err := d.checkedCraft(c)
	if err != nil {
		return Staff{}, err
	}
	return d.employ(ctx, id, by, "change craft", func(_ store.Tx, s *Staff, _ time.Time, _ *numbers) error {
		if c.Document == "" {
			c.Document = s.Document
		}
		s.Craft = c
		return nil
	})
}

// Suggestion is somebody who may be given a job.
type Suggestion struct {
	Staff Staff
	Fit   jobs.Fit
	Knows bool // was there before
	PIN   bool // can use the kiosk alone
}

// Suggest are those who may be given a job, the best fit first: by skill, squad,
// language and present load; volunteers, and whoever on the staff has the skill.
// Where nobody has it, nobody's Fit.Skill is true and the job stays on the board.
// Refusals: ErrNoJob, ErrNotStaff, ErrClockBack.
func (d *Desk) Suggest(ctx context.Context, id JobID, by StaffID) ([]Suggestion, error) {
	var list []Suggestion
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		if err := onDuty(tx, by); err != nil {
			return err
		}
		j, err := jobOf(tx, id)
		if err != nil {
			return err
		}
		k, err := kindOf(tx, j.Kind)
		if err != nil {
			return err
		}
		staff, err := all[Staff](tx, tableStaff, store.Range{})
		if err != nil {
			return err
		}
		for _, s := range staff {
			candidate := s.Role == Volunteer || k.Skill != "" && s.has(k.Skill)
			if !s.Left.IsZero() || !candidate || slices.Contains(j.Volunteers, s.ID) {
				continue
			}
			one, err := d.suggestion(tx, j, k, s)
			if err != nil {
				return err
			}
			list = append(list, one)
		}
		return nil
	})
	jobs.Best(list, func(s Suggestion) jobs.Fit { return s.Fit })
	return list, err
}

func (d *Desk) suggestion(tx store.Tx, j Job, k JobKind, s Staff) (Suggestion, error) {
	mine, err := tx.Scan(tableMine, store.Prefix(key(s.ID)))
	if err != nil {
		return Suggestion{}, err
	}
	clash, err := d.overlap(tx, s.ID, j.ID, j.Visit)
	if err != nil {
		return Suggestion{}, err
	}
	knows := slices.ContainsFunc(j.Visits, func(v Visit) bool {
		return slices.ContainsFunc(v.Work, func(w Work) bool { return w.Who == s.ID })
	})
	one := Suggestion{Staff: s.shown(), Knows: knows, PIN: len(s.Hash) > 0, Fit: jobs.Fit{
		Skill: s.has(k.Skill), Squad: j.Squad == "" || s.Squad == j.Squad,
		Language: j.Lang == "" || slices.Contains(s.Langs, j.Lang), Load: len(mine), Free: clash == nil,
	}}
	one.Staff.Card = 0
	return one, nil
}

// AssignJob gives a job to a volunteer, beside those it has. With an arranged
// visit that overlaps another of theirs it is an *Overlap, unless confirmed.
// Refusals: ErrNoJob, jobs.ErrNotYours, jobs.ErrClosed, jobs.ErrFilledIn,
// ErrNotStaff, ErrOnTeam, *Overlap, ErrClockBack.
func (d *Desk) AssignJob(ctx context.Context, id JobID, to StaffID, confirmed bool, by StaffID) (Job, error) {
	return d.onJob(ctx, id, by, jobs.Assign, "assign job", func(h *handling) error { return d.join(h, to, confirmed) })
}

// TakeJob gives a free job to who takes it. Refusals: ErrNoJob, ErrNoSkill (it
// stays on the board), jobs.ErrNotNow (somebody has it), jobs.ErrClosed,
// jobs.ErrFilledIn, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) TakeJob(ctx context.Context, id JobID, who StaffID) (Job, error) {
	return d.onJob(ctx, id, who, jobs.Take, "take job", func(h *handling) error {
		k, err := kindOf(h.tx, h.job.Kind)
		if err == nil && !h.by.has(k.Skill) {
			err = ErrNoSkill
		}
		if err != nil {
			return err
		}
		return d.join(h, who, false)
	})
}

// join puts somebody on the job's team.
func (d *Desk) join(h *handling, who StaffID, confirmed bool) error {
	s, err := employed(h.tx, who)
	if err != nil {
		return err
	}
	if slices.Contains(h.job.Volunteers, who) {
		return ErrOnTeam
	}
	if !confirmed {
		if clash, err := d.overlap(h.tx, who, h.job.ID, h.job.Visit); err != nil || clash != nil {
			return orNil(err, clash)
		}
	}
	h.job.Volunteers = append(slices.Clone(h.job.Volunteers), who)
	h.job.State = h.job.State.AfterTeam(len(h.job.Volunteers))
	h.names = append(h.names, s.subject())
	return nil
}

// leaveJob takes somebody off the job's team; with nobody left it is on the
// board again, without its visit.
func (h *handling) leaveJob(who StaffID) error {
	if !slices.Contains(h.job.Volunteers, who) {
		return ErrNotTeam
	}
	h.job.Volunteers = slices.DeleteFunc(slices.Clone(h.job.Volunteers), func(v StaffID) bool { return v == who })
	h.job.State = h.job.State.AfterTeam(len(h.job.Volunteers))
	if h.job.State == jobs.New {
		h.job.Visit = jobs.Span{}
	}
	h.names = append(h.names, Staff{ID: who}.subject())
	return nil
}

// GiveUpJob takes a volunteer off a job: themselves, or staff on duty anybody.
// With nobody left it is on the board again. Tools that are out for it stay so.
// Refusals: ErrNoJob, jobs.ErrNotYours, ErrNotTeam, jobs.ErrNotNow,
// jobs.ErrClosed, jobs.ErrFilledIn, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) GiveUpJob(ctx context.Context, id JobID, off, by StaffID) (Job, error) {
	return d.onJob(ctx, id, by, jobs.GiveUp, "give up job", func(h *handling) error {
		if h.actor == jobs.Own && off != by {
			return jobs.ErrNotYours
		}
		return h.leaveJob(off)
	})
}

// HandOverJob puts another volunteer in the place of one, who answers for the
// job's tools from now on. Refusals: those of GiveUpJob and AssignJob.
func (d *Desk) HandOverJob(ctx context.Context, id JobID, from, to StaffID, confirmed bool, by StaffID) (Job, error) {
	return d.onJob(ctx, id, by, jobs.HandOver, "hand over job", func(h *handling) error {
		if h.actor == jobs.Own && from != by {
			return jobs.ErrNotYours
		}
		if err := d.join(h, to, confirmed); err != nil {
			return err
		}
		if err := h.leaveJob(from); err != nil {
			return err
		}
		return h.toolsTo(from, to)
	})
}

// freeFrom takes somebody who leaves the staff off all open jobs.
func (d *Desk) freeFrom(tx store.Tx, who, by StaffID, now time.Time, n *numbers) error {
	boss, err := employed(tx, by)
	if err != nil {
		return err
	}
	list, err := byIndex[Job](tx, tableMine, key(who), 4, tableJob)
	if err != nil {
		return err
	}
	for _, j := range list {
		h := &handling{tx: tx, now: now, n: n, by: boss, actor: jobs.Manager, was: j, job: j}
		if err := h.leaveJob(who); err != nil {
			return err
		}
		if _, err := h.keep("give up job"); err != nil {
			return err
		}
	}
	return nil
}

// overlap is the visit of somebody that has a moment in common with span, of
// another job, arranged or made; nil when there is none.
func (d *Desk) overlap(tx store.Tx, who StaffID, job JobID, span jobs.Span) (*Overlap, error) {
	return d.overlapFrom(tx, who, job, span, 0)
}

// overlapMade is overlap among the visits that were made.
func (d *Desk) overlapMade(tx store.Tx, who StaffID, job JobID, span jobs.Span) (*Overlap, error) {
	return d.overlapFrom(tx, who, job, span, 1)
}

// overlapFrom is overlap among the visits with numbers from first on.
func (d *Desk) overlapFrom(tx store.Tx, who StaffID, job JobID, span jobs.Span, first uint32) (*Overlap, error) {
	if span.IsZero() {
		return nil, nil
	}
	from, to := second(span.From.Add(-jobs.Day)), second(span.To)
	entries, err := tx.Scan(tableVisit, store.Range{From: key(uint32(who), from), To: key(uint32(who), to)})
	if err != nil {
		return nil, err
	}
	for _, e := range entries {
		id, n := number[JobID](e.Key, 8), number[uint32](e.Key, 12)
		if id == job || n < first {
			continue
		}
		j, err := jobOf(tx, id)
		if err != nil {
			return nil, err
		}
		other := j.Visit
		if n > 0 && int(n) <= len(j.Visits) {
			other = j.Visits[n-1].Span
		}
		if other.Overlaps(span) {
			return &Overlap{Who: who, Other: id, Visit: d.localSpan(other)}, nil
		}
	}
	return nil, nil
}

// orNil is err, or the overlap when there is none, as an error.
func orNil(err error, clash *Overlap) error {
	if err != nil || clash == nil {
		return err
	}
	return clash
}
