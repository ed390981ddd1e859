package volunteer_test

import (
	"context"
	"errors"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/board"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/jobcard"
	"redwrench/ui/stage"
	"redwrench/ui/volunteer"
)

// team is a shop with a plumber, an electrician without a PIN, and a partner.
type team struct {
	*desktest.Shop
	plumber, mate inventory.Staff
}

func open(t *testing.T) team {
	s := desktest.New(t)
	ctx := context.Background()
	rules := s.Desk.Settings()
	rules.Jobs.Partners = []inventory.Partner{{ID: "law", Name: inventory.Name{Zh: "测试律所"}}}
	if err := s.Desk.ChangeSettings(ctx, rules, s.Manager.ID); err != nil {
		t.Fatal(err)
	}
	c := inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Squad: "team", Langs: []inventory.Lang{"zh"}}
	plumber := desktest.Must(s.Desk.Hire(ctx, "试用志愿者", inventory.Volunteer, "314159", s.Manager.ID))
	plumber = desktest.Must(s.Desk.SetCraft(ctx, plumber.ID, c, s.Manager.ID))
	mate := desktest.Must(s.Desk.Enlist(ctx, "试用帮手", inventory.Craft{Langs: []inventory.Lang{"zh"}}, s.Manager.ID))
	return team{s, plumber, mate}
}

// ask reports a job for invented person n.
func (s team) ask(n int, kind inventory.KindID) inventory.JobID {
	s.T.Helper()
	return desktest.Must(s.Desk.ReportJob(context.Background(), inventory.Request{Resident: s.Resident(n).ID, Kind: kind, Phrases: []int{0}, Lang: "zh"})).ID
}

// taken is a job the plumber has.
func (s team) taken(n int) inventory.JobID {
	id := s.ask(n, "plumbing")
	desktest.Must(s.Desk.AssignJob(context.Background(), id, s.plumber.ID, false, s.Manager.ID))
	return id
}

func (s team) screen() *volunteer.Flow {
	f := volunteer.New(context.Background(), s, s.Desk, s.plumber)
	s.Queue.Drain()
	return f
}

func (s team) job(id inventory.JobID) inventory.Job {
	return desktest.Must(s.Desk.JobsAfter(context.Background(), id-1, 1))[0]
}

// drained runs something and everything it began.
func (s team) drained(do func()) {
	do()
	s.Queue.Drain()
}

func (s team) scan(f *volunteer.Flow, c code.Code) { s.drained(func() { f.Scan(c.Payload()) }) }

func TestAVolunteerPrintsTheirOwnCertificateOfService(t *testing.T) {
	s := open(t)
	f := s.screen()
	f.Certify(0) // nobody asked
	f.AskService()
	f.Back()
	if f.Asks || s.Shown != nil {
		t.Errorf("back left the screen: %v", s.Shown)
	}
	f.AskService()
	f.Certify(5)
	s.Queue.Drain()
	prints := desktest.Must(s.Desk.PrintsFor(context.Background(), inventory.SheetPrinter, 9))
	if len(prints) != 1 || s.Prints != 1 || f.Asks || f.Done != "repair.service.printed" {
		t.Fatalf("%d papers, said %q, %v", len(prints), f.Done, f.Refusal)
	}
	r, from, to, err := s.Desk.ServiceToPrint(context.Background(), prints[0].ID)
	if err != nil || r.Volunteer.ID != s.plumber.ID || from.String() != "2026-06-01" || to.String() != "2026-11-24" {
		t.Errorf("of %d, %s to %s, %v", r.Volunteer.ID, from, to, err)
	}
}

