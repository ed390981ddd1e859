package inventory_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

func TestConsentIsToATextAndToANewTextAnew(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(v *inventory.Settings) { v.ConsentVersion = "2027-01" })
	p := s.person(1)
	r := must(s.Register(ctx, p, "zh"))
	if !r.Agreed("2027-01") || r.Agreed("2026-11") || r.Agreed("") || (inventory.Resident{}).Agreed("") {
		t.Error("agreed to the wrong text")
	}
	err := s.store.Update(ctx, func(tx store.Tx) error { // as if registered under the text before
		old := r
		old.Person.Consent.Version = "2026-11"
		return tx.Put("resident", four(uint32(r.ID)), inventory.EncodeForTest(old))
	})
	if err != nil {
		t.Fatal(err)
	}
	if must(s.ByCard(ctx, r.ID)).Agreed("2027-01") {
		t.Error("an old consent counts for a new text")
	}
	s.now = s.now.Add(time.Hour)
	again := must(s.Agree(ctx, r.ID))
	if !again.Agreed("2027-01") || !again.Person.Consent.At.Equal(s.now) || again.Since.Equal(s.now) {
		t.Errorf("agreed at %v, want now", again.Person.Consent.At)
	}
	s.wantAudit("agree", 0, r.ID.Code().String())
	if _, err := s.Agree(ctx, 77); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("somebody nobody knows: %v", err)
	}
}

func TestWithdrawingEndsLendingAndErasesOnceNothingIsOut(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	free, busy, back := s.resident(1), s.resident(2), s.resident(3)
	if r := must(s.Withdraw(ctx, free, 0)); r.Erased.IsZero() || r.Person != (people.Person{}) {
		t.Error("with nothing out one is not erased at once")
	}
	s.wantAudit("erase", 0, free.Code().String())
	s.lend(busy, hammer)
	s.lend(back, pliers)
	if r := must(s.Withdraw(ctx, busy, s.boss)); !r.Erased.IsZero() || r.Withdrawn.IsZero() || r.Agreed(s.Settings().ConsentVersion) {
		t.Errorf("with a hammer out: erased %v, withdrawn %v", r.Erased, r.Withdrawn)
	}
	s.wantAudit("withdraw", s.boss, busy.Code().String())
	must(s.Withdraw(ctx, back, 0))
	if err := s.mayBorrow(busy); !errors.Is(err, inventory.ErrWithdrawn) {
		t.Errorf("a new loan: %v, want ErrWithdrawn", err)
	}
	if n := must(s.Anonymise(ctx, 9)); n != 0 {
		t.Errorf("%d forgotten with tools out", n)
	}
	must(s.Agree(ctx, back))
	for _, tool := range []inventory.ToolID{hammer, pliers} {
		must(s.TakeBack(ctx, tool, inventory.Return{}, s.boss))
	}
	for _, who := range []inventory.ResidentID{busy, back} {
		if err := inventory.Active(ctx, s.Desk, who); err != nil {
			t.Fatal(err)
		}
	}
	if n := must(s.Anonymise(ctx, 9)); n != 1 {
		t.Errorf("%d forgotten after the return, want 1", n)
	}
	if _, err := s.ByCard(ctx, busy); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("who had withdrawn: %v, want ErrNoResident", err)
	}
	if err := s.mayBorrow(back); err != nil {
		t.Errorf("who agreed again: %v", err)
	}
}

func TestErasingLeavesANumberAndTheLoans(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	p := s.person(1)
	must(s.note(who, "一句话", s.boss))
	s.lend(who, hammer, pliers)
	if _, err := s.ByPhone(ctx, p.Phone, "0000"); !errors.Is(err, inventory.ErrNoMatch) {
		t.Fatal(err)
	}
	var has *inventory.StillHas
	if err := s.Erase(ctx, who, s.boss); !errors.As(err, &has) || has.Loans != 2 {
		t.Fatalf("with two tools out: %v, want *StillHas of 2", err)
	}
	must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss))
	must(s.TakeBack(ctx, pliers, inventory.Return{}, s.boss))
	if err := s.Erase(ctx, who, s.boss); err != nil {
		t.Fatal(err)
	}
	s.wantAudit("erase", s.boss, who.Code().String())
	for _, table := range []store.Table{"phone", "document", "last", "idle", "ward"} {
		if left := s.table(table); len(left) != 0 {
			t.Errorf("table %s keeps %d entries", table, len(left))
		}
	}
	for _, e := range s.table("tries") {
		if bytes.HasPrefix(e.Key, []byte("phone/")) {
			t.Error("wrong tries are still counted for the telephone")
		}
	}
	for _, table := range []store.Table{"resident", "loan", "audit", "print"} {
		for _, e := range s.table(table) {
			for _, secret := range []string{p.Name, p.Phone, p.Number, "一句话"} {
				if bytes.Contains(e.Value, []byte(secret)) {
					t.Errorf("table %s still holds the person", table)
				}
			}
		}
	}
	if loans := s.table("loan"); len(loans) != 2 {
		t.Errorf("%d loans, want both for the statistics", len(loans))
	}
	if today := must(s.Today(ctx)); today.Back != 2 {
		t.Errorf("today %+v, want two back", today)
	}
	if jobs := must(s.WaitingPrints(ctx, 9)); len(jobs) != 1 || jobs[0].Paper != inventory.LoanSlip {
		t.Errorf("waiting %+v, want the slip and no card", jobs)
	}
	if _, err := s.ByPhone(ctx, p.Phone, p.LastFour()); !errors.Is(err, inventory.ErrNoMatch) {
		t.Errorf("by telephone: %v, want ErrNoMatch", err)
	}
	if err := s.Consider(ctx, who, []inventory.ToolID{hammer}); err == nil && s.mayBorrow(who) == nil {
		t.Error("an erased resident borrows")
	}
	if again := must(s.Register(ctx, p, "zh")); again.ID == who {
		t.Error("the same person got the erased number back")
	}
}

