package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// free is a refusal that names the free days, the first and how many.
func free(first string, n int) func(error) bool {
	return with(func(e *inventory.DaysTaken) bool { return len(e.Free) == n && e.Free[0] == day(first) })
}

func TestReservationsAreRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{time.Sunday} })
	a, b := s.resident(1), s.resident(2)
	reserve := func(who inventory.ResidentID, id inventory.ToolID, from, to string) func() error {
		return func() error { _, err := s.Reserve(ctx, who, id, day(from), day(to)); return err }
	}
	// today is Tuesday 24 November; 30 days reach to 24 December, 4 Sundays off
	s.refuses("for today", free("2026-11-25", 26), reserve(a, hammer, "2026-11-24", "2026-11-25"))            // case 93
	s.refuses("beyond the 30 days", free("2026-11-25", 26), reserve(a, hammer, "2026-12-24", "2026-12-25"))   // case 93
	s.refuses("for more than a week", free("2026-11-25", 26), reserve(a, hammer, "2026-11-25", "2026-12-02")) // case 93
	s.refuses("from a closed day", free("2026-11-25", 26), reserve(a, hammer, "2026-11-29", "2026-11-30"))
	s.refuses("backwards", free("2026-11-25", 26), reserve(a, hammer, "2026-11-27", "2026-11-26"))
	s.reserve(a, hammer, "2026-11-27", "2026-11-28")
	s.refuses("on a day somebody has", free("2026-11-25", 24), reserve(b, hammer, "2026-11-28", "2026-11-30"))
	s.reserve(b, hammer, "2026-11-30", "2026-12-01") // case 90: one ends, the next begins
	s.reserve(a, saw, "2026-11-25", "2026-11-25")
	s.refuses("a third one", with(func(e *inventory.TooMany) bool { // case 91: two at a time, not a share of a pool
		return *e == inventory.TooMany{Have: 2, Max: 2, Reservations: true}
	}), reserve(a, pliers, "2026-11-25", "2026-11-25"))
	s.refuses("of nothing", is(inventory.ErrNoTool), reserve(b, 999, "2026-11-25", "2026-11-25"))
	s.refuses("by nobody", is(inventory.ErrNoResident), reserve(99, hammer, "2026-11-25", "2026-11-25"))
	s.change(drill, func(t *inventory.Tool) { t.MinAge = 120 })
	s.refuses("by somebody too young", with(func(e *inventory.TooYoung) bool { return e.Tool == drill }), reserve(b, drill, "2026-11-25", "2026-11-25"))
	ok(t, s.Retire(ctx, spanner, inventory.RetiredWorn, s.boss))
	s.refuses("of a retired tool", stands(spanner, inventory.Retired), reserve(b, spanner, "2026-11-25", "2026-11-25"))
	must(s.DeclareLost(ctx, pliers, s.boss))
	s.refuses("of a lost tool", off(pliers, inventory.Missing), reserve(b, pliers, "2026-11-25", "2026-11-25"))
}

func TestALentToolIsReservedFromTheDayAfterItIsDue(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), ladder) // due on the 27th
	b := s.resident(2)
	s.refuses("on the day it is due", free("2026-11-28", 27), func() error {
		_, err := s.Reserve(ctx, b, ladder, day("2026-11-27"), day("2026-11-28"))
		return err
	})
	s.reserve(b, ladder, "2026-11-28", "2026-11-28")
	s.at("2026-11-27 18:01") // case 94: overdue, nobody can promise it
	s.refuses("while it is overdue", stands(ladder, inventory.Lent), func() error {
		_, err := s.Reserve(ctx, b, ladder, day("2026-12-05"), day("2026-12-05"))
		return err
	})
	if _, err := s.FreeDays(ctx, ladder); !stands(ladder, inventory.Lent)(err) {
		t.Errorf("free days of an overdue tool: %v", err)
	}
}

func TestALoanBeforeAReservationEndsInTime(t *testing.T) {
	for _, c := range []struct {
		what, from, due string
		why             inventory.DueWhy
	}{
		{"the day before", "2026-11-27", "2026-11-26 18:00", inventory.DueReserved},
		{"the last open day before", "2026-11-30", "2026-11-28 18:00", inventory.DueReserved}, // the 29th is a Sunday
		{"today at closing time when it is tomorrow", "2026-11-25", "2026-11-24 18:00", inventory.DueReserved},
		{"as ever when it is later", "2026-12-02", "2026-12-01 18:00", inventory.DuePlain},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t, func(r *inventory.Settings) { r.ClosedWeekdays = []time.Weekday{time.Sunday} })
			s.reserve(s.resident(2), hammer, c.from, c.from)
			l := s.lend(s.resident(1), hammer).Loans[0]
			if dueAt(l) != c.due || l.DueWhy != c.why {
				t.Errorf("due %s because of %d, want %s because of %d", dueAt(l), l.DueWhy, c.due, c.why)
			}
			if c.why == inventory.DueReserved && !l.DueWas.Equal(when("2026-12-01 18:00")) {
				t.Errorf("would have been due %v, want the plain date kept", l.DueWas)
			}
		})
	}
}