func TestFreeJobsShowStreetAndTradeUntilTheyAreTaken(t *testing.T) {
	s := open(t)
	id := s.ask(1, "plumbing")
	s.ask(2, "legal") // needs another skill
	f := s.screen()
	f.Show(true)
	if len(f.Fits) != 1 || f.Fits[0].Name != "" || f.Fits[0].Job.Resident != 0 {
		t.Fatalf("%d free jobs, or one names somebody", len(f.Fits))
	}
	s.drained(func() { f.Open(f.Fits[0]) })
	if f.Card.Showing() || f.Offered.Job.ID != id {
		t.Error("the sheet of a free job is open before it was taken")
	}
	s.drained(f.Take)
	if !f.Card.Loaded || f.Card.Sheet.Job.ID != id || len(f.Mine) != 1 {
		t.Errorf("taken, and not open: %v", f.Refusal)
	}
	s.drained(f.Card.GiveUp)
	if f.Card.Showing() || s.job(id).State != jobs.New || len(f.Mine) != 0 {
		t.Errorf("given back: state %d, card open %t", s.job(id).State, f.Card.Showing())
	}
}

func TestASheetIsFilledInAfterItsScan(t *testing.T) {
	s := open(t)
	id := s.taken(1)
	s.Now = s.Now.Add(3 * time.Hour)
	f := s.screen()
	s.scan(f, id.Code())
	c := f.Card
	if c.Step != jobcard.Fill || len(c.Draft.Work) != 1 || c.Draft.Work[0].Hours != 2 {
		t.Fatalf("step %d, work %v", c.Step, c.Draft.Work)
	}
	c.Shift(0, -2, 0) // arrived half an hour earlier: the hours go along
	c.Worked(s.plumber.ID, c.Draft.Work[0].Hours, 1)
	c.Shift(0, 1, 0) // set by hand: they stay
	c.Did()
	c.Toggle(1)
	c.Choose()
	c.AddMaterial()
	c.Toggle(1)
	c.Choose()
	for _, r := range "1250" {
		c.Rune(r)
	}
	c.KeepSum()
	c.Ask(jobcard.Fill)
	s.drained(c.Submit)
	j := s.job(id)
	if j.State != jobs.Done || len(j.Visits) != 1 || j.Visits[0].Materials != 1250 || j.Visits[0].Work[0] != (inventory.Work{Who: s.plumber.ID, Hours: 3, Travel: 1}) {
		t.Errorf("state %d, visits %+v, refused %v", j.State, j.Visits, c.Refusal)
	}
	s.scan(f, id.Code())
	if !errors.Is(f.Card.Refusal, jobs.ErrFilledIn) {
		t.Errorf("scanned a second time: %v", f.Card.Refusal)
	}
}

func TestWhatIsNotDoneNeedsAReason(t *testing.T) {
	for outcome, state := range map[jobs.Outcome]jobs.State{jobs.Again: jobs.Assigned, jobs.Parts: jobs.Waiting, jobs.Elsewhere: jobs.PassedOn} {
		s := open(t)
		id := s.taken(1)
		s.Now = s.Now.Add(time.Hour)
		f := s.screen()
		s.scan(f, id.Code())
		c := f.Card
		c.Ended(outcome)
		s.drained(c.Submit)
		if s.job(id).State != jobs.Assigned || c.Busy {
			t.Errorf("outcome %d was kept without a reason", outcome)
		}
		c.WhyNot()
		c.Toggle(2)
		c.Choose()
		if outcome == jobs.Elsewhere {
			if c.Draft.Lacks() != jobcard.Partners {
				t.Error("a partner is not asked for")
			}
			c.ToPartner()
			c.ChoosePartner("law")
		}
		s.drained(c.Submit)
		if got := s.job(id).State; got != state {
			t.Errorf("outcome %d: state %d, want %d, refused %v", outcome, got, state, c.Refusal)
		}
	}
}

func TestAJobClosesOnlyWhenItsToolsAreBack(t *testing.T) {
	s := open(t)
	id := s.taken(1)
	s.Now = s.Now.Add(time.Hour)
	f := s.screen()
	s.drained(func() { f.Open(f.Mine[0]) })
	s.scan(f, inventory.ToolID(6).Code())
	if f.Card.Step != jobcard.Tools || len(f.Card.Sheet.Tools) != 1 || s.Item(6).Status != inventory.Lent {
		t.Fatalf("step %d, %d tools, %v", f.Card.Step, len(f.Card.Sheet.Tools), f.Card.Refusal)
	}
	s.scan(f, id.Code())
	s.drained(f.Card.Submit)
	var out *inventory.ToolsAlong
	if !errors.As(f.Card.Refusal, &out) || out.Tools[0] != 6 || f.Card.Anyway() {
		t.Fatalf("refused with %v, to be done anyway: %t", f.Card.Refusal, f.Card.Anyway())
	}
	desktest.Must(s.Desk.TakeBack(context.Background(), 6, inventory.Return{}, s.Manager.ID))
	s.drained(f.Card.Submit)
	if s.job(id).State != jobs.Done {
		t.Errorf("not closed: %v", f.Card.Refusal)
	}
}

