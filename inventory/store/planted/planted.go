// Package planted has stores with a defect each, for the tests that must notice
// it: a test that lets them pass proves nothing. No program imports it.
package planted

import (
	"context"
	"errors"
	"sync"

	"redwrench/inventory/store"
)

// Hasty is inner, but says that a deed is on disk before it is: it commits each
// with the next one.
func Hasty(inner store.Store) store.Store { return &hasty{Store: inner} }

// Halved is inner, but keeps each deed in two transactions, so that a loan and
// its indexes can part.
func Halved(inner store.Store) store.Store { return &halved{Store: inner} }

// errTried ends a transaction that was only to see what it writes.
var errTried = errors.New("tried")

type hasty struct {
	store.Store
	mu   sync.Mutex
	owed []write // said to be on disk
}

func (h *hasty) View(ctx context.Context, fn func(store.Tx) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.try(ctx, fn)
}

func (h *hasty) Update(ctx context.Context, fn func(store.Tx) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	if err := h.pay(ctx); err != nil {
		return err
	}
	var made []write
	err := h.try(ctx, func(tx store.Tx) error {
		made = nil
		return fn(noting{tx, &made})
	})
	if err == nil {
		h.owed = made
	}
	return err
}

func (h *hasty) Close() error {
	h.mu.Lock()
	defer h.mu.Unlock()
	return errors.Join(h.pay(context.Background()), h.Store.Close())
}

// pay commits what is owed.
func (h *hasty) pay(ctx context.Context) error {
	if len(h.owed) == 0 {
		return nil
	}
	err := h.Store.Update(ctx, func(tx store.Tx) error { return replay(tx, h.owed) })
	if err == nil {
		h.owed = nil
	}
	return err
}

// try runs fn on the state that was promised, and keeps nothing.
func (h *hasty) try(ctx context.Context, fn func(store.Tx) error) error {
	err := h.Store.Update(ctx, func(tx store.Tx) error {
		if err := replay(tx, h.owed); err != nil {
			return err
		}
		if err := fn(tx); err != nil {
			return err
		}
		return errTried
	})
	if errors.Is(err, errTried) {
		return nil
	}
	return err
}

type halved struct {
	store.Store
	mu sync.Mutex
}

func (h *halved) Update(ctx context.Context, fn func(store.Tx) error) error {
	h.mu.Lock()
	defer h.mu.Unlock()
	var made []write
	err := h.Store.Update(ctx, func(tx store.Tx) error {
		made = nil
		if err := fn(noting{tx, &made}); err != nil {
			return err
		}
		return errTried
	})
	if !errors.Is(err, errTried) {
		return err
	}
	half := (len(made) + 1) / 2
	for _, part := range [][]write{made[:half], made[half:]} {
		if err := h.Store.Update(ctx, func(tx store.Tx) error { return replay(tx, part) }); err != nil {
			return err
		}
	}
	return nil
}

// write is a Put, or a Delete.
type write struct {
	table      store.Table
	key, value []byte
	del        bool
}

func replay(tx store.Tx, writes []write) error {
	for _, w := range writes {
		var err error
		if w.del {
			err = tx.Delete(w.table, w.key)
		} else {
			err = tx.Put(w.table, w.key, w.value)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// noting is a transaction that notes what is written.
type noting struct {
	store.Tx
	made *[]write
}

func (n noting) Put(t store.Table, key, value []byte) error {
	*n.made = append(*n.made, write{t, append([]byte(nil), key...), append([]byte(nil), value...), false})
	return n.Tx.Put(t, key, value)
}

func (n noting) Delete(t store.Table, key []byte) error {
	*n.made = append(*n.made, write{t, append([]byte(nil), key...), nil, true})
	return n.Tx.Delete(t, key)
}
