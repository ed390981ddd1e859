package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"redwrench/inventory/store"
)

func TestCommitError(t *testing.T) {
	full := syscall.ENOSPC
	if runtime.GOOS == "windows" {
		full = 112
	}
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"a page that found no room was not kept", &fs.PathError{Op: "write", Err: full}, store.ErrFull},
		{"growing that found no room kept nothing", fmt.Errorf("file resize error: %s", full), store.ErrFull},
		{"a sync that found no room leaves it open", full, store.ErrUnknown},
		{"a sync that found no room leaves it open elsewhere too", &fs.PathError{Op: "sync", Err: full}, store.ErrUnknown},
		{"a disk that failed leaves it open", syscall.EIO, store.ErrUnknown},
	} {
		t.Run(c.name, func(t *testing.T) {
			if got := commitError(c.err); !errors.Is(got, c.want) {
				t.Errorf("%v is not %v", got, c.want)
			}
		})
	}
}

func TestUnknownOutcome(t *testing.T) {
	s := shop(t)
	if err := s.file.Close(); err != nil { // the disk goes away
		t.Fatal(err)
	}
	deed := func(tx store.Tx) error { return tx.Put("loans", []byte("1"), []byte("drill")) }
	if err := s.Update(t.Context(), deed); !errors.Is(err, store.ErrUnknown) {
		t.Errorf("the deed: %v, want ErrUnknown", err)
	}
	err := s.Update(t.Context(), deed)
	if !errors.Is(err, store.ErrClosed) || errors.Is(err, store.ErrUnknown) {
		t.Errorf("the next deed: %v, want ErrClosed alone: it surely was not done", err)
	}
	if err := s.View(t.Context(), func(store.Tx) error { return nil }); !errors.Is(err, store.ErrClosed) {
		t.Errorf("a look afterwards: %v, want ErrClosed", err)
	}
}

func TestPanics(t *testing.T) {
	t.Run("the caller's own panic goes on, keeps nothing and harms nothing", func(t *testing.T) {
		s := shop(t)
		func() {
			defer func() {
				if r := recover(); r != "oops" {
					t.Errorf("recovered %v, want oops", r)
				}
			}()
			_ = s.Update(t.Context(), func(tx store.Tx) error {
				_ = tx.Put("loans", []byte("1"), nil)
				panic("oops")
			})
		}()
		err := s.Update(t.Context(), func(tx store.Tx) error {
			_, err := tx.Get("loans", []byte("1"))
			return err
		})
		if !errors.Is(err, store.ErrNotFound) {
			t.Errorf("Get: %v, want ErrNotFound", err)
		}
	})
	t.Run("a panic of bbolt in a deed keeps nothing, also when the deed takes no notice", func(t *testing.T) {
		s := shop(t)
		err := s.Update(t.Context(), func(t store.Tx) error {
			x := t.(*tx)
			good := x.b
			x.b = nil // bbolt now trips over nothing
			_ = x.Put("loans", []byte("1"), nil)
			x.b = good
			return nil
		})
		if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Update: %v, want ErrDamaged", err)
		}
		if err := s.View(t.Context(), func(store.Tx) error { return nil }); !errors.Is(err, store.ErrClosed) {
			t.Errorf("View afterwards: %v, want ErrClosed", err)
		}
	})
	t.Run("a panic of bbolt in a commit is an error", func(t *testing.T) {
		s := shop(t)
		err := s.Update(t.Context(), func(t store.Tx) error {
			t.(*tx).b.OnCommit(func() { panic("commit") })
			return nil
		})
		if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Update: %v, want ErrDamaged", err)
		}
	})
}

// shop returns a new store. The tests here break it, so nobody looks at how it
// closes.
func shop(t testing.TB) *Store {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	if err := Create(path, func(store.Store) error { return nil }); err != nil {
		t.Fatal(err)
	}
	s, err := Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}
