package inventory_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"redwrench/inventory"
)

func TestWhoWasForgottenAfterABackupIsForgottenAgain(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	gone, busy, stays := s.resident(1), s.resident(2), s.resident(3)
	s.lend(busy, hammer)
	backup := must(inventory.ChainEnd(ctx, s.store)).Seq
	for range 5 {
		s.resident(4) // deeds beside
	}
	if err := s.Erase(ctx, gone, s.boss); err != nil {
		t.Fatal(err)
	}
	later := inventory.DeedsAfter(ctx, s.store, backup, 0, 1)
	if len(later.Read) != 1 || !slices.Equal(later.Forgotten, []inventory.ResidentID{gone}) {
		t.Fatalf("after the backup: %+v, want one deed told and %d forgotten", later, gone)
	}

	copied := newShop(t) // the backup: all three are in it
	copied.resident(1)
	copied.resident(2)
	copied.resident(3)
	copied.lend(busy, hammer)
	n := must(copied.ForgetAgain(ctx, []inventory.ResidentID{gone, busy, 77}))
	if n != 2 {
		t.Errorf("%d records changed, want 2", n)
	}
	if _, err := copied.ByCard(ctx, gone); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("the forgotten one: %v", err)
	}
	if r := must(copied.ByCard(ctx, busy)); r.Withdrawn.IsZero() {
		t.Error("who still has a hammer has not withdrawn")
	}
	if r := must(copied.ByCard(ctx, stays)); !r.Withdrawn.IsZero() || !r.Erased.IsZero() {
		t.Error("somebody else was touched")
	}
	copied.back(hammer)
	must(copied.Anonymise(ctx, 10))
	if _, err := copied.ByCard(ctx, busy); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("after the last return: %v", err)
	}
	if n := must(copied.ForgetAgain(ctx, []inventory.ResidentID{gone})); n != 0 {
		t.Errorf("forgotten twice: %d", n)
	}
	if faults := must(copied.Check(ctx)); len(faults) > 0 {
		t.Error(faults)
	}
}