func TestAToolThatIsOutForAnotherJobIsHandedOnWithASecondTouch(t *testing.T) {
	s := open(t)
	first, second := s.taken(1), s.taken(2)
	desktest.Must(s.Desk.LendForJob(context.Background(), first, []inventory.ToolID{6}, s.plumber.ID, s.plumber.ID))
	f := s.screen()
	s.drained(func() { f.Card.Open(second, false) })
	s.scan(f, inventory.ToolID(6).Code())
	if !f.Card.Anyway() || len(f.Card.Sheet.Tools) != 0 {
		t.Fatalf("refused with %v", f.Card.Refusal)
	}
	s.drained(f.Card.DoAnyway)
	if len(f.Card.Sheet.Tools) != 1 {
		t.Errorf("not handed on: %v", f.Card.Refusal)
	}
}

func TestAnotherOnesSheetStaysClosed(t *testing.T) {
	s := open(t)
	id := s.ask(1, "legal")
	desktest.Must(s.Desk.AssignJob(context.Background(), id, s.mate.ID, false, s.Manager.ID))
	f := s.screen()
	s.scan(f, id.Code())
	if f.Card.Showing() || !errors.Is(f.Card.Refusal, jobs.ErrNotYours) {
		t.Errorf("open %t, %v", f.Card.Showing(), f.Card.Refusal)
	}
}

func TestARoundIsOnePaperInOrderOfBuilding(t *testing.T) {
	s := open(t)
	var want []uint32
	for n := 9; n >= 1; n -= 4 { // invented people live in the building of their number
		want = append([]uint32{uint32(s.taken(n))}, want...)
	}
	f := s.screen()
	s.drained(f.Round)
	prints := desktest.Must(s.Desk.PrintsFor(context.Background(), inventory.SheetPrinter, 9))
	if len(prints) != 1 || prints[0].Paper != inventory.JobSheets || s.Prints == 0 {
		t.Fatalf("%d papers, refused %v", len(prints), f.Refusal)
	}
	var homes []string
	for _, sheet := range desktest.Must(s.Desk.SheetsToPrint(context.Background(), prints[0].ID)) {
		homes = append(homes, sheet.Notes.Place.Building)
	}
	if len(homes) != len(want) || !inOrder(homes) {
		t.Errorf("buildings %v", homes)
	}
}

// inOrder says that numbers do not become less.
func inOrder(list []string) bool {
	for i := range list[1:] {
		a, b := list[i], list[i+1]
		if len(a) > len(b) || len(a) == len(b) && a > b {
			return false
		}
	}
	return true
}

func TestOverlappingVisitsNeedASecondTouch(t *testing.T) {
	s := open(t)
	first, second := s.taken(1), s.taken(2)
	f := s.screen()
	for _, id := range []inventory.JobID{first, second} {
		s.drained(func() { f.Card.Open(id, false) })
		s.drained(f.Card.ArrangeVisit)
		s.drained(f.Card.KeepVisit)
	}
	if !f.Card.Anyway() || !s.job(second).Visit.IsZero() {
		t.Fatalf("no warning: %v", f.Card.Refusal)
	}
	s.drained(f.Card.DoAnyway)
	if s.job(second).State != jobs.Visiting {
		t.Errorf("not arranged: %v", f.Card.Refusal)
	}
}

