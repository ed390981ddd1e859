package boltstore_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/storetest"
)

func TestContract(t *testing.T) {
	storetest.Run(t, func(t testing.TB) store.Store { return open(t, newShop(t)) })
}

func TestOpen(t *testing.T) {
	t.Run("what was written is there after closing", func(t *testing.T) {
		path := newShop(t)
		s := open(t, path)
		put(t, s, "loans", "1", "drill")
		closeStore(t, s)
		wantValue(t, open(t, path), "loans", "1", "drill")
	})
	t.Run("a missing file is not a new shop", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.db")
		if _, err := boltstore.Open(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("Open: %v, want fs.ErrNotExist", err)
		}
		wantFolder(t, path)
	})
	t.Run("a second kiosk is told that the shop is in use", func(t *testing.T) {
		path := newShop(t)
		open(t, path)
		if _, err := boltstore.Open(path); !errors.Is(err, store.ErrInUse) {
			t.Errorf("Open: %v, want ErrInUse", err)
		}
	})
	t.Run("a file that may not be written is read only", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("root may write any file, whatever its mode says")
		}
		path := newShop(t)
		if err := os.Chmod(path, 0o400); err != nil {
			t.Fatal(err)
		}
		if _, err := boltstore.Open(path); !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("Open: %v, want ErrReadOnly", err)
		}
	})
	for _, c := range []struct {
		name    string
		content []byte
	}{
		{"an empty file is damaged, not a new shop", nil},
		{"a file of one byte is damaged", []byte{1}},
		{"a file of another kind is damaged", bytes.Repeat([]byte("no shop "), 4096)},
	} {
		t.Run(c.name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "shop.db")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := boltstore.Open(path); !errors.Is(err, store.ErrDamaged) {
				t.Errorf("Open: %v, want ErrDamaged", err)
			}
		})
	}
}

// A file that was cut short makes bbolt panic and keep its lock.
func TestOpenCutShort(t *testing.T) {
	path := newShop(t)
	s := open(t, path)
	for i := range 60 {
		put(t, s, "loans", fmt.Sprint(i), string(make([]byte, 1000)))
	}
	closeStore(t, s)
	whole, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	page := os.Getpagesize()
	refused := 0
	for size := page / 2; size < len(whole); size += page / 2 {
		cut := filepath.Join(t.TempDir(), "cut.db")
		if err := os.WriteFile(cut, whole[:size], 0o600); err != nil {
			t.Fatal(err)
		}
		s, err := boltstore.Open(cut)
		if err == nil { // only room was cut off that was not in use yet
			wantValue(t, s, "loans", "59", string(make([]byte, 1000)))
			closeStore(t, s)
			continue
		}
		refused++
		if !errors.Is(err, store.ErrDamaged) {
			t.Errorf("%d of %d bytes: %v, want ErrDamaged", size, len(whole), err)
		}
		// The lock is free again: the whole file in its place can be opened.
		if err := os.WriteFile(cut, whole, 0o600); err != nil {
			t.Fatal(err)
		}
		closeStore(t, open(t, cut))
	}
	if refused == 0 {
		t.Error("every cut file was opened")
	}
}

func TestCreate(t *testing.T) {
	t.Run("the first records are there", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.db")
		err := boltstore.Create(path, func(s store.Store) error {
			put(t, s, "tools", "1", "ladder")
			wantFolder(t, path, "shop.db.new-*")
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
		wantFolder(t, path, "shop.db")
		wantValue(t, open(t, path), "tools", "1", "ladder")
	})
	t.Run("an error while filling comes back and leaves nothing behind", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.db")
		oops := errors.New("oops")
		if err := boltstore.Create(path, func(store.Store) error { return oops }); !errors.Is(err, oops) {
			t.Errorf("Create: %v, want %v", err, oops)
		}
		wantFolder(t, path)
	})
	t.Run("a panic while filling leaves nothing behind", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.db")
		func() {
			defer func() { _ = recover() }()
			_ = boltstore.Create(path, func(store.Store) error { panic("oops") })
		}()
		wantFolder(t, path)
	})
	t.Run("a shop that is there is left alone", func(t *testing.T) {
		path := newShop(t)
		s := open(t, path)
		put(t, s, "tools", "1", "ladder")
		err := boltstore.Create(path, func(store.Store) error { t.Error("filled"); return nil })
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("Create: %v, want fs.ErrExist", err)
		}
		wantValue(t, s, "tools", "1", "ladder")
		wantFolder(t, path, "shop.db")
	})
	t.Run("of two who create at once one wins and the other leaves it alone", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.db")
		err := boltstore.Create(path, func(s store.Store) error {
			put(t, s, "shop", "id", "slow")
			return boltstore.Create(path, func(s store.Store) error {
				put(t, s, "shop", "id", "quick")
				return nil
			})
		})
		if !errors.Is(err, fs.ErrExist) {
			t.Errorf("the slow one: %v, want fs.ErrExist", err)
		}
		wantValue(t, open(t, path), "shop", "id", "quick")
		wantFolder(t, path, "shop.db")
	})
	t.Run("a folder that may not be written is read only", func(t *testing.T) {
		if os.Geteuid() == 0 {
			t.Skip("root may write any folder, whatever its mode says")
		}
		dir := t.TempDir()
		if err := os.Chmod(dir, 0o500); err != nil {
			t.Fatal(err)
		}
		err := boltstore.Create(filepath.Join(dir, "shop.db"), func(store.Store) error { return nil })
		if !errors.Is(err, store.ErrReadOnly) {
			t.Errorf("Create: %v, want ErrReadOnly", err)
		}
	})
}

