//go:build !windows

package durable

import "syscall"

// Free is the number of bytes this user can still write to the medium that
// holds dir.
func Free(dir string) (uint64, error) {
	var s syscall.Statfs_t
	if err := syscall.Statfs(dir, &s); err != nil {
		return 0, err
	}
	return uint64(s.Bavail) * uint64(s.Bsize), nil
}
