package inventory

import (
	"bytes"
	"cmp"
	"context"
	"errors"
	"slices"
	"strings"
	"time"

	"redwrench/inventory/store"
)

// tableMerged holds the numbers somebody had before: resident, earlier number.
const tableMerged store.Table = "merged"

// Refusals of Merge.
var (
	// ErrSameRecord: a record is not merged with itself.
	ErrSameRecord = errors.New("inventory: one and the same record")
	// ErrNotOnePerson: one is the other's guardian, or the one to be kept is a child
	// and the other is not.
	ErrNotOnePerson = errors.New("inventory: cannot be one person")
)

// Merge makes one record of two of the same person: what gone borrowed, waits
// for, reserved and reported becomes keep's, so do gone's children; gone becomes a
// number that leads to keep, and its card still works. What is known of the person
// stays as keep has it; a block holds on, the notes of both stand together, the
// later consent counts. Where both wait for one tool, or one waits for what the
// other has, they wait once, or not any more. keep and gone are the records as who
// has read them (Reveal).
//
// Refusals: ErrSameRecord, ErrNotOnePerson, ErrWithdrawn (one has taken the
// consent back), *ChangedMeanwhile, ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Merge(ctx context.Context, keep, gone Resident, who StaffID) (Resident, error) {
	if keep.ID == gone.ID {
		return Resident{}, ErrSameRecord
	}
	var done Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		k, err := asRead(tx, keep)
		if err != nil {
			return err
		}
		g, err := asRead(tx, gone)
		if err != nil {
			return err
		}
		switch {
		case k.Guardian == g.ID || g.Guardian == k.ID || k.Guardian != 0 && g.Guardian == 0:
			return ErrNotOnePerson
		case !k.Withdrawn.IsZero() || !g.Withdrawn.IsZero():
			return ErrWithdrawn
		}
		done = k.with(g, now)
		return steps(
			func() error { return d.handOn(tx, k.ID, g.ID, now, n) },
			func() error { return d.becomes(tx, g, k.ID, now) },
			func() error { return put(tx, tableResident, key(k.ID), done) },
			func() error { return audit(tx, now, who, "merge", k.ID.Code().String(), g.ID.Code().String()) },
		)
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

// asRead is a resident whose record is still as r, or *ChangedMeanwhile.
func asRead(tx store.Tx, r Resident) (Resident, error) {
	is, err := present(tx, r.ID)
	if err != nil {
		return Resident{}, err
	}
	same, err := alike(is, r)
	if err != nil || same {
		return is, err
	}
	return Resident{}, changedMeanwhile(tx, r.ID)
}

// alike says that two values would be stored as the same bytes.
func alike(a, b any) (bool, error) {
	was, err := encoding.Marshal(a)
	if err != nil {
		return false, err
	}
	is, err := encoding.Marshal(b)
	return bytes.Equal(was, is), err
}

// with is r with what only another record of the same person knows.
func (r Resident) with(o Resident, now time.Time) Resident {
	if o.BlockedAt(now) && (!r.BlockedAt(now) || o.BlockedUntil.IsZero() || !r.BlockedUntil.IsZero() && o.BlockedUntil.After(r.BlockedUntil)) {
		r.Blocked, r.BlockedUntil = o.Blocked, o.BlockedUntil
	}
	if o.Person.Consent.At.After(r.Person.Consent.At) {
		r.Person.Consent = o.Person.Consent
	}
	if o.Since.Before(r.Since) {
		r.Since = o.Since
	}
	r.Disabled = r.Disabled || o.Disabled
	both := []rune(strings.Trim(r.Note+"\n"+o.Note, "\n"))
	r.Note = string(both[:min(len(both), MaxNote)])
	return r
}

// handOn makes everything of gone keep's.
func (d *Desk) handOn(tx store.Tx, keep, gone ResidentID, now time.Time, n *numbers) error {
	return steps(
		func() error { return handOnLoans(tx, keep, gone) },
		func() error { return d.handOnPromises(tx, keep, gone, now, n) },
		func() error { return handOnJobs(tx, keep, gone) },
		func() error { return d.handOnChildren(tx, keep, gone) },
		func() error { return handOnDay(tx, keep, gone) },
	)
}

func handOnLoans(tx store.Tx, keep, gone ResidentID) error {
	loans, err := byIndex[Loan](tx, tableHad, key(gone), 4, tableLoan)
	if err != nil {
		return err
	}
	for _, l := range loans {
		before := l
		l.Borrower = keep
		if err := keepLoan(tx, before, l); err != nil {
			return err
		}
	}
	return nil
}

