package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Stepper is a value with its name, a button that makes it less and one that
// makes it more; nil: it cannot be.
type Stepper struct {
	Label, Value string
	Width        float32
	Less, More   func()
}

// Stepper makes the line.
func (k Kit) Stepper(s Stepper) fyne.CanvasObject {
	value := min(s.Width*0.42, 260)
	room := s.Width - 2*look.Target - value - 3*look.Gap
	return k.Row(look.Gap,
		k.Size(room, look.Target, k.Left(k.Lines(s.Label, room, 2, Style{Size: look.Body}))),
		k.step("minus", s.Less != nil, s.Less),
		k.Size(value, 0, k.Center(k.Fit(s.Value, value, Style{Size: 24, Bold: true, Align: fyne.TextAlignCenter, Fixed: true}))),
		k.step("plus", s.More != nil, s.More))
}

// Toggle is an answer that can be chosen beside others.
func (k Kit) Toggle(label string, on bool, width float32, onTap func()) fyne.CanvasObject {
	n := 0
	if on {
		n = 1
	}
	return k.Counting(Counting{Label: label, N: n, Of: 1, Width: width, OnSet: func(int) { onTap() }})
}
