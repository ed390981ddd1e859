package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Fact is something known with its name above it, to be tapped to change it.
type Fact struct {
	Label, Value string
	Icon         string // before the words; "": none
	Width        float32
	Off          bool
	OnTap        func()
}

// FactHeight is the height of a Fact.
const FactHeight = 70

// Fact makes the box.
func (k Kit) Fact(f Fact) fyne.CanvasObject {
	room := f.Width - 40
	var row []fyne.CanvasObject
	if f.Icon != "" {
		row = append(row, k.Center(k.Icon(f.Icon, 40, look.Alert)))
		room -= 40 + 14
	}
	style := Style{Size: 20, Fixed: true}
	value := k.Fit(f.Value, room, style)
	if !k.Fits(f.Value, room, style) {
		value = k.Lines(f.Value, room, 2, Style{Size: 14, Fixed: true})
	}
	words := k.Left(k.Col(0, k.Fit(f.Label, room, Style{Size: look.Small, Color: look.Soft, Fixed: true}), value))
	face := k.Over(k.Box(look.Card, look.Edge, 2, 18), k.Pad(20, 1, 20, 1, k.Row(14, append(row, words)...)))
	onTap := f.OnTap
	if f.Off {
		onTap = nil
	}
	return k.Size(f.Width, FactHeight, k.Tap(face, 18, onTap))
}
