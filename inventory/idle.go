package inventory

import (
	"errors"
	"time"

	"redwrench/inventory/store"
)

// The days of last activity: who has been idle for how long is read from an
// index, never from all residents.
const (
	tableLast store.Table = "last" // resident -> day of the last activity
	tableIdle store.Table = "idle" // day, resident
)

// leavingDay stands for the last day of somebody who has withdrawn the consent:
// the first to be erased, as soon as nothing is out.
const leavingDay Day = 0

// idleKey is the entry of a resident in the index by day.
func idleKey(day Day, id ResidentID) []byte { return key(uint32(day), uint32(id)) }

// lastDay is the day in a record of tableLast.
func lastDay(raw []byte) Day { return Day(number[uint32](raw, 0)) }

// active notes that something happened with a resident's loans, or that the
// resident registered: the retention time runs from now, which is in the shop's
// zone. A child's doings keep its guardian too, in whose name it borrows. It
// writes once a day, and nothing for who has withdrawn or was erased.
func active(tx store.Tx, id ResidentID, now time.Time) error {
	day := DayOf(now)
	raw, err := tx.Get(tableLast, key(id))
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if before := lastDay(raw); err == nil && (before == day || before == leavingDay) {
		return nil
	}
	r, err := present(tx, id)
	if err != nil {
		return except(err, ErrNoResident)
	}
	if err := lastSeen(tx, id, day); err != nil || r.Guardian == 0 {
		return err
	}
	return active(tx, r.Guardian, now) // whose own guardian is nobody
}

// lastSeen moves a resident to a day of the index.
func lastSeen(tx store.Tx, id ResidentID, day Day) error {
	return steps(
		func() error { return notSeen(tx, id) },
		func() error { return tx.Put(tableLast, key(id), key(uint32(day))) },
		func() error { return mark(tx, tableIdle, idleKey(day, id)) },
	)
}

// notSeen takes a resident out of the index.
func notSeen(tx store.Tx, id ResidentID) error {
	raw, err := tx.Get(tableLast, key(id))
	if err != nil {
		return except(err, store.ErrNotFound)
	}
	if err := tx.Delete(tableIdle, idleKey(lastDay(raw), id)); err != nil {
		return err
	}
	return tx.Delete(tableLast, key(id))
}

// indexActivity builds the index for records that have none (layout 1): the last
// day of each resident is that of the last loan or return, or of registering. It
// reads everything.
func indexActivity(tx store.Tx) error {
	settings, err := get[Settings](tx, tableShop, []byte("settings"))
	if err != nil {
		return err
	}
	zone, err := settings.location()
	if err != nil {
		return err
	}
	seen := map[ResidentID]time.Time{}
	later := func(id ResidentID, t time.Time) {
		if t.After(seen[id]) {
			seen[id] = t
		}
	}
	err = every(tx, tableLoan, func(l Loan) error {
		later(l.Borrower, l.Out)
		later(l.Borrower, l.Back)
		return nil
	})
	if err != nil {
		return err
	}
	return every(tx, tableResident, func(r Resident) error {
		if !r.Erased.IsZero() {
			return nil
		}
		later(r.ID, r.Since)
		day := DayOf(seen[r.ID].In(zone))
		if !r.Withdrawn.IsZero() {
			day = leavingDay
		}
		return lastSeen(tx, r.ID, day)
	})
}
