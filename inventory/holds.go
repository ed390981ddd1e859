package inventory

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// Hold is somebody's place in the queue for a tool (PRODUCT.md, Records). It
// becomes ready when the tool is back and theirs is the turn; then the tool
// waits on the shelf until Until.
type Hold struct {
	ID       HoldID     `cbor:"1,keyasint"`
	Tool     ToolID     `cbor:"2,keyasint"`
	Resident ResidentID `cbor:"3,keyasint"`
	Placed   time.Time  `cbor:"4,keyasint"`
	Place    uint32     `cbor:"5,keyasint"` // orders the queue
	Ready    time.Time  `cbor:"6,keyasint,omitzero"`
	Until    time.Time  `cbor:"7,keyasint,omitzero"`
	Ended    time.Time  `cbor:"8,keyasint,omitzero"`
	End      HoldEnd    `cbor:"9,keyasint,omitempty"`
	Loan     LoanID     `cbor:"10,keyasint,omitempty"` // when Fetched
}

// HoldEnd is how a hold or a reservation ended. The zero HoldEnd is none: it is
// active.
type HoldEnd int

// The ends.
const (
	Fetched   HoldEnd = iota + 1 // it became a loan
	Cancelled                    // by the resident, or by staff for them
	Lapsed                       // the tool was not fetched in time
	Withdrawn                    // the tool was retired, or the resident left
)

// Active says that somebody waits.
func (h Hold) Active() bool { return h.Ended.IsZero() }

// lapsed says that the tool waited in vain.
func (h Hold) lapsed(now time.Time) bool { return !h.Ready.IsZero() && now.After(h.Until) }

// Refusals of holds.
var (
	// ErrOnShelf: nobody needs to wait, the tool can be had now.
	ErrOnShelf = errors.New("inventory: tool is on the shelf")
	// ErrHasIt: the resident has the tool already.
	ErrHasIt = errors.New("inventory: resident has this tool")
	// ErrWaitsAlready: the resident waits for the tool, or has reserved it.
	ErrWaitsAlready = errors.New("inventory: resident waits for this tool")
	// ErrNoHold: there is no such hold, or it is somebody else's, or ended.
	ErrNoHold = errors.New("inventory: no such hold")
)

// TooMany is the refusal of one more hold or reservation.
type TooMany struct {
	Have, Max    int
	Reservations bool
}

func (e *TooMany) Error() string {
	return fmt.Sprintf("inventory: too many: has %d, may have %d", e.Have, e.Max)
}

// PlaceHold puts the resident at the end of the queue for a tool that cannot be
// had now. Who is not verified yet may wait too.
//
// Refusals: ErrNoTool, *NotFree (retired or missing), ErrNoResident, ErrBlocked,
// *TooYoung, ErrOnShelf, ErrHasIt, ErrWaitsAlready, *TooMany, ErrClockBack.
func (d *Desk) PlaceHold(ctx context.Context, who ResidentID, id ToolID) (Hold, error) {
	var h Hold
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemByID(tx, id, now)
		if err != nil {
			return err
		}
		if err := d.mayWait(tx, who, item, now); err != nil {
			return err
		}
		h = Hold{ID: draw(&n.hold), Tool: id, Resident: who, Placed: now}
		h.Place = uint32(h.ID)
		return steps(
			func() error { return d.settle(tx, id, now, n) }, // an older one of theirs may have lapsed
			func() error { return keepHold(tx, Hold{}, h) },
			func() error { return active(tx, who, now) },
			func() error { return audit(tx, now, 0, "place hold", h.ID.Code().String(), id.Code().String()) },
		)
	})
	return h, err
}

// mayWait says whether the resident may wait for the tool.
func (d *Desk) mayWait(tx store.Tx, who ResidentID, item Item, now time.Time) error {
	if item.Status == Retired || item.Status == OffShelf && item.Reason == Missing {
		return item.notFree()
	}
	r, err := d.borrower(tx, who, now)
	if err != nil {
		return err
	}
	if err := oldEnough(item, r, now); err != nil {
		return err
	}
	holds, err := holdsOf(tx, who)
	if err != nil {
		return err
	}
	holds = slices.DeleteFunc(holds, func(h Hold) bool { return h.lapsed(now) })
	if slices.ContainsFunc(holds, func(h Hold) bool { return h.Tool == item.Tool.ID }) {
		return ErrWaitsAlready
	}
	switch item.Status {
	case OnShelf:
		return ErrOnShelf
	case Reserved:
		if item.turn.who == who {
			return ErrWaitsAlready
		}
	case Lent:
		l, err := get[Loan](tx, tableLoan, key(item.Loan))
		if err != nil {
			return err
		}
		if l.Borrower == who {
			return ErrHasIt
		}
	}
	if limit := d.rules().Holds; len(holds) >= limit {
		return &TooMany{Have: len(holds), Max: limit}
	}
	return nil
}

