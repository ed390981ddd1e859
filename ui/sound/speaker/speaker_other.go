//go:build !linux && !windows

package speaker

// find is how to play here: not at all.
func find() func([]int16, int) { return nil }
