package simulate

import (
	"context"
	"fmt"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// manyVolunteers is how many a simulated shop has.
const manyVolunteers = 6

// volunteer enlists somebody who knows one or two trades.
func (c *client) volunteer(ctx context.Context) ([]string, error) {
	staff, err := c.Staff(ctx)
	if err != nil {
		return nil, err
	}
	kinds, err := c.JobKinds(ctx)
	if err != nil || len(kinds) == 0 {
		return nil, orIdle(err)
	}
	n := 0
	for _, s := range staff {
		if s.Role == inventory.Volunteer {
			n++
		}
	}
	if n >= manyVolunteers {
		return nil, errIdle
	}
	craft := inventory.Craft{Langs: []inventory.Lang{"zh"}}
	for range 1 + c.rng.IntN(2) {
		k := kinds[c.rng.IntN(len(kinds))]
		craft.Squad = k.Squad
		if k.Skill != "" {
			craft.Skills = append(craft.Skills, k.Skill)
		}
	}
	s, err := c.Enlist(ctx, "试用志愿者"+string(rune('甲'+n)), craft, c.staff)
	if err != nil {
		return nil, err
	}
	return []string{fmt.Sprintf("volunteer S%d", s.ID)}, nil
}

// report lets somebody ask for a job; for the same fault again where it is offered.
func (c *client) report(ctx context.Context) ([]string, error) {
	who, err := c.resident()
	if err != nil {
		return nil, err
	}
	kinds, err := c.JobKinds(ctx)
	if err != nil || len(kinds) == 0 {
		return nil, orIdle(err)
	}
	k := kinds[c.rng.IntN(len(kinds))]
	q := inventory.Request{Resident: who, Kind: k.ID, When: jobs.When(c.rng.IntN(8)), Urgent: k.Urgent && c.chance(20), Lang: "zh"}
	if len(k.Phrases) > 0 && c.chance(80) {
		q.Phrases = []int{c.rng.IntN(len(k.Phrases))}
	}
	if q.Reopen, err = c.SameFault(ctx, who, k.ID, q.Place); err != nil {
		return nil, err
	}
	j, err := c.ReportJob(ctx, q)
	if err != nil {
		return nil, err
	}
	what := "job "
	if q.Reopen != 0 {
		what = "jobagain "
	}
	return []string{what + j.ID.Code().String()}, nil
}

// work leads a job of the board one step on.
func (c *client) work(ctx context.Context) ([]string, error) {
	state := []jobs.State{jobs.New, jobs.Assigned, jobs.Visiting, jobs.Waiting}[c.rng.IntN(4)]
	rows, _, err := c.Board(ctx, inventory.Filter{State: state}, 0, 20, c.staff)
	if err != nil || len(rows) == 0 {
		return nil, orIdle(err)
	}
	j := rows[min(c.rng.IntN(len(rows)), c.rng.IntN(len(rows)))].Job
	what, err := c.lead(ctx, j)
	if err != nil {
		return nil, err
	}
	return []string{what + " " + j.ID.Code().String()}, nil
}

// lead is the step, and what an acknowledgement calls it.
func (c *client) lead(ctx context.Context, j inventory.Job) (string, error) {
	now := c.Now()
	switch n := c.rng.IntN(100); {
	case n < 4:
		_, err := c.CancelJob(ctx, j.ID, 0, c.staff, "居民不需要了")
		return "jobcancelled", err
	case n < 7 && j.State == jobs.New:
		_, err := c.CancelJob(ctx, j.ID, j.Resident, 0, "")
		return "jobcancelled", err
	case n < 12 && j.State != jobs.New:
		_, err := c.GiveUpJob(ctx, j.ID, j.Volunteers[0], c.staff)
		return "jobgivenup", err
	case n < 18:
		_, err := c.PriceJob(ctx, j.ID, inventory.Pricing{Big: c.chance(80), Quote: jobs.Quote{Labour: jobs.Fen(1 + c.rng.IntN(50000))}}, c.staff)
		return "jobpriced", err
	case n < 21 && len(c.Settings().Jobs.Partners) > 0:
		_, err := c.PassOnJob(ctx, j.ID, c.Settings().Jobs.Partners[0].ID, "需要持证的人", c.staff)
		return "jobpassed", err
	case j.Big && j.Agreed.IsZero() && n < 60:
		_, err := c.AgreeToQuote(ctx, j.ID, c.staff)
		return "jobagreed", err
	case j.State == jobs.New || n < 24:
		return "jobgiven", c.give(ctx, j.ID)
	case j.State == jobs.Assigned && n < 60:
		from := now.Add(time.Duration(c.rng.IntN(30)) * time.Hour)
		_, err := c.ArrangeVisit(ctx, j.ID, jobs.Span{From: from, To: from.Add(time.Hour)}, c.chance(80), c.staff)
		return "jobarranged", err
	case n < 46:
		id, err := c.tool()
		if err == nil {
			_, err = c.LendForJob(ctx, j.ID, []inventory.ToolID{id}, j.Volunteers[0], c.staff)
		}
		return "along", err
	}
	return "jobfilledin", c.fillIn(ctx, j)
}

// give gives a job to who fits best.
func (c *client) give(ctx context.Context, id inventory.JobID) error {
	list, err := c.Suggest(ctx, id, c.staff)
	if err != nil || len(list) == 0 {
		return orIdle(err)
	}
	_, err = c.AssignJob(ctx, id, list[0].Staff.ID, c.chance(80), c.staff)
	return err
}

// fillIn reports a visit that ended just now.
func (c *client) fillIn(ctx context.Context, j inventory.Job) error {
	r := inventory.VisitReport{Visit: jobs.Span{From: c.Now().Add(-time.Hour), To: c.Now()}, Did: "修好了", Confirmed: c.chance(80)}
	for _, v := range j.Volunteers {
		r.Work = append(r.Work, inventory.Work{Who: v, Hours: jobs.HalfHours(1 + c.rng.IntN(6)), Travel: jobs.HalfHours(c.rng.IntN(3))})
	}
	if c.chance(40) {
		r.Materials = []inventory.Material{{What: "配件", Cost: jobs.Fen(c.rng.IntN(3000))}}
	}
	if c.chance(25) {
		r.Outcome, r.Why = []jobs.Outcome{jobs.Again, jobs.Parts}[c.rng.IntN(2)], "缺配件"
	} else if c.chance(10) {
		r.Result = jobs.EndOfLife
	}
	_, err := c.FillIn(ctx, j.ID, r, c.staff)
	return err
}

// rate lets somebody say how content they are.
func (c *client) rate(ctx context.Context) ([]string, error) {
	rows, _, err := c.Board(ctx, inventory.Filter{State: jobs.Done}, 0, 20, c.staff)
	if err != nil || len(rows) == 0 {
		return nil, orIdle(err)
	}
	id := rows[c.rng.IntN(len(rows))].Job.ID
	if err := c.RateJob(ctx, id, max(1+c.rng.IntN(5), 1+c.rng.IntN(5))); err != nil {
		return nil, err
	}
	return []string{"stars " + id.Code().String()}, nil
}

// orIdle is err, or errIdle when there is none.
func orIdle(err error) error {
	if err != nil {
		return err
	}
	return errIdle
}
