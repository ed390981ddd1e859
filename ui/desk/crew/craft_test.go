package crew_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/stage"
)

func TestSkillsSquadAndLanguagesAreKept(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	who := desktest.Must(s.Desk.Hire(ctx, "试用志愿者", inventory.Volunteer, "314159", s.Manager.ID))
	f := crew.New(ctx, s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	f.Choose(who)
	f.AskCraft()
	s.Queue.Drain()
	for _, k := range f.Kinds {
		if k.Skill != k.ID {
			t.Errorf("%s has no skill of its own and is offered as one", k.ID)
		}
	}
	f.ToggleSkill("plumbing")
	f.ToggleSkill("locks")
	f.ToggleSkill("locks") // not after all
	f.ShowPart(crew.Squad)
	f.InSquad("silver")
	f.ToggleLang("bo")
	f.KeepCraft()
	s.Queue.Drain()
	got := desktest.Must(s.Desk.Staff(ctx))[1].Craft
	if len(got.Skills) != 1 || got.Skills[0] != "plumbing" || got.Squad != "silver" || len(got.Langs) != 1 || f.Done.Card || f.Done.Key == "" {
		t.Errorf("%+v, said %+v, %v", got, f.Done, f.Refusal)
	}
}

func TestAVolunteerMayBeEnlistedWithoutAPIN(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	f := crew.New(ctx, s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	for role, enlisted := range map[inventory.Role]bool{inventory.Duty: false, inventory.Volunteer: true} {
		before := len(desktest.Must(s.Desk.StaffEver(ctx)))
		f.Hire()
		f.As(role)
		f.Name.Set("试用帮手")
		f.Next()
		f.Enlist()
		s.Queue.Drain()
		if got := len(desktest.Must(s.Desk.StaffEver(ctx))) > before; got != enlisted {
			t.Errorf("role %d: enlisted %t, %v", role, got, f.Refusal)
		}
	}
}

func TestACertificateOfServiceIsPrintedForAManager(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	who := desktest.Must(s.Desk.Enlist(ctx, "试用帮手", inventory.Craft{}, s.Manager.ID))
	f := crew.New(ctx, s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	f.Choose(who)
	f.Table()
	if r, ok := s.Shown.(stage.Tables); !ok || r.Of != who.ID || r.Who.ID != s.Manager.ID {
		t.Errorf("the table of the record: %v", s.Shown)
	}
	f.Certify(2)
	s.Queue.Drain()
	prints := desktest.Must(s.Desk.PrintsFor(ctx, inventory.SheetPrinter, 9))
	if len(prints) != 1 || prints[0].Paper != inventory.ServicePaper || s.Prints != 1 {
		t.Fatalf("%d papers, %v", len(prints), f.Refusal)
	}
	r, from, to, err := s.Desk.ServiceToPrint(ctx, prints[0].ID)
	if err != nil || r.Volunteer.ID != who.ID || from.String() != "2026-09-01" || to.String() != "2026-11-24" {
		t.Errorf("of %d, %s to %s, %v", r.Volunteer.ID, from, to, err)
	}
	if _, err := s.Desk.PrintService(ctx, s.Manager.ID, from, to, "zh", who.ID); err == nil {
		t.Error("a volunteer without a PIN opened the manager's record")
	}
}

func TestACitizensNumberIsCheckedDigitByDigitAndOnlyItsEndIsSaid(t *testing.T) {
	s := desktest.New(t)
	ctx := context.Background()
	c := inventory.Craft{Skills: []inventory.KindID{"plumbing"}, Squad: "team"}
	who := desktest.Must(s.Desk.Enlist(ctx, "试用帮手", c, s.Manager.ID))
	f := crew.New(ctx, s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	number := invented.Person(3, "").ID
	f.Choose(who)
	f.AskDocument()
	for _, r := range number.Number[:17] {
		f.Typed(r)
	}
	f.Typed('a')
	var bad *people.BadID
	if !errors.As(f.Refusal, &bad) || f.Number != number.Number[:17] {
		t.Errorf("a letter was taken: %v", f.Refusal)
	}
	f.Enter()
	if f.Step != crew.Document || f.Done.Key != "" {
		t.Error("17 characters were kept")
	}
	wrong := '0'
	if number.Number[17] == '0' {
		wrong = '1'
	}
	f.Typed(wrong)
	if !errors.As(f.Refusal, &bad) || bad.Place != 18 || f.Complete() {
		t.Errorf("a wrong check character: %v", f.Refusal)
	}
	f.Erase()
	f.Typed(rune(number.Number[17]))
	f.Enter()
	s.Queue.Drain()
	if f.Done.Key != "desk.crew.document.done" || f.Done.Four != number.LastFour() || f.Done.Card || f.Number != "" {
		t.Fatalf("said %q, ends in %q; %v", f.Done.Key, f.Done.Four, f.Refusal)
	}
	print := desktest.Must(s.Desk.PrintService(ctx, who.ID, 1, inventory.DayOf(s.Desk.Now()), "zh", s.Manager.ID))
	r, _, _, err := s.Desk.ServiceToPrint(ctx, print)
	if err != nil || r.Document != number.Number || r.Volunteer.Craft.Squad != "team" || len(r.Volunteer.Craft.Skills) != 1 {
		t.Errorf("not the number that was typed, or the craft changed; %v", err)
	}
	for _, one := range desktest.Must(s.Desk.Staff(ctx)) {
		if one.Craft.Document != "" {
			t.Error("the list of the staff has a number")
		}
	}
}