// handOnPromises hands on holds and reservations, those that have ended too: no
// index finds them, and a deed that is undone may bring them back.
func (d *Desk) handOnPromises(tx store.Tx, keep, gone ResidentID, now time.Time, n *numbers) error {
	var holds []Hold
	err := every(tx, tableHold, func(h Hold) error {
		if h.Resident == gone {
			holds = append(holds, h)
		}
		return nil
	})
	if err != nil {
		return err
	}
	var reserved []Reservation
	err = every(tx, tableReserve, func(r Reservation) error {
		if r.Resident == gone {
			reserved = append(reserved, r)
		}
		return nil
	})
	if err != nil {
		return err
	}
	for _, h := range holds {
		if err := rewriteHold(tx, h, func(h *Hold) { h.Resident = keep }); err != nil {
			return err
		}
	}
	for _, r := range reserved {
		before := r
		r.Resident = keep
		if err := keepReservation(tx, before, r); err != nil {
			return err
		}
	}
	return d.waitOnce(tx, keep, now, n)
}

// waitOnce ends what somebody waits for a second time, or has.
func (d *Desk) waitOnce(tx store.Tx, who ResidentID, now time.Time, n *numbers) error {
	holds, err := holdsOf(tx, who)
	if err != nil {
		return err
	}
	slices.SortFunc(holds, func(a, b Hold) int { return cmp.Compare(a.Place, b.Place) })
	waits := map[ToolID]bool{}
	for _, h := range holds {
		l, err := openLoan(tx, h.Tool)
		if err != nil && !errors.Is(err, store.ErrNotFound) {
			return err
		}
		if has := err == nil && l.Job == 0 && l.Borrower == who; has || waits[h.Tool] {
			err = steps(
				func() error { return endHold(tx, h, Cancelled, 0, now) },
				func() error { return d.settle(tx, h.Tool, now, n) },
			)
			if err != nil {
				return err
			}
		}
		waits[h.Tool] = true
	}
	return nil
}

func handOnJobs(tx store.Tx, keep, gone ResidentID) error {
	list, err := byIndex[Job](tx, tableAsked, key(gone), 4, tableJob)
	if err != nil {
		return err
	}
	for _, j := range list {
		before := j
		j.Resident = keep
		if _, err := keepJob(tx, before, j); err != nil {
			return err
		}
	}
	return nil
}

func (d *Desk) handOnChildren(tx store.Tx, keep, gone ResidentID) error {
	children, err := wards(tx, gone)
	if err != nil {
		return err
	}
	for _, c := range children {
		if err := d.unindex(tx, c); err != nil {
			return err
		}
		c.Guardian = keep
		if err := put(tx, tableResident, key(c.ID), c); err != nil {
			return err
		}
		if err := d.index(tx, c); err != nil {
			return err
		}
	}
	return nil
}

// handOnDay lets the later day of last activity count.
func handOnDay(tx store.Tx, keep, gone ResidentID) error {
	theirs, err := tx.Get(tableLast, key(gone))
	if err != nil {
		return except(err, store.ErrNotFound)
	}
	mine, err := tx.Get(tableLast, key(keep))
	if err := unknown(err, nil); err != nil {
		return err
	}
	if lastDay(mine) >= lastDay(theirs) {
		return nil
	}
	return lastSeen(tx, keep, lastDay(theirs))
}

// becomes makes a record a number that leads to another one, and so does every
// number that led to it.
func (d *Desk) becomes(tx store.Tx, gone Resident, keep ResidentID, now time.Time) error {
	err := steps(
		func() error { return d.unindex(tx, gone) },
		func() error { return d.forgetTries(tx, gone.Person.Phone) },
		func() error { return notSeen(tx, gone.ID) },
		func() error { return dropCards(tx, gone.ID, now) },
	)
	if err != nil {
		return err
	}
	stones, err := byIndex[Resident](tx, tableMerged, key(gone.ID), 4, tableResident)
	if err != nil {
		return err
	}
	for _, s := range append(stones, Resident{ID: gone.ID, Since: gone.Since, Erased: now}) {
		if err := d.unindex(tx, s); err != nil {
			return err
		}
		s.Merged = keep
		if err := put(tx, tableResident, key(s.ID), s); err != nil {
			return err
		}
		if err := d.index(tx, s); err != nil {
			return err
		}
	}
	return nil
}

// codes are the codes of somebody: their number and those they had before.
func codes(tx store.Tx, id ResidentID) ([]string, error) {
	list := []string{id.Code().String()}
	earlier, err := tx.Scan(tableMerged, store.Prefix(key(id)))
	for _, e := range earlier {
		list = append(list, number[ResidentID](e.Key, 4).Code().String())
	}
	return list, err
}
