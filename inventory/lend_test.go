package inventory_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

func TestLendingIsRefusedAsAWhole(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Limit = 3 })
	a, b := s.resident(1), s.resident(2)
	lend := func(who inventory.ResidentID, tools ...inventory.ToolID) func() error {
		return func() error { _, err := s.Lend(ctx, who, tools, "zh"); return err }
	}
	s.lend(b, ladder)
	// case 15, 31: who has it is not said, only since when and until when.
	s.refuses("a tool somebody has", stands(ladder, inventory.Lent), lend(a, hammer, ladder))
	s.refuses("a tool one has oneself", stands(ladder, inventory.Lent), lend(b, ladder))
	ok(t, s.TakeOffShelf(ctx, drill, inventory.Repair, s.boss))
	s.refuses("a tool in repair", off(drill, inventory.Repair), lend(a, pliers, drill)) // case 3
	ok(t, s.Retire(ctx, saw, inventory.RetiredBroken, s.boss))
	s.refuses("a retired tool", stands(saw, inventory.Retired), lend(a, saw))               // case 3, 25
	s.refuses("an unknown tool in a basket", is(inventory.ErrNoTool), lend(a, hammer, 999)) // case 22
	s.refuses("nothing", is(inventory.ErrNothing), lend(a))                                 // case 22
	s.refuses("to nobody", is(inventory.ErrNoResident), lend(0, hammer))
	s.refuses("more than the rest of the limit", with(func(e *inventory.LimitReached) bool { // case 10, 26
		return *e == inventory.LimitReached{Have: 1, Want: 3, Max: 3}
	}), lend(b, hammer, pliers, spanner))
	s.lend(b, hammer, pliers) // case 26: exactly the rest
	s.refuses("one more", with(func(e *inventory.LimitReached) bool { return e.Have == 3 && e.Want == 1 }), lend(b, spanner))
	s.is("a refused basket", spanner, inventory.OnShelf)
}

func TestALimitOfNothingLendsNothing(t *testing.T) { // case 10
	s := newShop(t, func(r *inventory.Settings) { r.LimitUnverified = 0 })
	who := s.stranger(1)
	s.refuses("unverified, limit 0", with(func(e *inventory.LimitReached) bool { return e.Max == 0 && e.Unverified }), func() error {
		_, err := s.Lend(context.Background(), who, []inventory.ToolID{hammer}, "zh")
		return err
	})
}

func TestAToolNamedTwiceIsLentOnce(t *testing.T) { // case 20
	s := newShop(t)
	if h := s.lend(s.stranger(1), hammer, hammer, hammer); len(h.Loans) != 1 {
		t.Errorf("%d loans, want one", len(h.Loans))
	}
}

func TestTheRecordsRefuseASecondOpenLoanPastTheRules(t *testing.T) { // case 1
	s := newShop(t)
	l := s.lend(s.resident(1), ladder).Loans[0]
	l.ID, l.Slip = 50, 50
	s.refuses("a second loan of the ladder", is(inventory.ErrLentTwice), func() error {
		return s.store.Update(context.Background(), func(tx store.Tx) error { return inventory.KeepLoanForTest(tx, l) })
	})
}

func TestOverdueThings(t *testing.T) { // case 7: PRODUCT.md refuses, unlike Circulate
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	s.lend(who, ladder) // due 27 November 18:00
	lend := func() error { return s.Consider(ctx, who, []inventory.ToolID{hammer}) }
	for _, c := range []struct {
		now  string
		days int // refused with; 0: lent
	}{
		{"2026-11-27 18:01", 0},
		{"2026-11-30 18:00", 0}, // three days to the minute
		{"2026-11-30 18:01", 4},
		{"2026-12-24 10:00", 27},
	} {
		s.at(c.now)
		if c.days == 0 {
			if err := lend(); err != nil {
				t.Errorf("%s: %v, want lent", c.now, err)
			}
			continue
		}
		s.refuses(c.now, with(func(e *inventory.OverdueElsewhere) bool { return e.Tool == ladder && e.Days == c.days }), lend)
	}
	s.back(ladder)
	s.lend(who, hammer) // case 123: what is back is overdue no more
}

