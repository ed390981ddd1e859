package inventory_test

import (
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// onWay is a job somebody has, reported two hours ago.
func (s *shop) onWay(kind inventory.KindID, v inventory.StaffID) inventory.Job {
	s.t.Helper()
	j := s.report(s.resident(1), kind)
	must(s.AssignJob(ctx, j.ID, v, false, s.boss))
	s.later(2 * time.Hour)
	return j
}

func partners(s *inventory.Settings) {
	s.Jobs.Partners = []inventory.Partner{{ID: "law-firm", Name: inventory.Name{Zh: "示例律师事务所"}, Phone: "0891-0000000"}}
}

func TestAReportOfAVisitThatCannotBeIsRefusedAndChangesNothing(t *testing.T) {
	s := newShop(t)
	v, other := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	j := s.onWay("plumbing", v)
	free := s.report(s.resident(2), "plumbing")
	for _, c := range []struct {
		what   string
		change func(*inventory.VisitReport)
		want   error
	}{
		{"without hours", func(r *inventory.VisitReport) { r.Work = nil }, jobs.ErrHours}, // case 138: real hours only
		{"with no hours", func(r *inventory.VisitReport) { r.Work[0].Hours = 0 }, jobs.ErrHours},
		{"with more than a day", func(r *inventory.VisitReport) { r.Work[0].Hours = 49 }, jobs.ErrHours},
		{"with more than a day, travel counted", func(r *inventory.VisitReport) { r.Work[0].Hours, r.Work[0].Travel = 47, 2 }, jobs.ErrHours},
		{"with travel before it began", func(r *inventory.VisitReport) { r.Work[0].Travel = -1 }, jobs.ErrHours},
		{"with the same one twice", func(r *inventory.VisitReport) { r.Work = append(r.Work, r.Work[0]) }, inventory.ErrOnTeam},
		{"with who is not on it", func(r *inventory.VisitReport) { r.Work[0].Who = other }, inventory.ErrNotTeam}, // case 135
		{"that ends before it begins", func(r *inventory.VisitReport) { r.Visit.From = r.Visit.To }, jobs.ErrSpan},
		{"that is not over", func(r *inventory.VisitReport) { r.Visit.To = s.now.Add(time.Minute) }, jobs.ErrSpan},
		{"before it was reported", func(r *inventory.VisitReport) { r.Visit.From = s.now.Add(-3 * time.Hour) }, jobs.ErrSpan},
		{"with a second visit without a reason", func(r *inventory.VisitReport) { r.Outcome = jobs.Again }, inventory.ErrNoReason},
		{"with a part without a reason", func(r *inventory.VisitReport) { r.Outcome, r.Why = jobs.Parts, " " }, inventory.ErrNoReason},
		{"passed on to nobody", func(r *inventory.VisitReport) { r.Outcome, r.Why = jobs.Elsewhere, "要律师" }, inventory.ErrNoPartner},
		{"with an outcome there is not", func(r *inventory.VisitReport) { r.Outcome = 9 }, jobs.ErrNotNow},
		{"with a result there is not", func(r *inventory.VisitReport) { r.Result = 9 }, jobs.ErrNotNow},
		{"with too many words", func(r *inventory.VisitReport) { r.Did = strings.Repeat("修", 501) }, inventory.ErrNote},
		{"with nameless material", func(r *inventory.VisitReport) { r.Materials = []inventory.Material{{Cost: 5}} }, inventory.ErrNote},
		{"with material for less than nothing", func(r *inventory.VisitReport) { r.Materials = []inventory.Material{{What: "胶带", Cost: -1}} }, jobs.ErrMoney},
	} {
		r := s.done(v)
		c.change(&r)
		s.refuses("a report "+c.what, is(c.want), func() error { _, err := s.FillIn(ctx, j.ID, r, v); return err })
	}
	s.refuses("a sheet of another's job", is(jobs.ErrNotYours), func() error { _, err := s.FillIn(ctx, j.ID, s.done(v), other); return err })
	s.refuses("a sheet of nobody's job", is(jobs.ErrNotNow), func() error { _, err := s.FillIn(ctx, free.ID, s.done(v), s.boss); return err })
	s.refuses("a sheet of no job", is(inventory.ErrNoJob), func() error { _, err := s.FillIn(ctx, 99, s.done(v), v); return err })
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	s.refuses("the same sheet twice", is(jobs.ErrFilledIn), func() error { _, err := s.FillIn(ctx, j.ID, s.done(v), v); return err })
	must(s.CancelJob(ctx, free.ID, 0, s.boss, "不用了"))
	s.refuses("a closed job's", is(jobs.ErrClosed), func() error { _, err := s.FillIn(ctx, free.ID, s.done(v), s.boss); return err })
}

func TestASecondVisitAPartAndTheEnd(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	j := s.onWay("plumbing", v)
	r := s.done(v)
	r.Outcome, r.Why, r.Materials = jobs.Again, "阀门锈死", []inventory.Material{{What: "生料带", Cost: 350}, {What: "垫圈", Cost: 150}}
	must(s.FillIn(ctx, j.ID, r, v))
	if got := s.state("a second visit", j.ID, jobs.Assigned); !slices.Equal(got.Volunteers, []inventory.StaffID{v}) || !got.Closed.IsZero() || got.Visits[0].Materials != 500 {
		t.Errorf("%+v", got) // case 126: a job that is not done has no end
	}
	s.later(2 * time.Hour)
	r = s.done(v)
	r.Outcome, r.Why = jobs.Parts, "要新阀门"
	must(s.FillIn(ctx, j.ID, r, v))
	s.state("waiting", j.ID, jobs.Waiting)
	s.refuses("the resident cancels", is(jobs.ErrNotNow), func() error { _, err := s.CancelJob(ctx, j.ID, 1, 0, ""); return err })
	s.later(2 * time.Hour)
	r = s.done(v)
	r.Result = jobs.EndOfLife // case 133
	must(s.FillIn(ctx, j.ID, r, s.boss))
	got := s.state("done", j.ID, jobs.Done)
	if len(got.Visits) != 3 || got.Result != jobs.EndOfLife || got.ClosedBy != s.boss || got.Visits[2].By != s.boss {
		t.Errorf("%+v", got)
	}
	sheet := must(s.OpenJob(ctx, j.ID, v))
	if n := sheet.Notes.Visits; len(n) != 3 || n[0].Why != "阀门锈死" || n[0].Materials[1].What != "垫圈" || n[2].Did != "换了垫圈" {
		t.Errorf("the notes of the visits: %d", len(n))
	}
}

func TestAVisitIsArrangedAheadAndMoved(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	j := s.report(s.resident(1), "plumbing")
	arrange := func(from, to time.Duration) func() error {
		return func() error {
			_, err := s.ArrangeVisit(ctx, j.ID, jobs.Span{From: s.now.Add(from), To: s.now.Add(to)}, false, v)
			return err
		}
	}
	s.refuses("of a job nobody has, by a volunteer", is(jobs.ErrNotYours), arrange(0, time.Hour))
	must(s.TakeJob(ctx, j.ID, v))
	s.refuses("that is over", is(jobs.ErrSpan), arrange(-2*time.Hour, 0))
	s.refuses("of more than a day", is(jobs.ErrSpan), arrange(0, 25*time.Hour))
	s.refuses("in two years", is(jobs.ErrSpan), arrange(700*24*time.Hour, 700*24*time.Hour+time.Hour))
	ok(t, arrange(-time.Minute, time.Hour)()) // begun already
	ok(t, arrange(time.Hour, 2*time.Hour)())  // case 128: beginning twice keeps one
	got := s.state("arranged", j.ID, jobs.Visiting)
	if !got.Visit.From.Equal(s.now.Add(time.Hour)) || len(got.Visits) != 0 {
		t.Errorf("%+v", got.Visit)
	}
}

func TestABigJobNeedsTheResidentsAgreementToItsQuote(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	j := s.onWay("plumbing", v)
	quote := inventory.Pricing{Big: true, Quote: jobs.Quote{Materials: 12000, Labour: 8001}, What: "换热水器"}
	s.refuses("a quote of nothing", is(jobs.ErrMoney), func() error {
		_, err := s.PriceJob(ctx, j.ID, inventory.Pricing{Big: true}, v)
		return err
	})
	s.refuses("agreeing to none", is(inventory.ErrNoQuote), func() error { _, err := s.AgreeToQuote(ctx, j.ID, v); return err })
	got := must(s.PriceJob(ctx, j.ID, quote, v))
	if got.Off != 1601 || got.Price() != 18400 { // 20 % off labour, a part of a fen is the resident's
		t.Errorf("%d off, %d to pay", got.Off, got.Price())
	}
	close := func() error { _, err := s.FillIn(ctx, j.ID, s.done(v), v); return err }
	s.refuses("closing without agreement", is(inventory.ErrNotAgreed), close) // case 127
	must(s.AgreeToQuote(ctx, j.ID, v))
	quote.Quote.Labour++
	if got := must(s.PriceJob(ctx, j.ID, quote, v)); !got.Agreed.IsZero() {
		t.Error("the agreement to one quote holds for another")
	}
	s.refuses("closing with another quote", is(inventory.ErrNotAgreed), close)
	must(s.AgreeToQuote(ctx, j.ID, s.boss))
	rules := s.Settings()
	rules.Jobs.Discount = jobs.Discount{}
	ok(t, s.ChangeSettings(ctx, rules, s.boss))
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	got = s.state("done", j.ID, jobs.Done)
	if got.Off != 1601 || !got.Big {
		t.Errorf("the discount agreed to was %d, now it is %d", 1601, got.Off)
	}
	s.refuses("another quote afterwards", is(jobs.ErrFilledIn), func() error { _, err := s.PriceJob(ctx, j.ID, quote, v); return err })
	small := s.onWay("plumbing", v)
	must(s.PriceJob(ctx, small.ID, quote, v))
	if got := must(s.PriceJob(ctx, small.ID, inventory.Pricing{}, v)); got.Big || got.Quote != (jobs.Quote{}) || got.Off != 0 {
		t.Errorf("small again: %+v", got)
	}
	must(s.FillIn(ctx, small.ID, s.done(v), v))
}

func TestAJobIsPassedOnToAPartnerWithAReferral(t *testing.T) {
	s := newShop(t, partners)
	v := s.helper("志愿甲", "plumbing")
	j := s.report(s.resident(1), "plumbing")
	s.refuses("to nobody we know", is(inventory.ErrNoPartner), func() error { _, err := s.PassOnJob(ctx, j.ID, "clinic", "要看病", s.boss); return err })
	s.refuses("without a reason", is(inventory.ErrNoReason), func() error { _, err := s.PassOnJob(ctx, j.ID, "law-firm", "", s.boss); return err })
	s.refuses("by whose it is not", is(jobs.ErrNotYours), func() error { _, err := s.PassOnJob(ctx, j.ID, "law-firm", "纠纷", v); return err })
	must(s.PassOnJob(ctx, j.ID, "law-firm", "纠纷", s.boss))
	got := s.state("passed on", j.ID, jobs.PassedOn)
	if got.Partner != "law-firm" || got.Closed.IsZero() {
		t.Errorf("%+v", got)
	}
	prints := must(s.WaitingPrints(ctx, 20))
	last := prints[len(prints)-1]
	if last.Paper != inventory.Referral || last.Role() != inventory.SheetPrinter || must(s.SheetsToPrint(ctx, last.ID))[0].Notes.End != "纠纷" {
		t.Errorf("%+v", last)
	}
	after := s.onWay("plumbing", v)
	r := s.done(v)
	r.Outcome, r.Why, r.Partner = jobs.Elsewhere, "要专业公司", "law-firm"
	must(s.FillIn(ctx, after.ID, r, v))
	s.state("passed on after a visit", after.ID, jobs.PassedOn)
	s.refuses("rating it", is(jobs.ErrClosed), func() error { return s.RateJob(ctx, after.ID, 5) })
}

func TestToolsGoAlongAndTheJobWaitsForThem(t *testing.T) {
	s := newShop(t, partners)
	v, w := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	j := s.onWay("plumbing", v) // on a Tuesday at 12:25
	along := func(tools ...inventory.ToolID) func() error {
		return func() error { _, err := s.LendForJob(ctx, j.ID, tools, v, v); return err }
	}
	s.refuses("nothing", is(inventory.ErrNothing), along())
	s.refuses("a tool there is not", is(inventory.ErrNoTool), along(77))
	s.refuses("to who is not on it", is(inventory.ErrNotTeam), func() error { _, err := s.LendForJob(ctx, j.ID, []inventory.ToolID{hammer}, w, s.boss); return err })
	s.refuses("by whose job it is not", is(jobs.ErrNotYours), func() error { _, err := s.LendForJob(ctx, j.ID, []inventory.ToolID{hammer}, v, w); return err })
	s.lend(s.resident(5), saw)
	s.refuses("one that is out, and none of them", stands(saw, inventory.Lent), along(hammer, saw))
	loans := must(s.LendForJob(ctx, j.ID, []inventory.ToolID{ladder, hammer, ladder}, v, v))
	if len(loans) != 2 || loans[0].Borrower != 0 || loans[0].Job != j.ID || loans[0].Helper != v || loans[0].DueWhy != inventory.DueJob {
		t.Fatalf("%+v", loans)
	}
	s.is("along", ladder, inventory.Lent)
	if line := must(s.OpenLoanOf(ctx, ladder)); line.Borrower != "志*甲" {
		t.Errorf("the counter says %q has it", line.Borrower)
	}
	if _, err := s.SlipOf(ctx, loans[0].ID); !is(inventory.ErrNoLoan)(err) {
		t.Errorf("a slip of it: %v", err)
	}
	s.refuses("a copy of its slip", is(inventory.ErrNoLoan), func() error { _, err := s.Reprint(ctx, loans[0].ID.Code(), 0, "zh"); return err })
	s.refuses("a renewal by nobody", is(inventory.ErrNoResident), func() error { _, err := s.Renew(ctx, loans[0].ID, 0); return err })
	if sheet := must(s.OpenJob(ctx, j.ID, v)); len(sheet.Tools) != 2 || sheet.Tools[0].Tool.ID != ladder {
		t.Errorf("on the sheet: %+v", sheet.Tools)
	}
	must(s.ArrangeVisit(ctx, j.ID, jobs.Span{From: s.now.AddDate(0, 0, 9), To: s.now.AddDate(0, 0, 9).Add(time.Hour)}, false, v))
	if l := must(s.OpenLoanOf(ctx, hammer)).Loan; dueAt(l) != "2026-12-03 18:00" {
		t.Errorf("due %s, want the day of the visit", dueAt(l))
	}
	wants := with(func(e *inventory.ToolsAlong) bool { return slices.Equal(e.Tools, []inventory.ToolID{ladder, hammer}) })
	s.refuses("closing with tools out", wants, func() error { _, err := s.FillIn(ctx, j.ID, s.done(v), v); return err })
	s.refuses("passing on with tools out", wants, func() error { _, err := s.PassOnJob(ctx, j.ID, "law-firm", "纠纷", v); return err })
	s.back(ladder, inventory.Damaged)
	s.is("broken at a home", ladder, inventory.OffShelf, inventory.Repair)
	next := s.onWay("plumbing", w)
	s.refuses("handing on to who is not on the next job", is(inventory.ErrNotTeam), func() error { _, err := s.HandOnTool(ctx, hammer, next.ID, v, s.boss); return err })
	s.refuses("handing on what a resident has", is(inventory.ErrNotLent), func() error { _, err := s.HandOnTool(ctx, saw, next.ID, w, s.boss); return err })
	s.refuses("taking it off a job that is not one's own", is(jobs.ErrNotYours), func() error { _, err := s.HandOnTool(ctx, hammer, next.ID, w, w); return err })
	l := must(s.HandOnTool(ctx, hammer, next.ID, w, s.boss))
	if l.Job != next.ID || l.Helper != w {
		t.Errorf("%+v", l)
	}
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	s.back(hammer)
	must(s.FillIn(ctx, next.ID, s.done(w), w))
	if _, lines, err := s.History(ctx, hammer, 0, 9); err != nil || len(lines) != 3 || lines[0].Loan.Job != next.ID || lines[1].Loan.Job != j.ID {
		t.Errorf("the hammer's history, which ends with its coming: %+v, %v", lines, err)
	}
}

func TestACancelledJobFreesItsVolunteersAndItsToolsMustComeBackToday(t *testing.T) {
	s := newShop(t)
	v, w := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	j := s.onWay("plumbing", v)
	must(s.LendForJob(ctx, j.ID, []inventory.ToolID{wheelchair}, v, v))
	must(s.HandOverJob(ctx, j.ID, v, w, false, v))
	if l := must(s.OpenLoanOf(ctx, wheelchair)); l.Borrower != "志*乙" {
		t.Errorf("after the hand-over %q has it", l.Borrower)
	}
	done := must(s.CancelJob(ctx, j.ID, 0, s.boss, "不用了"))
	if !slices.Equal(done.Tools, []inventory.ToolID{wheelchair}) || len(must(s.MyJobs(ctx, w))) != 0 {
		t.Errorf("%+v", done)
	}
	if l := must(s.OpenLoanOf(ctx, wheelchair)).Loan; dueAt(l) != "2026-11-24 18:00" {
		t.Errorf("due %s, want today", dueAt(l))
	}
	s.refuses("taking more along", is(jobs.ErrClosed), func() error {
		_, err := s.LendForJob(ctx, j.ID, []inventory.ToolID{hammer}, w, s.boss)
		return err
	})
	s.back(wheelchair)
	s.is("cleaned as always", wheelchair, inventory.OffShelf, inventory.Cleaning)
}

func TestLostOnAJob(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	j := s.onWay("plumbing", v)
	must(s.LendForJob(ctx, j.ID, []inventory.ToolID{pliers}, v, v))
	must(s.DeclareLost(ctx, pliers, s.boss))
	must(s.FillIn(ctx, j.ID, s.done(v), v)) // nothing is left to come back
	if r := s.back(pliers); !r.Again {
		t.Errorf("%+v", r)
	}
}

func TestConsumablesGoAlongWithAJob(t *testing.T) {
	s := newShop(t)
	v, other := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	tape := must(s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "生料带"}, Low: 2}, s.boss))
	must(s.Restock(ctx, tape.ID, 5, s.boss))
	j := s.onWay("plumbing", v)
	out := func(quantity int, who inventory.StaffID) func() error {
		return func() error { _, _, err := s.HandOutForJob(ctx, j.ID, tape.ID, quantity, who); return err }
	}
	s.refuses("none", is(inventory.ErrQuantity), out(0, v))
	s.refuses("more than there is", is(inventory.ErrNotEnough), out(6, v)) // case 129
	s.refuses("for another's job", is(jobs.ErrNotYours), out(1, other))
	s.refuses("of what there is not", is(inventory.ErrNoConsumable), func() error { _, _, err := s.HandOutForJob(ctx, j.ID, 9, 1, v); return err })
	c, low, err := s.HandOutForJob(ctx, j.ID, tape.ID, 3, v)
	if err != nil || c.Stock != 2 || !low {
		t.Errorf("%+v, low %t, %v", c, low, err)
	}
	s.refuses("more back than was taken", is(inventory.ErrQuantity), func() error { _, err := s.GiveBackFromJob(ctx, j.ID, tape.ID, 4, v); return err })
	if sheet := must(s.OpenJob(ctx, j.ID, v)); len(sheet.Used) != 1 || sheet.Used[0].Stock != 3 {
		t.Errorf("on the sheet: %+v", sheet.Used)
	}
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	if c := must(s.GiveBackFromJob(ctx, j.ID, tape.ID, 1, v)); c.Stock != 3 {
		t.Errorf("%+v", c)
	}
	s.refuses("taking more once it is done", is(jobs.ErrFilledIn), out(1, v))
}

