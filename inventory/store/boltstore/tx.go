package boltstore

import (
	"bytes"
	"errors"
	"fmt"

	bolt "go.etcd.io/bbolt"
	berrors "go.etcd.io/bbolt/errors"

	"redwrench/inventory/store"
)

// tx is a store.Tx over one of bbolt's. What bbolt hands out is its own memory
// and gone after the transaction, so all that leaves here is a copy.
type tx struct {
	s     *Store
	b     *bolt.Tx
	fault error // bbolt panicked in this transaction: it must not be committed
}

func (x *tx) Get(t store.Table, key []byte) (value []byte, err error) {
	defer x.guard(&err)
	table := x.b.Bucket([]byte(t))
	if table == nil {
		return nil, store.ErrNotFound
	}
	// Not table.Get: for a record whose flags were damaged it says that there
	// is none. This says that it is empty, and a checksum above notices.
	k, v := table.Cursor().Seek(key)
	if k == nil || !bytes.Equal(k, key) {
		return nil, store.ErrNotFound
	}
	return append([]byte{}, v...), nil
}

// fill is how full a page may be when it is split. Most tables grow at their end,
// and there bbolt's own half would leave every page half empty for ever.
const fill = 0.9

func (x *tx) Put(t store.Table, key, value []byte) (err error) {
	defer x.guard(&err)
	table, err := x.b.CreateBucketIfNotExists([]byte(t))
	if err != nil {
		return writeError(err)
	}
	table.FillPercent = fill
	return writeError(table.Put(key, append([]byte{}, value...))) // bbolt copies the key only
}

func (x *tx) Delete(t store.Table, key []byte) (err error) {
	defer x.guard(&err)
	if !x.b.Writable() {
		return store.ErrReadOnly
	}
	table := x.b.Bucket([]byte(t))
	if table == nil {
		return nil
	}
	return writeError(table.Delete(key))
}

func (x *tx) Scan(t store.Table, r store.Range) (out []store.Entry, err error) {
	defer x.guard(&err)
	table := x.b.Bucket([]byte(t))
	if table == nil {
		return nil, nil
	}
	c := table.Cursor()
	k, v := first(c, r)
	for k != nil && inside(r, k) && (r.Limit <= 0 || len(out) < r.Limit) {
		both := append(append(make([]byte, 0, len(k)+len(v)), k...), v...)
		out = append(out, store.Entry{Key: both[:len(k):len(k)], Value: both[len(k):]})
		if r.Reverse {
			k, v = c.Prev()
		} else {
			k, v = c.Next()
		}
	}
	return out, nil
}

// first moves c to where a scan of r begins; the key there may lie outside r.
func first(c *bolt.Cursor, r store.Range) (k, v []byte) {
	if !r.Reverse {
		return c.Seek(r.From)
	}
	if r.To != nil {
		if k, _ := c.Seek(r.To); k != nil {
			return c.Prev()
		}
	}
	return c.Last()
}

// inside says that k lies in r.
func inside(r store.Range, k []byte) bool {
	return bytes.Compare(k, r.From) >= 0 && (r.To == nil || bytes.Compare(k, r.To) < 0)
}

// guard turns a panic inside bbolt into an error. Deferred by each call.
func (x *tx) guard(err *error) {
	if r := recover(); r != nil {
		x.fault = x.s.fault(r)
		*err = x.fault
	}
}

// writeError names what bbolt says to a write it refuses.
func writeError(err error) error {
	switch {
	case err == nil:
		return nil
	case errors.Is(err, berrors.ErrTxNotWritable):
		return store.ErrReadOnly
	case errors.Is(err, berrors.ErrIncompatibleValue):
		return fmt.Errorf("boltstore: %w: %w", store.ErrDamaged, err)
	}
	return fmt.Errorf("boltstore: %w", err)
}
