package setup

import (
	"errors"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome {
	return stage.Chrome{Title: "setup.title", First: true, Staff: true}
}

// Back does nothing: without a PIN there is no shop.
func (*Flow) Back() {}

// Typed takes a typed digit.
func (f *Flow) Typed(r rune) { f.Digit(r) }

// Enter does nothing: the last digit goes on.
func (*Flow) Enter() {}

// View draws the state.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	key, said := "setup.hello", ""
	if f.First != "" {
		key = "setup.again"
	}
	switch {
	case errors.Is(f.Refusal, ErrDiffer):
		said = k.Say("refused.differ")
	case f.Refusal != nil:
		said = say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now())
	}
	return k.PINPad(key, "setup.why", f.PIN, said, f.Digit, f.Erase)
}

// Typing says whether typed text is taken now.
func (*Flow) Typing() bool { return true }
