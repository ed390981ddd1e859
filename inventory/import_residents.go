package inventory

import (
	"context"
	"time"

	"redwrench/inventory/people"
)

// ResidentRow is a row of a table of residents. Resident.ID is the number on a
// card the person has already, 0 for none; Guardian is a number of the same
// table, else of this shop. Person.Consent is the text that was agreed to on
// paper and the day it was signed; it need not be the one in force, then the
// kiosk asks for that before the next loan.
type ResidentRow struct {
	Row      int
	Resident Resident
}

// LookAtResidents says what ImportResidents would find, and changes nothing. It
// returns ErrTooManyRows, or ctx's error.
func (d *Desk) LookAtResidents(ctx context.Context, rows []ResidentRow, t *Tally) (Findings, error) {
	return d.look(ctx, t, len(rows), func(i *importing, n *numbers) error {
		return i.residents(d, rows, 0, n, none)
	})
}

// ImportResidents keeps all residents of a table, in one deed, or none. Each is
// checked as by Register, a child as by RegisterChild. Who has a number keeps it
// where it is free here, else gets the next one; cards are not printed. The
// retention time begins today. from is the kind of file, for the audit. When ctx
// ends before the deed is on disk nothing is kept, and its error comes back.
//
// Refusals: *NotImported, ErrNothing, ErrTooManyRows, ErrNotManager,
// ErrQuantity (no numbers left), ErrClockBack. Those of a row: as Register and
// RegisterChild, ErrKnown (the document is registered, or the child),
// *Repeated, ErrNoConsent (no text or no day), ErrWithdrawn, ErrNote, ErrFuture.
func (d *Desk) ImportResidents(ctx context.Context, rows []ResidentRow, from string, who StaffID, t *Tally) (Findings, error) {
	return d.importAll(ctx, t, "residents", from, len(rows), who, func(i *importing, n *numbers) error {
		return i.residents(d, rows, who, n, func(r Resident) error { return d.keepImported(i, r) })
	})
}

func (d *Desk) keepImported(i *importing, r Resident) error {
	if err := put(i.tx, tableResident, key(r.ID), r); err != nil || !r.Erased.IsZero() {
		return err
	}
	return steps(
		func() error { return d.index(i.tx, r) },
		func() error { return lastSeen(i.tx, r.ID, DayOf(i.now)) },
	)
}

// arrivals are the people of a table while they are looked at.
type arrivals struct {
	guardians map[ResidentID]Resident // as the table knows them -> the record; zero until it is looked at
	documents map[string]int          // look-up key -> row
	children  map[child]int           // -> row
}

// child is what tells the children of one guardian apart.
type child struct {
	guardian ResidentID
	name     string
	born     time.Time
}

// residents hands the records the rows will be to keep, guardians before their
// children.
func (i *importing) residents(d *Desk, rows []ResidentRow, who StaffID, n *numbers, keep func(Resident) error) error {
	ids, err := numbered(i, tableResident, &n.resident, func(k int) (int, ResidentID) { return rows[k].Row, rows[k].Resident.ID }, len(rows))
	if err != nil {
		return err
	}
	a := arrivals{map[ResidentID]Resident{}, map[string]int{}, map[child]int{}}
	wanted := map[ResidentID]bool{}
	for _, r := range rows {
		wanted[r.Resident.Guardian] = true
	}
	for _, r := range rows {
		if r.Resident.ID != 0 && wanted[r.Resident.ID] {
			a.guardians[r.Resident.ID] = Resident{}
		}
	}
	for _, wards := range []bool{false, true} {
		for k, r := range rows {
			if wards != (r.Resident.Guardian != 0) {
				continue
			}
			done, err := i.resident(d, &a, r, ids[k], who)
			if err != nil {
				return err
			}
			if _, guards := a.guardians[r.Resident.ID]; guards {
				a.guardians[r.Resident.ID] = done
			}
			if err := sound(i, done, keep); err != nil {
				return err
			}
			if err := i.step(); err != nil {
				return err
			}
		}
	}
	return nil
}

