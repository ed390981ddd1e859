//go:build unix

package main

import "os"

// sticks are where removable media are mounted now.
func sticks() []string {
	f, err := os.Open("/proc/self/mounts")
	if err != nil {
		return nil // a system without it: only the folders are offered
	}
	defer func() { _ = f.Close() }() // only read
	return mounted(f)
}
