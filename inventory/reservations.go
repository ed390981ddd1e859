package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// Reservation is a tool promised to somebody for some days (PRODUCT.md,
// Records). Loans before it end in time. Not collected by closing time of its
// first day, it lapses.
type Reservation struct {
	ID       ReservationID `cbor:"1,keyasint"`
	Tool     ToolID        `cbor:"2,keyasint"`
	Resident ResidentID    `cbor:"3,keyasint"`
	Made     time.Time     `cbor:"4,keyasint"`
	From     Day           `cbor:"5,keyasint"`
	To       Day           `cbor:"6,keyasint"` // the last day
	Ended    time.Time     `cbor:"7,keyasint,omitzero"`
	End      HoldEnd       `cbor:"8,keyasint,omitempty"`
	Loan     LoanID        `cbor:"9,keyasint,omitempty"` // when Fetched
}

// Active says that the tool is still promised.
func (r Reservation) Active() bool { return r.Ended.IsZero() }

// ErrNoReservation: there is no such reservation, or it is somebody else's, or
// ended.
var ErrNoReservation = errors.New("inventory: no such reservation")

// DaysTaken is the refusal to reserve days that cannot be promised. Free are
// the days that can, in order.
type DaysTaken struct {
	Tool ToolID
	Free []Day
}

func (e *DaysTaken) Error() string {
	return fmt.Sprintf("inventory: tool %d is not free on these days, %d others are", e.Tool, len(e.Free))
}

// Reserve promises a tool for the days from … to, both included. The first day
// is tomorrow or later, one the shop is open, and within the settings' reach. It
// wishes for a slip in the resident's language.
//
// Refusals: ErrNoTool, *NotFree (retired, missing, or overdue: nobody can
// promise it), ErrNoResident, ErrBlocked, *TooYoung, *TooMany, *DaysTaken,
// ErrClockBack.
func (d *Desk) Reserve(ctx context.Context, who ResidentID, id ToolID, from, to Day) (Reservation, error) {
	var r Reservation
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemByID(tx, id, now)
		if err != nil {
			return err
		}
		person, err := d.borrower(tx, who, now)
		if err != nil {
			return err
		}
		if err := oldEnough(item, person, now); err != nil {
			return err
		}
		mine, err := reservationsBy(tx, who)
		if err != nil {
			return err
		}
		mine = slices.DeleteFunc(mine, func(r Reservation) bool { return d.lapsed(r, now) })
		if limit := d.rules().Reservations; len(mine) >= limit {
			return &TooMany{Have: len(mine), Max: limit, Reservations: true}
		}
		days, err := d.freeDays(tx, item, now)
		if err != nil {
			return err
		}
		if !promisable(days, from, to, d.rules()) {
			return &DaysTaken{Tool: id, Free: openDays(days, d.rules())}
		}
		r = Reservation{ID: draw(&n.reservation), Tool: id, Resident: who, Made: now, From: from, To: to}
		return steps(
			func() error { return d.settle(tx, id, now, n) }, // what has lapsed takes no days
			func() error { return keepReservation(tx, Reservation{}, r) },
			func() error { return active(tx, who, now) },
			func() error { return wishFor(tx, who, ReservationSlip, uint32(r.ID), now, n) },
			func() error { return audit(tx, now, 0, "reserve", r.ID.Code().String(), id.Code().String()) },
		)
	})
	return r, err
}

// promisable says that all days from … to are free and the first is open.
func promisable(free []Day, from, to Day, s Settings) bool {
	if to < from || int(to-from) >= s.ReserveDays || !s.Open(from) {
		return false
	}
	found := 0
	for _, f := range free {
		if from <= f && f <= to {
			found++
		}
	}
	return found == int(to-from)+1
}

// openDays are the days of list on which the shop is open.
func openDays(list []Day, s Settings) []Day {
	var open []Day
	for _, d := range list {
		if s.Open(d) {
			open = append(open, d)
		}
	}
	return open
}