// CancelHold ends a hold. who is its resident; staff (by) may end anybody's.
// Refusals: ErrNoHold, ErrNotStaff, ErrClockBack.
func (d *Desk) CancelHold(ctx context.Context, id HoldID, who ResidentID, by StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		h, err := get[Hold](tx, tableHold, key(id))
		if err != nil {
			return unknown(err, ErrNoHold)
		}
		if by != 0 {
			if err := onDuty(tx, by); err != nil {
				return err
			}
		} else if h.Resident != who {
			return ErrNoHold
		}
		if !h.Active() || h.lapsed(now) {
			return ErrNoHold
		}
		return steps(
			func() error { return endHold(tx, h, Cancelled, 0, now) },
			func() error { return d.settle(tx, h.Tool, now, n) },
			func() error { return audit(tx, now, by, "cancel hold", id.Code().String(), h.Tool.Code().String()) },
		)
	})
}

// MoveHold puts a hold to another place in its queue; place 1 is the next turn.
// Refusals: ErrNoHold, ErrNotStaff, ErrClockBack.
func (d *Desk) MoveHold(ctx context.Context, id HoldID, place int, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		h, err := get[Hold](tx, tableHold, key(id))
		if err != nil || !h.Active() || h.lapsed(now) {
			return orElse(unknown(err, ErrNoHold), ErrNoHold)
		}
		if err := d.settle(tx, h.Tool, now, n); err != nil { // who has lapsed has no place
			return err
		}
		queue, err := queueOf(tx, h.Tool)
		if err != nil {
			return err
		}
		places := make([]uint32, len(queue))
		for i, q := range queue {
			places[i] = q.Place
		}
		from := slices.IndexFunc(queue, func(q Hold) bool { return q.ID == id })
		if from < 0 {
			return fmt.Errorf("%w: a queue without its hold", store.ErrDamaged)
		}
		h = queue[from]
		queue = slices.Insert(slices.Delete(queue, from, from+1), min(max(place-1, 0), len(queue)-1), h)
		for i, q := range queue {
			if err := rewriteHold(tx, q, func(q *Hold) { q.Place = places[i] }); err != nil {
				return err
			}
		}
		return steps(
			func() error { return d.settle(tx, h.Tool, now, n) },
			func() error { return audit(tx, now, who, "move hold", id.Code().String(), h.Tool.Code().String()) },
		)
	})
}

