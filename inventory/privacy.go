package inventory

import (
	"context"
	"fmt"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// StillHas is the refusal to erase somebody who has something out.
type StillHas struct{ Loans int }

func (e *StillHas) Error() string {
	return fmt.Sprintf("inventory: resident still has %d tools", e.Loans)
}

// Agree keeps that the resident agreed to the consent text in force, now, and
// ends a withdrawal.
// Refusals: ErrNoResident, ErrClockBack.
func (d *Desk) Agree(ctx context.Context, id ResidentID) (Resident, error) {
	var done Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		done, err = d.agree(tx, r, now)
		return err
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

func (d *Desk) agree(tx store.Tx, r Resident, now time.Time) (Resident, error) {
	r.Person.Consent = people.Consent{Version: d.rules().ConsentVersion, At: now}
	r.Withdrawn = time.Time{}
	return r, steps(
		func() error { return put(tx, tableResident, key(r.ID), r) },
		func() error { return lastSeen(tx, r.ID, DayOf(now)) },
		func() error { return audit(tx, now, 0, "agree", r.ID.Code().String()) },
	)
}

// Withdraw takes the consent back (PIPL Art. 15): nothing more is lent, and the
// resident is erased as soon as nothing is out: at once, or by Anonymise after
// the last return. who is 0 when the resident does it at the screen.
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Withdraw(ctx context.Context, id ResidentID, who StaffID) (Resident, error) {
	var done Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if who != 0 {
			if err := onDuty(tx, who); err != nil {
				return err
			}
		}
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		if err := audit(tx, now, who, "withdraw", id.Code().String()); err != nil {
			return err
		}
		out, err := outWith(tx, id)
		if err != nil {
			return err
		}
		if out == 0 {
			done, err = d.forget(tx, r, now, n, who, "erase")
			return err
		}
		if r.Withdrawn.IsZero() {
			r.Withdrawn = now
		}
		done = r
		return leaving(tx, r)
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

// leaving keeps a resident who has withdrawn and is forgotten after the last
// return.
func leaving(tx store.Tx, r Resident) error {
	return steps(
		func() error { return put(tx, tableResident, key(r.ID), r) },
		func() error { return lastSeen(tx, r.ID, leavingDay) },
	)
}

// Erase forgets who a resident was (PIPL Art. 47), and the children under the
// resident's guard. The number stays, so that loans count in the statistics.
// Refusals: *StillHas, ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Erase(ctx context.Context, id ResidentID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		out, err := outWith(tx, id)
		if err != nil {
			return err
		}
		if out > 0 {
			return &StillHas{Loans: out}
		}
		_, err = d.forget(tx, r, now, n, who, "erase")
		return err
	})
}

// Anonymise forgets up to limit residents who have nothing out, wait for no
// volunteer, and whose last loan, return, job or registration is more than
// Settings.RetentionDays days ago (PIPL Art. 19), and those who have withdrawn,
// and returns how many. While the date is in doubt (see DateInDoubt) only those
// who have withdrawn are forgotten. It reads the index by day, and writes only
// when there is somebody to forget. Refusal: ErrClockBack.
func (d *Desk) Anonymise(ctx context.Context, limit int) (int, error) {
	var ids []ResidentID
	find := func(tx store.Tx, now time.Time) (err error) {
		ids, err = d.toForget(tx, now, limit)
		return err
	}
	if err := d.store.View(ctx, func(tx store.Tx) error { return find(tx, d.Now()) }); err != nil || len(ids) == 0 {
		return 0, err
	}
	count := 0
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		count = 0
		if err := find(tx, now); err != nil {
			return err
		}
		for _, id := range ids {
			r, err := present(tx, id)
			if err != nil { // a child gone with its guardian just before
				if except(err, ErrNoResident) != nil {
					return err
				}
				continue
			}
			if _, err := d.forget(tx, r, now, n, 0, "anonymise"); err != nil {
				return err
			}
			count++
		}
		return nil
	})
	if err != nil {
		return 0, err
	}
	return count, nil
}

// toForget are up to limit residents whom nobody may know any longer.
func (d *Desk) toForget(tx store.Tx, now time.Time, limit int) ([]ResidentID, error) {
	ids, err := idle(tx, d.keepFrom(now), limit)
	if err != nil || len(ids) == 0 {
		return nil, err
	}
	doubt, err := dateInDoubt(tx, now)
	if err != nil || !doubt {
		return ids, err
	}
	return idle(tx, leavingDay+1, limit)
}

