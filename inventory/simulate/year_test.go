package simulate_test

import (
	"context"
	"errors"
	"math/rand/v2"
	"os"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	bolt "go.etcd.io/bbolt"

	"redwrench/inventory"
	"redwrench/inventory/simulate"
)

// A read transaction that is held open makes bbolt's file grow without bound. So
// a year of deeds is done while screens are open and ask all the time.
func TestTheFileStaysSmallThroughAYearWithScreensOpen(t *testing.T) {
	st, path := fileShop(t)
	d, clock := desk(t, st)
	ctx, stop := context.WithCancel(t.Context())
	var looks atomic.Int64
	var screens sync.WaitGroup
	for n := range 2 {
		screens.Go(func() { watch(ctx, t, d, uint64(n), &looks) })
	}
	until := founded.AddDate(1, 0, 0)
	if raced {
		until = founded.AddDate(0, 2, 0)
	}
	report, err := simulate.Run(t.Context(), d, clock, simulate.Config{Seed: 9, Until: until})
	stop()
	screens.Wait()
	if err != nil {
		t.Fatal(err)
	}
	info, err := os.Stat(path)
	if err != nil {
		t.Fatal(err)
	}
	used, live := pages(t, path)
	t.Logf("%d deeds and %d looks: file %d KiB, of it used %d KiB, a compact copy %d KiB", report.Deeds, looks.Load(), info.Size()>>10, used>>10, live>>10)
	if !raced && info.Size() > 2*live { // the race detector makes each look last, and so the file grow
		t.Errorf("the file has %d bytes for %d of live data", info.Size(), live)
	}
	if looks.Load() < int64(report.Deeds) {
		t.Errorf("only %d looks at %d deeds", looks.Load(), report.Deeds)
	}
}

// watch asks what the screens ask.
func watch(ctx context.Context, t *testing.T, d *inventory.Desk, seed uint64, looks *atomic.Int64) {
	rng := rand.New(rand.NewPCG(seed, 1))
	screens := []func() error{
		func() error { _, err := d.Catalogue(ctx); return err },
		func() error { _, err := d.OpenLoans(ctx, 0, 50); return err },
		func() error { _, err := d.Today(ctx); return err },
		func() error { _, err := d.LoansOf(ctx, inventory.ResidentID(1+rng.IntN(50))); return err },
		func() error { _, err := d.Item(ctx, inventory.ToolID(1+rng.IntN(10))); return err },
		func() error { _, err := d.WaitingPrints(ctx, 10); return err },
	}
	for ctx.Err() == nil {
		if err := screens[rng.IntN(len(screens))](); err != nil && ctx.Err() == nil {
			t.Errorf("a look: %v", err)
			return
		}
		looks.Add(1)
		time.Sleep(100 * time.Microsecond) // two cores, and the deeds want one
	}
}

// pages returns how many bytes of the file are in use up to its high-water mark,
// and how many its records need in a compact copy.
func pages(t *testing.T, path string) (used, live int64) {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	copied, compact := filepath.Join(t.TempDir(), "copy.db"), filepath.Join(t.TempDir(), "compact.db")
	if err := os.WriteFile(copied, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	src, err := bolt.Open(copied, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	dst, err := bolt.Open(compact, 0o600, &bolt.Options{NoSync: true})
	if err != nil {
		t.Fatal(err)
	}
	if err := bolt.Compact(dst, src, 1<<20); err != nil {
		t.Fatal(err)
	}
	size := func(db *bolt.DB) (n int64) {
		if err := db.View(func(tx *bolt.Tx) error { n = tx.Size(); return nil }); err != nil {
			t.Fatal(err)
		}
		return n
	}
	used, live = size(src), size(dst)
	if err := errors.Join(src.Close(), dst.Close()); err != nil {
		t.Fatal(err)
	}
	return used, live
}
