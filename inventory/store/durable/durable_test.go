package durable_test

import (
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"runtime"
	"syscall"
	"testing"

	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
)

func TestWriteNew(t *testing.T) {
	t.Run("a new file is there with its content, for its owner only", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.id")
		if err := durable.WriteNew(path, []byte("one")); err != nil {
			t.Fatal(err)
		}
		wantFile(t, path, "one")
		info, err := os.Stat(path)
		if err != nil {
			t.Fatal(err)
		}
		if got := info.Mode().Perm(); runtime.GOOS != "windows" && got != 0o600 {
			t.Errorf("mode %o, want 600", got)
		}
	})
	t.Run("a file that is there is never replaced", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "shop.id")
		if err := durable.WriteNew(path, []byte("one")); err != nil {
			t.Fatal(err)
		}
		if err := durable.WriteNew(path, []byte("two")); !errors.Is(err, fs.ErrExist) {
			t.Errorf("second write: %v, want fs.ErrExist", err)
		}
		wantFile(t, path, "one")
	})
	t.Run("a folder that is missing is an error", func(t *testing.T) {
		path := filepath.Join(t.TempDir(), "nowhere", "shop.id")
		if err := durable.WriteNew(path, nil); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("got %v, want fs.ErrNotExist", err)
		}
	})
}

func TestMkdirAll(t *testing.T) {
	t.Run("all missing folders are made, and a second time is no error", func(t *testing.T) {
		dir := filepath.Join(t.TempDir(), "a", "b")
		for range 2 {
			if err := durable.MkdirAll(dir); err != nil {
				t.Fatal(err)
			}
		}
		info, err := os.Stat(dir)
		if err != nil || !info.IsDir() {
			t.Fatalf("Stat: %v, %v", info, err)
		}
	})
	t.Run("a file in the way is an error", func(t *testing.T) {
		file := filepath.Join(t.TempDir(), "file")
		if err := os.WriteFile(file, nil, 0o600); err != nil {
			t.Fatal(err)
		}
		if err := durable.MkdirAll(filepath.Join(file, "b")); err == nil {
			t.Error("a folder below a file was made")
		}
	})
}

func TestExplain(t *testing.T) {
	full := syscall.ENOSPC
	if runtime.GOOS == "windows" {
		full = 112
	}
	for _, c := range []struct {
		name string
		err  error
		want error
	}{
		{"a full disk", &fs.PathError{Op: "write", Path: "x", Err: full}, store.ErrFull},
		{"a full disk that is only quoted", fmt.Errorf("file resize error: %s", full), store.ErrFull},
		{"a file one may not write", &fs.PathError{Op: "open", Path: "x", Err: syscall.EACCES}, store.ErrReadOnly},
		{"a medium one may not write", &fs.PathError{Op: "open", Path: "x", Err: syscall.EROFS}, store.ErrReadOnly},
		{"anything else", &fs.PathError{Op: "open", Path: "x", Err: fs.ErrNotExist}, fs.ErrNotExist},
	} {
		t.Run(c.name, func(t *testing.T) {
			got := durable.Explain(c.err)
			if !errors.Is(got, c.want) {
				t.Errorf("%v is not %v", got, c.want)
			}
		})
	}
	if durable.Explain(nil) != nil {
		t.Error("no error was explained as one")
	}
}

// wantFile fails unless the file holds want and nothing else is in its folder.
func wantFile(t testing.TB, path, want string) {
	t.Helper()
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s holds %q, %v; want %q", filepath.Base(path), got, err, want)
	}
	all, err := os.ReadDir(filepath.Dir(path))
	if err != nil || len(all) != 1 {
		t.Errorf("the folder holds %v, %v; want the file alone", all, err)
	}
}
