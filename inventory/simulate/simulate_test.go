package simulate_test

import (
	"bytes"
	"context"
	"errors"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/simulate"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

var founded = time.Date(2026, 5, 12, 9, 0, 0, 0, time.FixedZone("Lhasa", 8*3600))

var keys = seal.NewKeys([32]byte{7})

// stock is a small shop with a tool of each kind of rule.
func stock() inventory.Stock {
	bought := inventory.Origin{Date: founded}
	s := inventory.Stock{Categories: []inventory.Category{
		{ID: "hand", Name: inventory.Name{Zh: "手工"}, LoanDays: 7},
		{ID: "power", Name: inventory.Name{Zh: "电动"}, LoanDays: 3, MinAge: 18, InspectDays: 30},
		{ID: "aid", Name: inventory.Name{Zh: "助行"}, LoanDays: 30, CleanOnReturn: true},
	}}
	parts := map[inventory.CategoryID][]inventory.Part{"power": {{Name: inventory.Name{Zh: "电池"}, Count: 2}, {Name: inventory.Name{Zh: "钻头"}, Count: 5}}}
	for i, c := range []inventory.CategoryID{"hand", "hand", "hand", "hand", "hand", "power", "power", "aid", "hand", "hand"} {
		s.Tools = append(s.Tools, inventory.Tool{ID: inventory.ToolID(i + 1), Name: inventory.Name{Zh: "工具"}, Category: c, Origin: bought, Parts: parts[c]})
	}
	s.Kinds = []inventory.JobKind{
		{ID: "plumbing", Name: inventory.Name{Zh: "水管"}, Skill: "plumbing", Squad: "team", Urgent: true, Phrases: []inventory.Name{{Zh: "漏水"}, {Zh: "没有水"}}},
		{ID: "elder-care", Name: inventory.Name{Zh: "探望"}, Squad: "silver"},
	}
	return s
}

func found(t testing.TB, st store.Store) {
	t.Helper()
	rules := inventory.Defaults()
	rules.Jobs.Partners = []inventory.Partner{{ID: "electricians", Name: inventory.Name{Zh: "示例电工铺"}, Phone: "0891-0000000"}}
	if err := inventory.Found(t.Context(), st, rules, stock(), founded); err != nil {
		t.Fatal(err)
	}
}

// newShop is a shop in memory.
func newShop(t testing.TB) store.Store {
	st := memstore.New()
	found(t, st)
	return st
}

// fileShop is a shop in a file, sealed as in the program.
func fileShop(t testing.TB) (st store.Store, path string) {
	t.Helper()
	path = filepath.Join(t.TempDir(), "shop.db")
	err := boltstore.Create(path, func(raw store.Store) error {
		found(t, seal.Wrap(raw, keys, inventory.SecretTables()...))
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	raw, err := boltstore.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = raw.Close() })
	return seal.Wrap(raw, keys, inventory.SecretTables()...), path
}

// desk opens a shop on a clock that stands at its founding.
func desk(t testing.TB, st store.Store) (*inventory.Desk, *simulate.Clock) {
	t.Helper()
	clock := simulate.NewClock(founded)
	d, err := inventory.Open(t.Context(), st, keys, clock.Now)
	if err != nil {
		t.Fatal(err)
	}
	return d, clock
}

// live runs a shop and returns the acknowledged lines.
func live(t testing.TB, st store.Store, c simulate.Config) string {
	t.Helper()
	d, clock := desk(t, st)
	var acks bytes.Buffer
	c.Acks = &acks
	if _, err := simulate.Run(t.Context(), d, clock, c); err != nil {
		t.Fatal(err)
	}
	if faults, err := d.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Fatalf("check: %v %q", err, faults)
	}
	return acks.String()
}

// entries is the shop's audit.
func entries(t testing.TB, st store.Store) []inventory.Entry {
	t.Helper()
	d, _ := desk(t, st)
	var all []inventory.Entry
	for {
		page, err := d.EntriesAfter(t.Context(), uint64(len(all)), 100)
		if err != nil {
			t.Fatal(err)
		}
		if all = append(all, page...); len(page) < 100 {
			return all
		}
	}
}