// keepFrom is the first day of last activity that is not long enough ago.
func (d *Desk) keepFrom(now time.Time) Day {
	return max(DayOf(now)-Day(d.rules().RetentionDays), leavingDay+1)
}

// idle are up to limit residents last active before the given day who have
// nothing out and no open job, the longest idle first.
func idle(tx store.Tx, before Day, limit int) ([]ResidentID, error) {
	var ids []ResidentID
	r := store.Range{To: key(uint32(before)), Limit: 100}
	for len(ids) < limit {
		entries, err := tx.Scan(tableIdle, r)
		if err != nil {
			return nil, err
		}
		for _, e := range entries {
			id := number[ResidentID](e.Key, 4)
			out, err := outWith(tx, id)
			if err != nil {
				return nil, err
			}
			waits, err := busy(tx, id)
			if err != nil {
				return nil, err
			}
			if out == 0 && !waits && len(ids) < limit {
				ids = append(ids, id)
			}
		}
		if len(entries) < r.Limit {
			break
		}
		r.From = append(entries[len(entries)-1].Key, 0)
	}
	return ids, nil
}

// outWith is how many tools are out with a resident and the children under the
// resident's guard.
func outWith(tx store.Tx, id ResidentID) (int, error) {
	out, err := tx.Scan(tableOut, store.Prefix(key(id)))
	if err != nil {
		return 0, err
	}
	children, err := tx.Scan(tableWard, store.Prefix(key(id)))
	if err != nil {
		return 0, err
	}
	count := len(out)
	for _, c := range children {
		more, err := outWith(tx, number[ResidentID](c.Key, 4)) // who has no children
		if err != nil {
			return 0, err
		}
		count += more
	}
	return count, nil
}

// forget makes the record a tombstone, deletes all that leads to the person, and
// does the same with the children under the person's guard. Nothing may be out.
func (d *Desk) forget(tx store.Tx, r Resident, now time.Time, n *numbers, who StaffID, deed string) (Resident, error) {
	children, err := wards(tx, r.ID)
	if err != nil {
		return Resident{}, err
	}
	for _, c := range children {
		if _, err := d.forget(tx, c, now, n, who, deed); err != nil {
			return Resident{}, err
		}
	}
	names, err := codes(tx, r.ID) // older records may know them by any of these
	if err != nil {
		return Resident{}, err
	}
	stone := Resident{ID: r.ID, Since: r.Since, Erased: now}
	return stone, steps(
		func() error { return d.leave(tx, r.ID, now, n) },
		func() error { return d.forgetJobs(tx, r.ID, now) },
		func() error { return d.unindex(tx, r) },
		func() error { return d.forgetTries(tx, r.Person.Phone) },
		func() error { return notSeen(tx, r.ID) },
		func() error { return put(tx, tableResident, key(r.ID), stone) },
		func() error { return audit(tx, now, who, deed, names...) },
	)
}

// forgetTries deletes the wrong tries counted for a telephone that nobody has
// any more.
func (d *Desk) forgetTries(tx store.Tx, phone string) error {
	index := d.secrets.Index(byPhone, phone)
	others := store.Prefix(index)
	others.Limit = 1
	left, err := tx.Scan(tablePhone, others)
	if err != nil || len(left) > 0 {
		return err
	}
	return tx.Delete(tableTries, subject("phone", index))
}

// leave takes a resident who is being forgotten out of everything that waits
// for one: holds, reservations, the card that is not printed yet.
func (d *Desk) leave(tx store.Tx, id ResidentID, now time.Time, n *numbers) error {
	if err := d.cancelFor(tx, id, now, n); err != nil {
		return err
	}
	return dropCards(tx, id, now)
}

// dropCards drops the cards of somebody that are not printed yet: nobody needs
// them any more.
func dropCards(tx store.Tx, id ResidentID, now time.Time) error {
	waiting, err := tx.Scan(tablePrinting, store.Range{})
	if err != nil {
		return err
	}
	for _, e := range waiting {
		job, err := get[PrintJob](tx, tablePrint, e.Key)
		if err != nil {
			return err
		}
		if job.Paper != ResidentCard || ResidentID(job.Subject) != id || job.State != PrintPending {
			continue
		}
		job.State, job.Decided = PrintFailed, now
		if err := keepPrint(tx, job); err != nil {
			return err
		}
	}
	return nil
}
