package main

import (
	"os/exec"
	"syscall"
)

// dieWithUs makes the child end when this process does, however that ends. The
// child hangs on the thread that starts it, so that must be locked.
func dieWithUs(cmd *exec.Cmd) { cmd.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL} }
