package takeback_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/stage"
	"redwrench/ui/takeback"
)

const dutyPIN, volunteerPIN = "314159", "161803"

// door is the locked counter of a shop with a manager, a volunteer and somebody
// on duty.
type door struct {
	*desktest.Shop
	*takeback.Unlock
	duty, volunteer inventory.Staff
}

func locked(t *testing.T) door {
	s := desktest.New(t)
	ctx := context.Background()
	d := door{Shop: s}
	d.duty = desktest.Must(s.Desk.Hire(ctx, "试用员", inventory.Duty, dutyPIN, s.Manager.ID))
	d.volunteer = desktest.Must(s.Desk.Hire(ctx, "试用志愿者", inventory.Volunteer, volunteerPIN, s.Manager.ID))
	d.Unlock = takeback.NewUnlock(ctx, s, s.Desk)
	s.Queue.Drain()
	return d
}

func (d door) typed(pin string) {
	for _, r := range pin {
		d.Digit(r)
	}
	d.Queue.Drain()
}

func (d door) opened(who inventory.Staff) {
	d.T.Helper()
	if r, ok := d.Shown.(stage.Desk); !ok || r.Who.ID != who.ID {
		d.T.Errorf("shown %v, refused %v", d.Shown, d.Refusal)
	}
}

func TestWhoIsAskedForBeforeThePIN(t *testing.T) {
	d := locked(t)
	if !d.Choosing() || len(d.Unlock.Staff) != 3 {
		t.Fatalf("does not ask who of %d", len(d.Unlock.Staff))
	}
	d.Choose(d.duty)
	d.typed(desktest.PIN)
	if !errors.Is(d.Refusal, inventory.ErrWrongPIN) || d.Shown != nil {
		t.Errorf("a colleague's PIN: %v", d.Refusal)
	}
	d.typed(dutyPIN)
	d.opened(d.duty)
}

func TestAStaffCardUnlocksWithoutAPIN(t *testing.T) {
	d := locked(t)
	d.Scan(d.duty.CardCode().Payload())
	d.Queue.Drain()
	d.opened(d.duty)
	if len(d.Flashes) != 1 || !d.Flashes[0] {
		t.Errorf("flashes %v", d.Flashes)
	}
}

func TestOtherCodesOpenNothing(t *testing.T) {
	d := locked(t)
	for _, text := range []string{inventory.ToolID(6).Code().Payload(), d.Resident(1).ID.Code().Payload(), "R:S1000000", "6901234567892"} {
		d.Scan(text)
		d.Queue.Drain()
		if d.Shown != nil || d.Flashes[len(d.Flashes)-1] {
			t.Errorf("%s opened the desk", text)
		}
	}
}

func TestAVolunteerComesToTheirJobsNotToTheCounter(t *testing.T) {
	for name, open := range map[string]func(door){
		"card": func(d door) { d.Scan(d.volunteer.CardCode().Payload()) },
		"PIN": func(d door) {
			d.Choose(d.volunteer)
			d.typed(volunteerPIN)
		},
	} {
		d := locked(t)
		open(d)
		d.Queue.Drain()
		if r, ok := d.Shown.(stage.Volunteer); !ok || r.Who.ID != d.volunteer.ID {
			t.Errorf("by %s: shown %v", name, d.Shown)
		}
	}
}

func TestBackGoesToTheNamesFirst(t *testing.T) {
	d := locked(t)
	d.Choose(d.duty)
	d.typed("31")
	d.Unlock.Back()
	if !d.Choosing() || d.PIN != "" {
		t.Error("not back at the names")
	}
	d.Unlock.Back()
	if d.Shown != (stage.Home{}) {
		t.Errorf("shown %v", d.Shown)
	}
}
