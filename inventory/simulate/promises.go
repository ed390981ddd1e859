package simulate

import (
	"context"

	"redwrench/inventory"
)

// hold lets somebody wait for a tool that somebody else has.
func (c *client) hold(ctx context.Context) ([]string, error) {
	who, err := c.resident()
	if err != nil {
		return nil, err
	}
	l, err := c.loan(ctx)
	if err != nil {
		return nil, err
	}
	h, err := c.PlaceHold(ctx, who, l.Tool)
	if err != nil {
		return nil, err
	}
	return []string{"hold " + h.ID.Code().String()}, nil
}

// cancelHold lets somebody wait no longer.
func (c *client) cancelHold(ctx context.Context) ([]string, error) {
	item, err := c.toolThat(ctx, func(i inventory.Item) bool { return i.Waiting > 0 })
	if err != nil {
		return nil, err
	}
	queue, err := c.Queue(ctx, item.Tool.ID)
	if err != nil {
		return nil, err
	}
	if len(queue) == 0 {
		return nil, errIdle
	}
	h := queue[c.rng.IntN(len(queue))].Hold
	by := inventory.StaffID(0)
	if c.chance(30) {
		by = c.staff
	}
	if err := c.CancelHold(ctx, h.ID, h.Resident, by); err != nil {
		return nil, err
	}
	return []string{"unhold " + h.ID.Code().String()}, nil
}

// reserve promises somebody a tool for some days; now and then days that are
// taken.
func (c *client) reserve(ctx context.Context) ([]string, error) {
	who, err := c.resident()
	if err != nil {
		return nil, err
	}
	id, err := c.tool()
	if err != nil {
		return nil, err
	}
	free, err := c.FreeDays(ctx, id)
	if err != nil {
		return nil, err
	}
	from := inventory.DayOf(c.Now()) + inventory.Day(1+c.rng.IntN(20))
	if len(free) > 0 && c.chance(90) {
		from = free[c.rng.IntN(len(free))]
	}
	r, err := c.Reserve(ctx, who, id, from, from+inventory.Day(c.rng.IntN(3)))
	if err != nil {
		return nil, err
	}
	return []string{"reservation " + r.ID.Code().String()}, nil
}

// cancelReservation gives days free again.
func (c *client) cancelReservation(ctx context.Context) ([]string, error) {
	for range 20 {
		who, err := c.resident()
		if err != nil {
			return nil, err
		}
		lines, err := c.ReservationsOf(ctx, who)
		if err != nil {
			return nil, err
		}
		if len(lines) == 0 {
			continue
		}
		id := lines[c.rng.IntN(len(lines))].Reservation.ID
		if err := c.CancelReservation(ctx, id, who, 0); err != nil {
			return nil, err
		}
		return []string{"unreserve " + id.Code().String()}, nil
	}
	return nil, errIdle
}

// undo takes one of the last deeds back. Returns and new tools are left alone, so
// that what was acknowledged as returned or added stays so: who compares needs no
// more than the lines.
func (c *client) undo(ctx context.Context) ([]string, error) {
	deeds, err := c.RecentDeeds(ctx)
	if err != nil {
		return nil, err
	}
	for _, d := range deeds {
		if d.Deed == "take back" || d.Deed == "add tool" || len(d.Subjects) == 0 {
			continue
		}
		if err := c.Undo(ctx, d.Seq, inventory.MisTap, c.staff); err != nil {
			return nil, err
		}
		return []string{"undo " + d.Subjects[0] + " " + d.Deed}, nil
	}
	return nil, errIdle
}
