package boltstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/durable"
)

func TestOpenReadOnly(t *testing.T) {
	path := newShop(t)
	s := open(t, path)
	put(t, s, "loans", "1", "drill")
	t.Run("nobody looks beside one who writes", func(t *testing.T) {
		if _, err := boltstore.OpenReadOnly(path); !errors.Is(err, store.ErrInUse) {
			t.Errorf("OpenReadOnly: %v, want ErrInUse", err)
		}
	})
	closeStore(t, s)
	before := contents(t, path)
	one, two := look(t, path), look(t, path)
	wantValue(t, one, "loans", "1", "drill")
	wantValue(t, two, "loans", "1", "drill")
	if err := one.Verify(t.Context()); err != nil {
		t.Errorf("Verify: %v", err)
	}
	err := one.Update(t.Context(), func(tx store.Tx) error { return tx.Put("loans", []byte("2"), nil) })
	if !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("Update: %v, want ErrReadOnly", err)
	}
	wantValue(t, one, "loans", "1", "drill") // and it lives on
	t.Run("nobody writes beside one who looks", func(t *testing.T) {
		if _, err := boltstore.Open(path); !errors.Is(err, store.ErrInUse) {
			t.Errorf("Open: %v, want ErrInUse", err)
		}
	})
	closeStore(t, one)
	closeStore(t, two)
	if !bytes.Equal(before, contents(t, path)) {
		t.Error("looking changed the file")
	}
	t.Run("a file cut short is not touched", func(t *testing.T) {
		short := filepath.Join(t.TempDir(), "short.db")
		if err := os.WriteFile(short, before[:len(before)/2], 0o600); err != nil {
			t.Fatal(err)
		}
		if _, err := boltstore.OpenReadOnly(short); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("OpenReadOnly: %v, want ErrDamaged", err)
		}
		if !bytes.Equal(before[:len(before)/2], contents(t, short)) {
			t.Error("the file was changed")
		}
	})
}

// A restore gives the name to another file while somebody waits for the lock of
// the old one.
func TestOpenAfterTheNameWentToAnotherFile(t *testing.T) {
	for name, again := range map[string]func(string) (*boltstore.Store, error){"writing": boltstore.Open, "looking": boltstore.OpenReadOnly} {
		t.Run(name, func(t *testing.T) {
			path, other := newShop(t), newShop(t)
			s := open(t, other)
			put(t, s, "loans", "1", "restored")
			closeStore(t, s)
			old := open(t, path)
			put(t, old, "loans", "1", "old")
			opened := make(chan *boltstore.Store, 1)
			go func() {
				s, err := again(path)
				if err != nil {
					t.Errorf("Open: %v", err)
				}
				opened <- s
			}()
			time.Sleep(200 * time.Millisecond) // it waits for the lock of the old file
			if err := durable.Replace(other, path, path+".old"); err != nil {
				t.Fatal(err)
			}
			closeStore(t, old)
			if s := <-opened; s != nil {
				defer closeStore(t, s)
				wantValue(t, s, "loans", "1", "restored")
			}
			kept := open(t, path+".old")
			wantValue(t, kept, "loans", "1", "old")
		})
	}
}

func TestCopyTo(t *testing.T) {
	t.Run("a copy made while the shop goes on is whole and holds all deeds before it", func(t *testing.T) {
		s := open(t, newShop(t))
		var lending sync.WaitGroup
		ctx, stop := context.WithCancel(t.Context())
		defer lending.Wait()
		defer stop()
		for n := range 200 {
			put(t, s, "loans", fmt.Sprint("before ", n), "kept")
		}
		lending.Go(func() {
			for n := 0; ctx.Err() == nil; n++ {
				put(t, s, "loans", fmt.Sprint("meanwhile ", n%50), fmt.Sprint(n))
			}
		})
		for n := range 5 {
			to := filepath.Join(t.TempDir(), fmt.Sprint(n))
			if err := s.CopyTo(t.Context(), to); err != nil {
				t.Fatal(err)
			}
			wantFolder(t, to, fmt.Sprint(n))
			c := look(t, to)
			if err := c.Verify(t.Context()); err != nil {
				t.Error(err)
			}
			for n := range 200 {
				wantValue(t, c, "loans", fmt.Sprint("before ", n), "kept")
			}
			closeStore(t, c)
		}
	})
	t.Run("a file that is there stays", func(t *testing.T) {
		s := open(t, newShop(t))
		to := filepath.Join(t.TempDir(), "copy")
		if err := os.WriteFile(to, []byte("older"), 0o600); err != nil {
			t.Fatal(err)
		}
		if err := s.CopyTo(t.Context(), to); !errors.Is(err, fs.ErrExist) {
			t.Errorf("CopyTo: %v, want fs.ErrExist", err)
		}
		if got := contents(t, to); string(got) != "older" {
			t.Errorf("the file holds %d bytes", len(got))
		}
	})
	t.Run("a copy nobody wants any more leaves nothing", func(t *testing.T) {
		s := open(t, newShop(t))
		ctx, cancel := context.WithCancel(t.Context())
		cancel()
		to := filepath.Join(t.TempDir(), "copy")
		if err := s.CopyTo(ctx, to); !errors.Is(err, context.Canceled) {
			t.Errorf("CopyTo: %v, want context.Canceled", err)
		}
		if left, _ := os.ReadDir(filepath.Dir(to)); len(left) > 0 {
			t.Errorf("left behind: %v", left)
		}
	})
	t.Run("a folder that is away is named, and the shop goes on", func(t *testing.T) {
		s := open(t, newShop(t))
		if err := s.CopyTo(t.Context(), filepath.Join(t.TempDir(), "away", "copy")); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("CopyTo: %v, want fs.ErrNotExist", err)
		}
		put(t, s, "loans", "1", "drill")
	})
	t.Run("a full medium is named, and the shop goes on", func(t *testing.T) {
		if _, err := os.Stat("/dev/full"); err != nil {
			t.Skip("this system has no /dev/full")
		}
		s := open(t, newShop(t))
		if err := s.CopyOnto(t.Context(), "/dev/full"); !errors.Is(err, store.ErrFull) {
			t.Errorf("got %v, want ErrFull", err)
		}
		put(t, s, "loans", "1", "drill")
	})
}

func look(t testing.TB, path string) *boltstore.Store {
	t.Helper()
	s, err := boltstore.OpenReadOnly(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func contents(t testing.TB, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}