func TestVerify(t *testing.T) {
	t.Run("a sound file has no faults and knows its tables", func(t *testing.T) {
		s := open(t, newShop(t))
		put(t, s, "tools", "1", "ladder")
		put(t, s, "loans", "1", "ladder")
		if err := s.Verify(t.Context()); err != nil {
			t.Errorf("Verify: %v", err)
		}
		got, err := s.Tables(t.Context())
		if want := []store.Table{"loans", "tools"}; err != nil || !slices.Equal(got, want) {
			t.Errorf("Tables: %q, %v; want %q", got, err, want)
		}
		put(t, s, "tools", "2", "drill") // the check let go of everything
	})
	t.Run("keys out of order are told", func(t *testing.T) {
		path := newShop(t)
		s := open(t, path)
		for i := range 200 { // enough for pages of their own
			put(t, s, "tools", fmt.Sprintf("tool-%03d", i), "a ladder")
		}
		closeStore(t, s)
		raw, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		raw = bytes.ReplaceAll(raw, []byte("tool-050"), []byte("tool-950"))
		if err := os.WriteFile(path, raw, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := open(t, path).Verify(t.Context()); !errors.Is(err, store.ErrDamaged) {
			t.Errorf("Verify: %v, want ErrDamaged", err)
		}
	})
}

// Cutting the file under a running store makes its memory fault.
func TestFaultInTheMap(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows does not let a file be cut while it is mapped")
	}
	path := newShop(t)
	s := open(t, path)
	for i := range 40 {
		put(t, s, "loans", fmt.Sprint(i), string(make([]byte, 1000)))
	}
	if err := os.Truncate(path, int64(2*os.Getpagesize())); err != nil {
		t.Fatal(err)
	}
	err := s.View(t.Context(), func(tx store.Tx) error {
		_, _ = tx.Scan("loans", store.Range{})
		return nil // as if nothing were
	})
	if !errors.Is(err, store.ErrDamaged) {
		t.Errorf("View: %v, want ErrDamaged", err)
	}
	err = s.Update(t.Context(), func(store.Tx) error { t.Error("a dead store ran a deed"); return nil })
	if !errors.Is(err, store.ErrClosed) || errors.Is(err, store.ErrDamaged) {
		t.Errorf("Update afterwards: %v, want ErrClosed alone", err)
	}
	for range 2 {
		closeStore(t, s)
	}
	if _, err := boltstore.Open(path); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("Open: %v, want ErrDamaged: the lock was given back", err)
	}
}

// newShop makes an empty shop file and returns its path.
func newShop(t testing.TB) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "shop.db")
	if err := boltstore.Create(path, func(store.Store) error { return nil }); err != nil {
		t.Fatal(err)
	}
	return path
}

// open opens path and closes it when the test is over.
func open(t testing.TB, path string) *boltstore.Store {
	t.Helper()
	s, err := boltstore.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { closeStore(t, s) })
	return s
}

func closeStore(t testing.TB, s store.Store) {
	t.Helper()
	if err := s.Close(); err != nil {
		t.Errorf("Close: %v", err)
	}
}

func put(t testing.TB, s store.Store, table store.Table, key, value string) {
	t.Helper()
	err := s.Update(context.Background(), func(tx store.Tx) error {
		return tx.Put(table, []byte(key), []byte(value))
	})
	if err != nil {
		t.Fatal(err)
	}
}

func wantValue(t testing.TB, s store.Store, table store.Table, key, want string) {
	t.Helper()
	err := s.View(context.Background(), func(tx store.Tx) error {
		got, err := tx.Get(table, []byte(key))
		if string(got) != want {
			t.Errorf("%s %s: %q, want %q", table, key, got, want)
		}
		return err
	})
	if err != nil {
		t.Errorf("%s %s: %v", table, key, err)
	}
}

// wantFolder fails unless the folder of path holds just the named files.
func wantFolder(t testing.TB, path string, patterns ...string) {
	t.Helper()
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil {
		t.Fatal(err)
	}
	ok := len(all) == len(patterns)
	for i := 0; ok && i < len(all); i++ {
		ok, err = filepath.Match(patterns[i], all[i].Name())
	}
	if !ok || err != nil {
		t.Errorf("the folder holds %v, want %q", all, patterns)
	}
}