func TestWhoLeavesWaitsForNothingAnyMore(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	first, second, has := s.resident(1), s.resident(2), s.resident(3)
	s.lend(has, hammer)
	must(s.PlaceHold(ctx, first, hammer))
	must(s.PlaceHold(ctx, second, hammer))
	must(s.Reserve(ctx, first, wheelchair, day("2026-11-30"), day("2026-12-01")))
	if slices.Contains(must(s.FreeDays(ctx, wheelchair)), day("2026-11-30")) {
		t.Fatal("a reserved day is free")
	}
	must(s.Withdraw(ctx, has, 0))
	if _, err := s.PlaceHold(ctx, has, pliers); !errors.Is(err, inventory.ErrWithdrawn) {
		t.Errorf("a hold after withdrawing: %v, want ErrWithdrawn", err)
	}
	if err := s.Erase(ctx, first, s.boss); err != nil {
		t.Fatal(err)
	}
	if queue := must(s.Queue(ctx, hammer)); len(queue) != 1 || queue[0].Hold.Resident != second {
		t.Errorf("%d wait for the hammer, want the second alone", len(queue))
	}
	if days := must(s.FreeDays(ctx, wheelchair)); !slices.Contains(days, day("2026-11-30")) {
		t.Errorf("free days of the wheelchair %v, want the reserved ones among them", days)
	}
	if back := must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss)); back.Hold == 0 {
		t.Error("the hammer waits for nobody, want the second")
	}
	if n := must(s.Anonymise(ctx, 9)); n != 1 {
		t.Errorf("%d forgotten, want who had withdrawn", n)
	}
}

func TestErasingOneOfAFamilyLeavesTheOther(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	p, q := s.person(1), s.person(2)
	q.Phone = p.Phone
	who, other := must(s.Register(ctx, p, "zh")).ID, must(s.Register(ctx, q, "zh")).ID
	if err := s.Erase(ctx, who, s.boss); err != nil {
		t.Fatal(err)
	}
	if r, err := s.ByPhone(ctx, q.Phone, q.LastFour()); err != nil || r.ID != other {
		t.Errorf("the other one of the telephone: %d, %v", r.ID, err)
	}
}

func TestWhoIsIdleForLongIsForgotten(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	start := s.now
	never, often, holds, fresh := s.resident(0), s.resident(1), s.resident(2), inventory.ResidentID(0)
	parent := s.resident(3)
	child := must(s.RegisterChild(ctx, s.child(), parent, "zh", 0)).ID
	s.lend(holds, hammer)
	for day := 1; day <= 182; day++ {
		s.now = start.AddDate(0, 0, day)
		s.work()
		if day == 60 {
			fresh = s.stranger(5)
			for _, who := range []inventory.ResidentID{often, child} {
				if err := inventory.Active(ctx, s.Desk, who); err != nil {
					t.Fatal(err)
				}
			}
		}
		want := 0
		if day == 181 {
			want = 1 // never: 180 full days are over
		}
		if n := must(s.Anonymise(ctx, 9)); n != want {
			t.Errorf("day %d: %d forgotten, want %d", day, n, want)
		} else if n > 0 {
			s.wantAudit("anonymise", 0, never.Code().String())
		}
	}
	known := func(id inventory.ResidentID) bool { _, err := s.ByCard(ctx, id); return err == nil }
	if known(never) || !known(often) || !known(holds) || !known(fresh) || !known(parent) || !known(child) {
		t.Errorf("known: never %t, often %t, holds %t, fresh %t, parent %t, child %t; want only never forgotten",
			known(never), known(often), known(holds), known(fresh), known(parent), known(child))
	}
	s.workUntil(start.AddDate(0, 0, 60+181))
	if n := must(s.Anonymise(ctx, 1)); n != 1 {
		t.Errorf("one at a time: %d", n)
	}
	if n := must(s.Anonymise(ctx, 9)); known(often) || known(fresh) || known(parent) || known(child) || !known(holds) {
		t.Errorf("%d more forgotten; only who has a hammer is to stay", n)
	}
	before := len(s.entries(0))
	if n := must(s.Anonymise(ctx, 9)); n != 0 || len(s.entries(before)) != 0 {
		t.Errorf("nothing to do: %d forgotten", n)
	}
	must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss))
	if err := inventory.Active(ctx, s.Desk, holds); err != nil {
		t.Fatal(err)
	}
	if must(s.Anonymise(ctx, 9)); !known(holds) {
		t.Error("forgotten on the day of the return")
	}
	if loans := s.table("loan"); len(loans) != 1 {
		t.Errorf("%d loans, want 1", len(loans))
	}
}

