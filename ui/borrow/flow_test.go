package borrow

import (
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/stage/stagetest"
)

const wrench, pliers, ladder = inventory.ToolID(1), inventory.ToolID(6), inventory.ToolID(43)

func began(t *testing.T, s *stagetest.Shop, with stage.Borrow) *Flow {
	t.Helper()
	f := New(t.Context(), s.Stage, s.Desk, with)
	s.Stage.Drain()
	return f
}

func scan(s *stagetest.Shop, f *Flow, text string) {
	f.Scan(text)
	s.Stage.Drain()
}

func TestWhatIsKeptForTheResidentIsLentLikeAnyOther(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	s.Hold(1, pliers)
	s.Back(pliers)
	f := began(t, s, stage.Borrow{})
	if f.Free(s.Tool(pliers)) {
		t.Fatal("free for somebody nobody knows")
	}
	scan(s, f, s.Resident(1).ID.Code().Payload())
	if !f.Free(s.Tool(pliers)) {
		t.Fatal("not free for whose turn it is")
	}
	f.Tap(s.Tool(pliers))
	f.Next()
	s.Stage.Drain()
	if f.Step != Confirm || f.Notice.Err != nil {
		t.Fatalf("step %d, %v", f.Step, f.Notice.Err)
	}
	f.Lend()
	s.Stage.Drain()
	if f.Step != Done {
		t.Errorf("step %d, %v", f.Step, f.Notice.Err)
	}
	if holds, _ := s.HoldsOf(t.Context(), f.Resident.ID); len(holds) != 0 {
		t.Errorf("%d holds left", len(holds))
	}
}

func TestSomebodyElsesCardMakesItTheirsNoLonger(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	s.Hold(1, pliers)
	s.Back(pliers)
	f := began(t, s, stage.Borrow{Who: s.Resident(1)})
	scan(s, f, s.Resident(3).ID.Code().Payload())
	if f.Free(s.Tool(pliers)) {
		t.Error("what is kept for one is free for the next")
	}
	scan(s, f, pliers.Code().Payload())
	var not *inventory.NotFree
	if !errors.As(f.Notice.Err, &not) || not.Status != inventory.Held || not.Until.IsZero() || f.Notice.See != pliers || len(f.Basket) != 0 {
		t.Errorf("%+v, %d in the basket", f.Notice, len(f.Basket))
	}
}

func TestTheCardOfAToolLosesNothingOfTheBasket(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f := began(t, s, stage.Borrow{Tool: wrench})
	f.Tap(s.Tool(pliers))
	s.Stage.Drain()
	if f.Step != Later {
		t.Fatalf("step %d", f.Step)
	}
	f.Back()
	s.Stage.Drain()
	if f.Step != Choose || len(f.Basket) != 1 {
		t.Errorf("step %d, %d in the basket", f.Step, len(f.Basket))
	}
	scan(s, f, pliers.Code().Payload())
	f.See()
	f.Wait.Wait()
	scan(s, f, s.Resident(1).ID.Code().Payload())
	if !f.Wait.Over() || f.Resident.ID != s.Resident(1).ID {
		t.Fatalf("step %d of the card, resident %d", f.Wait.Step, f.Resident.ID)
	}
	f.Wait.Leave()
	f.Next()
	s.Stage.Drain()
	if f.Step != Confirm || len(f.Basket) != 1 {
		t.Errorf("step %d, %d in the basket: who is known is asked again", f.Step, len(f.Basket))
	}
}

func TestWhatIsScannedAfterTheEndIsTheNextOnes(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f := began(t, s, stage.Borrow{Who: s.Resident(1)})
	f.Open(s.Tool(pliers))
	f.Wait.Wait()
	s.Stage.Drain()
	scan(s, f, s.Resident(3).ID.Code().Payload())
	if len(s.Stage.Shown) != 1 || s.Stage.Shown[0] != (stage.Home{}) {
		t.Errorf("shown: %+v", s.Stage.Shown)
	}
}

func TestTheCodeOfAPromiseWhileBorrowing(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	hold := s.Hold(1, pliers)
	s.Back(pliers)
	f := began(t, s, stage.Borrow{})
	if scan(s, f, hold.ID.Code().Payload()); f.Notice.Key != "borrow.code" {
		t.Errorf("%+v", f.Notice)
	}
	scan(s, f, s.Resident(1).ID.Code().Payload())
	if scan(s, f, hold.ID.Code().Payload()); !f.Chosen(pliers) {
		t.Errorf("the tool is not in the basket: %+v", f.Notice)
	}
	if scan(s, f, inventory.ReservationID(9).Code().Payload()); !errors.Is(f.Notice.Err, inventory.ErrNoReservation) {
		t.Errorf("%+v", f.Notice)
	}
}

func TestANewerConsentTextIsAskedBeforeTheLoan(t *testing.T) {
	s := stagetest.New(t)
	me := s.Resident(1)
	s.Rule(func(r *inventory.Settings) { r.ConsentVersion = "2027-01" })
	f := began(t, s, stage.Borrow{Tool: pliers, Who: me})
	f.Next()
	s.Stage.Drain()
	if f.Step != Consent {
		t.Fatalf("step %d, %v", f.Step, f.Notice.Err)
	}
	f.Back() // not now: nothing is lent, nothing is lost
	if f.Step != Choose || len(f.Basket) != 1 {
		t.Fatalf("step %d, %d in the basket", f.Step, len(f.Basket))
	}
	f.Next()
	s.Stage.Drain()
	f.Agree()
	f.Agree()
	s.Stage.Drain()
	if f.Step != Confirm || !f.Resident.Agreed("2027-01") {
		t.Fatalf("step %d, agreed to %q", f.Step, f.Resident.Person.Consent.Version)
	}
	f.Lend()
	s.Stage.Drain()
	if f.Step != Done {
		t.Errorf("step %d, %v", f.Step, f.Notice.Err)
	}
}

func TestWithdrawnConsentIsAskedAgainToo(t *testing.T) {
	s := stagetest.New(t)
	s.Out(1, ladder)
	me := s.Resident(1)
	if _, err := s.Withdraw(t.Context(), me.ID, 0); err != nil {
		t.Fatal(err)
	}
	f := began(t, s, stage.Borrow{Tool: pliers, Who: me})
	f.Next()
	s.Stage.Drain()
	if f.Step != Consent {
		t.Fatalf("step %d, %v", f.Step, f.Notice.Err)
	}
	f.Agree()
	s.Stage.Drain()
	if f.Step != Confirm || f.Notice.Err != nil {
		t.Errorf("step %d, %v", f.Step, f.Notice.Err)
	}
}

// A basket that nobody may take home would only be refused at the end.
func TestABasketHoldsWhatOneMayHave(t *testing.T) {
	s := stagetest.New(t)
	f := began(t, s, stage.Borrow{})
	most := s.Desk.Settings().Limit
	for id := range inventory.ToolID(most + 2) {
		scan(s, f, (id + 1).Code().Payload())
	}
	if len(f.Basket) != most || f.Notice.Key != "borrow.full" {
		t.Errorf("%d in the basket, want %d; %+v", len(f.Basket), most, f.Notice)
	}
	f.Remove(f.Basket[0].Tool.ID)
	scan(s, f, inventory.ToolID(9).Code().Payload())
	if len(f.Basket) != most || f.Notice != (Notice{}) {
		t.Errorf("after one was removed: %d, %+v", len(f.Basket), f.Notice)
	}
}
