package durable

import "syscall"

// noRoom: ERROR_HANDLE_DISK_FULL, ERROR_DISK_FULL and ERROR_DISK_QUOTA_EXCEEDED.
var noRoom = []syscall.Errno{39, 112, 1295}
