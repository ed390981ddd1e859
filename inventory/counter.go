package inventory

import (
	"slices"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// undoLend closes the loans of a hand-over as mistakes. The hold or reservation
// they fulfilled is active again.
func (d *Desk) undoLend(tx store.Tx, u undoing) error {
	for _, id := range subjects[LoanID](u.entry, code.Loan) {
		before, err := get[Loan](tx, tableLoan, key(id))
		if err != nil {
			return err
		}
		if !before.Open() || len(before.Renewals) > 0 {
			return ErrMovedOn
		}
		l := before
		l.Back, l.TakenBy, l.Undone = u.now, u.who, u.reason
		if err := keepLoan(tx, before, l); err != nil {
			return err
		}
		if err := d.promiseAgain(tx, l); err != nil {
			return err
		}
		if err := d.settle(tx, l.Tool, u.now); err != nil {
			return err
		}
	}
	return nil
}

// promiseAgain re-opens the hold and the reservation a loan had fulfilled.
func (d *Desk) promiseAgain(tx store.Tx, l Loan) error {
	if l.Hold != 0 {
		h, err := get[Hold](tx, tableHold, key(l.Hold))
		if err != nil {
			return err
		}
		if err := reopenHold(tx, h); err != nil {
			return err
		}
	}
	if l.Reservation == 0 {
		return nil
	}
	r, err := get[Reservation](tx, tableReserve, key(l.Reservation))
	if err != nil {
		return err
	}
	before := r
	r.Ended, r.End, r.Loan = time.Time{}, 0, 0
	return keepReservation(tx, before, r)
}

func reopenHold(tx store.Tx, h Hold) error {
	return rewriteHold(tx, h, func(h *Hold) {
		h.Ended, h.End, h.Loan, h.Ready, h.Until = time.Time{}, 0, 0, time.Time{}, time.Time{}
	})
}

// undoTakeBack opens the loan again and ends the stay off the shelf the return
// began.
func (d *Desk) undoTakeBack(tx store.Tx, u undoing) error {
	before, err := u.loan(tx)
	if err != nil {
		return err
	}
	if before.Open() || !before.Lost.IsZero() || before.Undone != 0 {
		return ErrMovedOn
	}
	if _, err := present(tx, before.Borrower); err != nil {
		return orElse(except(err, ErrNoResident), ErrMovedOn) // forgotten meanwhile
	}
	item, err := d.itemByID(tx, before.Tool, u.now)
	if err != nil {
		return err
	}
	switch item.Status {
	case Lent, Retired:
		return ErrMovedOn
	case OffShelf:
		s, err := openService(tx, before.Tool)
		if err := unknown(err, nil); err != nil {
			return err
		}
		if s.ID != 0 && s.Loan != before.ID {
			return ErrMovedOn
		}
		if s.ID != 0 {
			if err := endService(tx, s, Undone, u.who, u.now); err != nil {
				return err
			}
		}
	}
	l := before
	l.Back, l.TakenBy, l.Found, l.Missing = time.Time{}, 0, Good, nil
	return steps(
		func() error { return keepLoan(tx, before, l) },
		func() error { return d.settle(tx, l.Tool, u.now) },
	)
}

// undoRenewal gives a loan the due date it had before.
func (d *Desk) undoRenewal(tx store.Tx, u undoing) error {
	before, err := u.loan(tx)
	if err != nil {
		return err
	}
	n := len(before.Renewals)
	if !before.Open() || n == 0 || !before.Renewals[n-1].At.Equal(u.entry.At) {
		return ErrMovedOn
	}
	l, was := before, before.Renewals[n-1]
	l.Renewals = slices.Clone(before.Renewals[:n-1])
	l.Due, l.DueWhy, l.DueWas = was.Was, was.Why, time.Time{}
	return keepLoan(tx, before, l)
}

// hold is the hold the entry names.
func (u undoing) hold(tx store.Tx) (Hold, error) {
	ids := subjects[HoldID](u.entry, code.Hold)
	if len(ids) == 0 {
		return Hold{}, ErrCannotUndo
	}
	return get[Hold](tx, tableHold, key(ids[0]))
}

func (d *Desk) undoHold(tx store.Tx, u undoing) error {
	h, err := u.hold(tx)
	if err != nil {
		return err
	}
	if !h.Active() {
		return ErrMovedOn
	}
	return steps(
		func() error { return endHold(tx, h, Withdrawn, 0, u.now) },
		func() error { return d.settle(tx, h.Tool, u.now) },
	)
}

func (d *Desk) undoCancelHold(tx store.Tx, u undoing) error {
	h, err := u.hold(tx)
	if err != nil {
		return err
	}
	item, err := d.itemByID(tx, h.Tool, u.now)
	if err != nil {
		return err
	}
	holds, err := holdsOf(tx, h.Resident)
	if err != nil {
		return err
	}
	if h.End != Cancelled || item.Status == Retired || slices.ContainsFunc(holds, func(o Hold) bool { return o.Tool == h.Tool }) {
		return ErrMovedOn
	}
	return steps(
		func() error { return reopenHold(tx, h) },
		func() error { return d.settle(tx, h.Tool, u.now) },
	)
}

func (d *Desk) undoReserve(tx store.Tx, u undoing) error {
	ids := subjects[ReservationID](u.entry, code.Reservation)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	r, err := get[Reservation](tx, tableReserve, key(ids[0]))
	if err != nil {
		return err
	}
	if !r.Active() {
		return ErrMovedOn
	}
	return endReservation(tx, r, Withdrawn, 0, u.now)
}

// undoLost opens the lost loan again, or brings the tool back to the shelf.
func (d *Desk) undoLost(tx store.Tx, u undoing) error {
	ids := subjects[ToolID](u.entry, code.Tool)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	s, err := openService(tx, ids[0])
	if err != nil || s.Reason != Missing {
		return orElse(unknown(err, ErrMovedOn), ErrMovedOn)
	}
	if err := endService(tx, s, Undone, u.who, u.now); err != nil {
		return err
	}
	if s.Loan != 0 {
		before, err := get[Loan](tx, tableLoan, key(s.Loan))
		if err != nil {
			return err
		}
		l := before
		l.Back, l.Lost, l.TakenBy = time.Time{}, time.Time{}, 0
		if err := keepLoan(tx, before, l); err != nil {
			return err
		}
	}
	return d.settle(tx, ids[0], u.now)
}

func (d *Desk) undoRetire(tx store.Tx, u undoing) error {
	ids := subjects[ToolID](u.entry, code.Tool)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	t, err := get[Tool](tx, tableTool, key(ids[0]))
	if err != nil {
		return err
	}
	if t.Retired.IsZero() {
		return ErrMovedOn
	}
	t.Retired, t.RetiredWhy = time.Time{}, 0
	return keepTool(tx, t)
}

func (d *Desk) undoOffShelf(tx store.Tx, u undoing) error {
	ids := subjects[ToolID](u.entry, code.Tool)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	s, err := openService(tx, ids[0])
	if err != nil || !s.Since.Equal(u.entry.At) {
		return orElse(unknown(err, ErrMovedOn), ErrMovedOn)
	}
	return steps(
		func() error { return endService(tx, s, Undone, u.who, u.now) },
		func() error { return d.settle(tx, ids[0], u.now) },
	)
}

// undoHandOut puts back what was handed out.
func (d *Desk) undoHandOut(tx store.Tx, u undoing) error {
	ids := subjects[ConsumableID](u.entry, code.Consumable)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	moves, err := all[Move](tx, tableMove, store.Prefix(key(ids[0])))
	if err != nil {
		return err
	}
	i := slices.IndexFunc(moves, func(m Move) bool { return m.At.Equal(u.entry.At) && m.Kind == HandedOut })
	if i < 0 {
		return ErrMovedOn
	}
	_, err = move(tx, Move{Consumable: ids[0], Kind: GivenBack, Change: -moves[i].Change, Loan: moves[i].Loan, By: u.who, At: u.now})
	return err
}
