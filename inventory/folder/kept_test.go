package folder_test

import (
	"encoding/binary"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
)

// A print job's state is no deed and stands in no audit. When the disk loses the
// last commit all the same, the witness knows.
func TestALostChangeThatIsNoDeedIsNoted(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	dir := filepath.Join(t.TempDir(), "shop")
	f, err := folder.Open(t.Context(), dir, rules())
	if err != nil {
		t.Fatal(err)
	}
	deed(t, f.Store, 1)
	err = f.Store.Update(t.Context(), func(tx store.Tx) error { return tx.Put("print", []byte("1"), []byte("done")) })
	if err := errors.Join(err, f.Close()); err != nil {
		t.Fatal(err)
	}
	if r := folder.Examine(t.Context(), dir, rules()); r.Result != folder.Sound || len(r.Notes) > 0 {
		t.Fatalf("unharmed: %s %q %q", r.Result, r.Faults, r.Notes)
	}
	forgetLastCommit(t, filepath.Join(dir, "shop.db"))
	r := folder.Examine(t.Context(), dir, rules())
	if r.Result != folder.Sound || len(r.Notes) != 1 || !strings.Contains(r.Notes[0], "none was a deed") {
		t.Errorf("after the last commit was lost: %s %q %q", r.Result, r.Faults, r.Notes)
	}
}

// forgetLastCommit spoils the newer of bbolt's two meta pages, so that the file
// is as it was one commit earlier.
func forgetLastCommit(t *testing.T, path string) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	const page, header, txid = 4096, 16, 48
	at := func(n int) uint64 { return binary.NativeEndian.Uint64(raw[n*page+header+txid:]) }
	newer := 0
	if at(1) > at(0) {
		newer = 1
	}
	raw[newer*page+header] ^= 1 // its magic
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
}

func TestWhatADeadShopRefusesWasSurelyNotDone(t *testing.T) {
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	f, err := folder.Open(t.Context(), filepath.Join(t.TempDir(), "shop"), rules())
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = f.Close() }()
	// The store under it says that nobody can know; so does the shop, once.
	err = f.Store.View(t.Context(), func(store.Tx) error { return store.ErrUnknown })
	if !errors.Is(err, store.ErrUnknown) {
		t.Fatal(err)
	}
	err = f.Store.Update(t.Context(), func(store.Tx) error { return nil })
	if !errors.Is(err, store.ErrClosed) || errors.Is(err, store.ErrUnknown) {
		t.Errorf("the next deed: %v, want ErrClosed alone", err)
	}
}