func TestTheSameSeedGivesTheSameLife(t *testing.T) {
	c := simulate.Config{Seed: 5, Until: founded.AddDate(0, 0, 40)}
	one, two := live(t, newShop(t), c), live(t, newShop(t), c)
	if one != two {
		t.Error("two lives of one seed differ")
	}
	c.Seed++
	if other := live(t, newShop(t), c); other == one {
		t.Error("another seed gives the same life")
	}
}

func TestAShopGoesOnWhereItStopped(t *testing.T) {
	st := newShop(t)
	first := live(t, st, simulate.Config{Seed: 5, Until: founded.AddDate(0, 0, 10)})
	before := entries(t, st)
	second := live(t, st, simulate.Config{Seed: 5, Until: founded.AddDate(0, 0, 20)})
	after := entries(t, st)
	if len(after) <= len(before) || after[len(before)].At.Before(before[len(before)-1].At) {
		t.Errorf("%d deeds, then %d; time must go on", len(before), len(after))
	}
	for line := range strings.Lines(second) {
		if strings.HasPrefix(line, "ack loan") && strings.Contains(first, line) {
			t.Errorf("%q twice", line)
		}
	}
}

// Every deed that is on disk has been acknowledged, and no other: without errors
// the audit and the lines say the same.
func TestEachDeedIsAcknowledgedOnce(t *testing.T) {
	for _, clients := range []int{1, 4} {
		st := newShop(t)
		d, clock := desk(t, st)
		var deeds deedCounter
		report, err := simulate.Run(t.Context(), d, clock, simulate.Config{Seed: 2, Until: founded.AddDate(0, 0, 30), Clients: clients, Acks: &deeds})
		if err != nil {
			t.Fatal(err)
		}
		audited := -1 // its founding nobody acknowledges
		for _, e := range entries(t, st) {
			if e.Deed != "lapse" { // nobody did it
				audited++
			}
		}
		if clients == 1 && int(deeds) != audited || int(deeds) != report.Deeds || int(deeds) < audited {
			t.Errorf("%d clients: %d acknowledged, %d reported, %d in the audit", clients, deeds, report.Deeds, audited)
		}
		if report.Refused == 0 {
			t.Error("nothing was ever refused")
		}
	}
}

// deedCounter counts the Writes: one for each deed.
type deedCounter int

func (n *deedCounter) Write(p []byte) (int, error) {
	*n++
	return len(p), nil
}

func TestItStopsWhenAsked(t *testing.T) {
	st := newShop(t)
	d, clock := desk(t, st)
	ctx, stop := context.WithCancel(t.Context())
	deeds := 0
	stopping := writer(func(p []byte) (int, error) {
		if deeds++; deeds == 20 {
			stop()
		}
		return len(p), nil
	})
	report, err := simulate.Run(ctx, d, clock, simulate.Config{Seed: 1, Until: founded.AddDate(1, 0, 0), Clients: 2, Acks: stopping})
	if err != nil || report.Deeds < 20 || report.Deeds > 22 {
		t.Errorf("stopped: %v after %d deeds, want 20 or the one that had begun more", err, report.Deeds)
	}
}

func TestNobodyHearsAnyMore(t *testing.T) {
	d, clock := desk(t, newShop(t))
	gone := errors.New("gone")
	deaf := writer(func([]byte) (int, error) { return 0, gone })
	if _, err := simulate.Run(t.Context(), d, clock, simulate.Config{Until: founded.AddDate(1, 0, 0), Acks: deaf}); !errors.Is(err, gone) {
		t.Errorf("nobody reads the lines: %v", err)
	}
}

type writer func([]byte) (int, error)

func (w writer) Write(p []byte) (int, error) { return w(p) }

func TestNothingHappensOutOfHours(t *testing.T) {
	st := newShop(t)
	live(t, st, simulate.Config{Seed: 3, Until: founded.AddDate(0, 0, 14)})
	zone, err := time.LoadLocation(inventory.Defaults().Zone)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range entries(t, st)[2:] {
		if h := e.At.In(zone).Hour(); h < 9 || h >= 18 {
			t.Errorf("%s at %s", e.Deed, e.At.In(zone))
		}
	}
}
