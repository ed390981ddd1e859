package inventory

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"slices"
	"time"

	"redwrench/inventory/code"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

// Role is what somebody on the staff may do. The zero Role is duty.
type Role int

// The roles of PRODUCT.md, Records.
const (
	Duty      Role = iota // lends, takes back, looks after residents
	Volunteer             // goes to homes; no deed at the desk
	Manager               // duty, and who is on the staff
)

// Staff is somebody who may unlock the desk. The record is stored sealed and
// stays when somebody leaves, so that the audit's numbers have names; the PIN is
// kept as a hash only.
type Staff struct {
	ID   StaffID   `cbor:"1,keyasint"`
	Name string    `cbor:"2,keyasint,omitempty"`
	Role Role      `cbor:"3,keyasint,omitempty"`
	Salt []byte    `cbor:"4,keyasint"`
	Hash []byte    `cbor:"5,keyasint"`
	Card uint32    `cbor:"6,keyasint,omitempty"` // the number on the staff card; 0: none
	Left time.Time `cbor:"7,keyasint,omitzero"`  // no longer on the staff since
	Craft
}

// CardCode is what stands on the staff card: who shows it unlocks the desk. It
// is no code when there is no card, and in lists.
func (s Staff) CardCode() code.Code {
	if s.Card == 0 {
		return code.Code{}
	}
	return code.Code{Kind: code.Staff, Number: s.Card}
}

// LogValue keeps all but the number out of every log.
func (s Staff) LogValue() slog.Value { return slog.StringValue(s.String()) }

// String is the number.
func (s Staff) String() string { return fmt.Sprintf("staff %d", s.ID) }

// Format is String, whatever the verb.
func (s Staff) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, s.String()) }

// Errors of the deeds on staff.
var (
	// ErrLastManager: a shop with staff has a manager.
	ErrLastManager = errors.New("inventory: the last manager")
	// ErrRole: no such role.
	ErrRole = errors.New("inventory: no such role")
)

// Staffed says whether somebody can unlock the desk. A new shop has nobody: the
// first start asks the manager to set a PIN.
func (d *Desk) Staffed(ctx context.Context) (bool, error) {
	staff, err := d.Staff(ctx)
	return len(staff) > 0, err
}

// Staff is everybody who may unlock the desk, without hashes and card numbers.
func (d *Desk) Staff(ctx context.Context) ([]Staff, error) {
	list, err := d.StaffEver(ctx)
	return slices.DeleteFunc(list, func(s Staff) bool { return !s.Left.IsZero() }), err
}

// StaffEver is everybody who is or was on the staff, without hashes and card
// numbers: whom the audit's numbers stand for.
func (d *Desk) StaffEver(ctx context.Context) ([]Staff, error) {
	var list []Staff
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[Staff](tx, tableStaff, store.Range{})
		return err
	})
	for i := range list {
		list[i] = list[i].shown()
		list[i].Card = 0
	}
	return list, err
}

// shown is s without its hash and the number of the document.
func (s Staff) shown() Staff {
	s.Salt, s.Hash, s.Document = nil, nil, ""
	return s
}

// AppointManager sets the PIN of the first manager of a shop that has no staff.
// A staff card is made later, with NewCard. Refusals: ErrWeakPIN, ErrStaffed.
func (d *Desk) AppointManager(ctx context.Context, pin string) (Staff, error) {
	unstaffed := func(tx store.Tx) error {
		if highest, err := last[StaffID](tx, tableStaff); err != nil || highest > 0 {
			return orElse(err, ErrStaffed)
		}
		return nil
	}
	salt, hash, err := d.newPIN(ctx, 0, pin, unstaffed)
	if err != nil {
		return Staff{}, err
	}
	var done Staff
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := unstaffed(tx); err != nil {
			return err
		}
		done = Staff{ID: draw(&n.staff), Role: Manager, Salt: salt, Hash: hash}
		if err := put(tx, tableStaff, key(done.ID), done); err != nil {
			return err
		}
		return audit(tx, now, done.ID, "appoint manager")
	})
	if err != nil {
		return Staff{}, err
	}
	return done.shown(), nil
}

// Hire puts somebody on the staff, with a PIN and a staff card, and wishes for
// the card. No list shows its number.
// Refusals: people.ErrName, ErrRole, ErrWeakPIN, ErrNotManager, ErrClockBack.
func (d *Desk) Hire(ctx context.Context, name string, role Role, pin string, by StaffID) (Staff, error) {
	name, err := people.ParseName(name)
	if err != nil {
		return Staff{}, err
	}
	if role < Duty || role > Manager {
		return Staff{}, ErrRole
	}
	salt, hash, err := d.newPIN(ctx, 0, pin, func(tx store.Tx) error { return manager(tx, by) })
	if err != nil {
		return Staff{}, err
	}
	return d.withCard(func(number uint32) (Staff, error) {
		var done Staff
		err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
			if err := manager(tx, by); err != nil {
				return err
			}
			done = Staff{ID: draw(&n.staff), Name: name, Role: role, Salt: salt, Hash: hash}
			return steps(
				func() error { return d.handCard(tx, &done, number) },
				func() error { return put(tx, tableStaff, key(done.ID), done) },
				func() error { return staffCard(tx, done, now, n) },
				func() error { return audit(tx, now, by, "hire", done.subject()) },
			)
		})
		return done.shown(), err
	})
}

