package inventory_test

import (
	"slices"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// jobRun is one history of the repair register beside its model.
type jobRun struct {
	*rapid.T
	s *shop
	m *jobModel
}

func (r *jobRun) upTo(n int, what string) int { return rapid.IntRange(0, n).Draw(r.T, what) }

func (r *jobRun) job() inventory.JobID {
	return inventory.JobID(rapid.IntRange(1, min(int(r.m.last)+1, 5)).Draw(r.T, "job"))
}
func (r *jobRun) staff() inventory.StaffID       { return inventory.StaffID(1 + r.upTo(3, "staff")) }
func (r *jobRun) resident() inventory.ResidentID { return inventory.ResidentID(1 + r.upTo(1, "who")) }
func (r *jobRun) tool() inventory.ToolID {
	return []inventory.ToolID{hammer, pliers}[r.upTo(1, "tool")]
}

func (r *jobRun) deed(what string, model string, err error) {
	if got := jobAnswer(err); got != model {
		r.Fatalf("%s: %q, the model says %q", what, got, model)
	}
}

func kindID(plumbing bool) inventory.KindID {
	if plumbing {
		return "plumbing"
	}
	return "elder-care"
}

func (r *jobRun) step() {
	s, m, id, by := r.s, r.m, r.job(), r.staff()
	sure := r.upTo(2, "sure") == 0
	switch rapid.IntRange(0, 24).Draw(r.T, "deed") {
	case 0, 1:
		who, plumbing := r.resident(), r.upTo(2, "kind") > 0
		_, err := s.ReportJob(ctx, inventory.Request{Resident: who, Kind: kindID(plumbing)})
		r.deed("report", m.report(who, plumbing), err)
	case 2:
		who, plumbing := r.resident(), r.upTo(2, "kind") > 0
		_, err := s.ReportJob(ctx, inventory.Request{Resident: who, Kind: kindID(plumbing), Reopen: id})
		r.deed("reopen", m.reopen(id, who, plumbing), err)
	case 3, 4, 5:
		_, err := s.TakeJob(ctx, id, by)
		r.deed("take", m.take(id, by), err)
	case 6, 7, 8:
		to := r.staff()
		_, err := s.AssignJob(ctx, id, to, sure, by)
		r.deed("assign", m.assign(id, to, sure, by), err)
	case 9:
		off := r.staff()
		_, err := s.GiveUpJob(ctx, id, off, by)
		r.deed("give up", m.giveUp(id, off, by), err)
	case 10:
		from, to := r.staff(), r.staff()
		_, err := s.HandOverJob(ctx, id, from, to, sure, by)
		r.deed("hand over", m.handOver(id, from, to, sure, by), err)
	case 11, 12:
		from := s.now.Add(time.Duration(r.upTo(5, "from")-2) * time.Hour)
		span := jobs.Span{From: from, To: from.Add(time.Duration(1+r.upTo(1, "long")) * time.Hour)}
		_, err := s.ArrangeVisit(ctx, id, span, sure, by)
		r.deed("arrange", m.arrange(id, span, sure, by), err)
	case 13, 14, 15, 16:
		r.fillIn(id, by, sure)
	case 17:
		who := r.resident()
		if r.upTo(1, "staff cancels") == 0 {
			by = 0
		}
		_, err := s.CancelJob(ctx, id, who, by, "不要了")
		r.deed("cancel", m.cancel(id, who, by), err)
	case 18:
		_, err := s.PassOnJob(ctx, id, "law-firm", "纠纷", by)
		r.deed("pass on", m.passOn(id, by), err)
	case 19:
		big := r.upTo(2, "big") > 0
		_, err := s.PriceJob(ctx, id, inventory.Pricing{Big: big, Quote: jobs.Quote{Labour: 100}}, by)
		r.deed("price", m.price(id, big, by), err)
	case 20:
		_, err := s.AgreeToQuote(ctx, id, by)
		r.deed("agree", m.agree(id, by), err)
	case 21:
		stars := 1 + r.upTo(4, "stars")
		r.deed("rate", m.rate(id, stars), s.RateJob(ctx, id, stars))
	case 22:
		r.tools(id, by)
	case 23:
		r.undo()
	default:
		wait := []time.Duration{time.Minute, time.Hour, 3 * time.Hour, 25 * time.Hour, 400 * time.Hour}
		s.now = s.now.Add(rapid.SampledFrom(wait).Draw(r.T, "wait"))
		m.now = s.now
	}
}

func (r *jobRun) fillIn(id inventory.JobID, by inventory.StaffID, sure bool) {
	report := inventory.VisitReport{
		Outcome: jobs.Outcome(max(0, r.upTo(7, "outcome")-4)), Visit: jobs.Span{From: r.s.now.Add(-time.Hour), To: r.s.now},
		Why: "缺件", Partner: "law-firm", Confirmed: sure,
	}
	workers := []inventory.StaffID{by}
	if j := r.m.jobs[id]; j != nil && r.upTo(4, "whose hours") > 0 {
		workers = j.team
	}
	if len(workers) == 0 {
		workers = []inventory.StaffID{2}
	}
	for _, w := range workers {
		report.Work = append(report.Work, inventory.Work{Who: w, Hours: 2})
	}
	_, err := r.s.FillIn(ctx, id, report, by)
	r.deed("fill in", r.m.fillIn(id, report, by), err)
}

// tools lends, hands on or takes back.
func (r *jobRun) tools(id inventory.JobID, by inventory.StaffID) {
	s, m, tool, helper := r.s, r.m, r.tool(), r.staff()
	switch r.upTo(3, "tools") {
	case 0, 1:
		_, err := s.LendForJob(ctx, id, []inventory.ToolID{tool}, helper, by)
		r.deed("lend for job", m.lend(id, tool, helper, by), err)
	case 2:
		_, err := s.HandOnTool(ctx, tool, id, helper, by)
		r.deed("hand on", m.handOn(tool, id, helper, by), err)
	default:
		_, err := s.TakeBack(ctx, tool, inventory.Return{}, s.boss)
		r.deed("take back", m.takeBack(tool), err)
	}
}

// undo takes a report of a visit back, if it was the last deed on its job.
func (r *jobRun) undo() {
	deeds := must(r.s.RecentDeeds(ctx))
	if len(deeds) == 0 || deeds[0].Deed != "fill in job sheet" {
		return
	}
	if err := r.s.Undo(ctx, deeds[0].Seq, inventory.MisTap, r.s.boss); err != nil && jobAnswer(err) != inventory.ErrMovedOn.Error() {
		r.Fatalf("undo: %v", err)
	} else if err != nil {
		return
	}
	for id, j := range r.m.jobs {
		if id.Code().String() != deeds[0].Subjects[0] {
			continue
		}
		last := &j.made[len(j.made)-1]
		last.undone = true
		j.state, j.ended = last.was, time.Time{}
		j.written++
	}
}

// compare looks at all the screens show.
func (r *jobRun) compare() {
	for id, want := range r.m.jobs {
		got := must(r.s.JobsAfter(ctx, id-1, 1))[0]
		served := 0
		for _, v := range got.Visits {
			if v.Undone == 0 {
				served++
			}
		}
		made := 0
		for _, v := range want.made {
			if !v.undone {
				made++
			}
		}
		same := got.State == want.state && slices.Equal(got.Volunteers, want.team) && got.Visit.From.Equal(want.visit.From) &&
			served == made && got.Big == want.big && got.Agreed.IsZero() == !want.agreed && got.Closed.Equal(want.ended) &&
			got.Stars == want.stars && int(got.Changes) == want.written
		if !same {
			r.Fatalf("job %d: %+v\nthe model says %+v", id, got, *want)
		}
	}
	for _, tool := range []inventory.ToolID{hammer, pliers} {
		a, out := r.m.out[tool]
		item := must(r.s.Item(ctx, tool))
		if (item.Status == inventory.Lent) != out {
			r.Fatalf("tool %d has status %d, out for a job: %t", tool, item.Status, out)
		}
		if !out {
			continue
		}
		if l := must(r.s.OpenLoanOf(ctx, tool)).Loan; l.Job != a.job || l.Helper != a.helper {
			r.Fatalf("tool %d is out for job %d with %d, the model says %+v", tool, l.Job, l.Helper, a)
		}
	}
}

// TestTheRepairRegisterAnswersAsItsModel lets random histories run on both. More
// of them: go test ./inventory -run Register -rapid.checks 10000
func TestTheRepairRegisterAnswersAsItsModel(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		s := bareShop(t, partners)
		r := &jobRun{T: rt, s: s, m: &jobModel{now: s.now, jobs: map[inventory.JobID]*mJob{}, out: map[inventory.ToolID]mAlong{}, skill: map[inventory.StaffID]bool{2: true, 3: true}}}
		s.resident(1)
		s.resident(2)
		s.helper("志愿甲", "plumbing")
		s.helper("志愿乙", "plumbing")
		s.helper("志愿丙", "locks")
		for id := inventory.JobID(1); id <= 3; id++ { // three jobs of one volunteer, so that visits meet
			_, err := s.ReportJob(ctx, inventory.Request{Resident: 1, Kind: "plumbing"})
			r.deed("report", r.m.report(1, true), err)
			_, err = s.TakeJob(ctx, id, 2)
			r.deed("take", r.m.take(id, 2), err)
		}
		for range rapid.IntRange(1, 60).Draw(rt, "deeds") {
			r.step()
			r.compare()
		}
		for range r.upTo(4, "undoings") { // whatever the order, the records stay in order
			if deeds := must(s.RecentDeeds(ctx)); len(deeds) > 0 {
				_ = s.Undo(ctx, rapid.SampledFrom(deeds).Draw(rt, "deed").Seq, inventory.MisTap, s.boss)
			}
		}
		if faults, err := s.Check(ctx); err != nil || len(faults) > 0 {
			rt.Fatalf("check: %v, %v", faults, err)
		}
	})
}

