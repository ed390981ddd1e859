package simulate

import (
	"context"
	"fmt"
	"slices"

	"redwrench/inventory"
	"redwrench/inventory/invented"
)

// countEvery is how many days lie between two counts of a shelf.
const countEvery = 90

// stocktake begins to count a shelf whose turn it is, notes one more tool of the
// count that goes on, or closes it.
func (c *client) stocktake(ctx context.Context) ([]string, error) {
	shelves, err := c.Shelves(ctx)
	if err != nil {
		return nil, err
	}
	for _, s := range shelves {
		if s.Open.ID != 0 {
			return c.count(ctx, s.Open.ID)
		}
	}
	s := shelves[c.rng.IntN(len(shelves))]
	if !s.Last.IsZero() && s.Last.AddDate(0, 0, countEvery).After(c.Now()) {
		return nil, errIdle
	}
	begun, err := c.BeginStocktake(ctx, s.Name, s.All, c.staff)
	if err != nil {
		return nil, err
	}
	return []string{fmt.Sprintf("counting #%d", begun.ID)}, nil
}

// count is one step of a stocktake. Mostly the tool that is seen belongs there;
// now and then it is any tool, or a wrong number that is taken back.
func (c *client) count(ctx context.Context, id inventory.StocktakeID) ([]string, error) {
	_, lines, err := c.StocktakeOf(ctx, id)
	if err != nil {
		return nil, err
	}
	seen := slices.DeleteFunc(slices.Clone(lines), func(l inventory.StockLine) bool { return l.Seen.IsZero() })
	left := slices.DeleteFunc(lines, func(l inventory.StockLine) bool { return l.Finding != inventory.NotSeen })
	switch {
	case len(left) == 0, len(left) == 1 && c.chance(20):
		return c.closeCount(ctx, id)
	case len(seen) > 0 && c.chance(6):
		tool := seen[c.rng.IntN(len(seen))].Tool.ID
		return []string{"unseen " + tool.Code().String()}, c.Unsee(ctx, id, tool, c.staff)
	}
	tool := left[c.rng.IntN(len(left))].Tool.ID
	if c.chance(5) {
		if tool, err = c.tool(); err != nil {
			return nil, err
		}
	}
	_, again, err := c.See(ctx, id, tool, c.staff)
	if err == nil && again {
		err = errIdle // seen twice: that is no deed
	}
	return []string{"seen " + tool.Code().String()}, err
}

// closeCount closes a stocktake. What is missing then, or found, is acknowledged
// one by one, as it stands in the audit.
func (c *client) closeCount(ctx context.Context, id inventory.StocktakeID) ([]string, error) {
	with := inventory.Settling{Lose: c.chance(60), Find: c.chance(80)}
	if _, err := c.CloseStocktake(ctx, id, with, c.staff); err != nil {
		return nil, err
	}
	_, lines, err := c.StocktakeOf(ctx, id)
	if err != nil {
		return nil, err
	}
	for _, l := range lines {
		switch {
		case with.Lose && l.Finding == inventory.NotSeen:
			err = c.ack("lost " + l.Tool.ID.Code().String())
		case with.Find && l.Finding == inventory.HereMissing:
			err = c.ack("sight " + l.Tool.ID.Code().String())
		}
		if err != nil {
			return nil, err
		}
	}
	return []string{fmt.Sprintf("counted #%d", id)}, nil
}

// donate takes a tool or money from somebody, named as they like.
func (c *client) donate(ctx context.Context) ([]string, error) {
	if c.chance(30) {
		return nil, errIdle
	}
	naming := inventory.Naming(c.rng.IntN(3))
	g := inventory.Gift{Donor: invented.Person(c.rng.IntN(manyResidents), "").Name, Naming: naming, Lang: "zh"}
	if c.chance(40) {
		g.Fen, g.Purpose = 100*(1+c.rng.IntN(500)), inventory.Purpose(c.rng.IntN(3))
	} else {
		id, err := c.tool()
		if err != nil {
			return nil, err
		}
		item, err := c.Item(ctx, id)
		if err != nil {
			return nil, err
		}
		g.Tool = inventory.Tool{Name: item.Tool.Name, Category: item.Tool.Category, Parts: item.Tool.Parts, Inspected: c.Now()}
	}
	given, err := c.TakeDonation(ctx, g, c.staff)
	if err != nil {
		return nil, err
	}
	if id := given.Donation.Tool; id != 0 {
		c.mu.Lock()
		c.tools = append(c.tools, id)
		c.mu.Unlock()
		if err := c.ack("tool " + id.Code().String()); err != nil { // that it was added stands in the audit too
			return nil, err
		}
	}
	return []string{"donation " + given.Donation.ID.Code().String()}, nil
}

