package inventory

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"redwrench/inventory/store"
)

// Role is what somebody on the staff may do. The zero Role is duty.
type Role int

// The roles of PRODUCT.md, Records.
const (
	Duty Role = iota
	Volunteer
	Manager
)

// Staff is somebody who may unlock the desk. The record is stored sealed; the
// PIN is kept as a hash only.
type Staff struct {
	ID   StaffID `cbor:"1,keyasint"`
	Name string  `cbor:"2,keyasint,omitempty"`
	Role Role    `cbor:"3,keyasint,omitempty"`
	Salt []byte  `cbor:"4,keyasint"`
	Hash []byte  `cbor:"5,keyasint"`
}

// PINLength is the number of digits of a PIN: staff see personal data, so six.
const PINLength = 6

// Staffed says whether somebody can unlock the desk. A new shop has nobody: the
// first start asks the manager to set a PIN.
func (d *Desk) Staffed(ctx context.Context) (bool, error) {
	staff, err := d.Staff(ctx)
	return len(staff) > 0, err
}

// Staff is everybody who may unlock the desk, without their hashes.
func (d *Desk) Staff(ctx context.Context) ([]Staff, error) {
	var list []Staff
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[Staff](tx, tableStaff, store.Range{})
		return err
	})
	for i := range list {
		list[i].Salt, list[i].Hash = nil, nil
	}
	return list, err
}

// AppointManager sets the PIN of the first manager of a shop that has no staff.
// Refusals: ErrWeakPIN, ErrStaffed.
func (d *Desk) AppointManager(ctx context.Context, pin string) (Staff, error) {
	if !GoodPIN(pin) {
		return Staff{}, ErrWeakPIN
	}
	salt := make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return Staff{}, err
	}
	hash := d.hash(pin, salt)
	var done Staff
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if n.staff > 0 {
			return ErrStaffed
		}
		done = Staff{ID: draw(&n.staff), Role: Manager, Salt: salt, Hash: hash}
		if err := put(tx, tableStaff, key(done.ID), done); err != nil {
			return err
		}
		return audit(tx, now, done.ID, "appoint manager")
	})
	done.Salt, done.Hash = nil, nil
	return done, err
}

// Unlock is nil when pin is the PIN of the staff member. After 5 wrong ones
// there is a growing wait (*Wait), which a restart does not shorten.
// Refusals: ErrWrongPIN, *Wait, ErrNotStaff.
func (d *Desk) Unlock(ctx context.Context, id StaffID, pin string) error {
	subjects := [][]byte{subject("staff", key(id)), subject("kiosk", []byte("staff"))}
	now := d.Now()
	var s Staff
	err := d.store.View(ctx, func(tx store.Tx) error {
		if err := waiting(tx, now, subjects); err != nil {
			return err
		}
		var err error
		s, err = get[Staff](tx, tableStaff, key(id))
		return unknown(err, ErrNotStaff)
	})
	if err != nil {
		return err
	}
	if subtle.ConstantTimeCompare(d.hash(pin, s.Salt), s.Hash) != 1 {
		return d.wrong(ctx, subjects, ErrWrongPIN)
	}
	if err := d.forgive(ctx, subjects); err != nil {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		return audit(tx, now, id, "unlock")
	})
}

// hash is argon2id with t=3, m=64 MiB, p=1 (about 0.1 s), peppered with a key
// that is not in the records: without it six digits would fall in hours.
func (d *Desk) hash(pin string, salt []byte) []byte {
	peppered := append([]byte(pin), d.secrets.Pepper()...)
	return argon2.IDKey(peppered, salt, 3, 64<<10, 1, 32)
}

// GoodPIN says whether pin has six digits and is not what everybody tries first.
func GoodPIN(pin string) bool {
	if len(pin) != PINLength || strings.Trim(pin, "0123456789") != "" {
		return false
	}
	for _, run := range []string{"012345678901234", "987654321098765"} {
		if strings.Contains(run, pin) {
			return false
		}
	}
	return strings.Trim(pin, pin[:1]) != "" && pin[:2]+pin[:2]+pin[:2] != pin && pin[:3]+pin[:3] != pin
}

// onDuty returns ErrNotStaff unless who is on the staff.
func onDuty(tx store.Tx, who StaffID) error {
	there, err := has(tx, tableStaff, key(who))
	if err != nil {
		return err
	}
	if !there {
		return ErrNotStaff
	}
	return nil
}
