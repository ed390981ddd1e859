package setup

import (
	"errors"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "setup.title", First: true} }

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
	return PINPad(k, key, "setup.why", f.PIN, said, f.Digit, f.Erase)
}

// PINPad is a question, dots for what was typed, and a pad of digits: the
// screen of every PIN.
func PINPad(k kit.Kit, question, why, pin, said string, digit func(rune), erase func()) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	width := full
	if !k.Portrait() {
		width = full - 440
	}
	rows := []fyne.CanvasObject{
		k.Para(k.Say(question), width, kit.Style{Size: 36}),
		k.Para(k.Say(why), width, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Field(kit.Field{Text: kit.Dots(pin), Active: true, Wrong: said != "", Width: min(width, 420)}),
	}
	if said != "" {
		rows = append(rows, k.Notice(said, width, kit.Bad))
	}
	pad := k.Keypad(kit.Keypad{OnKey: digit, OnErase: erase})
	if k.Portrait() {
		return k.Pad(look.Margin, 40, look.Margin, 40, k.Col(20, k.Col(16, rows...), k.Center(pad), k.Space()))
	}
	return k.Pad(look.Margin, 32, look.Margin, 32, k.Row(32, k.Grow(k.Top(k.Col(16, rows...))), k.Center(pad)))
}

// Typing says whether typed text is taken now.
func (*Flow) Typing() bool { return true }
