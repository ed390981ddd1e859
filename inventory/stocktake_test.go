package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// shelved is a shop whose hammer, pliers and drill belong on shelf A, and the
// ladder on shelf B.
func shelved(t *testing.T) *shop {
	s := newShop(t)
	for id, shelf := range map[inventory.ToolID]string{hammer: "A", pliers: "A", drill: "A", ladder: "B"} {
		s.change(id, func(t *inventory.Tool) { t.Shelf = shelf })
	}
	return s
}

// counted says that a stocktake finds the tools so and no others.
func (s *shop) counted(what string, id inventory.StocktakeID, want map[inventory.ToolID]inventory.Finding) {
	s.t.Helper()
	_, lines, err := s.StocktakeOf(ctx, id)
	ok(s.t, err)
	for _, l := range lines {
		if is, there := want[l.Tool.ID]; !there || is != l.Finding {
			s.t.Errorf("%s: tool %d found as %d, want %d (%v)", what, l.Tool.ID, l.Finding, is, there)
		}
	}
	if len(lines) != len(want) {
		s.t.Errorf("%s: %d tools, want %d", what, len(lines), len(want))
	}
}

func TestAShelfIsCountedOnceAtATime(t *testing.T) {
	ctx := context.Background()
	s := shelved(t)
	begin := func(shelf string, all bool, who inventory.StaffID) func() error {
		return func() error { _, err := s.BeginStocktake(ctx, shelf, all, who); return err }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), begin("A", false, 0))
	s.refuses("of a shelf there is not", is(inventory.ErrNoShelf), begin("Z", false, s.boss))
	a := must(s.BeginStocktake(ctx, "A", false, s.boss))
	s.refuses("a second time", is(inventory.ErrCounting), begin("A", false, s.boss))
	s.refuses("of all shelves meanwhile", is(inventory.ErrCounting), begin("", true, s.boss))
	must(s.BeginStocktake(ctx, "B", false, s.boss))
	must(s.BeginStocktake(ctx, "", false, s.boss)) // the tools without a shelf
	must(s.CloseStocktake(ctx, a.ID, inventory.Settling{}, s.boss))
	s.refuses("closed twice", is(inventory.ErrNoStocktake), func() error {
		_, err := s.CloseStocktake(ctx, a.ID, inventory.Settling{}, s.boss)
		return err
	})
	must(s.BeginStocktake(ctx, "A", false, s.boss))
	shelves := must(s.Shelves(ctx))
	if len(shelves) != 4 || !shelves[0].All || shelves[0].Tools != 7 || shelves[2].Name != "A" || shelves[2].Tools != 3 || shelves[2].Open.ID == 0 || shelves[2].Last.IsZero() || !shelves[3].Last.IsZero() {
		t.Errorf("shelves %+v", shelves)
	}
}

func TestCountingGoesOnWhileTheShopLends(t *testing.T) {
	ctx := context.Background()
	s := shelved(t)
	a, b := s.resident(1), s.resident(2)
	s.lend(a, drill)
	st := must(s.BeginStocktake(ctx, "A", false, s.boss)).ID
	s.counted("at first", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.NotSeen, pliers: inventory.NotSeen, drill: inventory.Away})
	see := func(id inventory.ToolID, want inventory.Finding, seen bool) {
		t.Helper()
		line, again, err := s.See(ctx, st, id, s.boss)
		if err != nil || line.Finding != want || again != seen {
			t.Errorf("tool %d: found as %d, again %v, %v", id, line.Finding, again, err)
		}
	}
	see(hammer, inventory.Present, false)
	before := s.records()
	see(hammer, inventory.Present, true)
	if s.records() != before {
		t.Error("seen a second time, a record changed")
	}
	s.later(20 * time.Hour)
	s.lend(b, hammer) // counted, then lent
	s.lend(b, pliers) // lent before it was counted: it is with somebody
	s.counted("lent meanwhile", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Present, pliers: inventory.Away, drill: inventory.Away})
	s.later(time.Hour)
	s.back(pliers)
	s.back(drill)
	s.counted("back meanwhile", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Present, pliers: inventory.Present, drill: inventory.Present})
	added := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "新锤"}, Category: "hand", Shelf: "A"}, s.boss)).ID
	s.counted("added meanwhile", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Present, pliers: inventory.Present, drill: inventory.Present, added: inventory.Present})
}

