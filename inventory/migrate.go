package inventory

import (
	"context"
	"fmt"
	"time"

	"redwrench/inventory/store"
)

// Schema is the number of the layout the records are in. Records that are no
// shop's are store.ErrDamaged.
func Schema(ctx context.Context, st store.Store) (int, error) {
	var number int
	err := st.View(ctx, func(tx store.Tx) (err error) {
		number, err = get[int](tx, tableShop, []byte("schema"))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("inventory: the shop's schema: %w", unknown(err, store.ErrDamaged))
	}
	return number, nil
}

// NewestSchema is the layout this program writes.
const NewestSchema = schema

// ErrNewer: the records were written by a newer program.
var ErrNewer = fmt.Errorf("inventory: records of a newer program")

// Migrate brings the records of an older layout to this program's, in one
// transaction: all of it or nothing. Records that are there already stay as
// they are. Run it on a copy that was verified. Errors: ErrNewer.
func Migrate(ctx context.Context, st store.Store, now time.Time) error {
	return st.Update(ctx, func(tx store.Tx) error {
		number, err := get[int](tx, tableShop, []byte("schema"))
		if err != nil {
			return fmt.Errorf("inventory: the shop's schema: %w", unknown(err, store.ErrDamaged))
		}
		if number > schema {
			return fmt.Errorf("%w: layout %d, this program knows %d", ErrNewer, number, schema)
		}
		if number == schema {
			return nil
		}
		for ; number < schema; number++ {
			if migrations[number] == nil {
				return fmt.Errorf("%w: records of layout %d", store.ErrDamaged, number)
			}
			if err := migrations[number](tx, now.UTC().Truncate(time.Second)); err != nil {
				return fmt.Errorf("inventory: migrate from layout %d: %w", number, err)
			}
		}
		return steps(
			func() error { return put(tx, tableShop, []byte("schema"), number) },
			func() error {
				return audit(tx, laterOf(tx, now.UTC().Truncate(time.Second)), 0, "migrate", fmt.Sprint(number))
			},
		)
	})
}

// laterOf is now, or the time of the last audit entry when that is later: a
// migration must not fail because of a clock.
func laterOf(tx store.Tx, now time.Time) time.Time {
	if last, err := lastEntry(tx); err == nil && last.At.After(now) {
		return last.At
	}
	return now
}

// migrations lead from the layout that is their key to the next.
var migrations = map[int]func(store.Tx, time.Time) error{1: from1}

// from1 adds what layout 2 knows: the rules that became settings, who ever had
// what, what was ever done to a tool, the day each resident was last here, and
// inspections of power tools and ladders, which begin on the day of the
// migration.
func from1(tx store.Tx, now time.Time) error {
	return steps(
		func() error { return settingsFrom1(tx) },
		func() error { return stockFrom1(tx, now) },
		func() error {
			return every(tx, tableLoan, func(l Loan) error { return mark(tx, tableHad, key(uint32(l.Borrower), uint32(l.ID))) })
		},
		func() error {
			return every(tx, tableService, func(s Service) error {
				return mark(tx, tableServiced, key(uint32(s.Tool), uint32(s.ID)))
			})
		},
		func() error { return markAsking(tx) },
		func() error { return indexActivity(tx) },
	)
}

// closedDays is what the settings of layout 1 had besides: "2027-02-07".
type closedDays struct {
	Days []string `cbor:"7,keyasint,omitempty"`
}

func settingsFrom1(tx store.Tx) error {
	old, err := get[closedDays](tx, tableShop, []byte("settings"))
	if err != nil {
		return err
	}
	s, err := get[Settings](tx, tableShop, []byte("settings"))
	if err != nil {
		return err
	}
	def := Defaults()
	s.Renewals, s.HoldDays, s.Holds = def.Renewals, def.HoldDays, def.Holds
	s.ReserveAhead, s.ReserveDays, s.Reservations = def.ReserveAhead, def.ReserveDays, def.Reservations
	s.UndoWithin = def.UndoWithin
	for _, text := range old.Days {
		if day, err := ParseDay(text); err == nil {
			s.Holidays = append(s.Holidays, Holiday{From: day, To: day})
		}
	}
	return put(tx, tableShop, []byte("settings"), s)
}

// inspected1 are the categories of the starter stock that are inspected, with
// the interval in days.
var inspected1 = map[CategoryID]int{"power": 180, "climbing": 180}

func stockFrom1(tx store.Tx, now time.Time) error {
	categories, err := all[Category](tx, tableCategory, store.Range{})
	if err != nil {
		return err
	}
	for _, c := range categories {
		if days := inspected1[c.ID]; days > 0 {
			c.InspectDays = days
			if err := put(tx, tableCategory, []byte(c.ID), c); err != nil {
				return err
			}
		}
	}
	return every(tx, tableTool, func(t Tool) error {
		t.Added = now
		return put(tx, tableTool, key(t.ID), t)
	})
}

// every calls fn for each record of a table, some at a time.
func every[T any](tx store.Tx, t store.Table, fn func(T) error) error {
	r := store.Range{Limit: 1000}
	for {
		entries, err := tx.Scan(t, r)
		if err != nil {
			return err
		}
		for _, e := range entries {
			v, err := decode[T](t, e.Value)
			if err != nil {
				return err
			}
			if err := fn(v); err != nil {
				return err
			}
		}
		if len(entries) < r.Limit {
			return nil
		}
		r.From = append(entries[len(entries)-1].Key, 0)
	}
}
