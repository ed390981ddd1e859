package seal_test

import (
	"bytes"
	"encoding/hex"
	"errors"
	"fmt"
	"strings"
	"testing"

	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
	"redwrench/inventory/store/storetest"
)

// The tables of the tests: one sealed, one with checksums.
const (
	people store.Table = "people"
	stock  store.Table = "stock"
)

func TestContract(t *testing.T) {
	for name, secret := range map[string][]store.Table{
		"sealed":    {"loans", "tools"},
		"checksums": nil,
	} {
		t.Run(name, func(t *testing.T) {
			storetest.Run(t, func(testing.TB) store.Store {
				return seal.Wrap(memstore.New(), keys(1), secret...)
			})
		})
	}
}

func TestDamage(t *testing.T) {
	for _, table := range []store.Table{people, stock} {
		for _, value := range []string{"", "Lobsang 19900000001"} {
			t.Run(fmt.Sprintf("each byte of a record of %d bytes in %s counts", len(value), table), func(t *testing.T) {
				inner := memstore.New()
				s := seal.Wrap(inner, keys(1), people)
				put(t, s, table, "1", value)
				good := raw(t, inner, table, "1")
				for i := range good {
					for _, flip := range []byte{1, 0x80, 0xFF} {
						bad := bytes.Clone(good)
						bad[i] ^= flip
						put(t, inner, table, "1", string(bad))
						wantDamaged(t, s, table, "1", value)
					}
				}
				for n := range good {
					put(t, inner, table, "1", string(good[:n]))
					wantDamaged(t, s, table, "1", value)
				}
				put(t, inner, table, "1", string(good)+"\x00")
				wantDamaged(t, s, table, "1", value)
			})
		}
		t.Run("a record of "+string(table)+" counts only in its place", func(t *testing.T) {
			inner := memstore.New()
			s := seal.Wrap(inner, keys(1), people, "elders")
			put(t, s, table, "1", "Lobsang")
			for _, to := range []struct {
				table store.Table
				key   string
			}{{table, "2"}, {table, "11"}, {people, "3"}, {"elders", "1"}, {stock, "3"}, {"shelf", "1"}} {
				put(t, inner, to.table, to.key, string(raw(t, inner, table, "1")))
				wantDamaged(t, s, to.table, to.key, "Lobsang")
			}
		})
	}
	t.Run("a checksum does not pass for a seal", func(t *testing.T) {
		inner := memstore.New()
		put(t, seal.Wrap(inner, nil), people, "1", "forged")
		wantDamaged(t, seal.Wrap(inner, keys(1), people), people, "1", "forged")
	})
	t.Run("another shop's key opens nothing", func(t *testing.T) {
		inner := memstore.New()
		put(t, seal.Wrap(inner, keys(1), people), people, "1", "Lobsang")
		wantDamaged(t, seal.Wrap(inner, keys(2), people), people, "1", "Lobsang")
	})
}

func TestSecrecy(t *testing.T) {
	const name = "Lobsang Tenzin"
	inner := memstore.New()
	s := seal.Wrap(inner, keys(1), people)
	put(t, s, people, "1", name)
	put(t, s, stock, "1", name)
	first := raw(t, inner, people, "1")
	if bytes.Contains(first, []byte(name)) {
		t.Error("a name can be read in the records")
	}
	if got := raw(t, inner, stock, "1"); !bytes.Contains(got, []byte(name)) {
		t.Errorf("a table that is not secret holds %q", got)
	}
	put(t, s, people, "1", name)
	if bytes.Equal(first, raw(t, inner, people, "1")) {
		t.Error("the same name sealed twice looks the same")
	}
	if got, want := len(first), len(name)+29; got != want {
		t.Errorf("a sealed record has %d bytes, want %d", got, want)
	}
}

