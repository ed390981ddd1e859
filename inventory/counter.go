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
		if err := d.settle(tx, l.Tool, u.now, u.n); err != nil {
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
	return reopenReservations(tx, l.Collects)
}

func reopenReservations(tx store.Tx, ids []ReservationID) error {
	for _, id := range ids {
		if err := reopenReservation(tx, id); err != nil {
			return err
		}
	}
	return nil
}

func reopenReservation(tx store.Tx, id ReservationID) error {
	r, err := get[Reservation](tx, tableReserve, key(id))
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
	if err := d.stillBack(tx, u, before); err != nil {
		return err
	}
	s, err := openService(tx, before.Tool)
	if err := unknown(err, nil); err != nil {
		return err
	}
	if s.ID != 0 {
		if err := endService(tx, s, Undone, u.who, u.now); err != nil {
			return err
		}
	}
	l := before
	l.Back, l.TakenBy, l.Found, l.Missing = time.Time{}, 0, Good, nil
	return steps(
		func() error { return keepLoan(tx, before, l) },
		func() error { return d.settle(tx, l.Tool, u.now, u.n) },
	)
}

// stillBack refuses when something was done with the tool since the loan came
// back: lent, repaired, retired, taken off the shelf for another reason.
func (d *Desk) stillBack(tx store.Tx, u undoing, l Loan) error {
	if l.Open() || !l.Lost.IsZero() || l.Undone != 0 {
		return ErrMovedOn
	}
	t, err := get[Tool](tx, tableTool, key(l.Tool))
	if err != nil || !t.Retired.IsZero() {
		return orElse(err, ErrMovedOn)
	}
	if l.Job != 0 {
		if j, err := jobOf(tx, l.Job); err != nil || !j.State.Open() {
			return orElse(err, ErrMovedOn) // a closed job has no tools
		}
	} else if _, err := present(tx, l.Borrower); err != nil {
		return orElse(except(err, ErrNoResident), ErrMovedOn) // forgotten meanwhile
	}
	later, err := tx.Scan(tableLent, after(l.Tool, l.ID))
	if err != nil {
		return err
	}
	for _, e := range later {
		if other, err := get[Loan](tx, tableLoan, key(number[LoanID](e.Key, 4))); err != nil || other.Undone == 0 {
			return orElse(err, ErrMovedOn)
		}
	}
	return sinceReturn(tx, u, l)
}

// sinceReturn refuses when a stay off the shelf began since the return, or the
// one that began with it has ended. The entry names the last stay of that moment.
func sinceReturn(tx store.Tx, u undoing, l Loan) error {
	r := store.Range{From: key(uint32(l.Tool), uint32(u.nth())), To: key(uint32(l.Tool) + 1)}
	stays, err := newest[Service](tx, tableServiced, r, tableService)
	if err != nil {
		return err
	}
	for _, s := range stays {
		if begun := int(s.ID) == u.nth() && s.Loan == l.ID; int(s.ID) > u.nth() || begun && !s.Until.IsZero() && s.Result != Undone {
			return ErrMovedOn
		}
	}
	return nil
}

// after is the range of a tool's loans that are younger than id.
func after(tool ToolID, id LoanID) store.Range {
	return store.Range{From: key(uint32(tool), uint32(id)+1), To: key(uint32(tool) + 1)}
}

