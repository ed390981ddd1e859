package inventory

import (
	"context"
	"errors"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// What staff do for and with a resident. Each leaves an audit entry.

// Errors of the staff's deeds on residents.
var (
	// ErrNote: longer than MaxNote characters, or with characters no text has.
	ErrNote = errors.New("inventory: not a note")
	// ErrPast: a block cannot end before it begins.
	ErrPast = errors.New("inventory: that time is over")
)

// MaxNote is the longest note or reason, in characters.
const MaxNote = 500

// care runs a staff deed on a resident's record: change, keep, audit.
func (d *Desk) care(ctx context.Context, id ResidentID, who StaffID, deed string, change func(tx store.Tx, r *Resident, now time.Time) error) (Resident, error) {
	var done Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		if err := change(tx, &r, now); err != nil {
			return err
		}
		done = r
		if err := put(tx, tableResident, key(id), r); err != nil {
			return err
		}
		return audit(tx, now, who, deed, id.Code().String())
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

// Verify notes that staff have seen the resident's document.
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Verify(ctx context.Context, id ResidentID, who StaffID) (Resident, error) {
	return d.care(ctx, id, who, "verify", func(_ store.Tx, r *Resident, now time.Time) error {
		if r.Verified.IsZero() {
			r.Verified, r.VerifiedBy = now, who
		}
		return nil
	})
}

// Block keeps the resident, and the children under the resident's guard, from
// borrowing until the given time; with the zero time until Unblock. The reason
// is for staff and is sealed.
// Refusals: ErrNoReason, ErrPast, ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Block(ctx context.Context, id ResidentID, reason string, until time.Time, who StaffID) (Resident, error) {
	reason, err := note(reason)
	if err != nil || reason == "" {
		return Resident{}, ErrNoReason
	}
	return d.care(ctx, id, who, "block", func(_ store.Tx, r *Resident, now time.Time) error {
		if !until.IsZero() && !until.After(now) {
			return ErrPast
		}
		r.Blocked, r.BlockedUntil = reason, until
		return nil
	})
}

// Unblock ends a block; without one it changes nothing but the audit.
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Unblock(ctx context.Context, id ResidentID, who StaffID) (Resident, error) {
	return d.care(ctx, id, who, "unblock", func(_ store.Tx, r *Resident, _ time.Time) error {
		r.Blocked, r.BlockedUntil = "", time.Time{}
		return nil
	})
}

// Note keeps the staff's note on a resident instead of the one that was read
// before (was); "" takes it away. It is sealed, and shown by Reveal only.
// Refusals: ErrNote, *ChangedMeanwhile, ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Note(ctx context.Context, id ResidentID, was, text string, who StaffID) (Resident, error) {
	text, err := note(text)
	if err != nil {
		return Resident{}, err
	}
	return d.care(ctx, id, who, "note", func(tx store.Tx, r *Resident, _ time.Time) error {
		if r.Note != was {
			return changedMeanwhile(tx, id)
		}
		r.Note = text
		return nil
	})
}

// note is a text by staff, trimmed, or ErrNote.
func note(text string) (string, error) {
	text = strings.TrimSpace(text)
	bad := func(r rune) bool { return r != '\n' && !unicode.IsPrint(r) }
	if !utf8.ValidString(text) || utf8.RuneCountInString(text) > MaxNote || strings.ContainsFunc(text, bad) {
		return "", ErrNote
	}
	return text, nil
}

// Reveal is everything the shop knows of a resident, for staff who open the
// record. That it was opened is on disk before anybody sees it (PIPL Art. 51).
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) Reveal(ctx context.Context, id ResidentID, who StaffID) (Resident, error) {
	var done Resident
	err := d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		var err error
		if done, err = present(tx, id); err != nil {
			return err
		}
		return audit(tx, now, who, "open personal data", id.Code().String())
	})
	if err != nil {
		return Resident{}, err
	}
	return done, nil
}

// ReissueCard wishes for a copy of a resident's card, marked as such.
// Refusals: ErrNotStaff, ErrNoResident, ErrClockBack.
func (d *Desk) ReissueCard(ctx context.Context, id ResidentID, who StaffID) (PrintID, error) {
	var done PrintID
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := onDuty(tx, who); err != nil {
			return err
		}
		r, err := present(tx, id)
		if err != nil {
			return err
		}
		if err := card(tx, r, now, n, true); err != nil {
			return err
		}
		done = n.print
		return audit(tx, now, who, "reissue card", id.Code().String())
	})
	return done, err
}

// Correct puts p in the place of what is known of a resident (PIPL Art. 46), which
// was read as was, and finds the resident by the new telephone and document from
// then on. The consent stays the one given. A child gets its own document from 14 years on and then
// stands for itself; before, p has none, as in RegisterChild.
//
// Refusals: those of Register but ErrNoConsent; ErrGuardian also for an adult
// without a number; *ChangedMeanwhile, ErrNotStaff, ErrNoResident.
func (d *Desk) Correct(ctx context.Context, id ResidentID, was, p people.Person, who StaffID) (Resident, error) {
	check := d.checked
	if p.ID.Number == "" {
		check = d.checkedChild
	}
	p, err := check(p)
	if err != nil {
		return Resident{}, err
	}
	return d.care(ctx, id, who, "correct", func(tx store.Tx, r *Resident, _ time.Time) error {
		if same, err := alike(r.Person, was); err != nil || !same {
			return orElse(err, changedMeanwhile(tx, id))
		}
		if p.ID.Kind == people.NoDocument && r.Guardian == 0 {
			return ErrGuardian
		}
		if err := d.unindex(tx, *r); err != nil {
			return err
		}
		if p.ID.Kind != people.NoDocument {
			taken, err := has(tx, tableDocument, documentKey(d.secrets, p.ID))
			if err != nil || taken {
				return orElse(err, ErrDocumentTaken)
			}
			r.Guardian = 0
		}
		p.Consent = r.Person.Consent
		r.Person = p
		return d.index(tx, *r)
	})
}
