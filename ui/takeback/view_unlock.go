package takeback

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Unlock) Chrome() stage.Chrome { return stage.Chrome{Title: "unlock.title"} }

// Typed takes a typed digit.
func (f *Unlock) Typed(r rune) { f.Digit(r) }

// Enter does nothing: the last digit goes on.
func (*Unlock) Enter() {}

// View draws the state.
func (f *Unlock) View(k kit.Kit) fyne.CanvasObject {
	said := ""
	if f.Refusal != nil {
		said = say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now())
	}
	return k.PINPad("unlock.hand", "unlock.pin", f.PIN, said, f.Digit, f.Erase)
}

// Typing says whether typed text is taken now.
func (*Unlock) Typing() bool { return true }
