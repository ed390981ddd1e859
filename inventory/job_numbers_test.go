package inventory_test

import (
	"maps"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/people"
)

func TestTheNumbersOfSomeDays(t *testing.T) {
	s := newShop(t, partners)
	a, b := s.resident(1), s.resident(2)
	v, w := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "locks")
	s.at("2026-11-24 11:00")
	first, lock, big := s.report(a, "plumbing"), s.report(b, "locks"), s.report(a, "plumbing")
	left, dropped := s.report(a, "elder-care"), s.report(b, "locks")
	must(s.AssignJob(ctx, first.ID, v, false, s.boss))
	must(s.AssignJob(ctx, first.ID, w, false, s.boss))
	must(s.AssignJob(ctx, lock.ID, w, false, s.boss))
	must(s.AssignJob(ctx, big.ID, v, false, s.boss))
	must(s.PriceJob(ctx, big.ID, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 10000}}, v))
	must(s.AgreeToQuote(ctx, big.ID, v))
	s.at("2026-11-24 13:00") // the first visit begins an hour after the report
	r := s.done(v, w)
	r.Outcome, r.Why, r.Materials = jobs.Again, "缺件", []inventory.Material{{What: "垫圈", Cost: 150}}
	must(s.FillIn(ctx, first.ID, r, v))
	s.at("2026-11-25 13:00")
	must(s.FillIn(ctx, first.ID, s.done(v), v))
	s.at("2026-11-25 15:00") // 27 hours
	r = s.done(w)
	r.Result = jobs.Repairable
	must(s.FillIn(ctx, lock.ID, r, w))
	s.at("2026-11-26 12:00") // 48 hours
	must(s.FillIn(ctx, big.ID, s.done(v), v))
	ok(t, s.RateJob(ctx, first.ID, 5))
	ok(t, s.RateJob(ctx, big.ID, 4))
	must(s.PassOnJob(ctx, left.ID, "law-firm", "纠纷", s.boss))
	must(s.CancelJob(ctx, dropped.ID, b, 0, ""))
	s.at("2026-11-27 10:00")
	must(s.ReportJob(ctx, inventory.Request{Resident: a, Kind: "plumbing", Reopen: first.ID}))

	all := must(s.JobNumbers(ctx, day("2026-11-24"), day("2026-11-27"), s.boss))
	if all.Reported != 6 || all.Done != 2 || all.PassedOn != 1 || all.Cancelled != 1 || all.Small != 1 || all.Big != 1 {
		t.Errorf("%+v", all)
	}
	n := must(s.JobNumbers(ctx, day("2026-11-24"), day("2026-11-26"), s.boss))
	if n.Reported != 5 || n.Done != 2 { // the first one is open again
		t.Errorf("%+v", n)
	}
	if !maps.Equal(n.ByKind, map[inventory.KindID]int{"plumbing": 1, "locks": 1}) || n.BySquad["team"] != 2 {
		t.Errorf("by kind %v, by squad %v", n.ByKind, n.BySquad)
	}
	if n.Results[jobs.Fixed] != 1 || n.Results[jobs.Repairable] != 1 { // case 133
		t.Errorf("results %v", n.Results)
	}
	if n.Homes != 2 || n.Persons != 2 || n.Discount != 2000 || n.Materials != 150 {
		t.Errorf("homes %d, persons %d, discount %d, materials %d", n.Homes, n.Persons, n.Discount, n.Materials)
	}
	if n.Hours[v] != 6 || n.Hours[w] != 4 || n.Travel[v] != 3 || n.Travel[w] != 2 {
		t.Errorf("hours %v, travel %v", n.Hours, n.Travel)
	}
	if n.FirstVisit != 27*time.Hour {
		t.Errorf("the median way to a first visit is %s", n.FirstVisit)
	}
	if n.Stars[4] != 1 || n.Stars[0] != 1 || n.Content() != 400 {
		t.Errorf("stars %v, on average %d", n.Stars, n.Content())
	}
	tuesday := must(s.JobNumbers(ctx, day("2026-11-24"), day("2026-11-24"), s.boss))
	if tuesday.Reported != 5 || tuesday.Done != 0 || tuesday.Hours[v] != 2 || tuesday.FirstVisit != time.Hour {
		t.Errorf("%+v", tuesday)
	}
	if empty := must(s.JobNumbers(ctx, day("2020-01-01"), day("2020-01-02"), s.boss)); empty.Reported != 0 || empty.Content() != 0 || empty.FirstVisit != 0 {
		t.Errorf("%+v", empty)
	}
	if _, err := s.JobNumbers(ctx, 0, 1, v); !is(inventory.ErrNotStaff)(err) {
		t.Errorf("a volunteer's question: %v", err)
	}
}

