package repair_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/repair"
	"redwrench/ui/stage"
)

// visit is a report on its way.
type visit struct {
	*desktest.Shop
	*repair.Flow
	who inventory.Resident
}

func begin(t *testing.T, s *desktest.Shop, who inventory.Resident) visit {
	t.Helper()
	v := visit{s, repair.New(context.Background(), s, s.Desk, stage.Repair{}), who}
	s.Queue.Drain()
	v.scan(who.ID.Code())
	return v
}

func (v visit) scan(c code.Code) {
	v.Flow.Scan(c.Payload())
	v.Queue.Drain()
}

func (v visit) kind(id inventory.KindID) inventory.JobKind {
	for _, k := range v.Kinds {
		if k.ID == id {
			return k
		}
	}
	v.T.Fatalf("no kind %s", id)
	return inventory.JobKind{}
}

func (v visit) next() {
	v.Next()
	v.Queue.Drain()
}

// toConfirm goes on to the last question with a tap that drips at home.
func (v visit) toConfirm() {
	v.Choose(v.kind("plumbing"))
	v.Toggle(0)
	v.next()
	v.Home()
	v.Toggled(jobs.Evenings)
	v.next()
}

func TestWhatIsWrongCanBeSaidInOwnWords(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.Choose(v.kind("other"))
	v.Write()
	for _, r := range "TV 2" {
		v.Typed(r)
	}
	v.Erase()
	v.Back() // not taken
	if v.Own != "" || v.Step != repair.Fault {
		t.Errorf("kept %q", v.Own)
	}
	v.Write()
	for _, r := range "TV" {
		v.Typed(r)
	}
	v.Enter()
	v.next()
	v.Home()
	v.next()
	v.Report()
	s.Queue.Drain()
	sheet := desktest.Must(s.Desk.OpenJob(context.Background(), v.Job.ID, s.Manager.ID))
	if sheet.Notes.Words != "TV" || len(sheet.Job.Faults) != 0 {
		t.Errorf("words %q, %d phrases", sheet.Notes.Words, len(sheet.Job.Faults))
	}
}

func TestAReportIsOnDiskBeforeItsCodeShows(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.toConfirm()
	v.ToggleUrgent()
	v.Report()
	v.Report() // a second touch meanwhile
	if v.Step == repair.Done {
		t.Error("done before the desk answered")
	}
	s.Queue.Drain()
	if v.Step != repair.Done || v.Job.ID != 1 || s.Prints != 1 {
		t.Fatalf("step %d, job %d, %d wishes for paper, refused %v", v.Step, v.Job.ID, s.Prints, v.Refusal)
	}
	j := desktest.Must(s.Desk.JobsOf(context.Background(), v.who.ID))
	if len(j) != 1 || j[0].Job.When != jobs.Evenings || !j[0].Job.Rank.Urgent() || len(j[0].Job.Faults) != 1 {
		t.Errorf("kept %+v", j)
	}
	v.scan(inventory.ToolID(6).Code())
	if r, ok := s.Shown.(stage.Borrow); !ok || r.Tool != 6 {
		t.Errorf("the next one's tag showed %v", s.Shown)
	}
}

func TestAnotherAddressIsTypedAndNeedsARoom(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.Choose(v.kind("locks"))
	v.next()
	v.Elsewhere()
	for _, r := range "12a" {
		v.Typed(r)
	}
	v.next()
	v.next()
	v.next()
	if v.Step != repair.Address || !errors.Is(v.Refusal, jobs.ErrPlace) {
		t.Errorf("without a room: step %d, %v", v.Step, v.Refusal)
	}
	v.Typed('5')
	v.Erase()
	for _, r := range "501" {
		v.Typed(r)
	}
	v.next()
	v.next()
	v.Report()
	s.Queue.Drain()
	sheet := desktest.Must(s.Desk.OpenJob(context.Background(), v.Job.ID, s.Manager.ID))
	if sheet.Notes.Place != (jobs.Place{Building: "12", Room: "501"}) {
		t.Error("not the address that was typed")
	}
}

