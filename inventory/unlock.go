package inventory

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/binary"
	"errors"
	"strconv"
	"strings"
	"time"

	"golang.org/x/crypto/argon2"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// tableCard holds the staff cards: keyed hash of the number -> staff. Who reads
// the records cannot make a card of it.
const tableCard store.Table = "card"

// byStaffCard is the kind of look-up keys of staff cards.
const byStaffCard = "staff card"

// ErrNoCard: no staff card has this number, or not any more.
var ErrNoCard = errors.New("inventory: no such staff card")

// PINLength is the number of digits of a PIN: staff see personal data, so six.
const PINLength = 6

// Unlock is nil when pin is the PIN of the staff member. After 5 wrong ones
// there is a growing wait (*Wait), which a restart does not shorten.
// Refusals: ErrWrongPIN, *Wait, ErrNotStaff.
func (d *Desk) Unlock(ctx context.Context, id StaffID, pin string) error {
	subjects := [][]byte{subject("staff", key(id)), subject("kiosk", []byte("staff"))}
	now := d.Now()
	var s Staff
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		if err := waiting(tx, now, subjects); err != nil {
			return err
		}
		s, err = employed(tx, id)
		return err
	})
	if err != nil {
		return err
	}
	if !d.opens(s, pin) {
		return d.wrong(ctx, subjects, ErrWrongPIN)
	}
	return d.unlocked(ctx, id, subjects)
}

// UnlockByPIN is who on the staff has this PIN, for a counter that asks nobody
// for a name first. Wrong ones are counted for the counter as for one person, so
// that a colleague's slips lock nobody out by name. It takes about 0.1 s for
// each of the staff. Refusals: ErrWrongPIN, *Wait.
func (d *Desk) UnlockByPIN(ctx context.Context, pin string) (Staff, error) {
	subjects := [][]byte{subject("counter", []byte("pin")), subject("kiosk", []byte("staff"))}
	now := d.Now()
	var staff []Staff
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		if err := waiting(tx, now, subjects); err != nil {
			return err
		}
		staff, err = all[Staff](tx, tableStaff, store.Range{})
		return err
	})
	if err != nil {
		return Staff{}, err
	}
	for _, s := range staff {
		if s.Left.IsZero() && d.opens(s, pin) {
			s.Card = 0
			return s.shown(), d.unlocked(ctx, s.ID, subjects)
		}
	}
	return Staff{}, d.wrong(ctx, subjects, ErrWrongPIN)
}

// UnlockByCard is who on the staff has the card with this number. After many
// wrong ones the kiosk waits (*Wait). Refusals: ErrNoCard, *Wait.
func (d *Desk) UnlockByCard(ctx context.Context, number uint32) (Staff, error) {
	subjects := [][]byte{subject("kiosk", []byte("staff card"))}
	now := d.Now()
	var s Staff
	err := d.store.View(ctx, func(tx store.Tx) error {
		if err := waiting(tx, now, subjects); err != nil {
			return err
		}
		raw, err := tx.Get(tableCard, d.cardKey(number))
		if err != nil {
			return unknown(err, ErrNoCard)
		}
		s, err = get[Staff](tx, tableStaff, raw)
		return err
	})
	if errors.Is(err, ErrNoCard) {
		return Staff{}, d.wrong(ctx, subjects, ErrNoCard)
	}
	if err != nil {
		return Staff{}, err
	}
	s.Card = 0
	return s.shown(), d.unlocked(ctx, s.ID, subjects)
}

// unlocked forgives the wrong tries and notes who came.
func (d *Desk) unlocked(ctx context.Context, id StaffID, subjects [][]byte) error {
	if err := d.forgive(ctx, subjects); err != nil {
		return err
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if _, err := employed(tx, id); err != nil { // dismissed while the PIN was hashed
			return err
		}
		return audit(tx, now, id, "unlock")
	})
}

// opens says whether pin is that of s.
func (d *Desk) opens(s Staff, pin string) bool {
	return len(s.Hash) > 0 && subtle.ConstantTimeCompare(d.hash(pin, s.Salt), s.Hash) == 1
}

// newPIN is a salt and the hash of a PIN for id (0: somebody new), if allowed
// says nothing against it, or ErrWeakPIN: also when a colleague has it, since the
// counter tells people apart by it.
func (d *Desk) newPIN(ctx context.Context, id StaffID, pin string, allowed func(store.Tx) error) (salt, hash []byte, err error) {
	if !GoodPIN(pin) {
		return nil, nil, ErrWeakPIN
	}
	var staff []Staff
	err = d.store.View(ctx, func(tx store.Tx) (err error) {
		if err := allowed(tx); err != nil { // before the time hashing takes
			return err
		}
		staff, err = all[Staff](tx, tableStaff, store.Range{})
		return err
	})
	if err != nil {
		return nil, nil, err
	}
	for _, s := range staff {
		if s.ID != id && d.opens(s, pin) {
			return nil, nil, ErrWeakPIN
		}
	}
	salt = make([]byte, 16)
	if _, err := rand.Read(salt); err != nil {
		return nil, nil, err
	}
	return salt, d.hash(pin, salt), nil
}

// hash is argon2id with t=3, m=64 MiB, p=1 (about 0.1 s), peppered with a key
// that is not in the records: without it six digits would fall in hours.
func (d *Desk) hash(pin string, salt []byte) []byte {
	peppered := append([]byte(pin), d.secrets.Pepper()...)
	return argon2.IDKey(peppered, salt, 3, pinMemory, 1, 32)
}

// pinMemory is what hashing a PIN takes, in KiB. Only tests of the rules, which
// unlock hundreds of times, make it smaller.
var pinMemory uint32 = 64 << 10

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

// errCardDrawn: another card has the number just drawn.
var errCardDrawn = errors.New("inventory: staff card number drawn twice")

// withCard draws the number of a new staff card, eight digits nobody can guess,
// before the deed begins, and draws again if a card has it already.
func (d *Desk) withCard(deed func(number uint32) (Staff, error)) (Staff, error) {
	for {
		var random [8]byte
		if _, err := rand.Read(random[:]); err != nil {
			return Staff{}, err
		}
		const first, count = 10_000_000, code.MaxNumber - 10_000_000 + 1
		s, err := deed(first + uint32(binary.BigEndian.Uint64(random[:])%count))
		if errors.Is(err, errCardDrawn) {
			continue
		}
		if err != nil {
			return Staff{}, err
		}
		return s, nil
	}
}

// handCard gives s the card with this number.
func (d *Desk) handCard(tx store.Tx, s *Staff, number uint32) error {
	taken, err := has(tx, tableCard, d.cardKey(number))
	if err != nil || taken {
		return orElse(err, errCardDrawn)
	}
	s.Card = number
	return tx.Put(tableCard, d.cardKey(number), key(s.ID))
}

// takeCard takes the card s has, if any.
func (d *Desk) takeCard(tx store.Tx, s *Staff) error {
	number := s.Card
	s.Card = 0
	if number == 0 {
		return nil
	}
	return tx.Delete(tableCard, d.cardKey(number))
}

// cardKey is the look-up key of a staff card.
func (d *Desk) cardKey(number uint32) []byte { return cardKey(d.secrets, number) }

func cardKey(s Secrets, number uint32) []byte {
	return s.Index(byStaffCard, strconv.FormatUint(uint64(number), 10))
}
