package inventory_test

import (
	"errors"
	"fmt"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// jobModel is the repair register as somebody with a notebook would keep it: the
// rules written a second time, no call to the first.
type jobModel struct {
	now   time.Time
	jobs  map[inventory.JobID]*mJob
	last  inventory.JobID
	out   map[inventory.ToolID]mAlong
	skill map[inventory.StaffID]bool // knows plumbing
}

type mJob struct {
	plumbing     bool
	who          inventory.ResidentID
	state        jobs.State
	team         []inventory.StaffID
	visit        jobs.Span
	made         []mMade
	big, agreed  bool
	since, ended time.Time
	stars        int
	rated        time.Time
	written      int // how often
}

type mMade struct {
	span   jobs.Span
	by     []inventory.StaffID
	undone bool
	was    jobs.State
}

type mAlong struct {
	job    inventory.JobID
	helper inventory.StaffID
}

func (m *jobModel) open(j *mJob) bool { return j.state < jobs.Done }

// closedWord is what is said of a job that is not open.
func (m *jobModel) closedWord(j *mJob) string {
	if j.state == jobs.Done {
		return jobs.ErrFilledIn.Error()
	}
	return jobs.ErrClosed.Error()
}

// team says what stands against a deed of a job's volunteers or of staff; also
// while nobody has it, if new is true.
func (m *jobModel) mayTeam(id inventory.JobID, by inventory.StaffID, fresh bool) (*mJob, string) {
	j := m.jobs[id]
	switch {
	case j == nil:
		return nil, inventory.ErrNoJob.Error()
	case by != 1 && !slices.Contains(j.team, by):
		return j, jobs.ErrNotYours.Error()
	case !m.open(j):
		return j, m.closedWord(j)
	case j.state == jobs.New && !fresh:
		return j, jobs.ErrNotNow.Error()
	}
	return j, "ok"
}

func (m *jobModel) clash(who inventory.StaffID, job inventory.JobID, span jobs.Span, arranged bool) string {
	if span.IsZero() {
		return ""
	}
	var first inventory.JobID
	var begins time.Time
	for id, j := range m.jobs {
		var spans []jobs.Span
		if arranged && slices.Contains(j.team, who) && !j.visit.IsZero() {
			spans = append(spans, j.visit)
		}
		for _, v := range j.made {
			if !v.undone && slices.Contains(v.by, who) {
				spans = append(spans, v.span)
			}
		}
		for _, s := range spans {
			sooner := first == 0 || s.From.Before(begins) || s.From.Equal(begins) && id < first
			if id != job && s.From.Before(span.To) && span.From.Before(s.To) && sooner {
				first, begins = id, s.From
			}
		}
	}
	if first == 0 {
		return ""
	}
	return fmt.Sprintf("overlaps job %d", first)
}

// jobAnswer is answer, with the refusals of jobs.
func jobAnswer(err error) string {
	var (
		clash *inventory.Overlap
		tools *inventory.ToolsAlong
	)
	switch {
	case errors.As(err, &clash):
		return fmt.Sprintf("overlaps job %d", clash.Other)
	case errors.As(err, &tools):
		return fmt.Sprintf("tools along %v", tools.Tools)
	}
	return answer(err)
}

func (m *jobModel) along(id inventory.JobID) string {
	var list []inventory.ToolID
	for _, t := range []inventory.ToolID{hammer, pliers} {
		if m.out[t].job == id {
			list = append(list, t)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return fmt.Sprintf("tools along %v", list)
}

func (j *mJob) settle() {
	switch {
	case len(j.team) == 0:
		j.state, j.visit = jobs.New, jobs.Span{}
	case j.state == jobs.New:
		j.state = jobs.Assigned
	}
}

func (j *mJob) close(as jobs.State, now time.Time) {
	j.state, j.ended, j.visit = as, now, jobs.Span{}
}

func (m *jobModel) report(who inventory.ResidentID, plumbing bool) string {
	m.last++
	m.jobs[m.last] = &mJob{plumbing: plumbing, who: who, since: m.now, written: 1}
	return "ok"
}

func (m *jobModel) reopen(id inventory.JobID, who inventory.ResidentID, plumbing bool) string {
	j := m.jobs[id]
	if j == nil {
		return inventory.ErrNoJob.Error()
	}
	if j.who != who || j.plumbing != plumbing || j.state != jobs.Done || dayNumber(m.now) > dayNumber(j.ended)+30 {
		return inventory.ErrOtherFault.Error()
	}
	j.state, j.team, j.ended, j.stars, j.rated = jobs.New, nil, time.Time{}, 0, time.Time{}
	j.written++
	return "ok"
}

func (m *jobModel) take(id inventory.JobID, by inventory.StaffID) string {
	j := m.jobs[id]
	switch {
	case j == nil:
		return inventory.ErrNoJob.Error()
	case by != 1 && slices.Contains(j.team, by):
		return jobs.ErrNotYours.Error()
	case !m.open(j):
		return m.closedWord(j)
	case j.state != jobs.New:
		return jobs.ErrNotNow.Error()
	case j.plumbing && !m.skill[by]:
		return inventory.ErrNoSkill.Error()
	}
	j.team = []inventory.StaffID{by}
	j.settle()
	j.written++
	return "ok"
}

func (m *jobModel) join(id inventory.JobID, j *mJob, to inventory.StaffID, confirmed bool) string {
	if slices.Contains(j.team, to) {
		return inventory.ErrOnTeam.Error()
	}
	if c := m.clash(to, id, j.visit, true); c != "" && !confirmed {
		return c
	}
	j.team = append(j.team, to)
	j.settle()
	return "ok"
}

func (m *jobModel) assign(id inventory.JobID, to inventory.StaffID, confirmed bool, by inventory.StaffID) string {
	j := m.jobs[id]
	switch {
	case j == nil:
		return inventory.ErrNoJob.Error()
	case by != 1:
		return jobs.ErrNotYours.Error()
	case !m.open(j):
		return m.closedWord(j)
	}
	said := m.join(id, j, to, confirmed)
	if said == "ok" {
		j.written++
	}
	return said
}

func (m *jobModel) leave(j *mJob, who inventory.StaffID) string {
	if !slices.Contains(j.team, who) {
		return inventory.ErrNotTeam.Error()
	}
	j.team = slices.DeleteFunc(slices.Clone(j.team), func(v inventory.StaffID) bool { return v == who })
	j.settle()
	return "ok"
}

func (m *jobModel) giveUp(id inventory.JobID, off, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, false)
	if said != "ok" {
		return said
	}
	if by != 1 && off != by {
		return jobs.ErrNotYours.Error()
	}
	if said = m.leave(j, off); said == "ok" {
		j.written++
	}
	return said
}

func (m *jobModel) handOver(id inventory.JobID, from, to inventory.StaffID, confirmed bool, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, false)
	if said != "ok" {
		return said
	}
	if by != 1 && from != by {
		return jobs.ErrNotYours.Error()
	}
	was := *j
	was.team = slices.Clone(j.team)
	if said = m.join(id, j, to, confirmed); said == "ok" {
		said = m.leave(j, from)
	}
	if said != "ok" {
		*j = was
		return said
	}
	for tool, a := range m.out {
		if a.job == id && a.helper == from {
			m.out[tool] = mAlong{id, to}
		}
	}
	j.written++
	return "ok"
}

func (m *jobModel) arrange(id inventory.JobID, span jobs.Span, confirmed bool, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, false)
	if said != "ok" {
		return said
	}
	if !span.To.After(m.now) {
		return jobs.ErrSpan.Error()
	}
	for _, v := range j.team {
		if c := m.clash(v, id, span, true); c != "" && !confirmed {
			return c
		}
	}
	j.state, j.visit = jobs.Visiting, span
	j.written++
	return "ok"
}

