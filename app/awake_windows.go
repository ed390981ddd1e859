package main

import (
	"context"
	"log/slog"
	"runtime"

	"golang.org/x/sys/windows"
)

// Flags of SetThreadExecutionState.
const (
	continuous      = 0x80000000
	systemRequired  = 0x1
	displayRequired = 0x2
)

// keepLit keeps machine and display awake until ctx ends: Windows forgets the
// wish with the thread that has it.
func keepLit(ctx context.Context, log *slog.Logger) {
	runtime.LockOSThread() // and never unlocked: the thread ends with us
	set := windows.NewLazySystemDLL("kernel32.dll").NewProc("SetThreadExecutionState")
	if before, _, err := set.Call(continuous | systemRequired | displayRequired); before == 0 {
		log.Warn("the screen may go dark by itself; set the machine up not to", "error", err)
	}
	<-ctx.Done()
}