func TestWithoutAnOpenDayLeftTheToolIsKept(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	s.reserve(b, hammer, "2026-11-25", "2026-11-26")
	s.at("2026-11-24 18:00")
	s.refuses("at closing time of the day before", with(func(e *inventory.NotFree) bool {
		return e.Status == inventory.Reserved && e.From == day("2026-11-25")
	}), func() error { _, err := s.Lend(ctx, a, []inventory.ToolID{hammer}, "zh"); return err })
	l := s.lend(b, hammer).Loans[0] // who reserved it may come early, and keeps it
	if dueAt(l) != "2026-12-01 18:00" || len(l.Collects) != 1 {
		t.Errorf("%+v, want the reservation collected", l)
	}
}

func TestTheReservedDay(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	r := s.reserve(b, hammer, "2026-11-26", "2026-11-28")
	s.at("2026-11-26 09:00")
	s.refuses("for somebody else", stands(hammer, inventory.Reserved), func() error {
		_, err := s.Lend(ctx, a, []inventory.ToolID{hammer}, "zh")
		return err
	})
	h := s.hold(a, hammer) // waits behind it
	l := s.lend(b, hammer).Loans[0]
	if dueAt(l) != "2026-11-28 18:00" || l.Collects[0] != r.ID {
		t.Errorf("%+v, want it until the last day", l)
	}
	if back := s.back(hammer); back.Hold != h.ID {
		t.Errorf("%+v, want the one who waits announced", back)
	}
}

func TestAReturnOnAReservedDayAnnouncesWhoReservedIt(t *testing.T) {
	s := newShop(t)
	s.lend(s.resident(1), ladder)
	r := s.reserve(s.resident(2), ladder, "2026-11-28", "2026-11-28")
	s.at("2026-11-28 09:00")
	if back := s.back(ladder); back.Reservation != r.ID || back.Next == "" || back.Status != inventory.Reserved {
		t.Errorf("%+v, want the reservation announced", back)
	}
}

func TestAReservationNobodyCollectsLapses(t *testing.T) { // case 98
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	r := s.reserve(b, hammer, "2026-11-26", "2026-11-30")
	s.at("2026-11-26 18:00")
	s.is("until closing time", hammer, inventory.Reserved)
	s.now = s.now.Add(time.Second)
	s.is("then", hammer, inventory.OnShelf)
	if n := len(must(s.ReservationsOf(ctx, b))); n != 0 {
		t.Errorf("%d reservations listed before the sweep", n)
	}
	s.refuses("cancelling what has lapsed", is(inventory.ErrNoReservation), func() error { return s.CancelReservation(ctx, r.ID, b, 0) })
	s.reserve(a, hammer, "2026-11-27", "2026-11-30") // its days are free also before the sweep
	if n := must(s.Sweep(ctx)); n != 0 {
		t.Errorf("the sweep filed %d, want none left", n)
	}
}

func TestCancellingAReservation(t *testing.T) { // case 95
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	r := s.reserve(a, hammer, "2026-11-26", "2026-11-26")
	s.refuses("somebody else's", is(inventory.ErrNoReservation), func() error { return s.CancelReservation(ctx, r.ID, b, 0) })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { return s.CancelReservation(ctx, r.ID, 0, 77) })
	s.refuses("one that never was", is(inventory.ErrNoReservation), func() error { return s.CancelReservation(ctx, 99, a, 0) })
	ok(t, s.CancelReservation(ctx, r.ID, a, 0))
	s.refuses("twice", is(inventory.ErrNoReservation), func() error { return s.CancelReservation(ctx, r.ID, a, 0) })
	other := s.reserve(b, hammer, "2026-11-26", "2026-11-26")
	ok(t, s.CancelReservation(ctx, other.ID, 0, s.boss))
}

func TestAWaitOnTheShelfEndsBeforeAReservation(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), ladder)
	b, c := s.resident(2), s.resident(3)
	s.hold(b, ladder)
	s.reserve(c, ladder, "2026-11-28", "2026-11-28")
	s.at("2026-11-26 10:00")
	s.back(ladder)
	if q := must(s.Queue(ctx, ladder)); !q[0].Hold.Until.Equal(when("2026-11-27 18:00")) {
		t.Errorf("until %v, want the evening before the reservation", q[0].Hold.Until)
	}
	s.at("2026-11-28 10:00")
	must(s.Sweep(ctx))
	s.is("on the day", ladder, inventory.Reserved)
	s.lend(c, ladder)
}

func TestAReservedDayThatBecomesAHolidayMovesOn(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	b := s.resident(2)
	s.reserve(b, hammer, "2026-11-26", "2026-11-28")
	rules := s.Settings()
	rules.Holidays = []inventory.Holiday{{From: day("2026-11-26"), To: day("2026-11-26")}}
	ok(t, s.ChangeSettings(ctx, rules, s.boss))
	s.at("2026-11-27 10:00")
	must(s.Sweep(ctx))
	s.lend(b, hammer)
}
