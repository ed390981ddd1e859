package inventory

import (
	"cmp"
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// Item is a tool as it stands now: the record and what other records say of it.
type Item struct {
	Tool     Tool
	Category Category
	Status   Status
	Reason   Reason    // when OffShelf
	Loan     LoanID    // when Lent
	Since    time.Time // lent or off the shelf since; in the shop's zone
	Due      time.Time // when Lent: when it is due; else when it would be, lent now
}

// Categories are all categories, in the order of the chips.
func (d *Desk) Categories(ctx context.Context) ([]Category, error) {
	var list []Category
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[Category](tx, tableCategory, store.Range{})
		return err
	})
	slices.SortFunc(list, func(a, b Category) int { return cmp.Compare(a.Order, b.Order) })
	return list, err
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
		items = make([]Item, 0, len(tools))
		for _, t := range tools {
			if !t.Retired.IsZero() {
				continue
			}
			item, err := d.item(tx, t, now)
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
	err := d.store.View(ctx, func(tx store.Tx) error {
		t, err := get[Tool](tx, tableTool, key(id))
		if err != nil {
			return unknown(err, ErrNoTool)
		}
		item, err = d.item(tx, t, now)
		return err
	})
	return item, err
}

// item derives a tool's status: an open-loan key means lent, a service key off
// the shelf; nothing else says so.
func (d *Desk) item(tx store.Tx, t Tool, now time.Time) (Item, error) {
	category, err := get[Category](tx, tableCategory, []byte(t.Category))
	if err != nil {
		return Item{}, err
	}
	item := Item{Tool: t, Category: category, Due: d.settings.due(now, category.daysFor(t))}
	if !t.Retired.IsZero() {
		item.Status, item.Since = Retired, d.Local(t.Retired)
		return item, nil
	}
	loan, err := openLoan(tx, t.ID)
	switch {
	case err == nil:
		item.Status, item.Loan = Lent, loan.ID
		item.Since, item.Due = d.Local(loan.Out), d.Local(loan.Due)
		return item, nil
	case !errors.Is(err, store.ErrNotFound):
		return Item{}, err
	}
	service, err := openService(tx, t.ID)
	switch {
	case err == nil:
		item.Status, item.Reason, item.Since = OffShelf, service.Reason, d.Local(service.Since)
	case !errors.Is(err, store.ErrNotFound):
		return Item{}, err
	}
	return item, nil
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
