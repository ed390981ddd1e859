package inventory

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Resident is a borrower. The record is stored sealed, and nothing prints or
// logs more of it than its code. An erased resident's record holds ID, Since,
// Erased and Merged only.
type Resident struct {
	ID           ResidentID    `cbor:"1,keyasint"`
	Person       people.Person `cbor:"2,keyasint,omitzero"`
	Lang         Lang          `cbor:"3,keyasint,omitempty"`
	Since        time.Time     `cbor:"4,keyasint"`
	Verified     time.Time     `cbor:"5,keyasint,omitzero"` // when staff saw the identity card
	VerifiedBy   StaffID       `cbor:"6,keyasint,omitempty"`
	Blocked      string        `cbor:"7,keyasint,omitempty"`  // why; empty: not blocked; see BlockedAt
	BlockedUntil time.Time     `cbor:"8,keyasint,omitzero"`   // the block ends by itself; zero: when staff lift it
	Guardian     ResidentID    `cbor:"9,keyasint,omitempty"`  // whose child this is; 0: stands for itself
	Note         string        `cbor:"10,keyasint,omitempty"` // the staff's
	Withdrawn    time.Time     `cbor:"11,keyasint,omitzero"`  // consent taken back: nothing more is lent
	Erased       time.Time     `cbor:"12,keyasint,omitzero"`  // nobody knows any more who it was
	Disabled     bool          `cbor:"13,keyasint,omitempty"` // jobs of theirs come first, as those of the elderly
	Merged       ResidentID    `cbor:"14,keyasint,omitempty"` // Erased, because it was a second record of this one
}

// BlockedAt says whether a block by staff holds at now. That of a guardian holds
// for the child too and is not seen here; see mayCome.
func (r Resident) BlockedAt(now time.Time) bool {
	return r.Blocked != "" && (r.BlockedUntil.IsZero() || now.Before(r.BlockedUntil))
}

// Agreed says whether the resident agreed to this version of the consent text
// and has not taken that back.
func (r Resident) Agreed(version string) bool {
	return r.Withdrawn.IsZero() && r.Person.Consent.Version == version && version != ""
}

// LogValue keeps all but the code out of every log.
func (r Resident) LogValue() slog.Value { return slog.StringValue(r.String()) }

// String is the code, which is no personal data by itself.
func (r Resident) String() string { return "resident " + r.ID.Code().Human() }

// Format is String, whatever the verb.
func (r Resident) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, r.String()) }

// Errors of Register.
var (
	// ErrNoConsent: the consent text in force was not agreed to.
	ErrNoConsent = errors.New("inventory: no consent")
	// ErrGuardian: under 14; a guardian's record is needed (PIPL Art. 31).
	ErrGuardian = errors.New("inventory: a guardian must register")
)

// GuardianAge is the age below which a person registers only with a guardian.
const GuardianAge = 14

// byPhone is the kind of look-up keys of telephone numbers.
const byPhone = "phone"

// documentKey is the look-up key of an identity document.
func documentKey(s Secrets, id people.ID) []byte { return s.Index(id.Same()) }

// phoneKey is the look-up entry of a resident by telephone; a family may share one.
func phoneKey(s Secrets, phone string, id ResidentID) []byte {
	return append(bytes.Clone(s.Index(byPhone, phone)), key(id)...)
}

// Register keeps a new resident, unverified, and wishes for a card. One
// resident, one document: when the number is registered with the same telephone
// number already, that resident comes back; only the consent is renewed if
// another text is in force or it was withdrawn.
//
// A document without a day of birth needs Person.Born.
//
// Refusals: people.ErrName, people.ErrPhone, *people.BadID, people.ErrBorn,
// people.ErrHome, ErrNoConsent, ErrGuardian, ErrDocumentTaken, ErrClockBack.
func (d *Desk) Register(ctx context.Context, p people.Person, lang Lang) (Resident, error) {
	p, err := d.checked(p)
	if err == nil && p.Consent.Version != d.rules().ConsentVersion {
		err = ErrNoConsent
	}
	if err != nil {
		return Resident{}, err
	}
	document := documentKey(d.secrets, p.ID)
	var done Resident
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		raw, err := tx.Get(tableDocument, document)
		if err == nil {
			done, err = d.known(tx, raw, p, now)
			return err
		}
		if !errors.Is(err, store.ErrNotFound) {
			return err
		}
		p.Consent = people.Consent{Version: d.rules().ConsentVersion, At: now}
		done = Resident{ID: draw(&n.resident), Person: p, Lang: lang, Since: now}
		return d.keepNew(tx, done, 0, now, n)
	})
	if err != nil {
		return Resident{}, err
	}
	done.Note = "" // who is found again sees nothing of what staff wrote
	return done, nil
}

// known is the resident who registers a second time, under the key raw.
func (d *Desk) known(tx store.Tx, raw []byte, p people.Person, now time.Time) (Resident, error) {
	r, err := get[Resident](tx, tableResident, raw)
	if err != nil {
		return Resident{}, err
	}
	if r.Person.Phone != p.Phone {
		return Resident{}, ErrDocumentTaken
	}
	if r.Agreed(d.rules().ConsentVersion) {
		return r, nil
	}
	return d.agree(tx, r, now)
}

