package activities_test

import (
	"context"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/activities"
	"redwrench/ui/desk/desktest"
)

func TestAnActivityIsNotedInFiveTouches(t *testing.T) {
	s := desktest.New(t)
	f := activities.New(context.Background(), s, s.Desk, s.Manager.ID)
	do := func(touch func()) {
		touch()
		s.Queue.Drain()
	}
	do(f.Load)
	do(f.Add)
	do(func() { f.Name(inventory.Name{Zh: "便民维修日"}) })
	do(func() { f.On(f.Days()[2]) })
	do(func() { f.By("") })
	for _, r := range "x042" {
		f.Typed(r)
	}
	f.Erase()
	f.Typed('3')
	do(f.Enter)
	if f.Step != activities.List || f.Done != "activities.kept" || len(f.Held) != 1 {
		t.Fatalf("step %d, %q, %v, %v", f.Step, f.Done, f.Held, f.Refusal)
	}
	if a := f.Held[0]; a.Persons != 3 || a.Day != inventory.DayOf(s.Now)-2 {
		t.Errorf("kept %+v: a number does not begin with 0", a)
	}
	do(func() { f.Strike(f.Held[0]) })
	do(f.StrikeOut)
	if f.Done != "activities.struck" || len(f.Held) != 0 {
		t.Errorf("%q, %v, %v", f.Done, f.Held, f.Refusal)
	}
}

func TestBackGoesOneQuestionBackAndLosesNothing(t *testing.T) {
	s := desktest.New(t)
	f := activities.New(context.Background(), s, s.Desk, s.Manager.ID)
	f.Load()
	s.Queue.Drain()
	f.Add()
	f.Type()
	for _, r := range "Lamp" {
		f.Typed(r)
	}
	f.Enter() // ends composing
	f.Enter()
	if f.Step != activities.When || f.New.Name.Zh != "Lamp" {
		t.Fatalf("step %d, %q", f.Step, f.New.Name.Zh)
	}
	f.On(f.Days()[0])
	f.By("")
	for _, want := range []activities.Step{activities.Who, activities.When, activities.Naming} {
		if !f.Up() || f.Step != want || f.New.Name.Zh != "Lamp" {
			t.Errorf("step %d instead of %d, the name is %q", f.Step, want, f.New.Name.Zh)
		}
	}
	if !f.Up() || f.Up() {
		t.Errorf("step %d", f.Step)
	}
}