// Dismiss ends somebody's time on the staff: PIN and card open nothing any more.
// The name stays for the audit. Their jobs go to who else is on them, or back to
// the board. It returns the record as it stays.
// Refusals: ErrNotManager, ErrNotStaff, ErrLastManager, ErrClockBack.
func (d *Desk) Dismiss(ctx context.Context, id, by StaffID) (Staff, error) {
	return d.employ(ctx, id, by, "dismiss", func(tx store.Tx, s *Staff, now time.Time, n *numbers) error {
		if err := d.takeCard(tx, s); err != nil {
			return err
		}
		if err := d.freeFrom(tx, id, by, now, n); err != nil {
			return err
		}
		s.Salt, s.Hash, s.Left = nil, nil, now
		return nil
	})
}

// ChangeRole gives somebody on the staff another role.
// Refusals: ErrRole, ErrNotManager, ErrNotStaff, ErrLastManager, ErrClockBack.
func (d *Desk) ChangeRole(ctx context.Context, id StaffID, role Role, by StaffID) (Staff, error) {
	if role < Duty || role > Manager {
		return Staff{}, ErrRole
	}
	return d.employ(ctx, id, by, "change role", func(_ store.Tx, s *Staff, _ time.Time, _ *numbers) error {
		s.Role = role
		return nil
	})
}

// NewCard gives somebody on the staff a new card; the one before, perhaps lost,
// opens nothing from then on. It wishes for the card; no list shows its number.
// Refusals: ErrNotManager, ErrNotStaff, ErrClockBack.
func (d *Desk) NewCard(ctx context.Context, id, by StaffID) (Staff, error) {
	return d.withCard(func(number uint32) (Staff, error) {
		return d.employ(ctx, id, by, "new staff card", func(tx store.Tx, s *Staff, now time.Time, n *numbers) error {
			return steps(
				func() error { return d.takeCard(tx, s) },
				func() error { return d.handCard(tx, s, number) },
				func() error { return staffCard(tx, *s, now, n) },
			)
		})
	})
}

// staffCard wishes for a staff card.
func staffCard(tx store.Tx, s Staff, now time.Time, n *numbers) error {
	return wish(tx, PrintJob{ID: draw(&n.print), Paper: StaffCard, Subject: uint32(s.ID), Lang: "zh", Asked: now})
}

// StaffCardOf is somebody on the staff with the number of the card they have
// now, for whoever prints it. Refusals: ErrNotStaff, ErrNoCard (there is none).
func (d *Desk) StaffCardOf(ctx context.Context, id StaffID) (Staff, error) {
	var s Staff
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		s, err = employed(tx, id)
		return err
	})
	if err == nil && s.Card == 0 {
		err = ErrNoCard
	}
	if err != nil {
		return Staff{}, err
	}
	return s.shown(), nil
}

// SetPIN gives somebody on the staff another PIN, by themselves or by a manager.
// Refusals: ErrWeakPIN, ErrNotStaff, ErrNotManager, ErrClockBack.
func (d *Desk) SetPIN(ctx context.Context, id StaffID, pin string, by StaffID) error {
	allowed := func(tx store.Tx) error {
		if id != by {
			return manager(tx, by)
		}
		_, err := employed(tx, id)
		return err
	}
	salt, hash, err := d.newPIN(ctx, id, pin, allowed)
	if err != nil {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := allowed(tx); err != nil {
			return err
		}
		s, err := employed(tx, id)
		if err != nil {
			return err
		}
		s.Salt, s.Hash = salt, hash
		return steps(
			func() error { return put(tx, tableStaff, key(id), s) },
			func() error { return audit(tx, now, by, "set PIN", s.subject()) },
		)
	})
}

// employ runs a manager's deed on a record of the staff and refuses it when no
// manager would be left.
func (d *Desk) employ(ctx context.Context, id, by StaffID, deed string, change func(tx store.Tx, s *Staff, now time.Time, n *numbers) error) (Staff, error) {
	var done Staff
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if err := manager(tx, by); err != nil {
			return err
		}
		s, err := employed(tx, id)
		if err != nil {
			return err
		}
		if err := change(tx, &s, now, n); err != nil {
			return err
		}
		done = s
		return steps(
			func() error { return put(tx, tableStaff, key(id), s) },
			func() error { return managed(tx) },
			func() error { return audit(tx, now, by, deed, s.subject()) },
		)
	})
	if err != nil {
		return Staff{}, err
	}
	return done.shown(), nil
}

// subject is how the audit names a member of the staff.
func (s Staff) subject() string { return fmt.Sprintf("S%d", s.ID) }

// managed returns ErrLastManager when nobody on the staff is a manager.
func managed(tx store.Tx) error {
	staff, err := all[Staff](tx, tableStaff, store.Range{})
	if err != nil {
		return err
	}
	if !slices.ContainsFunc(staff, func(s Staff) bool { return s.Left.IsZero() && s.Role == Manager }) {
		return ErrLastManager
	}
	return nil
}

// employed is somebody who is on the staff now, or ErrNotStaff.
func employed(tx store.Tx, id StaffID) (Staff, error) {
	s, err := get[Staff](tx, tableStaff, key(id))
	if err != nil {
		return Staff{}, unknown(err, ErrNotStaff)
	}
	if !s.Left.IsZero() {
		return Staff{}, ErrNotStaff
	}
	return s, nil
}

// onDuty returns ErrNotStaff unless who works at the desk: duty or manager, and
// on the staff now.
func onDuty(tx store.Tx, who StaffID) error {
	s, err := employed(tx, who)
	if err == nil && s.Role == Volunteer {
		return ErrNotStaff
	}
	return err
}

// manager returns ErrNotManager unless who is a manager now.
func manager(tx store.Tx, who StaffID) error {
	s, err := employed(tx, who)
	if errors.Is(err, ErrNotStaff) || err == nil && s.Role != Manager {
		return ErrNotManager
	}
	return err
}
