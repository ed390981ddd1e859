package inventory_test

import (
	"context"
	"testing"

	"redwrench/inventory"
)

func TestRenewals(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	l := s.lend(a, hammer).Loans[0] // due 1 December
	renew := func(id inventory.LoanID, who inventory.ResidentID) func() error {
		return func() error { _, err := s.Renew(ctx, id, who); return err }
	}
	s.refuses("on the same day: no more time", with(func(e *inventory.NoLonger) bool { // case 65
		return *e == inventory.NoLonger{From: day("2026-11-25")}
	}), renew(l.ID, a))
	s.refuses("somebody else's", is(inventory.ErrNoLoan), renew(l.ID, b)) // case 63
	s.refuses("one that never was", is(inventory.ErrNoLoan), renew(99, a))
	for n, c := range []struct{ now, due string }{{"2026-11-28 10:00", "2026-12-05 18:00"}, {"2026-12-05 18:00", "2026-12-12 18:00"}} {
		s.at(c.now) // case 58, 59: from the new day, to the very end of the due day
		may := must(s.MayRenew(ctx, l.ID, a))
		if l = must(s.Renew(ctx, l.ID, a)); dueAt(l) != c.due || l.Renewed() != n+1 || !may.Equal(l.Due) {
			t.Errorf("renewal %d: due %s, want %s", n+1, dueAt(l), c.due)
		}
	}
	s.at("2026-12-08 10:00")
	s.refuses("a third time", with(func(e *inventory.RenewedOut) bool { return e.Times == 2 }), renew(l.ID, a))
	l = must(s.Extend(ctx, l.ID, day("2026-12-20"), s.boss)) // case 12: staff may, and it is in the audit
	if dueAt(l) != "2026-12-20 18:00" || l.DueWhy != inventory.DueExtended || l.Renewed() != 2 {
		t.Errorf("extended %+v", l)
	}
	s.at("2026-12-20 18:01")
	other := s.lend(b, saw).Loans[0]
	s.refuses("when overdue", is(inventory.ErrOverdue), renew(l.ID, a))
	s.back(hammer)
	s.refuses("what is back", is(inventory.ErrNotLent), renew(l.ID, a)) // case 69
	s.at("2026-12-22 10:00")
	s.hold(a, saw)
	s.refuses("while somebody waits", is(inventory.ErrSomebodyWaits), renew(other.ID, b)) // case 59, 60
}

func TestAHoldOnAnotherToolDoesNotBlockARenewal(t *testing.T) { // case 67
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	l := s.lend(a, hammer, saw).Loans[0]
	s.hold(b, saw)
	s.at("2026-11-26 10:00")
	must(s.Renew(context.Background(), l.ID, a))
}

func TestARenewalEndsBeforeAReservation(t *testing.T) { // case 68
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	l := s.lend(a, hammer).Loans[0] // due 1 December
	s.reserve(b, hammer, "2026-12-04", "2026-12-05")
	s.at("2026-11-30 10:00")
	if l = must(s.Renew(ctx, l.ID, a)); dueAt(l) != "2026-12-03 18:00" || l.DueWhy != inventory.DueReserved {
		t.Errorf("due %s because of %d, want up to the day before", dueAt(l), l.DueWhy)
	}
	s.at("2026-12-02 10:00")
	s.refuses("again", with(func(e *inventory.NoLonger) bool {
		return *e == inventory.NoLonger{From: day("2026-12-04"), Reserved: true}
	}), func() error {
		_, err := s.Renew(ctx, l.ID, a)
		return err
	})
	s.refuses("extending into it", with(func(e *inventory.NoLonger) bool { return e.Reserved && e.From == day("2026-12-04") }), func() error {
		_, err := s.Extend(ctx, l.ID, day("2026-12-04"), s.boss)
		return err
	})
}

func TestARenewalStepsOverAFestival(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) {
		r.Holidays = []inventory.Holiday{{Name: inventory.Name{Zh: "藏历新年"}, From: day("2026-12-01"), To: day("2026-12-20")}}
	})
	a := s.resident(1)
	l := s.lend(a, ladder).Loans[0] // due on the 27th
	s.at("2026-11-27 10:00")
	l = must(s.Renew(ctx, l.ID, a))
	if dueAt(l) != "2026-11-30 18:00" {
		t.Errorf("due %s", dueAt(l))
	}
	s.at("2026-11-30 10:00")
	l = must(s.Renew(ctx, l.ID, a)) // a festival longer than the loan
	if dueAt(l) != "2026-12-21 18:00" || l.DueWhy != inventory.DueClosed || !l.DueWas.Equal(when("2026-12-03 18:00")) {
		t.Errorf("due %s because of %d, plain %v", dueAt(l), l.DueWhy, l.DueWas)
	}
}

func TestExtensionsAreRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a := s.resident(1)
	l := s.lend(a, hammer).Loans[0]
	extend := func(id inventory.LoanID, to string, by inventory.StaffID) func() error {
		return func() error { _, err := s.Extend(ctx, id, day(to), by); return err }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), extend(l.ID, "2026-12-10", 0))
	s.refuses("of nothing", is(inventory.ErrNoLoan), extend(99, "2026-12-10", s.boss))
	s.refuses("to the day it is due", is(inventory.ErrBeforeOut), extend(l.ID, "2026-12-01", s.boss))
	s.refuses("by more than a year", is(inventory.ErrBeforeOut), extend(l.ID, "2027-12-10", s.boss))
	s.at("2026-12-15 10:00")
	s.refuses("to a day that is over", is(inventory.ErrBeforeOut), extend(l.ID, "2026-12-14", s.boss))
	l = must(s.Extend(ctx, l.ID, day("2026-12-16"), s.boss)) // case 69: overdue becomes current again
	if l.Overdue(s.now) {
		t.Error("still overdue")
	}
	s.back(hammer)
	s.refuses("of what is back", is(inventory.ErrNotLent), extend(l.ID, "2026-12-20", s.boss)) // case 69
}
