//go:build unix

package main

import (
	"errors"
	"os"
	"syscall"
)

// syncFolder puts the names in a folder on disk.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	err = d.Sync()
	if errors.Is(err, syscall.EINVAL) { // some network folders cannot
		err = nil
	}
	return errors.Join(err, d.Close())
}