func TestOnTimeIsToTheSecond(t *testing.T) { // case 56
	for _, c := range []struct {
		back string
		late bool
	}{{"2026-11-27 18:00", false}, {"2026-11-27 18:01", true}} {
		s := newShop(t)
		s.lend(s.resident(1), ladder)
		s.at(c.back)
		if l := s.back(ladder).Loan; l.Late() != c.late {
			t.Errorf("back at %s: late %v, want %v", c.back, l.Late(), c.late)
		}
	}
}

func TestAgeIsLookedAtOnTheDay(t *testing.T) { // case 18
	ctx := context.Background()
	s := newShop(t)
	p := s.person(1)
	p.ID = people.Invented(s.now.AddDate(-18, 0, 1), 9) // 18 tomorrow
	who := must(s.Register(ctx, p, "zh")).ID
	s.refuses("a drill the day before the birthday", with(func(e *inventory.TooYoung) bool { return e.Tool == drill && e.MinAge == 18 }), func() error {
		_, err := s.Lend(ctx, who, []inventory.ToolID{drill}, "zh")
		return err
	})
	s.change(hammer, func(t *inventory.Tool) { t.MinAge = 60 })
	s.refuses("a tool with an age of its own", with(func(e *inventory.TooYoung) bool { return e.Tool == hammer && e.MinAge == 60 }), func() error {
		_, err := s.Lend(ctx, who, []inventory.ToolID{hammer}, "zh")
		return err
	})
	s.later(24 * time.Hour)
	s.lend(who, drill)
}

func TestALostToolCountsUntilItIsSettled(t *testing.T) { // case 13, 34
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Limit = 1 })
	who := s.resident(1)
	s.lend(who, hammer)
	must(s.DeclareLost(ctx, hammer, s.boss))
	s.refuses("with a lost tool owed", with(func(e *inventory.LimitReached) bool { return e.Have == 1 }), func() error {
		_, err := s.Lend(ctx, who, []inventory.ToolID{saw}, "zh")
		return err
	})
	if lines := must(s.LoansOf(ctx, who)); len(lines) != 1 || lines[0].Loan.Lost.IsZero() {
		t.Errorf("loans %v, want the lost one still listed", lines)
	}
	ok(t, s.Retire(ctx, hammer, inventory.RetiredLost, s.boss)) // written off
	s.lend(who, saw)
}

func TestEachLoanHasItsPromisesEnded(t *testing.T) { // case 79, 88
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	s.lend(a, hammer)
	h := s.hold(b, hammer)
	r := s.reserve(b, hammer, "2026-12-03", "2026-12-05")
	s.back(hammer)
	l := s.lend(b, hammer).Loans[0]
	if l.Hold != h.ID || dueAt(l) != "2026-12-01 18:00" || len(l.Collects) != 0 {
		t.Errorf("loan %+v, want the hold ended and the later reservation kept", l)
	}
	if n := len(must(s.HoldsOf(ctx, b))); n != 0 {
		t.Errorf("%d holds left", n)
	}
	s.at("2026-11-30 10:00")
	if l = must(s.Renew(ctx, l.ID, b)); dueAt(l) != "2026-12-07 18:00" || l.Renewals[0].Collects[0] != r.ID {
		t.Errorf("renewed %+v, want it to collect the own reservation", l)
	}
	if n := len(must(s.ReservationsOf(ctx, b))); n != 0 {
		t.Errorf("%d reservations left", n)
	}
}

func TestTheClockGoingBackLendsNothing(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	s.lend(who, hammer)
	s.now = s.now.Add(-3 * time.Minute)
	s.refuses("three minutes back", is(inventory.ErrClockBack), func() error {
		_, err := s.Lend(ctx, who, []inventory.ToolID{saw}, "zh")
		return err
	})
	s.refuses("a return before the loan", is(inventory.ErrClockBack), func() error {
		_, err := s.TakeBack(ctx, hammer, inventory.Return{}, s.boss)
		return err
	})
	s.now = s.now.Add(2 * time.Minute) // what a time service corrects is let pass
	if _, err := s.Lend(ctx, who, []inventory.ToolID{saw}, "zh"); err != nil && !errors.Is(err, inventory.ErrClockBack) {
		t.Error(err)
	} else if err != nil {
		t.Errorf("a minute back: %v, want lent", err)
	}
	s.now = s.now.Add(time.Minute)
}
