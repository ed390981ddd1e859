package inventory

import (
	"context"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// forgot are the residents whom this deed forgot.
func (e Entry) forgot() []ResidentID {
	if e.Deed != "erase" && e.Deed != "anonymise" {
		return nil
	}
	var ids []ResidentID
	for _, s := range e.Subjects {
		if c, err := code.Parse(s); err == nil && c.Kind == code.Resident {
			ids = append(ids, ResidentID(c.Number))
		}
	}
	return ids
}

// ForgetAgain forgets residents who had been forgotten after these records were
// copied: a restored backup must not bring anybody back (PIPL Art. 47). Who has
// something out here counts as one who has withdrawn and is forgotten after the
// last return. Numbers of nobody, or of somebody forgotten already, change
// nothing. It returns how many records it changed. Refusal: ErrClockBack.
func (d *Desk) ForgetAgain(ctx context.Context, ids []ResidentID) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	count := 0
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		count = 0
		for _, id := range ids {
			r, err := present(tx, id)
			if err != nil {
				if except(err, ErrNoResident) != nil {
					return err
				}
				continue
			}
			count++
			out, err := outWith(tx, id)
			if err != nil {
				return err
			}
			if out == 0 {
				_, err = d.forget(tx, r, now, n, 0, "erase")
			} else {
				r.Withdrawn = now
				err = steps(
					func() error { return leaving(tx, r) },
					func() error { return audit(tx, now, 0, "withdraw", r.ID.Code().String()) },
				)
			}
			if err != nil {
				return err
			}
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return count, nil
}
