// Package settings is the manager's place for the shop's own rules: each with its
// default, what it may be, and the way back. The flow knows no Fyne.
package settings

import (
	"context"
	"errors"
	"slices"
	"strconv"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: the sections are shown.
type Step int

// The steps.
const (
	All Step = iota
	Rows
	One     // a setting
	Writing // a text of it
	Sure    // leave what was changed?
)

// Shift is how much earlier or later one tap makes opening or closing, in minutes.
const Shift = 30

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Step    Step
	Section Section
	Page    int
	Row     Row
	Draft   inventory.Settings // as they were read, with what was changed of Row
	read    inventory.Settings
	Digits  string         // typed, of a number or the telephone number
	Text    *typing.Text   // being written
	Lang    inventory.Lang // of it
	Busy    bool
	Refusal error
	Done    Row      // changed last
	from    Step     // where Sure was asked
	then    func()   // what is done once the change is forgotten; nil: one step back
	Theirs  []string // what somebody else changed meanwhile, as the audit tells it
}

// New makes the place.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who}
}

// Load shows the sections.
func (f *Flow) Load() {
	f.Step, f.Refusal, f.Done, f.Theirs = All, nil, Row{}, nil
	f.stage.Refresh()
}

// Rules are the settings in force.
func (f *Flow) Rules() inventory.Settings { return f.desk.Settings() }

// Look shows the settings of a section.
func (f *Flow) Look(s Section) {
	f.Section, f.Step, f.Page, f.Refusal, f.Done = s, Rows, 0, nil, Row{}
	f.stage.Refresh()
}

// Turn shows another page of them.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Open asks for one setting.
func (f *Flow) Open(r Row) {
	f.Row, f.Step, f.Digits, f.Refusal, f.Done, f.Theirs = r, One, "", nil, Row{}, nil
	f.read = f.desk.Settings()
	f.Draft = f.desk.Settings()
	f.stage.Refresh()
}

// Changed says that something was changed that is not kept yet.
func (f *Flow) Changed() bool {
	return f.written() || f.Step != All && f.Step != Rows && (f.Digits != "" || !f.Row.same(f.read, f.Draft))
}

// written says that the text on the keyboard is not that of the draft.
func (f *Flow) written() bool {
	writing := f.Step == Writing || f.Step == Sure && f.from == Writing
	return writing && (f.Text.Composing() != "" || f.Text.String() != *f.inLang())
}

// Default says that the setting is as in a new shop.
func (f *Flow) Default() bool { return f.Row.same(f.read, inventory.Defaults()) }

// Up goes one question back; before a change is lost it asks. False at the
// sections.
func (f *Flow) Up() bool {
	switch f.Step {
	case All:
		return f.Busy
	case Rows:
		f.Step = All
	case One:
		if f.Changed() {
			f.sure(nil)
		} else {
			f.Step = Rows
		}
	case Writing:
		if f.written() {
			f.sure(nil)
		} else {
			f.Step = One
		}
	case Sure:
		f.Step, f.then = f.from, nil
	}
	f.Refusal, f.Done = nil, Row{}
	f.stage.Refresh()
	return true
}

// Unsaved asks, before then, whether what was changed may be forgotten; false:
// nothing was.
func (f *Flow) Unsaved(then func()) bool {
	if !f.Changed() {
		return false
	}
	if !f.Busy { // else it is being kept
		f.sure(then)
		f.stage.Refresh()
	}
	return true
}

// sure asks whether what was changed may be forgotten.
func (f *Flow) sure(then func()) {
	if f.Step != Sure {
		f.from = f.Step
	}
	f.Step, f.then, f.Refusal, f.Theirs = Sure, then, nil, nil
}

// Discard leaves what was changed and goes where one was going. Back from the
// keyboard only the text is forgotten.
func (f *Flow) Discard() {
	then := f.then
	if f.then == nil && f.from == Writing {
		f.Step = One
	} else {
		f.Step, f.Draft, f.Digits, f.then = Rows, f.read, "", nil
	}
	f.stage.Refresh()
	if then != nil {
		then()
	}
}

