package folder_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/seal"
)

var atNoon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.UTC)

// saved is a copy of the records in data, made while the shop was open.
func saved(t *testing.T, data string) string {
	t.Helper()
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "saved.db")
	if err := errors.Join(f.CopyTo(t.Context(), path), f.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestARestoreKeepsWhatItReplaces(t *testing.T) {
	data, _ := worked(t)
	backup := saved(t, data)
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	deed(t, f.Store, 6)
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(data, "shop.db")
	short := contents(t, path)[:9000]
	write(t, path, string(short))

	s, err := folder.Stage(t.Context(), data, rules(), folder.CopyFrom(backup))
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(short, contents(t, path)) {
		t.Error("staging touched the records")
	}
	err = s.Use(t.Context(), func(st store.Store, _ *seal.Keys) error {
		if got := value(t, st, secret, "1"); got != "测试甲" {
			t.Errorf("the staged record is %q", got)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	kept, err := s.Take(atNoon)
	if err != nil {
		t.Fatal(err)
	}
	if filepath.Base(kept) != "shop.db.before-20261124T120000Z" || !bytes.Equal(short, contents(t, kept)) {
		t.Errorf("the damaged file is not kept as it was: %s", kept)
	}
	if len(contents(t, filepath.Join(data, "shop.witness.before-20261124T120000Z"))) == 0 {
		t.Error("the witness is not kept")
	}
	wantResult(t, folder.Examine(t.Context(), data, rules()), folder.Sound, nil)
	again, err := open(t, data)
	if err != nil || again.LastDeed() != 5 || value(t, again.Store, secret, "1") != "测试甲" {
		t.Fatalf("after the restore: %v", err)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "*restoring*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestARestoreIsRefused(t *testing.T) {
	data, _ := worked(t)
	backup := saved(t, data)
	for _, c := range []struct {
		what string
		do   func(t *testing.T) error
		want error
	}{
		{"into another shop's folder", func(t *testing.T) error {
			other := filepath.Join(t.TempDir(), "other")
			write(t, filepath.Join(other, "shop.id"), "0011223344556677\n")
			_, err := folder.Stage(t.Context(), other, rules(), folder.CopyFrom(backup))
			return err
		}, folder.ErrOtherShop},
		{"of what is no shop", func(t *testing.T) error {
			rubbish := filepath.Join(t.TempDir(), "rubbish")
			write(t, rubbish, strings.Repeat("rubbish ", 4096))
			_, err := folder.Stage(t.Context(), data, rules(), folder.CopyFrom(rubbish))
			return err
		}, store.ErrDamaged},
		{"of nothing", func(t *testing.T) error {
			_, err := folder.Stage(t.Context(), data, rules(), folder.CopyFrom(filepath.Join(t.TempDir(), "nothing")))
			return err
		}, os.ErrNotExist},
		{"while the shop is open", func(t *testing.T) error {
			s, err := folder.Stage(t.Context(), data, rules(), folder.CopyFrom(backup))
			if err != nil {
				t.Fatal(err)
			}
			defer s.Drop()
			if _, err := open(t, data); err != nil {
				t.Fatal(err)
			}
			_, err = s.Take(atNoon)
			return err
		}, store.ErrInUse},
	} {
		t.Run(c.what, func(t *testing.T) {
			if err := c.do(t); !errors.Is(err, c.want) {
				t.Errorf("got %v, want %v", err, c.want)
			}
			if left, _ := filepath.Glob(filepath.Join(data, "shop.db?*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
		})
	}
}

func TestAnOldBackupIsBroughtToTheNewestSchema(t *testing.T) {
	data, _ := worked(t)
	backup := saved(t, data)
	s, err := folder.Stage(t.Context(), data, second(), folder.CopyFrom(backup))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Take(atNoon); err != nil {
		t.Fatal(err)
	}
	f, err := folder.Open(t.Context(), data, second())
	if err != nil || f.Kept != "" || value(t, f.Store, "tool", "2") != "mallet" {
		t.Fatalf("after the restore: %v", err)
	}
	_ = f.Close()
}

func TestAnotherMachineTakesTheShopOver(t *testing.T) {
	data, _ := worked(t)
	backup := saved(t, data)
	shop := folder.Marked(data)
	master, err := folder.Master(data, shop)
	if err != nil {
		t.Fatal(err)
	}
	there, keys := home(t) // another machine
	if _, err := folder.Stage(t.Context(), there, rules(), folder.CopyFrom(backup)); !errors.Is(err, folder.ErrNoKey) {
		t.Errorf("without the key: %v, want ErrNoKey", err)
	}
	if _, err := folder.Recover(there, shop, master, "now"); err != nil {
		t.Fatal(err)
	}
	if info, err := os.Stat(key(t, keys)); err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the key file: %v, %v; want one for its owner only", info, err)
	}
	if shops, err := folder.Keyed(); err != nil || len(shops) != 1 || shops[0] != shop {
		t.Errorf("keys of %v, %v", shops, err)
	}
	s, err := folder.Stage(t.Context(), there, rules(), folder.CopyFrom(backup))
	if err != nil {
		t.Fatal(err)
	}
	if kept, err := s.Take(atNoon); err != nil || kept != "" {
		t.Fatalf("kept %q, %v", kept, err)
	}
	f, err := open(t, there)
	if err != nil || f.ShopID != shop || value(t, f.Store, secret, "1") != "测试甲" {
		t.Fatalf("on the other machine: %v", err)
	}
}

func TestRecoveringTheKey(t *testing.T) {
	data, keys := worked(t)
	shop := folder.Marked(data)
	master, err := folder.Master(data, shop)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := folder.Recover(data, "0011223344556677", master, "now"); !errors.Is(err, folder.ErrOtherShop) {
		t.Errorf("another shop's: %v, want ErrOtherShop", err)
	}
	if _, err := folder.Recover(data, shop, master, "now"); err != nil || len(listed(t, keys)) != 1 {
		t.Errorf("the same again: %v, %v", err, listed(t, keys))
	}
	write(t, key(t, keys), "rubbish")
	if _, err := folder.Recover(data, shop, master, "now"); err != nil || len(listed(t, keys)) != 2 {
		t.Errorf("over a damaged one: %v, %v; want that one kept", err, listed(t, keys))
	}
	if _, err := open(t, data); err != nil {
		t.Errorf("with the recovered key: %v", err)
	}
}

func listed(t *testing.T, dir string) []os.DirEntry {
	t.Helper()
	all, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	return all
}
