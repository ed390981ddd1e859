package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestGoingOffTheShelf(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	off := func(id inventory.ToolID, why inventory.Reason, by inventory.StaffID) func() error {
		return func() error { return s.TakeOffShelf(ctx, id, why, by) }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), off(hammer, inventory.Repair, 0))
	s.refuses("of nothing", is(inventory.ErrNoTool), off(999, inventory.Repair, s.boss))
	s.refuses("for no reason", is(inventory.ErrNoReason), off(hammer, 77, s.boss))
	s.lend(s.resident(1), hammer)
	s.refuses("of a lent tool", stands(hammer, inventory.Lent), off(hammer, inventory.Repair, s.boss))
	ok(t, s.TakeOffShelf(ctx, saw, inventory.Cleaning, s.boss)) // case 103
	s.refuses("a second time", stands(saw, inventory.OffShelf), off(saw, inventory.Repair, s.boss))
	ok(t, s.Retire(ctx, pliers, inventory.RetiredGiven, s.boss))
	s.refuses("of a retired tool", stands(pliers, inventory.Retired), off(pliers, inventory.Repair, s.boss))

	on := func(id inventory.ToolID, by inventory.StaffID) func() error {
		return func() error { return s.BackOnShelf(ctx, id, by) }
	}
	s.refuses("back by nobody on the staff", is(inventory.ErrNotStaff), on(saw, 0))
	s.refuses("back though lent", stands(hammer, inventory.Lent), on(hammer, s.boss))
	s.refuses("back though retired", stands(pliers, inventory.Retired), on(pliers, s.boss))
	before := s.records()
	if err := s.BackOnShelf(ctx, spanner, s.boss); err != nil || s.records() != before {
		t.Errorf("back though on the shelf: %v, want no error and nothing done", err)
	}
	ok(t, s.BackOnShelf(ctx, saw, s.boss))
	s.is("cleaned", saw, inventory.OnShelf)
}

func TestInspections(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.change(drill, func(t *inventory.Tool) { t.InspectDays = 10 })
	if due := must(s.InspectionsDue(ctx, s.now.AddDate(0, 0, 9))); len(due) != 0 {
		t.Errorf("%d due in nine days, want none", len(due))
	}
	if due := must(s.InspectionsDue(ctx, s.now.AddDate(0, 0, 11))); len(due) != 1 || due[0].Tool.ID != drill {
		t.Errorf("due %v, want the drill", due)
	}
	who := s.resident(1)
	s.at("2026-12-04 18:00")
	s.is("to the end of its day", drill, inventory.OnShelf)
	s.at("2026-12-04 18:01")
	s.is("overdue", drill, inventory.OffShelf, inventory.Inspection)
	s.refuses("to lend it", off(drill, inventory.Inspection), func() error {
		_, err := s.Lend(ctx, who, []inventory.ToolID{drill}, "zh")
		return err
	})
	s.refuses("to put it back unseen", off(drill, inventory.Inspection), func() error { return s.BackOnShelf(ctx, drill, s.boss) })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { return s.Inspect(ctx, drill, true, 0) })
	ok(t, s.Inspect(ctx, drill, true, s.boss))
	s.is("passed", drill, inventory.OnShelf)
	if due := must(s.InspectionsDue(ctx, s.now.AddDate(0, 0, 9))); len(due) != 0 {
		t.Errorf("%d due after it passed, want none", len(due))
	}
	s.lend(who, drill)
	s.refuses("of a lent tool", stands(drill, inventory.Lent), func() error { return s.Inspect(ctx, drill, true, s.boss) })
	s.back(drill)
	ok(t, s.Inspect(ctx, drill, false, s.boss))
	s.is("failed", drill, inventory.OffShelf, inventory.Repair)
	_, events, err := s.History(ctx, drill, 0, 10)
	ok(t, err)
	var results []inventory.Result
	for _, e := range events {
		if e.Service.ID != 0 && e.Service.Reason == inventory.Inspection {
			results = append(results, e.Service.Result)
			if e.Service.By != s.boss {
				t.Errorf("inspected by %d", e.Service.By)
			}
		}
	}
	if len(results) != 2 {
		t.Errorf("results %v, want both inspections in the history", results)
	}
}

