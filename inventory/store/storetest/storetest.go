// Package storetest is the contract of the store port as tests. An adapter that
// passes Run can keep a shop's records. It knows no adapter.
package storetest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"testing"

	"redwrench/inventory/store"
)

// The tables of the tests.
const (
	loans store.Table = "loans"
	tools store.Table = "tools"
)

// Run tests the stores that open returns. open is called for each test and must
// return an empty store; Run closes it. What open needs to clean up it hands to
// t.Cleanup.
func Run(t *testing.T, open func(t testing.TB) store.Store) {
	fresh := func(t *testing.T) shop {
		s := shop{t, open(t)}
		t.Cleanup(func() { _ = s.Close() })
		return s
	}
	t.Run("records", func(t *testing.T) { testRecords(t, fresh) })
	t.Run("ranges", func(t *testing.T) { testRanges(t, fresh) })
	t.Run("transactions", func(t *testing.T) { testTransactions(t, fresh) })
	t.Run("closing", func(t *testing.T) { testClosing(t, fresh) })
	t.Run("random deeds leave what a plain map says", func(t *testing.T) { testRandom(t, fresh(t)) })
}

// shop is a store under test; its methods fail the test on an error.
type shop struct {
	t *testing.T
	store.Store
}

func (s shop) update(fn func(store.Tx) error) {
	s.t.Helper()
	if err := s.Update(s.t.Context(), fn); err != nil {
		s.t.Fatalf("Update: %v", err)
	}
}

func (s shop) view(fn func(store.Tx) error) {
	s.t.Helper()
	if err := s.View(s.t.Context(), fn); err != nil {
		s.t.Fatalf("View: %v", err)
	}
}

// fill puts keys, each with itself as its value.
func (s shop) fill(t store.Table, keys ...string) {
	s.t.Helper()
	s.update(func(tx store.Tx) error {
		for _, k := range keys {
			if err := tx.Put(t, []byte(k), []byte(k)); err != nil {
				return err
			}
		}
		return nil
	})
}

// wantKeys fails unless the table holds just these keys.
func (s shop) wantKeys(t store.Table, want string) {
	s.t.Helper()
	s.view(func(tx store.Tx) error {
		wantScan(s.t, tx, t, store.Range{}, want)
		return nil
	})
}

// wantScan fails unless the scan returns these keys, separated by spaces.
func wantScan(t testing.TB, tx store.Tx, table store.Table, r store.Range, want string) {
	t.Helper()
	entries, err := tx.Scan(table, r)
	if err != nil {
		t.Errorf("Scan %s %+v: %v", table, r, err)
		return
	}
	var keys []string
	for _, e := range entries {
		keys = append(keys, string(e.Key))
	}
	if got := strings.Join(keys, " "); got != want {
		t.Errorf("Scan %s from %q to %q, limit %d, reverse %v: %q, want %q",
			table, r.From, r.To, r.Limit, r.Reverse, got, want)
	}
}

// wantGet fails unless the key has this value.
func wantGet(t testing.TB, tx store.Tx, table store.Table, key, want string) {
	t.Helper()
	got, err := tx.Get(table, []byte(key))
	if err != nil || string(got) != want {
		t.Errorf("Get %s %q: %s, %v; want %s", table, key, short(got), err, short([]byte(want)))
	}
}

// wantNone fails unless the key is not found.
func wantNone(t testing.TB, tx store.Tx, table store.Table, key string) {
	t.Helper()
	if got, err := tx.Get(table, []byte(key)); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Get %s %q: %s, %v; want ErrNotFound", table, key, short(got), err)
	}
}

// short is v for a message.
func short(v []byte) string {
	if len(v) > 40 {
		return fmt.Sprintf("%q… (%d bytes)", v[:40], len(v))
	}
	return fmt.Sprintf("%q", v)
}

func testClosing(t *testing.T, fresh func(*testing.T) shop) {
	nothing := func(store.Tx) error { return nil }

	t.Run("a closed store answers nothing", func(t *testing.T) {
		s := fresh(t)
		if err := s.Close(); err != nil {
			t.Fatalf("Close: %v", err)
		}
		if err := s.View(t.Context(), nothing); !errors.Is(err, store.ErrClosed) {
			t.Errorf("View: %v, want ErrClosed", err)
		}
		if err := s.Update(t.Context(), nothing); !errors.Is(err, store.ErrClosed) {
			t.Errorf("Update: %v, want ErrClosed", err)
		}
	})
	t.Run("closing twice is closing once", func(t *testing.T) {
		s := fresh(t)
		for range 2 {
			if err := s.Close(); err != nil {
				t.Errorf("Close: %v", err)
			}
		}
	})
	t.Run("closing waits for the deed that is being done", func(t *testing.T) {
		s := fresh(t)
		closed := make(chan error, 1)
		s.update(func(tx store.Tx) error {
			go func() { closed <- s.Close() }()
			for range 3 {
				select {
				case err := <-closed:
					t.Errorf("Close came back while a deed was being done: %v", err)
					closed <- err
				default:
				}
				if err := tx.Put(loans, []byte("1"), nil); err != nil {
					return err
				}
			}
			return nil
		})
		if err := <-closed; err != nil {
			t.Errorf("Close: %v", err)
		}
	})
	t.Run("who has gone away gets nothing done", func(t *testing.T) {
		s := fresh(t)
		gone, cancel := context.WithCancel(t.Context())
		cancel()
		ran := func(store.Tx) error { t.Error("the function was run"); return nil }
		if err := s.View(gone, ran); !errors.Is(err, context.Canceled) {
			t.Errorf("View: %v, want context.Canceled", err)
		}
		if err := s.Update(gone, ran); !errors.Is(err, context.Canceled) {
			t.Errorf("Update: %v, want context.Canceled", err)
		}
	})
	t.Run("who goes away during a deed still gets it done", func(t *testing.T) {
		s := fresh(t)
		leaving, cancel := context.WithCancel(t.Context())
		defer cancel()
		err := s.Update(leaving, func(tx store.Tx) error {
			cancel()
			return tx.Put(loans, []byte("1"), nil)
		})
		if err != nil {
			t.Errorf("Update: %v", err)
		}
		s.wantKeys(loans, "1")
	})
}
