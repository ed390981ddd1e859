package simulate

import (
	"context"
	"errors"
	"math/rand/v2"
	"time"

	"redwrench/inventory"
)

// client is one kiosk with its queue of people.
type client struct {
	*sim
	first bool // the one that also does what needs doing once
	rng   *rand.Rand
	today int // the day of the year, once it has begun here
}

// errIdle: nothing of this kind can be done now; something else will be.
var errIdle = errors.New("nothing to do")

// gap is the mean time between two deeds: about forty-five a day.
const gap = 12 * time.Minute

// run does one deed after the other.
func (c *client) run(ctx context.Context) error {
	for ctx.Err() == nil && !c.full() {
		c.pace.wait(ctx)
		share := 1 + c.rng.Float64()*2*gap.Seconds()
		now := c.clock.Pass(time.Duration(share)*time.Second, c.hours)
		if now.After(c.c.Until) {
			break
		}
		if err := c.step(ctx, now); err != nil {
			return ended(ctx, err)
		}
	}
	if !c.first || ctx.Err() != nil {
		return nil
	}
	return ended(ctx, c.printer(ctx))
}

// step does one deed, and in the first client what a day begins with.
func (c *client) step(ctx context.Context, now time.Time) error {
	if day := now.YearDay(); c.first && day != c.today {
		c.today = day
		if err := c.morning(ctx); err != nil {
			return err
		}
	}
	lines, err := c.pick().do(c, ctx)
	switch {
	case err == nil:
		return c.ack(lines...)
	case errors.Is(err, errIdle):
		return nil
	case fault(err):
		return err
	}
	c.refused()
	return nil
}

// morning is what the kiosk and the staff do before the shop opens. What lapses
// is filed and not acknowledged: nobody did it.
func (c *client) morning(ctx context.Context) error {
	if _, err := c.Sweep(ctx); err != nil {
		return err
	}
	return c.printer(ctx)
}

// printer takes the slips that wait, as if they were printed: a kiosk opened on
// a simulated shop shall not print a year's paper.
func (c *client) printer(ctx context.Context) error {
	for {
		jobs, err := c.WaitingPrints(ctx, pageSize)
		if err != nil || len(jobs) == 0 {
			return err
		}
		for _, job := range jobs {
			job.State = inventory.PrintDone
			if err := c.KeepPrint(ctx, job); err != nil {
				return err
			}
		}
	}
}

// kind is a kind of deed and how often it happens, beside the others.
type kind struct {
	often int
	do    func(*client, context.Context) (acks []string, err error)
}

var kinds = []kind{
	{10, (*client).register},
	{12, (*client).verify},
	{80, (*client).lend},
	{88, (*client).takeBack},
	{16, (*client).renew},
	{16, (*client).hold},
	{4, (*client).cancelHold},
	{8, (*client).reserve},
	{3, (*client).cancelReservation},
	{4, (*client).extend},
	{20, (*client).backOnShelf},
	{3, (*client).takeOffShelf},
	{6, (*client).partFound},
	{6, (*client).inspect},
	{3, (*client).lose},
	{3, (*client).sight},
	{10, (*client).consumable},
	{3, (*client).undo},
	{1, (*client).addTool},
	{1, (*client).retire},
	{5, (*client).stocktake},
	{1, (*client).donate},
	{1, (*client).withdraw},
	{1, (*client).activity},
	{1, (*client).replace},
	{1, (*client).merge},
	{1, (*client).volunteer},
	{8, (*client).report},
	{24, (*client).work},
	{4, (*client).rate},
}

var often = func() int {
	sum := 0
	for _, k := range kinds {
		sum += k.often
	}
	return sum
}()

func (c *client) pick() kind {
	n := c.rng.IntN(often)
	for _, k := range kinds {
		if n -= k.often; n < 0 {
			return k
		}
	}
	return kinds[0] // not reached
}

// resident is somebody who is registered.
func (c *client) resident() (inventory.ResidentID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.residents) == 0 {
		return 0, errIdle
	}
	return c.residents[c.rng.IntN(len(c.residents))], nil
}

// tool is any tool.
func (c *client) tool() (inventory.ToolID, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if len(c.tools) == 0 {
		return 0, errIdle
	}
	return c.tools[c.rng.IntN(len(c.tools))], nil
}

// toolThat is a tool of which good is true, if one is soon found.
func (c *client) toolThat(ctx context.Context, good func(inventory.Item) bool) (inventory.Item, error) {
	for range 30 {
		id, err := c.tool()
		if err != nil {
			return inventory.Item{}, err
		}
		item, err := c.Item(ctx, id)
		if err != nil {
			return inventory.Item{}, err
		}
		if good(item) {
			return item, nil
		}
	}
	return inventory.Item{}, errIdle
}

// loan is one that is out, mostly one of those that are due first.
func (c *client) loan(ctx context.Context) (inventory.Loan, error) {
	out, err := c.OpenLoans(ctx, 0, 40)
	if err != nil {
		return inventory.Loan{}, err
	}
	if len(out) == 0 {
		return inventory.Loan{}, errIdle
	}
	return out[min(c.rng.IntN(len(out)), c.rng.IntN(len(out)))].Loan, nil
}

// chance is true in n of 100 cases.
func (c *client) chance(n int) bool { return c.rng.IntN(100) < n }
