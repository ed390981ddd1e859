package inventory_test

import (
	"context"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/store"
)

// audited is a shop with deeds of several people on several days.
func audited(t *testing.T) (s *shop, duty inventory.StaffID) {
	ctx := context.Background()
	s = newShop(t)
	duty = must(s.Hire(ctx, "试用员", inventory.Duty, "314159", s.boss)).ID
	who := s.resident(1)
	for _, day := range []string{"2026-11-25 10:00", "2026-11-26 10:00", "2026-11-27 10:00"} {
		s.at(day)
		s.lend(who, hammer)
		s.later(time.Hour)
		must(s.TakeBack(ctx, hammer, inventory.Return{}, duty))
	}
	return s, duty
}

func TestTheAuditIsReadWithFilters(t *testing.T) {
	ctx := context.Background()
	s, duty := audited(t)
	tag := hammer.Code().String()
	for what, c := range map[string]struct {
		f    inventory.DeedFilter
		want int
	}{
		"of somebody":            {inventory.DeedFilter{Who: duty}, 3},
		"of nobody on the staff": {inventory.DeedFilter{Nobody: true, Deed: "lend"}, 3},
		"of a kind":              {inventory.DeedFilter{Deed: "take back"}, 3},
		"about a record":         {inventory.DeedFilter{Subject: tag}, 6},
		"of a day":               {inventory.DeedFilter{Subject: tag, From: day("2026-11-26"), Until: day("2026-11-26")}, 2},
		"from a day on":          {inventory.DeedFilter{From: day("2026-11-26")}, 4},
		"until a day":            {inventory.DeedFilter{Subject: tag, Until: day("2026-11-25")}, 2},
		"before there was any":   {inventory.DeedFilter{Until: day("2020-01-01")}, 0},
		"after there is any":     {inventory.DeedFilter{From: day("2030-01-01")}, 0},
		"a kind that is not":     {inventory.DeedFilter{Deed: "back"}, 0},
	} {
		list, next, err := s.Audit(ctx, c.f, 0, 100, nil)
		if err != nil || len(list) != c.want || next != 0 {
			t.Errorf("%s: %d, next %d, %v; want %d", what, len(list), next, err, c.want)
		}
		if !slices.IsSortedFunc(list, func(a, b inventory.Entry) int { return int(b.Seq) - int(a.Seq) }) {
			t.Errorf("%s: not the newest first", what)
		}
		var paged []inventory.Entry
		for before := uint64(0); ; {
			page, next, err := s.Audit(ctx, c.f, before, 2, nil)
			ok(t, err)
			if paged, before = append(paged, page...), next; next == 0 {
				break
			}
		}
		if !slices.EqualFunc(list, paged, func(a, b inventory.Entry) bool { return a.Seq == b.Seq }) {
			t.Errorf("%s: by pages %d, at once %d", what, len(paged), len(list))
		}
	}
	stopped, stop := context.WithCancel(ctx)
	stop()
	if _, _, err := s.Audit(stopped, inventory.DeedFilter{}, 0, 5, nil); err == nil {
		t.Error("goes on although it was stopped")
	}
	kinds := must(s.DeedKinds(ctx, nil))
	if kinds["lend"] != 3 || kinds["take back"] != 3 || kinds["hire"] != 1 {
		t.Errorf("kinds %v", kinds)
	}
}

func TestAChangedAuditIsNoticed(t *testing.T) {
	ctx := context.Background()
	s, _ := audited(t)
	var tally inventory.Tally
	p := must(s.ProveAudit(ctx, &tally))
	last := must(s.LastDeed(ctx)).Seq
	if done, all := tally.Read(); len(p.Faults) > 0 || p.Entries != last || uint64(done) != last || done != all {
		t.Errorf("proof %v, %d of %d, want %d", p, done, all, last)
	}
	change := func() {
		ok(t, s.store.Update(ctx, func(tx store.Tx) error {
			entries, err := tx.Scan("audit", store.Range{Limit: 4})
			if err != nil {
				return err
			}
			changed := slices.Clone(entries[2].Value)
			changed[len(changed)-1] ^= 1 // of its hash
			return tx.Put("audit", entries[2].Key, changed)
		}))
	}
	change()
	defer change() // back
	if p := must(s.ProveAudit(ctx, nil)); len(p.Faults) != 2 || !strings.Contains(p.Faults[0], "entry 3 was changed") {
		t.Errorf("a changed entry: %v", p.Faults)
	}
}