func TestAStreetMayBeGivenButNoNumberInIt(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.Choose(v.kind("locks"))
	v.next()
	v.Elsewhere()
	for _, wrong := range []string{"示例街3", "示例街三号", "示例街７"} {
		v.AskStreet()
		v.Road.Set(wrong)
		v.Enter()
		if v.Step != repair.Street || !errors.Is(v.Refusal, jobs.ErrPlace) {
			t.Errorf("%s: step %d, %v", wrong, v.Step, v.Refusal)
		}
	}
	v.Back()
	if v.Step != repair.Address || v.Place.Street != "" {
		t.Fatalf("back: step %d", v.Step)
	}
	v.AskStreet()
	v.Road.Set("示例街")
	v.Enter()
	v.ChoosePart(2)
	v.Typed('4')
	v.next()
	v.next()
	v.Report()
	s.Queue.Drain()
	sheet := desktest.Must(s.Desk.OpenJob(context.Background(), v.Job.ID, s.Manager.ID))
	if sheet.Notes.Place != (jobs.Place{Street: "示例街", Room: "4"}) {
		t.Error("not the address that was typed")
	}
}

func TestTheSameFaultOfLatelyIsOfferedToBeReopened(t *testing.T) {
	for name, again := range map[string]bool{"the same": true, "another": false} {
		s := desktest.New(t)
		who := s.Resident(1)
		first := begin(t, s, who)
		first.toConfirm()
		first.Report()
		s.Queue.Drain()
		done(s, first.Job.ID)
		s.Now = s.Now.AddDate(0, 0, 20)
		v := begin(t, s, who)
		v.toConfirm()
		if v.Step != repair.Again || v.Old != first.Job.ID {
			t.Fatalf("%s: step %d, old job %d", name, v.Step, v.Old)
		}
		v.Same(again)
		v.Report()
		s.Queue.Drain()
		if (v.Job.ID == first.Job.ID) != again {
			t.Errorf("%s: job %d after %d", name, v.Job.ID, first.Job.ID)
		}
	}
}

// done has a job visited and filled in by the manager.
func done(s *desktest.Shop, id inventory.JobID) {
	ctx := context.Background()
	desktest.Must(s.Desk.AssignJob(ctx, id, s.Manager.ID, false, s.Manager.ID))
	s.Now = s.Now.Add(3 * time.Hour)
	desktest.Must(s.Desk.FillIn(ctx, id, inventory.VisitReport{Visit: jobs.Span{From: s.Now.Add(-time.Hour), To: s.Now}, Work: []inventory.Work{{Who: s.Manager.ID, Hours: 2}}}, s.Manager.ID))
}

func TestBackLosesNothing(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.toConfirm()
	for range 4 {
		v.Back()
	}
	if v.Step != repair.Trade {
		t.Fatalf("step %d", v.Step)
	}
	v.Choose(v.kind("plumbing"))
	if len(v.Phrases) != 1 || v.When != jobs.Evenings {
		t.Errorf("phrases %v, when %d", v.Phrases, v.When)
	}
	v.Choose(v.kind("locks"))
	if len(v.Phrases) != 0 {
		t.Error("phrases of another trade stayed")
	}
	v.Back()
	v.Back()
	if s.Shown != (stage.Home{}) {
		t.Errorf("shown %v", s.Shown)
	}
}

func TestANewerConsentIsAskedForAndTheReportGoesOn(t *testing.T) {
	s := desktest.New(t)
	who := s.Resident(1)
	rules := s.Desk.Settings()
	rules.ConsentVersion = "2027-01"
	if err := s.Desk.ChangeSettings(context.Background(), rules, s.Manager.ID); err != nil {
		t.Fatal(err)
	}
	v := begin(t, s, who)
	v.toConfirm()
	v.Report()
	s.Queue.Drain()
	if v.Step != repair.Consent {
		t.Fatalf("step %d, %v", v.Step, v.Refusal)
	}
	v.Agree()
	s.Queue.Drain()
	v.Report()
	s.Queue.Drain()
	if v.Step != repair.Done {
		t.Errorf("step %d, %v", v.Step, v.Refusal)
	}
}

