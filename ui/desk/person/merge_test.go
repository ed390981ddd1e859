package person_test

import (
	"context"
	"errors"
	"slices"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/person"
)

func TestTwoRecordsAreComparedAndMerged(t *testing.T) {
	p := open(t)
	a, b := p.Shop.Resident(1), p.Shop.Resident(2)
	p.Lend(b, 6)
	p.show(a)
	p.Ask(person.More)
	p.do(p.Twin)
	if !p.Finding() {
		t.Fatal("nobody can be looked for")
	}
	p.typed("0001")
	p.do(func() { p.Pick(a.ID) })
	if !errors.Is(p.Refusal, inventory.ErrSameRecord) || p.Step != person.MergeWith {
		t.Errorf("the same record: %v", p.Refusal)
	}
	if !p.Scan(b.ID.Code()) {
		t.Fatal("a card is not for here")
	}
	p.Queue.Drain()
	if p.Step != person.MergeSure || p.Keep.ID != a.ID || p.Gone.Person.Name != b.Person.Name {
		t.Fatalf("step %d, refused %v", p.Step, p.Refusal)
	}
	p.do(p.Swap)
	desktest.Must(p.Desk.Block(context.Background(), a.ID, "测试", p.Now.AddDate(0, 0, 3), p.Manager.ID))
	p.do(p.Merge)
	var changed *inventory.ChangedMeanwhile
	if !errors.As(p.Refusal, &changed) || p.Step != person.MergeSure || p.Gone.Blocked == "" {
		t.Fatalf("after somebody blocked one of them: %v, step %d", p.Refusal, p.Step)
	}
	p.do(p.Merge)
	if p.Done != "people.merged" || p.Flow.Resident.ID != b.ID || p.Flow.Resident.Blocked == "" {
		t.Fatalf("refused %v", p.Refusal)
	}
	if got := p.now(a.ID); got.ID != b.ID {
		t.Errorf("the first card finds resident %d", got.ID)
	}
}

func TestBackFromAMergeLeadsToWhoIsShown(t *testing.T) {
	p := open(t)
	a, b := p.Shop.Resident(1), p.Shop.Resident(2)
	p.show(a)
	p.Ask(person.More)
	p.do(p.Twin)
	p.do(func() { p.Pick(b.ID) })
	for _, want := range []person.Step{person.MergeWith, person.More, person.Stands} {
		if p.Up(); p.Step != want || p.Keep.ID != 0 {
			t.Fatalf("step %d, want %d", p.Step, want)
		}
	}
	if p.Flow.Resident.ID != a.ID {
		t.Errorf("shown %v", p.Flow.Resident)
	}
}

func TestWhatSomebodyElseChangedIsShownAndNotWrittenOver(t *testing.T) {
	p := open(t)
	ctx := context.Background()
	r := p.Shop.Resident(1)
	p.show(r)
	p.do(p.Reveal)
	theirs := p.Full
	theirs.Phone = "19900007777"
	duty := desktest.Must(p.Desk.Hire(ctx, "试用员", inventory.Duty, "314159", p.Manager.ID))
	desktest.Must(p.Desk.Correct(ctx, r.ID, p.Full, theirs, duty.ID))
	p.Edit(person.Room)
	p.Words.Set("909")
	p.do(p.Correct)
	if p.Clash.By.ID != duty.ID || !slices.Equal(p.Clash.Fields, []person.Field{person.Phone}) || p.Step != person.Typing || p.Text != "909" {
		t.Fatalf("clash %+v, step %d, %q typed, refused %v", p.Clash, p.Step, p.Text, p.Refusal)
	}
	p.do(p.Correct)
	if got := p.now(r.ID).Person; got.Phone != "19900007777" || got.Home.Room != "909" || p.Clash.Fields != nil {
		t.Errorf("both changes are kept: %t %t", got.Phone == "19900007777", got.Home.Room == "909")
	}
}

func TestANoteIsWrittenIntoTheOpenRecord(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.show(r)
	p.do(p.Reveal)
	p.Edit(person.Remark)
	for _, c := range "先打电话" {
		p.Typed(c)
	}
	p.do(p.Correct)
	if p.Refusal != nil || p.Value(person.Remark) != "先打电话" || p.Step != person.Open {
		t.Fatalf("refused %v", p.Refusal)
	}
	if got := desktest.Must(p.Desk.Reveal(context.Background(), r.ID, p.Manager.ID)); got.Note != "先打电话" {
		t.Errorf("kept %q", got.Note)
	}
}

func TestConsentIsTakenBackAfterAQuestion(t *testing.T) {
	p := open(t)
	r := p.Shop.Resident(1)
	p.Lend(r, 6)
	p.show(r)
	p.do(p.Withdraw)
	if !p.now(r.ID).Withdrawn.IsZero() {
		t.Fatal("taken back without a question")
	}
	p.Ask(person.WithdrawSure)
	p.do(p.Withdraw)
	if p.Done != "people.withdrawn" || p.Flow.Resident.Withdrawn.IsZero() {
		t.Fatalf("refused %v", p.Refusal)
	}
	desktest.Must(p.Desk.TakeBack(context.Background(), 6, inventory.Return{}, p.Manager.ID))
	p.Ask(person.WithdrawSure)
	p.do(p.Withdraw)
	if p.Done != "desk.person.erased" || p.Flow.Resident.ID != 0 {
		t.Errorf("with nothing out: said %q, refused %v", p.Done, p.Refusal)
	}
}

func TestAGuardianAndTheChildLeadToEachOther(t *testing.T) {
	p := open(t)
	ctx := context.Background()
	g := p.Shop.Resident(1)
	who := invented.Person(2, p.Desk.Settings().ConsentVersion)
	who.ID, who.Phone, who.Born = people.ID{}, "", p.Now.AddDate(-9, 0, 0)
	child := desktest.Must(p.Desk.RegisterChild(ctx, who, g.ID, "zh", 0))
	p.show(g)
	if len(p.Family) != 1 || p.Family[0].ID != child.ID {
		t.Fatalf("family %+v", p.Family)
	}
	p.Ask(person.More)
	p.do(func() { p.Pick(child.ID) })
	if p.Flow.Resident.ID != child.ID || p.Step != person.Stands || len(p.Family) != 1 || p.Family[0].ID != g.ID {
		t.Errorf("shown %v with %+v", p.Flow.Resident, p.Family)
	}
	p.do(func() { p.Prefer(true) })
	if !p.now(child.ID).Disabled {
		t.Errorf("refused %v", p.Refusal)
	}
}
