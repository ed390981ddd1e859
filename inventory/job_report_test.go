package inventory_test

import (
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

func TestAReportThatCannotBeIsRefusedAndChangesNothing(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	blocked := s.resident(2)
	must(s.Block(ctx, blocked, "坏了", time.Time{}, s.boss))
	v := s.helper("志愿甲", "plumbing")
	for _, c := range []struct {
		what string
		q    inventory.Request
		want error
	}{
		{"nobody's", inventory.Request{Resident: 77, Kind: "locks"}, inventory.ErrNoResident},
		{"of somebody blocked", inventory.Request{Resident: blocked, Kind: "locks"}, inventory.ErrBlocked},
		{"of a kind there is not", inventory.Request{Resident: who, Kind: "roof"}, inventory.ErrNoKind},
		{"of a kind no longer offered", inventory.Request{Resident: who, Kind: "old"}, inventory.ErrNoKind},
		{"with another's phrase", inventory.Request{Resident: who, Kind: "plumbing", Phrases: []int{2}}, inventory.ErrNoPhrase},
		{"with a phrase before the first", inventory.Request{Resident: who, Kind: "plumbing", Phrases: []int{-1}}, inventory.ErrNoPhrase},
		{"urgent though it never is", inventory.Request{Resident: who, Kind: "locks", Urgent: true}, inventory.ErrNotUrgent},
		{"too long", inventory.Request{Resident: who, Kind: "locks", Words: strings.Repeat("漏", inventory.MaxNote+1)}, inventory.ErrNote},
		{"with a number in the street", inventory.Request{Resident: who, Kind: "locks", Place: jobs.Place{Street: "扎细街3号", Room: "1"}}, jobs.ErrPlace},
		{"at no room", inventory.Request{Resident: who, Kind: "locks", Place: jobs.Place{Building: "3"}}, jobs.ErrPlace},
		{"at a time there is not", inventory.Request{Resident: who, Kind: "locks", When: 64}, jobs.ErrSpan},
		{"written down by a volunteer", inventory.Request{Resident: who, Kind: "locks", By: v}, inventory.ErrNotStaff},
		{"of an old job there is not", inventory.Request{Resident: who, Kind: "locks", Reopen: 5}, inventory.ErrNoJob},
	} {
		s.refuses("a report "+c.what, is(c.want), func() error { _, err := s.ReportJob(ctx, c.q); return err })
	}
	must(s.Withdraw(ctx, blocked, s.boss))
	s.refuses("of somebody forgotten", is(inventory.ErrNoResident), func() error {
		_, err := s.ReportJob(ctx, inventory.Request{Resident: blocked, Kind: "locks"})
		return err
	})
}

func TestUrgentComesBeforeAllThenTheElderlyAndTheDisabled(t *testing.T) {
	s := newShop(t)
	young, old, disabled := s.resident(1), s.resident(0), s.resident(2) // born 1957, 1950, 1964
	s.at("2026-11-25 10:00")
	rules := s.Settings()
	rules.Jobs.ElderAge = 70
	ok(t, s.ChangeSettings(ctx, rules, s.boss))
	first := s.report(young, "plumbing")
	s.later(time.Minute)
	elder := s.report(old, "plumbing")
	s.later(time.Minute)
	other := s.report(disabled, "plumbing")
	s.later(time.Minute)
	urgent := must(s.ReportJob(ctx, inventory.Request{Resident: young, Kind: "plumbing", Urgent: true}))
	s.board("by the age alone", inventory.Filter{}, urgent.ID, elder.ID, first.ID, other.ID)
	must(s.SetDisabled(ctx, disabled, true, s.boss))
	s.board("with a disability noted", inventory.Filter{}, urgent.ID, elder.ID, other.ID, first.ID)
	must(s.RankJob(ctx, other.ID, true, s.boss))
	s.board("urgent and disabled", inventory.Filter{}, other.ID, urgent.ID, elder.ID, first.ID)
	must(s.SetDisabled(ctx, disabled, false, s.boss))
	s.board("no longer disabled, but urgent and asked for earlier", inventory.Filter{}, other.ID, urgent.ID, elder.ID, first.ID)
}

// board checks which jobs the board shows, in their order.
func (s *shop) board(what string, f inventory.Filter, want ...inventory.JobID) {
	s.t.Helper()
	rows, more, err := s.Board(ctx, f, 0, 50, s.boss)
	ok(s.t, err)
	var got []inventory.JobID
	for _, r := range rows {
		got = append(got, r.Job.ID)
	}
	if len(got) != len(want) || more {
		s.t.Errorf("%s: jobs %v, want %v", what, got, want)
		return
	}
	for i := range got {
		if got[i] != want[i] {
			s.t.Errorf("%s: jobs %v, want %v", what, got, want)
			return
		}
	}
}

func TestTheBoardIsFilteredByStateTradeSquadAgeAndSize(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	tap := s.report(who, "plumbing")
	s.later(24 * time.Hour)
	lock := s.report(who, "locks")
	s.later(24 * time.Hour)
	visit := s.report(who, "elder-care")
	s.later(time.Hour)
	must(s.PriceJob(ctx, lock.ID, inventory.Pricing{Big: true, Quote: jobs.Quote{Labour: 100}}, s.boss))
	gone := s.report(who, "locks")
	must(s.CancelJob(ctx, gone.ID, who, 0, ""))
	s.board("new ones", inventory.Filter{}, tap.ID, lock.ID, visit.ID)
	s.board("one trade", inventory.Filter{Kind: "locks"}, lock.ID)
	s.board("one squad", inventory.Filter{Squad: "team"}, tap.ID, lock.ID)
	s.board("a trade of another squad", inventory.Filter{Kind: "locks", Squad: "silver"})
	s.board("a day old", inventory.Filter{Older: 1}, tap.ID, lock.ID)
	s.board("two days old", inventory.Filter{Older: 2}, tap.ID)
	s.board("three days old", inventory.Filter{Older: 3})
	s.board("a day old, of a squad and small", inventory.Filter{Older: 1, Squad: "team", Small: true}, tap.ID)
	s.board("big", inventory.Filter{Big: true}, lock.ID)
	s.board("small", inventory.Filter{Small: true}, tap.ID, visit.ID)
	s.board("big of a trade", inventory.Filter{Big: true, Kind: "plumbing"})
	s.board("cancelled", inventory.Filter{State: jobs.Cancelled}, gone.ID)
	s.board("cancelled long ago", inventory.Filter{State: jobs.Cancelled, Older: 1})
	if counts := must(s.JobCounts(ctx)); counts[jobs.New] != 3 || counts[jobs.Assigned] != 0 {
		t.Errorf("counts %v", counts)
	}
	rows, more, err := s.Board(ctx, inventory.Filter{}, 1, 1, s.boss)
	if err != nil || !more || len(rows) != 1 || rows[0].Job.ID != lock.ID {
		t.Errorf("the second of three: %v, more %t, %v", rows, more, err)
	}
	rows, more, err = s.Board(ctx, inventory.Filter{Small: true}, 1, 1, s.boss)
	if err != nil || more || len(rows) != 1 || rows[0].Job.ID != visit.ID {
		t.Errorf("the second of two: %v, more %t, %v", rows, more, err)
	}
}

func TestTheSameFaultWithinThirtyDaysIsOfferedAsTheOldJob(t *testing.T) {
	s := newShop(t)
	who, v := s.resident(1), s.helper("志愿甲", "plumbing")
	j := s.report(who, "plumbing")
	same := func(what string, kind inventory.KindID, at jobs.Place, want inventory.JobID) {
		t.Helper()
		if got := must(s.SameFault(ctx, who, kind, at)); got != want {
			t.Errorf("%s: job %d, want %d", what, got, want)
		}
	}
	same("while it is open", "plumbing", jobs.Place{}, 0)
	must(s.TakeJob(ctx, j.ID, v))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	ok(t, s.RateJob(ctx, j.ID, 2))
	done := s.now
	same("done today", "plumbing", jobs.Place{}, j.ID)
	same("another trade", "locks", jobs.Place{}, 0)
	same("another home", "plumbing", jobs.Place{Room: "999"}, 0)
	s.now = done.AddDate(0, 0, 31)
	same("31 days later", "plumbing", jobs.Place{}, 0)
	again := inventory.Request{Resident: who, Kind: "plumbing", Reopen: j.ID, Words: "又漏了"}
	s.refuses("31 days later", is(inventory.ErrOtherFault), func() error { _, err := s.ReportJob(ctx, again); return err })
	s.now = done.AddDate(0, 0, 30)
	same("30 days later", "plumbing", jobs.Place{}, j.ID)
	for what, q := range map[string]inventory.Request{
		"another trade":                    {Resident: who, Kind: "locks", Reopen: j.ID},
		"another home":                     {Resident: who, Kind: "plumbing", Reopen: j.ID, Place: jobs.Place{Room: "999"}},
		"somebody else":                    {Resident: s.resident(3), Kind: "plumbing", Reopen: j.ID},
		"somebody unverified of that home": {Resident: s.stranger(4), Kind: "plumbing", Reopen: j.ID, Place: homeOf(s, who)},
	} {
		s.refuses("reopening for "+what, is(inventory.ErrOtherFault), func() error { _, err := s.ReportJob(ctx, q); return err })
	}
	got := must(s.ReportJob(ctx, again))
	if got.ID != j.ID || got.State != jobs.New || len(got.Volunteers) != 0 || !got.Closed.IsZero() || got.ClosedBy != 0 || got.Stars != 0 ||
		len(got.Again) != 1 || len(got.Visits) != 1 { // case 126: re-opening clears who and when
		t.Errorf("%+v", got)
	}
	if sheet := must(s.OpenJob(ctx, j.ID, s.boss)); sheet.Notes.Words != "又漏了" {
		t.Errorf("the words are %q", sheet.Notes.Words)
	}
	if list := must(s.Suggest(ctx, j.ID, s.boss)); !list[0].Knows || list[0].Staff.ID != v {
		t.Errorf("who was there is not known: %+v", list[0].Fit)
	}
	s.refuses("reopening what is open", is(inventory.ErrOtherFault), func() error { _, err := s.ReportJob(ctx, again); return err })
}

func homeOf(s *shop, who inventory.ResidentID) jobs.Place {
	h := must(s.ByCard(ctx, who)).Person.Home
	return jobs.Place{Building: h.Building, Unit: h.Unit, Room: h.Room}
}

func TestSomebodyOfTheSameHomeMayOpenTheOldJobAgain(t *testing.T) {
	s := newShop(t)
	who, v := s.resident(1), s.helper("志愿甲", "plumbing")
	p := s.person(2)
	p.Home = must(s.ByCard(ctx, who)).Person.Home
	wife := must(s.Register(ctx, p, "zh")).ID
	j := s.report(who, "plumbing")
	must(s.TakeJob(ctx, j.ID, v))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	if got := must(s.SameFault(ctx, wife, "plumbing", jobs.Place{})); got != 0 {
		t.Error("offered to somebody whose home nobody has verified")
	}
	must(s.Verify(ctx, wife, s.boss))
	if got := must(s.SameFault(ctx, wife, "plumbing", jobs.Place{})); got != j.ID {
		t.Errorf("offered %d", got)
	}
	must(s.ReportJob(ctx, inventory.Request{Resident: wife, Kind: "plumbing", Reopen: j.ID}))
	if len(must(s.JobsOf(ctx, wife))) != 1 || len(must(s.JobsOf(ctx, who))) != 0 {
		t.Error("the job is not of who asks now")
	}
}

func TestTheResidentCancelsBeforeAVisitIsArrangedStaffAlwaysWithAReason(t *testing.T) {
	s := newShop(t)
	who, other, v := s.resident(1), s.resident(2), s.helper("志愿甲", "plumbing")
	j := s.report(who, "plumbing")
	cancel := func(who inventory.ResidentID, by inventory.StaffID, why string) func() error {
		return func() error { _, err := s.CancelJob(ctx, j.ID, who, by, why); return err }
	}
	s.refuses("another resident", is(jobs.ErrNotYours), cancel(other, 0, ""))
	s.refuses("nobody", is(jobs.ErrNotYours), cancel(0, 0, ""))
	s.refuses("a volunteer", is(jobs.ErrNotYours), cancel(0, v, "不想去"))
	s.refuses("staff without a reason", is(inventory.ErrNoReason), cancel(0, s.boss, " "))
	s.refuses("a job there is not", is(inventory.ErrNoJob), func() error { _, err := s.CancelJob(ctx, 9, who, 0, ""); return err })
	must(s.TakeJob(ctx, j.ID, v))
	must(s.ArrangeVisit(ctx, j.ID, jobs.Span{From: s.now.Add(time.Hour), To: s.now.Add(2 * time.Hour)}, false, v))
	s.refuses("the resident once a visit is arranged", is(jobs.ErrNotNow), cancel(who, 0, ""))
	done := must(s.CancelJob(ctx, j.ID, 0, s.boss, "居民搬走了"))
	if done.Job.State != jobs.Cancelled || !done.Job.Visit.IsZero() || len(done.Tools) != 0 || len(must(s.MyJobs(ctx, v))) != 0 {
		t.Errorf("%+v; the volunteer has %d jobs", done, len(must(s.MyJobs(ctx, v))))
	}
	s.refuses("twice", is(jobs.ErrClosed), cancel(0, s.boss, "再一次"))
	s.wantAudit("cancel job", s.boss, j.ID.Code().String(), "#4")
}

func TestStarsAreGivenAfterTheVisitAndChangedForADay(t *testing.T) {
	s := newShop(t)
	who, v := s.resident(1), s.helper("志愿甲", "plumbing")
	j := s.report(who, "plumbing")
	rate := func(id inventory.JobID, stars int) func() error {
		return func() error { return s.RateJob(ctx, id, stars) }
	}
	s.refuses("before the visit", is(jobs.ErrNotDone), rate(j.ID, 5))
	s.refuses("no job", is(inventory.ErrNoJob), rate(9, 5))
	must(s.TakeJob(ctx, j.ID, v))
	s.later(2 * time.Hour)
	must(s.FillIn(ctx, j.ID, s.done(v), v))
	for _, stars := range []int{-1, 0, 6} {
		s.refuses("a number of stars there is not", is(inventory.ErrStars), rate(j.ID, stars))
	}
	ok(t, s.RateJob(ctx, j.ID, 1))
	s.later(24 * time.Hour)
	ok(t, s.RateJob(ctx, j.ID, 4))
	if row := must(s.JobStatus(ctx, j.ID)); row.Job.Stars != 4 {
		t.Errorf("%d stars", row.Job.Stars)
	}
	s.later(time.Second)
	s.refuses("more than a day after the first", is(inventory.ErrRated), rate(j.ID, 5))
	gone := s.report(who, "locks")
	must(s.CancelJob(ctx, gone.ID, who, 0, ""))
	s.refuses("a cancelled one", is(jobs.ErrClosed), rate(gone.ID, 5))
}

func TestKindsAreTheManagersAndOldShopsAreGivenTheirs(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲")
	good := inventory.JobKind{ID: "roof", Name: inventory.Name{Zh: "屋顶"}, Skill: "roof", Order: 9}
	s.refuses("a kind by a volunteer", is(inventory.ErrNotManager), func() error { return s.ChangeJobKind(ctx, good, v) })
	for _, bad := range []inventory.JobKind{
		{}, {ID: "Roof", Name: good.Name}, {ID: "a\x00b", Name: good.Name}, {ID: "roof"}, {ID: "roof", Name: good.Name, Skill: "屋"},
		{ID: "roof", Name: good.Name, Squad: "A"}, {ID: "roof", Name: good.Name, Phrases: []inventory.Name{{En: "leaks"}}},
		{ID: inventory.KindID(strings.Repeat("a", 33)), Name: good.Name},
	} {
		s.refuses("a kind that cannot be", is(inventory.ErrSettings), func() error { return s.ChangeJobKind(ctx, bad, s.boss) })
	}
	ok(t, s.ChangeJobKind(ctx, good, s.boss))
	kinds := must(s.JobKinds(ctx))
	if len(kinds) != 5 || kinds[3].ID != "roof" || kinds[4].ID != "old" {
		t.Errorf("%+v", kinds)
	}
	if gave := must(s.AdoptJobKinds(ctx, jobKinds())); gave {
		t.Error("a shop with kinds was given others")
	}
	before := newShop(t)
	ok(t, before.store.Update(ctx, func(tx store.Tx) error { // as a shop of before there were jobs
		for _, e := range before.table("jobkind") {
			if err := tx.Delete("jobkind", e.Key); err != nil {
				return err
			}
		}
		return nil
	}))
	if gave := must(before.AdoptJobKinds(ctx, jobKinds())); !gave || len(must(before.JobKinds(ctx))) != 4 {
		t.Error("a shop without kinds was not given any")
	}
}

func TestJobRulesHaveBounds(t *testing.T) {
	s := newShop(t)
	for what, change := range map[string]func(*inventory.JobRules){
		"a discount of more than all": func(r *inventory.JobRules) { r.Discount.Labour = 101 },
		"a squad without a name":      func(r *inventory.JobRules) { r.Squads = []inventory.Squad{{ID: "a"}} },
		"two squads with one id": func(r *inventory.JobRules) {
			r.Squads = append(r.Squads, r.Squads[0])
		},
		"a partner without a name": func(r *inventory.JobRules) { r.Partners = []inventory.Partner{{ID: "a"}} },
		"reopening after years":    func(r *inventory.JobRules) { r.ReopenDays = 400 },
		"no age of the elderly":    func(r *inventory.JobRules) { r.ElderAge = 0 },
	} {
		rules := s.Settings()
		change(&rules.Jobs)
		s.refuses(what, is(inventory.ErrSettings), func() error { return s.ChangeSettings(ctx, rules, s.boss) })
	}
}
