package machine_test

import (
	"context"
	"errors"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/machine"
)

func TestTheManagerSetsHoursAndVolume(t *testing.T) {
	s := desktest.New(t)
	f := machine.New(context.Background(), s, s.Desk, s.Manager.ID)
	for _, tap := range []func(){
		func() { f.Loud(inventory.VolumeLoud) },
		func() { f.Spell(true) },
		func() { f.Open(-machine.Step) },
		func() { f.Close(-machine.Step) },
		func() { f.Close(-machine.Step) },
	} {
		tap()
		s.Queue.Drain()
		if f.Refusal != nil {
			t.Fatal(f.Refusal)
		}
	}
	got := s.Desk.Settings()
	if got.Volume != inventory.VolumeLoud || !got.ExactPinyin || got.Opens != 8*time.Hour+30*time.Minute || got.Closes != 17*time.Hour {
		t.Errorf("volume %d, opens %v, closes %v", got.Volume, got.Opens, got.Closes)
	}
}

func TestAShopDoesNotCloseBeforeItOpens(t *testing.T) {
	s := desktest.New(t)
	f := machine.New(context.Background(), s, s.Desk, s.Manager.ID)
	for f.MayOpen(machine.Step) {
		f.Open(machine.Step)
		s.Queue.Drain()
	}
	if f.Opens() != 17*time.Hour+30*time.Minute || f.MayClose(-machine.Step) || f.Refusal != nil {
		t.Errorf("opens %v, may close earlier: %t, %v", f.Opens(), f.MayClose(-machine.Step), f.Refusal)
	}
	for f.MayClose(machine.Step) {
		f.Close(machine.Step)
		s.Queue.Drain()
	}
	if closes := s.Desk.Settings().Closes; closes != 23*time.Hour+30*time.Minute || f.Refusal != nil {
		t.Errorf("closes %v, %v", closes, f.Refusal)
	}
}

func TestOnlyAManagerChangesTheMachine(t *testing.T) {
	s := desktest.New(t)
	duty := desktest.Must(s.Desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", s.Manager.ID))
	f := machine.New(context.Background(), s, s.Desk, duty.ID)
	f.Loud(inventory.VolumeOff)
	s.Queue.Drain()
	if !errors.Is(f.Refusal, inventory.ErrNotManager) || s.Desk.Settings().Volume != inventory.VolumeNormal {
		t.Errorf("refused with %v", f.Refusal)
	}
}