func TestKeys(t *testing.T) {
	k := keys(1)
	t.Run("the same value is found again, in its own kind and shop only", func(t *testing.T) {
		phone := k.Index("phone", "19900000001")
		if len(phone) != 16 || !bytes.Equal(phone, keys(1).Index("phone", "19900000001")) {
			t.Errorf("Index: %x, want the same 16 bytes each time", phone)
		}
		for what, other := range map[string][]byte{
			"another number":  k.Index("phone", "19900000002"),
			"another kind":    k.Index("document", "19900000001"),
			"another shop":    keys(2).Index("phone", "19900000001"),
			"kind and number": k.Index("phon", "e19900000001"),
		} {
			if bytes.Equal(phone, other) {
				t.Errorf("%s has the same index", what)
			}
		}
	})
	t.Run("the pepper is the shop's and cannot be changed from outside", func(t *testing.T) {
		p := k.Pepper()
		if len(p) != 32 || bytes.Equal(p, keys(2).Pepper()) {
			t.Errorf("Pepper: %d bytes, want 32 of the shop's own", len(p))
		}
		p[0] ^= 0xFF
		if bytes.Equal(p, k.Pepper()) {
			t.Error("the pepper was changed")
		}
	})
	t.Run("no key has the id of an unsealed record", func(t *testing.T) {
		for n := range byte(255) {
			if keys(n).ID() == 0 {
				t.Errorf("keys %d have id 0", n)
			}
		}
	})
	t.Run("the keys of a master never change", func(t *testing.T) {
		got := fmt.Sprintf("%02x %x %x", k.ID(), k.Index("phone", "1"), k.Pepper()[:4])
		if want := "a9 03703d8f98c881fbf36f672d7bb09914 5c8432fd"; got != want {
			t.Errorf("got %s, want %s: no record could be opened", got, want)
		}
	})
	t.Run("nothing of a key is printed", func(t *testing.T) {
		var out strings.Builder
		for _, verb := range []string{"%v", "%+v", "%#v", "%s", "%q", "%d", "%x", "%X"} {
			fmt.Fprintf(&out, verb+" ", k)
			fmt.Fprintf(&out, verb+" ", *k)
			fmt.Fprintf(&out, verb+" ", struct{ Keys seal.Keys }{*k})
		}
		fmt.Fprint(&out, k.LogValue(), " ", k.String(), " ", k.GoString())
		shown := strings.ToLower(out.String())
		decimal := strings.Trim(fmt.Sprint(k.Pepper()[:4]), "[]")
		for _, secret := range []string{hex.EncodeToString(k.Pepper()[:4]), decimal, "pepper"} {
			if strings.Contains(shown, secret) {
				t.Errorf("%q shows %q", shown, secret)
			}
		}
	})
}

// keys are those of the nth shop.
func keys(n byte) *seal.Keys { return seal.NewKeys([32]byte{n}) }

func put(t testing.TB, s store.Store, table store.Table, key, value string) {
	t.Helper()
	err := s.Update(t.Context(), func(tx store.Tx) error {
		return tx.Put(table, []byte(key), []byte(value))
	})
	if err != nil {
		t.Fatal(err)
	}
}

// raw is what the inner store holds.
func raw(t testing.TB, inner store.Store, table store.Table, key string) (value []byte) {
	t.Helper()
	err := inner.View(t.Context(), func(tx store.Tx) (err error) {
		value, err = tx.Get(table, []byte(key))
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return value
}

// wantDamaged fails unless Get and Scan refuse the record and say where it is
// without saying what is in it.
func wantDamaged(t testing.TB, s store.Store, table store.Table, key, value string) {
	t.Helper()
	check := func(what string, err error) {
		t.Helper()
		switch {
		case !errors.Is(err, store.ErrDamaged):
			t.Errorf("%s %s %q: %v, want ErrDamaged", what, table, key, err)
		case value != "" && strings.Contains(err.Error(), value):
			t.Errorf("%s: the error tells the record: %v", what, err)
		case !strings.Contains(err.Error(), string(table)) || !strings.Contains(err.Error(), hex.EncodeToString([]byte(key))):
			t.Errorf("%s: the error does not tell the place: %v", what, err)
		}
	}
	_ = s.View(t.Context(), func(tx store.Tx) error {
		_, err := tx.Get(table, []byte(key))
		check("Get", err)
		_, err = tx.Scan(table, store.Prefix([]byte(key)))
		check("Scan", err)
		return nil
	})
}
