package simulate_test

import (
	"reflect"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/simulate"
)

// Lists ask how all tools stand at once, and must say what is said of each alone.
func TestManyToolsStandAsEachOfThemAlone(t *testing.T) {
	ctx := t.Context()
	d, clock := desk(t, newShop(t))
	met := map[inventory.Status]int{}
	for day := range 60 {
		if _, err := simulate.Run(ctx, d, clock, simulate.Config{Seed: 4, Until: founded.AddDate(0, 0, day+1)}); err != nil {
			t.Fatal(err)
		}
		for _, many := range must(d.Catalogue(ctx)) {
			met[many.Status]++
			if one := must(d.Item(ctx, many.Tool.ID)); !reflect.DeepEqual(many, one) {
				t.Errorf("day %d: among all %+v, alone %+v", day, many, one)
			}
		}
		for _, many := range must(d.Upkeep(ctx)) {
			one := must(d.UpkeepOf(ctx, many.Item.Tool.ID))
			uses := must(d.UsesOf(ctx, []inventory.ToolID{many.Item.Tool.ID}))[many.Item.Tool.ID]
			if many.Loans, many.Homes = uses, one.Homes; !reflect.DeepEqual(many, one) {
				t.Errorf("day %d: upkeep among all %+v, alone %+v", day, many, one)
			}
		}
	}
	for _, s := range []inventory.Status{inventory.OnShelf, inventory.Lent, inventory.OffShelf, inventory.Held, inventory.Reserved} {
		if met[s] == 0 {
			t.Errorf("no tool had status %d: %v", s, met)
		}
	}
}