func TestASlipAsksHowContentOneIsOnceTheJobIsDone(t *testing.T) {
	s := desktest.New(t)
	v := begin(t, s, s.Resident(1))
	v.toConfirm()
	v.Report()
	s.Queue.Drain()
	p := repair.NewProgress(context.Background(), s, s.Desk, v.Job.ID)
	s.Queue.Drain()
	p.Rate(5)
	if p.Asks() || p.Row.Name != "" || p.Row.Job.Resident != 0 || p.Row.Street != "" {
		t.Errorf("before the visit: asks %t; a stranger sees a name, a number or a street", p.Asks())
	}
	done(s, v.Job.ID)
	p.Scan(v.Job.ID.Code().Payload())
	s.Queue.Drain()
	p.Rate(2)
	s.Queue.Drain()
	p.Rate(4) // changed within the day
	s.Queue.Drain()
	if row := desktest.Must(s.Desk.JobStatus(context.Background(), v.Job.ID)); row.Job.Stars != 4 || p.Stars != 4 {
		t.Errorf("%d stars, shown %d, %v", row.Job.Stars, p.Stars, p.Refusal)
	}
	s.Now = s.Now.Add(25 * time.Hour)
	if p.Asks() {
		t.Error("asks again after a day")
	}
	p.Scan(inventory.JobID(99).Code().Payload())
	s.Queue.Drain()
	if !errors.Is(p.Refusal, inventory.ErrNoJob) {
		t.Errorf("an unknown job: %v", p.Refusal)
	}
}

func TestARequestIsCancelledOnlyAfterAQuestionAndBeforeAVisitIsArranged(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	who := s.Resident(1)
	for range 2 {
		v := begin(t, s, who)
		v.toConfirm()
		v.Report()
		s.Queue.Drain()
	}
	desktest.Must(s.Desk.AssignJob(ctx, 2, s.Manager.ID, false, s.Manager.ID))
	desktest.Must(s.Desk.ArrangeVisit(ctx, 2, jobs.Span{From: s.Now.Add(time.Hour), To: s.Now.Add(2 * time.Hour)}, false, s.Manager.ID))
	f := repair.NewRequests(ctx, s, s.Desk, who)
	s.Queue.Drain()
	if len(f.Rows) != 2 || f.MayCancel(f.Rows[0].Job) || !f.MayCancel(f.Rows[1].Job) {
		t.Fatalf("%d rows", len(f.Rows))
	}
	f.Cancel(1)
	f.Back() // leaves the question
	f.ReallyCancel()
	s.Queue.Drain()
	if f.Rows[1].Job.State != jobs.New {
		t.Error("cancelled without an answer")
	}
	f.Cancel(1)
	f.ReallyCancel()
	s.Queue.Drain()
	if f.Cancelled != 1 || f.Rows[1].Job.State != jobs.Cancelled {
		t.Errorf("state %d, %v", f.Rows[1].Job.State, f.Refusal)
	}
}

func TestStaffWriteARequestDownForAResident(t *testing.T) {
	s := desktest.New(t)
	who := s.Resident(1)
	v := visit{s, repair.New(context.Background(), s, s.Desk, stage.Repair{By: s.Manager}), who}
	s.Queue.Drain()
	v.scan(who.ID.Code())
	v.toConfirm()
	v.Report()
	s.Queue.Drain()
	if v.Job.By != s.Manager.ID || v.Job.Resident != who.ID {
		t.Errorf("by %d for %d, %v", v.Job.By, v.Job.Resident, v.Refusal)
	}
	v.Finish()
	if r, ok := s.Shown.(stage.Desk); !ok || r.Who.ID != s.Manager.ID {
		t.Errorf("shown %v", s.Shown)
	}
}
