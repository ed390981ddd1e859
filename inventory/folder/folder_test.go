package folder_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
)

const secret store.Table = "resident"

func open(t *testing.T, dir string) (*folder.Folder, error) {
	t.Helper()
	f, err := folder.Open(context.Background(), dir, rules())
	if err == nil {
		t.Cleanup(func() { _ = f.Close() })
	}
	return f, err
}

// home gives the test a place of its own for data and keys.
func home(t *testing.T) (data, keys string) {
	t.Helper()
	base := t.TempDir()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(base, "config"))
	t.Setenv("XDG_DATA_HOME", filepath.Join(base, "data"))
	return filepath.Join(base, "data", "redwrench"), filepath.Join(base, "config", "redwrench")
}

func made(t *testing.T) (data, keys string) {
	t.Helper()
	data, keys = home(t)
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return data, keys
}

func TestAFreshFolderBecomesAShopOnce(t *testing.T) {
	data, keys := home(t)
	if dir, err := folder.DefaultDir(); err != nil || dir != data {
		t.Errorf("default %s, %v; want %s", dir, err, data)
	}
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	if !f.Created || len(f.ShopID) != 16 {
		t.Errorf("created %t, shop %q", f.Created, f.ShopID)
	}
	if err := f.Verify(context.Background()); err != nil {
		t.Error(err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	again, err := open(t, data)
	if err != nil || again.Created || again.ShopID != f.ShopID {
		t.Fatalf("opened again: %+v, %v", again, err)
	}
	info, err := os.Stat(filepath.Join(keys, f.ShopID+".key"))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("key file %v, %v; want one for its owner only", info, err)
	}
	raw, err := os.ReadFile(filepath.Join(data, "shop.db"))
	if err != nil || bytes.Contains(raw, []byte("测试甲")) || !bytes.Contains(raw, []byte("hammer")) {
		t.Errorf("the file shows a sealed record, or no plain one (%v)", err)
	}
}

func TestWhatIsWrongWithAFolderIsNamed(t *testing.T) {
	for _, c := range []struct {
		what  string
		spoil func(t *testing.T, data, keys string)
		want  error
	}{
		{"the records were deleted", func(t *testing.T, data, _ string) { remove(t, filepath.Join(data, "shop.db")) }, folder.ErrGone},
		{"the records are empty", func(t *testing.T, data, _ string) { write(t, filepath.Join(data, "shop.db"), "") }, folder.ErrGone},
		{"the records are rubbish", func(t *testing.T, data, _ string) {
			write(t, filepath.Join(data, "shop.db"), string(bytes.Repeat([]byte("rubbish "), 4096)))
		}, store.ErrDamaged},
		{"the key is missing", func(t *testing.T, _, keys string) { remove(t, key(t, keys)) }, folder.ErrNoKey},
		{"the key is another shop's", func(t *testing.T, _, keys string) {
			write(t, key(t, keys), "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\n")
		}, folder.ErrWrongKey},
		{"the key is rubbish", func(t *testing.T, _, keys string) { write(t, key(t, keys), "x") }, folder.ErrWrongKey},
	} {
		t.Run(c.what, func(t *testing.T) {
			data, keys := made(t)
			c.spoil(t, data, keys)
			before := list(t, data)
			if _, err := open(t, data); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if after := list(t, data); after != before {
				t.Errorf("the folder was changed: %s, before %s", after, before)
			}
		})
	}
}

func TestASecondProgramIsTold(t *testing.T) {
	data, _ := made(t)
	if _, err := open(t, data); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, data); !errors.Is(err, store.ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
}

func TestAFolderThatCannotBeMadeIsNoShop(t *testing.T) {
	data, _ := home(t)
	write(t, filepath.Join(filepath.Dir(filepath.Dir(data)), "file"), "x")
	if _, err := open(t, filepath.Join(filepath.Dir(filepath.Dir(data)), "file", "shop")); err == nil {
		t.Error("a shop was made inside a file")
	}
	if _, err := open(t, "/proc/redwrench"); !errors.Is(err, store.ErrReadOnly) {
		t.Errorf("where no folder can be made: %v, want ErrReadOnly", err)
	}
}

func TestWhatCannotBeFilledIsNotLeft(t *testing.T) {
	data, _ := home(t)
	oh := errors.New("oh")
	_, err := folder.Open(context.Background(), data, folder.Rules{Fill: func(context.Context, store.Store) error { return oh }})
	if !errors.Is(err, oh) {
		t.Fatalf("got %v", err)
	}
	if got := list(t, data); got != "" {
		t.Errorf("left behind: %s", got)
	}
	if _, err := open(t, data); err != nil {
		t.Errorf("the next try: %v", err)
	}
}

func key(t *testing.T, keys string) string {
	t.Helper()
	files, err := filepath.Glob(filepath.Join(keys, "*.key"))
	if err != nil || len(files) != 1 {
		t.Fatalf("key files %v, %v", files, err)
	}
	return files[0]
}

func remove(t *testing.T, path string) {
	t.Helper()
	if err := os.Remove(path); err != nil {
		t.Fatal(err)
	}
}

func write(t *testing.T, path, text string) {
	t.Helper()
	if err := os.MkdirAll(filepath.Dir(path), 0o700); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
}

// list is the names and sizes in a folder.
func list(t *testing.T, dir string) string {
	t.Helper()
	entries, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	var b bytes.Buffer
	for _, e := range entries {
		raw, err := os.ReadFile(filepath.Join(dir, e.Name()))
		if err != nil {
			t.Fatal(err)
		}
		b.WriteString(e.Name() + " " + string(rune(len(raw))) + ";")
	}
	return b.String()
}