// resident is the record a row will be; its problems are noted.
func (i *importing) resident(d *Desk, a *arrivals, from ResidentRow, id ResidentID, who StaffID) (Resident, error) {
	row, r := from.Row, from.Resident
	wanted := r.ID
	r.ID = id
	if r.Since.IsZero() {
		r.Since = i.now
	}
	i.past(row, "since", r.Since)
	if !r.Erased.IsZero() {
		return i.erased(row, wanted, r), nil
	}
	if !r.Withdrawn.IsZero() {
		i.problem(row, "withdrawn", ErrWithdrawn)
	}
	checks := fieldChecks(&r.Person, i.now)
	if r.Guardian != 0 {
		checks = childChecks(&r.Person, i.now)
		if r.Verified.IsZero() {
			r.Verified = i.now // as its guardian is
		}
	}
	if r.Lang == "" {
		r.Lang = "zh"
	}
	read := true // the document is
	for _, c := range checks {
		if c.field == "born" && !read {
			continue // it would have told the day
		}
		if err := c.check(); err != nil {
			i.problem(row, c.field, err)
			read = read && c.field != "document"
		}
	}
	if !r.Verified.IsZero() {
		r.VerifiedBy = who
		i.past(row, "verified", r.Verified)
	}
	i.consent(row, r.Person.Consent)
	i.text(row, "blocked", r.Blocked)
	i.text(row, "note", r.Note)
	switch {
	case r.Guardian != 0:
		return r, i.ward(a, row, &r)
	case read:
		return r, i.document(d, a, row, r)
	}
	return r, nil
}

// erased is somebody nobody knows any more: a number that stays taken.
func (i *importing) erased(row int, wanted ResidentID, r Resident) Resident {
	stone := Resident{ID: r.ID, Since: r.Since, Erased: r.Erased}
	if r != stone {
		i.problem(row, "erased", ErrWithdrawn) // what is left of somebody must not come back
	}
	if r.ID != wanted {
		i.problem(row, "code", ErrKnown)
	}
	i.past(row, "erased", r.Erased)
	return stone
}

// longestVersion is how long the name of a consent text may be, in bytes.
const longestVersion = 64

func (i *importing) consent(row int, c people.Consent) {
	if v, err := note(c.Version); err != nil || v != c.Version || v == "" || len(v) > longestVersion {
		i.problem(row, "consent", ErrNoConsent)
	}
	if c.At.IsZero() {
		i.problem(row, "consent_at", ErrNoConsent)
	}
	i.past(row, "consent_at", c.At)
}

// document notes that the document is registered already, here or in the table.
func (i *importing) document(d *Desk, a *arrivals, row int, r Resident) error {
	look := documentKey(d.secrets, r.Person.ID)
	if earlier, twice := a.documents[string(look)]; twice {
		i.problem(row, "document", &Repeated{earlier})
		return nil
	}
	a.documents[string(look)] = row
	known, err := has(i.tx, tableDocument, look)
	if known {
		i.problem(row, "document", ErrKnown)
	}
	return err
}

// ward gives a child its guardian by the number of this shop, and notes when
// that is none, when the child is too old for one, or known already.
func (i *importing) ward(a *arrivals, row int, r *Resident) error {
	if !r.Person.Birth().IsZero() && r.Person.Age(r.Since.In(i.now.Location())) >= GuardianAge {
		i.problem(row, "born", ErrNoChild)
	}
	g, inTable := a.guardians[r.Guardian]
	if inTable {
		r.Guardian = g.ID
	} else {
		var err error
		if g, err = present(i.tx, r.Guardian); except(err, ErrNoResident) != nil {
			return err
		}
	}
	if g.Verified.IsZero() || g.Person.Age(i.now) < fullAge || g.Guardian != 0 || !g.Erased.IsZero() || !g.Withdrawn.IsZero() {
		i.problem(row, "guardian", ErrNoGuardian)
		return nil
	}
	c := child{r.Guardian, r.Person.Name, r.Person.Birth()}
	if earlier, twice := a.children[c]; twice {
		i.problem(row, "name", &Repeated{earlier})
		return nil
	}
	a.children[c] = row
	if inTable {
		return nil
	}
	known, err := wards(i.tx, r.Guardian)
	for _, o := range known {
		if o.Person.Name == c.name && o.Person.Birth().Equal(c.born) {
			i.problem(row, "name", ErrKnown)
		}
	}
	return err
}
