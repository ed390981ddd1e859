package person

import (
	"context"
	"unicode"
	"unicode/utf8"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/typing"
)

// Field is a part of the record that can be corrected.
type Field int

// The fields.
const (
	Name Field = iota
	Phone
	Document
	Building
	Unit
	Room
	Fields // how many there are
)

// Value is a field of the open record.
func (f *Flow) Value(field Field) string { return *field.of(&f.Full) }

// of is the field of a person.
func (field Field) of(p *people.Person) *string {
	return []*string{&p.Name, &p.Phone, &p.Number, &p.Home.Building, &p.Home.Unit, &p.Home.Room}[field]
}

// Edit begins to correct a field. What is known is typed already.
func (f *Flow) Edit(field Field) {
	if f.Step != Open || f.Busy || field == Document && f.Full.Kind == people.NoDocument {
		return
	}
	f.Field, f.Step, f.Text = field, Typing, f.Value(field)
	f.Words = typing.New(f.stage.Lang, f.rules(field))
	f.Words.Set(f.Text)
	f.Refusal, f.Done = nil, ""
	f.stage.Refresh()
}

// rules are what a field of words may be.
func (f *Flow) rules(field Field) typing.Rules {
	switch field {
	case Name:
		return typing.NameRules(f.desk.Settings().ExactPinyin)
	case Building, Unit, Room:
		return typing.DoorRules(f.desk.Settings().ExactPinyin)
	}
	return typing.NumberRules(longest)
}

// Typing says whether typed text is taken now: into a field, or to look for somebody.
func (f *Flow) Typing() bool { return f.Step == Typing || f.Finding() }

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.letters() || f.Finding() && f.Search.Keyboard }

// letters says that the field is typed on the keyboard, not on the digits.
func (f *Flow) letters() bool {
	digits := f.Field == Phone || f.Field == Document && f.Full.Kind == people.CitizenCard
	return f.Step == Typing && !digits
}

// longest is the longest text of any field.
const longest = 30

// Typed types a character.
func (f *Flow) Typed(r rune) {
	switch {
	case f.Finding():
		f.seek(typing.Press(r))
	case f.letters():
		f.Press(typing.Press(r))
	case f.Step != Typing || f.Busy || r == utf8.RuneError || utf8.RuneCountInString(f.Text) >= longest:
	default:
		if f.Field == Document {
			r = unicode.ToUpper(r)
		}
		f.Text, f.Refusal = f.Text+string(r), nil
		f.stage.Refresh()
	}
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if !f.letters() || f.Busy {
		return
	}
	f.Refusal = f.Words.Do(e)
	f.stage.Refresh()
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Finding():
		f.seek(typing.Event{Act: typing.Erase})
	case f.letters():
		f.Press(typing.Event{Act: typing.Erase})
	case f.Step == Typing && !f.Busy:
		_, size := utf8.DecodeLastRuneInString(f.Text)
		f.Text, f.Refusal = f.Text[:len(f.Text)-size], nil
		f.stage.Refresh()
	}
}

// Enter is Enter on a keyboard: it ends composing, else it keeps what was typed.
func (f *Flow) Enter() {
	switch {
	case f.Finding():
		f.listed((*typing.Text).Raw)
	case !f.settles((*typing.Text).Raw):
		f.Correct()
	}
}

// settles ends composing; then the staff first see what became of it.
func (f *Flow) settles(how func(*typing.Text) (bool, error)) bool {
	if !f.letters() || f.Busy {
		return false
	}
	was, err := how(f.Words)
	if was {
		f.Refusal = err
		f.stage.Refresh()
	}
	return was
}

// Correct keeps what was typed.
func (f *Flow) Correct() {
	if f.Step != Typing || f.settles((*typing.Text).Settle) {
		return
	}
	if f.letters() {
		f.Text = f.Words.String()
	}
	p := f.Full
	*f.Field.of(&p) = f.Text
	f.run(func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		return f.desk.Correct(ctx, id, p, who)
	}, func(r inventory.Resident) {
		f.Resident, f.Full, f.Note = r, r.Person, r.Note
		f.Step, f.Text, f.Done = Open, "", "desk.person.corrected"
	})
}
