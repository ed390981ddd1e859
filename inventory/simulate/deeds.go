package simulate

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/invented"
)

// manyResidents is when hardly anybody new comes any more.
const manyResidents = 400

// register takes the next invented person in.
func (c *client) register(ctx context.Context) ([]string, error) {
	c.mu.Lock()
	last, known := c.last, len(c.residents)
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
	if r.ID <= c.last { // another client was quicker
		return nil, errIdle
	}
	c.residents, c.last = append(c.residents, r.ID), r.ID
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

// lend lends one tool or several to somebody: what waits for them, or what they
// see on the shelf.
func (c *client) lend(ctx context.Context) ([]string, error) {
	who, err := c.resident()
	if err != nil {
		return nil, err
	}
	basket, err := c.promised(ctx, who)
	if err != nil {
		return nil, err
	}
	if len(basket) == 0 {
		if basket, err = c.chosen(ctx); err != nil {
			return nil, err
		}
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

// promised are the tools that wait for somebody.
func (c *client) promised(ctx context.Context, who inventory.ResidentID) ([]inventory.ToolID, error) {
	var basket []inventory.ToolID
	holds, err := c.HoldsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, h := range holds {
		if h.Ready {
			basket = append(basket, h.Tool.ID)
		}
	}
	reserved, err := c.ReservationsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, r := range reserved {
		if r.Reservation.From <= inventory.DayOf(c.Now()) {
			basket = append(basket, r.Tool.ID)
		}
	}
	return basket, nil
}

// chosen are tools from the shelf; now and then one that is not there.
func (c *client) chosen(ctx context.Context) ([]inventory.ToolID, error) {
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
	return basket, nil
}

// takeBack takes back what is due; now and then something that is not out.
func (c *client) takeBack(ctx context.Context) ([]string, error) {
	id, err := c.tool()
	if err != nil {
		return nil, err
	}
	now := c.Now()
	var r inventory.Return
	if !c.chance(3) {
		l, err := c.loan(ctx)
		if err != nil {
			return nil, err
		}
		if early := now.Before(l.Due.AddDate(0, 0, -2)); early && c.chance(70) {
			return nil, errIdle
		}
		if at := now.Add(-time.Duration(c.rng.IntN(600)) * time.Second); c.chance(10) && at.After(l.Out) {
			r.At = at // it lay in the box
		}
		id = l.Tool
	}
	item, err := c.Item(ctx, id)
	if err != nil {
		return nil, err
	}
	r.Found = c.found()
	if parts := item.Tool.Parts; r.Found == inventory.PartMissing && len(parts) > 0 && c.chance(80) {
		part := parts[c.rng.IntN(len(parts))]
		part.Count = 1 + c.rng.IntN(part.Count)
		r.Missing = []inventory.Part{part}
	}
	done, err := c.TakeBack(ctx, id, r, c.staff)
	if err != nil {
		return nil, err
	}
	if done.Again {
		return []string{"found " + id.Code().String()}, nil
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
	case n < 20:
		return inventory.Worn
	}
	return inventory.Good
}

// renew renews what somebody has.
func (c *client) renew(ctx context.Context) ([]string, error) {
	l, err := c.loan(ctx)
	if err != nil {
		return nil, err
	}
	if _, err := c.Renew(ctx, l.ID, l.Borrower); err != nil {
		return nil, err
	}
	return []string{"renew " + l.ID.Code().String()}, nil
}

// extend gives somebody more time.
func (c *client) extend(ctx context.Context) ([]string, error) {
	l, err := c.loan(ctx)
	if err != nil {
		return nil, err
	}
	day := inventory.DayOf(c.Now()) + inventory.Day(1+c.rng.IntN(10))
	if _, err := c.Extend(ctx, l.ID, day, c.staff); err != nil {
		return nil, err
	}
	return []string{"extend " + l.ID.Code().String()}, nil
}

func staffCode(id inventory.StaffID) string {
	return code.Code{Kind: code.Staff, Number: uint32(id)}.String()
}
