package donations_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/donations"
	"redwrench/ui/typing"
)

type place struct {
	*desktest.Shop
	*donations.Flow
	card, label inventory.ToolID
}

func open(t *testing.T) *place {
	p := &place{Shop: desktest.New(t)}
	p.Flow = donations.New(context.Background(), p.Shop, p.Desk, p.Manager.ID,
		func(id inventory.ToolID) { p.card = id }, func(id inventory.ToolID) { p.label = id })
	p.do(p.Load)
	return p
}

func (p *place) do(what func()) {
	what()
	p.Queue.Drain()
}

// typed types letters on the Latin board and goes on.
func (p *place) typed(text string) {
	for _, r := range text {
		p.Typed(r)
	}
	p.do(p.Enter)
	if p.Step == donations.Name || p.Step == donations.Donor { // that ended composing
		p.do(p.Enter)
	}
}

func (p *place) newest(paper inventory.Paper) inventory.PrintJob {
	p.T.Helper()
	jobs := desktest.Must(p.Desk.RecentPrints(context.Background(), 1))
	if len(jobs) != 1 || jobs[0].Paper != paper {
		p.T.Fatalf("printed %+v", jobs)
	}
	return jobs[0]
}

func TestAToolIsTakenInWithThanksAndItsLabel(t *testing.T) {
	p := open(t)
	p.do(p.Add)
	p.do(p.OfTool)
	p.typed("Hammer")
	if p.Step != donations.Category || p.Gift.Tool.Name.Zh != "Hammer" {
		t.Fatalf("step %d, %+v", p.Step, p.Gift.Tool.Name)
	}
	p.do(func() { p.Of(p.Categories[0]) })
	p.do(func() { p.Named(inventory.NameMasked) })
	p.typed("Example")
	if p.Step != donations.Confirm || p.Gift.Shown() == "Example" || p.Gift.Shown() == "" {
		t.Fatalf("step %d, named %q", p.Step, p.Gift.Shown())
	}
	p.do(p.Save)
	if p.Step != donations.Card || p.Done != "gift.done" || p.Prints == 0 {
		t.Fatalf("step %d, %v", p.Step, p.Refusal)
	}
	id := p.One.Donation.Tool
	if tool := p.Item(id).Tool; tool.Icon == "" || !tool.Origin.Donated || tool.Origin.Donor != p.One.Donor {
		t.Errorf("kept %+v", tool)
	}
	if job := p.newest(inventory.ThanksSlip); job.Subject != uint32(p.One.Donation.ID) {
		t.Errorf("thanks for %d", job.Subject)
	}
	p.do(p.Label)
	p.do(p.AtCounter)
	if p.label != id || p.card != id {
		t.Errorf("label of %d, card of %d", p.label, p.card)
	}
	p.do(p.Forget)
	if p.Step != donations.List || p.Given[0].Donor != "" || p.Item(id).Tool.Origin.Donor != "" {
		t.Errorf("step %d, %+v, %v", p.Step, p.Given, p.Refusal)
	}
}

func TestMoneyIsTakenInAndAMistakeStruckOut(t *testing.T) {
	p := open(t)
	p.do(p.Add)
	p.do(p.OfMoney)
	p.typed("0") // nobody gives nothing
	if p.Step != donations.Amount || p.Digits != "" {
		t.Fatalf("step %d, %q typed", p.Step, p.Digits)
	}
	p.typed("2005")
	p.do(func() { p.Up() })
	p.Erase()
	p.do(p.Next)
	p.do(func() { p.For(inventory.ForTools) })
	p.do(func() { p.Named(inventory.Nameless) })
	p.do(p.Save)
	if g := p.One.Donation; g.Fen != 200_00 || g.Purpose != inventory.ForTools || p.Step != donations.Card {
		t.Fatalf("kept %+v, %v", g, p.Refusal)
	}
	before := p.newest(inventory.ThanksSlip).ID
	p.do(p.Thank)
	if p.newest(inventory.ThanksSlip).ID == before || p.Done != "papers.printing" {
		t.Errorf("not printed again: %v", p.Refusal)
	}
	code := p.One.Donation.ID.Code()
	p.do(p.Load)
	p.do(func() { p.Scan(code) })
	if p.Step != donations.Card {
		t.Fatalf("the slip's code leads to step %d", p.Step)
	}
	p.do(p.AskStrike)
	p.do(p.Strike)
	if len(p.Given) != 0 || p.Step != donations.List {
		t.Errorf("%d donations, step %d, %v", len(p.Given), p.Step, p.Refusal)
	}
	p.do(func() { p.Scan(code) })
	if !errors.Is(p.Refusal, inventory.ErrNoDonation) {
		t.Errorf("the slip of a mistake: %v", p.Refusal)
	}
}