func TestWhatIsThereThoughTheRecordsSayOtherwise(t *testing.T) {
	ctx := context.Background()
	s := shelved(t)
	s.lend(s.resident(1), hammer)
	must(s.DeclareLost(ctx, pliers, s.boss))
	ok(t, s.TakeOffShelf(ctx, drill, inventory.Repair, s.boss))
	ok(t, s.Retire(ctx, saw, inventory.RetiredWorn, s.boss))
	s.later(time.Hour)
	st := must(s.BeginStocktake(ctx, "A", false, s.boss)).ID
	s.counted("not seen", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Away, pliers: inventory.Gone, drill: inventory.Away})
	want := map[inventory.ToolID]inventory.Finding{
		hammer: inventory.HereLent, pliers: inventory.HereMissing, drill: inventory.HereOff, ladder: inventory.HereElsewhere, saw: inventory.HereRetired,
	}
	for id := range want {
		_, _, err := s.See(ctx, st, id, s.boss)
		ok(t, err)
	}
	s.counted("seen", st, want)
	s.refuses("of a tool nobody knows", is(inventory.ErrNoTool), func() error { _, _, err := s.See(ctx, st, 99, s.boss); return err })
	s.refuses("in no stocktake", is(inventory.ErrNoStocktake), func() error { _, _, err := s.See(ctx, 99, hammer, s.boss); return err })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { _, _, err := s.See(ctx, st, hammer, 0); return err })

	ok(t, s.Unsee(ctx, st, saw, s.boss))
	ok(t, s.Unsee(ctx, st, saw, s.boss)) // no error
	s.refuses("taken back of nothing", is(inventory.ErrNoTool), func() error { return s.Unsee(ctx, st, 99, s.boss) })
	s.back(hammer) // each is put right where that is done
	ok(t, s.BackOnShelf(ctx, drill, s.boss))
	ok(t, s.Sight(ctx, pliers, s.boss))
	s.counted("put right", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Present, pliers: inventory.Present, drill: inventory.Present, ladder: inventory.HereElsewhere})
	s.change(ladder, func(t *inventory.Tool) { t.Shelf = "A" })
	s.counted("moved", st, map[inventory.ToolID]inventory.Finding{hammer: inventory.Present, pliers: inventory.Present, drill: inventory.Present, ladder: inventory.Present})
}

func TestAStocktakeIsClosedWithWhatItFound(t *testing.T) {
	ctx := context.Background()
	s := shelved(t)
	must(s.DeclareLost(ctx, pliers, s.boss))
	st := must(s.BeginStocktake(ctx, "A", false, s.boss)).ID
	s.later(24 * time.Hour)
	for _, id := range []inventory.ToolID{pliers, drill, ladder} {
		_, _, err := s.See(ctx, st, id, s.boss)
		ok(t, err)
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error {
		_, err := s.CloseStocktake(ctx, st, inventory.Settling{}, 0)
		return err
	})
	closed := must(s.CloseStocktake(ctx, st, inventory.Settling{Lose: true, Find: true}, s.boss))
	if want := (inventory.StockTally{Counted: 1, NotSeen: 1, Unexpected: 2}); closed.Tally != want {
		t.Errorf("tally %+v, want %+v", closed.Tally, want)
	}
	s.is("not seen", hammer, inventory.OffShelf, inventory.Missing)
	s.is("noted as missing, and there", pliers, inventory.OnShelf)
	kept := map[inventory.ToolID]inventory.Finding{hammer: inventory.NotSeen, pliers: inventory.HereMissing, drill: inventory.Present, ladder: inventory.HereElsewhere}
	s.counted("closed", st, kept)
	ok(t, s.undo()) // as if it was declared lost by itself
	s.is("undone", hammer, inventory.OnShelf)
	s.lend(s.resident(1), drill, hammer)
	s.counted("closed, whatever happens later", st, kept)
	s.refuses("seen in a closed one", is(inventory.ErrNoStocktake), func() error { _, _, err := s.See(ctx, st, hammer, s.boss); return err })
	if list := must(s.Stocktakes(ctx, 0, 9)); len(list) != 1 || list[0].ID != st || list[0].Tally != closed.Tally {
		t.Errorf("closed stocktakes %+v", list)
	}
	must(s.BeginStocktake(ctx, "A", false, s.boss))
	if list := must(s.Stocktakes(ctx, 1, 9)); len(list) != 0 {
		t.Errorf("%d closed stocktakes after the first", len(list))
	}
}

func TestACountWithTheClockSetBack(t *testing.T) {
	ctx := context.Background()
	s := shelved(t)
	st := must(s.BeginStocktake(ctx, "A", false, s.boss)).ID
	s.now = s.now.Add(-time.Hour)
	s.refuses("seen before it began", is(inventory.ErrClockBack), func() error { _, _, err := s.See(ctx, st, hammer, s.boss); return err })
	s.refuses("closed before it began", is(inventory.ErrClockBack), func() error {
		_, err := s.CloseStocktake(ctx, st, inventory.Settling{}, s.boss)
		return err
	})
}
