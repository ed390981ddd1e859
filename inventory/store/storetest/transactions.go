package storetest

import (
	"encoding/binary"
	"errors"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"redwrench/inventory/store"
)

func testTransactions(t *testing.T, fresh func(*testing.T) shop) {
	t.Run("a deed that fails keeps nothing, and its error comes back", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1", "2")
		refused := errors.New("refused")
		err := s.Update(t.Context(), func(tx store.Tx) error {
			return errors.Join(
				tx.Put(loans, []byte("1"), []byte("changed")),
				tx.Put(loans, []byte("3"), nil),
				tx.Put(tools, []byte("1"), nil),
				tx.Delete(loans, []byte("2")),
				fmt.Errorf("the rules: %w", refused))
		})
		if !errors.Is(err, refused) {
			t.Errorf("Update: %v, want %v", err, refused)
		}
		s.wantKeys(loans, "1 2")
		s.wantKeys(tools, "")
		s.view(func(tx store.Tx) error { wantGet(t, tx, loans, "1", "1"); return nil })
	})
	t.Run("an error from looking comes back", func(t *testing.T) {
		s := fresh(t)
		refused := errors.New("refused")
		if err := s.View(t.Context(), func(store.Tx) error { return refused }); !errors.Is(err, refused) {
			t.Errorf("View: %v, want %v", err, refused)
		}
	})
	t.Run("a deed that panics keeps nothing, and the panic goes on", func(t *testing.T) {
		s := fresh(t)
		func() {
			defer func() {
				if r := recover(); r != "oops" {
					t.Errorf("recovered %v, want oops", r)
				}
			}()
			_ = s.Update(t.Context(), func(tx store.Tx) error {
				_ = tx.Put(loans, []byte("1"), nil)
				panic("oops")
			})
		}()
		s.wantKeys(loans, "")
		s.fill(loans, "2")
	})
	t.Run("looking changes nothing", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1")
		s.view(func(tx store.Tx) error {
			for what, err := range map[string]error{
				"putting":                     tx.Put(loans, []byte("1"), []byte("changed")),
				"putting into a new table":    tx.Put(tools, []byte("1"), nil),
				"deleting":                    tx.Delete(loans, []byte("1")),
				"deleting what is not there":  tx.Delete(loans, []byte("9")),
				"deleting from no such table": tx.Delete(tools, []byte("1")),
			} {
				if !errors.Is(err, store.ErrReadOnly) {
					t.Errorf("%s while looking: %v, want ErrReadOnly", what, err)
				}
			}
			return nil
		})
		s.view(func(tx store.Tx) error { wantGet(t, tx, loans, "1", "1"); return nil })
	})
	t.Run("deeds of many hands are done one after the other", func(t *testing.T) {
		const hands, deeds = 8, 15
		s := fresh(t)
		var all sync.WaitGroup
		for range hands {
			all.Go(func() {
				for range deeds {
					if err := s.Update(t.Context(), countOne); err != nil {
						t.Errorf("Update: %v", err)
					}
				}
			})
		}
		all.Wait()
		s.view(func(tx store.Tx) error {
			n, err := count(tx)
			if n != hands*deeds {
				t.Errorf("counted %d deeds, want %d", n, hands*deeds)
			}
			return err
		})
	})
	t.Run("who looks during a deed sees the shop before it", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1")
		s.update(func(tx store.Tx) error {
			err := errors.Join(tx.Put(loans, []byte("2"), nil), tx.Delete(loans, []byte("1")))
			looked := make(chan error, 1)
			go func() {
				looked <- s.View(t.Context(), func(tx store.Tx) error {
					wantScan(t, tx, loans, store.Range{}, "1")
					return nil
				})
			}()
			return errors.Join(err, <-looked)
		})
		s.wantKeys(loans, "2")
	})
	t.Run("who looks sees one state to the end", func(t *testing.T) {
		s := fresh(t)
		s.fill(loans, "1")
		done := make(chan error, 1)
		s.view(func(tx store.Tx) error {
			wantScan(t, tx, loans, store.Range{}, "1")
			go func() {
				done <- s.Update(t.Context(), func(tx store.Tx) error { return tx.Put(loans, []byte("2"), nil) })
			}()
			select { // a store may let the deed wait for us: then this shows nothing
			case err := <-done:
				done <- err
			case <-time.After(100 * time.Millisecond):
			}
			wantScan(t, tx, loans, store.Range{}, "1")
			wantNone(t, tx, loans, "2")
			return nil
		})
		if err := <-done; err != nil {
			t.Errorf("Update: %v", err)
		}
		s.wantKeys(loans, "1 2")
	})
}

