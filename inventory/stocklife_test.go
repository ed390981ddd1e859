package inventory_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestAddingAndChangingTools(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	good := inventory.Tool{Name: inventory.Name{Zh: "水平尺"}, Category: "hand"}
	for what, c := range map[string]struct {
		change func(*inventory.Tool)
		want   error
	}{
		"without a name":            {func(t *inventory.Tool) { t.Name.Zh = "  " }, inventory.ErrNoName},
		"of no category":            {func(t *inventory.Tool) { t.Category = "garden" }, inventory.ErrNoCategory},
		"for less than no days":     {func(t *inventory.Tool) { t.LoanDays = -1 }, inventory.ErrQuantity},
		"for more than a year":      {func(t *inventory.Tool) { t.LoanDays = 366 }, inventory.ErrQuantity},
		"at a price below nothing":  {func(t *inventory.Tool) { t.Origin.PriceFen = -1 }, inventory.ErrQuantity},
		"with a part without count": {func(t *inventory.Tool) { t.Parts = []inventory.Part{{Name: battery}} }, inventory.ErrNoPart},
		"with a part without name":  {func(t *inventory.Tool) { t.Parts = []inventory.Part{{Count: 1}} }, inventory.ErrNoPart},
	} {
		bad := good
		c.change(&bad)
		s.refuses(what, is(c.want), func() error { _, err := s.AddTool(ctx, bad, s.boss); return err })
		bad.ID = hammer
		s.refuses(what, is(c.want), func() error { _, err := s.ChangeTool(ctx, bad, s.boss); return err })
	}
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { _, err := s.AddTool(ctx, good, 0); return err })
	s.refuses("changing nothing", is(inventory.ErrNoTool), func() error {
		bad := good
		bad.ID = 99
		_, err := s.ChangeTool(ctx, bad, s.boss)
		return err
	})
	added := must(s.AddTool(ctx, good, s.boss))
	if added.ID != saw+1 || !added.Added.Equal(s.now) {
		t.Errorf("%+v, want the next number, from today", added)
	}
	s.lend(s.resident(1), added.ID)
	s.back(added.ID, inventory.Worn)
	added.Name.En = "level"
	if changed := must(s.ChangeTool(ctx, added, s.boss)); !changed.Worn || changed.Name.En != "level" {
		t.Errorf("%+v, want what was noted on its returns kept", changed)
	}
}

func TestEqualToolsAreAddedInOneDeed(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	like := inventory.Tool{Name: inventory.Name{Zh: " 水平尺 "}, Category: "hand", Gear: []inventory.ToolID{hammer}}
	add := func(count int, t inventory.Tool) func() error {
		return func() error { _, err := s.AddTools(ctx, t, count, s.boss); return err }
	}
	s.refuses("none", is(inventory.ErrQuantity), add(0, like))
	s.refuses("more than anybody buys", is(inventory.ErrQuantity), add(inventory.MostAlike+1, like))
	with := func(change func(*inventory.Tool)) inventory.Tool { t := like; change(&t); return t }
	s.refuses("with gear there is not", is(inventory.ErrNoTool), add(2, with(func(t *inventory.Tool) { t.Gear = []inventory.ToolID{99} })))
	s.refuses("bought on a day to come", is(inventory.ErrFuture), add(2, with(func(t *inventory.Tool) { t.Origin.Date = s.now.AddDate(0, 0, 1) })))
	s.refuses("with signs in its notes", is(inventory.ErrNote), add(2, with(func(t *inventory.Tool) { t.Notes = "a\x00b" })))
	list := must(s.AddTools(ctx, like, 10, s.boss))
	for i, tool := range list {
		if tool.ID != saw+1+inventory.ToolID(i) || tool.Name.Zh != "水平尺" {
			t.Errorf("tool %d: %+v", i, tool)
		}
	}
	if e := must(s.LastDeed(ctx)); len(list) != 10 || e.Deed != "add tool" || len(e.Subjects) != 10 {
		t.Errorf("%d tools, the audit says %q of %v", len(list), e.Deed, e.Subjects)
	}
	if p := must(s.Search(ctx, inventory.Query{Words: "水平"})); p.Total != 10 {
		t.Errorf("%d are found", p.Total)
	}
}