// FreeDays are the open days within the settings' reach on which the tool can be
// promised to somebody. Refusals: ErrNoTool, *NotFree as Reserve.
func (d *Desk) FreeDays(ctx context.Context, id ToolID) ([]Day, error) {
	now := d.Now()
	var days []Day
	err := d.store.View(ctx, func(tx store.Tx) error {
		item, err := d.itemByID(tx, id, now)
		if err != nil {
			return err
		}
		days, err = d.freeDays(tx, item, now)
		return err
	})
	return openDays(days, d.rules()), err
}

// freeDays are the days, open or not, on which nobody else will have the tool.
func (d *Desk) freeDays(tx store.Tx, item Item, now time.Time) ([]Day, error) {
	if item.Status == Retired || item.Status == OffShelf && item.Reason == Missing || item.Status == Lent && now.After(item.Due) {
		return nil, item.notFree()
	}
	taken, err := reservationsFor(tx, item.Tool.ID)
	if err != nil {
		return nil, err
	}
	today := DayOf(now)
	first := today + 1
	switch item.Status {
	case Lent:
		first = max(first, DayOf(item.Due)+1)
	case Held:
		first = max(first, DayOf(item.Until)+1)
	}
	var free []Day
next:
	for day := first; day <= today+Day(d.rules().ReserveAhead); day++ {
		for _, r := range taken {
			if r.From <= day && day <= r.To && !d.lapsed(r, now) {
				continue next
			}
		}
		free = append(free, day)
	}
	return free, nil
}

// CancelReservation ends a reservation. who is its resident; staff (by) may end
// anybody's. Refusals: ErrNoReservation, ErrNotStaff, ErrClockBack.
func (d *Desk) CancelReservation(ctx context.Context, id ReservationID, who ResidentID, by StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		r, err := get[Reservation](tx, tableReserve, key(id))
		if err != nil {
			return unknown(err, ErrNoReservation)
		}
		if by != 0 {
			if err := onDuty(tx, by); err != nil {
				return err
			}
		} else if r.Resident != who {
			return ErrNoReservation
		}
		if !r.Active() || d.lapsed(r, now) {
			return ErrNoReservation
		}
		return steps(
			func() error { return endReservation(tx, r, Cancelled, 0, now) },
			func() error { return d.settle(tx, r.Tool, now, n) },
			func() error {
				return audit(tx, now, by, "cancel reservation", id.Code().String(), r.Tool.Code().String())
			},
		)
	})
}

// ReservationLine is a reservation with its tool.
type ReservationLine struct {
	Reservation Reservation
	Tool        Tool
}

// ReservationsOf are the active reservations of a resident.
func (d *Desk) ReservationsOf(ctx context.Context, id ResidentID) ([]ReservationLine, error) {
	now := d.Now()
	var lines []ReservationLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		list, err := reservationsBy(tx, id)
		if err != nil {
			return err
		}
		for _, r := range list {
			if d.lapsed(r, now) {
				continue
			}
			t, err := get[Tool](tx, tableTool, key(r.Tool))
			if err != nil {
				return err
			}
			lines = append(lines, ReservationLine{Reservation: r, Tool: t})
		}
		return nil
	})
	return lines, err
}

// lapsed says that the first day is over and nobody came. Where that day became
// a closed one since, it is the next open one.
func (d *Desk) lapsed(r Reservation, now time.Time) bool {
	return now.After(d.rules().closing(min(d.rules().opens(r.From), r.To), d.zone))
}

