package storetest

import (
	"bytes"
	"errors"
	"testing"

	"redwrench/inventory/store"
)

func testRecords(t *testing.T, fresh func(*testing.T) shop) {
	t.Run("a deed sees its own writes, and later ones see them too", func(t *testing.T) {
		s := fresh(t)
		s.update(func(tx store.Tx) error {
			wantNone(t, tx, loans, "1")
			err := tx.Put(loans, []byte("1"), []byte("drill"))
			wantGet(t, tx, loans, "1", "drill")
			return err
		})
		s.view(func(tx store.Tx) error {
			wantGet(t, tx, loans, "1", "drill")
			wantNone(t, tx, loans, "2")
			return nil
		})
	})
	t.Run("a second value takes the place of the first", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1")
		s.update(func(tx store.Tx) error { return tx.Put(loans, []byte("1"), []byte("saw")) })
		s.view(func(tx store.Tx) error {
			wantGet(t, tx, loans, "1", "saw")
			wantScan(t, tx, loans, store.Range{}, "1")
			return nil
		})
	})
	t.Run("the same key in two tables is two records", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1")
		s.view(func(tx store.Tx) error {
			wantNone(t, tx, tools, "1")
			wantScan(t, tx, tools, store.Range{}, "")
			return nil
		})
	})
	t.Run("an empty key or a table without a name is refused", func(t *testing.T) {
		s := fresh(t)
		s.update(func(tx store.Tx) error {
			if tx.Put(loans, nil, []byte("drill")) == nil {
				t.Error("an empty key was taken")
			}
			if tx.Put("", []byte("1"), []byte("drill")) == nil {
				t.Error("a table without a name was taken")
			}
			wantNone(t, tx, loans, "")
			wantNone(t, tx, "", "1")
			return nil
		})
		s.wantKeys(loans, "")
	})
	t.Run("deleting takes the record away, and deleting nothing is no error", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1", "2")
		s.update(func(tx store.Tx) error {
			err := errors.Join(
				tx.Delete(loans, []byte("1")),
				tx.Delete(loans, []byte("1")),
				tx.Delete(loans, []byte("never")),
				tx.Delete(tools, []byte("1")))
			wantNone(t, tx, loans, "1")
			return err
		})
		s.wantKeys(loans, "2")
	})
	t.Run("values of no bytes and of a million are kept", func(t *testing.T) {
		s := fresh(t)
		photo := bytes.Repeat([]byte("photo of a ladder "), 1<<20/18)
		check := func(tx store.Tx) error {
			wantGet(t, tx, tools, "nothing", "")
			wantGet(t, tx, tools, "nil", "")
			wantGet(t, tx, tools, "photo", string(photo))
			wantScan(t, tx, tools, store.Range{}, "nil nothing photo")
			return nil
		}
		s.update(func(tx store.Tx) error {
			err := errors.Join(
				tx.Put(tools, []byte("nil"), nil),
				tx.Put(tools, []byte("nothing"), []byte{}),
				tx.Put(tools, []byte("photo"), photo))
			return errors.Join(err, check(tx))
		})
		s.view(check)
	})
	t.Run("what goes in and what comes out are copies", func(t *testing.T) {
		s := fresh(t)
		check := func(tx store.Tx) {
			t.Helper()
			wantGet(t, tx, loans, "1", "drill")
			wantScan(t, tx, loans, store.Range{}, "1")
		}
		spoilAll := func(tx store.Tx) error {
			value, err := tx.Get(loans, []byte("1"))
			spoil(value)
			check(tx)
			entries, err2 := tx.Scan(loans, store.Range{})
			for _, e := range entries {
				value := bytes.Clone(e.Value)
				_ = append(e.Key, "more"...)
				if !bytes.Equal(e.Value, value) {
					t.Error("appending to a key changed its value")
				}
				spoil(e.Key)
				spoil(e.Value)
			}
			check(tx)
			return errors.Join(err, err2)
		}
		s.update(func(tx store.Tx) error {
			key, value := []byte("1"), []byte("drill")
			err := tx.Put(loans, key, value)
			spoil(key)
			spoil(value)
			check(tx)
			return errors.Join(err, spoilAll(tx))
		})
		s.view(spoilAll)
		s.view(func(tx store.Tx) error { check(tx); return nil })
	})
}

// spoil changes every byte of b.
func spoil(b []byte) {
	for i := range b {
		b[i] ^= 0xFF
	}
}

