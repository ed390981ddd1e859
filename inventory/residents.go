package inventory

import (
	"bytes"
	"context"
	"errors"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Resident is a borrower. The record is stored sealed.
type Resident struct {
	ID         ResidentID    `cbor:"1,keyasint"`
	Person     people.Person `cbor:"2,keyasint"`
	Lang       Lang          `cbor:"3,keyasint,omitempty"`
	Since      time.Time     `cbor:"4,keyasint"`
	Verified   time.Time     `cbor:"5,keyasint,omitzero"` // when staff saw the identity card
	VerifiedBy StaffID       `cbor:"6,keyasint,omitempty"`
	Blocked    string        `cbor:"7,keyasint,omitempty"` // why; empty: not blocked
}

// Errors of Register.
var (
	// ErrNoConsent: the consent text in force was not agreed to.
	ErrNoConsent = errors.New("inventory: no consent")
	// ErrGuardian: under 14; a guardian's record is needed (PIPL Art. 31).
	ErrGuardian = errors.New("inventory: a guardian must register")
)

// guardianAge is the age below which a person registers only with a guardian.
const guardianAge = 14

// byPhone is the kind of look-up keys of telephone numbers.
const byPhone = "phone"

// documentKey is the look-up key of an identity document.
func documentKey(s Secrets, id people.ID) []byte { return s.Index(id.Same()) }

// Register keeps a new resident, unverified, and wishes for a card. One
// resident, one document: when the number is registered with the same telephone
// number already, that resident comes back and nothing is changed.
//
// Refusals: people.ErrName, people.ErrPhone, *people.BadID, ErrNoConsent,
// ErrGuardian, ErrDocumentTaken, ErrClockBack.
func (d *Desk) Register(ctx context.Context, p people.Person, lang Lang) (Resident, error) {
	p, err := d.checked(p)
	if err != nil {
		return Resident{}, err
	}
	document := documentKey(d.secrets, p.ID)
	phone := d.secrets.Index(byPhone, p.Phone)
	var done Resident
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		raw, err := tx.Get(tableDocument, document)
		if err == nil {
			if done, err = get[Resident](tx, tableResident, raw); err == nil && done.Person.Phone != p.Phone {
				return ErrDocumentTaken
			}
			return err
		}
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		p.Consent = people.Consent{Version: d.rules().ConsentVersion, At: now}
		done = Resident{ID: draw(&n.resident), Person: p, Lang: lang, Since: now}
		return steps(
			func() error { return put(tx, tableResident, key(done.ID), done) },
			func() error { return tx.Put(tableDocument, document, key(done.ID)) },
			func() error { return mark(tx, tablePhone, append(bytes.Clone(phone), key(done.ID)...)) },
			func() error {
				return wish(tx, PrintJob{ID: draw(&n.print), Paper: ResidentCard, Subject: uint32(done.ID), Lang: lang, Asked: now})
			},
			func() error { return audit(tx, now, 0, "register", done.ID.Code().String()) },
		)
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

// checked is p with every field in its normal form.
func (d *Desk) checked(p people.Person) (people.Person, error) {
	var err error
	if p.Name, err = people.ParseName(p.Name); err != nil {
		return p, err
	}
	if p.Phone, err = people.ParsePhone(p.Phone); err != nil {
		return p, err
	}
	now := d.Now()
	if p.ID, err = people.ParseID(p.ID.Kind, p.ID.Number, now); err != nil {
		return p, err
	}
	if p, err = p.CheckedBirth(now); err != nil {
		return p, err
	}
	if p.Age(now) < guardianAge {
		return p, ErrGuardian
	}
	if p.Consent.Version != d.rules().ConsentVersion {
		return p, ErrNoConsent
	}
	p.Home, err = p.Home.Checked()
	return p, err
}

// ByCard is the resident whose card was scanned. It returns ErrNoResident.
func (d *Desk) ByCard(ctx context.Context, id ResidentID) (Resident, error) {
	var r Resident
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		r, err = get[Resident](tx, tableResident, key(id))
		return unknown(err, ErrNoResident)
	})
	return r, err
}

// ByPhone is the resident with this telephone number and these last four
// characters of the identity number. Somebody else's guesses are slowed down:
// after 5 wrong ones for a number, a growing wait (*Wait). It does not say
// which of the two was wrong: ErrNoMatch.
func (d *Desk) ByPhone(ctx context.Context, phone, lastFour string) (Resident, error) {
	index := d.secrets.Index(byPhone, phone)
	subjects := [][]byte{subject("phone", index), subject("kiosk", []byte("phone"))}
	now := d.Now()
	var found Resident
	err := d.store.View(ctx, func(tx store.Tx) error {
		if err := waiting(tx, now, subjects); err != nil {
			return err
		}
		entries, err := tx.Scan(tablePhone, store.Prefix(index))
		if err != nil {
			return err
		}
		for _, e := range entries { // a family may share a telephone
			r, err := get[Resident](tx, tableResident, key(number[ResidentID](e.Key, len(index))))
			if err != nil {
				return err
			}
			if lastFour != "" && r.Person.ID.LastFour() == lastFour {
				found = r
				return nil
			}
		}
		return ErrNoMatch
	})
	if errors.Is(err, ErrNoMatch) {
		return Resident{}, d.wrong(ctx, subjects, ErrNoMatch)
	}
	if err != nil {
		return Resident{}, err
	}
	return found, d.forgive(ctx, subjects)
}

// Verify notes that staff have seen the resident's identity card.
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Verify(ctx context.Context, id ResidentID, who StaffID) (Resident, error) {
	var r Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		var err error
		if r, err = get[Resident](tx, tableResident, key(id)); err != nil {
			return unknown(err, ErrNoResident)
		}
		if !r.Verified.IsZero() {
			return nil
		}
		r.Verified, r.VerifiedBy = now, who
		if err := put(tx, tableResident, key(id), r); err != nil {
			return err
		}
		return audit(tx, now, who, "verify", id.Code().String())
	})
	return r, err
}
