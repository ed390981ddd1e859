package person_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/ui/borrow"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/person"
	"redwrench/ui/stage"
)

type place struct {
	*desktest.Shop
	*person.Flow
}

func open(t *testing.T) place {
	s := desktest.New(t)
	return place{s, person.New(context.Background(), s, s.Desk, s.Manager)}
}

func (p place) show(r inventory.Resident) {
	p.Flow.Show(r)
	p.Queue.Drain()
}

func (p place) do(tap func()) {
	tap()
	p.Queue.Drain()
}

// now is the resident as the records have it.
func (p place) now(id inventory.ResidentID) inventory.Resident {
	return desktest.Must(p.Desk.ByCard(context.Background(), id))
}

func TestABlockHasAReasonAndAnEnd(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.do(func() { p.Block(7) })
	if p.now(r.ID).Blocked != "" {
		t.Fatal("blocked without a reason")
	}
	p.Ask(person.BlockWhy)
	p.BlockFor("多次晚还")
	p.do(func() { p.Block(7) })
	if p.Done != "desk.person.blocked" || !p.Flow.Resident.BlockedAt(p.Desk.Now()) {
		t.Fatalf("refused %v", p.Refusal)
	}
	got := p.now(r.ID)
	if got.Blocked != "多次晚还" || !got.BlockedUntil.Equal(p.Now.AddDate(0, 0, 7)) {
		t.Errorf("blocked for %q until %v", got.Blocked, got.BlockedUntil)
	}
	p.do(p.Unblock)
	if p.now(r.ID).Blocked != "" || p.Done != "desk.person.unblocked" {
		t.Error("still blocked")
	}
}

func TestABlockMayLastUntilItIsLifted(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.Ask(person.BlockWhy)
	p.BlockFor("资料要核对")
	p.do(func() { p.Block(0) })
	if got := p.now(r.ID); got.Blocked == "" || !got.BlockedUntil.IsZero() {
		t.Errorf("until %v", got.BlockedUntil)
	}
}

func TestTheCardIsNotedAsSeen(t *testing.T) {
	p := open(t)
	r := desktest.Must(p.Desk.Register(context.Background(), invented.Person(3, p.Desk.Settings().ConsentVersion), "zh"))
	p.show(r)
	p.do(p.Verify)
	if p.now(r.ID).Verified.IsZero() || p.Done != "desk.verified" {
		t.Errorf("refused %v", p.Refusal)
	}
}

func TestTheRecordIsOnlyThereWhileItIsOpen(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	if p.Full.Name != "" {
		t.Fatal("everything is there before the record was opened")
	}
	p.do(p.Reveal)
	if p.Step != person.Open || p.Value(person.Phone) != r.Person.Phone {
		t.Fatalf("step %d, refused %v", p.Step, p.Refusal)
	}
	p.Up()
	if p.Full.Name != "" || p.Full.Number != "" {
		t.Error("something stays after the record was closed")
	}
	p.do(p.Reveal)
	p.show(p.Shop.Resident(2))
	if p.Full.Name != "" {
		t.Error("the next card does not close the record")
	}
}

func (p place) retype(field person.Field, text string) {
	p.Edit(field)
	for p.Text != "" {
		p.Erase()
	}
	for _, r := range text {
		p.Typed(r)
	}
	p.do(p.Correct)
}

func TestATelephoneNumberIsCorrectedAndFoundByFromThenOn(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.Edit(person.Phone)
	if p.Step == person.Typing {
		t.Fatal("corrected without opening the record")
	}
	p.do(p.Reveal)
	p.retype(person.Phone, "199")
	if !errors.Is(p.Refusal, people.ErrPhone) || p.Text != "199" {
		t.Errorf("refused %v, %q typed", p.Refusal, p.Text)
	}
	for _, r := range "00009999" {
		p.Typed(r)
	}
	p.do(p.Correct)
	if p.Refusal != nil || p.Done != "desk.person.corrected" || p.Step != person.Open {
		t.Fatalf("refused %v", p.Refusal)
	}
	if found := desktest.Must(p.Desk.ByPhone(context.Background(), "19900009999", r.Person.ID.LastFour())); found.ID != r.ID {
		t.Errorf("found %v", found)
	}
}