func TestUndoingADeedOnAJob(t *testing.T) {
	s := newShop(t, partners)
	v, w := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	j := s.report(s.resident(1), "plumbing")
	must(s.TakeJob(ctx, j.ID, v))
	ok(t, s.undo())
	s.state("not taken", j.ID, jobs.New)
	must(s.AssignJob(ctx, j.ID, v, false, s.boss))
	must(s.AssignJob(ctx, j.ID, w, false, s.boss))
	ok(t, s.undo())
	if got := s.state("the second not assigned", j.ID, jobs.Assigned); !slices.Equal(got.Volunteers, []inventory.StaffID{v}) {
		t.Errorf("%v", got.Volunteers)
	}
	must(s.GiveUpJob(ctx, j.ID, v, v))
	ok(t, s.undo())
	s.state("not given up", j.ID, jobs.Assigned)
	must(s.CancelJob(ctx, j.ID, 0, s.boss, "错了"))
	ok(t, s.undo())
	s.state("not cancelled", j.ID, jobs.Assigned)
	must(s.PassOnJob(ctx, j.ID, "law-firm", "错了", v))
	ok(t, s.undo())
	if got := s.state("not passed on", j.ID, jobs.Assigned); got.Partner != "" || !got.Closed.IsZero() {
		t.Errorf("%+v", got)
	}
	s.now = s.now.Add(2 * time.Hour)
	r := s.done(v)
	r.Outcome, r.Why = jobs.Parts, "等阀门"
	must(s.FillIn(ctx, j.ID, r, v))
	ok(t, s.undo())
	s.state("no part needed", j.ID, jobs.Assigned)
	must(s.FillIn(ctx, j.ID, s.done(v), v)) // the first report of these hours was a mistake
	got := s.state("done", j.ID, jobs.Done)
	if len(got.Visits) != 2 || got.Visits[0].Undone == 0 {
		t.Errorf("%+v", got.Visits)
	}
	ok(t, s.RateJob(ctx, j.ID, 5))
	s.refuses("what somebody has rated since", is(inventory.ErrMovedOn), s.undo)
	if record := must(s.ServiceRecord(ctx, v, inventory.DayOf(s.now), inventory.DayOf(s.now), v)); len(record.Lines) != 1 || record.Hours != 2 {
		t.Errorf("%d lines, %d halves", len(record.Lines), record.Hours)
	}
	mistake := s.report(s.resident(1), "locks")
	ok(t, s.undo())
	s.state("not reported", mistake.ID, jobs.Cancelled)
	along := s.onWay("plumbing", v)
	must(s.LendForJob(ctx, along.ID, []inventory.ToolID{hammer}, v, v))
	ok(t, s.undo())
	s.is("not taken along", hammer, inventory.OnShelf)
	must(s.LendForJob(ctx, along.ID, []inventory.ToolID{hammer}, v, v))
	s.back(hammer)
	ok(t, s.undo())
	s.is("not back", hammer, inventory.Lent)
	s.back(hammer)
	must(s.FillIn(ctx, along.ID, s.done(v), v))
	deeds := must(s.RecentDeeds(ctx))
	i := slices.IndexFunc(deeds, func(d inventory.RecentDeed) bool { return d.Deed == "take back" })
	s.refuses("a return, once the job is done", is(inventory.ErrMovedOn), func() error { return s.Undo(ctx, deeds[i].Seq, inventory.MisTap, s.boss) })
}

func TestUndoingACancellationOfSomebodyForgottenOrGone(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	j := s.report(s.resident(1), "plumbing")
	must(s.TakeJob(ctx, j.ID, v))
	must(s.CancelJob(ctx, j.ID, 0, s.boss, "错了"))
	must(s.Dismiss(ctx, v, s.boss))
	ok(t, s.undo())
	s.state("its volunteer has left", j.ID, jobs.New)
	must(s.CancelJob(ctx, j.ID, 0, s.boss, "错了"))
	ok(t, s.Erase(ctx, j.Resident, s.boss))
	s.refuses("its resident is forgotten", is(inventory.ErrMovedOn), s.undo)
}