func TestAServiceRecordHasEveryLineOnce(t *testing.T) {
	s := newShop(t)
	v, w, clerk := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing"), s.clerk()
	number := people.Invented(time.Date(1990, 1, 1, 0, 0, 0, 0, time.UTC), 7).Number
	must(s.SetCraft(ctx, v, inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Squad: "team", Document: number}, s.boss))
	must(s.SetCraft(ctx, v, inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Squad: "team"}, s.boss)) // keeps the number
	j := must(s.ReportJob(ctx, secretRequest(s.resident(1))))
	must(s.AssignJob(ctx, j.ID, v, false, s.boss))
	must(s.AssignJob(ctx, j.ID, w, false, s.boss))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, j.ID, s.done(v, w), v))
	later := s.report(s.resident(2), "plumbing")
	must(s.TakeJob(ctx, later.ID, v))
	must(s.ArrangeVisit(ctx, later.ID, jobs.Span{From: s.now, To: s.now.Add(time.Hour)}, false, v)) // arranged is not served
	today := inventory.DayOf(s.now)
	for _, who := range []inventory.StaffID{v, s.boss} {
		r := must(s.ServiceRecord(ctx, v, today, today, who))
		if len(r.Lines) != 1 || r.Hours != 2 || r.Travel != 1 || r.Document != number || r.Volunteer.Name != "志愿甲" || r.Volunteer.Document != "" {
			t.Errorf("%d lines, %d halves, %d on the way", len(r.Lines), r.Hours, r.Travel)
		}
		if l := r.Lines[0]; l.Job != j.ID || l.Kind.Zh != "水管" || l.Street != "示例街" || l.Confirmed != v || !l.Visit.To.Equal(s.now) {
			t.Errorf("%+v", l)
		}
		s.wantAudit("open service record", who, "S2")
	}
	s.refuses("a colleague's", is(inventory.ErrNotManager), func() error { _, err := s.ServiceRecord(ctx, v, today, today, w); return err })
	s.refuses("by duty", is(inventory.ErrNotManager), func() error { _, err := s.ServiceRecord(ctx, v, today, today, clerk); return err })
	s.refuses("nobody's", is(inventory.ErrNotStaff), func() error { _, err := s.ServiceRecord(ctx, 77, today, today, s.boss); return err })
	if r := must(s.ServiceRecord(ctx, v, today-3, today-1, v)); len(r.Lines) != 0 || r.Hours != 0 {
		t.Errorf("before that day: %+v", r.Lines)
	}
	must(s.Dismiss(ctx, v, s.boss))
	if r := must(s.ServiceRecord(ctx, v, today, today, s.boss)); len(r.Lines) != 1 {
		t.Error("who left has served all the same")
	}
}

func TestACraftHasBounds(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲")
	for what, c := range map[string]struct {
		craft inventory.Craft
		want  func(error) bool
	}{
		"a skill that is no id": {inventory.Craft{Skills: []inventory.KindID{"水"}}, is(inventory.ErrSettings)},
		"no such squad":         {inventory.Craft{Squad: "nobody"}, is(inventory.ErrSettings)},
		"a wrong number":        {inventory.Craft{Document: "123"}, with(func(*people.BadID) bool { return true })},
	} {
		s.refuses(what, c.want, func() error { _, err := s.SetCraft(ctx, v, c.craft, s.boss); return err })
		s.refuses(what, c.want, func() error { _, err := s.Enlist(ctx, "志愿乙", c.craft, s.boss); return err })
	}
	s.refuses("by themselves", is(inventory.ErrNotManager), func() error { _, err := s.SetCraft(ctx, v, inventory.Craft{}, v); return err })
	s.refuses("without a name", is(people.ErrName), func() error { _, err := s.Enlist(ctx, " ", inventory.Craft{}, s.boss); return err })
	if list := must(s.Staff(ctx)); list[1].Squad != "team" || list[1].Document != "" {
		t.Errorf("%+v", list[1].Craft)
	}
}
