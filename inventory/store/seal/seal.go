// Package seal lies over a store and makes sure that what is read is what was
// written, there and nowhere else. Records of secret tables are sealed: nobody
// reads or makes them without the key. All others carry a checksum. It knows no
// record and no engine.
//
// A record in the inner store is one of
//
//	0      value  CRC-32C (4 bytes, over 0, table, 0, key, value)
//	key id nonce (12 bytes)  AES-256-GCM of value and its tag (16 bytes),
//	       bound to key id, table, 0, key
//
// The first byte says under which key a record lies, so that a later version can
// read the records of an old key while it seals them anew, a few at a time. A
// record taken away, or put back as it was once, is not noticed here: that is
// for the audit chain.
package seal

import (
	"context"
	"encoding/binary"
	"fmt"
	"hash/crc32"

	"redwrench/inventory/store"
)

const (
	unsealed = 0 // the first byte of a record that has a checksum; no key's id
	crcSize  = 4
	sealSize = 12 + 16 // nonce and tag
)

var castagnoli = crc32.MakeTable(crc32.Castagnoli)

// Store is a store.Store that seals. Make it with Wrap.
type Store struct {
	store.Store // Close is the inner store's
	keys        *Keys
	secret      map[store.Table]bool
}

// Wrap lays the seal over inner: the secret tables are sealed under keys, all
// others get a checksum. Without secret tables keys may be nil. A table must not
// change sides later: its old records would count as damaged.
//
// Get and Scan return store.ErrDamaged, naming table and key but not the value,
// when a record is not what was put at this place, or was sealed under a
// different key.
func Wrap(inner store.Store, keys *Keys, secret ...store.Table) *Store {
	s := &Store{Store: inner, keys: keys, secret: make(map[store.Table]bool, len(secret))}
	for _, t := range secret {
		s.secret[t] = true
	}
	return s
}

// View is the inner store's View, with opened records.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.View(ctx, func(inner store.Tx) error { return fn(tx{inner, s}) })
}

// Update is the inner store's Update, with opened records.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	return s.Store.Update(ctx, func(inner store.Tx) error { return fn(tx{inner, s}) })
}

// tx is the inner transaction; Delete is its own.
type tx struct {
	store.Tx
	s *Store
}

func (x tx) Get(t store.Table, key []byte) ([]byte, error) {
	record, err := x.Tx.Get(t, key)
	if err != nil {
		return nil, err
	}
	return x.s.open(t, key, record)
}

func (x tx) Put(t store.Table, key, value []byte) error {
	return x.Tx.Put(t, key, x.s.close(t, key, value))
}

func (x tx) Scan(t store.Table, r store.Range) ([]store.Entry, error) {
	entries, err := x.Tx.Scan(t, r)
	if err != nil {
		return nil, err
	}
	for i, e := range entries {
		if entries[i].Value, err = x.s.open(t, e.Key, e.Value); err != nil {
			return nil, err
		}
	}
	return entries, nil
}

// close makes a record of value.
func (s *Store) close(t store.Table, key, value []byte) []byte {
	if s.secret[t] {
		record := append(make([]byte, 0, 1+len(value)+sealSize), s.keys.id)
		return s.keys.aead.Seal(record, nil, value, place(s.keys.id, t, key))
	}
	record := append(make([]byte, 0, 1+len(value)+crcSize), unsealed)
	record = append(record, value...)
	return binary.BigEndian.AppendUint32(record, checksum(t, key, value))
}

// open returns the value in a record, or ErrDamaged. It may use the record's memory.
func (s *Store) open(t store.Table, key, record []byte) ([]byte, error) {
	if s.secret[t] {
		if len(record) < 1+sealSize || record[0] != s.keys.id {
			return nil, damaged(t, key)
		}
		value, err := s.keys.aead.Open(nil, nil, record[1:], place(s.keys.id, t, key))
		if err != nil {
			return nil, damaged(t, key)
		}
		return value, nil
	}
	end := len(record) - crcSize
	if end < 1 || record[0] != unsealed {
		return nil, damaged(t, key)
	}
	value := record[1:end:end]
	if binary.BigEndian.Uint32(record[end:]) != checksum(t, key, value) {
		return nil, damaged(t, key)
	}
	return value, nil
}

// place is where a record belongs, as bytes. Keys follow a zero byte, which no
// table's name has.
func place(id byte, t store.Table, key []byte) []byte {
	p := make([]byte, 0, 2+len(t)+len(key))
	p = append(p, id)
	p = append(p, t...)
	p = append(p, 0)
	return append(p, key...)
}

func checksum(t store.Table, key, value []byte) uint32 {
	return crc32.Update(crc32.Checksum(place(unsealed, t, key), castagnoli), castagnoli, value)
}

func damaged(t store.Table, key []byte) error {
	return fmt.Errorf("seal: %w: table %s, key %x", store.ErrDamaged, t, key)
}
