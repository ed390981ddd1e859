package backup

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"time"

	"filippo.io/age"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
)

// When a backup is made: after so many deeds, or after so long with at least one.
const (
	everyDeeds = 50
	everyHour  = time.Hour
	// lookEvery is how often the clock and the second medium are looked at.
	lookEvery = time.Minute
	// tryAgain is after how long a backup that failed is tried again.
	tryAgain = 5 * time.Minute
	// spare is how much room a backup must leave on the medium, in bytes.
	spare = 64 << 20
)

// Shop is what is backed up.
type Shop interface {
	// CopyTo writes the records as they are now into a new file.
	CopyTo(ctx context.Context, path string) error
	// LastDeed is the number of the last deed that is on disk.
	LastDeed() uint64
}

// Config is what a Keeper needs. Second may be empty; then Recipient is not used.
type Config struct {
	Shop      Shop
	Dir       string // where the backups lie; made when missing
	Program   string
	Verify    func(ctx context.Context, path string) folder.Report // in a process of its own
	Data      string                                               // the shop's folder, where old records are put aside
	Outdated  func(context.Context) time.Time                      // what was put aside before goes; zero: nothing does now
	Second    string
	Recipient age.Recipient
	Now       func() time.Time // in the shop's zone
	Log       *slog.Logger
	OnStatus  func(Status) // told after each try, on the Keeper's goroutine
}

// Status is how the backups are.
type Status struct {
	Newest Manifest // zero: none yet
	Err    error    // why the last one was not made: ErrUnsound, store.ErrFull, other
	Second error    // why the second medium has it not: ErrAway, store.ErrFull, other
}

// Keeper makes backups and keeps as many as are wanted. One at a time: it may be
// used from several goroutines.
type Keeper struct {
	Config
	mu     sync.Mutex
	status Status
	tried  time.Time // when a backup was last tried
	told   string    // the status as it was told last
}

// New makes a Keeper.
func New(c Config) *Keeper {
	k := &Keeper{Config: c}
	if all := List(c.Dir); len(all) > 0 {
		k.status.Newest = all[0]
	}
	return k
}

// Run makes backups when they are due until ctx ends. deeds gets a word after
// deeds.
func (k *Keeper) Run(ctx context.Context, deeds <-chan struct{}) {
	k.settle(ctx)
	clock := time.NewTicker(lookEvery)
	defer clock.Stop()
	for {
		k.Look(ctx)
		select {
		case <-ctx.Done():
			return
		case <-deeds:
		case <-clock.C:
		}
	}
}

// Look makes a backup if one is due, and brings the second medium up to date.
func (k *Keeper) Look(ctx context.Context) {
	if k.due() {
		_, _ = k.Make(ctx) // told by OnStatus
		return
	}
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.Second != "" && k.status.Newest.File != "" {
		k.status.Second = k.second(ctx, k.status.Newest)
		k.tell()
	}
}

// due says whether it is time for a backup. One that failed is tried again after
// a while, not at each deed.
func (k *Keeper) due() bool {
	k.mu.Lock()
	defer k.mu.Unlock()
	newest, now, last := k.status.Newest, k.Now(), k.Shop.LastDeed()
	if last == newest.Deeds {
		return false
	}
	if k.status.Err != nil {
		return now.Sub(k.tried).Abs() >= tryAgain
	}
	return last < newest.Deeds || last-newest.Deeds >= everyDeeds || now.Sub(newest.Time).Abs() >= everyHour
}

// Last makes a backup at closing, if there is anything new.
func (k *Keeper) Last(ctx context.Context) {
	k.mu.Lock()
	known := k.status.Newest.Deeds
	k.mu.Unlock()
	if k.Shop.LastDeed() != known {
		_, _ = k.Make(ctx)
	}
}

// Make makes a backup now: a copy while the shop goes on, verified, then its
// manifest, then the second medium's, then what need not be kept goes.
func (k *Keeper) Make(ctx context.Context) (Manifest, error) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.tried = k.Now()
	m, err := k.make(ctx)
	k.status.Err = err
	if err == nil {
		k.status.Newest = m
		k.Log.Info("backup", "file", m.File, "bytes", m.Size, "deeds", m.Deeds)
		if k.Second != "" {
			k.status.Second = k.second(ctx, m)
		}
		k.prune(k.Dir)
		k.dropKept(ctx)
	}
	k.tell()
	return m, err
}

