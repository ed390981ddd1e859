package inventory_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
)

// places are who waits for a tool, the next turn first.
func (s *shop) places(id inventory.ToolID) []inventory.ResidentID {
	s.t.Helper()
	var who []inventory.ResidentID
	for _, q := range must(s.Queue(context.Background(), id)) {
		who = append(who, q.Hold.Resident)
	}
	return who
}

func TestHoldsAreRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Holds = 2 })
	a, b := s.resident(1), s.resident(2)
	hold := func(who inventory.ResidentID, id inventory.ToolID) func() error {
		return func() error { _, err := s.PlaceHold(ctx, who, id); return err }
	}
	s.refuses("of a tool that can be had now", is(inventory.ErrOnShelf), hold(a, hammer))
	s.refuses("of an unknown tool", is(inventory.ErrNoTool), hold(a, 999))
	s.lend(a, hammer, pliers, saw)
	s.refuses("of what one has", is(inventory.ErrHasIt), hold(a, hammer))
	s.refuses("by nobody", is(inventory.ErrNoResident), hold(99, hammer))
	s.hold(b, hammer)
	s.refuses("a second time", is(inventory.ErrWaitsAlready), hold(b, hammer)) // case 86
	s.hold(b, pliers)
	s.refuses("of one more than allowed", with(func(e *inventory.TooMany) bool { // case 74, 75
		return *e == inventory.TooMany{Have: 2, Max: 2}
	}), hold(b, saw))
	ok(t, s.Retire(ctx, spanner, inventory.RetiredWorn, s.boss))
	s.refuses("of a retired tool", stands(spanner, inventory.Retired), hold(a, spanner)) // case 76
	must(s.DeclareLost(ctx, wheelchair, s.boss))
	s.refuses("of a lost tool", off(wheelchair, inventory.Missing), hold(a, wheelchair)) // case 76
	ok(t, s.TakeOffShelf(ctx, ladder, inventory.Repair, s.boss))
	s.hold(a, ladder) // case 76, 86: unlike Circulate one may wait for a repaired tool
	s.change(drill, func(t *inventory.Tool) { t.MinAge = 120 })
	s.refuses("by somebody too young for it", with(func(e *inventory.TooYoung) bool { return e.Tool == drill }), hold(a, drill))
}

func TestSomebodyUnverifiedMayWait(t *testing.T) { // case 6
	s := newShop(t)
	s.lend(s.resident(1), hammer)
	s.hold(s.stranger(2), hammer)
}

func TestTheQueue(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b, c := s.resident(1), s.resident(2), s.resident(3)
	s.lend(a, hammer)
	first := s.hold(b, hammer)
	s.hold(c, hammer)
	if lines := must(s.HoldsOf(ctx, c)); lines[0].Place != 2 || lines[0].Ready {
		t.Errorf("%+v, want place 2", lines[0])
	}
	if n := s.item(hammer).Waiting; n != 2 { // case 9
		t.Errorf("%d wait, want 2", n)
	}
	lend := func(who inventory.ResidentID) func() error {
		return func() error { _, err := s.Lend(ctx, who, []inventory.ToolID{hammer}, "zh"); return err }
	}
	s.at("2026-11-26 10:00")
	r := s.back(hammer)
	if r.Hold != first.ID || r.Next == "" {
		t.Errorf("%+v, want the first one's turn announced", r)
	}
	// case 70: the wait begins now and ends at closing time of an open day
	if q := must(s.Queue(ctx, hammer)); !q[0].Hold.Until.Equal(when("2026-11-29 18:00")) || !q[1].Hold.Ready.IsZero() {
		t.Errorf("queue %+v, want one ready until the 29th, one waiting", q)
	}
	s.refuses("to somebody who came by", stands(hammer, inventory.Held), lend(a)) // case 16
	s.refuses("to the second in line", with(func(e *inventory.NotFree) bool {
		return e.Status == inventory.Held && e.Until.Equal(when("2026-11-29 18:00"))
	}), lend(c))
	s.at("2026-11-29 18:00")
	must(s.Sweep(ctx))
	if who := s.places(hammer); who[0] != b {
		t.Errorf("first in line %d, want the first until closing time", who[0])
	}
	s.now = s.now.Add(time.Second)
	if who := s.places(hammer); len(who) != 1 || who[0] != c {
		t.Errorf("queue %v, want the first lapsed also before the sweep", who)
	}
	s.refuses("to who came too late", stands(hammer, inventory.Held), lend(b))
	if n := must(s.Sweep(ctx)); n != 1 {
		t.Errorf("the sweep filed %d, want one", n)
	}
	if n := must(s.Sweep(ctx)); n != 0 {
		t.Errorf("a second sweep filed %d", n)
	}
	s.lend(c, hammer)
	if n := len(must(s.HoldsOf(ctx, c))); n != 0 {
		t.Errorf("%d holds after fetching, want none", n)
	}
}

func TestALapsedHoldBindsNobodyBeforeTheSweep(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Holds = 1 })
	a, b, c := s.resident(1), s.resident(2), s.resident(3)
	s.lend(a, hammer)
	lapsed := s.hold(b, hammer)
	s.hold(c, hammer)
	s.back(hammer)
	s.at("2026-12-05 10:00")
	s.refuses("cancelling what has lapsed", is(inventory.ErrNoHold), func() error { return s.CancelHold(ctx, lapsed.ID, b, 0) })
	s.refuses("moving it", is(inventory.ErrNoHold), func() error { return s.MoveHold(ctx, lapsed.ID, 1, s.boss) })
	s.hold(b, hammer) // it counts no more
	if who := s.places(hammer); !slices.Equal(who, []inventory.ResidentID{c, b}) {
		t.Errorf("queue %v, want %d, then %d anew", who, c, b)
	}
}

