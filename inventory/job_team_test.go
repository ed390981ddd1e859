package inventory_test

import (
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

func TestAVolunteerTakesWhatIsFreeAndFits(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	v, other := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "locks")
	j := s.report(who, "plumbing")
	care := s.report(who, "elder-care")
	take := func(id inventory.JobID, v inventory.StaffID) func() error {
		return func() error { _, err := s.TakeJob(ctx, id, v); return err }
	}
	s.refuses("without the skill: it stays on the board", is(inventory.ErrNoSkill), take(j.ID, other))
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), take(j.ID, 77))
	s.refuses("a job there is not", is(inventory.ErrNoJob), take(9, v))
	ids := func(rows []inventory.JobRow) (list []inventory.JobID) {
		for _, r := range rows {
			list = append(list, r.Job.ID)
		}
		return list
	}
	if got := ids(must(s.FreeJobs(ctx, v, 9))); !slices.Equal(got, []inventory.JobID{j.ID, care.ID}) {
		t.Errorf("free for a plumber: %v", got)
	}
	if got := ids(must(s.FreeJobs(ctx, other, 9))); !slices.Equal(got, []inventory.JobID{care.ID}) {
		t.Errorf("free for a locksmith: %v", got)
	}
	must(s.TakeJob(ctx, j.ID, v))
	s.refuses("what is taken", is(jobs.ErrNotNow), take(j.ID, s.helper("志愿丙", "plumbing")))
	s.refuses("what is one's own", is(jobs.ErrNotYours), take(j.ID, v))
	must(s.TakeJob(ctx, care.ID, other))
	if got := ids(must(s.MyJobs(ctx, v))); !slices.Equal(got, []inventory.JobID{j.ID}) {
		t.Errorf("my jobs: %v", got)
	}
	s.wantAudit("take job", other, care.ID.Code().String(), "#2", "S3")
}

func TestAVolunteerWithoutAPINDoesNothingAlone(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	v := must(s.Enlist(ctx, "志愿甲", inventory.Craft{Skills: []inventory.KindID{"locks"}}, s.boss)).ID
	j := s.report(who, "locks")
	for what, deed := range map[string]func() error{
		"taking":    func() error { _, err := s.TakeJob(ctx, j.ID, v); return err },
		"opening":   func() error { _, err := s.OpenJob(ctx, j.ID, v); return err },
		"the board": func() error { _, _, err := s.Board(ctx, inventory.Filter{}, 0, 9, v); return err },
		"own jobs":  func() error { _, err := s.MyJobs(ctx, v); return err },
	} {
		s.refuses(what, is(inventory.ErrNoPIN), deed)
	}
	must(s.AssignJob(ctx, j.ID, v, false, s.boss)) // others give them jobs
	s.later(2 * time.Hour)
	s.refuses("filling in", is(inventory.ErrNoPIN), func() error { _, err := s.FillIn(ctx, j.ID, s.done(v), v); return err })
	must(s.FillIn(ctx, j.ID, s.done(v), s.boss)) // and fill in their sheets
	ok(t, s.SetPIN(ctx, v, "271829", s.boss))
	must(s.MyJobs(ctx, v))
}

func TestSuggestionsGoBySkillSquadLanguageAndLoad(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	busy := s.helper("志愿甲", "plumbing")
	free := s.helper("志愿乙", "plumbing")
	without := s.helper("志愿丙", "locks")
	silver := s.helper("志愿丁", "plumbing")
	must(s.SetCraft(ctx, silver, inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Squad: "silver", Langs: []inventory.Lang{"zh"}}, s.boss))
	gone := s.helper("志愿戊", "plumbing")
	must(s.Dismiss(ctx, gone, s.boss))
	clerk := s.clerk()
	must(s.AssignJob(ctx, s.report(who, "plumbing").ID, busy, false, s.boss))
	j := s.report(who, "plumbing")
	var got []inventory.StaffID
	for _, one := range must(s.Suggest(ctx, j.ID, clerk)) {
		got = append(got, one.Staff.ID)
		if one.Staff.Hash != nil || one.Staff.Card != 0 || !one.PIN {
			t.Errorf("suggestion %d: PIN %t, or it tells too much", one.Staff.ID, one.PIN)
		}
	}
	if want := []inventory.StaffID{free, busy, silver, without}; !slices.Equal(got, want) {
		t.Errorf("suggested %v, want %v", got, want)
	}
	must(s.AssignJob(ctx, j.ID, free, false, clerk))
	if list := must(s.Suggest(ctx, j.ID, clerk)); slices.ContainsFunc(list, func(o inventory.Suggestion) bool { return o.Staff.ID == free }) {
		t.Error("who has it is suggested for it")
	}
	lock := must(s.ReportJob(ctx, inventory.Request{Resident: who, Kind: "locks", Lang: "bo"}))
	must(s.Dismiss(ctx, without, s.boss))
	for _, one := range must(s.Suggest(ctx, lock.ID, clerk)) { // nobody has the skill: staff see why
		if one.Fit.Skill || one.Fit.Language {
			t.Errorf("%d fits: %+v", one.Staff.ID, one.Fit)
		}
	}
	s.refuses("a volunteer asking", is(inventory.ErrNotStaff), func() error { _, err := s.Suggest(ctx, j.ID, busy); return err })
}

