package inventory_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// recorder notes what a transaction writes.
type recorder struct {
	store.Store
	puts []put
}

type put struct {
	table      store.Table
	key, value []byte
}

type recordingTx struct {
	store.Tx
	r *recorder
}

func (x recordingTx) Put(t store.Table, key, value []byte) error {
	x.r.puts = append(x.r.puts, put{t, append([]byte(nil), key...), append([]byte(nil), value...)})
	return x.Tx.Put(t, key, value)
}

func (r *recorder) Update(ctx context.Context, fn func(store.Tx) error) error {
	return r.Store.Update(ctx, func(tx store.Tx) error {
		r.puts = nil
		return fn(recordingTx{tx, r})
	})
}

// boltShop is a desk on a real file, sealed as in the program, with past loans.
func boltShop(b *testing.B, past int) (*inventory.Desk, *recorder) {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "shop.db")
	keys := seal.NewKeys([32]byte{1})
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, lhasa)
	err := boltstore.Create(path, func(raw store.Store) error {
		st := seal.Wrap(raw, keys, inventory.SecretTables()...)
		if err := inventory.Found(ctx, st, inventory.Defaults(), stock(), now.AddDate(-5, 0, 0)); err != nil {
			return err
		}
		return st.Update(ctx, func(tx store.Tx) error { return pastLoans(tx, past, now) })
	})
	if err != nil {
		b.Fatal(err)
	}
	raw := must(boltstore.Open(path))
	b.Cleanup(func() { _ = raw.Close() })
	rec := &recorder{Store: raw}
	st := seal.Wrap(rec, keys, inventory.SecretTables()...)
	hire(b, st)
	return must(inventory.Open(ctx, st, keys, func() time.Time { return now })), rec
}

// pastLoans writes closed loans as the desk does, without an audit entry each.
func pastLoans(tx store.Tx, n int, now time.Time) error {
	key := func(parts ...uint32) []byte {
		var k []byte
		for _, p := range parts {
			k = binary.BigEndian.AppendUint32(k, p)
		}
		return k
	}
	for i := range n {
		out := now.AddDate(0, 0, -400).Add(time.Duration(i) * time.Minute / 4)
		l := inventory.Loan{ID: inventory.LoanID(i + 1), Slip: inventory.LoanID(i + 1), Tool: 1, Borrower: 1, Out: out, Due: out.AddDate(0, 0, 7), Back: out.AddDate(0, 0, 3), TakenBy: 1}
		if err := tx.Put("loan", key(uint32(l.ID)), inventory.EncodeForTest(l)); err != nil {
			return err
		}
		if err := tx.Put("back", key(uint32(l.Back.Unix()), uint32(l.ID)), nil); err != nil {
			return err
		}
		if err := tx.Put("lent", key(1, uint32(l.ID)), nil); err != nil {
			return err
		}
	}
	return nil
}

// BenchmarkLend is one loan on disk: through the desk, and as a bare bbolt
// transaction that writes the same bytes.
func BenchmarkLend(b *testing.B) {
	ctx := context.Background()
	for _, past := range []int{0, 100_000} {
		b.Run(fmt.Sprintf("desk/past=%d", past), func(b *testing.B) {
			desk, _ := boltShop(b, past)
			who := must(desk.Register(ctx, invented.Person(1, desk.Settings().ConsentVersion), "zh")).ID
			must(desk.Verify(ctx, who, 1))
			for b.Loop() {
				must(desk.Lend(ctx, who, []inventory.ToolID{hammer}, "zh"))
				b.StopTimer()
				must(desk.TakeBack(ctx, hammer, inventory.Return{}, 1))
				b.StartTimer()
			}
		})
		b.Run(fmt.Sprintf("bare/past=%d", past), func(b *testing.B) {
			desk, rec := boltShop(b, past)
			who := must(desk.Register(ctx, invented.Person(1, desk.Settings().ConsentVersion), "zh")).ID
			must(desk.Lend(ctx, who, []inventory.ToolID{hammer}, "zh"))
			puts := rec.puts
			n := uint32(1 << 24)
			for b.Loop() {
				n++
				err := rec.Store.Update(ctx, func(tx store.Tx) error {
					for _, p := range puts {
						k := append([]byte(nil), p.key...)
						binary.BigEndian.PutUint32(k[len(k)-4:], n) // new keys at the end, as loans have
						if err := tx.Put(p.table, k, p.value); err != nil {
							return err
						}
					}
					return nil
				})
				if err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}

// BenchmarkScreens is what the screens ask, with 10^5 past loans.
func BenchmarkScreens(b *testing.B) {
	ctx := context.Background()
	desk, _ := boltShop(b, 100_000)
	who := must(desk.Register(ctx, invented.Person(1, desk.Settings().ConsentVersion), "zh")).ID
	must(desk.Lend(ctx, who, []inventory.ToolID{hammer}, "zh"))
	for name, ask := range map[string]func() error{
		"catalogue": func() error { _, err := desk.Catalogue(ctx); return err },
		"item":      func() error { _, err := desk.Item(ctx, hammer); return err },
		"loans":     func() error { _, err := desk.LoansOf(ctx, who); return err },
		"open":      func() error { _, err := desk.OpenLoans(ctx, 0, 50); return err },
		"today":     func() error { _, err := desk.Today(ctx); return err },
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if err := ask(); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
