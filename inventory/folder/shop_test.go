package folder_test

import (
	"bytes"
	"context"
	"crypto/sha256"
	"encoding/binary"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"testing"
	"time"

	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/seal"
)

const audited store.Table = "audit"

// rules are those of a small shop: a sealed and a plain record, a schema, and
// deeds whose record in the audit is their hash. One rule: tool 1 is there.
func rules() folder.Rules {
	return folder.Rules{
		Secret: []store.Table{secret},
		Fill:   fill,
		Audit:  audited,
		Link: func(t store.Table, key, value []byte) (uint64, []byte, bool) {
			if t != audited || len(key) != 8 {
				return 0, nil, false
			}
			return binary.BigEndian.Uint64(key), value, true
		},
		Newest: 1,
		Schema: func(ctx context.Context, st store.Store) (int, error) {
			var n int
			err := st.View(ctx, func(tx store.Tx) error {
				raw, err := tx.Get("shop", []byte("schema"))
				if err == nil {
					n, err = strconv.Atoi(string(raw))
				}
				return err
			})
			return n, err
		},
		Check: func(ctx context.Context, st store.Store, _ *seal.Keys) (faults []string, err error) {
			err = st.View(ctx, func(tx store.Tx) error {
				_, err := tx.Get("tool", []byte("1"))
				if errors.Is(err, store.ErrNotFound) {
					faults, err = []string{"tool 1 is missing"}, nil
				}
				return err
			})
			return faults, err
		},
	}
}

// fill writes one plain and one sealed record.
func fill(ctx context.Context, st store.Store) error {
	return st.Update(ctx, func(tx store.Tx) error {
		return errors.Join(tx.Put("tool", []byte("1"), []byte("hammer")), tx.Put(secret, []byte("1"), []byte("测试甲")), tx.Put("shop", []byte("schema"), []byte("1")))
	})
}

// deed does deed n of the shop's life.
func deed(t *testing.T, st store.Store, n uint64) {
	t.Helper()
	err := st.Update(t.Context(), func(tx store.Tx) error {
		hash := sha256.Sum256([]byte(fmt.Sprint("deed ", n)))
		return tx.Put(audited, binary.BigEndian.AppendUint64(nil, n), hash[:])
	})
	if err != nil {
		t.Fatal(err)
	}
}

// worked is a shop in which five deeds were done, closed.
func worked(t *testing.T) (data, keys string) {
	t.Helper()
	data, keys = home(t)
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	for n := range uint64(5) {
		deed(t, f.Store, n+1)
	}
	if err := f.Close(); err != nil {
		t.Fatal(err)
	}
	return data, keys
}

func contents(t *testing.T, path string) []byte {
	t.Helper()
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return raw
}

func wantResult(t *testing.T, r folder.Report, want folder.Result, is error) {
	t.Helper()
	if r.Result != want || !errors.Is(r.Err(), is) {
		t.Errorf("the examination says %+v (%v), want %s", r, r.Err(), want)
	}
}

func TestTheWitnessKnowsTheLastDeed(t *testing.T) {
	data, _ := worked(t)
	noted, err := folder.ReadWitness(data)
	if err != nil || noted.Seq != 5 || len(noted.Hash) != 32 || noted.Shop != folder.Marked(data) {
		t.Fatalf("the witness says %+v, %v", noted, err)
	}
	r := folder.Examine(t.Context(), data, rules())
	wantResult(t, r, folder.Sound, nil)
	if r.Deeds != 5 || r.Noted != 5 || r.Schema != 1 || r.Shop != noted.Shop {
		t.Errorf("the report is %+v", r)
	}
}

func TestADeedThatIsNoMoreIsNamed(t *testing.T) {
	for what, spoil := range map[string]func(store.Tx) error{
		"the last deed is gone": func(tx store.Tx) error { return tx.Delete(audited, binary.BigEndian.AppendUint64(nil, 5)) },
		"it was another one": func(tx store.Tx) error {
			return tx.Put(audited, binary.BigEndian.AppendUint64(nil, 5), make([]byte, 32))
		},
	} {
		t.Run(what, func(t *testing.T) {
			data, _ := worked(t)
			change(t, data, func(tx store.Tx) error { return spoilt(tx, spoil) })
			wantResult(t, folder.Examine(t.Context(), data, rules()), folder.Incomplete, folder.ErrLost)
			var lost *folder.Lost
			if _, err := open(t, data); !errors.As(err, &lost) || lost.Noted != 5 {
				t.Fatalf("Open: %v, want Lost with deed 5", err)
			}
			if _, err := folder.Forgive(data, "now"); err != nil {
				t.Fatal(err)
			}
			f, err := open(t, data)
			if err != nil || f.Unwitnessed == nil {
				t.Fatalf("the shop goes on without: %v", err)
			}
			if contents(t, filepath.Join(data, "shop.witness.before-now")) == nil {
				t.Error("the witness was not kept")
			}
		})
	}
}