// tell tells what has changed.
func (k *Keeper) tell() {
	now := fmt.Sprint(k.status)
	if now == k.told {
		return
	}
	k.told = now
	if k.status.Err != nil {
		k.Log.Error("no backup was made", "error", k.status.Err)
	}
	if k.status.Second != nil {
		k.Log.Warn("no backup on the second medium", "error", k.status.Second)
	}
	if k.OnStatus != nil {
		k.OnStatus(k.status)
	}
}

func (k *Keeper) make(ctx context.Context) (Manifest, error) {
	if err := durable.MkdirAll(k.Dir); err != nil {
		return Manifest{}, fmt.Errorf("backup: %w", durable.Explain(err))
	}
	if free, err := durable.Free(k.Dir); err == nil && free < uint64(k.status.Newest.Size)+spare {
		return Manifest{}, fmt.Errorf("backup: %w: %d MB free", store.ErrFull, free>>20)
	}
	now := k.Now()
	file := fmt.Sprintf("shop-%s-%06d%s", folder.Stamp(now), k.Shop.LastDeed(), copyEnd)
	path := filepath.Join(k.Dir, file)
	if err := k.Shop.CopyTo(ctx, path); err != nil {
		return Manifest{}, fmt.Errorf("backup: %w", err)
	}
	m, err := k.certify(ctx, path, now)
	if err != nil && ctx.Err() == nil {
		_ = os.Remove(path) // it counts for nothing
	}
	return m, err
}

// certify verifies the copy at path and writes its manifest.
func (k *Keeper) certify(ctx context.Context, path string, now time.Time) (Manifest, error) {
	r := k.Verify(ctx, path)
	if r.Result != folder.Sound {
		return Manifest{}, fmt.Errorf("%w: %s: %s", ErrUnsound, r.Result, strings.Join(r.Faults, "; "))
	}
	m := Manifest{
		Time: now.UTC().Truncate(time.Second), File: filepath.Base(path), Shop: r.Shop, Deeds: r.Deeds, Last: r.Last, Audit: r.Hash, Schema: r.Schema, Program: k.Program,
	}
	var err error
	if m.Size, m.SHA256, err = digest(path); err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	if err := m.write(k.Dir); err != nil {
		return m, fmt.Errorf("backup: %w", err)
	}
	return m, nil
}

// settle verifies copies whose verification was cut short, as by closing the
// program, and takes away what came to nothing.
func (k *Keeper) settle(ctx context.Context) {
	k.mu.Lock()
	defer k.mu.Unlock()
	left, _ := filepath.Glob(filepath.Join(k.Dir, "shop-*")) // the pattern is fine
	for _, path := range left {
		name := filepath.Base(path)
		switch {
		case strings.Contains(name, ".new-"):
			_ = os.Remove(path)
		case filepath.Ext(name) == copyEnd:
			if _, err := os.Stat(filepath.Join(k.Dir, manifestOf(name))); !errors.Is(err, fs.ErrNotExist) {
				continue
			}
			info, err := os.Stat(path)
			if err != nil {
				continue
			}
			if m, err := k.certify(ctx, path, info.ModTime()); err == nil && m.Time.After(k.status.Newest.Time) {
				k.status.Newest = m
			} else if err != nil && ctx.Err() == nil {
				_ = os.Remove(path)
			}
		}
	}
}

// second brings the second medium up to date with backup m.
func (k *Keeper) second(ctx context.Context, m Manifest) error {
	if all := List(k.Second); len(all) > 0 && all[0].File == m.File+sealedEnd {
		return nil
	}
	if err := m.encrypt(ctx, k.Dir, k.Second, k.Recipient); err != nil {
		return fmt.Errorf("second medium: %w", err)
	}
	k.Log.Info("backup on the second medium", "file", m.File+sealedEnd)
	k.prune(k.Second)
	return nil
}

// dropKept takes away old records that lie beside those of the shop for longer than
// people are remembered there.
func (k *Keeper) dropKept(ctx context.Context) {
	before := k.Outdated(ctx)
	if before.IsZero() {
		return
	}
	removed, err := folder.DropKept(k.Data, before)
	for _, r := range removed {
		k.Log.Info("old records removed", "file", r.File, "bytes", r.Size, "since", r.At)
	}
	if err != nil {
		k.Log.Warn("old records stay", "error", err)
	}
}

// prune takes away the backups in dir that need not be kept. One that cannot be
// taken away is tried again the next time.
func (k *Keeper) prune(dir string) {
	for _, m := range superfluous(List(dir), k.Now().Location()) {
		if err := m.remove(dir); err != nil {
			k.Log.Warn("an old backup stays", "file", m.File, "error", err)
		}
	}
}
