package takeback

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory"
)

// Card is the tool that was scanned last. Zero: none.
type Card struct {
	Item  inventory.Item
	Loan  inventory.CounterLine // when the tool is lent
	Queue []inventory.QueueLine // who waits for it
}

// Lost says that the tool is missing: whoever scans it has found it.
func (c Card) Lost() bool {
	return c.Item.Status == inventory.OffShelf && c.Item.Reason == inventory.Missing
}

// Comes says that taking the tool back is what to do now: it is lent, or lost,
// or in somebody's care already.
func (c Card) Comes() bool {
	return c.Item.Status == inventory.Lent || c.Item.Status == inventory.OffShelf
}

// Counts says that the parts are to be counted now: on a return, or when that
// was put off.
func (c Card) Counts() bool {
	uncounted := c.Item.Status == inventory.OffShelf && c.Item.Reason == inventory.Incomplete && len(c.Item.Lacks) == 0
	return c.Item.Status == inventory.Lent || c.Lost() || uncounted
}

// Expected are the parts that must be there: all but those the tool is lent
// without.
func (c Card) Expected() []inventory.Part {
	var list []inventory.Part
	for _, p := range c.Item.Tool.Parts {
		if i := slices.IndexFunc(c.Item.Tool.Lacking, func(q inventory.Part) bool { return q.Name.Zh == p.Name.Zh }); i >= 0 {
			p.Count -= c.Item.Tool.Lacking[i].Count
		}
		if p.Count > 0 {
			list = append(list, p)
		}
	}
	return list
}

// Awaited are the parts that may still turn up: those it waits for off the
// shelf, else those it is lent without.
func (c Card) Awaited() []inventory.Part {
	if len(c.Item.Lacks) > 0 {
		return c.Item.Lacks
	}
	return c.Item.Tool.Lacking
}

// Inspected says that the tool must be inspected from time to time.
func (c Card) Inspected() bool { return inspectDays(c.Item) > 0 }

func inspectDays(i inventory.Item) int {
	if i.Tool.InspectDays > 0 {
		return i.Tool.InspectDays
	}
	return i.Category.InspectDays
}

// tool is the card of a tool as it stands now.
func (f *Flow) tool(ctx context.Context, id inventory.ToolID) (Card, error) {
	item, err := f.desk.Item(ctx, id)
	if err != nil {
		return Card{}, err
	}
	c := Card{Item: item}
	if item.Waiting > 0 {
		if c.Queue, err = f.desk.Queue(ctx, id); err != nil {
			return Card{}, err
		}
	}
	if item.Status == inventory.Lent {
		c.Loan, err = f.desk.OpenLoanOf(ctx, id)
	}
	return c, err
}

// slip finds the first tool of a slip that is still out.
func (f *Flow) slip(ctx context.Context, id inventory.LoanID) (Card, error) {
	s, err := f.desk.SlipOf(ctx, id)
	if err != nil {
		return Card{}, err
	}
	for _, l := range s.Lines {
		if l.Loan.Open() {
			return f.tool(ctx, l.Tool.ID)
		}
	}
	return Card{}, inventory.ErrNotLent
}

// Moments are the times at which the tool may have been handed in before now:
// closing time of the last open day, and hours of today. None lies before the
// loan.
func (f *Flow) Moments() []time.Time {
	now, rules := f.desk.Now(), f.desk.Settings()
	today := inventory.DayOf(now)
	day := today - 1
	for n := 0; n < 14 && !rules.Open(day); n++ {
		day--
	}
	moments := []time.Time{day.In(now.Location()).Add(rules.Closes)}
	for _, hour := range []time.Duration{9, 12, 15} {
		moments = append(moments, today.In(now.Location()).Add(hour*time.Hour))
	}
	out := f.Card.Loan.Loan.Out
	return slices.DeleteFunc(moments, func(t time.Time) bool { return t.Before(out) || !t.Before(now) })
}

// Later are days until which the loan may be extended: so many days from when
// it is due, or from today when that is over, each moved to an open day.
func (f *Flow) Later() []inventory.Day {
	now, rules := f.desk.Now(), f.desk.Settings()
	from := max(inventory.DayOf(f.Card.Loan.Loan.Due), inventory.DayOf(now))
	var days []inventory.Day
	for _, n := range []inventory.Day{1, 3, 7, 14} {
		day := from + n
		for i := 0; i < 60 && !rules.Open(day); i++ {
			day++
		}
		if !slices.Contains(days, day) {
			days = append(days, day)
		}
	}
	return days
}
