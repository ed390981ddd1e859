package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// Item is a tool as it stands now: the record and what other records say of it.
// Times are in the shop's zone.
type Item struct {
	Tool     Tool
	Category Category
	Status   Status
	Reason   Reason    // when OffShelf
	Lacks    []Part    // when OffShelf and Incomplete: what is still to come
	Loan     LoanID    // when Lent
	Since    time.Time // lent or off the shelf since
	Due      time.Time // when Lent: when it is due; else when it would be, lent now
	DueWhy   DueWhy
	DueWas   time.Time // the plain due date, when Due is another
	Until    time.Time // when Held: how long it waits
	Waiting  int       // how many wait for it
	From     Day       // first day of the next reservation; 0: none

	turn turn // when Held or Reserved: whose
}

// turn is who alone may have a tool now, and by which record.
type turn struct {
	who         ResidentID
	hold        HoldID
	reservation ReservationID
}

// Catalogue is every tool that is not retired, in the order of their numbers.
func (d *Desk) Catalogue(ctx context.Context) ([]Item, error) {
	var items []Item
	now := d.Now()
	err := d.store.View(ctx, func(tx store.Tx) error {
		tools, err := all[Tool](tx, tableTool, store.Range{})
		if err != nil {
			return err
		}
		others, err := crowdOf(tx)
		if err != nil {
			return err
		}
		items = make([]Item, 0, len(tools))
		for _, t := range tools {
			if !t.Retired.IsZero() {
				continue
			}
			item, err := d.item(tx, t, now, 0, others)
			if err != nil {
				return err
			}
			items = append(items, item)
		}
		return nil
	})
	return items, err
}

// Item is one tool, also a retired one. It returns ErrNoTool.
func (d *Desk) Item(ctx context.Context, id ToolID) (Item, error) {
	var item Item
	now := d.Now()
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		item, err = d.itemByID(tx, id, now)
		return err
	})
	return item, err
}

// itemByID is a tool as it stands for anybody, or ErrNoTool.
func (d *Desk) itemByID(tx store.Tx, id ToolID, now time.Time) (Item, error) {
	return d.itemAs(tx, id, now, 0)
}

// itemAs is a tool as it stands for one resident, or ErrNoTool.
func (d *Desk) itemAs(tx store.Tx, id ToolID, now time.Time, who ResidentID) (Item, error) {
	t, err := get[Tool](tx, tableTool, key(id))
	if err != nil {
		return Item{}, unknown(err, ErrNoTool)
	}
	return d.item(tx, t, now, who, nil)
}

// item derives a tool's status: an open-loan key means lent, a service key off
// the shelf, an inspection's day that is over too, a hold or a reservation whose
// turn it is the rest; nothing else says so. c is nil, or what was read of all
// tools.
func (d *Desk) item(tx store.Tx, t Tool, now time.Time, who ResidentID, c *crowd) (Item, error) {
	category, err := c.category(tx, t.Category)
	if err != nil {
		return Item{}, err
	}
	item := Item{Tool: t, Category: category}
	item.set(d.rules().due(now, category.daysFor(t)))
	if !t.Retired.IsZero() {
		item.Status, item.Since = Retired, d.Local(t.Retired)
		return item, nil
	}
	var queue []Hold
	if !c.free(t.ID) {
		if queue, err = queueOf(tx, t.ID); err != nil {
			return Item{}, err
		}
		item.Waiting = d.waiting(queue, now)
	}
	loan, err := c.loan(tx, t.ID)
	switch {
	case err == nil:
		item.Status, item.Loan = Lent, loan.ID
		item.Since, item.Due = d.Local(loan.Out), d.Local(loan.Due)
		item.DueWhy, item.DueWas = loan.DueWhy, d.local(loan.DueWas)
		return item, nil
	case !errors.Is(err, store.ErrNotFound):
		return Item{}, err
	}
	service, err := c.service(tx, t.ID)
	switch {
	case err == nil:
		item.Status, item.Reason, item.Lacks, item.Since = OffShelf, service.Reason, service.Lacks, d.Local(service.Since)
		return item, nil
	case !errors.Is(err, store.ErrNotFound):
		return Item{}, err
	}
	if due := d.inspectionDue(category, t); !due.IsZero() && now.After(due) {
		item.Status, item.Reason, item.Since = OffShelf, Inspection, due
		return item, nil
	}
	if c.free(t.ID) {
		return item, nil
	}
	return item, d.promise(tx, &item, queue, now, who)
}

func (i *Item) set(due Due) { i.Due, i.DueWhy, i.DueWas = due.At, due.Why, due.Was }

// local is t in the shop's zone; the zero time stays zero.
func (d *Desk) local(t time.Time) time.Time {
	if t.IsZero() {
		return t
	}
	return d.Local(t)
}

// daysFor is how long t is lent: its own days, or the category's.
func (c Category) daysFor(t Tool) int {
	if t.LoanDays > 0 {
		return t.LoanDays
	}
	return c.LoanDays
}

// ageFor is from what age t is lent: its own, or the category's.
func (c Category) ageFor(t Tool) int {
	if t.MinAge > 0 {
		return t.MinAge
	}
	return c.MinAge
}

// inspectionDue is the moment until which t is lent without a new inspection;
// the zero time means that it needs none.
func (d *Desk) inspectionDue(c Category, t Tool) time.Time {
	days := t.InspectDays
	if days == 0 {
		days = c.InspectDays
	}
	last := t.Inspected
	if last.IsZero() {
		last = t.Added
	}
	if days == 0 || last.IsZero() {
		return time.Time{}
	}
	return d.rules().closing(DayOf(d.Local(last))+Day(days), d.zone)
}

// openLoan is the loan a tool is out on, or store.ErrNotFound.
func openLoan(tx store.Tx, id ToolID) (Loan, error) {
	raw, err := tx.Get(tableOpen, key(id))
	if err != nil {
		return Loan{}, err
	}
	return get[Loan](tx, tableLoan, raw)
}

// openService is the stay a tool is off the shelf for, or store.ErrNotFound.
func openService(tx store.Tx, id ToolID) (Service, error) {
	raw, err := tx.Get(tableOff, key(id))
	if err != nil {
		return Service{}, err
	}
	return get[Service](tx, tableService, raw)
}
