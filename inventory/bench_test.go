package inventory_test

import (
	"context"
	"encoding/binary"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/seal"
)

// The shop of the benchmarks: bigTools tools, bigPeople residents, bigOpen tools
// out, and the past of pasts() loans.
const (
	bigTools  = 1000
	bigPeople = 300
	bigOpen   = 600
)

var benchNow = time.Date(2026, 11, 24, 10, 0, 0, 0, lhasa)

// past is how many loans lie behind the shop: a million, fewer with -short.
func past() int {
	if testing.Short() {
		return 10_000
	}
	return 1_000_000
}

// bigShop is a shop on a real file, sealed as in the program.
type bigShop struct {
	*inventory.Desk
	path string
	raw  *boltstore.Store
	rec  *recorder // between the seal and the file
	now  time.Time
}

// buildBig makes the file once for a benchmark and its parts.
func buildBig(b *testing.B, loans int) *bigShop {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "shop.db")
	began := time.Now()
	err := boltstore.Create(path, func(raw store.Store) error {
		st := seal.Wrap(raw, secrets, inventory.SecretTables()...)
		if err := inventory.Found(ctx, st, bigRules(), bigStock(), benchNow.AddDate(-5, 0, 0)); err != nil {
			return err
		}
		hire(b, st)
		desk := must(inventory.Open(ctx, st, secrets, func() time.Time { return benchNow.AddDate(-5, 0, 0) }))
		for n := range bigPeople {
			r := must(desk.Register(ctx, invented.Person(n, desk.Settings().ConsentVersion), "zh"))
			must(desk.Verify(ctx, r.ID, 1))
		}
		return pastLoans(ctx, st, loans)
	})
	if err != nil {
		b.Fatal(err)
	}
	s := openBig(b, path)
	for n := range bigOpen {
		s.now = benchNow.Add(time.Duration(n) * time.Second)
		must(s.Lend(ctx, inventory.ResidentID(1+n%(bigPeople-1)), []inventory.ToolID{inventory.ToolID(2 + n)}, "zh"))
	}
	s.now = benchNow.Add(time.Hour)
	info := must(os.Stat(path))
	b.Logf("%d past loans, %d out: file %d MiB, built in %v", loans, bigOpen, info.Size()>>20, time.Since(began).Round(time.Second))
	return s
}

func openBig(b *testing.B, path string) *bigShop {
	b.Helper()
	s := &bigShop{path: path, raw: must(boltstore.Open(path)), now: benchNow}
	b.Cleanup(func() { _ = s.raw.Close() })
	s.rec = &recorder{Store: s.raw}
	st := seal.Wrap(s.rec, secrets, inventory.SecretTables()...)
	s.Desk = must(inventory.Open(context.Background(), st, secrets, func() time.Time { return s.now }))
	return s
}

