package simulate

import (
	"context"
	"errors"
	"fmt"

	"redwrench/inventory"
)

// backOnShelf puts a tool that was repaired, completed or cleaned back.
func (c *client) backOnShelf(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool {
		return i.Status == inventory.OffShelf && i.Reason != inventory.Inspection && i.Reason != inventory.Missing
	})
	if err != nil {
		return nil, err
	}
	if err := c.BackOnShelf(ctx, item.Tool.ID, c.staff); err != nil {
		return nil, err
	}
	return []string{"shelf " + item.Tool.ID.Code().String()}, nil
}

// takeOffShelf takes a tool that needs care from the shelf.
func (c *client) takeOffShelf(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool { return i.Status == inventory.OnShelf })
	if err != nil {
		return nil, err
	}
	reason := []inventory.Reason{inventory.Repair, inventory.Cleaning}[c.rng.IntN(2)]
	if err := c.TakeOffShelf(ctx, item.Tool.ID, reason, c.staff); err != nil {
		return nil, err
	}
	return []string{"off " + item.Tool.ID.Code().String()}, nil
}

// partFound brings a missing part.
func (c *client) partFound(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool { return len(i.Lacks)+len(i.Tool.Lacking) > 0 })
	if err != nil {
		return nil, err
	}
	part := append(item.Lacks, item.Tool.Lacking...)[0]
	part.Count = 1
	if err := c.PartFound(ctx, item.Tool.ID, part, c.staff); err != nil {
		return nil, err
	}
	return []string{"part " + item.Tool.ID.Code().String()}, nil
}

// inspect inspects what is due within a fortnight.
func (c *client) inspect(ctx context.Context) ([]string, error) {
	due, err := c.InspectionsDue(ctx, c.Now().AddDate(0, 0, 14))
	if err != nil {
		return nil, err
	}
	if len(due) == 0 {
		return nil, errIdle
	}
	id := due[c.rng.IntN(len(due))].Tool.ID
	what, safe := "safe ", !c.chance(15)
	if !safe {
		what = "unsafe "
	}
	if err := c.Inspect(ctx, id, safe, c.staff); err != nil {
		return nil, err
	}
	return []string{what + id.Code().String()}, nil
}

// lose notes that a tool will not come back.
func (c *client) lose(ctx context.Context) ([]string, error) {
	l, err := c.loan(ctx)
	if err != nil {
		return nil, err
	}
	lost, err := c.DeclareLost(ctx, l.Tool, c.staff)
	if err != nil {
		return nil, err
	}
	if lost.ID == 0 { // another client had taken it back
		return []string{"lost " + l.Tool.Code().String()}, nil
	}
	return []string{"lost " + lost.ID.Code().String()}, nil
}

// sight finds a missing tool, or sees that one is where it should be.
func (c *client) sight(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool {
		return i.Status == inventory.OffShelf && i.Reason == inventory.Missing || i.Status == inventory.OnShelf && c.chance(10)
	})
	if err != nil {
		return nil, err
	}
	if err := c.Sight(ctx, item.Tool.ID, c.staff); err != nil {
		return nil, err
	}
	return []string{"sight " + item.Tool.ID.Code().String()}, nil
}

// manyConsumables is how many kinds of them a simulated shop keeps.
const manyConsumables = 6

// consumable keeps, restocks, hands out, takes back or counts something.
func (c *client) consumable(ctx context.Context) ([]string, error) {
	list, err := c.Consumables(ctx)
	if err != nil {
		return nil, err
	}
	if len(list) < manyConsumables {
		n := len(list) + 1
		kept, err := c.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: fmt.Sprint("耗材", n)}, Unit: inventory.Name{Zh: "个"}, Low: 10}, c.staff)
		return []string{"consumable " + kept.ID.Code().String()}, err
	}
	slip := inventory.LoanID(0)
	if l, err := c.loan(ctx); err == nil && c.chance(60) {
		slip = l.Slip
	} else if err != nil && !errors.Is(err, errIdle) {
		return nil, err
	}
	if taken, err := c.HandedOut(ctx, slip); err != nil {
		return nil, err
	} else if slip != 0 && len(taken) > 0 && c.chance(50) {
		_, err := c.GiveBack(ctx, taken[0].ID, 1+c.rng.IntN(taken[0].Stock), slip, c.staff)
		return []string{"giveback " + taken[0].ID.Code().String()}, err
	}
	thing, what := list[c.rng.IntN(len(list))], "handout "
	switch n := c.rng.IntN(10); {
	case thing.Stock < 20 && n < 5:
		what = "restock "
		_, err = c.Restock(ctx, thing.ID, 100, c.staff)
	case n == 9:
		what = "count "
		_, err = c.Count(ctx, thing.ID, thing.Stock, c.staff)
	default:
		_, _, err = c.HandOut(ctx, thing.ID, 1+c.rng.IntN(12), slip, c.staff)
	}
	return []string{what + thing.ID.Code().String()}, err
}

// addTool gives the shop one more of a tool it has.
func (c *client) addTool(ctx context.Context) ([]string, error) {
	if c.chance(50) {
		return nil, errIdle
	}
	id, err := c.tool()
	if err != nil {
		return nil, err
	}
	item, err := c.Item(ctx, id)
	if err != nil {
		return nil, err
	}
	like := item.Tool
	like.Inspected, like.Lacking, like.Worn = c.Now(), nil, false
	t, err := c.AddTool(ctx, like, c.staff)
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.tools = append(c.tools, t.ID)
	return []string{"tool " + t.ID.Code().String()}, nil
}

// retire ends a tool's life in the shop. There are always enough left.
func (c *client) retire(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	few := len(c.tools) < manyTools
	c.mu.Unlock()
	if few {
		return nil, errIdle
	}
	item, err := c.toolThat(ctx, func(i inventory.Item) bool { return i.Status == inventory.OffShelf })
	if err != nil {
		return nil, err
	}
	if err := c.Retire(ctx, item.Tool.ID, inventory.RetiredBroken, c.staff); err != nil {
		return nil, err
	}
	return []string{"retire " + item.Tool.ID.Code().String()}, nil
}

// manyTools is below how many a simulated shop retires none.
const manyTools = 10
