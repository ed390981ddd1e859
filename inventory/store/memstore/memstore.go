// Package memstore keeps the records in memory: for tests and for looking
// around. It keeps every promise of the store port except that writes outlive
// the process.
package memstore

import (
	"bytes"
	"context"
	"errors"
	"maps"
	"slices"
	"sync"
	"sync/atomic"

	"redwrench/inventory/store"
)

// state is all tables, each sorted by key. A state that a transaction can see
// is never changed: an Update works on a copy and swaps it in when it is done.
type state map[store.Table][]store.Entry

// Store is a store.Store. Make it with New.
type Store struct {
	open   sync.RWMutex // held for reading by each transaction, for writing by Close
	closed bool
	writer sync.Mutex // one Update at a time
	last   atomic.Pointer[state]
}

// New returns an empty store.
func New() *Store {
	s := new(Store)
	s.last.Store(&state{})
	return s
}

// Clone returns a store that begins with what is in this one now.
func (s *Store) Clone() *Store {
	c := new(Store)
	c.last.Store(s.last.Load())
	return c
}

// View runs fn on the last finished state.
func (s *Store) View(ctx context.Context, fn func(store.Tx) error) error {
	s.open.RLock()
	defer s.open.RUnlock()
	if err := s.refuse(ctx); err != nil {
		return err
	}
	return fn(&tx{tables: *s.last.Load()})
}

// Update runs fn on a copy and keeps it when fn returns nil. A table costs a
// copy of its list the first time fn writes to it.
func (s *Store) Update(ctx context.Context, fn func(store.Tx) error) error {
	s.open.RLock()
	defer s.open.RUnlock()
	s.writer.Lock()
	defer s.writer.Unlock()
	if err := s.refuse(ctx); err != nil {
		return err
	}
	next := maps.Clone(*s.last.Load())
	if err := fn(&tx{tables: next, copied: map[store.Table]bool{}}); err != nil {
		return err
	}
	s.last.Store(&next)
	return nil
}

// Close ends the store.
func (s *Store) Close() error {
	s.open.Lock()
	defer s.open.Unlock()
	s.closed = true
	return nil
}

// refuse is why no transaction may begin. The caller holds s.open.
func (s *Store) refuse(ctx context.Context) error {
	if s.closed {
		return store.ErrClosed
	}
	return ctx.Err()
}

type tx struct {
	tables state
	copied map[store.Table]bool // the tables this Update owns; nil in a View
}

func (x *tx) Get(t store.Table, key []byte) ([]byte, error) {
	i, found := find(x.tables[t], key)
	if !found {
		return nil, store.ErrNotFound
	}
	return bytes.Clone(x.tables[t][i].Value), nil
}

func (x *tx) Put(t store.Table, key, value []byte) error {
	if len(key) == 0 || t == "" {
		return errors.New("memstore: an empty key or table")
	}
	list, err := x.own(t)
	if err != nil {
		return err
	}
	e := store.Entry{Key: bytes.Clone(key), Value: append([]byte{}, value...)}
	if i, found := find(list, key); found {
		list[i] = e
	} else {
		x.tables[t] = slices.Insert(list, i, e)
	}
	return nil
}

func (x *tx) Delete(t store.Table, key []byte) error {
	list, err := x.own(t)
	if err != nil {
		return err
	}
	if i, found := find(list, key); found {
		x.tables[t] = slices.Delete(list, i, i+1)
	}
	return nil
}

func (x *tx) Scan(t store.Table, r store.Range) ([]store.Entry, error) {
	list := x.tables[t]
	from, _ := find(list, r.From)
	to := len(list)
	if r.To != nil {
		to, _ = find(list, r.To)
	}
	var out []store.Entry
	for n := range max(to-from, 0) {
		if r.Limit > 0 && n == r.Limit {
			break
		}
		e := list[from+n]
		if r.Reverse {
			e = list[to-1-n]
		}
		out = append(out, store.Entry{Key: bytes.Clone(e.Key), Value: bytes.Clone(e.Value)})
	}
	return out, nil
}

// own returns the table's list in a form this Update may change.
func (x *tx) own(t store.Table) ([]store.Entry, error) {
	if x.copied == nil {
		return nil, store.ErrReadOnly
	}
	if !x.copied[t] {
		x.tables[t] = slices.Clone(x.tables[t])
		x.copied[t] = true
	}
	return x.tables[t], nil
}

// find returns where key is, or would be.
func find(list []store.Entry, key []byte) (int, bool) {
	return slices.BinarySearchFunc(list, key, func(e store.Entry, k []byte) int {
		return bytes.Compare(e.Key, k)
	})
}
