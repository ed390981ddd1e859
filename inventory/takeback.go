package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// Returned is what a return changed.
type Returned struct {
	Loan    Loan
	Service ServiceID // the stay off the shelf it began, or 0: back on the shelf
	Reason  Reason    // of that stay
}

// TakeBack ends the loan a tool is out on, whoever brings it. A tool that came
// back incomplete, damaged or dirty leaves the shelf; one of a category that is
// cleaned on return is cleaned first.
//
// Refusals: ErrNotStaff, ErrNoTool, ErrNotLent (nothing is changed, so a second
// scan does no harm), ErrClockBack.
func (d *Desk) TakeBack(ctx context.Context, id ToolID, found Condition, who StaffID) (Returned, error) {
	var done Returned
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		done = Returned{}
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
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
		l.Back, l.TakenBy, l.Found = now, who, found
		if err := keepBack(tx, l); err != nil {
			return err
		}
		done.Loan = l
		reason, off := found.puts()
		if !off && item.Category.CleanOnReturn {
			reason, off = Cleaning, true
		}
		if off {
			done.Service, done.Reason = draw(&n.service), reason
			s := Service{ID: done.Service, Tool: id, Reason: reason, Since: now, Loan: l.ID}
			if err := errors.Join(put(tx, tableService, key(s.ID), s), tx.Put(tableOff, key(id), key(s.ID))); err != nil {
				return err
			}
		}
		return audit(tx, now, who, "take back", l.ID.Code().String(), id.Code().String())
	})
	if err != nil {
		return Returned{}, err
	}
	return done, nil
}

// keepBack stores a closed loan and removes everything that said it was out.
func keepBack(tx store.Tx, l Loan) error {
	return steps(
		func() error { return put(tx, tableLoan, key(l.ID), l) },
		func() error { return tx.Delete(tableOpen, key(l.Tool)) },
		func() error { return tx.Delete(tableOut, key(uint32(l.Borrower), uint32(l.ID))) },
		func() error { return tx.Delete(tableDue, key(second(l.Due), uint32(l.ID))) },
		func() error { return mark(tx, tableBack, key(second(l.Back), uint32(l.ID))) },
	)
}

// BackOnShelf ends a tool's stay off the shelf: repaired, completed or clean.
// Refusals: ErrNotStaff, ErrNoTool, *NotFree when it is lent or retired; a tool
// that is on the shelf already is no error.
func (d *Desk) BackOnShelf(ctx context.Context, id ToolID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil || item.Status == OnShelf {
			return err
		}
		if item.Status != OffShelf {
			return &NotFree{Tool: id, Status: item.Status, Since: item.Since, Due: item.Due}
		}
		s, err := openService(tx, id)
		if err != nil {
			return err
		}
		s.Until = now
		return steps(
			func() error { return put(tx, tableService, key(s.ID), s) },
			func() error { return tx.Delete(tableOff, key(id)) },
			func() error { return audit(tx, now, who, "back on shelf", id.Code().String()) },
		)
	})
}

// itemFor is a tool as it stands, for somebody on duty.
func (d *Desk) itemFor(tx store.Tx, id ToolID, who StaffID, now time.Time) (Item, error) {
	if err := onDuty(tx, who); err != nil {
		return Item{}, err
	}
	t, err := get[Tool](tx, tableTool, key(id))
	if err != nil {
		return Item{}, unknown(err, ErrNoTool)
	}
	return d.item(tx, t, now)
}
