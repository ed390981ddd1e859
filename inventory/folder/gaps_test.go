package folder_test

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"testing"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// change does something to the records of a closed shop, under the seal.
func change(t *testing.T, data string, fn func(store.Tx) error) {
	t.Helper()
	raw, err := boltstore.Open(filepath.Join(data, "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(raw.Update(t.Context(), fn), raw.Close()); err != nil {
		t.Fatal(err)
	}
}

func TestAFlippedBitIsNotAWrongKey(t *testing.T) {
	data, _ := made(t)
	change(t, data, func(tx store.Tx) error {
		v, err := tx.Get("probe", []byte("probe"))
		if err != nil {
			return err
		}
		v[len(v)-1] ^= 1
		return tx.Put("probe", []byte("probe"), v)
	})
	if _, err := open(t, data); !errors.Is(err, store.ErrDamaged) || errors.Is(err, folder.ErrWrongKey) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

func TestAShopWithoutANumberIsDamaged(t *testing.T) {
	data, _ := made(t)
	change(t, data, func(tx store.Tx) error { return tx.Delete("folder", []byte("id")) })
	if _, err := open(t, data); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

func TestTheNumberIsNoPath(t *testing.T) {
	data, _ := made(t)
	raw, err := boltstore.Open(filepath.Join(data, "shop.db"))
	if err != nil {
		t.Fatal(err)
	}
	err = seal.Wrap(raw, nil).Update(t.Context(), func(tx store.Tx) error {
		return tx.Put("folder", []byte("id"), []byte("../../elsewhere"))
	})
	if err := errors.Join(err, raw.Close()); err != nil {
		t.Fatal(err)
	}
	if _, err := open(t, data); !errors.Is(err, store.ErrDamaged) {
		t.Errorf("got %v, want ErrDamaged", err)
	}
}

func TestAShopThatCameToNothingLeavesNoKey(t *testing.T) {
	data, keys := home(t)
	_, err := folder.Open(context.Background(), data, folder.Rules{Fill: func(context.Context, store.Store) error { return errors.New("oh") }})
	if err == nil {
		t.Fatal("opened")
	}
	if left, _ := os.ReadDir(keys); len(left) != 0 {
		t.Errorf("left behind: %v", left)
	}
}

func TestTheKeyNeverLiesAmongTheData(t *testing.T) {
	_, keys := home(t)
	if _, err := open(t, filepath.Dir(keys)); err == nil {
		t.Error("a shop was made whose key lies in its own folder")
	}
}

func TestOfTwoWhoStartAtOnceOneIsToldTheShopIsInUse(t *testing.T) {
	data, _ := home(t)
	slow := rules()
	slow.Fill = func(ctx context.Context, s store.Store) error {
		if _, err := open(t, data); err != nil { // the quick one, who goes on holding it
			t.Error(err)
		}
		return fill(ctx, s)
	}
	_, err := folder.Open(t.Context(), data, slow)
	if !errors.Is(err, store.ErrInUse) {
		t.Errorf("got %v, want ErrInUse", err)
	}
}