// nextDay is a busy day's evening: two hundred tools went out and came back.
func (s *bigShop) nextDay(ctx context.Context) {
	s.now = time.Date(2026, 11, 25, 10, 0, 0, 0, lhasa)
	for range 200 {
		s.now = s.now.Add(time.Minute)
		must(s.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
		must(s.TakeBack(ctx, 1, inventory.Return{}, 1))
	}
}

func bigRules() inventory.Settings {
	s := inventory.Defaults()
	s.Limit = 100
	return s
}

func bigStock() inventory.Stock {
	st := stock()
	st.Tools = nil
	for n := range bigTools {
		st.Tools = append(st.Tools, inventory.Tool{
			ID: inventory.ToolID(n + 1), Category: "hand",
			Name: inventory.Name{Zh: fmt.Sprintf("羊角锤%d号", n+1), Bo: "ཐོ་བ།", En: "Claw hammer"},
		})
	}
	return st
}

// pastLoans writes closed loans with their indexes and audit entries as the desk
// leaves them, many in one transaction, each table in the order of its keys.
func pastLoans(ctx context.Context, st store.Store, n int) error {
	const atOnce = 100_000
	for from := 0; from < n; from += atOnce {
		to := min(from+atOnce, n)
		err := st.Update(ctx, func(tx store.Tx) error {
			var lent, had []store.Entry
			for i := from; i < to; i++ {
				out := benchNow.AddDate(-4, 0, 0).Add(time.Duration(i) * 2 * time.Minute)
				l := inventory.Loan{
					ID: inventory.LoanID(i + 1), Slip: inventory.LoanID(i + 1), TakenBy: 1,
					Tool: inventory.ToolID(1 + i*7919%bigTools), Borrower: inventory.ResidentID(1 + i*104729%bigPeople),
					Out: out, Due: out.AddDate(0, 0, 7), Back: out.AddDate(0, 0, 3),
				}
				id := uint32(l.ID)
				seq := uint64(bigPeople*2 + 2 + i)
				e := inventory.Entry{Seq: seq, At: l.Out, Deed: "lend", Subjects: []string{l.Borrower.Code().String(), l.ID.Code().String(), l.Tool.Code().String()}, Hash: make([]byte, 32)}
				lent = append(lent, store.Entry{Key: four(uint32(l.Tool), id)})
				had = append(had, store.Entry{Key: four(uint32(l.Borrower), id)})
				for _, p := range []put{
					{"loan", four(id), inventory.EncodeForTest(l)},
					{"back", four(uint32(l.Back.Unix()), id), nil},
					{"audit", binary.BigEndian.AppendUint64(nil, seq), inventory.EncodeForTest(e)},
				} {
					if err := tx.Put(p.table, p.key, p.value); err != nil {
						return err
					}
				}
			}
			return bySort(tx, map[store.Table][]store.Entry{"lent": lent, "had": had})
		})
		if err != nil {
			return err
		}
	}
	return nil
}

func bySort(tx store.Tx, tables map[store.Table][]store.Entry) error {
	for t, list := range tables {
		slices.SortFunc(list, func(a, b store.Entry) int { return slices.Compare(a.Key, b.Key) })
		for _, e := range list {
			if err := tx.Put(t, e.Key, nil); err != nil {
				return err
			}
		}
	}
	return nil
}

// four is a key of numbers, four bytes each.
func four(parts ...uint32) []byte {
	var k []byte
	for _, p := range parts {
		k = binary.BigEndian.AppendUint32(k, p)
	}
	return k
}

// took reports the median and the 99th percentile of measured times.
func took(b *testing.B, what string, times []time.Duration) {
	b.Helper()
	slices.Sort(times)
	micro := func(d time.Duration) float64 { return float64(d.Nanoseconds()) / 1000 }
	b.ReportMetric(micro(times[len(times)/2]), what+"-p50-µs")
	b.ReportMetric(micro(times[len(times)*99/100]), what+"-p99-µs")
}

// BenchmarkPast is the shop with a million loans behind it: each deed and each
// screen's question, the file's opening, the memory, the share of sealing.
// go test ./inventory -run xxx -bench Past -benchtime 2000x
func BenchmarkPast(b *testing.B) {
	s := buildBig(b, past())
	ctx := context.Background()
	b.Run("deeds", func(b *testing.B) {
		deeds(b, append([]deeder{newDeskDeeds(s), newBareDeeds(b, s)}, newSQLiteDeeds(b, past())...)...)
	})
	b.Run("sealing", func(b *testing.B) { sealing(b, s) })
	s.nextDay(ctx)
	for _, q := range questions(ctx, s) {
		b.Run("ask/"+q.name, func(b *testing.B) { ask(b, q) })
	}
	b.Run("open", func(b *testing.B) { opening(b, s) })
}

// deeder does the two deeds of the counter, in its own way.
type deeder struct {
	name       string
	lend, back func()
}

// deeds lets them take turns, so that a slow minute of the machine is everyone's.
func deeds(b *testing.B, all ...deeder) {
	runtime.LockOSThread()
	defer runtime.UnlockOSThread()
	times := map[string][]time.Duration{}
	timed := func(name string, do func()) {
		t0, c0 := time.Now(), cpu()
		do()
		times[name+"-cpu"] = append(times[name+"-cpu"], cpu()-c0)
		times[name] = append(times[name], time.Since(t0))
	}
	for b.Loop() {
		for _, d := range all {
			timed(d.name+"-lend", d.lend)
		}
		for _, d := range all {
			timed(d.name+"-back", d.back)
		}
	}
	for name, list := range times {
		took(b, name, list)
	}
}

func newDeskDeeds(s *bigShop) deeder {
	ctx := context.Background()
	return deeder{"desk", func() {
		s.now = s.now.Add(time.Second)
		must(s.Lend(ctx, bigPeople, []inventory.ToolID{1}, "zh"))
	}, func() { must(s.TakeBack(ctx, 1, inventory.Return{}, 1)) }}
}
