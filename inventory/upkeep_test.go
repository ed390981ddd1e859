package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestWhatIsDueAndHowMuchItWasUsed(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	today := inventory.DayOf(s.now)
	s.change(drill, func(t *inventory.Tool) { t.InspectDays = 30 })
	s.change(ladder, func(t *inventory.Tool) { t.InspectDays = 10 })
	ok(t, s.PlanReplacement(ctx, spanner, today+20, s.boss))
	ok(t, s.TakeOffShelf(ctx, saw, inventory.Cleaning, s.boss))
	must(s.DeclareLost(ctx, wheelchair, s.boss))
	a, b := s.resident(1), s.resident(2)
	lend := func(who inventory.ResidentID, id inventory.ToolID) {
		s.lend(who, id)
		s.later(time.Hour)
		s.back(id)
		s.later(time.Hour)
	}
	lend(a, drill)
	lend(a, drill)
	lend(b, drill)
	must(s.Lend(ctx, a, []inventory.ToolID{drill}, "zh"))
	ok(t, s.undo()) // a mistake is no use
	s.lend(a, pliers)
	s.back(pliers, inventory.Worn)
	var got []inventory.ToolID
	list := must(s.Upkeep(ctx))
	for _, u := range list {
		got = append(got, u.Item.Tool.ID)
	}
	want := []inventory.ToolID{ladder, spanner, drill, pliers, saw}
	if len(got) != len(want) {
		t.Fatalf("upkeep of %v, want %v", got, want)
	}
	for i := range want {
		if got[i] != want[i] {
			t.Fatalf("upkeep of %v, want %v", got, want)
		}
	}
	if uses := must(s.UsesOf(ctx, append(got, 99))); len(uses) != len(got) || uses[drill] != 3 || uses[saw] != 0 {
		t.Errorf("uses %v", uses)
	}
	if u := list[2]; u.Inspect != today+30 || u.Due() != today+30 || list[1].Due() != today+20 || !list[4].Bench || list[3].Due() != 0 {
		t.Errorf("upkeep %+v", list)
	}
	s.at("2026-12-20 10:00")
	if u := must(s.UpkeepOf(ctx, ladder)); u.Bench || u.Item.Status != inventory.OffShelf {
		t.Errorf("overdue, status %d, on the bench %v", u.Item.Status, u.Bench)
	}
	if u := must(s.UpkeepOf(ctx, drill)); u.Homes != 2 || u.Loans != 3 {
		t.Errorf("%d loans to %d homes, want 3 to 2", u.Loans, u.Homes)
	}
	ok(t, s.Inspect(ctx, drill, true, s.boss))
	s.later(time.Hour)
	lend(b, drill)
	if u := must(s.UpkeepOf(ctx, drill)); u.Homes != 2 || u.Loans != 1 || u.Inspect != inventory.DayOf(s.now)+30 {
		t.Errorf("after an inspection %d loans, %d homes, due %s", u.Loans, u.Homes, u.Inspect)
	}
}

func TestPlanningAReplacement(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	today := inventory.DayOf(s.now)
	plan := func(id inventory.ToolID, by inventory.Day, who inventory.StaffID) func() error {
		return func() error { return s.PlanReplacement(ctx, id, by, who) }
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), plan(hammer, today, 0))
	s.refuses("of nothing", is(inventory.ErrNoTool), plan(99, today, s.boss))
	s.refuses("yesterday", is(inventory.ErrPast), plan(hammer, today-1, s.boss))
	ok(t, s.Retire(ctx, saw, inventory.RetiredWorn, s.boss))
	s.refuses("of a retired tool", stands(saw, inventory.Retired), plan(saw, today, s.boss))
	ok(t, plan(hammer, today, s.boss)())
	s.change(hammer, func(t *inventory.Tool) { t.Shelf, t.ReplaceBy = "C", 0 })
	if got := s.item(hammer).Tool.ReplaceBy; got != today {
		t.Errorf("a change of the tool made the plan %v", got)
	}
	ok(t, plan(hammer, 0, s.boss)())
	if list := must(s.Upkeep(ctx)); len(list) != 0 {
		t.Errorf("upkeep %+v after the plan was dropped", list)
	}
}