func (m *jobModel) fillIn(id inventory.JobID, r inventory.VisitReport, by inventory.StaffID) string {
	fresh := r.Outcome == jobs.Elsewhere
	j, said := m.mayTeam(id, by, fresh)
	if said == "ok" && j.state == jobs.New {
		said = jobs.ErrNotNow.Error()
	}
	if said != "ok" {
		return said
	}
	if r.Visit.From.Before(j.since) {
		return jobs.ErrSpan.Error()
	}
	var workers []inventory.StaffID
	for _, w := range r.Work {
		if !slices.Contains(j.team, w.Who) {
			return inventory.ErrNotTeam.Error()
		}
		if c := m.clash(w.Who, id, r.Visit, false); c != "" && !r.Confirmed {
			return c
		}
		workers = append(workers, w.Who)
	}
	if r.Outcome == jobs.Finished && j.big && !j.agreed {
		return inventory.ErrNotAgreed.Error()
	}
	if t := m.along(id); t != "" && (r.Outcome == jobs.Finished || r.Outcome == jobs.Elsewhere) {
		return t
	}
	j.made = append(j.made, mMade{span: r.Visit, by: workers, was: j.state})
	j.visit = jobs.Span{}
	switch r.Outcome {
	case jobs.Finished:
		j.close(jobs.Done, m.now)
	case jobs.Elsewhere:
		j.close(jobs.PassedOn, m.now)
	case jobs.Again:
		j.state = jobs.Assigned
	case jobs.Parts:
		j.state = jobs.Waiting
	}
	j.written++
	return "ok"
}

func (m *jobModel) cancel(id inventory.JobID, who inventory.ResidentID, by inventory.StaffID) string {
	j := m.jobs[id]
	switch {
	case j == nil:
		return inventory.ErrNoJob.Error()
	case by != 0 && by != 1, by == 0 && j.who != who:
		return jobs.ErrNotYours.Error()
	case by == 0 && (j.state == jobs.Visiting || j.state == jobs.Waiting):
		return jobs.ErrNotNow.Error()
	case !m.open(j):
		return m.closedWord(j)
	}
	j.close(jobs.Cancelled, m.now)
	j.written++
	return "ok"
}

func (m *jobModel) passOn(id inventory.JobID, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, true)
	if said != "ok" {
		return said
	}
	if t := m.along(id); t != "" {
		return t
	}
	j.close(jobs.PassedOn, m.now)
	j.written++
	return "ok"
}

func (m *jobModel) price(id inventory.JobID, big bool, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, true)
	if said == "ok" {
		j.big, j.agreed = big, false
		j.written++
	}
	return said
}

func (m *jobModel) agree(id inventory.JobID, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, true)
	if said == "ok" && !j.big {
		said = inventory.ErrNoQuote.Error()
	}
	if said == "ok" {
		j.agreed = true
		j.written++
	}
	return said
}

func (m *jobModel) rate(id inventory.JobID, stars int) string {
	j := m.jobs[id]
	switch {
	case j == nil:
		return inventory.ErrNoJob.Error()
	case m.open(j):
		return jobs.ErrNotDone.Error()
	case j.state != jobs.Done:
		return jobs.ErrClosed.Error()
	case !j.rated.IsZero() && m.now.After(j.rated.Add(24*time.Hour)):
		return inventory.ErrRated.Error()
	}
	if j.rated.IsZero() {
		j.rated = m.now
	}
	j.stars = stars
	j.written++
	return "ok"
}
