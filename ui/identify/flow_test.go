package identify_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/ui/identify"
	"redwrench/ui/stage/stagetest"
)

// slow is a stage whose waits end when the test says so.
type slow struct {
	*stagetest.Stage
	waits []func()
}

func (s *slow) After(_ context.Context, _ time.Duration, fn func()) { s.waits = append(s.waits, fn) }

func TestTheLastFourAreDotsAfterASecond(t *testing.T) {
	shop := stagetest.New(t)
	s := &slow{Stage: shop.Stage}
	f := identify.New(t.Context(), s, shop.Desk, func(inventory.Resident) {})
	for _, r := range "19900000001" + "00" {
		f.Digit(r)
	}
	if got := f.Masked(); got != "●0" {
		t.Errorf("just typed: %q", got)
	}
	s.waits[0]() // the first one's second is over: the other was typed later
	if got := f.Masked(); got != "●0" {
		t.Errorf("too early: %q", got)
	}
	s.waits[1]()
	if got := f.Masked(); got != "●●" {
		t.Errorf("after a second: %q", got)
	}
	f.Digit('1')
	f.Erase()
	if got := f.Masked(); got != "●●" {
		t.Errorf("after erasing: %q", got)
	}
}

func TestOnlyTheRightLastFourFindSomebody(t *testing.T) {
	shop := stagetest.New(t)
	want := shop.Resident(1)
	var found inventory.Resident
	f := identify.New(t.Context(), shop.Stage, shop.Desk, func(r inventory.Resident) { found = r })
	typed := func(s string) {
		for _, r := range s {
			f.Digit(r)
		}
		shop.Stage.Drain()
	}
	typed(want.Person.Phone + "9999")
	if found.ID != 0 || f.Refusal == nil || f.LastFour != "" || f.Phone != want.Person.Phone {
		t.Fatalf("found %d, refusal %v, last four %q, phone kept %t", found.ID, f.Refusal, f.LastFour, f.Phone == want.Person.Phone)
	}
	typed(want.Person.LastFour())
	if found.ID != want.ID {
		t.Errorf("found %d, want %d: %v", found.ID, want.ID, f.Refusal)
	}
}
