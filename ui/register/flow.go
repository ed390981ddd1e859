// Package register keeps a new resident: name, mobile, identity number, home,
// consent, each checked as it is typed. It is a step of borrowing and a screen
// of its own.
package register

import (
	"context"
	"errors"
	"slices"
	"unicode/utf8"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/identify"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
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

// Flow is the state of the registration.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	done  func(inventory.Resident)
	by    inventory.StaffID // who of the staff writes a child down; 0: nobody does

	Step     Step
	Name     *typing.Text
	Text     [Consent]string    // the digits of Phone and the number of ID
	Letters  *typing.Text       // the board of numbers with letters
	Kind     people.Kind        // of the document
	Birth    string             // the day of birth, "19710304", when the document does not tell it
	OnBirth  bool               // the keys go to Birth
	Home     [3]*typing.Text    // building, unit, room
	Ask      *identify.Flow     // who the guardian of a child is, at the step Home
	Guardian inventory.Resident // of a child
	Part     int                // of the home, which is typed
	Busy     bool
	Known    bool   // who was registered had been so before: no card is printed
	Refusal  error  // what is wrong with the text of this step, said while typing
	Told     string // what the last scan did, a key of the words
}

// New asks from the first step on; done is called with the resident kept.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, done func(inventory.Resident)) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, done: done}
	f.Ask = identify.New(ctx, st, desk, f.guard)
	exact := desk.Settings().ExactPinyin
	f.Name = typing.New(st.Lang, typing.NameRules(exact))
	f.Letters = typing.New(st.Lang, typing.NumberRules(1))
	for i := range f.Home {
		f.Home[i] = typing.New(st.Lang, typing.DoorRules(exact))
	}
	return f
}

// NewChild asks for a child under 14 whose guardian is at the desk of by: for its
// name and day of birth.
func NewChild(ctx context.Context, st stage.Stage, desk *inventory.Desk, guardian inventory.Resident, by inventory.StaffID, done func(inventory.Resident)) *Flow {
	f := New(ctx, st, desk, done)
	f.Guardian, f.by = guardian, by
	f.Kind, f.OnBirth = people.NoDocument, true
	return f
}

// AtDesk says that a child is written down by staff, under a guardian who is known.
func (f *Flow) AtDesk() bool { return f.by != 0 }

// Order is what is asked, one after the other.
func (f *Flow) Order() []Step {
	if f.AtDesk() {
		return []Step{Name, ID, Consent}
	}
	return []Step{Name, Phone, ID, Home, Consent}
}

// turn goes n steps on.
func (f *Flow) turn(n int) {
	order := f.Order()
	f.Step = order[slices.Index(order, f.Step)+n]
}

// guard takes the guardian who was found and goes on.
func (f *Flow) guard(r inventory.Resident) {
	f.Guardian = r
	f.turn(1)
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
	f.Told = ""
	switch f.Step {
	case Name, Home:
		f.Press(typing.Press(r))
		return
	case Phone:
		f.typePhone(r)
	case ID:
		f.typeID(r)
	}
	f.stage.Refresh()
}

func (f *Flow) typePhone(r rune) {
	f.Refusal = nil
	if next := f.Text[Phone] + string(r); people.PhoneSoFar(next) {
		f.Text[Phone] = next
	} else {
		f.Refusal = people.ErrPhone
	}
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	switch {
	case f.Busy:
		return
	case f.Step == ID && e.Act == typing.Key:
		f.Type(e.Rune)
		return
	case f.Step == ID:
		f.Erase()
		return
	}
	text := f.words()
	if text == nil {
		return // a key of a step that was left
	}
	f.Refusal, f.Told = text.Do(e), ""
	if f.Step == Name && errors.Is(f.Refusal, typing.ErrSign) {
		f.Refusal = people.ErrName
	}
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
	if text := f.words(); text != nil {
		f.Press(typing.Event{Act: typing.Erase})
		return
	}
	f.Text[Phone], f.Refusal = f.Text[Phone][:max(len(f.Text[Phone])-1, 0)], nil
	f.stage.Refresh()
}

// words is the text that is typed on the keyboard now; nil: digits are.
func (f *Flow) words() *typing.Text {
	switch f.Step {
	case Name:
		return f.Name
	case Home:
		return f.Home[f.Part]
	}
	return nil
}

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool { return f.words() != nil && !f.AsksGuardian() }

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
		_, err = people.ParseName(f.Name.String())
	case Phone:
		_, err = people.ParsePhone(f.Text[Phone])
	case ID:
		err = f.checkDocument()
	case Home:
		if f.Child() {
			return nil // the guardian answers, and then it goes on
		}
		_, err = f.home().Checked()
	}
	return err
}

// Ready says that the step is filled in rightly, or something is being composed.
func (f *Flow) Ready() bool {
	words := f.words()
	return !f.Busy && (words != nil && words.Composing() != "" || f.birthNext() || f.check(f.Step) == nil)
}

// Next goes to the next step, or says what is wrong with this one.
func (f *Flow) Next() {
	if f.Busy {
		return
	}
	if f.AsksGuardian() {
		f.Ask.Submit()
		return
	}
	if f.settles((*typing.Text).Settle) {
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
	f.turn(1)
	f.stage.Refresh()
}

// settles ends composing; then the person first sees what became of it.
func (f *Flow) settles(how func(*typing.Text) (bool, error)) bool {
	words := f.words()
	if words == nil {
		return false
	}
	was, err := how(words)
	if was {
		f.Refusal = err
		f.stage.Refresh()
	}
	return was
}

// EnterKey is Enter on a keyboard: it goes on, but agrees to nothing.
func (f *Flow) EnterKey() {
	if f.Step != Consent && !f.settles((*typing.Text).Raw) {
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
	f.turn(-1)
	f.Refusal, f.Told = nil, ""
	f.stage.Refresh()
	return true
}

func (f *Flow) home() people.Home {
	return people.Home{Building: f.Home[0].String(), Unit: f.Home[1].String(), Room: f.Home[2].String()}
}

// Person is what was typed.
func (f *Flow) Person() people.Person {
	p := f.document()
	p.Name, p.Phone, p.Home = f.Name.String(), f.Text[Phone], f.home()
	if f.Child() {
		p.Phone, p.Home = "", people.Home{} // the guardian's are known
	}
	return p
}

// keep registers the person; pressing the button under the text is the consent.
func (f *Flow) keep() {
	f.Busy = true
	f.stage.Refresh()
	p, lang, asked := f.Person(), inventory.Lang(f.stage.Lang()), f.desk.Now()
	child, guardian, by := f.Child(), f.Guardian.ID, f.by
	if f.AtDesk() {
		lang = f.Guardian.Lang // the screen is in that of the staff
	}
	p.Consent.Version = f.desk.Settings().ConsentVersion
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		if child {
			return f.desk.RegisterChild(ctx, p, guardian, lang, by)
		}
		return f.desk.Register(ctx, p, lang)
	}, func(r inventory.Resident, err error) {
		f.Busy, f.Refusal = false, err
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.Known = r.Since.Before(asked)
		f.stage.Printed()
		f.done(r)
	})
}
