package inventory

import (
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"time"

	"redwrench/inventory/store"
)

// Entry is a line of the audit: who did what to which records, when. It names
// records by their codes and holds no personal data. Entries are chained: Hash
// covers the entry and the hash before it.
type Entry struct {
	Seq      uint64    `cbor:"1,keyasint"`
	At       time.Time `cbor:"2,keyasint"`
	Who      StaffID   `cbor:"3,keyasint,omitempty"` // 0: the resident at the screen, or the kiosk itself
	Deed     string    `cbor:"4,keyasint"`
	Subjects []string  `cbor:"5,keyasint,omitempty"`
	Hash     []byte    `cbor:"6,keyasint,omitempty"`
}

// chain is the hash of e after prev: SHA-256(prev | e without its hash).
func (e Entry) chain(prev []byte) ([]byte, error) {
	e.Hash = nil
	raw, err := encoding.Marshal(e)
	if err != nil {
		return nil, err
	}
	sum := sha256.Sum256(append(append([]byte(nil), prev...), raw...))
	return sum[:], nil
}

// clockTolerance is how far the clock may step back without a word: time
// services correct a machine by less.
const clockTolerance = 2 * time.Minute

// audit appends an entry. It returns ErrClockBack when the entry would stand
// before the last one.
func audit(tx store.Tx, now time.Time, who StaffID, deed string, subjects ...string) error {
	before, err := lastEntry(tx)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		return err
	}
	if now.Before(before.At.Add(-clockTolerance)) {
		return ErrClockBack
	}
	e := Entry{Seq: before.Seq + 1, At: now, Who: who, Deed: deed, Subjects: subjects}
	if e.Hash, err = e.chain(before.Hash); err != nil {
		return err
	}
	return put(tx, tableAudit, binary.BigEndian.AppendUint64(nil, e.Seq), e)
}

func lastEntry(tx store.Tx) (Entry, error) {
	entries, err := all[Entry](tx, tableAudit, store.Range{Reverse: true, Limit: 1})
	if err != nil {
		return Entry{}, err
	}
	if len(entries) == 0 {
		return Entry{}, store.ErrNotFound
	}
	return entries[0], nil
}
