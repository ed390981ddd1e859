package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestReturnsThatAreRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	back := func(id inventory.ToolID, r inventory.Return, by inventory.StaffID) func() error {
		return func() error { _, err := s.TakeBack(ctx, id, r, by); return err }
	}
	s.refuses("a tool whose loan nobody knows", is(inventory.ErrNotLent), back(hammer, inventory.Return{}, s.boss)) // case 52
	s.refuses("a tag nobody knows", is(inventory.ErrNoTool), back(999, inventory.Return{}, s.boss))
	s.lend(who, drill)
	s.refuses("by somebody not on the staff", is(inventory.ErrNotStaff), back(drill, inventory.Return{}, 9))
	s.refuses("the wrong tool handed back", is(inventory.ErrNotLent), back(hammer, inventory.Return{}, s.boss))
	s.refuses("before it was lent", is(inventory.ErrBeforeOut), back(drill, inventory.Return{At: s.now.Add(-time.Minute)}, s.boss))
	s.refuses("tomorrow", is(inventory.ErrBeforeOut), back(drill, inventory.Return{At: s.now.Add(time.Minute)}, s.boss))
	for what, parts := range map[string][]inventory.Part{ // case 51
		"a part it never had":   {{Name: inventory.Name{Zh: "充电器"}, Count: 1}},
		"more than it had":      {{Name: battery, Count: 2}},
		"the same part twice":   {{Name: battery, Count: 1}, {Name: battery, Count: 1}},
		"none of a part":        {{Name: battery, Count: 0}},
		"less than none of one": {{Name: battery, Count: -1}},
	} {
		s.refuses("missing "+what, is(inventory.ErrNoPart), back(drill, inventory.Return{Found: inventory.PartMissing, Missing: parts}, s.boss))
	}
	s.is("after all that", drill, inventory.Lent)
}

func TestASecondReturnChangesNothing(t *testing.T) { // case 32: refused with a word, so that a second scan is noticed
	s := newShop(t)
	s.lend(s.resident(1), hammer)
	s.back(hammer)
	s.refuses("the second scan", is(inventory.ErrNotLent), func() error {
		_, err := s.TakeBack(context.Background(), hammer, inventory.Return{}, s.boss)
		return err
	})
}

func TestAReturnClosesItsLoanOnly(t *testing.T) { // case 45, 54
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	slip := s.lend(a, hammer, pliers).Slip
	s.lend(b, saw)
	s.back(hammer) // whoever brings it
	if lines := must(s.LoansOf(ctx, a)); len(lines) != 1 || lines[0].Tool.ID != pliers {
		t.Errorf("loans %v, want the pliers only", lines)
	}
	if sheet := must(s.SlipOf(ctx, slip)); len(sheet.Lines) != 2 || sheet.Lines[0].Loan.Open() || !sheet.Lines[1].Loan.Open() {
		t.Errorf("slip %+v, want one back and one out", sheet)
	}
	s.is("the other's tool", saw, inventory.Lent)
}

func TestAReturnCanBeBackDated(t *testing.T) { // case 50
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), ladder)
	s.at("2026-11-28 09:00") // it stood before the door since yesterday
	yesterday := when("2026-11-27 17:30")
	r := must(s.TakeBack(ctx, ladder, inventory.Return{At: yesterday}, s.boss))
	if !r.Loan.Back.Equal(yesterday) || r.Loan.Late() {
		t.Errorf("back %v, late %v; want yesterday, in time", r.Loan.Back, r.Loan.Late())
	}
	if today := must(s.Today(ctx)); today.Back != 0 {
		t.Errorf("%d back today, want none: it was yesterday", today.Back)
	}
}

func TestALateReturnIsTakenLikeAnyOther(t *testing.T) { // case 37
	s := newShop(t)
	s.lend(s.resident(1), hammer)
	s.at("2027-02-01 10:00")
	if r := s.back(hammer); !r.Loan.Late() || r.Status != inventory.OnShelf {
		t.Errorf("%+v, want late and on the shelf", r)
	}
}