// Move makes an hour earlier or later, by minutes.
func (f *Flow) Move(by int) {
	if f.MayMove(by) {
		f.Draft.Opens = f.Draft.OpensAt() // it does not move with the closing
		f.Row.of.Put(&f.Draft, f.Row.of.In(f.Draft)+by)
	}
	f.stage.Refresh()
}

// MayMove says whether an hour can be moved so: a shop opens before it closes.
func (f *Flow) MayMove(by int) bool {
	to := f.Draft
	to.Opens = to.OpensAt()
	f.Row.of.Put(&to, f.Row.of.In(to)+by)
	return to.Check() == nil
}

// Weekday opens or closes the shop on a weekday at once. It stays open on one.
func (f *Flow) Weekday(w time.Weekday) {
	closed := slices.DeleteFunc(slices.Clone(f.Draft.ClosedWeekdays), func(c time.Weekday) bool { return c == w })
	if len(closed) == len(f.Draft.ClosedWeekdays) {
		closed = append(closed, w)
	}
	if slices.Sort(closed); len(closed) < 7 {
		f.Draft.ClosedWeekdays = closed
		f.keep(One)
	}
}

// Speak offers a language or not, at once.
func (f *Flow) Speak(l inventory.Lang) {
	f.Draft.Show(l, !f.Draft.Speaks(l))
	f.keep(One)
}

// Loud sets the volume at once; the sound of the deed is heard at the new one.
func (f *Flow) Loud(v inventory.Volume) {
	f.Draft.Volume = v
	f.keep(One)
}

// Spell says at once whether the keyboard takes pinyin only as it is spelled.
func (f *Flow) Spell(exact bool) {
	f.Draft.ExactPinyin = exact
	f.keep(One)
}

// AskAgain gives the consent text a new version: everybody reads it again.
func (f *Flow) AskAgain() {
	f.Draft.ConsentVersion = inventory.NextConsent(f.read.ConsentVersion, inventory.DayOf(f.desk.Now()))
	f.keep(Rows)
}

// Reset puts the setting back to that of a new shop.
func (f *Flow) Reset() {
	f.Row.copy(&f.Draft, inventory.Defaults())
	f.keep(Rows)
}

// Keep puts what was changed in force.
func (f *Flow) Keep() {
	if !f.Changed() {
		return
	}
	switch f.Row.Kind {
	case Number:
		n, err := strconv.Atoi(f.Digits)
		if err != nil {
			return
		}
		f.Row.of.Put(&f.Draft, n)
	case Phone:
		f.Draft.Phone = strings.TrimSpace(f.Digits)
	}
	if f.Row.same(f.read, f.Draft) {
		f.Digits, f.Step = "", Rows
		f.stage.Refresh()
		return
	}
	f.keep(Rows)
}

// keep puts the draft in force and goes on to a step. When somebody else changed
// the settings meanwhile, the change stands before them as they are now.
func (f *Flow) keep(next Step) {
	if f.Busy {
		return
	}
	f.Busy, f.Refusal, f.Done, f.Theirs = true, nil, Row{}, nil
	f.stage.Refresh()
	draft := f.Draft
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return f.desk.ChangeSettings(ctx, draft, f.who)
	}, func(err error) {
		f.Busy, f.Refusal = false, err
		was := f.read
		f.read, f.Draft = f.desk.Settings(), f.desk.Settings()
		var other *inventory.ChangedMeanwhile
		switch {
		case errors.As(err, &other):
			f.Theirs = f.read.Since(was)
			f.Row.copy(&f.Draft, draft)
		case err == nil:
			f.Step, f.Done, f.Digits = next, f.Row, ""
		}
		f.stage.Refresh()
	})
}

// Leave asks for the PIN and ends the program.
func (f *Flow) Leave() { f.stage.Show(stage.Leave{}) }