func testRanges(t *testing.T, fresh func(*testing.T) shop) {
	keys := []string{"c", "a", "b/2", "b", "b/1", "\xFF\xFF", "\xFF", "b0"} // put in no order
	all := "a b b/1 b/2 b0 c \xFF \xFF\xFF"
	r := func(from, to string) store.Range { return store.Range{From: []byte(from), To: []byte(to)} }
	from := func(k string) store.Range { return store.Range{From: []byte(k)} }
	to := func(k string) store.Range { return store.Range{To: []byte(k)} }
	limit := func(r store.Range, n int) store.Range { r.Limit = n; return r }
	reverse := func(r store.Range) store.Range { r.Reverse = true; return r }
	prefix := func(p string) store.Range { return store.Prefix([]byte(p)) }

	cases := []struct {
		name string
		r    store.Range
		want string
	}{
		{"everything comes in the order of bytes", store.Range{}, all},
		{"the first key is in, the last is not", r("b", "c"), "b b/1 b/2 b0"},
		{"the ends need not be there", r("aa", "b/15"), "b b/1"},
		{"from a key on", from("b0"), "b0 c \xFF \xFF\xFF"},
		{"up to a key", to("b/2"), "a b b/1"},
		{"the first few", limit(store.Range{}, 3), "a b b/1"},
		{"the first few of a range", limit(r("b", "c"), 2), "b b/1"},
		{"more than there are", limit(r("b", "c"), 99), "b b/1 b/2 b0"},
		{"everything backwards", reverse(store.Range{}), "\xFF\xFF \xFF c b0 b/2 b/1 b a"},
		{"a range backwards", reverse(r("b", "c")), "b0 b/2 b/1 b"},
		{"a range backwards whose ends are not there", reverse(r("aa", "b/15")), "b/1 b"},
		{"backwards from beyond the last", reverse(r("c", "\xFF\xFF\xFF")), "\xFF\xFF \xFF c"},
		{"the last few", limit(reverse(store.Range{}), 2), "\xFF\xFF \xFF"},
		{"the last few of a range", limit(reverse(r("a", "c")), 2), "b0 b/2"},
		{"from a key on backwards", reverse(from("c")), "\xFF\xFF \xFF c"},
		{"up to a key backwards", reverse(to("b/1")), "b a"},
		{"all that begins with something", prefix("b/"), "b/1 b/2"},
		{"all that begins with something, backwards", reverse(prefix("b")), "b0 b/2 b/1 b"},
		{"all that begins with the highest byte", prefix("\xFF"), "\xFF \xFF\xFF"},
		{"all that begins with nothing", prefix(""), all},
		{"a range of nothing", r("b", "b"), ""},
		{"a range the wrong way round", r("c", "b"), ""},
		{"a range the wrong way round, backwards", reverse(r("c", "b")), ""},
		{"a range between two keys", r("b1", "b9"), ""},
		{"a range between two keys, backwards", reverse(r("b1", "b9")), ""},
		{"before the first", to("a"), ""},
		{"before the first, backwards", reverse(to("a")), ""},
		{"up to a key of no bytes", store.Range{To: []byte{}}, ""},
		{"after the last", from("\xFF\xFF\x00"), ""},
		{"after the last, backwards", reverse(from("\xFF\xFF\x00")), ""},
	}
	s := fresh(t)
	s.fill(loans, keys...)
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			s := shop{t, s.Store}
			s.view(func(tx store.Tx) error {
				wantScan(t, tx, loans, c.r, c.want)
				wantScan(t, tx, tools, c.r, "")
				return nil
			})
		})
	}
	t.Run("entries carry their values", func(t *testing.T) {
		s := shop{t, s.Store}
		s.view(func(tx store.Tx) error {
			entries, err := tx.Scan(loans, store.Range{})
			for _, e := range entries {
				if !bytes.Equal(e.Key, e.Value) {
					t.Errorf("key %q has value %q, want itself", e.Key, e.Value)
				}
			}
			return err
		})
	})
	t.Run("a deed scans what it has put and not what it has deleted", func(t *testing.T) {
		s := shop{t, s.Store}
		s.update(func(tx store.Tx) error {
			err := errors.Join(
				tx.Put(loans, []byte("b/15"), nil),
				tx.Put(loans, []byte("b/0"), nil),
				tx.Delete(loans, []byte("b/1")),
				tx.Delete(loans, []byte("\xFF\xFF")),
				tx.Put(tools, []byte("1"), nil))
			wantScan(t, tx, loans, prefix("b/"), "b/0 b/15 b/2")
			wantScan(t, tx, loans, limit(reverse(store.Range{}), 2), "\xFF c")
			wantScan(t, tx, tools, store.Range{}, "1")
			return err
		})
	})
}