func TestWhatAToolNeedsAfterItsReturn(t *testing.T) {
	ctx := context.Background()
	missing := []inventory.Part{{Name: battery, Count: 1}}
	for _, c := range []struct {
		what string
		tool inventory.ToolID
		r    inventory.Return
		want []inventory.Reason // one after the other
	}{
		{"nothing when it is good", drill, inventory.Return{}, nil},
		{"nothing when it is worn", drill, inventory.Return{Found: inventory.Worn}, nil},
		{"its part", drill, inventory.Return{Found: inventory.PartMissing, Missing: missing}, []inventory.Reason{inventory.Incomplete}},
		{"a count when nobody has counted", drill, inventory.Return{Found: inventory.PartMissing}, []inventory.Reason{inventory.Incomplete}},
		{"a repair and its part", drill, inventory.Return{Found: inventory.Damaged, Missing: missing}, []inventory.Reason{inventory.Repair, inventory.Incomplete}},
		{"its part though all else is good", drill, inventory.Return{Missing: missing}, []inventory.Reason{inventory.Incomplete}},
		{"a wheelchair: cleaning", wheelchair, inventory.Return{}, []inventory.Reason{inventory.Cleaning}},
		{"a dirty wheelchair: one cleaning", wheelchair, inventory.Return{Found: inventory.NeedsCleaning}, []inventory.Reason{inventory.Cleaning}},
		{"a damaged wheelchair: repair, then cleaning", wheelchair, inventory.Return{Found: inventory.Damaged}, []inventory.Reason{inventory.Repair, inventory.Cleaning}},
	} {
		t.Run(c.what, func(t *testing.T) { // case 48: service after each loan
			s := newShop(t)
			s.lend(s.resident(1), c.tool)
			r := must(s.TakeBack(ctx, c.tool, c.r, s.boss))
			if (r.Service != 0) != (len(c.want) > 0) || (r.Status == inventory.OffShelf) != (len(c.want) > 0) {
				t.Errorf("%+v, want off the shelf for %v", r, c.want)
			}
			for _, reason := range c.want {
				s.is("on its way", c.tool, inventory.OffShelf, reason)
				ok(t, s.BackOnShelf(ctx, c.tool, s.boss))
			}
			s.is("at the end", c.tool, inventory.OnShelf)
			if worn := s.item(c.tool).Tool.Worn; worn != (c.r.Found == inventory.Worn) {
				t.Errorf("worn %v", worn)
			}
		})
	}
}

func TestAReturnSaysThatTheInspectionIsOverdue(t *testing.T) { // case 43
	ctx := context.Background()
	s := newShop(t)
	s.change(drill, func(t *inventory.Tool) { t.InspectDays = 2 })
	who := s.resident(1)
	s.lend(who, drill)
	s.at("2026-11-27 10:00")
	if r := s.back(drill); r.Status != inventory.OffShelf || r.Reason != inventory.Inspection || r.Service != 0 {
		t.Errorf("%+v, want off the shelf for its inspection", r)
	}
	ok(t, s.Inspect(ctx, drill, true, s.boss))
	s.lend(who, drill)
}

func TestAMissingPartIsNotedAgainstTheLoan(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	s.change(drill, func(t *inventory.Tool) {
		t.Parts = []inventory.Part{{Name: battery, Count: 2}, {Name: inventory.Name{Zh: "钻头"}, Count: 5}}
	})
	loan := s.lend(who, drill).Loans[0].ID
	missing := []inventory.Part{{Name: battery, Count: 1}, {Name: inventory.Name{Zh: "钻头"}, Count: 2}}
	must(s.TakeBack(ctx, drill, inventory.Return{Found: inventory.PartMissing, Missing: missing}, s.boss))
	if lines := must(s.SlipOf(ctx, loan)).Lines; len(lines[0].Loan.Missing) != 2 {
		t.Errorf("loan %+v, want both parts against it", lines[0].Loan)
	}
	ok(t, s.PartFound(ctx, drill, missing[0], s.boss))
	if item := s.item(drill); item.Status != inventory.OffShelf || len(item.Lacks) != 1 || item.Lacks[0].Count != 2 {
		t.Errorf("item %+v, want it to lack two bits", item)
	}
	s.refuses("a part it does not miss", is(inventory.ErrNoPart), func() error { return s.PartFound(ctx, drill, missing[0], s.boss) })
	ok(t, s.BackOnShelf(ctx, drill, s.boss)) // accepted as it is
	item := s.item(drill)
	if item.Status != inventory.OnShelf || len(item.Tool.Lacking) != 1 {
		t.Fatalf("item %+v, want it lent without two bits", item)
	}
	s.lend(who, drill)
	s.refuses("missing what it was lent without", is(inventory.ErrNoPart), func() error {
		_, err := s.TakeBack(ctx, drill, inventory.Return{Missing: []inventory.Part{{Name: inventory.Name{Zh: "钻头"}, Count: 4}}}, s.boss)
		return err
	})
	s.back(drill)
	ok(t, s.PartFound(ctx, drill, inventory.Part{Name: inventory.Name{Zh: "钻头"}, Count: 2}, s.boss))
	if item := s.item(drill); item.Status != inventory.OnShelf || len(item.Tool.Lacking) != 0 {
		t.Errorf("item %+v, want it whole", item)
	}
}
