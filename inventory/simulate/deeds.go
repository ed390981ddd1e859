package simulate

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/invented"
)

// manyResidents is when hardly anybody new comes any more.
const manyResidents = 400

// register takes the next invented person in.
func (c *client) register(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	last, known := end(c.residents), len(c.residents)
	c.mu.Unlock()
	if known >= manyResidents && !c.chance(5) {
		return nil, errIdle
	}
	person := invented.Person(int(last), c.Settings().ConsentVersion)
	r, err := c.Register(ctx, person, inventory.Lang([]string{"zh", "bo", "en"}[c.rng.IntN(3)]))
	if err != nil {
		return nil, err
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	if r.ID <= end(c.residents) { // another client was quicker
		return nil, errIdle
	}
	c.residents = append(c.residents, r.ID)
	return []string{"resident " + r.ID.Code().String()}, nil
}

// verify looks at the identity card of somebody who has not shown it yet.
func (c *client) verify(ctx context.Context) ([]string, error) {
	id, err := c.resident()
	if err != nil {
		return nil, err
	}
	r, err := c.ByCard(ctx, id)
	if err != nil {
		return nil, err
	}
	if !r.Verified.IsZero() {
		return nil, errIdle
	}
	if _, err := c.Verify(ctx, id, c.staff); err != nil {
		return nil, err
	}
	return []string{"verified " + id.Code().String()}, nil
}

// lend lends one tool or several to somebody, who mostly looks first whether
// they are there.
func (c *client) lend(ctx context.Context) ([]string, error) {
	who, err := c.resident()
	if err != nil {
		return nil, err
	}
	var basket []inventory.ToolID
	for range 1 + c.rng.IntN(3)*c.rng.IntN(2) {
		id, err := c.tool()
		if err != nil {
			return nil, err
		}
		if item, err := c.Item(ctx, id); err != nil {
			return nil, err
		} else if item.Status == inventory.OnShelf || c.chance(5) {
			basket = append(basket, id)
		}
	}
	if len(basket) == 0 {
		return nil, errIdle
	}
	done, err := c.Lend(ctx, who, basket, "zh")
	if err != nil {
		return nil, err
	}
	var acks []string
	for _, l := range done.Loans {
		acks = append(acks, "loan "+l.ID.Code().String())
	}
	return acks, nil
}

// takeBack takes back one of the tools that are due first; now and then one that
// is not out.
func (c *client) takeBack(ctx context.Context) ([]string, error) {
	id, err := c.tool()
	if err != nil {
		return nil, err
	}
	if !c.chance(3) {
		out, err := c.OpenLoans(ctx, 40)
		if err != nil {
			return nil, err
		}
		if len(out) == 0 {
			return nil, errIdle
		}
		// Two draws: what is due first comes back first, mostly.
		line := out[min(c.rng.IntN(len(out)), c.rng.IntN(len(out)))]
		if early := c.clock.Now().Before(line.Loan.Due.AddDate(0, 0, -2)); early && c.chance(70) {
			return nil, errIdle
		}
		id = line.Tool.ID
	}
	done, err := c.TakeBack(ctx, id, c.found(), c.staff)
	if err != nil {
		return nil, err
	}
	return []string{"return " + done.Loan.ID.Code().String()}, nil
}

// found is how a tool comes back.
func (c *client) found() inventory.Condition {
	switch n := c.rng.IntN(100); {
	case n < 4:
		return inventory.PartMissing
	case n < 8:
		return inventory.Damaged
	case n < 14:
		return inventory.NeedsCleaning
	}
	return inventory.Good
}

// backOnShelf puts a tool that was repaired, completed or cleaned back.
func (c *client) backOnShelf(ctx context.Context) ([]string, error) {
	for range 20 {
		id, err := c.tool()
		if err != nil {
			return nil, err
		}
		item, err := c.Item(ctx, id)
		if err != nil {
			return nil, err
		}
		if item.Status != inventory.OffShelf {
			continue
		}
		if err := c.BackOnShelf(ctx, id, c.staff); err != nil {
			return nil, err
		}
		return []string{"shelf " + id.Code().String()}, nil
	}
	return nil, errIdle
}

func staffCode(id inventory.StaffID) string {
	return code.Code{Kind: code.Staff, Number: uint32(id)}.String()
}
