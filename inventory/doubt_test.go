package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// work is something people do at the shop that concerns no resident.
func (s *shop) work() {
	s.t.Helper()
	if err := s.ChangeSettings(context.Background(), s.Settings(), s.boss); err != nil {
		s.t.Fatal(err)
	}
}

// workUntil turns the clock to a time; the shop was at work on the days before.
func (s *shop) workUntil(at time.Time) {
	s.t.Helper()
	for days := 2; days > 0; days-- {
		s.now = at.AddDate(0, 0, -days)
		s.work()
	}
	s.now = at
}

func TestTheDateIsBelievedWhenTheShopWasAtWorkUnderIt(t *testing.T) {
	day := func(n int) string { return time.Date(2027, 6, 30-n, 0, 0, 0, 0, lhasa).Format("2006-01-02 ") }
	for _, c := range []struct {
		what  string
		work  []string // when people do something, in order
		doubt bool
	}{
		{"nobody was there since long ago", nil, true},
		{"on one day", []string{day(1) + "10:00"}, true},
		{"much on one day", []string{day(1) + "00:00", day(1) + "10:00", day(1) + "23:59"}, true},
		{"on two days", []string{day(2) + "17:00", day(1) + "09:00"}, false},
		{"two deeds a minute apart, over midnight", []string{day(2) + "23:59", day(1) + "00:00"}, false},
		{"today does not count", []string{day(1) + "10:00", day(0) + "08:00"}, true},
		{"once a week", []string{day(14) + "10:00", day(7) + "10:00"}, false},
		{"too long ago", []string{day(16) + "10:00", day(15) + "10:00"}, true},
		{"one of them too long ago", []string{day(15) + "10:00", day(14) + "10:00"}, true},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			for _, at := range c.work {
				s.at(at)
				s.work()
			}
			s.at(day(0) + "09:00")
			if got := must(s.DateInDoubt(context.Background())); got != c.doubt {
				t.Errorf("in doubt: %t, want %t", got, c.doubt)
			}
		})
	}
}

func TestTheKioskAloneDoesNotMakeADateBelievable(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), hammer)
	s.hold(s.resident(2), hammer)
	must(s.Reserve(ctx, s.resident(2), wheelchair, inventory.DayOf(s.now)+6, inventory.DayOf(s.now)+6))
	s.back(hammer)
	start := s.now
	for _, days := range []int{5, 8} { // the hold lapses, then the reservation
		s.now = start.AddDate(0, 0, days)
		if n := must(s.Sweep(ctx)); n != 1 {
			t.Fatalf("day %d: %d filed, want 1", days, n)
		}
	}
	s.now = start.AddDate(0, 0, 16)
	if !must(s.DateInDoubt(ctx)) {
		t.Error("what lapses by itself makes the date believable")
	}
}

func TestAClockThatJumpsAheadForgetsNobody(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.workUntil(s.now.AddDate(0, 0, 3))
	away, leaves := s.resident(1), s.resident(2)
	s.lend(leaves, hammer)
	must(s.Withdraw(ctx, leaves, 0))
	jumped := s.now.AddDate(0, 0, 200)
	known := func(id inventory.ResidentID) bool { _, err := s.ByCard(ctx, id); return err == nil }

	s.now = jumped
	must(s.Sweep(ctx))
	if !known(away) {
		t.Fatal("forgotten by a jump of the clock")
	}
	s.back(hammer) // the first deed under the new date
	if must(s.Sweep(ctx)); known(leaves) {
		t.Error("who has withdrawn has to wait for the date")
	}
	s.now = jumped.AddDate(0, 0, 1)
	s.work()
	if must(s.Sweep(ctx)); !known(away) {
		t.Error("forgotten after one day of work under that date")
	}
	s.now = jumped.AddDate(0, 0, 2)
	if must(s.Sweep(ctx)); known(away) {
		t.Error("still known after two days of work under that date")
	}
}