func TestTwoVolunteersHandingOverAndGivingUp(t *testing.T) {
	s := newShop(t)
	who, clerk := s.resident(1), s.clerk()
	a, b, c := s.helper("志愿甲", "plumbing"), s.helper("志愿乙"), s.helper("志愿丙")
	j := s.report(who, "plumbing")
	must(s.TakeJob(ctx, j.ID, a))
	if got := must(s.AssignJob(ctx, j.ID, b, false, clerk)); !slices.Equal(got.Volunteers, []inventory.StaffID{a, b}) || got.State != jobs.Assigned {
		t.Errorf("two on one job: %+v", got)
	}
	s.refuses("the same one twice", is(inventory.ErrOnTeam), func() error { _, err := s.AssignJob(ctx, j.ID, b, false, clerk); return err })
	s.refuses("by a volunteer", is(jobs.ErrNotYours), func() error { _, err := s.AssignJob(ctx, j.ID, c, false, a); return err })
	s.refuses("handing over for a colleague", is(jobs.ErrNotYours), func() error { _, err := s.HandOverJob(ctx, j.ID, b, c, false, a); return err })
	s.refuses("giving up for a colleague", is(jobs.ErrNotYours), func() error { _, err := s.GiveUpJob(ctx, j.ID, b, a); return err })
	s.refuses("handing over what one has not", is(jobs.ErrNotYours), func() error { _, err := s.HandOverJob(ctx, j.ID, c, c, false, c); return err })
	s.refuses("staff taking off who is not on it", is(inventory.ErrNotTeam), func() error { _, err := s.GiveUpJob(ctx, j.ID, c, clerk); return err })
	if got := must(s.HandOverJob(ctx, j.ID, a, c, false, a)); !slices.Equal(got.Volunteers, []inventory.StaffID{b, c}) {
		t.Errorf("handed over: %v", got.Volunteers)
	}
	must(s.GiveUpJob(ctx, j.ID, c, c))
	must(s.ArrangeVisit(ctx, j.ID, jobs.Span{From: s.now, To: s.now.Add(time.Hour)}, false, b))
	if got := must(s.GiveUpJob(ctx, j.ID, b, clerk)); got.State != jobs.New || !got.Visit.IsZero() {
		t.Errorf("with nobody left: state %d, visit %v", got.State, got.Visit)
	}
}

func TestWhoLeavesTheStaffHandsTheJobsBack(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	a, b := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	alone, together := s.report(who, "plumbing"), s.report(who, "plumbing")
	must(s.TakeJob(ctx, alone.ID, a))
	must(s.TakeJob(ctx, together.ID, a))
	must(s.AssignJob(ctx, together.ID, b, false, s.boss))
	must(s.Dismiss(ctx, a, s.boss))
	s.state("alone on it", alone.ID, jobs.New)
	if got := s.state("with another", together.ID, jobs.Assigned); !slices.Equal(got.Volunteers, []inventory.StaffID{b}) {
		t.Errorf("left with %v", got.Volunteers)
	}
	s.refuses("who left", is(inventory.ErrNotStaff), func() error { _, err := s.TakeJob(ctx, alone.ID, a); return err })
}

