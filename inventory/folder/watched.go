package folder

import (
	"context"
	"errors"
	"fmt"
	"sync"

	"redwrench/inventory/store"
)

// watched is the shop's store as the desk gets it. After each deed it tells the
// witness; after a fault of the medium it answers nothing any more.
type watched struct {
	store.Store
	link    func(store.Table, []byte, []byte) (uint64, []byte, bool)
	witness *Witness
	kept    func() uint64
	deed    func()

	fault chan error // room for one
	once  sync.Once
	mu    sync.RWMutex
	dead  error
	shut  bool
}

// View implements store.Store.
func (w *watched) View(ctx context.Context, fn func(store.Tx) error) error {
	if err := w.refused(); err != nil {
		return err
	}
	return w.saw(w.Store.View(ctx, fn))
}

// Update implements store.Store.
func (w *watched) Update(ctx context.Context, fn func(store.Tx) error) error {
	if err := w.refused(); err != nil {
		return err
	}
	var last *listener // of the run that was kept
	err := w.Store.Update(ctx, func(tx store.Tx) error {
		last = &listener{Tx: tx, link: w.link}
		return fn(last)
	})
	if err == nil {
		w.witness.Note(last.seq, last.hash, w.kept())
		if last.seq > 0 {
			w.deed()
		}
	}
	return w.saw(err)
}

// Close implements store.Store.
func (w *watched) Close() error {
	w.mu.Lock()
	w.shut = true
	w.mu.Unlock()
	return errors.Join(w.Store.Close(), w.witness.close())
}

func (w *watched) refused() error {
	w.mu.RLock()
	defer w.mu.RUnlock()
	if w.dead != nil {
		// Not wrapped: what is refused now was surely not done.
		return fmt.Errorf("%w after: %v", store.ErrClosed, w.dead)
	}
	return nil
}

// saw marks the shop dead at the first fault of the medium and tells who waits
// for that.
func (w *watched) saw(err error) error {
	if !errors.Is(err, store.ErrDamaged) && !errors.Is(err, store.ErrUnknown) && !errors.Is(err, store.ErrClosed) {
		return err
	}
	w.mu.Lock()
	defer w.mu.Unlock()
	if w.shut {
		return err
	}
	w.once.Do(func() {
		w.dead = err
		w.fault <- err
	})
	return err
}

// listener hears what a transaction puts into the audit.
type listener struct {
	store.Tx
	link func(store.Table, []byte, []byte) (uint64, []byte, bool)
	seq  uint64
	hash []byte
}

// Put implements store.Tx.
func (l *listener) Put(t store.Table, key, value []byte) error {
	err := l.Tx.Put(t, key, value)
	if err != nil || l.link == nil {
		return err
	}
	if seq, hash, ok := l.link(t, key, value); ok && seq > l.seq {
		l.seq, l.hash = seq, hash
	}
	return nil
}
