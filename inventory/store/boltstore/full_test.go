//go:build linux

package boltstore_test

import (
	"errors"
	"os"
	"os/exec"
	"syscall"
	"testing"

	"redwrench/inventory/store"
)

// The limit on the size of files holds for a whole process and stands for a
// full disk; so the deeds are done in a child.
func TestDiskFull(t *testing.T) {
	if path := os.Getenv("BOLTSTORE_FULL"); path != "" {
		fillUp(t, path)
		return
	}
	path := newShop(t)
	cmd := exec.CommandContext(t.Context(), os.Args[0], "-test.run=^TestDiskFull$", "-test.v")
	cmd.Env = append(os.Environ(), "BOLTSTORE_FULL="+path)
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("child: %v\n%s", err, out)
	}
	s := open(t, path)
	wantValue(t, s, "loans", "before", "kept")
	wantValue(t, s, "loans", "after", "kept")
	if err := s.Verify(t.Context()); err != nil {
		t.Errorf("Verify: %v", err)
	}
}

func fillUp(t *testing.T, path string) {
	s := open(t, path)
	put(t, s, "loans", "before", "kept")
	var was syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &was); err != nil {
		t.Fatal(err)
	}
	limit := was
	limit.Cur = 128 << 10
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		t.Fatal(err)
	}
	err := s.Update(t.Context(), func(tx store.Tx) error {
		return tx.Put("loans", []byte("big"), make([]byte, 1<<20))
	})
	if !errors.Is(err, store.ErrFull) {
		t.Errorf("a deed too big: %v, want ErrFull", err)
	}
	// The size the file has grown to stays; what fits in is still taken.
	put(t, s, "loans", "after", "kept")
	err = s.View(t.Context(), func(tx store.Tx) error {
		_, err := tx.Get("loans", []byte("big"))
		return err
	})
	if !errors.Is(err, store.ErrNotFound) {
		t.Errorf("the deed too big: %v, want ErrNotFound", err)
	}
}
