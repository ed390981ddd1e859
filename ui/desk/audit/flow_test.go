package audit_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/audit"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/stage"
)

// busy is a shop with many deeds, and the place.
func busy(t *testing.T) (*desktest.Shop, *audit.Flow) {
	s := desktest.New(t)
	who := s.Resident(1)
	for range 40 {
		s.Lend(who, 43)
		desktest.Must(s.Desk.TakeBack(context.Background(), 43, inventory.Return{}, s.Manager.ID))
	}
	f := audit.New(context.Background(), s, s.Desk, s.Manager)
	f.Load()
	s.Queue.Drain()
	return s, f
}

func TestTheNewestDeedsComeFirstAndMoreAreReadOnTheWay(t *testing.T) {
	s, f := busy(t)
	last := desktest.Must(s.Desk.LastDeed(context.Background())).Seq
	if f.Deeds[0].Seq != last || !f.More() || f.Refusal != nil {
		t.Fatalf("%d first, more %t, %v", f.Deeds[0].Seq, f.More(), f.Refusal)
	}
	for page := 1; f.More(); page++ {
		f.Turn(page * 64)
		s.Queue.Drain()
	}
	if len(f.Deeds) != int(last) || f.Deeds[len(f.Deeds)-1].Seq != 1 {
		t.Errorf("read %d of %d", len(f.Deeds), last)
	}
}

func TestAScanShowsWhatWasDoneToIt(t *testing.T) {
	s, f := busy(t)
	f.Scan(inventory.ToolID(43).Code())
	s.Queue.Drain()
	if f.Filter.Subject != inventory.ToolID(43).Code().String() || f.Deeds[0].Deed != "take back" {
		t.Errorf("filter %v", f.Filter)
	}
	f.Like("lend")
	s.Queue.Drain()
	if len(f.Deeds) != 40 || f.Deeds[0].Who != 0 {
		t.Errorf("%d loans of it", len(f.Deeds))
	}
	f.Of(code.Tool)
	for _, r := range "44" {
		f.Typed(r)
	}
	f.Enter()
	s.Queue.Drain()
	if len(f.Deeds) != 0 || f.Step != audit.List {
		t.Errorf("%d deeds with a tool nobody touched", len(f.Deeds))
	}
}

func TestDeedsOfSomebodyOnADay(t *testing.T) {
	s, f := busy(t)
	f.By(s.Manager.ID)
	s.Queue.Drain()
	today := inventory.DayOf(s.Desk.Now())
	f.On(today)
	s.Queue.Drain()
	if len(f.Deeds) < 42 || f.Filter.Who != s.Manager.ID {
		t.Errorf("%d deeds", len(f.Deeds))
	}
	f.On(today - 1)
	s.Queue.Drain()
	if len(f.Deeds) != 0 {
		t.Errorf("%d deeds before there was a shop", len(f.Deeds))
	}
	f.Ask(audit.Kinds)
	s.Queue.Drain()
	if len(f.Counts) < 4 || f.Counts[0].N != 40 {
		t.Errorf("kinds %v", f.Counts)
	}
	if !f.Up() || f.Step != audit.List || f.Up() {
		t.Error("the way back")
	}
}

func TestTheChainIsProvedOnDemand(t *testing.T) {
	s, f := busy(t)
	f.Prove()
	s.Queue.Drain()
	if f.Proof == nil || len(f.Proof.Faults) > 0 || f.Proof.Entries != desktest.Must(s.Desk.LastDeed(context.Background())).Seq {
		t.Errorf("proof %v, %v", f.Proof, f.Refusal)
	}
	f.Prove()
	f.Cancel()
	s.Queue.Drain()
	if f.Proof != nil || f.Working() {
		t.Error("stopped, and yet there is a proof")
	}
}

func TestWhatIsShownIsExported(t *testing.T) {
	s, f := busy(t)
	f.Like("lend")
	s.Queue.Drain()
	f.Export()
	to, ok := s.Shown.(stage.Tables)
	if !ok || to.Deeds == nil || to.Deeds.Deed != "lend" || to.Who.ID != s.Manager.ID {
		t.Errorf("shown %v", s.Shown)
	}
}
