package supplies_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/supplies"
)

// screws are 12 in stock, low at 10.
func screws(s *desktest.Shop) inventory.Consumable {
	ctx := context.Background()
	c := desktest.Must(s.Desk.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "木螺丝"}, Unit: inventory.Name{Zh: "颗"}, Low: 10}, s.Manager.ID))
	return desktest.Must(s.Desk.Restock(ctx, c.ID, 12, s.Manager.ID))
}

type place struct {
	*desktest.Shop
	*supplies.Flow
}

func open(s *desktest.Shop) place {
	p := place{s, supplies.New(context.Background(), s, s.Desk, s.Manager.ID)}
	p.Load()
	s.Queue.Drain()
	return p
}

func (p place) note(a supplies.Act, digits string) {
	p.Begin(a)
	for _, r := range digits {
		p.Typed(r)
	}
	p.Submit()
	p.Queue.Drain()
}

func TestWhatIsHandedOutGoesWithTheSlipOfTheLastLoan(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	done := s.Lend(s.Resident(1), 33)
	p := open(s)
	if p.Slip != done.Slip || p.Name == "" {
		t.Fatalf("slip %d of %q", p.Slip, p.Name)
	}
	p.Choose(c)
	p.note(supplies.HandOut, "1")
	if p.Refusal != nil || p.Done.Low {
		t.Fatalf("refused %v, low %v at 11 of 10", p.Refusal, p.Done.Low)
	}
	if p.Out[c.ID] != 1 {
		t.Errorf("%d went with the slip", p.Out[c.ID])
	}
}

func TestThatItRunsLowIsSaidOnce(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	p := open(s)
	p.Choose(c)
	p.note(supplies.HandOut, "2")
	if !p.Done.Low || p.Done.Thing.Stock != 10 {
		t.Errorf("low %v at %d", p.Done.Low, p.Done.Thing.Stock)
	}
	p.Choose(p.Things[0])
	p.note(supplies.HandOut, "1")
	if p.Done.Low {
		t.Error("said a second time")
	}
}

func TestMoreThanThereIsIsRefusedAndNothingTypedIsLost(t *testing.T) {
	s := desktest.New(t)
	p := open(s)
	p.Choose(screws(s))
	p.note(supplies.HandOut, "13")
	if !errors.Is(p.Refusal, inventory.ErrNotEnough) || p.Digits != "13" || p.Act != supplies.HandOut {
		t.Errorf("refused with %v, %q typed", p.Refusal, p.Digits)
	}
}

func TestNoMoreComesBackThanWentWithTheSlip(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	s.Lend(s.Resident(1), 33)
	p := open(s)
	p.Choose(c)
	p.note(supplies.HandOut, "5")
	p.Choose(c)
	p.note(supplies.GiveBack, "6")
	if !errors.Is(p.Refusal, inventory.ErrQuantity) {
		t.Errorf("refused with %v", p.Refusal)
	}
	p.Erase()
	p.Typed('5')
	p.Submit()
	p.Queue.Drain()
	if p.Refusal != nil || p.Done.Thing.Stock != 12 || p.Out[c.ID] != 0 {
		t.Errorf("refused %v, %d in stock, %d out", p.Refusal, p.Done.Thing.Stock, p.Out[c.ID])
	}
}

func TestACountMayBeNothingButADeliveryMayNot(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	p := open(s)
	p.Choose(c)
	p.note(supplies.Restock, "0")
	if p.Act != supplies.Restock || p.Done.Act != supplies.NoAct {
		t.Error("a delivery of nothing was noted")
	}
	p.note(supplies.Count, "0")
	if p.Refusal != nil || p.Done.Thing.Stock != 0 {
		t.Errorf("refused %v, %d in stock", p.Refusal, p.Done.Thing.Stock)
	}
}

func TestASlipAndABoxMayBeScanned(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	done := s.Lend(s.Resident(1), 33, 6)
	s.Now = s.Now.AddDate(0, 0, 1)
	p := open(s)
	if p.Slip != 0 {
		t.Fatalf("the slip of yesterday is taken: %d", p.Slip)
	}
	if !p.Scan(done.Loans[1].ID.Code()) {
		t.Fatal("a loan's code is not taken")
	}
	p.Queue.Drain()
	if p.Slip != done.Slip {
		t.Errorf("slip %d, want %d", p.Slip, done.Slip)
	}
	p.Scan(c.ID.Code())
	p.Queue.Drain()
	if p.Chosen.ID != c.ID || p.Slip != done.Slip {
		t.Errorf("chosen %d with slip %d", p.Chosen.ID, p.Slip)
	}
	if p.Scan(inventory.ToolID(6).Code()) {
		t.Error("a tool's tag is taken")
	}
}

func TestASlipThatIsScannedLastLeavesTheQuantity(t *testing.T) {
	s := desktest.New(t)
	c := screws(s)
	done := s.Lend(s.Resident(1), 33)
	p := open(s)
	p.NoSlip()
	p.Choose(c)
	p.Begin(supplies.HandOut)
	p.Typed('1')
	p.Typed('2')
	for _, scanned := range []code.Code{done.Slip.Code(), c.ID.Code()} {
		p.Scan(scanned)
		p.Queue.Drain()
	}
	if p.Act != supplies.HandOut || p.Digits != "12" || p.Chosen.ID != c.ID || p.Slip != done.Slip {
		t.Fatalf("act %d of %d, %q typed, slip %d", p.Act, p.Chosen.ID, p.Digits, p.Slip)
	}
	p.Submit()
	p.Queue.Drain()
	if p.Out[c.ID] != 12 {
		t.Errorf("%d went with the slip, refused %v", p.Out[c.ID], p.Refusal)
	}
	other := desktest.Must(s.Desk.AddConsumable(context.Background(), inventory.Consumable{Name: inventory.Name{Zh: "胶布"}, Unit: inventory.Name{Zh: "卷"}}, s.Manager.ID))
	p.Choose(c)
	p.Begin(supplies.HandOut)
	p.Typed('3')
	p.Scan(other.ID.Code())
	p.Queue.Drain()
	if p.Chosen.ID != other.ID || p.Act != supplies.NoAct {
		t.Errorf("act %d of %d, want the other thing", p.Act, p.Chosen.ID)
	}
}

func TestANewShopAddsTheUsualThings(t *testing.T) {
	s := desktest.New(t)
	p := open(s)
	p.Add(supplies.Usual{Name: inventory.Name{Zh: "砂纸"}, Unit: inventory.Name{Zh: "张"}, Low: 10})
	p.Queue.Drain()
	if len(p.Things) != 1 || p.Chosen.ID != p.Things[0].ID {
		t.Errorf("%d things, chosen %d", len(p.Things), p.Chosen.ID)
	}
}
