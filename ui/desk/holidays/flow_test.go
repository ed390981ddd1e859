package holidays_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/holidays"
	"redwrench/ui/typing"
)

var losar = inventory.Name{Zh: "藏历新年", En: "Losar"}

func day(t *testing.T, s string) inventory.Day {
	d, err := inventory.ParseDay(s)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func open(s *desktest.Shop, who inventory.StaffID) *holidays.Flow {
	f := holidays.New(context.Background(), s, s.Desk, who)
	f.Load()
	return f
}

func enter(f *holidays.Flow, from, to inventory.Day) {
	f.Add()
	f.Name(losar)
	f.Choose(from)
	f.Choose(to)
	f.Save()
}

func TestDueDaysStepOverAFestivalThatWasEntered(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	enter(f, day(t, "2026-11-27"), day(t, "2026-11-29"))
	s.Queue.Drain()
	if f.Refusal != nil || f.Done.Holiday.Name != losar || f.Step != holidays.List {
		t.Fatalf("refused %v, done %v", f.Refusal, f.Done)
	}
	s.Lend(s.Resident(1), 43)
	if due := s.Item(43).Due; due.Day() != 30 {
		t.Errorf("due %v, want the 30th", due)
	}
}

func TestTheLastDayDoesNotComeBeforeTheFirst(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	f.Add()
	f.Name(losar)
	f.Choose(day(t, "2026-11-23")) // yesterday
	if f.Step != holidays.From {
		t.Error("a day that is over was taken")
	}
	f.Choose(day(t, "2026-12-10"))
	f.Choose(day(t, "2026-12-09"))
	if f.Step != holidays.To {
		t.Error("the last day lies before the first")
	}
	f.Choose(day(t, "2026-12-10"))
	if f.Step != holidays.Confirm {
		t.Error("one day is no holiday")
	}
	f.Up()
	f.Up()
	if f.Step != holidays.From || f.New.From != 0 || f.New.Name != losar {
		t.Errorf("two steps back: step %d, %v", f.Step, f.New)
	}
}

func TestAHolidayIsRemovedAfterAQuestion(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	enter(f, day(t, "2027-02-07"), day(t, "2027-02-13"))
	s.Queue.Drain()
	enter(f, day(t, "2026-12-01"), day(t, "2026-12-01"))
	s.Queue.Drain()
	list := f.Holidays()
	if len(list) != 2 || list[0].From != day(t, "2026-12-01") {
		t.Fatalf("the list is %v", list)
	}
	f.Drop()
	s.Queue.Drain()
	if len(f.Holidays()) != 2 {
		t.Fatal("removed without a question")
	}
	f.Remove(list[1])
	f.Drop()
	s.Queue.Drain()
	if left := s.Desk.Settings().Holidays; len(left) != 1 || left[0].From != list[0].From || !f.Done.Removed {
		t.Errorf("left: %v", left)
	}
}

func TestOnlyAManagerChangesTheDays(t *testing.T) {
	s := desktest.New(t)
	duty := desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	f := open(s, duty.ID)
	enter(f, day(t, "2026-12-01"), day(t, "2026-12-02"))
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrNotManager) || len(s.Desk.Settings().Holidays) != 0 {
		t.Errorf("refused with %v", f.Refusal)
	}
	if f.Step != holidays.Confirm {
		t.Error("what was entered is lost")
	}
}

func TestANameMayBeTyped(t *testing.T) {
	s := desktest.New(t)
	f := open(s, s.Manager.ID)
	f.Add()
	f.Type()
	for _, r := range "Audit1" {
		f.Press(typing.Press(r))
	}
	f.Enter()
	if f.New.Name.Zh != "Audit" || f.Step != holidays.From {
		t.Errorf("named %q, step %d", f.New.Name.Zh, f.Step)
	}
}
