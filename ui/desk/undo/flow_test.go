package undo_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/undo"
)

func list(s *desktest.Shop) *undo.Flow {
	f := undo.New(context.Background(), s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	return f
}

func TestALoanToTheWrongPersonIsUndone(t *testing.T) {
	s := desktest.New(t)
	s.Lend(s.Resident(1), 6, 43)
	f := list(s)
	if len(f.Lines) != 1 {
		t.Fatalf("%d deeds to undo, want the loan", len(f.Lines))
	}
	l := f.Lines[0]
	if l.Deed != "lend" || len(l.Names) != 2 || l.Names[0].Zh != "老虎钳" || l.Code != "L-000001-B" {
		t.Errorf("the line says %+v", l)
	}
	f.Undo(inventory.WrongPerson)
	s.Queue.Drain()
	if s.Item(6).Status != inventory.Lent {
		t.Fatal("undone though nothing was chosen")
	}
	f.Choose(l)
	f.Undo(inventory.WrongPerson)
	s.Queue.Drain()
	if f.Refusal != nil || f.Undone.Seq != l.Seq || len(f.Lines) != 0 {
		t.Errorf("refused %v, undone %d, %d left", f.Refusal, f.Undone.Seq, len(f.Lines))
	}
	if s.Item(6).Status != inventory.OnShelf || s.Item(43).Status != inventory.OnShelf {
		t.Error("the tools are still lent")
	}
}

func TestToolsAddedByMistakeAreOneLineAndAreUndoneTogether(t *testing.T) {
	s := desktest.New(t)
	added := desktest.Must(s.Desk.AddTools(context.Background(), s.Item(6).Tool, 20, s.Manager.ID))
	f := list(s)
	if len(f.Lines) != 1 || len(f.Lines[0].Names) != 20 || undo.Thing(f.Lines[0]) != "老虎钳 ×20" {
		t.Fatalf("%d lines, the first says %q", len(f.Lines), undo.Thing(f.Lines[0]))
	}
	f.Choose(f.Lines[0])
	f.Undo(inventory.OtherMistake)
	s.Queue.Drain()
	if item := s.Item(added[19].ID); f.Refusal != nil || item.Status != inventory.Retired || item.Tool.RetiredWhy != inventory.RetiredMistake {
		t.Errorf("refused %v, the last is %d", f.Refusal, item.Status)
	}
}

func TestWhatWentOnSinceIsNotUndone(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	s.Lend(s.Resident(1), 6)
	f := list(s)
	l := f.Lines[0]
	desktest.Must(s.Desk.TakeBack(ctx, 6, inventory.Return{}, s.Manager.ID))
	f.Choose(l)
	f.Undo(inventory.MisTap)
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrMovedOn) || f.Chosen.Seq != 0 {
		t.Errorf("refused with %v", f.Refusal)
	}
	if len(f.Lines) != 2 {
		t.Errorf("%d lines, want the loan and the return", len(f.Lines))
	}
}

func TestTenMinutesLaterItIsTooLate(t *testing.T) {
	s := desktest.New(t)
	s.Lend(s.Resident(1), 6)
	f := list(s)
	l := f.Lines[0]
	s.Now = s.Now.Add(11 * time.Minute)
	f.Choose(l)
	f.Undo(inventory.MisTap)
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrTooLate) || len(f.Lines) != 0 {
		t.Errorf("refused with %v, %d lines left", f.Refusal, len(f.Lines))
	}
}

// jobDeeds is each deed on a job that can be undone.
func jobDeeds(s *desktest.Shop, who inventory.ResidentID) {
	ctx, m := context.Background(), s.Manager.ID
	desktest.Must(s.Desk.AdoptJobKinds(ctx, []inventory.JobKind{{ID: "visit", Name: inventory.Name{Zh: "探望", En: "Visit"}}}))
	kind := desktest.Must(s.Desk.JobKinds(ctx))[0]
	settings := s.Desk.Settings()
	settings.Jobs.Partners = []inventory.Partner{{ID: "p", Name: inventory.Name{Zh: "示例单位"}}}
	if err := s.Desk.ChangeSettings(ctx, settings, m); err != nil {
		panic(err)
	}
	q := inventory.Request{Resident: who, Kind: kind.ID, Place: jobs.Place{Room: "101"}}
	a, b := desktest.Must(s.Desk.ReportJob(ctx, q)), desktest.Must(s.Desk.ReportJob(ctx, q))
	desktest.Must(s.Desk.AssignJob(ctx, a.ID, m, false, m))
	desktest.Must(s.Desk.LendForJob(ctx, a.ID, []inventory.ToolID{10}, m, m))
	desktest.Must(s.Desk.TakeBack(ctx, 10, inventory.Return{}, m))
	desktest.Must(s.Desk.PassOnJob(ctx, a.ID, "p", "试", m))
	desktest.Must(s.Desk.CancelJob(ctx, b.ID, 0, m, "试"))
}

func TestEveryDeedThatCanBeUndoneHasWords(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	r := s.Resident(1)
	done := s.Lend(r, 6, 43)
	day := inventory.DayOf(s.Desk.Now())
	desktest.Must(s.Desk.Extend(ctx, done.Loans[0].ID, day+20, s.Manager.ID))
	h := desktest.Must(s.Desk.PlaceHold(ctx, s.Resident(2).ID, 43))
	if err := s.Desk.CancelHold(ctx, h.ID, 0, s.Manager.ID); err != nil {
		t.Fatal(err)
	}
	desktest.Must(s.Desk.Reserve(ctx, r.ID, 45, day+5, day+5))
	desktest.Must(s.Desk.DeclareLost(ctx, 43, s.Manager.ID))
	if err := s.Desk.TakeOffShelf(ctx, 8, inventory.Repair, s.Manager.ID); err != nil {
		t.Fatal(err)
	}
	if err := s.Desk.Retire(ctx, 9, inventory.RetiredWorn, s.Manager.ID); err != nil {
		t.Fatal(err)
	}
	desktest.Must(s.Desk.TakeBack(ctx, 6, inventory.Return{}, s.Manager.ID))
	jobDeeds(s, r.ID)
	f := list(s)
	if len(f.Lines) != 16 {
		t.Errorf("%d deeds, want 16", len(f.Lines))
	}
	for _, l := range f.Lines {
		if !undo.Known(l.Deed) || len(l.Names) == 0 {
			t.Errorf("no words for %q, or not what it was done with: %v", l.Deed, l.Names)
		}
	}
}
