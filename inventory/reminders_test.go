package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestACallIsNotedWithTheDayTheyPromised(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	l := s.lend(s.resident(1), ladder).Loans[0]
	note := func(id inventory.LoanID, on string, who inventory.StaffID) func() error {
		return func() error { _, err := s.NoteCall(ctx, id, day(on), who); return err }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), note(l.ID, "2026-11-25", 99))
	s.refuses("of no loan", is(inventory.ErrNoLoan), note(99, "2026-11-25", s.boss))
	s.refuses("for yesterday", is(inventory.ErrPast), note(l.ID, "2026-11-23", s.boss))
	s.refuses("for in two years", is(inventory.ErrPast), note(l.ID, "2028-11-23", s.boss))
	if _, promised := l.Promised(); promised {
		t.Error("a promise before anybody called")
	}
	must(s.NoteCall(ctx, l.ID, day("2026-11-27"), s.boss))
	s.later(time.Hour)
	l = must(s.NoteCall(ctx, l.ID, day("2026-11-29"), s.boss))
	if on, promised := l.Promised(); !promised || on != day("2026-11-29") || len(l.Reminders) != 2 || l.Reminders[1].By != s.boss {
		t.Errorf("promised %v, %v after %+v", on, promised, l.Reminders)
	}
	l = must(s.NoteCall(ctx, l.ID, 0, s.boss))
	if _, promised := l.Promised(); promised {
		t.Error("nobody answered the last call, and yet a promise")
	}
	s.refuses("under a clock set back", is(inventory.ErrClockBack), func() error {
		s.now = s.now.Add(-3 * time.Hour)
		defer func() { s.now = s.now.Add(3 * time.Hour) }()
		return note(l.ID, "2026-11-29", s.boss)()
	})
	s.back(ladder)
	s.refuses("of what is back", is(inventory.ErrNotLent), note(l.ID, "2026-11-29", s.boss))
}

func TestARemindersSlipNamesAllTheirOverdueLoansOnce(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	first := s.lend(a, drill, hammer).Loans // due on the 27th, on 1 December
	other := s.lend(b, ladder).Loans[0]
	ids := []inventory.LoanID{first[1].ID, first[0].ID, other.ID}
	remind := func(who inventory.StaffID, ids ...inventory.LoanID) func() error {
		return func() error { _, err := s.Remind(ctx, ids, who); return err }
	}
	s.refuses("nothing is overdue", is(inventory.ErrMoot), remind(s.boss, ids...))
	s.at("2026-11-28 10:00")
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), remind(99, ids...))
	s.refuses("of no loan", is(inventory.ErrNoLoan), remind(s.boss, 99))
	s.at("2026-12-03 10:00")
	waiting := len(must(s.WaitingPrints(ctx, 99)))
	if n := must(s.Remind(ctx, ids, s.boss)); n != 2 {
		t.Errorf("%d slips, want one for each of two people", n)
	}
	jobs := must(s.WaitingPrints(ctx, 99))[waiting:]
	if len(jobs) != 2 || jobs[0].Paper != inventory.ReminderSlip || jobs[0].Role() != inventory.SlipPrinter {
		t.Fatalf("%d papers: %+v", len(jobs), jobs)
	}
	p := must(s.ReminderOf(ctx, inventory.LoanID(jobs[0].Subject)))
	if p.Borrower.ID != a || len(p.Lines) != 2 || len(p.Lines[0].Loan.Reminders) != 1 {
		t.Errorf("the slip of %d has %d lines: %+v", p.Borrower.ID, len(p.Lines), p.Lines)
	}
	s.back(drill)
	if p = must(s.ReminderOf(ctx, inventory.LoanID(jobs[0].Subject))); len(p.Lines) != 1 {
		t.Errorf("one of two is back, the slip has %d lines", len(p.Lines))
	}
	ok(t, s.Needed(ctx, jobs[0]))
	s.back(hammer)
	s.refuses("a slip of what is back", is(inventory.ErrMoot), func() error { return s.Needed(ctx, jobs[0]) })
	s.refuses("of no loan", is(inventory.ErrNoLoan), func() error { _, err := s.ReminderOf(ctx, 99); return err })
}
