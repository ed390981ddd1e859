package inventory_test

import (
	"context"
	"encoding/hex"
	"io"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

// oldShop is a copy of the shop that version 0.1.0 kept, and its keys.
func oldShop(t *testing.T) (store.Store, *seal.Keys) {
	t.Helper()
	dir := filepath.Join("..", "app", "testdata", "v1")
	id := strings.TrimSpace(string(must(os.ReadFile(filepath.Join(dir, "shop.id")))))
	var master [32]byte
	if _, err := hex.Decode(master[:], must(os.ReadFile(filepath.Join(dir, id+".key")))[:64]); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "shop.db")
	to := must(os.Create(path))
	from := must(os.Open(filepath.Join(dir, "shop.db")))
	must(io.Copy(to, from))
	ok(t, from.Close())
	ok(t, to.Close())
	raw := must(boltstore.Open(path))
	t.Cleanup(func() { ok(t, raw.Close()) })
	keys := seal.NewKeys(master)
	return seal.Wrap(raw, keys, inventory.SecretTables()...), keys
}

func TestAShopOfTheFirstVersionOpensForEver(t *testing.T) {
	ctx := context.Background()
	st, keys := oldShop(t)
	if n, err := inventory.Schema(ctx, st); err != nil || n != 1 {
		t.Fatalf("layout %d, %v; want 1", n, err)
	}
	now := time.Date(2030, 1, 7, 10, 0, 0, 0, lhasa)
	clock := func() time.Time { return now }
	if _, err := inventory.Open(ctx, st, keys, clock); err == nil {
		t.Fatal("opened without a migration")
	}
	ok(t, inventory.Migrate(ctx, st, now))
	if n, err := inventory.Schema(ctx, st); err != nil || n != inventory.NewestSchema {
		t.Fatalf("layout %d, %v; want %d", n, err, inventory.NewestSchema)
	}
	desk := must(inventory.Open(ctx, st, keys, clock))
	if faults, err := desk.Check(ctx); err != nil || len(faults) > 0 {
		t.Fatalf("check: %v, %v", faults, err)
	}
	if s, d := desk.Settings().Jobs, inventory.Defaults().Jobs; s.ElderAge != d.ElderAge || s.ReopenDays != d.ReopenDays || s.Discount != d.Discount || len(s.Squads) != len(d.Squads) {
		t.Errorf("the rules for jobs are %+v", s)
	}
	if gave := must(desk.AdoptJobKinds(ctx, jobKinds())); !gave || len(must(desk.JobKinds(ctx))) != len(jobKinds()) {
		t.Error("no kinds of jobs were given to a shop that had none")
	}
	if s, d := desk.Settings(), inventory.Defaults(); s.Renewals != d.Renewals || s.HoldDays != d.HoldDays || s.UndoWithin != d.UndoWithin || s.Limit != d.Limit {
		t.Errorf("settings %+v, want the new rules beside the old ones", s)
	}
	before := (&shop{t: t, store: st}).records()
	ok(t, inventory.Migrate(ctx, st, now))
	if (&shop{t: t, store: st}).records() != before {
		t.Error("a second migration changed a record")
	}
	work(t, desk, &now)
}

// work lends every tool of a migrated shop and takes it back.
func work(t *testing.T, desk *inventory.Desk, now *time.Time) {
	t.Helper()
	ctx := context.Background()
	out := must(desk.OpenLoans(ctx, 0, 100))
	if len(out) == 0 {
		t.Error("nothing is out: the old shop had loans")
	}
	staff := must(desk.Staff(ctx))[0].ID
	for _, l := range out {
		must(desk.TakeBack(ctx, l.Tool.ID, inventory.Return{}, staff))
		_, events, err := desk.History(ctx, l.Tool.ID, 0, 10)
		ok(t, err)
		if len(events) < 2 {
			t.Errorf("tool %d: %d events, want its loan and its coming", l.Tool.ID, len(events))
		}
	}
	for _, item := range must(desk.Catalogue(ctx)) {
		if item.Status == inventory.OffShelf && item.Reason == inventory.Inspection {
			t.Errorf("tool %d: its inspection is overdue on the day it became a rule", item.Tool.ID)
		}
	}
	*now = now.AddDate(0, 0, 181)
	overdue := 0
	for _, item := range must(desk.Catalogue(ctx)) {
		if item.Status == inventory.OffShelf && item.Reason == inventory.Inspection {
			overdue++
		}
	}
	if overdue == 0 {
		t.Error("no inspection is due after half a year: power tools and ladders need one")
	}
	if faults, err := desk.Check(ctx); err != nil || len(faults) > 0 {
		t.Errorf("check: %v, %v", faults, err)
	}
}

func TestClosedDaysBecomeHolidays(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	old := map[int]any{
		1: map[int]any{1: "测试铺"}, 2: map[int]any{1: "测试社区"}, 3: "0891", 4: "Asia/Shanghai", 5: int64(17 * time.Hour), 6: []int{0},
		7: []string{"2027-02-07", "not a day", "2027-02-08"}, 8: 4, 9: 1, 10: 2, 11: 90, 12: "2026-05", 13: int64(time.Minute), 14: int64(time.Minute),
	}
	plant := func(key string, v any) {
		ok(t, s.store.Update(ctx, func(tx store.Tx) error { return tx.Put("shop", []byte(key), inventory.EncodeForTest(v)) }))
	}
	plant("settings", old)
	plant("schema", 1)
	ok(t, inventory.Migrate(ctx, s.store, s.now.Add(-time.Hour))) // a clock that is wrong stops no migration
	s.reopen()
	got := s.Settings()
	if got.Shop.Zh != "测试铺" || got.Closes != 17*time.Hour || got.Limit != 4 || got.OverdueBlocks != 2 || got.RetentionDays != 90 || got.ConsentVersion != "2026-05" {
		t.Errorf("settings %+v, want the old ones kept", got)
	}
	if len(got.Holidays) != 2 || got.Open(day("2027-02-07")) || got.Open(day("2027-02-08")) || !got.Open(day("2027-02-09")) {
		t.Errorf("holidays %v, want both closed days", got.Holidays)
	}
}

func TestLayoutsThisProgramDoesNotKnow(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	for layout, want := range map[int]error{inventory.NewestSchema + 1: inventory.ErrNewer, 0: store.ErrDamaged, -3: store.ErrDamaged} {
		plant := func(n int) {
			ok(t, s.store.Update(ctx, func(tx store.Tx) error { return tx.Put("shop", []byte("schema"), inventory.EncodeForTest(n)) }))
		}
		plant(layout)
		s.refuses("to migrate", is(want), func() error { return inventory.Migrate(ctx, s.store, s.now) })
		s.refuses("to open", func(err error) bool { return err != nil }, func() error {
			_, err := inventory.Open(ctx, s.store, secrets, func() time.Time { return s.now })
			return err
		})
		plant(inventory.NewestSchema)
	}
	if _, err := inventory.Schema(ctx, memstore.New()); !is(store.ErrDamaged)(err) {
		t.Errorf("records that are no shop's: %v", err)
	}
}
