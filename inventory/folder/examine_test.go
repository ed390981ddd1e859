package folder_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
)

func TestTheExaminationNamesWhatIsWrong(t *testing.T) {
	for _, c := range []struct {
		what  string
		spoil func(t *testing.T, data, keys string)
		want  folder.Result
		is    error
	}{
		{"nothing", func(*testing.T, string, string) {}, folder.Sound, nil},
		{"the records were deleted", func(t *testing.T, data, _ string) { remove(t, filepath.Join(data, "shop.db")) }, folder.Gone, folder.ErrGone},
		{"the records are empty", func(t *testing.T, data, _ string) { write(t, filepath.Join(data, "shop.db"), "") }, folder.Gone, folder.ErrGone},
		{"the records are cut short", func(t *testing.T, data, _ string) {
			path := filepath.Join(data, "shop.db")
			write(t, path, string(contents(t, path)[:9000]))
		}, folder.Damaged, store.ErrDamaged},
		{"a bit of a tool is flipped", func(t *testing.T, data, _ string) {
			path := filepath.Join(data, "shop.db")
			write(t, path, string(bytes.Replace(contents(t, path), []byte("hammer"), []byte("hammes"), -1)))
		}, folder.Damaged, store.ErrDamaged},
		{"a rule is broken", func(t *testing.T, data, _ string) {
			change(t, data, func(tx store.Tx) error { return tx.Delete("tool", []byte("1")) })
		}, folder.Damaged, store.ErrDamaged},
		{"a newer program wrote them", func(t *testing.T, data, _ string) {
			change(t, data, func(tx store.Tx) error { return sealedTx{tx}.Put("shop", []byte("schema"), []byte("7")) })
		}, folder.Newer, folder.ErrNewer},
		{"the key is missing", func(t *testing.T, _, keys string) { remove(t, key(t, keys)) }, folder.NoKey, folder.ErrNoKey},
		{"the key is another shop's", func(t *testing.T, _, keys string) {
			write(t, key(t, keys), strings.Repeat("0123456789abcdef", 4)+"\n")
		}, folder.WrongKey, folder.ErrWrongKey},
		{"another program has them", func(t *testing.T, data, _ string) {
			if _, err := open(t, data); err != nil {
				t.Fatal(err)
			}
		}, folder.InUse, store.ErrInUse},
	} {
		t.Run(c.what, func(t *testing.T) {
			data, keys := worked(t)
			c.spoil(t, data, keys)
			before := list(t, data)
			r := folder.Examine(t.Context(), data, rules())
			wantResult(t, r, c.want, c.is)
			if (len(r.Faults) == 0) != (c.is == nil) {
				t.Errorf("the faults are %q", r.Faults)
			}
			if after := list(t, data); after != before {
				t.Errorf("the folder was changed: %s, before %s", after, before)
			}
			if strings.Contains(fmt.Sprint(r), "测试甲") {
				t.Error("the report tells a name")
			}
		})
	}
	t.Run("no shop was made yet", func(t *testing.T) {
		data, _ := home(t)
		wantResult(t, folder.Examine(t.Context(), data, rules()), folder.NoShop, nil)
		if _, err := os.Stat(data); err == nil {
			t.Error("looking made the folder")
		}
	})
}

// second are the rules of the next version: the hammer has become two.
func second() folder.Rules {
	r := rules()
	r.Newest = 2
	r.Migrate = func(ctx context.Context, st store.Store, _ time.Time) error {
		return st.Update(ctx, func(tx store.Tx) error {
			return errors.Join(tx.Put("tool", []byte("2"), []byte("mallet")), tx.Put("shop", []byte("schema"), []byte("2")))
		})
	}
	return r
}

func value(t *testing.T, st store.Store, table store.Table, key string) string {
	t.Helper()
	var v []byte
	err := st.View(t.Context(), func(tx store.Tx) (err error) {
		v, err = tx.Get(table, []byte(key))
		return err
	})
	if err != nil {
		return err.Error()
	}
	return string(v)
}

func TestAnOlderShopIsMigratedOnACopy(t *testing.T) {
	data, _ := worked(t)
	old := contents(t, filepath.Join(data, "shop.db"))
	wantResult(t, folder.Examine(t.Context(), data, second()), folder.Sound, nil)
	f, err := folder.Open(t.Context(), data, second())
	if err != nil {
		t.Fatal(err)
	}
	if got := value(t, f.Store, "tool", "2"); got != "mallet" {
		t.Errorf("tool 2 is %q", got)
	}
	if got := value(t, f.Store, secret, "1"); got != "测试甲" {
		t.Errorf("the sealed record is %q", got)
	}
	deed(t, f.Store, 6)
	if _, err := folder.Open(t.Context(), data, second()); !errors.Is(err, store.ErrInUse) {
		t.Errorf("a second program: %v, want ErrInUse", err)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(filepath.Base(f.Kept), "shop.db.schema1-") || !bytes.Equal(old, contents(t, f.Kept)) {
		t.Errorf("the old file is not kept as it was: %s", f.Kept)
	}
	if left, _ := filepath.Glob(filepath.Join(data, "shop.db.migrating*")); len(left) > 0 {
		t.Errorf("left behind: %v", left)
	}
	again, err := folder.Open(t.Context(), data, second())
	if err != nil || again.Kept != "" || value(t, again.Store, "tool", "2") != "mallet" {
		t.Fatalf("opened again: %v", err)
	}
	_ = again.Close()
	t.Run("the older program leaves it alone", func(t *testing.T) {
		before := list(t, data)
		if _, err := open(t, data); !errors.Is(err, folder.ErrNewer) {
			t.Errorf("got %v, want ErrNewer", err)
		}
		if after := list(t, data); after != before {
			t.Errorf("the folder was changed: %s, before %s", after, before)
		}
	})
}

func TestAMigrationThatFailsChangesNothing(t *testing.T) {
	oh := errors.New("oh")
	for what, migrate := range map[string]func(context.Context, store.Store, time.Time) error{
		"it gives up": func(context.Context, store.Store, time.Time) error { return oh },
		"it breaks a rule": func(ctx context.Context, st store.Store, _ time.Time) error {
			return st.Update(ctx, func(tx store.Tx) error {
				return errors.Join(tx.Delete("tool", []byte("1")), tx.Put("shop", []byte("schema"), []byte("2")))
			})
		},
	} {
		t.Run(what, func(t *testing.T) {
			data, _ := worked(t)
			write(t, filepath.Join(data, "shop.db.migrating"), "a crash has left this")
			before := contents(t, filepath.Join(data, "shop.db"))
			r := second()
			r.Migrate = migrate
			if _, err := folder.Open(t.Context(), data, r); err == nil {
				t.Fatal("opened")
			}
			if !bytes.Equal(before, contents(t, filepath.Join(data, "shop.db"))) {
				t.Error("the records were changed")
			}
			if left, _ := filepath.Glob(filepath.Join(data, "shop.db?*")); len(left) > 0 {
				t.Errorf("left behind: %v", left)
			}
			if _, err := open(t, data); err != nil {
				t.Errorf("the older program: %v", err)
			}
		})
	}
}
