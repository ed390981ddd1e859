//go:build !windows

package main

import "syscall"

// limitMemory keeps the process below a limit whatever a damaged file makes it
// ask for: real memory by RLIMIT_DATA, and all addresses, the file's map among
// them, by RLIMIT_AS. No core is written: it would hold records.
func limitMemory(data, addresses uint64) error {
	for resource, limit := range map[int]uint64{syscall.RLIMIT_DATA: data, syscall.RLIMIT_AS: addresses, syscall.RLIMIT_CORE: 0} {
		var now syscall.Rlimit
		if err := syscall.Getrlimit(resource, &now); err != nil {
			return err
		}
		now.Cur = min(limit, now.Max)
		if err := syscall.Setrlimit(resource, &now); err != nil {
			return err
		}
	}
	return nil
}