func TestVisitsOfOneVolunteerOverlapOnlyWhenConfirmed(t *testing.T) {
	s := newShop(t)
	who := s.resident(1)
	a, b := s.helper("志愿甲", "plumbing"), s.helper("志愿乙", "plumbing")
	first, second := s.report(who, "plumbing"), s.report(s.resident(2), "plumbing")
	ten := time.Date(2026, 11, 25, 10, 0, 0, 0, lhasa)
	span := func(from, to int) jobs.Span {
		return jobs.Span{From: ten.Add(time.Duration(from-10) * time.Hour), To: ten.Add(time.Duration(to-10) * time.Hour)}
	}
	must(s.TakeJob(ctx, first.ID, a))
	must(s.TakeJob(ctx, second.ID, a))
	must(s.ArrangeVisit(ctx, first.ID, span(10, 12), false, a))
	clash := with(func(e *inventory.Overlap) bool {
		return e.Who == a && e.Other == first.ID && e.Visit.From.Equal(ten)
	})
	arrange := func(from, to int, confirmed bool) func() error {
		return func() error {
			_, err := s.ArrangeVisit(ctx, second.ID, span(from, to), confirmed, a)
			return err
		}
	}
	s.refuses("at the same time", clash, arrange(11, 13, false))
	s.refuses("around it", clash, arrange(9, 13, false))
	ok(t, arrange(12, 14, false)()) // one ends when the other begins
	ok(t, arrange(9, 10, false)())
	ok(t, arrange(11, 13, true)())
	must(s.GiveUpJob(ctx, second.ID, a, a))
	must(s.AssignJob(ctx, second.ID, b, false, s.boss))
	must(s.ArrangeVisit(ctx, second.ID, span(10, 11), false, b))
	s.refuses("assigned to who is elsewhere then", clash, func() error { _, err := s.AssignJob(ctx, second.ID, a, false, s.boss); return err })
	s.refuses("handed over to who is elsewhere then", clash, func() error { _, err := s.HandOverJob(ctx, second.ID, b, a, false, b); return err })
	must(s.HandOverJob(ctx, second.ID, b, a, true, b))
	s.now = ten.Add(4 * time.Hour)
	must(s.FillIn(ctx, first.ID, inventory.VisitReport{Visit: span(10, 12), Work: []inventory.Work{{Who: a, Hours: 4}}}, a))
	report := inventory.VisitReport{Visit: span(11, 13), Work: []inventory.Work{{Who: a, Hours: 4}}}
	s.refuses("a visit that was made", clash, func() error { _, err := s.FillIn(ctx, second.ID, report, a); return err })
	report.Confirmed = true
	must(s.FillIn(ctx, second.ID, report, a))
}

func TestTheDaysRoundGoesFromHouseToHouse(t *testing.T) {
	s := newShop(t)
	v := s.helper("志愿甲", "plumbing")
	var ids []inventory.JobID
	for _, building := range []string{"10", "9", "2"} {
		j := must(s.ReportJob(ctx, inventory.Request{Resident: s.resident(1 + len(ids)), Kind: "plumbing", Place: jobs.Place{Building: building, Room: "1"}}))
		must(s.TakeJob(ctx, j.ID, v))
		at := s.now.Add(time.Duration(len(ids)+1) * time.Hour)
		must(s.ArrangeVisit(ctx, j.ID, jobs.Span{From: at, To: at.Add(time.Hour)}, false, v))
		ids = append(ids, j.ID)
	}
	tomorrow := s.report(s.resident(5), "plumbing")
	must(s.TakeJob(ctx, tomorrow.ID, v))
	must(s.ArrangeVisit(ctx, tomorrow.ID, jobs.Span{From: s.now.Add(24 * time.Hour), To: s.now.Add(25 * time.Hour)}, false, v))
	round := must(s.Round(ctx, v, inventory.DayOf(s.now)))
	if !slices.Equal(round, []inventory.JobID{ids[2], ids[1], ids[0]}) {
		t.Errorf("round %v of %v", round, ids)
	}
	print := must(s.PrintSheets(ctx, round, "zh", v))
	job := must(s.PrintJob(ctx, print))
	if job.Role() != inventory.SheetPrinter || job.Subject != uint32(ids[2]) || len(job.More) != 2 {
		t.Errorf("%+v", job)
	}
	sheets := must(s.SheetsToPrint(ctx, print))
	if len(sheets) != 3 || sheets[0].Notes.Place.Building != "2" || sheets[2].Who.Phone == "" || sheets[0].Team[0].ID != v {
		t.Errorf("%d sheets", len(sheets))
	}
	if rows := must(s.MyJobs(ctx, v)); rows[0].Job.ID != ids[0] || rows[3].Job.ID != tomorrow.ID {
		t.Errorf("my jobs are not in the order of the visits")
	}
	s.refuses("no sheets", is(inventory.ErrNothing), func() error { _, err := s.PrintSheets(ctx, nil, "zh", v); return err })
	other := s.helper("志愿乙", "plumbing")
	s.refuses("another's round", is(jobs.ErrNotYours), func() error { _, err := s.PrintSheets(ctx, round, "zh", other); return err })
}
