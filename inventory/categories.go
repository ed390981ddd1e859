package inventory

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"time"

	"redwrench/inventory/store"
)

// MostCategories is how many categories a shop may have: nobody looks through
// more chips.
const MostCategories = 24

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

// AddCategory keeps a new category behind all others; its id is made here. Only a
// manager may. Refusals: as ChangeCategory, ErrQuantity when there are
// MostCategories.
func (d *Desk) AddCategory(ctx context.Context, c Category, who StaffID) (Category, error) {
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		list, err := all[Category](tx, tableCategory, store.Range{})
		if err != nil {
			return err
		}
		if len(list) >= MostCategories {
			return ErrQuantity
		}
		c.Edit, c.Order = Edit{}, 0
		for _, other := range list {
			c.Order = max(c.Order, other.Order+1)
		}
		for n := 1; ; n++ {
			c.ID = CategoryID("category-" + strconv.Itoa(n))
			if !slices.ContainsFunc(list, func(other Category) bool { return other.ID == c.ID }) {
				break
			}
		}
		return keepCategory(tx, c, "add category", who, now)
	})
	return c, err
}

// ChangeCategory keeps other rules of a category, or one of a new id. Only a
// manager may. c.Edit is that of the category which was read. Refusals:
// ErrNotManager, ErrNoName, ErrNote, ErrSettings, *ChangedMeanwhile, ErrClockBack.
func (d *Desk) ChangeCategory(ctx context.Context, c Category, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		before, err := get[Category](tx, tableCategory, []byte(c.ID))
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		changed := c
		if changed.Edit, err = before.Edit.next(c.Edit, who, now); err != nil {
			return err
		}
		return keepCategory(tx, changed, "change category", who, now)
	})
}

func keepCategory(tx store.Tx, c Category, deed string, who StaffID, now time.Time) error {
	return steps(
		func() error { return manager(tx, who) },
		c.check,
		func() error { return put(tx, tableCategory, []byte(c.ID), c) },
		func() error { return renewCatalogue(tx) },
		func() error { return audit(tx, now, who, deed, string(c.ID)) },
	)
}

// check is the rule for a category by itself.
func (c Category) check() error {
	if c.Name.Zh == "" {
		return ErrNoName
	}
	if err := errors.Join(plain(c.Name.Zh), plain(c.Name.Bo), plain(c.Name.En), plain(c.Icon)); err != nil {
		return ErrNote
	}
	if c.ID == "" || c.LoanDays < 0 || c.LoanDays > 365 || c.MinAge < 0 || c.MinAge > 120 || c.InspectDays < 0 || c.InspectDays > mostInspectDays {
		return fmt.Errorf("%w: Category", ErrSettings)
	}
	return nil
}

// mostInspectDays is the longest time between two inspections: ten years.
const mostInspectDays = 3660
