package crew_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/desktest"
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
	f.Choose(who)
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
