// Package durable puts whole files into folders so that a power cut leaves the
// finished file or none, and never replaces a file that is there. It gives the
// file system's complaints the names the store port has for them. It knows
// nothing of what is in the files.
package durable

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"syscall"

	"redwrench/inventory/store"
)

// Beside returns a name in the folder of path that nobody uses: where a file is
// written before Publish gives it its name.
func Beside(path string) string { return path + ".new-" + rand.Text() }

// Publish gives the finished and synced file tmp its name. A file that already
// has the name stays and fs.ErrExist comes back, also when two processes try at
// the same moment. When Publish returns nil the name is on disk.
func Publish(tmp, path string) error {
	// A rename would silently replace the file of a process that was quicker,
	// and that process would go on writing into a file without a name.
	err := os.Link(tmp, path)
	switch {
	case err == nil:
		_ = os.Remove(tmp)
	case errors.Is(err, fs.ErrExist):
		return err
	default: // a medium without hard links: exFAT, some network folders
		if _, err := os.Lstat(path); err == nil {
			return &fs.PathError{Op: "publish", Path: path, Err: fs.ErrExist}
		}
		if err := os.Rename(tmp, path); err != nil {
			return Explain(err)
		}
	}
	return SyncDir(filepath.Dir(path))
}

// WriteNew writes data into a new file only its owner may read. When it returns
// nil the file is on disk; when it fails there is none. An existing file stays
// as it is and fs.ErrExist comes back.
func WriteNew(path string, data []byte) error {
	tmp := Beside(path)
	f, err := os.OpenFile(tmp, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
	if err != nil {
		return Explain(err)
	}
	defer func() { _ = os.Remove(tmp) }() // gone already when all went well
	_, err = f.Write(data)
	if err == nil {
		err = f.Sync()
	}
	if closed := f.Close(); err == nil {
		err = closed
	}
	if err != nil {
		return Explain(err)
	}
	return Publish(tmp, path)
}

// Replace gives the finished and synced file tmp the name path and keeps the
// file that had it under the name kept, which no other may have (fs.ErrExist).
// A power cut leaves the old file or the new one under path, never none; only on
// a medium without hard links there is a moment without, and then the old file
// is there as kept. Without a file at path it does what Publish does.
func Replace(tmp, path, kept string) error {
	err := os.Link(path, kept)
	switch {
	case errors.Is(err, fs.ErrExist):
		if !same(path, kept) { // a crash may have come right after the link
			return err
		}
	case errors.Is(err, fs.ErrNotExist):
		return Publish(tmp, path)
	case err != nil:
		if _, err := os.Lstat(kept); err == nil {
			return &fs.PathError{Op: "keep", Path: kept, Err: fs.ErrExist}
		}
		if err := os.Rename(path, kept); err != nil {
			return Explain(err)
		}
	}
	if err := SyncDir(filepath.Dir(kept)); err != nil {
		return err
	}
	if err := os.Rename(tmp, path); err != nil {
		return Explain(err)
	}
	return SyncDir(filepath.Dir(path))
}

// same says that two names are those of one file.
func same(a, b string) bool {
	one, err := os.Stat(a)
	two, err2 := os.Stat(b)
	return err == nil && err2 == nil && os.SameFile(one, two)
}

// Aside renames the file at path to kept, which nobody may have yet
// (fs.ErrExist). A missing file is no error.
func Aside(path, kept string) error {
	if _, err := os.Lstat(path); errors.Is(err, fs.ErrNotExist) {
		return nil
	}
	if _, err := os.Lstat(kept); err == nil {
		return &fs.PathError{Op: "put aside", Path: kept, Err: fs.ErrExist}
	}
	if err := os.Rename(path, kept); err != nil {
		return Explain(err)
	}
	return SyncDir(filepath.Dir(path))
}

// MkdirAll makes the folder and those above it that are missing, for their
// owner only, and puts each on disk.
func MkdirAll(dir string) error {
	if info, err := os.Stat(dir); err == nil && info.IsDir() {
		return nil
	}
	above := filepath.Dir(dir)
	if above != dir {
		if err := MkdirAll(above); err != nil {
			return err
		}
	}
	if err := os.Mkdir(dir, 0o700); err != nil && !errors.Is(err, fs.ErrExist) {
		return Explain(err)
	}
	return SyncDir(above)
}

// SyncDir puts the names in dir on disk. Windows has no such call and keeps the
// order by itself.
func SyncDir(dir string) error {
	if runtime.GOOS == "windows" {
		return nil
	}
	d, err := os.Open(dir)
	if err != nil {
		return Explain(err)
	}
	defer func() { _ = d.Close() }()
	// Some network folders cannot sync a folder and say EINVAL.
	if err := d.Sync(); err != nil && !errors.Is(err, syscall.EINVAL) {
		return Explain(err)
	}
	return nil
}

// Explain wraps an error of the file system in store.ErrReadOnly or
// store.ErrFull where it means one of them, and returns any other as it is.
func Explain(err error) error {
	switch {
	case Full(err):
		return fmt.Errorf("%w: %w", store.ErrFull, err)
	case errors.Is(err, fs.ErrPermission), errors.Is(err, syscall.EROFS):
		return fmt.Errorf("%w: %w", store.ErrReadOnly, err)
	}
	return err
}

// Full says that err comes from a medium, a quota or a limit with no room left;
// also when the system's error is only quoted in it, as bbolt does.
func Full(err error) bool {
	if err == nil {
		return false
	}
	for _, no := range noRoom {
		if errors.Is(err, no) || strings.Contains(err.Error(), no.Error()) {
			return true
		}
	}
	return false
}