// withdraw takes back that a donation was made, or how its donor is called.
func (c *client) withdraw(ctx context.Context) ([]string, error) {
	list, err := c.Donations(ctx, 20)
	if err != nil {
		return nil, err
	}
	if len(list) == 0 || c.chance(75) {
		return nil, errIdle
	}
	g := list[c.rng.IntN(len(list))].Donation
	if g.Naming != inventory.Nameless && c.chance(60) {
		return []string{"nameless " + g.ID.Code().String()}, c.ForgetDonor(ctx, g.ID, c.staff)
	}
	return []string{"struck " + g.ID.Code().String()}, c.StrikeDonation(ctx, g.ID, c.staff)
}

// activity notes what the shop held in the last days; now and then the last one
// was noted by mistake.
func (c *client) activity(ctx context.Context) ([]string, error) {
	last, err := c.Activities(ctx, 1)
	if err != nil {
		return nil, err
	}
	if c.chance(60) {
		return nil, errIdle
	}
	if len(last) > 0 && c.chance(10) {
		return []string{fmt.Sprintf("struckout #%d", last[0].ID)}, c.StrikeActivity(ctx, last[0].ID, c.staff)
	}
	a := inventory.Activity{Name: inventory.Name{Zh: "便民维修日"}, Day: inventory.DayOf(c.Now()) - inventory.Day(c.rng.IntN(4)), Persons: c.rng.IntN(120)}
	if squads := c.Settings().Jobs.Squads; len(squads) > 0 && c.chance(70) {
		a.Squad = squads[c.rng.IntN(len(squads))].ID
	}
	a, err = c.AddActivity(ctx, a, c.staff)
	if err != nil {
		return nil, err
	}
	return []string{fmt.Sprintf("activity #%d", a.ID)}, nil
}

// replace plans a new one for a tool that is worn, or gives that up.
func (c *client) replace(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool {
		return i.Status != inventory.Retired && (i.Tool.Worn || i.Tool.ReplaceBy != 0)
	})
	if err != nil {
		return nil, err
	}
	by := inventory.Day(0)
	if item.Tool.ReplaceBy == 0 {
		by = inventory.DayOf(c.Now()) + inventory.Day(30+c.rng.IntN(300))
	}
	return []string{"replace " + item.Tool.ID.Code().String()}, c.PlanReplacement(ctx, item.Tool.ID, by, c.staff)
}

// merge makes one record of two: somebody without their card had registered anew.
// Staff open both first. That happens a few times a year.
func (c *client) merge(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	known := len(c.residents)
	c.mu.Unlock()
	if known < manyTwins || c.chance(80) {
		return nil, errIdle
	}
	var pair [2]inventory.Resident
	for n := range pair {
		id, err := c.resident()
		if err != nil {
			return nil, err
		}
		if n > 0 && id == pair[0].ID {
			return nil, errIdle
		}
		if pair[n], err = c.Reveal(ctx, id, c.staff); err != nil {
			return nil, err
		}
		if err := c.ack("opened " + id.Code().String()); err != nil {
			return nil, err
		}
	}
	keep, gone := pair[0], pair[1]
	if _, err := c.Merge(ctx, keep, gone, c.staff); err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.residents = slices.DeleteFunc(c.residents, func(id inventory.ResidentID) bool { return id == gone.ID })
	return []string{"merged " + gone.ID.Code().String()}, nil
}

// manyTwins is of how many residents some are there twice.
const manyTwins = 20
