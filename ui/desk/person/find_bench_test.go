package person_test

import (
	"context"
	"fmt"
	"runtime"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/typing"
)

// crowd is how many residents the benchmark's shop has.
const crowd = 100_000

// syllables make names that nobody takes for a person's.
var syllables = []rune("测试样本示例演示试用样品甲乙丙丁戊己庚辛壬癸东南西北春夏秋冬")

// crowded opens, each time anew, a shop with a crowd, its residents sealed as on disk.
func crowded() func() *inventory.Desk {
	ctx := context.Background()
	now := time.Date(2026, 11, 24, 10, 0, 0, 0, time.UTC)
	keys := seal.NewKeys([32]byte{1})
	st := seal.Wrap(memstore.New(), keys, inventory.SecretTables()...)
	if err := inventory.Found(ctx, st, inventory.Defaults(), inventory.Stock{}, now); err != nil {
		panic(err)
	}
	open := func() *inventory.Desk {
		return desktest.Must(inventory.Open(ctx, st, keys, func() time.Time { return now }))
	}
	d := open()
	boss := desktest.Must(d.AppointManager(ctx, desktest.PIN))
	rows := make([]inventory.ResidentRow, crowd)
	for n := range rows {
		p := invented.Person(n, d.Settings().ConsentVersion)
		p.Name = string([]rune{syllables[n%len(syllables)], syllables[n/7%len(syllables)], syllables[n/211%len(syllables)], syllables[n/5003%len(syllables)]})
		p.ID, p.Born, p.Consent.At = people.ID{Kind: people.Passport, Number: fmt.Sprintf("TEST%06d", n)}, p.Birth(), now
		rows[n] = inventory.ResidentRow{Row: n + 1, Resident: inventory.Resident{Person: p, Lang: "zh"}}
	}
	desktest.Must(d.ImportResidents(ctx, rows, "csv", boss.ID, &inventory.Tally{}))
	return open
}

// BenchmarkFindPeople looks for residents among many, as the screen does and as
// one would without the list in memory.
func BenchmarkFindPeople(b *testing.B) {
	if err := typing.Load(); err != nil {
		b.Fatal(err)
	}
	ctx := context.Background()
	open := crowded()
	find := func(d *inventory.Desk, words string) int {
		_, total, err := d.FindPeople(ctx, inventory.PersonQuery{Words: words, Sounding: typing.Sounding, Limit: 20})
		if err != nil {
			b.Fatal(err)
		}
		return total
	}
	d := open()
	b.Run("first", func(b *testing.B) {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		for b.Loop() {
			d = open()
			find(d, "x")
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc-before.HeapAlloc)/1e6, "MB")
	})
	for _, q := range []struct{ name, words string }{
		{"letter", "c"}, {"initials", "csyb"}, {"pinyin", "ceshiyang"}, {"name", "测试"}, {"phone", "1234"}, {"both", "cs 4321"}, {"nobody", "火箭"},
	} {
		b.Run(q.name, func(b *testing.B) {
			total := 0
			for b.Loop() {
				total = find(d, q.words)
			}
			b.ReportMetric(float64(total), "found")
		})
	}
	b.Run("plain-scan", func(b *testing.B) {
		for b.Loop() {
			total := 0
			means := typing.Sounding("csyb")
			for after := inventory.ResidentID(0); ; {
				page := desktest.Must(d.ResidentsAfter(ctx, after, 1000))
				for _, r := range page {
					if means(r.Person.Name) {
						total++
					}
					after = r.ID
				}
				if len(page) < 1000 {
					break
				}
			}
			b.ReportMetric(float64(total), "found")
		}
	})
}