func TestEachStepBackLosesNothingButTheAnswer(t *testing.T) {
	p := open(t)
	p.do(p.Add)
	p.do(p.OfTool)
	p.typed("Saw")
	p.do(func() { p.Of(p.Categories[1]) })
	p.do(func() { p.Named(inventory.NameWhole) })
	p.typed("Example")
	for _, want := range []donations.Step{donations.Donor, donations.Naming, donations.Category, donations.Name, donations.What, donations.List} {
		if p.do(func() { p.Up() }); p.Step != want {
			t.Errorf("step %d, want %d", p.Step, want)
		}
		if want == donations.Name && p.Tool.String() != "Saw" {
			t.Errorf("the name is %q", p.Tool.String())
		}
	}
	if p.Up() {
		t.Error("a step back from the list")
	}
}

func TestAGiftThatWasBegunIsNotForgottenWithoutAQuestion(t *testing.T) {
	p := open(t)
	went := 0
	leave := func() bool { return p.Unsaved(func() { went++ }) }
	p.do(p.Add)
	if leave() {
		t.Error("it asks though nothing was begun")
	}
	p.do(p.OfMoney)
	p.typed("50")
	if !leave() || p.Step != donations.Leaving || went != 0 {
		t.Fatalf("step %d", p.Step)
	}
	p.Stay()
	if p.Step != donations.Purpose || p.Gift.Fen != 50_00 {
		t.Errorf("step %d, %+v", p.Step, p.Gift)
	}
	leave()
	p.Drop()
	if went != 1 || p.Step != donations.List || leave() {
		t.Errorf("went %d times, step %d", went, p.Step)
	}
}

func TestASlipThatIsScannedForgetsNoGiftThatWasBegun(t *testing.T) {
	p := open(t)
	given := desktest.Must(p.Desk.TakeDonation(context.Background(), inventory.Gift{Fen: 20_00}, p.Manager.ID)).Donation.ID
	p.do(p.Add)
	p.do(p.OfTool)
	p.typed("Saw")
	for range 2 { // impatient
		if p.do(func() { p.Scan(given.Code()) }); p.Step != donations.Leaving {
			t.Fatalf("step %d", p.Step)
		}
	}
	p.Stay()
	if p.Step != donations.Category || p.Gift.Tool.Name.Zh != "Saw" {
		t.Errorf("step %d, %+v", p.Step, p.Gift.Tool.Name)
	}
	p.do(func() { p.Scan(given.Code()) })
	if p.do(p.Drop); p.Step != donations.Card || p.One.Donation.ID != given {
		t.Errorf("step %d, donation %d", p.Step, p.One.Donation.ID)
	}
}

func TestADonorWithoutALetterIsRefusedAndNothingIsLost(t *testing.T) {
	p := open(t)
	p.do(p.Add)
	p.do(p.OfMoney)
	p.typed("5")
	p.do(func() { p.For(inventory.AnyPurpose) })
	p.do(func() { p.Named(inventory.NameWhole) })
	p.Who.Set("··")
	p.do(p.Next)
	p.do(p.Save)
	if !errors.Is(p.Refusal, people.ErrName) || p.Step != donations.Confirm {
		t.Errorf("refused with %v, step %d", p.Refusal, p.Step)
	}
	p.do(func() { p.Up() })
	p.Press(typing.Event{Act: typing.Erase})
	if p.Who.String() != "·" {
		t.Errorf("typed %q", p.Who.String())
	}
}

func TestTheDonorsListIsPrinted(t *testing.T) {
	ctx := context.Background()
	p := open(t)
	p.do(p.OnPaper)
	if p.Done != "" {
		t.Error("an empty list is printed")
	}
	for range 2 {
		desktest.Must(p.Desk.TakeDonation(ctx, inventory.Gift{Fen: 100, Donor: "测试甲乙", Naming: inventory.NameWhole}, p.Manager.ID))
	}
	p.do(p.Load)
	p.do(p.OnPaper)
	if job := p.newest(inventory.DeskList); inventory.List(job.Subject) != inventory.ListGifts || len(job.More) != 2 || p.Done != "papers.printing" {
		t.Errorf("printed %+v", job)
	}
	if p.Step != donations.List || p.Prints == 0 {
		t.Errorf("step %d, the printer was woken %d times", p.Step, p.Prints)
	}
}
