package inventory

import (
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// Return is how a tool came back. The zero Return is complete, good and now.
type Return struct {
	Found   Condition
	Missing []Part    // when PartMissing: which parts, by name; empty: not counted yet
	At      time.Time // when it was handed in, if that was earlier; zero: now
}

// Returned is what a return changed.
type Returned struct {
	Loan    Loan
	Service ServiceID // the stay off the shelf it began; 0: none
	Status  Status    // where the tool is now; also OffShelf without a stay: its inspection is overdue
	Reason  Reason    // when OffShelf
	Again   bool      // the tool had been lost and is found

	Hold        HoldID        // whose turn it is now: the tool waits for them; 0: nobody's
	Reservation ReservationID // whose day it is: the tool waits for them; 0: nobody's
	Next        string        // the masked name of who that is

	then  []Reason // what a tool that was lost needed before
	lacks []Part
}

// Errors of TakeBack.
var (
	// ErrBeforeOut: the return is said to lie before the loan, or in the future.
	ErrBeforeOut = errors.New("inventory: no possible time of a return")
	// ErrNoPart: the tool has no such part, or not so many.
	ErrNoPart = errors.New("inventory: no such part")
)

// TakeBack ends the loan a tool is out on, whoever brings it. A tool that came
// back incomplete, damaged or dirty leaves the shelf; one of a category that is
// cleaned on return is cleaned before it lends again, also after a repair. A tool that was lost is found again. When
// somebody waits for it, it is theirs from now on.
//
// Refusals: ErrNotStaff, ErrNoTool, ErrNotLent (nothing is changed, so a second
// scan, or a wrong tool handed back, does no harm), ErrBeforeOut, ErrNoPart,
// ErrClockBack.
func (d *Desk) TakeBack(ctx context.Context, id ToolID, r Return, who StaffID) (Returned, error) {
	var done Returned
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		done = Returned{}
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		if err := lacks(item.Tool, r.Missing); err != nil {
			return err
		}
		if item.Status == OffShelf && item.Reason == Missing {
			done.Again = true
			err = d.findAgain(tx, item, r, who, now, &done)
		} else {
			err = d.closeLoan(tx, item, r, who, now, &done)
		}
		if err != nil {
			return err
		}
		if err := d.afterReturn(tx, item, r, who, now, n, &done); err != nil {
			return err
		}
		deed := "take back"
		if done.Again {
			deed = "find again"
		}
		return audit(tx, now, who, deed, append(done.Loan.subjects(id), nth(n.service))...)
	})
	if err != nil {
		return Returned{}, err
	}
	return done, nil
}

// subjects names a loan and its tool in the audit; the loan may be none.
func (l Loan) subjects(id ToolID) []string {
	if l.ID == 0 {
		return []string{id.Code().String()}
	}
	return []string{l.ID.Code().String(), id.Code().String()}
}

// lacks says whether a tool was lent with the parts that are said to be missing.
func lacks(t Tool, missing []Part) error {
	with := t.Parts
	for _, p := range t.Lacking {
		with, _ = minus(with, p)
	}
	for _, m := range missing {
		var ok bool
		if with, ok = minus(with, m); !ok {
			return ErrNoPart
		}
	}
	return nil
}

// closeLoan ends the loan the item is out on.
func (d *Desk) closeLoan(tx store.Tx, item Item, r Return, who StaffID, now time.Time, done *Returned) error {
	if item.Status != Lent {
		return ErrNotLent
	}
	l, err := get[Loan](tx, tableLoan, key(item.Loan))
	if err != nil {
		return err
	}
	if now.Before(l.Out) {
		return ErrClockBack
	}
	at := now
	if !r.At.IsZero() {
		if at = r.At.Truncate(time.Second); at.Before(l.Out) || at.After(now) {
			return ErrBeforeOut
		}
	}
	before := l
	l.Back, l.TakenBy, l.Found, l.Missing = at, who, r.Found, r.Missing
	done.Loan = l
	return steps(
		func() error { return keepLoan(tx, before, l) },
		func() error { return active(tx, l.Borrower, now) },
	)
}

// findAgain ends the stay of a lost tool and settles the loan it was lost on.
func (d *Desk) findAgain(tx store.Tx, item Item, r Return, who StaffID, now time.Time, done *Returned) error {
	s, err := openService(tx, item.Tool.ID)
	if err != nil {
		return err
	}
	done.then, done.lacks = s.Then, s.Lacks
	if err := endService(tx, s, InOrder, who, now); err != nil || s.Loan == 0 {
		return err
	}
	l, err := get[Loan](tx, tableLoan, key(s.Loan))
	if err != nil {
		return err
	}
	before := l
	l.Settled, l.TakenBy, l.Found, l.Missing = now, who, r.Found, r.Missing
	done.Loan = l
	return keepLoan(tx, before, l)
}

// afterReturn puts the tool where its condition sends it, and hands it to whose
// turn it is.
func (d *Desk) afterReturn(tx store.Tx, item Item, r Return, who StaffID, now time.Time, n *numbers, done *Returned) error {
	id := item.Tool.ID
	if r.Found == Worn && !item.Tool.Worn {
		t := item.Tool
		t.Worn = true
		if err := put(tx, tableTool, key(id), t); err != nil {
			return err
		}
	}
	if needs := r.needs(item.Category, *done); len(needs) > 0 {
		s := Service{Tool: id, Loan: done.Loan.ID, By: who, Lacks: r.Missing, Then: needs}
		if len(s.Lacks) == 0 {
			s.Lacks = done.lacks
		}
		if err := nextStay(tx, s, who, now, n); err != nil {
			return err
		}
		done.Service = n.service
	}
	if err := d.settle(tx, id, now, n); err != nil {
		return err
	}
	after, err := d.itemByID(tx, id, now)
	if err != nil {
		return err
	}
	done.Status, done.Reason = after.Status, after.Reason
	if after.turn.who == 0 {
		return nil
	}
	next, err := get[Resident](tx, tableResident, key(after.turn.who))
	done.Hold, done.Reservation, done.Next = after.turn.hold, after.turn.reservation, next.Person.MaskedName()
	return err
}

// needs is what must be done with a tool before it lends again, in this order.
func (r Return) needs(c Category, done Returned) []Reason {
	var needs []Reason
	add := func(list ...Reason) {
		for _, reason := range list {
			if !slices.Contains(needs, reason) {
				needs = append(needs, reason)
			}
		}
	}
	if reason, off := r.Found.puts(); off {
		add(reason)
	}
	add(done.then...) // a lost tool that was off the shelf before
	if len(r.Missing) > 0 {
		add(Incomplete)
	}
	if c.CleanOnReturn {
		add(Cleaning)
	}
	return needs
}

// itemFor is a tool as it stands, for somebody on duty.
func (d *Desk) itemFor(tx store.Tx, id ToolID, who StaffID, now time.Time) (Item, error) {
	if err := onDuty(tx, who); err != nil {
		return Item{}, err
	}
	return d.itemByID(tx, id, now)
}