func TestEndingAHold(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b, c := s.resident(1), s.resident(2), s.resident(3)
	s.lend(a, hammer)
	h, next := s.hold(b, hammer), s.hold(c, hammer)
	s.refuses("somebody else's", is(inventory.ErrNoHold), func() error { return s.CancelHold(ctx, h.ID, c, 0) })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { return s.CancelHold(ctx, h.ID, 0, 77) })
	s.refuses("one that never was", is(inventory.ErrNoHold), func() error { return s.CancelHold(ctx, 99, a, 0) })
	s.back(hammer)
	s.later(time.Hour)
	ok(t, s.CancelHold(ctx, h.ID, b, 0))
	if q := must(s.Queue(ctx, hammer)); q[0].Hold.ID != next.ID || !q[0].Hold.Ready.Equal(s.now) {
		t.Errorf("%+v, want the next one ready from now", q)
	}
	s.refuses("twice", is(inventory.ErrNoHold), func() error { return s.CancelHold(ctx, h.ID, b, 0) })
	ok(t, s.CancelHold(ctx, next.ID, 0, s.boss))
	s.lend(a, hammer) // case 16: no question is asked any more
}

func TestStaffReorderTheQueue(t *testing.T) { // case 72
	ctx := context.Background()
	s := newShop(t)
	a, b, c, d := s.resident(1), s.resident(2), s.resident(3), s.resident(4)
	s.lend(a, hammer)
	s.hold(b, hammer)
	s.hold(c, hammer)
	last := s.hold(d, hammer)
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { return s.MoveHold(ctx, last.ID, 1, 0) })
	s.refuses("of nobody", is(inventory.ErrNoHold), func() error { return s.MoveHold(ctx, 99, 1, s.boss) })
	s.back(hammer)
	ok(t, s.MoveHold(ctx, last.ID, 1, s.boss))
	if who := s.places(hammer); !slices.Equal(who, []inventory.ResidentID{d, b, c}) {
		t.Errorf("queue %v", who)
	}
	if q := must(s.Queue(ctx, hammer)); q[0].Hold.Ready.IsZero() || !q[1].Hold.Ready.IsZero() {
		t.Errorf("%+v, want the new first one ready and the old one waiting", q)
	}
	ok(t, s.MoveHold(ctx, last.ID, 99, s.boss))
	if who := s.places(hammer); !slices.Equal(who, []inventory.ResidentID{b, c, d}) {
		t.Errorf("queue %v", who)
	}
}

func TestAReadyHoldWaitsWhileItsToolIsAway(t *testing.T) { // case 80, 86
	ctx := context.Background()
	for _, c := range []struct {
		what       string
		goes, back func(s *shop) error
		reason     inventory.Reason
	}{
		{"in repair", func(s *shop) error { return s.TakeOffShelf(ctx, drill, inventory.Repair, s.boss) }, func(s *shop) error { return s.BackOnShelf(ctx, drill, s.boss) }, inventory.Repair},
		{"lost", func(s *shop) error { _, err := s.DeclareLost(ctx, drill, s.boss); return err }, func(s *shop) error { return s.Sight(ctx, drill, s.boss) }, inventory.Missing},
		{"because its inspection is overdue", func(s *shop) error { s.at("2026-11-26 18:01"); _, err := s.Sweep(ctx); return err },
			func(s *shop) error { return s.Inspect(ctx, drill, true, s.boss) }, inventory.Inspection},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			s.change(drill, func(t *inventory.Tool) { t.InspectDays = 2 })
			s.lend(s.resident(1), drill)
			b := s.resident(2)
			s.hold(b, drill)
			s.back(drill)
			s.is("held", drill, inventory.Held)
			ok(t, c.goes(s))
			s.is(c.what, drill, inventory.OffShelf, c.reason)
			s.at("2026-12-10 10:00") // long after the hold would have lapsed
			must(s.Sweep(ctx))
			if q := must(s.Queue(ctx, drill)); len(q) != 1 || !q[0].Hold.Ready.IsZero() {
				t.Fatalf("queue %+v, want it waiting still", q)
			}
			ok(t, c.back(s))
			if s.item(drill).Status == inventory.OffShelf { // the inspection fell due meanwhile
				ok(t, s.Inspect(ctx, drill, true, s.boss))
			}
			if q := must(s.Queue(ctx, drill)); !q[0].Hold.Until.Equal(when("2026-12-13 18:00")) {
				t.Errorf("until %v, want three days from now", q[0].Hold.Until)
			}
			s.lend(b, drill)
		})
	}
}

func TestAHoldLapsesAtClosingTimeOfAnOpenDay(t *testing.T) { // case 70
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) {
		r.Holidays = []inventory.Holiday{{From: day("2026-11-27"), To: day("2026-11-30")}}
	})
	s.lend(s.resident(1), hammer)
	s.hold(s.resident(2), hammer)
	s.back(hammer)
	if q := must(s.Queue(ctx, hammer)); !q[0].Hold.Until.Equal(when("2026-12-01 18:00")) {
		t.Errorf("until %v, want the first open day's closing time", q[0].Hold.Until)
	}
}
