package inventory_test

import (
	"context"
	"slices"
	"testing"

	"redwrench/inventory"
)

func TestSearching(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.change(ladder, func(t *inventory.Tool) {
		t.Name = inventory.Name{Zh: "人字梯", Bo: "སྐས་འཛེག", En: "Step Ladder 2 m"}
	})
	s.change(drill, func(t *inventory.Tool) {
		t.Name = inventory.Name{Zh: "冲击电钻", Bo: "གློག་འབིགས།", En: "Impact drill"}
	})
	for _, c := range []struct {
		what, words string
		category    inventory.CategoryID
		want        []inventory.ToolID
	}{
		{"one Chinese character", "梯", "", []inventory.ToolID{ladder}},
		{"a part in the middle", "击电", "", []inventory.ToolID{drill}},
		{"a part of a Tibetan name", "འཛེག", "", []inventory.ToolID{ladder}},
		{"upper and lower case", "sTEP", "", []inventory.ToolID{ladder}},
		{"wide letters", "Ｓｔｅｐ", "", []inventory.ToolID{ladder}},
		{"words in any order and language", "ladder 人字", "", []inventory.ToolID{ladder}},
		{"words of two tools", "ladder drill", "", nil},
		{"a code as it is written", "T-000004", "", []inventory.ToolID{ladder}},
		{"a code as it is typed", ladder.Code().String(), "", []inventory.ToolID{ladder}},
		{"a code in small letters", "t000004", "", []inventory.ToolID{ladder}},
		{"nothing: all tools", "  ", "", []inventory.ToolID{hammer, pliers, drill, ladder, wheelchair, spanner, saw}},
		{"nothing, in a category", "", "power", []inventory.ToolID{drill}},
		{"a word in another category", "梯", "power", nil},
		{"what there is not", "火箭", "", nil},
	} {
		t.Run(c.what, func(t *testing.T) {
			var got []inventory.ToolID
			p := must(s.Search(ctx, inventory.Query{Words: c.words, Category: c.category}))
			for _, item := range p.Items {
				got = append(got, item.Tool.ID)
			}
			if !slices.Equal(got, c.want) || p.Total != len(c.want) {
				t.Errorf("%q finds %v of %d, want %v", c.words, got, p.Total, c.want)
			}
		})
	}
}

func TestSearchPagesAndFreshness(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	p := must(s.Search(ctx, inventory.Query{Skip: 5, Limit: 4}))
	if p.Total != 7 || len(p.Items) != 2 || p.Items[0].Tool.ID != spanner {
		t.Errorf("%d of %d, want the last two", len(p.Items), p.Total)
	}
	if p := must(s.Search(ctx, inventory.Query{Skip: 50, Limit: 4})); p.Total != 7 || len(p.Items) != 0 {
		t.Errorf("past the end: %d of %d", len(p.Items), p.Total)
	}
	added := must(s.AddTool(ctx, inventory.Tool{Name: inventory.Name{Zh: "水平尺"}, Category: "hand"}, s.boss))
	if p := must(s.Search(ctx, inventory.Query{Words: "水平"})); p.Total != 1 {
		t.Errorf("a new tool is found %d times", p.Total)
	}
	s.change(added.ID, func(t *inventory.Tool) { t.Name.Zh = "水准仪" })
	if p := must(s.Search(ctx, inventory.Query{Words: "水平"})); p.Total != 0 {
		t.Errorf("under its old name it is found %d times", p.Total)
	}
	s.lend(s.resident(1), added.ID)
	if p := must(s.Search(ctx, inventory.Query{Words: "水准"})); p.Items[0].Status != inventory.Lent {
		t.Errorf("status %d, want as it stands now", p.Items[0].Status)
	}
}

func TestLookingInOnePlace(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.change(drill, func(t *inventory.Tool) { t.InspectDays = 180 })
	s.lend(s.resident(1), hammer)
	must(s.DeclareLost(ctx, saw, s.boss))
	ok(t, s.Retire(ctx, pliers, inventory.RetiredWorn, s.boss))
	for where, want := range map[inventory.Where][]inventory.ToolID{
		inventory.InStock:  {hammer, drill, ladder, wheelchair, spanner, saw},
		inventory.AtHand:   {drill, ladder, wheelchair, spanner},
		inventory.LentOut:  {hammer},
		inventory.Withheld: {saw},
		inventory.WasHere:  {pliers},
		inventory.Ever:     {hammer, pliers, drill, ladder, wheelchair, spanner, saw},
	} {
		var got []inventory.ToolID
		for _, i := range must(s.Search(ctx, inventory.Query{Where: where})).Items {
			got = append(got, i.Tool.ID)
		}
		if !slices.Equal(got, want) {
			t.Errorf("at place %d: %v, want %v", where, got, want)
		}
	}
	s.now = s.now.AddDate(2, 0, 0) // nothing was inspected
	p := must(s.Search(ctx, inventory.Query{Where: inventory.Withheld}))
	for _, i := range p.Items {
		if i.Status != inventory.OffShelf {
			t.Errorf("tool %d is said to be off the shelf: status %d", i.Tool.ID, i.Status)
		}
	}
	if p.Total < 2 {
		t.Errorf("%d off the shelf, want those whose inspection is over too", p.Total)
	}
	p = must(s.Search(ctx, inventory.Query{Words: "qz", Means: func(name string) bool { return name == s.item(pliers).Tool.Name.Zh }, Where: inventory.Ever}))
	if p.Total != 1 || p.Items[0].Tool.ID != pliers {
		t.Errorf("by its sound: %d", p.Total)
	}
}

func TestEarlierToolsOfAName(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	like := inventory.Tool{Name: inventory.Name{Zh: "水平尺"}, Category: "hand", Shelf: "A1"}
	must(s.AddTools(ctx, like, 3, s.boss))
	like.Shelf = "B2"
	must(s.AddTool(ctx, like, s.boss))
	list := must(s.Earlier(ctx, inventory.Query{Words: "水", Limit: 5}))
	if len(list) != 1 || list[0].Shelf != "B2" {
		t.Errorf("%+v, want the newest of the name", list)
	}
	if list := must(s.Earlier(ctx, inventory.Query{Limit: 2})); len(list) != 2 || list[0].Name == list[1].Name {
		t.Errorf("%d of all", len(list))
	}
}
