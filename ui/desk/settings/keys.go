package settings

import (
	"strings"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/typing"
)

// longestNumber is how many digits a number may have.
const longestNumber = 4

// Write opens the keyboard for a text in a language, on the board of that language.
func (f *Flow) Write(l inventory.Lang) {
	rules := typing.NoteRules(f.Row.Most)
	rules.Exact = f.Draft.ExactPinyin
	f.Lang, f.Step, f.Refusal = l, Writing, nil
	f.Text = typing.New(func() words.Lang { return words.Lang(l) }, rules)
	f.Text.Set(*f.inLang())
	f.stage.Refresh()
}

// inLang is where the text being written belongs.
func (f *Flow) inLang() *string {
	n := f.Row.text(&f.Draft)
	switch f.Lang {
	case "bo":
		return &n.Bo
	case "en":
		return &n.En
	}
	return &n.Zh
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Step == Writing || f.digits() }

// Wording says that letters are typed.
func (f *Flow) Wording() bool { return f.Step == Writing }

func (f *Flow) digits() bool {
	return f.Step == One && (f.Row.Kind == Number || f.Row.Kind == Phone) && !f.Busy
}

// Press takes an event of the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step == Writing {
		f.Refusal = f.Text.Do(e)
		f.stage.Refresh()
	}
}

// Typed takes a typed character.
func (f *Flow) Typed(r rune) {
	number := f.Row.Kind == Number && r >= '0' && r <= '9' && len(f.Digits) < longestNumber
	phone := f.Row.Kind == Phone && strings.ContainsRune("0123456789-+ ", r) && len(f.Digits) < inventory.LongestPhone
	switch {
	case f.Step == Writing:
		f.Press(typing.Press(r))
	case f.digits() && (number || phone):
		f.Digits, f.Refusal = f.Digits+string(r), nil
		f.stage.Refresh()
	}
}

// Erase takes the last character back.
func (f *Flow) Erase() {
	switch {
	case f.Step == Writing:
		f.Press(typing.Event{Act: typing.Erase})
	case f.digits():
		f.Digits, f.Refusal = f.Digits[:max(len(f.Digits)-1, 0)], nil
		f.stage.Refresh()
	}
}

// Enter is Enter on a keyboard: it ends composing, else it goes on.
func (f *Flow) Enter() {
	if f.digits() {
		f.Keep()
		return
	}
	f.take((*typing.Text).Raw)
}

// Next ends composing, else it takes the text.
func (f *Flow) Next() { f.take((*typing.Text).Settle) }

func (f *Flow) take(end func(*typing.Text) (bool, error)) {
	if f.Step != Writing {
		return
	}
	composed, err := end(f.Text)
	if f.Refusal = err; !composed && err == nil {
		*f.inLang() = strings.TrimSpace(f.Text.String())
		f.Step = One
	}
	f.stage.Refresh()
}