// promise notes in an item that is on the shelf whose turn it is, and that it
// must be back before somebody else's reservation. who is the one who asks, 0:
// anybody; their own reservation binds nobody else but gives them its days.
func (d *Desk) promise(tx store.Tx, item *Item, queue []Hold, now time.Time, who ResidentID) error {
	list, err := reservationsFor(tx, item.Tool.ID)
	if err != nil {
		return err
	}
	for _, h := range queue {
		if h.lapsed(now) {
			continue
		}
		item.Status, item.turn = Held, turn{who: h.Resident, hold: h.ID}
		if item.Until = d.local(h.Until); h.Ready.IsZero() {
			item.Until = d.holdUntil(now)
		}
		break
	}
	today := DayOf(now)
	for _, r := range list {
		switch {
		case d.lapsed(r, now):
		case r.From <= today:
			item.Status, item.Until, item.turn = Reserved, time.Time{}, turn{who: r.Resident, reservation: r.ID}
			item.set(Due{At: d.rules().closing(d.rules().opens(r.To), d.zone)})
		case who != 0 && r.Resident == who:
			if r.From <= DayOf(item.Due) { // they come early
				if to := d.rules().closing(d.rules().opens(r.To), d.zone); to.After(item.Due) {
					item.set(Due{At: to})
				}
			}
		case item.From == 0:
			item.From = r.From
		}
	}
	if item.From != 0 {
		d.endBefore(item, now)
	}
	return nil
}

// endBefore shortens the loan on offer, and the wait of a hold, so that the tool
// is there on the first day of the next reservation. Without an open day left it
// is Reserved already.
func (d *Desk) endBefore(item *Item, now time.Time) {
	last := d.rules().closing(d.rules().openBefore(item.From, DayOf(now)), d.zone)
	if item.Until.After(last) {
		item.Until = last
	}
	if DayOf(item.Due) < item.From {
		return
	}
	if !last.After(now) {
		item.Status, item.Until, item.turn = Reserved, time.Time{}, turn{}
		return
	}
	plain := item.Due
	if !item.DueWas.IsZero() {
		plain = item.DueWas
	}
	item.set(Due{At: last, Why: DueReserved, Was: plain})
}

// reservationsFor are the active reservations of a tool by their days.
func reservationsFor(tx store.Tx, id ToolID) ([]Reservation, error) {
	return byIndex[Reservation](tx, tableReserved, key(id), 8, tableReserve)
}

// reservationsBy are the active reservations of a resident, the oldest first.
func reservationsBy(tx store.Tx, id ResidentID) ([]Reservation, error) {
	return byIndex[Reservation](tx, tableReserver, key(id), 4, tableReserve)
}

// collect ends the borrower's own reservations that begin while the loan, due
// then, lasts, and names them.
func (d *Desk) collect(tx store.Tx, l Loan, due, now time.Time) ([]ReservationID, error) {
	list, err := reservationsFor(tx, l.Tool)
	if err != nil {
		return nil, err
	}
	var own []ReservationID
	for _, r := range list {
		if r.Resident != l.Borrower || d.lapsed(r, now) || r.From > DayOf(d.Local(due)) {
			continue
		}
		if err := endReservation(tx, r, Fetched, l.ID, now); err != nil {
			return nil, err
		}
		own = append(own, r.ID)
	}
	return own, nil
}

// endReservation closes a reservation.
func endReservation(tx store.Tx, r Reservation, end HoldEnd, loan LoanID, now time.Time) error {
	before := r
	r.Ended, r.End, r.Loan = now, end, loan
	return keepReservation(tx, before, r)
}

// keepReservation stores a reservation and the index entries that are true of
// it, and removes those that were true of before.
func keepReservation(tx store.Tx, before, r Reservation) error {
	return steps(
		func() error { return reindex(tx, before.entries(), r.entries()) },
		func() error { return put(tx, tableReserve, key(r.ID), r) },
	)
}

// entries are the index entries that are true of a reservation.
func (r Reservation) entries() []entry {
	if r.ID == 0 || !r.Active() {
		return nil
	}
	return []entry{
		{tableReserved, key(uint32(r.Tool), uint32(r.From), uint32(r.ID))},
		{tableReserver, key(uint32(r.Resident), uint32(r.ID))},
		{tableCollect, key(uint32(r.From), uint32(r.ID))},
	}
}
