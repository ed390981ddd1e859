package inventory

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// tableWard holds the children of a guardian: guardian, child.
const tableWard store.Table = "ward"

// Errors of RegisterChild and of lending to children.
var (
	// ErrNoGuardian: a guardian is a resident of at least 18 years whose
	// document staff have seen and who is not blocked.
	ErrNoGuardian = errors.New("inventory: not a guardian")
	// ErrNoChild: from 14 years on one registers with one's own document.
	ErrNoChild = errors.New("inventory: not a child under 14")
	// ErrWithdrawn: the resident, or the guardian, has taken the consent back.
	ErrWithdrawn = errors.New("inventory: consent was withdrawn")
)

// fullAge is the age from which one can be a guardian.
const fullAge = 18

// RegisterChild keeps a child under 14 under the guard of a resident, who agrees
// for it (PIPL Art. 31): a name, a day of birth (Person.Born), no number. The
// telephone may be left empty: the guardian's is the one to call. The child
// counts as verified, since the guardian is. The same child of the same guardian
// is found again, not kept twice. By is who of the staff wrote it down; 0: the
// guardian did.
//
// Refusals: people.ErrName, people.ErrPhone, *people.BadID (a number was given),
// people.ErrBorn, people.ErrHome, ErrNoChild, ErrNoConsent, ErrNotStaff,
// ErrNoResident (the guardian's number), ErrNoGuardian, ErrClockBack.
func (d *Desk) RegisterChild(ctx context.Context, p people.Person, guardian ResidentID, lang Lang, by StaffID) (Resident, error) {
	p, err := d.checkedChild(p)
	switch {
	case err != nil:
		return Resident{}, err
	case p.Age(d.Now()) >= GuardianAge:
		return Resident{}, ErrNoChild
	case p.Consent.Version != d.rules().ConsentVersion:
		return Resident{}, ErrNoConsent
	}
	var done Resident
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if by != 0 {
			if err := onDuty(tx, by); err != nil {
				return err
			}
		}
		g, err := present(tx, guardian)
		if err != nil {
			return err
		}
		if !g.MayGuard(now) {
			return ErrNoGuardian
		}
		children, err := wards(tx, guardian)
		if err != nil {
			return err
		}
		for _, c := range children {
			if c.Person.Name == p.Name && c.Person.Birth().Equal(p.Birth()) {
				done = c
				return nil
			}
		}
		p.Consent = people.Consent{Version: d.rules().ConsentVersion, At: now}
		done = Resident{ID: draw(&n.resident), Person: p, Lang: lang, Since: now, Guardian: guardian, Verified: now, VerifiedBy: g.VerifiedBy}
		return d.keepNew(tx, done, by, now, n)
	})
	if err != nil {
		return Resident{}, err
	}
	done.Note = ""
	return done, nil
}

// MayGuard says whether the resident can stand for a child at now: see
// ErrNoGuardian.
func (r Resident) MayGuard(now time.Time) bool {
	return !r.Verified.IsZero() && r.Person.Age(now) >= fullAge && !r.BlockedAt(now) && r.Withdrawn.IsZero() && r.Guardian == 0
}

// childChecks are the checks of p, a child under a guardian, in their order.
func childChecks(p *people.Person, now time.Time) []fieldCheck {
	return []fieldCheck{
		{"name", func() (err error) { p.Name, err = people.ParseName(p.Name); return err }},
		{"phone", func() (err error) {
			if p.Phone != "" {
				p.Phone, err = people.ParsePhone(p.Phone)
			}
			return err
		}},
		{"document", func() (err error) { p.ID, err = people.ParseID(people.NoDocument, p.ID.Number, now); return err }},
		{"room", func() (err error) {
			if p.Home != (people.Home{}) {
				p.Home, err = p.Home.Checked()
			}
			return err
		}},
		{"born", func() (err error) { *p, err = p.CheckedBirth(now); return err }},
	}
}

// checkedChild is p, a child under a guardian, with every field in its normal form.
func (d *Desk) checkedChild(p people.Person) (people.Person, error) {
	err := firstFault(childChecks(&p, d.Now()))
	return p, err
}

// wards are the children under a guardian.
func wards(tx store.Tx, guardian ResidentID) ([]Resident, error) {
	entries, err := tx.Scan(tableWard, store.Prefix(key(guardian)))
	if err != nil {
		return nil, err
	}
	children := make([]Resident, 0, len(entries))
	for _, e := range entries {
		c, err := get[Resident](tx, tableResident, key(number[ResidentID](e.Key, 4)))
		if err != nil {
			return nil, err
		}
		children = append(children, c)
	}
	return children, nil
}

// mayCome is nil if nothing in the person stands against a new loan or a place
// in a queue: what stands against a guardian stands against the child. Refusals:
// ErrNoResident (erased), ErrBlocked, ErrWithdrawn, ErrGuardian (a child whose
// guardian is gone).
func (r Resident) mayCome(tx store.Tx, now time.Time) error {
	if !r.Erased.IsZero() {
		return ErrNoResident
	}
	guard := r
	if r.Guardian != 0 {
		var err error
		if guard, err = present(tx, r.Guardian); err != nil {
			return orElse(except(err, ErrNoResident), ErrGuardian)
		}
	}
	switch {
	case r.BlockedAt(now) || guard.BlockedAt(now):
		return ErrBlocked
	case !r.Withdrawn.IsZero() || !guard.Withdrawn.IsZero():
		return ErrWithdrawn
	}
	return nil
}

// except is err, or nil when it is the one named.
func except(err, named error) error {
	if errors.Is(err, named) {
		return nil
	}
	return err
}
