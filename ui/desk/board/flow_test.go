package board_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/board"
	"redwrench/ui/desk/desktest"
)

func open(t *testing.T, who func(*desktest.Shop) inventory.Staff) (*desktest.Shop, *board.Flow) {
	s := desktest.New(t)
	f := board.New(context.Background(), s, s.Desk, who(s))
	f.Load()
	s.Queue.Drain()
	return s, f
}

func manager(s *desktest.Shop) inventory.Staff { return s.Manager }

func TestTheManagerChangesTheDiscountByFivePercent(t *testing.T) {
	s, f := open(t, manager)
	f.AskRules(board.Discount)
	for range 3 {
		f.TakeOff(-5, 0)
	}
	f.TakeOff(0, -5) // not below nothing
	f.TakeOff(0, 10)
	if s.Desk.Settings().Jobs.Discount.Labour != 20 {
		t.Error("changed before it was kept")
	}
	f.KeepRules()
	s.Queue.Drain()
	if got := s.Desk.Settings().Jobs.Discount; got != (jobs.Discount{Labour: 5, Materials: 10}) || f.Done == "" {
		t.Errorf("%+v, %v", got, f.Refusal)
	}
}

func TestAKindThatIsNotOfferedStaysForOldJobs(t *testing.T) {
	s, f := open(t, manager)
	f.AskRules(board.Offered)
	glass := f.Kinds[7]
	offer := func(k inventory.JobKind) {
		f.OpenKind(k)
		f.Offer()
		f.KeepKind()
		s.Queue.Drain()
	}
	offer(glass)
	r := s.Resident(1)
	if _, err := s.Desk.ReportJob(context.Background(), inventory.Request{Resident: r.ID, Kind: glass.ID}); err == nil {
		t.Errorf("%s was reported, and is not offered", glass.ID)
	}
	last := f.Kinds[len(f.Kinds)-1]
	if last.ID != glass.ID || !last.Gone || f.Step != board.Offered || f.Done == "" {
		t.Errorf("not at the end of the list: %+v, step %d", last, f.Step)
	}
	offer(last)
	desktest.Must(s.Desk.ReportJob(context.Background(), inventory.Request{Resident: r.ID, Kind: glass.ID}))
}

func TestPartnersAreAddedAndRemoved(t *testing.T) {
	s, f := open(t, manager)
	for _, name := range []string{"TEST A", "TEST B"} {
		f.AddPartner()
		for _, r := range name {
			f.Typed(r)
		}
		f.Enter()
		for _, r := range "0891x0000001" {
			f.Typed(r)
		}
		f.Enter()
		s.Queue.Drain()
	}
	list := s.Desk.Settings().Jobs.Partners
	if len(list) != 2 || list[1].Name.Zh != "TEST B" || list[1].Phone != "08910000001" || list[0].ID == list[1].ID || f.Step != board.Partners {
		t.Fatalf("%+v, step %d, %v", list, f.Step, f.Refusal)
	}
	f.RemovePartner(list[0].ID)
	s.Queue.Drain()
	if list := s.Desk.Settings().Jobs.Partners; len(list) != 1 || list[0].Name.Zh != "TEST B" {
		t.Errorf("%+v", list)
	}
	for _, want := range []board.Step{board.Rules, board.List} {
		if !f.Up() || f.Step != want {
			t.Errorf("step %d, want %d", f.Step, want)
		}
	}
}

func TestOnlyTheManagerRules(t *testing.T) {
	s, f := open(t, func(s *desktest.Shop) inventory.Staff {
		return desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	})
	f.AskRules(board.Discount)
	f.TakeOff(5, 0)
	f.KeepRules()
	s.Queue.Drain()
	if f.MayRule() || f.Refusal == nil || s.Desk.Settings().Jobs.Discount.Labour != 20 {
		t.Errorf("staff on duty changed the discount: %v", f.Refusal)
	}
}
