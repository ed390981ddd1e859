package inventory

import (
	"context"
	"errors"
	"fmt"
	"time"

	"redwrench/inventory/store"
)

// Refusals of Renew.
var (
	// ErrOverdue: the loan is overdue; it is brought back, not renewed.
	ErrOverdue = errors.New("inventory: loan is overdue")
	// ErrSomebodyWaits: somebody waits for the tool.
	ErrSomebodyWaits = errors.New("inventory: somebody waits for this tool")
)

// RenewedOut is the refusal to renew more often than the settings allow.
type RenewedOut struct{ Times int }

func (e *RenewedOut) Error() string { return fmt.Sprintf("inventory: renewed %d times", e.Times) }

// NoLonger is the refusal of a renewal that would give no more time: not before
// From, the first day on which it would; or, when Reserved is set, because
// somebody has reserved the tool from that day on.
type NoLonger struct {
	From     Day
	Reserved bool
}

func (e *NoLonger) Error() string { return "inventory: a renewal gives no more time" }

// Renew lends the tool anew from today: due as if it were lent now (PRODUCT.md,
// Rules: at most twice, from the new day, not when overdue, not when somebody
// waits). It wishes for a slip in the borrower's language.
//
// Refusals: ErrNoLoan (also when it is somebody else's), ErrNotLent, ErrBlocked,
// ErrOverdue, ErrSomebodyWaits, *RenewedOut, *NoLonger, ErrClockBack.
func (d *Desk) Renew(ctx context.Context, id LoanID, who ResidentID) (Loan, error) {
	var l Loan
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		before, due, err := d.mayRenew(tx, id, who, now)
		if err != nil {
			return err
		}
		if l, err = d.longer(tx, before, due, Renewal{At: now}); err != nil {
			return err
		}
		return steps(
			func() error { return keepLoan(tx, before, l) },
			func() error { return active(tx, who, now) },
			func() error { return wishFor(tx, who, RenewalSlip, uint32(id), now, n) },
			func() error { return audit(tx, now, 0, "renew", append(l.subjects(l.Tool), nth(len(l.Renewals)))...) },
		)
	})
	return l, err
}

// MayRenew says whether Renew would renew the loan now, and until when.
func (d *Desk) MayRenew(ctx context.Context, id LoanID, who ResidentID) (time.Time, error) {
	now := d.Now()
	var due Due
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		_, due, err = d.mayRenew(tx, id, who, now)
		return err
	})
	return due.At, err
}

func (d *Desk) mayRenew(tx store.Tx, id LoanID, who ResidentID, now time.Time) (Loan, Due, error) {
	l, err := get[Loan](tx, tableLoan, key(id))
	if err != nil {
		return l, Due{}, unknown(err, ErrNoLoan)
	}
	switch {
	case l.Borrower != who:
		return l, Due{}, ErrNoLoan
	case !l.Open():
		return l, Due{}, ErrNotLent
	case now.Before(l.Out):
		return l, Due{}, ErrClockBack
	}
	if _, err := d.borrower(tx, who, now); err != nil {
		return l, Due{}, err
	}
	if l.Overdue(now) {
		return l, Due{}, ErrOverdue
	}
	queue, err := queueOf(tx, l.Tool)
	if err != nil {
		return l, Due{}, err
	}
	if d.waiting(queue, now) > 0 {
		return l, Due{}, ErrSomebodyWaits
	}
	if limit := d.rules().Renewals; l.Renewed() >= limit {
		return l, Due{}, &RenewedOut{Times: limit}
	}
	due, err := d.renewedDue(tx, l, now)
	return l, due, err
}

// renewedDue is when the loan would be due, renewed now.
func (d *Desk) renewedDue(tx store.Tx, l Loan, now time.Time) (Due, error) {
	t, err := get[Tool](tx, tableTool, key(l.Tool))
	if err != nil {
		return Due{}, err
	}
	c, err := get[Category](tx, tableCategory, []byte(t.Category))
	if err != nil {
		return Due{}, err
	}
	item := Item{Tool: t, Category: c}
	item.set(d.rules().due(now, c.daysFor(t)))
	// The queue is empty; what may shorten it is somebody else's reservation.
	if err := d.promise(tx, &item, nil, now, l.Borrower); err != nil {
		return Due{}, err
	}
	if item.Status == Reserved && item.turn.who != l.Borrower {
		return Due{}, &NoLonger{From: max(item.From, DayOf(now)), Reserved: true}
	}
	if item.DueWhy == DueReserved && !item.Due.After(l.Due) {
		return Due{}, &NoLonger{From: item.From, Reserved: true}
	}
	if !item.Due.After(l.Due) {
		day := DayOf(now) + 1
		for latest := day + 2*366; day < latest && !d.rules().due(day.In(d.zone), c.daysFor(t)).At.After(l.Due); {
			day++
		}
		return Due{}, &NoLonger{From: day}
	}
	return Due{At: item.Due, Why: item.DueWhy, Was: item.DueWas}, nil
}

// longer is the loan with a later due date. The borrower's own reservations
// that begin before it are collected by it.
func (d *Desk) longer(tx store.Tx, l Loan, due Due, r Renewal) (Loan, error) {
	var err error
	if r.Collects, err = d.collect(tx, l, due.At, r.At); err != nil {
		return l, err
	}
	r.Was, r.Why, r.Plain = l.Due, l.DueWhy, l.DueWas
	l.Renewals = append(append([]Renewal(nil), l.Renewals...), r)
	l.Due, l.DueWhy, l.DueWas = due.At, due.Why, due.Was
	return l, nil
}

// Extend gives a loan more time: until closing time of a day, or of the next one
// the shop is open. Staff may do so when it is overdue or somebody waits; not
// into days that are promised to somebody.
//
// Refusals: ErrNotStaff, ErrNoLoan, ErrNotLent, ErrBeforeOut (not later than it
// is due now, or more than a year away), *NoLonger, ErrClockBack.
func (d *Desk) Extend(ctx context.Context, id LoanID, day Day, who StaffID) (Loan, error) {
	var l Loan
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		before, err := get[Loan](tx, tableLoan, key(id))
		if err != nil {
			return unknown(err, ErrNoLoan)
		}
		if !before.Open() {
			return ErrNotLent
		}
		day := d.rules().opens(day)
		due := Due{At: d.rules().closing(day, d.zone), Why: DueExtended}
		if !due.At.After(before.Due) || !due.At.After(now) || day > DayOf(now)+366 {
			return ErrBeforeOut
		}
		taken, err := reservationsFor(tx, before.Tool)
		if err != nil {
			return err
		}
		for _, r := range taken {
			if r.Resident != before.Borrower && !d.lapsed(r, now) && r.From <= day {
				return &NoLonger{From: r.From, Reserved: true}
			}
		}
		if l, err = d.longer(tx, before, due, Renewal{At: now, By: who}); err != nil {
			return err
		}
		return steps(
			func() error { return keepLoan(tx, before, l) },
			func() error {
				return audit(tx, now, who, "extend", append(l.subjects(l.Tool), nth(len(l.Renewals)))...)
			},
		)
	})
	return l, err
}