func TestLeavingAHalfTypedCorrectionAsks(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.do(p.Reveal)
	went := 0
	leave := func() bool { return p.Unsaved(func() { went++ }) }
	if leave() {
		t.Fatal("asks although nothing is typed")
	}
	for field, typed := range map[person.Field]rune{person.Phone: '9', person.Name: 'c', person.Remark: '好'} {
		p.Edit(field)
		if leave() {
			t.Fatalf("field %d: asks although nothing was typed", field)
		}
		p.Typed(typed)
		if !leave() || p.Step != person.Leaving || p.Typing() || went != 0 {
			t.Fatalf("field %d: step %d, went %d", field, p.Step, went)
		}
		if !leave() { // the bar is touched again
			t.Fatalf("field %d: the second touch leaves", field)
		}
		if p.Up(); p.Step != person.Typing || !leave() {
			t.Fatalf("field %d: going on lost what was typed; step %d", field, p.Step)
		}
		if p.Drop(); went != 1 || leave() {
			t.Errorf("field %d: went %d, step %d", field, went, p.Step)
		}
		went = 0
	}
	p.Edit(person.Phone)
	p.Typed('9')
	p.Up()
	if p.Drop(); p.Step != person.Open || p.Value(person.Phone) != r.Person.Phone {
		t.Errorf("Back, and not to be kept: step %d", p.Step)
	}
	p.retype(person.Phone, "199")
	if leave(); p.Refusal != nil {
		t.Errorf("the question stands under %v", p.Refusal)
	}
}

func TestWhatIsBeingKeptIsNotAskedAbout(t *testing.T) {
	p := open(t)
	p.show(p.Shop.Resident(1))
	p.do(p.Reveal)
	p.Edit(person.Room)
	p.Typed('9')
	p.Correct()
	if !p.Unsaved(func() { t.Error("left before it was kept") }) || p.Step != person.Typing {
		t.Errorf("step %d", p.Step)
	}
	p.Queue.Drain()
	if p.Step != person.Open || p.Unsaved(func() {}) {
		t.Errorf("step %d", p.Step)
	}
}

func TestAWrongIdentityNumberIsRefused(t *testing.T) {
	p := open(t)
	p.show(p.Shop.Resident(1))
	p.do(p.Reveal)
	p.retype(person.Document, "540102195001010018")
	var bad *people.BadID
	if !errors.As(p.Refusal, &bad) {
		t.Errorf("refused with %v", p.Refusal)
	}
}

func TestNobodyIsErasedWithSomethingOutAndNotWithoutAQuestion(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.Lend(r, 6)
	p.show(r)
	if len(p.Loans) != 1 {
		t.Fatalf("%d loans shown", len(p.Loans))
	}
	p.do(p.Forget)
	p.Ask(person.EraseSure)
	p.do(p.Forget)
	var has *inventory.StillHas
	if !errors.As(p.Refusal, &has) || has.Loans != 1 {
		t.Fatalf("refused with %v", p.Refusal)
	}
	desktest.Must(p.Desk.TakeBack(context.Background(), 6, inventory.Return{}, p.Manager.ID))
	p.do(p.Forget)
	if p.Done != "desk.person.erased" || p.Flow.Resident.ID != 0 {
		t.Fatalf("refused %v", p.Refusal)
	}
	if _, err := p.Desk.ByCard(context.Background(), r.ID); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("the card still finds somebody: %v", err)
	}
}

func TestALostCardIsPrintedAgainAndNoted(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.do(p.NewCard)
	jobs := desktest.Must(p.Desk.WaitingPrints(context.Background(), 9))
	if p.Done != "person.card.printing" || p.Prints != 1 || len(jobs) != 2 || !jobs[1].Copy || jobs[1].Paper != inventory.ResidentCard {
		t.Errorf("said %q, woken %d, papers %v, refused %v", p.Done, p.Prints, jobs, p.Refusal)
	}
	if p.Flow.Resident.ID != r.ID {
		t.Error("the resident is gone from the screen")
	}
}

func TestALoanForAResidentEndsAtTheDesk(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.Flow.Borrow()
	route, ok := p.Shown.(stage.Borrow)
	if !ok || route.Who.ID != r.ID || route.By.ID != p.Manager.ID {
		t.Fatalf("shown %+v", p.Shown)
	}
	f := borrow.New(context.Background(), p.Shop, p.Desk, route)
	p.Queue.Drain()
	f.Scan(inventory.ToolID(6).Code().Payload())
	p.Queue.Drain()
	f.Lend()
	p.Queue.Drain()
	f.Finish()
	desk, ok := p.Shown.(stage.Desk)
	if !ok || desk.Who.ID != p.Manager.ID || f.Step != borrow.Done {
		t.Errorf("step %d, shown %+v", f.Step, p.Shown)
	}
}