func TestStaffPriceAssignPassOnAndCancel(t *testing.T) {
	s := open(t)
	id := s.ask(1, "plumbing")
	b := board.New(context.Background(), s, s.Desk, s.Manager)
	s.drained(b.Load)
	if len(b.Rows) != 1 || b.Counts[jobs.New] != 1 {
		t.Fatalf("%d rows, counts %v", len(b.Rows), b.Counts)
	}
	c := b.Card
	s.drained(func() { b.Open(id) })
	c.Big()
	c.Labour()
	for _, r := range "10001" {
		c.Rune(r)
	}
	c.KeepSum()
	c.Material()
	for _, r := range "505" {
		c.Rune(r)
	}
	c.Erase()
	c.KeepSum()
	s.drained(c.KeepQuote)
	if j := c.Sheet.Job; j.Quote != (jobs.Quote{Labour: 10001, Materials: 50}) || j.Off != 2001 {
		t.Errorf("quote %+v, discount %d fen", j.Quote, j.Off)
	}
	s.drained(c.Agree)
	s.drained(func() { c.Suggest(0) })
	if len(c.Suggested) != 2 || c.Suggested[0].Staff.ID != s.plumber.ID || c.NoSkill() {
		t.Fatalf("suggested %+v", c.Suggested)
	}
	s.drained(func() { c.Give(s.plumber.ID) })
	s.drained(func() { c.Suggest(s.plumber.ID) })
	s.drained(func() { c.Give(s.mate.ID) })
	if team := c.Sheet.Team; len(team) != 1 || team[0].ID != s.mate.ID || c.Sheet.Job.Agreed.IsZero() {
		t.Errorf("team %v, %v", team, c.Refusal)
	}
	c.Cancel()
	c.Choose() // no reason yet
	c.Toggle(0)
	c.Write()
	for _, r := range "ABC" {
		c.Rune(r)
	}
	c.Written()
	s.drained(c.Choose)
	sheet := desktest.Must(s.Desk.OpenJob(context.Background(), id, s.Manager.ID))
	if sheet.Job.State != jobs.Cancelled || !strings.Contains(sheet.Notes.End, "ABC") {
		t.Errorf("state %d, why %q, %v", sheet.Job.State, sheet.Notes.End, c.Refusal)
	}
	next := s.ask(2, "legal")
	s.drained(func() { b.Open(next) })
	c.PassOn()
	c.ChoosePartner("law")
	c.Toggle(2)
	s.drained(c.Choose)
	if s.job(next).State != jobs.PassedOn || s.job(next).Partner != "law" {
		t.Errorf("state %d, %v", s.job(next).State, c.Refusal)
	}
}

func TestTheBoardIsNarrowedByTradeSquadAndAge(t *testing.T) {
	s := open(t)
	s.ask(1, "plumbing")
	s.ask(2, "legal")
	s.Now = s.Now.AddDate(0, 0, 8)
	s.ask(3, "plumbing")
	b := board.New(context.Background(), s, s.Desk, s.Manager)
	s.drained(b.Load)
	for want, change := range map[int]func(*inventory.Filter){
		2: func(f *inventory.Filter) { *f = inventory.Filter{Kind: "plumbing"} },
		1: func(f *inventory.Filter) { *f = inventory.Filter{Kind: "plumbing", Older: 7} },
		3: func(f *inventory.Filter) { *f = inventory.Filter{} },
		0: func(f *inventory.Filter) { *f = inventory.Filter{Squad: "silver"} },
	} {
		b.Ask(board.Age)
		s.drained(func() { b.Narrow(change) })
		if len(b.Rows) != want || b.Step != board.List {
			t.Errorf("%d rows, want %d", len(b.Rows), want)
		}
	}
	s.drained(func() { b.Show(jobs.Cancelled) })
	if len(b.Rows) != 0 || b.Up() {
		t.Error("cancelled jobs, or a question left open")
	}
}

func TestBackLeavesTheCardThenTheScreen(t *testing.T) {
	s := open(t)
	s.taken(1)
	f := s.screen()
	s.drained(func() { f.Open(f.Mine[0]) })
	f.Card.Ask(jobcard.Arrange)
	s.drained(f.Back)
	if f.Card.Step != jobcard.Card || !f.Card.Showing() {
		t.Error("not back at the card")
	}
	s.drained(f.Back)
	s.drained(f.Back)
	if f.Card.Showing() || s.Shown != (stage.Home{}) {
		t.Errorf("card open %t, shown %v", f.Card.Showing(), s.Shown)
	}
}
