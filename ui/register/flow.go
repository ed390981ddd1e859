// Package register keeps a new resident: name, mobile, identity number, home,
// consent, each checked as it is typed. It is a step of borrowing and a screen
// of its own.
package register

import (
	"context"
	"unicode/utf8"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/identify"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is what is being asked.
type Step int

// The steps, in order.
const (
	Name Step = iota
	Phone
	ID
	Home
	Consent
)

// Steps is how many there are.
const Steps = 5

// Flow is the state of the registration.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	done  func(inventory.Resident)

	Step     Step
	Text     [Consent]string // what was typed at each step but the last and Home
	Kind     people.Kind     // of the document
	Birth    string          // the day of birth, "19710304", when the document does not tell it
	OnBirth  bool            // the keys go to Birth
	Home     people.Home
	Ask      *identify.Flow     // who the guardian of a child is, at the step Home
	Guardian inventory.Resident // of a child
	Part     int                // of the home: building, unit, room
	Shift    bool
	Busy     bool
	Refusal  error  // what is wrong with the text of this step, said while typing
	Told     string // what the last scan did, a key of the words
}

// New asks from the first step on; done is called with the resident kept.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, done func(inventory.Resident)) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, done: done}
	f.Ask = identify.New(ctx, st, desk, f.guard)
	return f
}

// guard takes the guardian who was found and goes on.
func (f *Flow) guard(r inventory.Resident) {
	f.Guardian = r
	f.Step++
	f.Ask = identify.New(f.ctx, f.stage, f.desk, f.guard)
	f.stage.Refresh()
}

// AsksGuardian says that a card scanned now is the guardian's.
func (f *Flow) AsksGuardian() bool { return f.Step == Home && f.Child() }

// Scan takes the guardian's card; true means that it was one.
func (f *Flow) Scan(text string) bool { return f.AsksGuardian() && f.Ask.Scan(text) }

// Type adds a character to the text of the step.
func (f *Flow) Type(r rune) {
	if f.Busy || f.Step == Consent || r == utf8.RuneError {
		return
	}
	if f.AsksGuardian() {
		f.Ask.Digit(r)
		return
	}
	text := f.typed()
	next := *text + string(r)
	f.Refusal, f.Told = nil, ""
	switch f.Step {
	case Name:
		if !people.NameRune(r) || utf8.RuneCountInString(next) > people.MaxName {
			f.Refusal = people.ErrName
		}
	case Phone:
		if !people.PhoneSoFar(next) {
			f.Refusal = people.ErrPhone
		}
	case ID:
		f.typeID(r)
		f.stage.Refresh()
		return
	case Home:
		if utf8.RuneCountInString(next) > 20 {
			f.Refusal = people.ErrHome
		}
	}
	if f.Refusal == nil {
		*text = next
	}
	f.stage.Refresh()
}

// key types a key of the keyboard; shift holds for one letter.
func (f *Flow) key(r rune) {
	f.Shift = false
	f.Type(r)
}

// ToggleShift makes the next letter a capital, or not.
func (f *Flow) ToggleShift() {
	f.Shift = !f.Shift
	f.stage.Refresh()
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Busy || f.Step == Consent:
		return
	case f.AsksGuardian():
		f.Ask.Erase()
		return
	case f.Step == ID:
		f.eraseID()
		f.stage.Refresh()
		return
	}
	text := f.typed()
	_, size := utf8.DecodeLastRuneInString(*text)
	*text = (*text)[:len(*text)-size]
	f.Refusal = nil
	f.stage.Refresh()
}

// typed is the text the keys write into.
func (f *Flow) typed() *string {
	if f.Step != Home {
		return &f.Text[f.Step]
	}
	return []*string{&f.Home.Building, &f.Home.Unit, &f.Home.Room}[f.Part]
}

// Choose moves to a part of the home.
func (f *Flow) Choose(part int) {
	f.Part, f.Refusal = part, nil
	f.stage.Refresh()
}

// check says what is still wrong with the text of a step.
func (f *Flow) check(s Step) error {
	var err error
	switch s {
	case Name:
		_, err = people.ParseName(f.Text[Name])
	case Phone:
		_, err = people.ParsePhone(f.Text[Phone])
	case ID:
		err = f.checkDocument()
	case Home:
		if f.Child() {
			return nil // the guardian answers, and then it goes on
		}
		_, err = f.Home.Checked()
	}
	return err
}

// Ready says that the step is filled in rightly.
func (f *Flow) Ready() bool { return !f.Busy && (f.birthNext() || f.check(f.Step) == nil) }

// Next goes to the next step, or says what is wrong with this one.
func (f *Flow) Next() {
	if f.Busy {
		return
	}
	if f.AsksGuardian() {
		f.Ask.Submit()
		return
	}
	if f.birthNext() {
		f.ToBirth(true)
		return
	}
	if f.Step == Home && f.Part < 2 && f.check(Home) != nil {
		f.Choose(f.Part + 1)
		return
	}
	f.Told = ""
	if f.Refusal = f.check(f.Step); f.Refusal != nil {
		f.stage.Refresh()
		return
	}
	if f.Step == Consent {
		f.keep()
		return
	}
	f.Step++
	f.stage.Refresh()
}

// EnterKey is Enter on a keyboard: it goes on, but agrees to nothing.
func (f *Flow) EnterKey() {
	if f.Step != Consent {
		f.Next()
	}
}

// Back goes one step back; false at the first.
func (f *Flow) Back() bool {
	if f.Step == Name || f.Busy {
		return f.Busy
	}
	if f.Step == ID && f.OnBirth && !f.Child() {
		f.ToBirth(false)
		return true
	}
	f.Step--
	f.Refusal, f.Told = nil, ""
	f.stage.Refresh()
	return true
}

// Person is what was typed.
func (f *Flow) Person() people.Person {
	p := f.document()
	p.Name, p.Phone, p.Home = f.Text[Name], f.Text[Phone], f.Home
	if f.Child() {
		p.Phone, p.Home = "", people.Home{} // the guardian's are known
	}
	return p
}

// keep registers the person; pressing the button under the text is the consent.
func (f *Flow) keep() {
	f.Busy = true
	f.stage.Refresh()
	p, lang := f.Person(), inventory.Lang(f.stage.Lang())
	child, guardian := f.Child(), f.Guardian.ID
	p.Consent.Version = f.desk.Settings().ConsentVersion
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		if child {
			return f.desk.RegisterChild(ctx, p, guardian, lang)
		}
		return f.desk.Register(ctx, p, lang)
	}, func(r inventory.Resident, err error) {
		f.Busy, f.Refusal = false, err
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.stage.Printed()
		f.done(r)
	})
}