func TestACorrectionOfAToolThatWasChangedMeanwhileIsRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	mate := must(s.Hire(ctx, "试用员", inventory.Duty, "314159", s.boss)).ID
	mine, theirs := s.item(hammer).Tool, s.item(hammer).Tool
	theirs.Shelf = "C9"
	theirs = must(s.ChangeTool(ctx, theirs, mate))
	mine.Notes = "柄松"
	s.refuses("by who read it before", with(func(e *inventory.ChangedMeanwhile) bool { return e.By == mate }), func() error {
		_, err := s.ChangeTool(ctx, mine, s.boss)
		return err
	})
	theirs.Notes = mine.Notes
	if now := must(s.ChangeTool(ctx, theirs, s.boss)); now.Shelf != "C9" || now.Notes != "柄松" || now.Edit.Times != 2 || now.Edit.By != s.boss {
		t.Errorf("%+v", now)
	}
	s.lend(s.resident(1), hammer) // what happens with a tool is no correction of it
	s.back(hammer, inventory.Worn)
	theirs = s.item(hammer).Tool
	must(s.ChangeTool(ctx, theirs, mate))
}

func TestCategories(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	duty := must(s.Hire(ctx, "试用员", inventory.Duty, "314159", s.boss)).ID
	garden := inventory.Category{Name: inventory.Name{Zh: "园艺"}, LoanDays: 5, Icon: "shovel"}
	add := func(c inventory.Category, who inventory.StaffID) func() error {
		return func() error { _, err := s.AddCategory(ctx, c, who); return err }
	}
	s.refuses("by nobody who manages", is(inventory.ErrNotManager), add(garden, duty))
	s.refuses("without a name", is(inventory.ErrNoName), add(inventory.Category{LoanDays: 5}, s.boss))
	s.refuses("lent for ever", is(inventory.ErrSettings), add(inventory.Category{Name: garden.Name, LoanDays: 366}, s.boss))
	first := must(s.AddCategory(ctx, garden, s.boss))
	second := must(s.AddCategory(ctx, garden, s.boss))
	if list := must(s.Categories(ctx)); first.ID == second.ID || list[len(list)-1].ID != second.ID || list[len(list)-2].ID != first.ID {
		t.Errorf("%q and %q, in the order %v", first.ID, second.ID, list)
	}
	tool := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "花铲"}, Category: first.ID}, s.boss))
	if tool.Icon != "shovel" {
		t.Errorf("icon %q, want its category's", tool.Icon)
	}
	other := first
	first.LoanDays = 2
	ok(t, s.ChangeCategory(ctx, first, s.boss))
	s.refuses("changed by who read it before", with(func(e *inventory.ChangedMeanwhile) bool { return e.By == s.boss }), func() error {
		return s.ChangeCategory(ctx, other, s.boss)
	})
	if item := s.item(tool.ID); dueAt(inventory.Loan{Due: item.Due}) != dueAt(inventory.Loan{Due: s.now.AddDate(0, 0, 2)})[:10]+" 18:00" {
		t.Errorf("due %v", item.Due)
	}
}

