package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// How many records one Sweep files, and how many people it forgets.
const (
	sweepAtOnce  = 100
	forgetAtOnce = 20
)

// Sweep files what time alone has ended: holds whose tool waited in vain, with
// the next in line ready, or whose tool went into an overdue inspection while it
// waited; reservations nobody came for; residents who were away for the retention
// time (see Anonymise). The kiosk calls it every minute and at its start; no rule
// depends on it having run. It returns how many records it filed, and writes
// nothing when there are none.
func (d *Desk) Sweep(ctx context.Context) (int, error) {
	filed, err := d.lapse(ctx)
	if err != nil {
		return 0, err
	}
	forgotten, err := d.Anonymise(ctx, forgetAtOnce)
	return filed + forgotten, err
}

// lapse files the holds and reservations whose time is over.
func (d *Desk) lapse(ctx context.Context) (int, error) {
	due, err := d.ended(ctx, d.Now())
	if err != nil || len(due.holds)+len(due.reservations) == 0 {
		return 0, err
	}
	var filed int
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		due, err := d.endedIn(tx, now)
		if err != nil {
			return err
		}
		filed = len(due.holds) + len(due.reservations)
		var names []string
		for _, r := range due.reservations {
			if err := endReservation(tx, r, Lapsed, 0, now); err != nil {
				return err
			}
			names = append(names, r.ID.Code().String())
			if err := d.settle(tx, r.Tool, now, n); err != nil {
				return err
			}
		}
		for _, h := range due.holds {
			names = append(names, h.ID.Code().String())
			if err := d.settle(tx, h.Tool, now, n); err != nil {
				return err
			}
		}
		if filed == 0 {
			return nil
		}
		return audit(tx, now, 0, "lapse", names...)
	})
	return filed, err
}

// ends are the holds and reservations whose time is over.
type ends struct {
	holds        []Hold
	reservations []Reservation
}

func (d *Desk) ended(ctx context.Context, now time.Time) (ends, error) {
	var due ends
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		due, err = d.endedIn(tx, now)
		return err
	})
	return due, err
}

func (d *Desk) endedIn(tx store.Tx, now time.Time) (ends, error) {
	var due ends
	entries, err := tx.Scan(tableReady, store.Range{Limit: sweepAtOnce})
	if err != nil {
		return due, err
	}
	for _, e := range entries {
		h, err := get[Hold](tx, tableHold, key(number[HoldID](e.Key, 4)))
		if err != nil {
			return due, err
		}
		item, err := d.itemByID(tx, h.Tool, now)
		if err != nil {
			return due, err
		}
		if h.lapsed(now) || item.Status != Held || item.turn.hold != h.ID {
			due.holds = append(due.holds, h)
		}
	}
	entries, err = tx.Scan(tableCollect, store.Range{To: key(uint32(DayOf(now) + 1)), Limit: sweepAtOnce})
	if err != nil {
		return due, err
	}
	for _, e := range entries {
		r, err := get[Reservation](tx, tableReserve, key(number[ReservationID](e.Key, 4)))
		if err != nil {
			return due, err
		}
		if d.lapsed(r, now) {
			due.reservations = append(due.reservations, r)
		}
	}
	return due, nil
}
