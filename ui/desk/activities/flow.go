// Package activities is the desk's place for what the shop held for the
// neighbourhood: a repair day, a lesson. The reports count it. The flow knows no
// Fyne.
package activities

import (
	"context"
	"strconv"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: the list is shown.
type Step int

// The steps of a new activity, and the question before one is struck out.
const (
	List Step = iota
	Naming
	Keyboard
	When
	Who     // which squad held it
	Persons // how many came
	Striking
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Step    Step
	Held    []inventory.Activity // the last ones
	Page    int
	New     inventory.Activity
	Text    *typing.Text
	Digits  string             // how many came
	Old     inventory.Activity // the one to strike out
	Busy    bool
	Refusal error
	Done    string // key of the words
}

const (
	listed    = 200 // activities
	maxDigits = 5
	daysAgo   = 11 // the earliest day one can tap
)

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	rules := typing.NameRules(desk.Settings().ExactPinyin)
	rules.Name = false
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, Text: typing.New(st.Lang, rules)}
}

// Load shows the list anew.
func (f *Flow) Load() {
	f.start()
	f.Page, f.Done = 0, ""
	f.read()
}

func (f *Flow) start() {
	f.Step, f.New, f.Old, f.Digits, f.Refusal = List, inventory.Activity{}, inventory.Activity{}, "", nil
	f.Text.Set("")
}

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.Activity, error) {
		return f.desk.Activities(ctx, listed)
	}, func(list []inventory.Activity, err error) {
		f.Held, f.Refusal = list, err
		f.stage.Refresh()
	})
}

// Turn shows another page of the list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Add begins a new activity.
func (f *Flow) Add() {
	f.start()
	f.Done, f.Step = "", Naming
	f.stage.Refresh()
}

// Name takes what it was and asks when.
func (f *Flow) Name(n inventory.Name) {
	f.New.Name, f.Step = n, When
	f.stage.Refresh()
}

// Type opens the keyboard for another name.
func (f *Flow) Type() {
	f.Step = Keyboard
	f.Text.Set("")
	f.stage.Refresh()
}

// Days are the days one can tap, today first.
func (f *Flow) Days() []inventory.Day {
	today := inventory.DayOf(f.desk.Now())
	var days []inventory.Day
	for n := range inventory.Day(daysAgo + 1) {
		days = append(days, today-n)
	}
	return days
}

// On takes the day and asks who held it.
func (f *Flow) On(d inventory.Day) {
	f.New.Day, f.Step = d, Who
	f.stage.Refresh()
}

// By takes the squad ("": none) and asks how many came.
func (f *Flow) By(s inventory.SquadID) {
	f.New.Squad, f.Step, f.Digits = s, Persons, ""
	f.stage.Refresh()
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Keyboard || f.Step == Persons }

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.Step == Keyboard }

// Typed takes a character of the name or a digit of the number.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Step == Keyboard:
		f.Press(typing.Press(r))
	case f.Step == Persons && !f.Busy && r >= '0' && r <= '9' && len(f.Digits) < maxDigits && f.Digits != "0":
		f.Digits += string(r)
		f.stage.Refresh()
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Step == Keyboard:
		f.Press(typing.Event{Act: typing.Erase})
	case f.Step == Persons && !f.Busy:
		f.Digits = f.Digits[:max(len(f.Digits)-1, 0)]
		f.stage.Refresh()
	}
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step != Keyboard {
		return
	}
	f.Refusal = f.Text.Do(e)
	f.stage.Refresh()
}

// Enter is Enter on a keyboard: it ends composing, takes the name, or keeps the
// activity.
func (f *Flow) Enter() {
	if f.Step == Persons {
		f.Keep()
		return
	}
	f.take((*typing.Text).Raw)
}

// Next ends composing, else it takes the name.
func (f *Flow) Next() { f.take((*typing.Text).Settle) }

func (f *Flow) take(end func(*typing.Text) (bool, error)) {
	if f.Step != Keyboard {
		return
	}
	var name string
	if name, f.Refusal = f.Text.Take(end); name != "" {
		f.Name(inventory.Name{Zh: name})
		return
	}
	f.stage.Refresh()
}

// Up goes one question back; false at the list.
func (f *Flow) Up() bool {
	switch f.Step {
	case List:
		return false
	case Naming, Striking:
		f.start()
	case Keyboard, When:
		f.Step = Naming
	case Who:
		f.Step = When
	case Persons:
		f.Step = Who
	}
	f.Refusal = nil
	f.stage.Refresh()
	return true
}

// Keep keeps the new activity; nothing typed: nobody was counted.
func (f *Flow) Keep() {
	if f.Step != Persons {
		return
	}
	a := f.New
	a.Persons, _ = strconv.Atoi(f.Digits) // digits only; "" is 0
	f.do("activities.kept", func(ctx context.Context) error {
		_, err := f.desk.AddActivity(ctx, a, f.who)
		return err
	})
}

// Strike asks whether an activity was noted by mistake.
func (f *Flow) Strike(a inventory.Activity) {
	f.start()
	f.Done, f.Old, f.Step = "", a, Striking
	f.stage.Refresh()
}

// StrikeOut takes it out of the figures.
func (f *Flow) StrikeOut() {
	if old := f.Old.ID; f.Step == Striking {
		f.do("activities.struck", func(ctx context.Context) error { return f.desk.StrikeActivity(ctx, old, f.who) })
	}
}

func (f *Flow) do(done string, deed func(context.Context) error) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Do(f.stage.Runner(), f.ctx, deed, func(err error) {
		f.Busy, f.Refusal = false, err
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.start()
		f.Done = done
		f.read()
	})
}