func TestRetiring(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	retire := func(id inventory.ToolID, why inventory.RetireReason, by inventory.StaffID) func() error {
		return func() error { return s.Retire(ctx, id, why, by) }
	}
	s.refuses("without a reason", is(inventory.ErrNoReason), retire(hammer, 0, s.boss)) // case 101
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), retire(hammer, inventory.RetiredWorn, 0))
	s.refuses("of nothing", is(inventory.ErrNoTool), retire(99, inventory.RetiredWorn, s.boss))
	s.lend(a, hammer)
	s.hold(b, hammer)
	s.refuses("of a tool that is out", stands(hammer, inventory.Lent), retire(hammer, inventory.RetiredWorn, s.boss)) // case 102, 109
	s.back(hammer)
	s.reserve(a, hammer, "2026-12-10", "2026-12-10")
	ok(t, s.Retire(ctx, hammer, inventory.RetiredBroken, s.boss))
	s.refuses("twice", stands(hammer, inventory.Retired), retire(hammer, inventory.RetiredBroken, s.boss))
	if len(must(s.HoldsOf(ctx, b)))+len(must(s.ReservationsOf(ctx, a))) != 0 {
		t.Error("somebody still waits for it")
	}
	if item := s.item(hammer); item.Tool.RetiredWhy != inventory.RetiredBroken { // the old tag is still known
		t.Errorf("%+v", item.Tool)
	}
	for _, item := range must(s.Catalogue(ctx)) { // case 25
		if item.Tool.ID == hammer {
			t.Error("still in the catalogue")
		}
	}
	if p := must(s.Search(ctx, inventory.Query{Words: "羊角锤"})); p.Total != 0 {
		t.Error("still found")
	}
	added := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "羊角锤"}, Category: "hand"}, s.boss))
	ok(t, s.Retire(ctx, added.ID, inventory.RetiredWorn, s.boss))
	s.reopen() // case 106: PRODUCT.md: a number is never used again, also not after a restart
	if next := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "羊角锤"}, Category: "hand"}, s.boss)); next.ID != added.ID+1 {
		t.Errorf("number %d, want %d", next.ID, added.ID+1)
	}
}

func TestTheHistoryOfATool(t *testing.T) { // from its first day to its last
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	first := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "水平尺"}, Category: "hand", Origin: inventory.Origin{
		Donated: true, Donor: "测试捐赠人", Thanks: true, Date: when("2026-11-01 00:00"),
	}}, s.boss)).ID
	for range 3 {
		s.later(time.Hour)
		s.lend(who, first)
		s.later(time.Hour)
		s.back(first, inventory.NeedsCleaning)
		s.later(time.Hour)
		ok(t, s.BackOnShelf(ctx, first, s.boss))
	}
	s.later(time.Hour)
	ok(t, s.Retire(ctx, first, inventory.RetiredGiven, s.boss))
	tool, events, err := s.History(ctx, first, 0, 100)
	ok(t, err)
	if !tool.Origin.Thanks || len(events) != 8 {
		t.Fatalf("%d events of %+v, want 8", len(events), tool)
	}
	kind := func(e inventory.Event) string {
		switch {
		case e.Loan.ID != 0:
			return "loan"
		case e.Service.ID != 0:
			return "stay"
		}
		return "life"
	}
	want := []string{"life", "stay", "loan", "stay", "loan", "stay", "loan", "life"}
	for i, e := range events {
		if kind(e) != want[i] || i > 0 && e.At.After(events[i-1].At) {
			t.Errorf("event %d is a %s of %v, want a %s", i, kind(e), e.At, want[i])
		}
	}
	if !events[7].At.Equal(when("2026-11-01 00:00")) {
		t.Errorf("it came %v, want on the day it was given", events[7].At)
	}
	_, page, err := s.History(ctx, first, 2, 3)
	ok(t, err)
	if len(page) != 3 || page[0].Loan.ID != events[2].Loan.ID || page[2].Loan.ID != events[4].Loan.ID {
		t.Errorf("a page of %d, want events 2 to 4", len(page))
	}
	if _, past, err := s.History(ctx, first, 50, 3); err != nil || len(past) != 0 {
		t.Errorf("past the end: %d, %v", len(past), err)
	}
	if _, _, err := s.History(ctx, 99, 0, 3); !is(inventory.ErrNoTool)(err) {
		t.Errorf("of nothing: %v", err)
	}
}

func TestOpenLoansByThePage(t *testing.T) { // case 124
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Limit = 9 })
	who := s.resident(1)
	s.lend(who, hammer, drill, wheelchair, spanner)
	var order []inventory.ToolID
	for skip := 0; ; skip += 3 {
		page := must(s.OpenLoans(ctx, skip, 3))
		for _, l := range page {
			order = append(order, l.Tool.ID)
		}
		if len(page) < 3 {
			break
		}
	}
	if len(order) != 4 || order[0] != drill || order[3] != wheelchair {
		t.Errorf("order %v, want those due first at the top, each once", order)
	}
	if past := must(s.OpenLoans(ctx, 9, 3)); len(past) != 0 {
		t.Errorf("%d past the end", len(past))
	}
}

