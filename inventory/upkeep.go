package inventory

import (
	"cmp"
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// Upkeep is what a tool needs so that it stays fit to be lent, and how much it
// was used.
type Upkeep struct {
	Item    Item
	Inspect Day  // the day until which it is lent without another inspection; 0: it needs none
	Loans   int  // of UpkeepOf: since it passed its last inspection, or since it came
	Homes   int  // of UpkeepOf: the residents and homes that ever had it
	Bench   bool // off the shelf for repair or the like, not only because its inspection is overdue
}

// Due is the day by which something must be done with it; 0: there is none.
func (u Upkeep) Due() Day {
	replace := u.Item.Tool.ReplaceBy
	if u.Inspect == 0 || replace != 0 && replace < u.Inspect {
		return replace
	}
	return u.Inspect
}

// MonthEnd is the last day of a time's month.
func MonthEnd(t time.Time) Day {
	return DayOf(time.Date(t.Year(), t.Month()+1, 0, 12, 0, 0, 0, t.Location()))
}

// PlanReplacement notes the day by which a tool is to be replaced by a new one;
// 0: no longer. It is lent on, whatever the day.
// Refusals: ErrNotStaff, ErrNoTool, ErrPast, *NotFree when it is retired,
// ErrClockBack.
func (d *Desk) PlanReplacement(ctx context.Context, id ToolID, by Day, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		if item.Status == Retired {
			return item.notFree()
		}
		if by != 0 && by < DayOf(now) {
			return ErrPast
		}
		t := item.Tool
		t.ReplaceBy = by
		return steps(
			func() error { return put(tx, tableTool, key(id), t) },
			func() error { return audit(tx, now, who, "plan replacement", id.Code().String()) },
		)
	})
}

// Upkeep are the tools that are inspected, are to be replaced, are worn, or are
// off the shelf for repair or the like; the one due first at the top, those
// without a day at the end.
func (d *Desk) Upkeep(ctx context.Context) ([]Upkeep, error) {
	now := d.Now()
	var list []Upkeep
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		others, err := crowdOf(tx)
		if err != nil {
			return err
		}
		return every(tx, tableTool, func(t Tool) error {
			if !t.Retired.IsZero() {
				return nil
			}
			u, err := d.upkeep(tx, t, now, others)
			if err == nil && (u.Due() != 0 || u.Bench || t.Worn) {
				list = append(list, u)
			}
			return err
		})
	})
	list = inOrder(list, func(a, b *Upkeep) int {
		return cmp.Or(cmp.Compare(uint32(a.Due()-1), uint32(b.Due()-1)), cmp.Compare(a.Item.Tool.ID, b.Item.Tool.ID)) // no day: last
	})
	return list, err
}

// UpkeepOf is one tool, with the homes that had it. It returns ErrNoTool.
func (d *Desk) UpkeepOf(ctx context.Context, id ToolID) (Upkeep, error) {
	now := d.Now()
	var u Upkeep
	err := d.store.View(ctx, func(tx store.Tx) error {
		t, err := get[Tool](tx, tableTool, key(id))
		if err != nil {
			return unknown(err, ErrNoTool)
		}
		if u, err = d.upkeep(tx, t, now, nil); err != nil {
			return err
		}
		loans, err := loansSince(tx, id, time.Time{})
		if err != nil {
			return err
		}
		u.Loans, u.Homes, err = usedBy(tx, loans, t.Inspected)
		return err
	})
	return u, err
}

// UsesOf is how often tools went out since they passed their last inspection, or
// since they came: of a page of the list of Upkeep, each is counted. Numbers of no
// tool are left out.
func (d *Desk) UsesOf(ctx context.Context, ids []ToolID) (map[ToolID]int, error) {
	uses := make(map[ToolID]int, len(ids))
	err := d.store.View(ctx, func(tx store.Tx) error {
		clear(uses)
		for _, id := range ids {
			t, err := get[Tool](tx, tableTool, key(id))
			if errors.Is(err, store.ErrNotFound) {
				continue
			}
			if err != nil {
				return err
			}
			loans, err := loansSince(tx, id, t.Inspected)
			if err != nil {
				return err
			}
			uses[id] = len(loans)
		}
		return nil
	})
	return uses, err
}

func (d *Desk) upkeep(tx store.Tx, t Tool, now time.Time, c *crowd) (Upkeep, error) {
	item, err := d.item(tx, t, now, 0, c)
	u := Upkeep{Item: item}
	if due := d.inspectionDue(item.Category, t); !due.IsZero() {
		u.Inspect = DayOf(due)
	}
	if err != nil || item.Status != OffShelf || item.Reason == Missing {
		return u, err
	}
	u.Bench, err = has(tx, tableOff, key(t.ID))
	return u, err
}

// loansSince are the loans of a tool that were no mistake and went out since a
// time, the newest first.
func loansSince(tx store.Tx, id ToolID, t time.Time) ([]Loan, error) {
	var loans []Loan
	r := store.Range{From: key(id), To: key(id + 1), Reverse: true, Limit: 64}
	for {
		some, err := newest[Loan](tx, tableLent, r, tableLoan)
		if err != nil {
			return nil, err
		}
		for _, l := range some {
			if l.Out.Before(t) {
				return loans, nil
			}
			if l.Undone == 0 {
				loans = append(loans, l)
			}
		}
		if len(some) < r.Limit {
			return loans, nil
		}
		r.To = key(uint32(id), uint32(some[len(some)-1].ID))
	}
}

// usedBy is how many of a tool's loans went out since a time, and how many
// residents and homes ever had it.
func usedBy(tx store.Tx, loans []Loan, since time.Time) (count, homes int, err error) {
	residents, places := map[ResidentID]bool{}, map[HomeID]bool{}
	for _, l := range loans {
		if !l.Out.Before(since) {
			count++
		}
		if l.Job == 0 {
			residents[l.Borrower] = true
			continue
		}
		j, err := jobOf(tx, l.Job)
		if err != nil {
			return 0, 0, err
		}
		places[j.Home] = true
	}
	return count, len(residents) + len(places), nil
}
