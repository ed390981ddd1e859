//go:build !windows

package main

import (
	"fmt"
	"os"
	"syscall"
)

// limitMemory keeps the process, whatever a damaged file makes it ask for, below
// so many bytes more than it has now: real memory by RLIMIT_DATA, and all
// addresses, the file's map among them, by RLIMIT_AS. No core is written: it
// would hold records.
func limitMemory(data, addresses uint64) error {
	hasAddresses, hasData := taken()
	for resource, limit := range map[int]uint64{syscall.RLIMIT_DATA: hasData + data, syscall.RLIMIT_AS: hasAddresses + addresses, syscall.RLIMIT_CORE: 0} {
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

// taken is what the process has already, in bytes: a Go program reserves a lot,
// one with the race detector far more. Where the system does not say, nothing.
func taken() (addresses, data uint64) {
	raw, err := os.ReadFile("/proc/self/statm")
	if err != nil {
		return 0, 0
	}
	var all, resident, shared, text, lib, private uint64 // in pages
	if _, err := fmt.Sscan(string(raw), &all, &resident, &shared, &text, &lib, &private); err != nil {
		return 0, 0
	}
	page := uint64(os.Getpagesize())
	return all * page, private * page
}
