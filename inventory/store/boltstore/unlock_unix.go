//go:build !windows

package boltstore

import (
	"os"
	"syscall"
)

// release gives the lock back and closes the file. Closing alone would not do:
// the memory map, which only bbolt could end, keeps the lock alive.
func release(f *os.File) error {
	_ = syscall.Flock(int(f.Fd()), syscall.LOCK_UN)
	return f.Close()
}