// keepNew stores a new resident with everything that finds it. By is who of the
// staff wrote it down, or 0.
func (d *Desk) keepNew(tx store.Tx, r Resident, by StaffID, now time.Time, n *numbers) error {
	return steps(
		func() error { return put(tx, tableResident, key(r.ID), r) },
		func() error { return d.index(tx, r) },
		func() error { return active(tx, r.ID, now) },
		func() error { return card(tx, r, now, n, false) },
		func() error { return audit(tx, now, by, "register", r.ID.Code().String()) },
	)
}

// valued is a key of an index that has a value.
type valued struct {
	table      store.Table
	key, value []byte
}

// entries are the index entries that are true of a resident: by telephone,
// document and guardian; of an erased one only by whom it was merged with.
func (r Resident) entries(s Secrets) []valued {
	var list []valued
	if r.Person.Phone != "" {
		list = append(list, valued{tablePhone, phoneKey(s, r.Person.Phone, r.ID), nil})
	}
	if r.Person.Kind != people.NoDocument && r.Person.Number != "" {
		list = append(list, valued{tableDocument, documentKey(s, r.Person.ID), key(r.ID)})
	}
	if r.Guardian != 0 {
		list = append(list, valued{tableWard, key(r.Guardian, r.ID), nil})
	}
	if r.Merged != 0 {
		list = append(list, valued{tableMerged, key(r.Merged, r.ID), nil})
	}
	return list
}

// index stores the entries of a resident.
func (d *Desk) index(tx store.Tx, r Resident) error {
	for _, e := range r.entries(d.secrets) {
		if err := tx.Put(e.table, e.key, e.value); err != nil {
			return err
		}
	}
	return nil
}

// unindex deletes the entries of a resident.
func (d *Desk) unindex(tx store.Tx, r Resident) error {
	for _, e := range r.entries(d.secrets) {
		if err := tx.Delete(e.table, e.key); err != nil {
			return err
		}
	}
	return nil
}

// card wishes for a resident's card, in the resident's language.
func card(tx store.Tx, r Resident, now time.Time, n *numbers, again bool) error {
	return wish(tx, PrintJob{ID: draw(&n.print), Paper: ResidentCard, Subject: uint32(r.ID), Lang: r.Lang, Copy: again, Asked: now})
}

// fieldCheck brings one field of a person into its normal form, or says what is
// wrong with it. Field is its column in a table of residents.
type fieldCheck struct {
	field string
	check func() error
}

// fieldChecks are the checks of p, who stands for himself, in their order.
func fieldChecks(p *people.Person, now time.Time) []fieldCheck {
	return []fieldCheck{
		{"name", func() (err error) { p.Name, err = people.ParseName(p.Name); return err }},
		{"phone", func() (err error) { p.Phone, err = people.ParsePhone(p.Phone); return err }},
		{"document", func() (err error) { p.ID, err = people.ParseID(p.ID.Kind, p.ID.Number, now); return err }},
		{"born", func() (err error) {
			if *p, err = p.CheckedBirth(now); err != nil {
				return err
			}
			if p.ID.Kind == people.NoDocument || p.Age(now) < GuardianAge {
				return ErrGuardian
			}
			return nil
		}},
		{"room", func() (err error) { p.Home, err = p.Home.Checked(); return err }},
	}
}

// checked is p, who stands for himself, with every field in its normal form.
func (d *Desk) checked(p people.Person) (people.Person, error) {
	err := firstFault(fieldChecks(&p, d.Now()))
	return p, err
}

func firstFault(checks []fieldCheck) error {
	for _, c := range checks {
		if err := c.check(); err != nil {
			return err
		}
	}
	return nil
}

// present is the resident, or ErrNoResident when unknown or erased.
func present(tx store.Tx, id ResidentID) (Resident, error) {
	r, err := get[Resident](tx, tableResident, key(id))
	if err != nil {
		return Resident{}, unknown(err, ErrNoResident)
	}
	if !r.Erased.IsZero() {
		return Resident{}, ErrNoResident
	}
	return r, nil
}

// ByCard is the resident whose card was scanned, without the staff's note; an
// earlier card finds the record that it was merged with. It returns ErrNoResident.
func (d *Desk) ByCard(ctx context.Context, id ResidentID) (Resident, error) {
	var r Resident
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		r, err = get[Resident](tx, tableResident, key(id))
		if err == nil && r.Merged != 0 {
			id = r.Merged
		}
		r, err = present(tx, id)
		return err
	})
	r.Note = ""
	return r, err
}

// ByPhone is the resident with this telephone number and these last four
// characters of the identity number. Somebody else's guesses are slowed down:
// after 5 wrong ones for a number, a growing wait (*Wait). It does not say
// which of the two was wrong: ErrNoMatch.
func (d *Desk) ByPhone(ctx context.Context, phone, lastFour string) (Resident, error) {
	index := d.secrets.Index(byPhone, phone)
	lastFour = strings.ToUpper(lastFour)
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
				found, found.Note = r, ""
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
