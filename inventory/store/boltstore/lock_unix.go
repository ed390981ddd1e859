//go:build !windows

package boltstore

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"syscall"
	"time"

	"redwrench/inventory/store"
)

// Lock keeps every process from opening the file at path, which may be damaged,
// until unlock is called. Errors: store.ErrInUse when one has it open. A missing
// file needs no lock.
func Lock(path string) (unlock func(), err error) {
	f, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return func() {}, nil
	}
	if err != nil {
		return nil, openError(err)
	}
	for began := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		switch err := syscall.Flock(int(f.Fd()), syscall.LOCK_EX|syscall.LOCK_NB); {
		case err == nil:
			return func() { _ = f.Close() }, nil
		case time.Since(began) > patience:
			return nil, errors.Join(fmt.Errorf("boltstore: lock: %w", store.ErrInUse), f.Close())
		}
	}
}
