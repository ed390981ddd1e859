package leave

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "leave.title"} }

// View draws the state.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	said := ""
	if f.Refusal != nil {
		said = say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now())
	}
	return k.PINPad("leave.title", "leave.pin", f.PIN, said, f.Digit, f.Erase)
}

// Typing says whether typed text is taken now.
func (*Flow) Typing() bool { return true }

// Typed takes a typed digit.
func (f *Flow) Typed(r rune) { f.Digit(r) }

// Enter does nothing: the last digit goes on.
func (*Flow) Enter() {}
