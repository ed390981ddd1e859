package inventory_test

import (
	"context"
	"errors"
	"slices"
	"strings"
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

func TestADonorsNameRemovedAfterABackupIsRemovedAgain(t *testing.T) {
	ctx := context.Background()
	// life is three named gifts; what is done with them is the caller's.
	life := func() (s *shop, tool, money, stays inventory.DonationID) {
		s = newShop(t)
		gift := inventory.Gift{Tool: inventory.Tool{Name: inventory.Name{Zh: "旧羊角锤"}, Category: "hand"}, Donor: "样例甲乙", Naming: inventory.NameWhole, Lang: "zh"}
		cash := inventory.Gift{Fen: 500, Donor: "样例丙丁", Naming: inventory.NameMasked, Lang: "zh"}
		take := func(g inventory.Gift) inventory.DonationID { return must(s.TakeDonation(ctx, g, s.boss)).Donation.ID }
		return s, take(gift), take(cash), take(cash)
	}
	s, tool, money, stays := life()
	backup := must(inventory.ChainEnd(ctx, s.store)).Seq
	ok(t, s.ForgetDonor(ctx, tool, s.boss))
	ok(t, s.StrikeDonation(ctx, money, s.boss))
	later := inventory.DeedsAfter(ctx, s.store, backup, 0, 1)
	if !slices.Equal(later.Nameless, []inventory.DonationID{tool, money}) || len(later.Forgotten) != 0 {
		t.Fatalf("after the backup: %+v, want %d and %d nameless", later, tool, money)
	}

	copied, _, _, _ := life() // the backup: all three are named in it
	if n := must(copied.ForgetDonorsAgain(ctx, append(later.Nameless, 77))); n != 2 {
		t.Errorf("%d donations changed, want 2", n)
	}
	for id, want := range map[inventory.DonationID]string{tool: "", money: "", stays: "样*丁"} {
		if g := must(copied.DonationOf(ctx, id)); g.Donor != want || g.Tool.Origin.Donor != "" {
			t.Errorf("donation %d of %q, want %q", id, g.Donor, want)
		}
	}
	if strings.Contains(copied.records(), "样例甲乙") {
		t.Error("the name still stands in the records")
	}
	if n := must(copied.ForgetDonorsAgain(ctx, later.Nameless)); n != 0 {
		t.Errorf("removed twice: %d", n)
	}
	if faults := must(copied.Check(ctx)); len(faults) > 0 {
		t.Error(faults)
	}
}