// settle brings the promises of a tool in line with where the tool is: what was
// not fetched in time lapses, the first in line becomes ready when the tool is
// there (a slip for it is wished for), and waits again when it is not. Every deed that moves a tool, or changes
// who is promised it, ends with it.
func (d *Desk) settle(tx store.Tx, id ToolID, now time.Time, n *numbers) error {
	reserved, err := reservationsFor(tx, id)
	if err != nil {
		return err
	}
	for _, r := range reserved {
		if d.lapsed(r, now) {
			if err := endReservation(tx, r, Lapsed, 0, now); err != nil {
				return err
			}
		}
	}
	queue, err := queueOf(tx, id)
	if err != nil || len(queue) == 0 {
		return err
	}
	for _, h := range queue {
		if h.lapsed(now) {
			if err := endHold(tx, h, Lapsed, 0, now); err != nil {
				return err
			}
		}
	}
	queue = slices.DeleteFunc(queue, func(h Hold) bool { return h.lapsed(now) })
	item, err := d.itemByID(tx, id, now)
	if err != nil {
		return err
	}
	for i, h := range queue {
		ready := i == 0 && item.Status == Held
		switch {
		case ready && h.Ready.IsZero():
			err = makeReady(tx, h, item.Until, now, n)
		case !ready && !h.Ready.IsZero():
			err = rewriteHold(tx, h, func(h *Hold) { h.Ready, h.Until = time.Time{}, time.Time{} })
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// makeReady lets the tool wait for whose turn it is, and wishes for the slip
// that stays with it.
func makeReady(tx store.Tx, h Hold, until, now time.Time, n *numbers) error {
	return steps(
		func() error { return rewriteHold(tx, h, func(h *Hold) { h.Ready, h.Until = now, until }) },
		func() error { return wishFor(tx, h.Resident, HoldSlip, uint32(h.ID), now, n) },
	)
}

// holdUntil is how long a tool waits that is ready now: closing time of an open
// day (facts, case 70).
func (d *Desk) holdUntil(now time.Time) time.Time {
	return d.rules().due(now, d.rules().HoldDays).At
}

// waiting counts who waits.
func (d *Desk) waiting(queue []Hold, now time.Time) int {
	n := 0
	for _, h := range queue {
		if !h.lapsed(now) {
			n++
		}
	}
	return n
}

// queueOf are the active holds of a tool in their order.
func queueOf(tx store.Tx, id ToolID) ([]Hold, error) {
	return byIndex[Hold](tx, tableQueue, key(id), 8, tableHold)
}

// holdsOf are the active holds of a resident, the oldest first.
func holdsOf(tx store.Tx, id ResidentID) ([]Hold, error) {
	return byIndex[Hold](tx, tableHolder, key(id), 4, tableHold)
}

// rewriteHold changes an active hold and its indexes.
func rewriteHold(tx store.Tx, h Hold, change func(*Hold)) error {
	before := h
	change(&h)
	return keepHold(tx, before, h)
}

// endHold closes a hold.
func endHold(tx store.Tx, h Hold, end HoldEnd, loan LoanID, now time.Time) error {
	return rewriteHold(tx, h, func(h *Hold) { h.Ended, h.End, h.Loan = now, end, loan })
}

// keepHold stores a hold and the index entries that are true of it, and removes
// those that were true of before.
func keepHold(tx store.Tx, before, h Hold) error {
	return steps(
		func() error { return reindex(tx, before.entries(), h.entries()) },
		func() error { return put(tx, tableHold, key(h.ID), h) },
	)
}

// entries are the index entries that are true of a hold.
func (h Hold) entries() []entry {
	if h.ID == 0 || !h.Active() {
		return nil
	}
	list := []entry{
		{tableQueue, key(uint32(h.Tool), h.Place, uint32(h.ID))},
		{tableHolder, key(uint32(h.Resident), uint32(h.ID))},
	}
	if !h.Ready.IsZero() {
		list = append(list, entry{tableReady, key(second(h.Until), uint32(h.ID))})
	}
	return list
}

// HoldLine is a hold as its resident sees it.
type HoldLine struct {
	Hold  Hold // times in the shop's zone
	Tool  Tool
	Place int // 1: the next turn
	Ready bool
}

// HoldsOf are the active holds of a resident with their places in the queues.
func (d *Desk) HoldsOf(ctx context.Context, id ResidentID) ([]HoldLine, error) {
	now := d.Now()
	var lines []HoldLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		holds, err := holdsOf(tx, id)
		if err != nil {
			return err
		}
		for _, h := range holds {
			if h.lapsed(now) {
				continue
			}
			queue, err := queueOf(tx, h.Tool)
			if err != nil {
				return err
			}
			item, err := d.itemByID(tx, h.Tool, now)
			if err != nil {
				return err
			}
			ahead := slices.IndexFunc(queue, func(q Hold) bool { return q.ID == h.ID })
			place := d.waiting(queue[:max(ahead, 0)], now) + 1
			h.Placed, h.Ready, h.Until = d.Local(h.Placed), d.local(h.Ready), d.local(h.Until)
			lines = append(lines, HoldLine{Hold: h, Tool: item.Tool, Place: place, Ready: item.Status == Held && item.turn.hold == h.ID})
		}
		return nil
	})
	return lines, err
}

// QueueLine is a hold as the desk shows it: who waits, masked.
type QueueLine struct {
	Hold Hold
	Name string // masked
}

// Queue is who waits for a tool, the next turn first.
func (d *Desk) Queue(ctx context.Context, id ToolID) ([]QueueLine, error) {
	now := d.Now()
	var lines []QueueLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		queue, err := queueOf(tx, id)
		if err != nil {
			return err
		}
		for _, h := range queue {
			if h.lapsed(now) {
				continue
			}
			r, err := get[Resident](tx, tableResident, key(h.Resident))
			if err != nil {
				return err
			}
			h.Placed, h.Ready, h.Until = d.Local(h.Placed), d.local(h.Ready), d.local(h.Until)
			lines = append(lines, QueueLine{Hold: h, Name: r.Person.MaskedName()})
		}
		return nil
	})
	return lines, err
}
