package repair

import (
	"strings"
	"unicode/utf8"

	"redwrench/inventory/jobs"
	"redwrench/ui/typing"
)

// longestWords is how many characters a resident may write.
const longestWords = 120

// Write asks for own words.
func (f *Flow) Write() {
	f.Words.Set(f.Own)
	f.to(Writing)
}

// AskStreet asks for the street or the place of another address.
func (f *Flow) AskStreet() {
	f.Road.Set(f.Place.Street)
	f.to(Street)
}

// text is what is typed over the keyboard now; nil: nothing.
func (f *Flow) text() *typing.Text {
	switch f.Step {
	case Writing:
		return f.Words
	case Street:
		return f.Road
	}
	return nil
}

// Press does something on the keyboard.
func (f *Flow) Press(e typing.Event) {
	if t := f.text(); t != nil && !f.Busy {
		f.refuse(t.Do(e))
	}
}

// Named takes the street or the place; it may be none, but no number is in it:
// volunteers see it before the job is theirs. Refusal: jobs.ErrPlace.
func (f *Flow) Named() {
	if composed, err := f.Road.Settle(); composed || err != nil {
		f.refuse(err)
		return
	}
	street := strings.TrimSpace(f.Road.String())
	if !jobs.StreetOnly(street) {
		f.refuse(jobs.ErrPlace)
		return
	}
	f.Place.Street = street
	f.to(Address)
}

// Written takes what was written.
func (f *Flow) Written() {
	if composed, err := f.Words.Settle(); composed || err != nil {
		f.refuse(err)
		return
	}
	f.Own = f.Words.String()
	f.to(Fault)
}

// parts is how many parts of an address are typed: building, unit, room.
const parts = 3

// longestPart is how long a part may be.
const longestPart = 6

// Part is the part of the address that is typed now, from 0.
func (f *Flow) Part() int { return f.part }

// partText is the text of a part of the address.
func partText(p *jobs.Place, part int) *string {
	return [parts]*string{&p.Building, &p.Unit, &p.Room}[part]
}

// ChoosePart types another part of the address.
func (f *Flow) ChoosePart(part int) {
	f.part = part
	f.to(Address)
}

// nextPart goes on to the next part, after the last to the times. Only the room
// must be given.
func (f *Flow) nextPart() {
	if f.part < parts-1 {
		f.ChoosePart(f.part + 1)
		return
	}
	if _, err := f.Place.Checked(); err != nil {
		f.refuse(err)
		return
	}
	f.to(When)
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	return f.Step == Who || f.Step == FirstTime || f.Step == Address || f.text() != nil
}

// Typed takes a typed character.
func (f *Flow) Typed(r rune) {
	switch f.Step {
	case Who:
		f.Identify.Digit(r)
	case FirstTime:
		f.Register.Type(r)
	case Writing, Street:
		f.Press(typing.Press(r))
	case Address:
		text := partText(&f.Place, f.part)
		if r >= '0' && r <= '9' && utf8.RuneCountInString(*text) < longestPart {
			*text += string(r)
			f.refuse(nil)
		}
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch f.Step {
	case Who:
		f.Identify.Erase()
	case FirstTime:
		f.Register.Erase()
	case Writing, Street:
		f.Press(typing.Event{Act: typing.Erase})
	case Address:
		text := partText(&f.Place, f.part)
		_, size := utf8.DecodeLastRuneInString(*text)
		*text = (*text)[:len(*text)-size]
		f.refuse(nil)
	}
}

// Enter goes on where that changes nothing in the records.
func (f *Flow) Enter() {
	switch f.Step {
	case Who:
		f.Identify.Submit()
	case FirstTime:
		f.Register.EnterKey()
	case Writing:
		f.Written()
	case Street:
		f.Named()
	case Address:
		f.Next()
	}
}
