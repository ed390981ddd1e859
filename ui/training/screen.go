// Package training is the way to a shop for practice, and back from it: the same
// program with invented people, where nothing is real.
package training

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/stage"
)

// Screen says what the shop for practice is and begins it; there, it ends it.
type Screen struct {
	stage stage.Stage
	who   inventory.Staff
	pin   string
	turn  func()
}

// New makes the screen for somebody of the staff. turn begins practice or, with
// the PIN of a shop for practice, ends it.
func New(st stage.Stage, who inventory.Staff, pin string, turn func()) *Screen {
	return &Screen{st, who, pin, turn}
}

// Chrome says what the shell draws around it.
func (*Screen) Chrome() stage.Chrome { return stage.Chrome{Title: "training.title", Staff: true} }

// Scan refuses: nothing here has a code.
func (s *Screen) Scan(string) { s.stage.Flash(false) }

// Back goes to the desk.
func (s *Screen) Back() { s.stage.Show(stage.Desk{Who: s.who}) }

// View draws the screen.
func (s *Screen) View(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	what, button := k.Say("training.what"), k.Say("training.begin")
	if s.pin != "" {
		what, button = k.Say("training.there", "pin", s.pin), k.Say("training.end")
	}
	return k.Pad(look.Margin, 24, look.Margin, 24, k.Col(24,
		k.Panel(k.Para(what, width-48, kit.Style{Size: 26})),
		k.Left(k.Button(kit.Button{Label: button, Kind: kit.Next, Height: look.Next, Width: min(width, 420), OnTap: s.turn})), k.Space()))
}
