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
	Remark // the staff's note
	Fields // how many there are
)

// Value is a field of the open record.
func (f *Flow) Value(field Field) string {
	if field == Remark {
		return f.Note
	}
	return *field.of(&f.Full)
}

// of is the field of a person; Remark is none.
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
	case Remark:
		return typing.NoteRules(longestRemark)
	}
	return typing.NumberRules(longest)
}

// Typing says whether typed text is taken now: into a field, or to look for somebody.
func (f *Flow) Typing() bool { return f.Step == Typing || f.Finding() }

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.letters() || f.Finding() && f.Search.Keyboard }

// letters says that the field is typed on the keyboard, not on the digits.
func (f *Flow) letters() bool { return f.Step == Typing && !f.digital() }

// digital says that the field has no letters.
func (f *Flow) digital() bool {
	return f.Field == Phone || f.Field == Document && f.Full.Kind == people.CitizenCard
}

// changed says that something of a field was typed and is not kept.
func (f *Flow) changed() bool {
	switch {
	case f.Step != Typing && f.Step != Leaving:
		return false
	case f.digital():
		return f.Text != f.Value(f.Field)
	}
	return f.Words.Composing() != "" || f.Words.String() != f.Value(f.Field)
}

// Unsaved says that something was typed and not kept. It is asked then whether that
// may be forgotten, and if so, then is called. While it is being kept nothing is
// asked, and nothing left.
func (f *Flow) Unsaved(then func()) bool {
	if !f.changed() {
		return false
	}
	if !f.Busy {
		f.Step, f.then, f.Refusal = Leaving, then, nil
		f.stage.Refresh()
	}
	return true
}

// Stay goes on typing.
func (f *Flow) Stay() {
	f.Step, f.then = Typing, nil
	f.stage.Refresh()
}

// Drop forgets what was typed and goes where one was going.
func (f *Flow) Drop() {
	then := f.then
	f.Step, f.Text, f.then, f.Clash = Open, "", nil, Clash{}
	then()
}

// longest is the longest text of any field.
const longest = 30

// longestRemark is the longest note that is typed here, in characters.
const longestRemark = 80

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
	text, was, p := f.Text, f.Full, f.Full
	deed := func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		return f.desk.Correct(ctx, id, was, p, who)
	}
	if f.Field == Remark {
		note := f.Note
		deed = func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
			return f.desk.Note(ctx, id, note, text, who)
		}
	} else {
		*f.Field.of(&p) = text
	}
	f.run(deed, func(r inventory.Resident) {
		f.Resident, f.Full, f.Note = r, r.Person, r.Note
		f.Step, f.Text, f.Done = Open, "", "desk.person.corrected"
	})
}

// Clash is what somebody else changed while the record was open. The zero Clash is
// nothing.
type Clash struct {
	By     inventory.Staff
	Fields []Field // as they are now in the open record
}

// reread opens the record as it is now, after somebody else changed it; what was
// typed stays.
func (f *Flow) reread(changed *inventory.ChangedMeanwhile) {
	var by inventory.Staff
	f.run(func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (r inventory.Resident, err error) {
		if by, err = f.changer(ctx, changed); err != nil {
			return r, err
		}
		return f.desk.Reveal(ctx, id, who)
	}, func(r inventory.Resident) {
		was := [Fields]string{}
		for field := range Fields {
			was[field] = f.Value(field)
		}
		f.Resident, f.Full, f.Note = r, r.Person, r.Note
		f.Clash = Clash{By: by}
		for field := range Fields {
			if f.Value(field) != was[field] {
				f.Clash.Fields = append(f.Clash.Fields, field)
			}
		}
	})
}

// changer is who changed the record: nobody of the staff is the resident.
func (f *Flow) changer(ctx context.Context, changed *inventory.ChangedMeanwhile) (inventory.Staff, error) {
	staff, err := f.desk.Staff(ctx)
	for _, s := range staff {
		if s.ID == changed.By {
			return s, err
		}
	}
	return inventory.Staff{}, err
}