// count reads the counter in the table of tools.
func count(tx store.Tx) (uint64, error) {
	v, err := tx.Get(tools, []byte("count"))
	if errors.Is(err, store.ErrNotFound) {
		return 0, nil
	}
	if err != nil || len(v) != 8 {
		return 0, errors.Join(fmt.Errorf("the counter has %d bytes", len(v)), err)
	}
	return binary.BigEndian.Uint64(v), nil
}

func countOne(tx store.Tx) error {
	n, err := count(tx)
	if err != nil {
		return err
	}
	return tx.Put(tools, []byte("count"), binary.BigEndian.AppendUint64(nil, n+1))
}

// testRandom does random deeds on s and on a map, and compares random ranges
// inside and after each. Keys and values are such that a store with pages needs
// many, and empties some again.
func testRandom(t *testing.T, s shop) {
	rnd := rand.New(rand.NewPCG(1, 2))
	key := func() string { return fmt.Sprintf("%04d", rnd.IntN(2000)) }
	model := map[string]string{}
	compare := func(tx store.Tx, model map[string]string) {
		t.Helper()
		r := store.Range{Reverse: rnd.IntN(2) == 0, Limit: rnd.IntN(40)}
		if rnd.IntN(4) > 0 {
			r.From = []byte(key())
		}
		if rnd.IntN(4) > 0 {
			r.To = []byte(key())
		}
		wantScan(t, tx, loans, r, expected(model, r))
		if k := key(); model[k] != "" {
			wantGet(t, tx, loans, k, model[k])
		} else {
			wantNone(t, tx, loans, k)
		}
	}
	undo := errors.New("undo")
	for range 60 {
		deeds := make([]string, rnd.IntN(150)) // drawn here: the function may be run again
		for i := range deeds {
			deeds[i] = key()
		}
		size := 1 + rnd.IntN(60)
		sweep := rnd.IntN(5) == 0 // deletes instead
		end := error(nil)
		if rnd.IntN(4) == 0 {
			end = undo
		}
		var next map[string]string
		err := s.Update(t.Context(), func(tx store.Tx) error {
			next = maps.Clone(model)
			for _, k := range deeds {
				if sweep {
					delete(next, k)
					if err := tx.Delete(loans, []byte(k)); err != nil {
						return err
					}
					continue
				}
				next[k] = strings.Repeat(k, size)
				if err := tx.Put(loans, []byte(k), []byte(next[k])); err != nil {
					return err
				}
			}
			for range 5 {
				compare(tx, next)
			}
			return end
		})
		if !errors.Is(err, end) {
			t.Fatalf("Update: %v, want %v", err, end)
		}
		if end == nil {
			model = next
		}
		s.view(func(tx store.Tx) error {
			for range 5 {
				compare(tx, model)
			}
			return nil
		})
	}
	s.wantKeys(loans, expected(model, store.Range{}))
}

// expected is what a scan of r must find in model, as wantScan wants it.
func expected(model map[string]string, r store.Range) string {
	keys := slices.Sorted(maps.Keys(model))
	keys = slices.DeleteFunc(keys, func(k string) bool {
		return k < string(r.From) || r.To != nil && k >= string(r.To)
	})
	if r.Reverse {
		slices.Reverse(keys)
	}
	if r.Limit > 0 && len(keys) > r.Limit {
		keys = keys[:r.Limit]
	}
	return strings.Join(keys, " ")
}