// undoRenewal gives a loan the due date it had before.
func (d *Desk) undoRenewal(tx store.Tx, u undoing) error {
	before, err := u.loan(tx)
	if err != nil {
		return err
	}
	n := len(before.Renewals)
	if !before.Open() || n == 0 || n != u.nth() || !before.Renewals[n-1].At.Equal(u.entry.At) {
		return ErrMovedOn
	}
	l, was := before, before.Renewals[n-1]
	l.Renewals = slices.Clone(before.Renewals[:n-1])
	l.Due, l.DueWhy, l.DueWas = was.Was, was.Why, was.Plain
	return steps(
		func() error { return reopenReservations(tx, was.Collects) },
		func() error { return keepLoan(tx, before, l) },
		func() error { return d.settle(tx, l.Tool, u.now, u.n) },
	)
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
		func() error { return d.settle(tx, h.Tool, u.now, u.n) },
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
	has := false
	if item.Status == Lent {
		l, err := get[Loan](tx, tableLoan, key(item.Loan))
		if err != nil {
			return err
		}
		has = l.Borrower == h.Resident
	}
	waits := slices.ContainsFunc(holds, func(o Hold) bool { return o.Tool == h.Tool })
	if h.End != Cancelled || item.Status == Retired || has || waits {
		return ErrMovedOn
	}
	return steps(
		func() error { return reopenHold(tx, h) },
		func() error { return d.settle(tx, h.Tool, u.now, u.n) },
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
	return steps(
		func() error { return endReservation(tx, r, Withdrawn, 0, u.now) },
		func() error { return d.settle(tx, r.Tool, u.now, u.n) },
	)
}

// undoLost opens the lost loan again, or brings the tool back to the shelf.
func (d *Desk) undoLost(tx store.Tx, u undoing) error {
	ids := subjects[ToolID](u.entry, code.Tool)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	s, err := openService(tx, ids[0])
	if err != nil || s.Reason != Missing || int(s.ID) != u.nth() {
		return orElse(unknown(err, ErrMovedOn), ErrMovedOn)
	}
	if err := endStay(tx, s, Undone, u.who, u.now, u.n); err != nil {
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
	return d.settle(tx, ids[0], u.now, u.n)
}

// undoRetire brings a tool back as it was: with who waited for it and had
// reserved it, off the shelf or lost where it was so.
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
	return steps(
		func() error { return keepTool(tx, t) },
		func() error { return unretireStay(tx, u) },
		func() error { return waitAgain(tx, u) },
		func() error { return d.settle(tx, t.ID, u.now, u.n) },
	)
}

// unretireStay begins the stay off the shelf anew that the retirement ended, and
// makes a lost loan owed again.
func unretireStay(tx store.Tx, u undoing) error {
	if u.nth() == 0 {
		return nil
	}
	s, err := get[Service](tx, tableService, key(ServiceID(u.nth())))
	if err != nil {
		return err
	}
	s.Then = append([]Reason{s.Reason}, s.Then...)
	if err := nextStay(tx, s, u.who, u.now, u.n); err != nil || s.Reason != Missing || s.Loan == 0 {
		return err
	}
	before, err := get[Loan](tx, tableLoan, key(s.Loan))
	if err != nil {
		return err
	}
	l := before
	l.Settled = time.Time{}
	return keepLoan(tx, before, l)
}

// waitAgain re-opens the holds and reservations that the entry withdrew; not of
// residents who have left since.
func waitAgain(tx store.Tx, u undoing) error {
	for _, id := range subjects[HoldID](u.entry, code.Hold) {
		h, err := get[Hold](tx, tableHold, key(id))
		if err != nil {
			return err
		}
		there, err := has(tx, tableResident, key(h.Resident))
		if err != nil {
			return err
		}
		if there {
			if err := reopenHold(tx, h); err != nil {
				return err
			}
		}
	}
	for _, id := range subjects[ReservationID](u.entry, code.Reservation) {
		r, err := get[Reservation](tx, tableReserve, key(id))
		if err != nil {
			return err
		}
		there, err := has(tx, tableResident, key(r.Resident))
		if err != nil {
			return err
		}
		if there {
			if err := reopenReservation(tx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

func (d *Desk) undoOffShelf(tx store.Tx, u undoing) error {
	ids := subjects[ToolID](u.entry, code.Tool)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	s, err := openService(tx, ids[0])
	if err != nil || int(s.ID) != u.nth() {
		return orElse(unknown(err, ErrMovedOn), ErrMovedOn)
	}
	return steps(
		func() error { return endService(tx, s, Undone, u.who, u.now) },
		func() error { return d.settle(tx, ids[0], u.now, u.n) },
	)
}

// undoHandOut puts back what was handed out, unless some of it came back already.
func (d *Desk) undoHandOut(tx store.Tx, u undoing) error {
	ids := subjects[ConsumableID](u.entry, code.Consumable)
	if len(ids) == 0 {
		return ErrCannotUndo
	}
	m, err := get[Move](tx, tableMove, key(uint32(ids[0]), uint32(u.nth())))
	if err != nil {
		return err
	}
	if m.Loan != 0 || m.Job != 0 {
		if taken, err := takenWith(tx, m, ids[0]); err != nil || taken < -m.Change {
			return orElse(err, ErrMovedOn)
		}
	}
	_, err = move(tx, Move{Consumable: ids[0], Kind: GivenBack, Change: -m.Change, Loan: m.Loan, Job: m.Job, By: u.who, At: u.now})
	return err
}