func TestToolsAddedByMistakeAreTakenBackAsOneDeed(t *testing.T) {
	ctx := context.Background()
	like := inventory.Tool{Name: inventory.Name{Zh: "卷尺"}, Category: "hand", Shelf: "B"}
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	list := must(s.AddTools(ctx, like, 20, s.boss))
	first, last := list[0].ID, list[19].ID
	s.refuses("without a reason", is(inventory.ErrNoReason), func() error {
		return s.Undo(ctx, must(s.RecentDeeds(ctx))[0].Seq, 0, s.boss)
	})
	ok(t, s.undo())
	if e := must(s.LastDeed(ctx)); e.Deed != "undo add tool" || e.Who != s.boss || len(e.Subjects) != 20 {
		t.Errorf("the audit says %q by %d of %d tools", e.Deed, e.Who, len(e.Subjects))
	}
	for _, id := range []inventory.ToolID{first, last} {
		if item := s.item(id); item.Status != inventory.Retired || item.Tool.RetiredWhy != inventory.RetiredMistake {
			t.Errorf("tool %d: status %d, retired for %d", id, item.Status, item.Tool.RetiredWhy)
		}
		s.refuses("to lend it", func(err error) bool { var taken *inventory.NotFree; return errors.As(err, &taken) }, func() error {
			_, err := s.Lend(ctx, a, []inventory.ToolID{id}, "zh")
			return err
		})
	}
	if next := must(s.AddTool(ctx, like, s.boss)); next.ID != last+1 {
		t.Errorf("the next one is %d, want %d: no number is used again", next.ID, last+1)
	}
	s.refuses("as a reason of staff", is(inventory.ErrNoReason), func() error { return s.Retire(ctx, hammer, inventory.RetiredMistake, s.boss) })
	for what, touch := range map[string]func(id inventory.ToolID){
		"lent":            func(id inventory.ToolID) { s.lend(a, id) },
		"lent and back":   func(id inventory.ToolID) { s.lend(a, id); s.back(id) },
		"reserved":        func(id inventory.ToolID) { s.reserve(b, id, "2026-11-26", "2026-11-27") },
		"off the shelf":   func(id inventory.ToolID) { ok(t, s.TakeOffShelf(ctx, id, inventory.Repair, s.boss)) },
		"retired already": func(id inventory.ToolID) { ok(t, s.Retire(ctx, id, inventory.RetiredBroken, s.boss)) },
	} {
		list := must(s.AddTools(ctx, like, 2, s.boss))
		seq := must(s.LastUndoable(ctx, list[1].ID.Code().String(), s.boss, s.Now()))
		touch(list[1].ID)
		s.refuses("once one is "+what, is(inventory.ErrMovedOn), func() error { return s.Undo(ctx, seq, inventory.MisTap, s.boss) })
		if item := s.item(list[0].ID); item.Status != inventory.OnShelf {
			t.Errorf("%s: the other one is %d", what, item.Status)
		}
	}
}

func TestAGiftIsNotTakenBackByHalf(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	given := must(s.TakeDonation(ctx, inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "卷尺"}, Category: "hand"}, Naming: inventory.Nameless, Lang: "zh"}, s.boss))
	last := must(s.LastDeed(ctx)).Seq
	for _, r := range must(s.RecentDeeds(ctx)) {
		if r.Deed == "add tool" {
			t.Error("the tool of a gift is among what can be undone")
		}
	}
	s.refuses("the tool of a gift", is(inventory.ErrCannotUndo), func() error { return s.Undo(ctx, last-1, inventory.MisTap, s.boss) })
	if item := s.item(given.Tool.ID); item.Status != inventory.OnShelf {
		t.Errorf("the gift is %d", item.Status)
	}
}
