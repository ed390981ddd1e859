//go:build linux

package powercut_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/simulate"
	"redwrench/inventory/store"
)

// found makes a shop and says so.
func (j job) found(ctx context.Context) error {
	runtime.LockOSThread() // strace counts the calls of each thread
	f, err := j.open(ctx)
	if err != nil {
		return err
	}
	fmt.Println("ack founded")
	return f.Close()
}

// goOn does more deeds in a shop that is there, and says how it ended: "end ok"
// or the store's error. After an error that leaves the outcome open it asks for
// one more deed, which must be refused; after a full disk, it goes on.
func (j job) goOn(ctx context.Context) error {
	runtime.LockOSThread()
	f, err := j.open(ctx)
	if err != nil {
		return err
	}
	st := onOneThread(f.Store)
	if j.Room > 0 {
		if err := limit(j.size() + j.Room); err != nil {
			return err
		}
	}
	left, deaf := j.Deeds, false
	for left > 0 {
		report, err := j.deeds(ctx, st, f.Keys, left)
		left -= report.Deeds
		switch {
		case err == nil && deaf:
			fmt.Println("end alive") // a dead store did a deed
			return nil
		case err == nil:
		case errors.Is(err, store.ErrFull):
			fmt.Println("full", report.Deeds)
			if j.Room > 0 {
				j.Room += 4096
				if err := limit(j.size() + j.Room); err != nil {
					return err
				}
			}
		case deaf && errors.Is(err, store.ErrClosed) && !errors.Is(err, store.ErrUnknown):
			fmt.Println("end unknown")
			return nil
		case !deaf && errors.Is(err, store.ErrUnknown):
			deaf = true // and try once more
		default:
			fmt.Println("end", err)
			return nil
		}
	}
	fmt.Println("end ok")
	return f.Close()
}

func (j job) deeds(ctx context.Context, st store.Store, secrets inventory.Secrets, n int) (simulate.Report, error) {
	clock := simulate.NewClock(founded)
	d, err := inventory.Open(ctx, st, secrets, clock.Now)
	if err != nil {
		return simulate.Report{}, err
	}
	return simulate.Run(ctx, d, clock, simulate.Config{Seed: j.Seed, Until: founded.AddDate(5, 0, 0), Deeds: n, Acks: os.Stdout})
}

func (j job) size() int64 {
	info, err := os.Stat(filepath.Join(j.shop(), "shop.db"))
	if err != nil {
		return 0
	}
	return info.Size()
}

// limit stands for a disk with no more room: no file may be larger.
func limit(bytes int64) error {
	return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: uint64(bytes), Max: 1 << 40})
}

// thread is a store whose transactions run on one thread of the system.
type thread struct {
	store.Store
	work chan func()
}

func onOneThread(inner store.Store) store.Store {
	t := &thread{inner, make(chan func())}
	go func() {
		runtime.LockOSThread()
		for do := range t.work {
			do()
		}
	}()
	return t
}

func (t *thread) Update(ctx context.Context, fn func(store.Tx) error) error {
	done := make(chan error, 1)
	t.work <- func() { done <- t.Store.Update(ctx, fn) }
	return <-done
}

// later is a time after all simulated ones.
func later() time.Time { return founded.AddDate(5, 0, 0) }