// spoilt runs fn under a checksum, as the shop writes.
func spoilt(tx store.Tx, fn func(store.Tx) error) error { return fn(sealedTx{tx}) }

// sealedTx puts records with the checksum that package seal would give them.
type sealedTx struct{ store.Tx }

func (x sealedTx) Put(t store.Table, key, value []byte) error {
	inner := &captured{}
	err := seal.Wrap(inner, nil).Update(context.Background(), func(tx store.Tx) error { return tx.Put(t, key, value) })
	if err != nil {
		return err
	}
	return x.Tx.Put(t, key, inner.value)
}

// captured is a store that only shows what is put.
type captured struct{ value []byte }

func (c *captured) View(context.Context, func(store.Tx) error) error { return nil }
func (c *captured) Update(_ context.Context, fn func(store.Tx) error) error {
	return fn(capturing{c: c})
}
func (c *captured) Close() error { return nil }

type capturing struct {
	store.Tx
	c *captured
}

func (x capturing) Put(_ store.Table, _, value []byte) error {
	x.c.value = value
	return nil
}

func TestAWitnessThatIsTornOrBehindIsNoFault(t *testing.T) {
	for what, spoil := range map[string]func(t *testing.T, path string){
		"missing": remove,
		"empty":   func(t *testing.T, path string) { write(t, path, "") },
		"torn": func(t *testing.T, path string) {
			raw := contents(t, path)
			raw[13] ^= 1
			write(t, path, string(raw))
		},
	} {
		t.Run(what, func(t *testing.T) {
			data, _ := worked(t)
			path := filepath.Join(data, "shop.witness")
			spoil(t, path)
			if r := folder.Examine(t.Context(), data, rules()); r.Result != folder.Sound || r.Witness == "" {
				t.Errorf("the report is %+v, want ok and a word about the witness", r)
			}
			f, err := open(t, data)
			if err != nil || !errors.Is(f.Unwitnessed, folder.ErrNoWitness) {
				t.Fatalf("Open: %v", err)
			}
			if noted, err := folder.ReadWitness(data); err != nil || noted.Seq != 5 {
				t.Errorf("after the start the witness says %+v, %v", noted, err)
			}
		})
	}
	t.Run("behind, as after a power cut", func(t *testing.T) {
		data, _ := worked(t)
		path := filepath.Join(data, "shop.witness")
		before := contents(t, path)
		f, err := open(t, data)
		if err != nil {
			t.Fatal(err)
		}
		deed(t, f.Store, 6)
		if err := f.Close(); err != nil {
			t.Fatal(err)
		}
		if bytes.Equal(before, contents(t, path)) {
			t.Fatal("deed 6 was not noted")
		}
		write(t, path, string(before))
		wantResult(t, folder.Examine(t.Context(), data, rules()), folder.Sound, nil)
	})
	t.Run("of a deed that was refused nothing is noted", func(t *testing.T) {
		data, _ := worked(t)
		f, err := open(t, data)
		if err != nil {
			t.Fatal(err)
		}
		oh := errors.New("oh")
		err = f.Store.Update(t.Context(), func(tx store.Tx) error {
			return errors.Join(tx.Put(audited, binary.BigEndian.AppendUint64(nil, 6), make([]byte, 32)), oh)
		})
		if !errors.Is(err, oh) {
			t.Fatal(err)
		}
		if noted, err := folder.ReadWitness(data); err != nil || noted.Seq != 5 {
			t.Errorf("the witness says %+v, %v", noted, err)
		}
	})
}

func TestAfterAFaultTheShopAnswersNothing(t *testing.T) {
	data, _ := worked(t)
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	err = f.Store.View(t.Context(), func(store.Tx) error { return fmt.Errorf("a record: %w", store.ErrDamaged) })
	if !errors.Is(err, store.ErrDamaged) {
		t.Fatal(err)
	}
	select {
	case fault := <-f.Fault:
		if !errors.Is(fault, store.ErrDamaged) {
			t.Errorf("told of %v", fault)
		}
	case <-time.After(time.Second):
		t.Fatal("nobody was told")
	}
	err = f.Store.Update(t.Context(), func(store.Tx) error {
		t.Error("a deed was done after the fault")
		return nil
	})
	if !errors.Is(err, store.ErrClosed) {
		t.Errorf("a deed after the fault: %v, want ErrClosed", err)
	}
}

func TestEachDeedIsTold(t *testing.T) {
	data, _ := worked(t)
	f, err := open(t, data)
	if err != nil {
		t.Fatal(err)
	}
	deed(t, f.Store, 6)
	deed(t, f.Store, 7) // nobody has listened: the deed is done all the same
	select {
	case <-f.Deeds:
	case <-time.After(time.Second):
		t.Error("no word of the deeds")
	}
}
