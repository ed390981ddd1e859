// Package powercut builds the states in which a power cut may leave a disk. It
// reads what a program did to its files out of strace's log, and for a moment of
// that run puts together what was surely on the disk with any part of what was
// not: unsynced writes dropped, torn at sectors or reordered, names without
// their folder's sync lost or kept. It knows no store and no record.
//
// It is for tests: a kill shows nothing of a missing sync, because the system
// still writes what a killed process has left; a power cut does. The model is
// harder than today's file systems: nothing is kept but what was synced, and
// nothing is ordered.
package powercut

import (
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
)

// Calls are the system calls Read wants to see.
const Calls = "openat,creat,open,close,dup,dup2,dup3,write,pwrite64,writev,pwritev,pwritev2,lseek,fsync,fdatasync,sync,syncfs," +
	"sync_file_range,ftruncate,truncate,fallocate,rename,renameat,renameat2,link,linkat,unlink,unlinkat,symlink,symlinkat," +
	"mkdir,mkdirat,rmdir,mmap,copy_file_range,sendfile"

// Strace is a command that runs a program and writes the log for Read. more are
// further options of strace, such as -e inject=….
func Strace(log string, more []string, program string, args ...string) *exec.Cmd {
	options := append([]string{"-f", "-qq", "-xx", "-s", "67108864", "-e", "signal=none", "-e", "trace=" + Calls, "-o", log}, more...)
	return exec.Command("strace", append(append(options, "--", program), args...)...)
}

// Kind is what an Op does.
type Kind int

// The kinds of operations.
const (
	Write    Kind = iota + 1 // Data at Offset of File
	Truncate                 // File to Size
	Sync                     // of File: all that was written to it before
	Entry                    // Name in Dir is File now, or nothing when File is 0
	Rename                   // Old goes from OldDir, and Name in Dir is File now
	SyncDir                  // of Dir: all its names
	Said                     // Data went to standard output
)

// Op is one thing a program did. It began and ended at lines of the log; what a
// sync covers is what had ended when it began.
type Op struct {
	Kind        Kind
	File        int // numbered from 1; a folder is a file with IsDir
	IsDir       bool
	Offset      int64
	Size        int64
	Data        []byte
	Dir, Name   string // Dir is relative to the traced folder: "." is itself
	OldDir, Old string
	Begin, End  int
}

// State is what is on the disk: folders and files by their path below the traced
// folder.
type State struct {
	Dirs  []string
	Files map[string][]byte
}

// Put makes a state real in an empty folder.
func (s State) Put(base string) error {
	for _, dir := range s.Dirs {
		if err := os.MkdirAll(filepath.Join(base, dir), 0o700); err != nil {
			return fmt.Errorf("powercut: %w", err)
		}
	}
	for name, data := range s.Files {
		if err := os.WriteFile(filepath.Join(base, name), data, 0o600); err != nil {
			return fmt.Errorf("powercut: %w", err)
		}
	}
	return nil
}
