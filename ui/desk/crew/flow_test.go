package crew_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/desktest"
)

const otherPIN = "314159"

type place struct {
	*desktest.Shop
	*crew.Flow
}

func open(t *testing.T) place {
	s := desktest.New(t)
	p := place{s, crew.New(context.Background(), s, s.Desk, s.Manager.ID)}
	p.Load()
	s.Queue.Drain()
	return p
}

func (p place) typed(text string) {
	for _, r := range text {
		p.Typed(r)
	}
	p.Queue.Drain()
}

func (p place) hire(name, pin string) {
	p.Hire()
	p.As(inventory.Duty)
	p.typed(name)
	p.Enter()
	p.typed(pin)
	p.typed(pin)
}

func TestSomebodyNewUnlocksWithTheirPINAndTheirCard(t *testing.T) {
	p := open(t)
	p.hire("试用甲", otherPIN)
	if p.Refusal != nil || p.Done.Key != "desk.crew.hired" || len(p.Staff) != 2 {
		t.Fatalf("refused %v, %d on the staff", p.Refusal, len(p.Staff))
	}
	ctx := context.Background()
	if who := desktest.Must(p.Desk.UnlockByPIN(ctx, otherPIN)); who.ID != p.Done.Who.ID {
		t.Errorf("the PIN opens for %d", who.ID)
	}
	if !p.Done.Card || p.Prints != 1 {
		t.Errorf("the card is said to print: %v, the printer was woken %d times", p.Done.Card, p.Prints)
	}
	card := desktest.Must(p.Desk.StaffCardOf(ctx, p.Done.Who.ID))
	if who := desktest.Must(p.Desk.UnlockByCard(ctx, card.Card)); who.ID != p.Done.Who.ID {
		t.Errorf("the card opens for %d", who.ID)
	}
}

func TestTwoDifferentPINsAreRefusedAndTheNameStays(t *testing.T) {
	p := open(t)
	p.Hire()
	p.As(inventory.Duty)
	p.typed("试用甲")
	p.Enter()
	p.typed("123456")
	if !errors.Is(p.Refusal, inventory.ErrWeakPIN) {
		t.Errorf("a run of digits: %v", p.Refusal)
	}
	p.typed(otherPIN)
	p.typed("161803")
	if !errors.Is(p.Refusal, crew.ErrDiffer) || p.Step != crew.PIN || p.Name.String() != "试用甲" {
		t.Errorf("refused %v at step %d", p.Refusal, p.Step)
	}
	p.typed(desktest.PIN)
	p.typed(desktest.PIN)
	if !errors.Is(p.Refusal, inventory.ErrWeakPIN) || len(p.Staff) != 1 {
		t.Errorf("a colleague's PIN: %v", p.Refusal)
	}
}

func TestALostCardIsReplacedAndOpensNothing(t *testing.T) {
	p := open(t)
	p.hire("试用甲", otherPIN)
	old := desktest.Must(p.Desk.StaffCardOf(context.Background(), p.Done.Who.ID)).Card
	p.Choose(p.Staff[1])
	p.NewCard()
	p.Queue.Drain()
	if p.Done.Key != "desk.crew.card.done" || p.Prints != 2 {
		t.Fatalf("done %q, refused %v", p.Done.Key, p.Refusal)
	}
	if _, err := p.Desk.UnlockByCard(context.Background(), old); !errors.Is(err, inventory.ErrNoCard) {
		t.Errorf("the old card: %v", err)
	}
}

func TestSomebodyLeavesAfterAQuestionButNotTheLastManager(t *testing.T) {
	p := open(t)
	p.hire("试用甲", otherPIN)
	p.Choose(p.Staff[1])
	p.Dismiss()
	p.Queue.Drain()
	if len(p.Staff) != 2 {
		t.Fatal("dismissed without a question")
	}
	p.Ask(crew.Leaving)
	p.Dismiss()
	p.Queue.Drain()
	if len(p.Staff) != 1 || p.Done.Key != "desk.crew.left" {
		t.Errorf("%d left, refused %v", len(p.Staff), p.Refusal)
	}
	p.Choose(p.Staff[0])
	p.Ask(crew.Leaving)
	p.Dismiss()
	p.Queue.Drain()
	if !errors.Is(p.Refusal, inventory.ErrLastManager) {
		t.Errorf("the last manager: %v", p.Refusal)
	}
}

func TestAManagerGivesANewPIN(t *testing.T) {
	p := open(t)
	p.Choose(p.Staff[0])
	p.Ask(crew.PIN)
	p.typed(otherPIN)
	p.typed(otherPIN)
	if p.Done.Key != "desk.crew.pin.done" {
		t.Fatalf("refused %v", p.Refusal)
	}
	if err := p.Desk.Unlock(context.Background(), p.Manager.ID, otherPIN); err != nil {
		t.Error(err)
	}
}

func TestNamesOfTheStaffAreMasked(t *testing.T) {
	if got := crew.Label("zh", inventory.Staff{Name: "试用员"}); got != "试*员" {
		t.Errorf("%q", got)
	}
	if got := crew.Label("zh", inventory.Staff{Role: inventory.Manager}); got != "负责人" {
		t.Errorf("%q", got)
	}
}
