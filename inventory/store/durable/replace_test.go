package durable_test

import (
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"testing"

	"redwrench/inventory/store/durable"
)

func TestReplace(t *testing.T) {
	file := func(t *testing.T, name, text string) string {
		t.Helper()
		if err := os.WriteFile(name, []byte(text), 0o600); err != nil {
			t.Fatal(err)
		}
		return name
	}
	want := func(t *testing.T, dir string, files map[string]string) {
		t.Helper()
		all, err := os.ReadDir(dir)
		if err != nil || len(all) != len(files) {
			t.Errorf("the folder holds %v, %v; want %v", all, err, files)
		}
		for name, text := range files {
			if got, err := os.ReadFile(filepath.Join(dir, name)); err != nil || string(got) != text {
				t.Errorf("%s holds %q, %v; want %q", name, got, err, text)
			}
		}
	}
	t.Run("the new file has the name, the old one is kept", func(t *testing.T) {
		dir := t.TempDir()
		path := file(t, filepath.Join(dir, "shop.db"), "old")
		if err := durable.Replace(file(t, path+".new", "new"), path, path+".old"); err != nil {
			t.Fatal(err)
		}
		want(t, dir, map[string]string{"shop.db": "new", "shop.db.old": "old"})
	})
	t.Run("what was kept before is never lost", func(t *testing.T) {
		dir := t.TempDir()
		path := file(t, filepath.Join(dir, "shop.db"), "old")
		file(t, path+".old", "older")
		if err := durable.Replace(file(t, path+".new", "new"), path, path+".old"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v, want fs.ErrExist", err)
		}
		want(t, dir, map[string]string{"shop.db": "old", "shop.db.old": "older", "shop.db.new": "new"})
	})
	t.Run("what a crash has left half done is finished", func(t *testing.T) {
		dir := t.TempDir()
		path := file(t, filepath.Join(dir, "shop.db"), "old")
		if err := os.Link(path, path+".old"); err != nil {
			t.Skip("this medium has no hard links")
		}
		if err := durable.Replace(file(t, path+".new", "new"), path, path+".old"); err != nil {
			t.Fatal(err)
		}
		want(t, dir, map[string]string{"shop.db": "new", "shop.db.old": "old"})
	})
	t.Run("without an old file the new one just gets the name", func(t *testing.T) {
		dir := t.TempDir()
		path := filepath.Join(dir, "shop.db")
		if err := durable.Replace(file(t, path+".new", "new"), path, path+".old"); err != nil {
			t.Fatal(err)
		}
		want(t, dir, map[string]string{"shop.db": "new"})
	})
	t.Run("a file is put aside once, and a missing one is no error", func(t *testing.T) {
		dir := t.TempDir()
		path := file(t, filepath.Join(dir, "shop.witness"), "1")
		if err := durable.Aside(path, path+".old"); err != nil {
			t.Fatal(err)
		}
		if err := durable.Aside(path, path+".old"); err != nil {
			t.Errorf("nothing to put aside: %v", err)
		}
		file(t, path, "2")
		if err := durable.Aside(path, path+".old"); !errors.Is(err, fs.ErrExist) {
			t.Errorf("got %v, want fs.ErrExist", err)
		}
		want(t, dir, map[string]string{"shop.witness": "2", "shop.witness.old": "1"})
	})
}

func TestFreeSpaceIsSaid(t *testing.T) {
	if free, err := durable.Free(t.TempDir()); err != nil || free == 0 {
		t.Errorf("%d bytes free, %v", free, err)
	}
	if _, err := durable.Free(filepath.Join(t.TempDir(), "nowhere")); err == nil {
		t.Error("a folder that is not there has room")
	}
}
