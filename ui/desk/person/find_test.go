package person_test

import (
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/typing"
)

// typed types on a keyboard.
func (p place) typed(text string) {
	for _, r := range text {
		p.Typed(r)
	}
	p.Queue.Drain()
}

func TestSomebodyIsFoundByNameAndOpenedByATap(t *testing.T) {
	if err := typing.Load(); err != nil {
		t.Fatal(err)
	}
	p := open(t)
	a, b := p.Shop.Resident(1), p.Shop.Resident(2)
	p.Load()
	if !p.Finding() || !p.Typing() || p.Wording() {
		t.Fatal("the place does not wait for words without a keyboard")
	}
	p.typed("csy") // 测试·乙
	if !p.Wording() || p.Search.Total != 1 || p.Search.Lines[0].ID != a.ID {
		t.Fatalf("found %+v", p.Search.Lines)
	}
	for range "csy" {
		p.do(p.Erase)
	}
	p.typed("000")
	if p.Search.Total != 2 || p.Search.Looking() {
		t.Fatalf("%d found", p.Search.Total)
	}
	p.do(p.Listed)
	if p.Wording() || !p.Finding() {
		t.Error("the keyboard is still there")
	}
	p.do(func() { p.Pick(b.ID) })
	if p.Flow.Resident.ID != b.ID || p.Finding() || p.Full.Name != "" {
		t.Fatalf("shown %v", p.Flow.Resident)
	}
	p.do(func() { p.Up() })
	if !p.Finding() || p.Search.Total != 2 {
		t.Error("back at the list it is gone")
	}
	if p.Up() {
		t.Error("the list is a question")
	}
}

func TestALateAnswerIsDropped(t *testing.T) {
	p := open(t)
	p.Shop.Resident(1)
	p.Load()
	p.Typed('0')
	p.Typed('0')
	p.Typed('9')
	p.Queue.Drain()
	if p.Search.Total != 0 || p.Search.Looking() {
		t.Errorf("%d found by the digits typed first", p.Search.Total)
	}
}

func TestWhoIsGoneIsNotShown(t *testing.T) {
	p := open(t)
	a := p.Shop.Resident(1)
	p.Load()
	p.typed("000")
	if err := p.Desk.Erase(t.Context(), a.ID, p.Manager.ID); err != nil {
		t.Fatal(err)
	}
	p.do(func() { p.Pick(a.ID) })
	if !errors.Is(p.Refusal, inventory.ErrNoResident) || !p.Finding() {
		t.Errorf("refused with %v", p.Refusal)
	}
}
