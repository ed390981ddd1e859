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
	return subjects[ResidentID](e, code.Resident)
}

// unnamed are the donations from which this deed removed the donor's name.
func (e Entry) unnamed() []DonationID {
	if e.Deed != deedForgetDonor && e.Deed != deedStrikeDonation {
		return nil
	}
	return subjects[DonationID](e, code.Donation)
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

// ForgetDonorsAgain removes the names of donors that had been removed after these
// records were copied, as ForgetAgain does with residents. Donations there are
// not, or whose donor is not named, change nothing. It returns how many it
// changed. Refusal: ErrClockBack.
func (d *Desk) ForgetDonorsAgain(ctx context.Context, ids []DonationID) (int, error) {
	if len(ids) == 0 {
		return 0, nil
	}
	count := 0
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		count = 0
		for _, id := range ids {
			g, err := donationOf(tx, id)
			if err := except(err, ErrNoDonation); err != nil {
				return err
			}
			if err != nil || g.Naming == Nameless {
				continue
			}
			count++
			if err := unname(tx, g, 0, now, deedForgetDonor); err != nil {
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
