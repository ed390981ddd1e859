package calendar_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/calendar"
	"redwrench/ui/desk/desktest"
)

func TestAReservationIsCancelledFromTheWeek(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	var shown inventory.ResidentID
	f := calendar.New(ctx, s, s.Desk, s.Manager.ID, func(id inventory.ResidentID) { shown = id })
	do := func(tap func()) {
		tap()
		s.Queue.Drain()
	}
	r, today := s.Resident(1), inventory.DayOf(s.Now)
	desktest.Must(s.Desk.Reserve(ctx, r.ID, 6, today+2, today+3))
	desktest.Must(s.Desk.Reserve(ctx, r.ID, 11, today+8, today+8))
	do(f.Load)
	if len(f.Lines) != 1 || f.Lines[0].Tool.ID != 6 || !f.Loaded {
		t.Fatalf("this week %+v, refused %v", f.Lines, f.Refusal)
	}
	do(func() { f.Leaf(1) })
	if len(f.Lines) != 1 || f.Lines[0].Tool.ID != 11 || f.From != today+7 {
		t.Fatalf("next week %+v", f.Lines)
	}
	f.Pick(f.Lines[0])
	if f.Person(); shown != r.ID {
		t.Errorf("shown %d", shown)
	}
	do(f.Cancel)
	if len(desktest.Must(s.Desk.ReservationsOf(ctx, r.ID))) != 2 {
		t.Fatal("cancelled without a question")
	}
	f.Ask()
	do(f.Cancel)
	if f.Done != "week.cancelled" || len(f.Lines) != 0 || f.Step != calendar.Week || f.From != today+7 {
		t.Errorf("said %q, refused %v, %d lines from %v", f.Done, f.Refusal, len(f.Lines), f.From)
	}
	do(f.Print)
	if jobs := desktest.Must(s.Desk.RecentPrints(ctx, 1)); jobs[0].Paper != inventory.ReservationWeek || inventory.Day(jobs[0].Subject) != today+7 {
		t.Errorf("wished for %+v", jobs[0])
	}
	if f.Up() {
		t.Error("the week is a question")
	}
}

func TestBackFromTheQuestionAboutAReservation(t *testing.T) {
	s := desktest.New(t)
	f := calendar.New(context.Background(), s, s.Desk, s.Manager.ID, nil)
	f.Load()
	f.Pick(inventory.WeekLine{})
	f.Ask()
	for _, want := range []calendar.Step{calendar.One, calendar.Week} {
		if !f.Up() || f.Step != want {
			t.Errorf("step %d, want %d", f.Step, want)
		}
	}
}
