package inventory_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
)

// merge makes one record of two, as they are now.
func (s *shop) merge(keep, gone inventory.ResidentID) error {
	s.t.Helper()
	ctx := context.Background()
	_, err := s.Merge(ctx, must(s.Reveal(ctx, keep, s.boss)), must(s.Reveal(ctx, gone, s.boss)), s.boss)
	return err
}

func TestTwoRecordsOfOnePersonBecomeOne(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	old, twin, other := s.resident(1), s.resident(2), s.resident(3)
	s.lend(old, hammer)
	s.lend(twin, pliers)
	s.back(pliers)
	s.lend(twin, saw)
	s.lend(other, spanner, drill)
	s.hold(twin, spanner)
	s.hold(old, spanner) // both wait
	s.hold(twin, hammer) // waits for what the other has
	s.hold(old, drill)   // waits alone
	past := s.hold(twin, drill)
	ok(t, s.CancelHold(ctx, past.ID, twin, 0))
	s.reserve(twin, ladder, "2026-11-28", "2026-11-29")
	child := must(s.RegisterChild(ctx, s.child(), twin, "zh", 0)).ID
	v := s.helper("志愿甲", "plumbing")
	job := s.report(twin, "plumbing")
	must(s.TakeJob(ctx, job.ID, v))
	must(s.note(old, "甲", s.boss))
	must(s.note(twin, "乙", s.boss))
	must(s.Block(ctx, twin, "测试", s.now.AddDate(0, 0, 3), s.boss))

	ok(t, s.merge(old, twin))
	s.wantAudit("merge", s.boss, old.Code().String(), twin.Code().String())
	is := must(s.Reveal(ctx, old, s.boss))
	if is.Person.Name != s.person(1).Name || is.Note != "甲\n乙" || !is.BlockedAt(s.now) {
		t.Errorf("note %q, blocked: %t", is.Note, is.BlockedAt(s.now))
	}
	if got := must(s.ByCard(ctx, twin)); got.ID != old {
		t.Errorf("the other card finds resident %d", got.ID)
	}
	if _, err := s.Reveal(ctx, twin, s.boss); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("the other record opens: %v", err)
	}
	if loans := must(s.LoansOf(ctx, old)); len(loans) != 2 || len(must(s.LoansOf(ctx, twin))) != 0 {
		t.Errorf("%d loans", len(loans))
	}
	var waits []inventory.ToolID
	for _, h := range must(s.HoldsOf(ctx, old)) {
		waits = append(waits, h.Tool.ID)
	}
	slices.Sort(waits)
	if !slices.Equal(waits, []inventory.ToolID{drill, spanner}) {
		t.Errorf("waits for %v", waits)
	}
	if q := must(s.Queue(ctx, spanner)); len(q) != 1 || q[0].Hold.Resident != old {
		t.Errorf("queue %+v", q)
	}
	if r := must(s.ReservationsOf(ctx, old)); len(r) != 1 || r[0].Tool.ID != ladder {
		t.Errorf("reserved %+v", r)
	}
	for _, h := range must(s.HoldsAfter(ctx, 0, 100)) {
		if h.Resident == twin {
			t.Errorf("hold %d is still of the other record", h.ID)
		}
	}
	if c := must(s.ByCard(ctx, child)); c.Guardian != old {
		t.Errorf("the child stands under %d", c.Guardian)
	}
	if j := must(s.JobsOf(ctx, old)); len(j) != 1 || j[0].Job.ID != job.ID {
		t.Errorf("asked for %d jobs", len(j))
	}
	if got := s.found(must(s.ByCard(ctx, old)).Person.Phone); !slices.Equal(got, []inventory.ResidentID{old}) {
		t.Errorf("found %v", got)
	}
	if got := s.found(s.person(2).Phone); got != nil {
		t.Errorf("found by the number of the other record: %v", got)
	}
	s.later(20 * time.Hour)
	s.back(saw)
}

