package takeback

import (
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/holidays"
	"redwrench/ui/desk/person"
	"redwrench/ui/typing"
)

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool {
	switch f.Place {
	case Supplies:
		return f.Supplies.Typing()
	case Festivals:
		return f.Holidays.Typing()
	case People:
		return f.Person.Step == person.Typing
	case Jobs:
		return f.Board.Typing()
	case Papers:
		return f.Papers.Typing()
	case Reports:
		return f.Report.Typing()
	case Crew:
		return f.Crew.Typing()
	}
	return false
}

// Wording says that words are typed now, not numbers.
func (f *Flow) Wording() bool {
	return f.Place == Festivals && f.Holidays.Step == holidays.Keyboard || f.Place == Crew && f.Crew.Step == crew.Name || f.Place == People && f.Person.Letters() || f.Place == Jobs && f.Board.Letters()
}

// Typed takes a typed character.
func (f *Flow) Typed(r rune) {
	switch f.Place {
	case Supplies:
		f.Supplies.Digit(r)
	case Festivals:
		f.Holidays.Press(typing.Press(r))
	case People:
		f.Person.Rune(r)
	case Jobs:
		f.Board.Rune(r)
	case Papers:
		f.Papers.Digit(r)
	case Reports:
		f.Report.Digit(r)
	case Crew:
		f.Crew.Rune(r)
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch f.Place {
	case Supplies:
		f.Supplies.Erase()
	case Festivals:
		f.Holidays.Press(typing.Event{Act: typing.Erase})
	case People:
		f.Person.Backspace()
	case Jobs:
		f.Board.Erase()
	case Papers:
		f.Papers.Erase()
	case Reports:
		f.Report.Erase()
	case Crew:
		f.Crew.Erase()
	}
}

// Enter goes on with what was typed.
func (f *Flow) Enter() {
	switch f.Place {
	case Supplies:
		f.Supplies.Enter()
	case Festivals:
		f.Holidays.Enter()
	case People:
		f.Person.Enter()
	case Jobs:
		f.Board.Enter()
	case Papers:
		f.Papers.Enter()
	case Reports:
		f.Report.Enter()
	case Crew:
		f.Crew.Enter()
	}
}
