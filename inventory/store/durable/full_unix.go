//go:build !windows

package durable

import "syscall"

// noRoom: the disk, the user's share of it, or the size a file may have.
var noRoom = []syscall.Errno{syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG}
