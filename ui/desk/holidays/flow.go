// Package holidays is the manager's list of the days the shop is closed:
// festivals and other times, entered once a year. The flow knows no Fyne.
package holidays

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: the list is shown.
type Step int

// The steps of a new holiday, and the question before one is removed.
const (
	List Step = iota
	Naming
	Keyboard
	From
	To
	Confirm
	Removing
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Step    Step
	Page    int
	New     inventory.Holiday
	Month   time.Time // the first of the month that is shown
	Text    *typing.Text
	Old     inventory.Holiday // the one to remove
	Busy    bool
	Refusal error
	Done    Done
}

// Done is what was changed last. The zero Done is nothing.
type Done struct {
	Holiday inventory.Holiday
	Removed bool
}

// New makes the place.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	rules := typing.NameRules(desk.Settings().ExactPinyin)
	rules.Name = false
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, Text: typing.New(st.Lang, rules)}
}

// Load shows the list anew.
func (f *Flow) Load() {
	f.start()
	f.Page, f.Done = 0, Done{}
	f.stage.Refresh()
}

func (f *Flow) start() {
	f.Step, f.New, f.Old, f.Refusal = List, inventory.Holiday{}, inventory.Holiday{}, nil
	f.Text.Set("")
	now := f.desk.Now()
	f.Month = time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, now.Location())
}

// Holidays are those that are not over, the next one first.
func (f *Flow) Holidays() []inventory.Holiday {
	today := inventory.DayOf(f.desk.Now())
	list := slices.DeleteFunc(slices.Clone(f.desk.Settings().Holidays), func(h inventory.Holiday) bool { return h.To < today })
	slices.SortFunc(list, func(a, b inventory.Holiday) int { return cmp.Compare(a.From, b.From) })
	return list
}

// Turn shows another page of the list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Add begins a new holiday.
func (f *Flow) Add() {
	f.start()
	f.Done, f.Step = Done{}, Naming
	f.stage.Refresh()
}

// Name takes a name and asks for the first day.
func (f *Flow) Name(n inventory.Name) {
	f.New.Name, f.Step = n, From
	f.stage.Refresh()
}

// Type opens the keyboard for another name.
func (f *Flow) Type() {
	f.Step = Keyboard
	f.Text.Set("")
	f.stage.Refresh()
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Keyboard }

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.Step == Keyboard }

// Typed takes a character of the name.
func (f *Flow) Typed(r rune) { f.Press(typing.Press(r)) }

// Erase takes the last character back.
func (f *Flow) Erase() { f.Press(typing.Event{Act: typing.Erase}) }

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step != Keyboard {
		return
	}
	f.Refusal = f.Text.Do(e)
	f.stage.Refresh()
}

// Enter is Enter on a keyboard: it ends composing, else it takes the name.
func (f *Flow) Enter() { f.take((*typing.Text).Raw) }

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

// Leaf shows another month.
func (f *Flow) Leaf(months int) {
	f.Month = f.Month.AddDate(0, months, 0)
	f.stage.Refresh()
}

// Free says whether a day can be chosen now: not over, not before the first
// one, not more than two months after it.
func (f *Flow) Free(d inventory.Day) bool {
	if f.Step == To {
		return d >= f.New.From && d-f.New.From <= longest
	}
	return d >= inventory.DayOf(f.desk.Now())
}

// longest is how many days a holiday may last after its first.
const longest = 60

// Choose takes the first day, then the last one.
func (f *Flow) Choose(d inventory.Day) {
	switch {
	case !f.Free(d):
		return
	case f.Step == From:
		f.New.From, f.Step = d, To
	case f.Step == To:
		f.New.To, f.Step = d, Confirm
	}
	f.stage.Refresh()
}

// Remove asks whether a holiday is to go.
func (f *Flow) Remove(h inventory.Holiday) {
	f.start()
	f.Done, f.Old, f.Step = Done{}, h, Removing
	f.stage.Refresh()
}

// Up goes one question back; false at the list.
func (f *Flow) Up() bool {
	switch f.Step {
	case List:
		return false
	case Naming, Removing:
		f.start()
	case Keyboard, From:
		f.Step = Naming
	case To:
		f.New.From, f.Step = 0, From
	case Confirm:
		f.New.To, f.Step = 0, To
	}
	f.Refusal = nil
	f.stage.Refresh()
	return true
}

// Save puts the new holiday in force.
func (f *Flow) Save() {
	if f.Step == Confirm {
		f.change(func(list []inventory.Holiday) []inventory.Holiday { return append(list, f.New) }, Done{Holiday: f.New})
	}
}

// Drop opens the shop on the days of the holiday to remove.
func (f *Flow) Drop() {
	if f.Step == Removing {
		old := f.Old
		f.change(func(list []inventory.Holiday) []inventory.Holiday {
			return slices.DeleteFunc(list, func(h inventory.Holiday) bool { return h == old })
		}, Done{Holiday: old, Removed: true})
	}
}

func (f *Flow) change(change func([]inventory.Holiday) []inventory.Holiday, done Done) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	rules := f.desk.Settings()
	rules.Holidays = change(slices.Clone(rules.Holidays))
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (Done, error) {
		return done, f.desk.ChangeSettings(ctx, rules, f.who)
	}, func(d Done, err error) {
		f.Busy = false
		if err != nil {
			f.Refusal = err
		} else {
			f.start()
			f.Done = d
		}
		f.stage.Refresh()
	})
}