func TestInspectingAToolThatIsOffTheShelf(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		what string
		was  inventory.Reason
		safe bool
		want []inventory.Reason // then, one after the other
	}{
		{"passed during its inspection", inventory.Inspection, true, nil},
		{"failed during its inspection", inventory.Inspection, false, []inventory.Reason{inventory.Repair}},
		{"passed while in repair: it stays there", inventory.Repair, true, []inventory.Reason{inventory.Repair}},
		{"failed while in repair: one repair", inventory.Repair, false, []inventory.Reason{inventory.Repair}},
		{"failed while being cleaned: cleaned, then repaired", inventory.Cleaning, false, []inventory.Reason{inventory.Cleaning, inventory.Repair}},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			ok(t, s.TakeOffShelf(ctx, drill, c.was, s.boss))
			ok(t, s.Inspect(ctx, drill, c.safe, s.boss))
			for _, reason := range c.want {
				s.is("on its way", drill, inventory.OffShelf, reason)
				ok(t, s.BackOnShelf(ctx, drill, s.boss))
			}
			s.is("at the end", drill, inventory.OnShelf)
		})
	}
}

func TestACategorysIntervalIsInForceAtOnce(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	if due := must(s.InspectionsDue(ctx, s.now.AddDate(1, 0, 0))); len(due) != 0 {
		t.Errorf("%d due, want none", len(due))
	}
	c := must(s.Categories(ctx))[1]
	c.InspectDays = 30
	ok(t, s.ChangeCategory(ctx, c, s.boss))
	if due := must(s.InspectionsDue(ctx, s.now.AddDate(1, 0, 0))); len(due) != 1 || due[0].Tool.ID != drill {
		t.Errorf("due %v, want the drill", due)
	}
}

func TestALostTool(t *testing.T) {
	ctx := context.Background()
	lose := func(s *shop) inventory.Loan { return must(s.DeclareLost(ctx, drill, s.boss)) }
	for _, c := range []struct {
		what string
		find func(s *shop) error
		want []inventory.Reason // what it still needs, one after the other
	}{
		{"handed in good", func(s *shop) error { _, err := s.TakeBack(ctx, drill, inventory.Return{}, s.boss); return err }, nil},
		{"handed in damaged", func(s *shop) error {
			_, err := s.TakeBack(ctx, drill, inventory.Return{Found: inventory.Damaged}, s.boss)
			return err
		}, []inventory.Reason{inventory.Repair}},
		{"seen at the stocktake", func(s *shop) error { return s.Sight(ctx, drill, s.boss) }, nil},
		{"put back on the shelf", func(s *shop) error { return s.BackOnShelf(ctx, drill, s.boss) }, nil},
	} {
		t.Run(c.what, func(t *testing.T) { // case 34, 36
			s := newShop(t)
			who := s.resident(1)
			s.lend(who, drill)
			if l := lose(s); l.Lost.IsZero() || l.Open() || !l.Owed() {
				t.Errorf("%+v, want lost and owed", l)
			}
			if today := must(s.Today(ctx)); today.Back != 0 || today.OnLoan != 0 {
				t.Errorf("today %+v, want no return", today)
			}
			s.refuses("lost twice", off(drill, inventory.Missing), func() error { _, err := s.DeclareLost(ctx, drill, s.boss); return err })
			s.later(time.Hour)
			ok(t, c.find(s))
			if n := len(must(s.LoansOf(ctx, who))); n != 0 {
				t.Errorf("%d loans owed after it was found", n)
			}
			for _, reason := range c.want {
				s.is("on its way", drill, inventory.OffShelf, reason)
				ok(t, s.BackOnShelf(ctx, drill, s.boss))
			}
			s.is("found", drill, inventory.OnShelf)
		})
	}
}

func TestALostToolNeedsWhatItNeededBefore(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	s.lend(who, drill)
	missing := []inventory.Part{{Name: battery, Count: 1}}
	must(s.TakeBack(ctx, drill, inventory.Return{Found: inventory.Damaged, Missing: missing}, s.boss))
	must(s.DeclareLost(ctx, drill, s.boss))
	ok(t, s.Sight(ctx, drill, s.boss))
	s.is("found", drill, inventory.OffShelf, inventory.Repair)
	ok(t, s.BackOnShelf(ctx, drill, s.boss))
	s.is("repaired", drill, inventory.OffShelf, inventory.Incomplete)
	ok(t, s.PartFound(ctx, drill, missing[0], s.boss))
	s.is("complete", drill, inventory.OnShelf)
}

func TestSightings(t *testing.T) { // case 114: found, unexpected, twice
	ctx := context.Background()
	s := newShop(t)
	ok(t, s.Sight(ctx, hammer, s.boss))
	ok(t, s.Sight(ctx, hammer, s.boss))
	s.is("seen where it should be", hammer, inventory.OnShelf)
	s.lend(s.resident(1), saw)
	s.refuses("of what should be out", stands(saw, inventory.Lent), func() error { return s.Sight(ctx, saw, s.boss) })
	s.refuses("of another shop's tag", is(inventory.ErrNoTool), func() error { return s.Sight(ctx, 999, s.boss) })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { return s.Sight(ctx, hammer, 0) })
}