func TestWhatIsNotOnePersonIsNotMerged(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b, left := s.resident(1), s.resident(2), s.resident(3)
	child := must(s.RegisterChild(ctx, s.child(), a, "zh", 0)).ID
	s.lend(left, hammer)
	must(s.Withdraw(ctx, left, s.boss))
	gone := s.stranger(4)
	ok(t, s.Erase(ctx, gone, s.boss))
	read := func(id inventory.ResidentID) inventory.Resident { return must(s.Reveal(ctx, id, s.boss)) }
	ra, rb, rc, rl := read(a), read(b), read(child), read(left)
	for _, c := range []struct {
		what       string
		keep, gone inventory.Resident
		who        inventory.StaffID
		want       func(error) bool
	}{
		{"a record with itself", ra, ra, s.boss, is(inventory.ErrSameRecord)},
		{"a guardian and the child", ra, rc, s.boss, is(inventory.ErrNotOnePerson)},
		{"a child and its guardian", rc, ra, s.boss, is(inventory.ErrNotOnePerson)},
		{"somebody grown into a child", rc, rb, s.boss, is(inventory.ErrNotOnePerson)},
		{"who has taken the consent back", ra, rl, s.boss, is(inventory.ErrWithdrawn)},
		{"who has taken the consent back, to keep", rl, ra, s.boss, is(inventory.ErrWithdrawn)},
		{"somebody forgotten", ra, inventory.Resident{ID: gone}, s.boss, is(inventory.ErrNoResident)},
		{"by nobody of the staff", ra, rb, 99, is(inventory.ErrNotStaff)},
	} {
		t.Run(c.what, func(t *testing.T) {
			s.refuses(c.what, c.want, func() error { _, err := s.Merge(ctx, c.keep, c.gone, c.who); return err })
		})
	}
	must(s.Block(ctx, b, "测试", time.Time{}, s.boss))
	s.refuses("a record changed since it was read", with(func(e *inventory.ChangedMeanwhile) bool { return e.By == s.boss }),
		func() error { _, err := s.Merge(ctx, ra, rb, s.boss); return err })
	rb = read(b)
	s.now = s.now.Add(-time.Hour)
	s.refuses("with the clock set back", is(inventory.ErrClockBack), func() error { _, err := s.Merge(ctx, ra, rb, s.boss); return err })
}

func TestAllNumbersOfSomebodyLeadToTheLastAndAreForgottenWithIt(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b, c := s.resident(1), s.resident(2), s.resident(3)
	ok(t, s.merge(b, a))
	ok(t, s.merge(c, b))
	for _, id := range []inventory.ResidentID{a, b} {
		if got := must(s.ByCard(ctx, id)); got.ID != c {
			t.Errorf("card %d finds resident %d", id, got.ID)
		}
	}
	ok(t, s.Erase(ctx, c, s.boss))
	s.wantAudit("erase", s.boss, c.Code().String(), a.Code().String(), b.Code().String())
	if _, err := s.ByCard(ctx, a); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("the first card finds somebody: %v", err)
	}
	deeds := inventory.DeedsAfter(ctx, s.store, 0, 0, 0)
	if !slices.Equal(deeds.Forgotten, []inventory.ResidentID{c, a, b}) {
		t.Errorf("to be forgotten again after a restore: %v", deeds.Forgotten)
	}
}

func TestAChildThatRegisteredAgainIsOneChild(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	mother, father := s.resident(1), s.resident(2)
	a := must(s.RegisterChild(ctx, s.child(), mother, "zh", 0)).ID
	b := must(s.RegisterChild(ctx, s.child(), father, "zh", 0)).ID
	s.lend(b, hammer)
	ok(t, s.merge(a, b))
	if r := must(s.ByCard(ctx, b)); r.ID != a || r.Guardian != mother || r.Person.Kind != people.NoDocument {
		t.Errorf("resident %d under %d", r.ID, r.Guardian)
	}
	if err := s.Erase(ctx, father, s.boss); err != nil {
		t.Errorf("who has nothing out any more: %v", err)
	}
}