func TestTheSweepOfEachMinuteForgetsWhoWasAwayForLong(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	away := s.resident(1)
	s.workUntil(s.now.AddDate(0, 0, 180))
	if n := must(s.Sweep(ctx)); n != 0 {
		t.Errorf("after 180 days %d filed, want none", n)
	}
	s.now = s.now.AddDate(0, 0, 1)
	if n := must(s.Sweep(ctx)); n != 1 {
		t.Errorf("after 181 days %d filed, want the one resident", n)
	}
	if _, err := s.ByCard(ctx, away); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("after the sweep: %v, want ErrNoResident", err)
	}
}

func TestOnAClockSetBackNobodyIsForgotten(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	s.lend(who, hammer)
	must(s.Withdraw(ctx, who, 0))
	must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss))
	s.now = s.now.Add(-time.Hour)
	if _, err := s.Anonymise(ctx, 9); !errors.Is(err, inventory.ErrClockBack) {
		t.Errorf("%v, want ErrClockBack", err)
	}
	if _, err := s.ByCard(ctx, who); err != nil {
		t.Errorf("forgotten all the same: %v", err)
	}
}

func TestActivityIsWrittenOnceADay(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	want := func(what, day string) {
		t.Helper()
		entries := s.table("idle")
		date := must(time.Parse(time.DateOnly, day))
		if len(entries) != 1 || !bytes.Equal(entries[0].Key, four(uint32(date.Unix()/86400), uint32(who))) {
			t.Errorf("%s: index %x, want %s", what, entries, day)
		}
	}
	want("registered", "2026-11-24")
	s.now = time.Date(2026, 11, 25, 0, 30, 0, 0, lhasa) // in UTC still the 24th
	must(0, inventory.Active(ctx, s.Desk, who))
	want("half past midnight in Lhasa", "2026-11-25")
	s.now = s.now.Add(20 * time.Hour)
	must(0, inventory.Active(ctx, s.Desk, who))
	want("the same evening", "2026-11-25")
	must(0, inventory.Active(ctx, s.Desk, 77))
	want("somebody nobody knows", "2026-11-25")
}

// Layout 1 has no index of activity; the migration builds it from the loans.
func TestTheIndexOfActivityIsBuiltFromLoansAndReturns(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	never, back, out := s.resident(1), s.resident(2), s.resident(3)
	s.now = s.now.AddDate(0, 0, 1)
	s.lend(back, hammer)
	s.lend(out, pliers)
	s.now = s.now.AddDate(0, 0, 2)
	must(s.TakeBack(ctx, hammer, inventory.Return{}, s.boss))
	err := s.store.Update(ctx, func(tx store.Tx) error {
		for _, table := range []store.Table{"last", "idle"} {
			entries, err := tx.Scan(table, store.Range{})
			if err != nil {
				return err
			}
			for _, e := range entries {
				if err := tx.Delete(table, e.Key); err != nil {
					return err
				}
			}
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	for range 2 { // twice does no harm
		if err := inventory.IndexActivity(ctx, s.store); err != nil {
			t.Fatal(err)
		}
		entries := s.table("idle")
		first := uint32(time.Date(2026, 11, 24, 0, 0, 0, 0, time.UTC).Unix() / 86400)
		for i, want := range [][]byte{four(first, uint32(never)), four(first+1, uint32(out)), four(first+3, uint32(back))} {
			if len(entries) != 3 || !bytes.Equal(entries[i].Key, want) {
				t.Fatalf("index %x, want the %d. to be %x", entries, i+1, want)
			}
		}
	}
}
