// Package store is the port between the shop's rules and whatever keeps the
// records: ordered keys in named tables, read and changed in transactions.
// It knows no record, no rule and no file format. Adapters (boltstore,
// memstore, later a shared one) are small; everything that can be written once
// above them is.
package store

import (
	"context"
	"errors"
)

// Errors every adapter returns, wrapped with more words. Test with errors.Is.
var (
	// ErrNotFound: no value under this key.
	ErrNotFound = errors.New("store: not found")
	// ErrInUse: another process holds the store open.
	ErrInUse = errors.New("store: in use by another process")
	// ErrReadOnly: a write was tried in View, or the medium allows none.
	ErrReadOnly = errors.New("store: read only")
	// ErrFull: there was no room; nothing of the transaction was kept.
	ErrFull = errors.New("store: disk full")
	// ErrUnknown: the commit failed in a way that leaves open whether the
	// transaction was kept. Look the deed up before telling anybody.
	ErrUnknown = errors.New("store: outcome unknown")
	// ErrDamaged: what was read is not what was written.
	ErrDamaged = errors.New("store: damaged")
	// ErrClosed: the store was closed, or marked dead after a fault.
	ErrClosed = errors.New("store: closed")
)

// Table names a group of keys. Tables exist without being declared.
type Table string

// Entry is one key and its value, both owned by the caller.
type Entry struct {
	Key, Value []byte
}

// Range selects keys of one table: From <= key < To. A nil From starts at the
// first key, a nil To ends after the last. Limit 0 means all. Reverse hands the
// entries out from the last to the first; Limit then counts from the end.
type Range struct {
	From, To []byte
	Limit    int
	Reverse  bool
}

// Prefix is the range of all keys that begin with p.
func Prefix(p []byte) Range {
	to := append([]byte(nil), p...)
	for i := len(to) - 1; i >= 0; i-- {
		if to[i] < 0xFF {
			to[i]++
			return Range{From: p, To: to[:i+1]}
		}
	}
	return Range{From: p}
}

// Tx is a transaction. It sees its own writes. It is valid only inside the
// function it was handed to and on that goroutine.
type Tx interface {
	// Get returns a copy of the value, or ErrNotFound.
	Get(t Table, key []byte) ([]byte, error)
	// Put stores copies of key and value; a value may have no bytes. An empty
	// key is refused, and so is a table without a name.
	Put(t Table, key, value []byte) error
	// Delete removes the key; a missing key is no error.
	Delete(t Table, key []byte) error
	// Scan returns copies of the entries in the range, in key order. The
	// range is part of what the transaction has read: a store shared by
	// several kiosks runs the function again if anything in it changed.
	Scan(t Table, r Range) ([]Entry, error)
}

// Store keeps tables of ordered keys. It is safe for use by many goroutines.
//
// The function given to View or Update may be run more than once, so it reads
// and writes through tx and does nothing else: no clock, no printing, no
// channel, no number drawn inside, no second call to the store (that may wait
// for itself for ever). When it returns an error, or panics, nothing of it is
// kept; the error comes back unchanged under errors.Is, the panic goes on.
//
// A ctx that is done before the function begins gives its error back; once the
// function has begun ctx no longer matters, so a deed is never half cancelled.
type Store interface {
	// View runs fn on one consistent state: that of the last Update that was
	// finished when it began. It does not wait for a running one. Writes in it
	// return ErrReadOnly. Keep it short: while it lasts a store may grow.
	View(ctx context.Context, fn func(Tx) error) error
	// Update runs fn alone and keeps all its writes, or none. When it returns
	// nil the writes are on disk.
	Update(ctx context.Context, fn func(Tx) error) error
	// Close waits for running transactions; afterwards View and Update return
	// ErrClosed, and closing again does nothing.
	Close() error
}
