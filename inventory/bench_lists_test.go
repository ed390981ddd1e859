package inventory_test

import (
	"context"
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

// The shop of the lists' benchmarks: tools on fifty shelves, every third of a kind
// that is inspected, ten past loans each, some out and some on the bench.
const (
	listTools = 10_000
	listOut   = 600
	listOff   = 300
)

// buildLists makes it on a real file, with a count of all shelves that is half
// done.
func buildLists(b *testing.B) (*bigShop, inventory.StocktakeID) {
	b.Helper()
	ctx := context.Background()
	path := filepath.Join(b.TempDir(), "shop.db")
	list := bigStock()
	list.Categories = append(list.Categories, inventory.Category{ID: "cared", Name: inventory.Name{Zh: "要检查"}, LoanDays: 3, InspectDays: 180})
	first := list.Tools[0]
	list.Tools = nil
	for n := range listTools {
		t := first
		t.ID, t.Shelf, t.Added = inventory.ToolID(n+1), fmt.Sprintf("A-%02d", n%50), benchNow.AddDate(-5, 0, 0)
		t.Inspected = benchNow.AddDate(0, 0, -n%170)
		if n%3 == 0 {
			t.Category = "cared"
		}
		list.Tools = append(list.Tools, t)
	}
	err := boltstore.Create(path, func(raw store.Store) error {
		st := seal.Wrap(raw, secrets, inventory.SecretTables()...)
		if err := inventory.Found(ctx, st, bigRules(), list, benchNow.AddDate(-5, 0, 0)); err != nil {
			return err
		}
		hire(b, st)
		desk := must(inventory.Open(ctx, st, secrets, func() time.Time { return benchNow.AddDate(-5, 0, 0) }))
		for n := range bigPeople {
			r := must(desk.Register(ctx, invented.Person(n, desk.Settings().ConsentVersion), "zh"))
			must(desk.Verify(ctx, r.ID, 1))
		}
		return pastLoans(ctx, st, 10*listTools)
	})
	if err != nil {
		b.Fatal(err)
	}
	s := openBig(b, path)
	for n := range listOff {
		if err := s.TakeOffShelf(ctx, inventory.ToolID(listTools-n), inventory.Repair, 1); err != nil {
			b.Fatal(err)
		}
	}
	for n := range listOut {
		must(s.Lend(ctx, inventory.ResidentID(1+n%(bigPeople-1)), []inventory.ToolID{inventory.ToolID(2 + n)}, "zh"))
	}
	s.now = benchNow.Add(time.Hour)
	count := must(s.BeginStocktake(ctx, "", true, 1))
	for n := range listTools / 2 {
		_, _, err := s.See(ctx, count.ID, inventory.ToolID(2*n+1), 1)
		must(0, err)
	}
	return s, count.ID
}

// BenchmarkLists are the long lists of the desk over 10^4 tools.
// go test ./inventory -run xxx -bench Lists -benchtime 30x
func BenchmarkLists(b *testing.B) {
	ctx := context.Background()
	s, count := buildLists(b)
	for _, q := range []question{
		{"shelves", func(int) error { _, err := s.Shelves(ctx); return err }},
		{"stocktake", func(int) error { _, _, err := s.StocktakeOf(ctx, count); return err }},
		{"maintenance", func(int) error { _, err := s.Upkeep(ctx); return err }},
		{"maintenance-page", func(n int) error {
			ids := make([]inventory.ToolID, 32)
			for i := range ids {
				ids[i] = inventory.ToolID(1 + (n*32+i)*3%listTools)
			}
			_, err := s.UsesOf(ctx, ids)
			return err
		}},
		{"plain-scan", func(int) error { _, err := s.ToolsAfter(ctx, 0, listTools); return err }},
	} {
		b.Run(q.name, func(b *testing.B) { ask(b, q) })
	}
}