func (m *jobModel) lend(id inventory.JobID, tool inventory.ToolID, helper, by inventory.StaffID) string {
	j, said := m.mayTeam(id, by, false)
	if said != "ok" {
		return said
	}
	if !slices.Contains(j.team, helper) {
		return inventory.ErrNotTeam.Error()
	}
	if _, out := m.out[tool]; out {
		return notFree(tool, place{status: inventory.Lent})
	}
	m.out[tool] = mAlong{id, helper}
	j.written++
	return "ok"
}

func (m *jobModel) handOn(tool inventory.ToolID, to inventory.JobID, helper, by inventory.StaffID) string {
	j, said := m.mayTeam(to, by, false)
	if said != "ok" {
		return said
	}
	if !slices.Contains(j.team, helper) {
		return inventory.ErrNotTeam.Error()
	}
	from, out := m.out[tool]
	if !out {
		return inventory.ErrNotLent.Error()
	}
	if by != 1 && !slices.Contains(m.jobs[from.job].team, by) && m.jobs[from.job].state != jobs.New {
		return jobs.ErrNotYours.Error()
	}
	m.out[tool] = mAlong{to, helper}
	j.written++
	return "ok"
}

func (m *jobModel) takeBack(tool inventory.ToolID) string {
	if _, out := m.out[tool]; !out {
		return inventory.ErrNotLent.Error()
	}
	delete(m.out, tool)
	return "ok"
}
