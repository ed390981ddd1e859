package kit

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"redwrench/ui/look"
)

// DayKind is how a day of a calendar looks. The zero DayKind is out of reach: an
// empty place.
type DayKind int

// The kinds of days.
const (
	DayOutside DayKind = iota
	DayFree
	DayChosen
	DayTaken  // crossed out
	DayClosed // grey
)

// CalendarDay is one day: its number, and a word under it. Only free and chosen
// days can be tapped.
type CalendarDay struct {
	Label, Word string
	Kind        DayKind
	OnTap       func()
}

// Calendar lays days out in weeks of seven columns under the names of the
// weekdays; width and cell are the room and the height of a day in design pixels.
func (k Kit) Calendar(weekdays []string, days []CalendarDay, width, cell float32) fyne.CanvasObject {
	each := (width - 6*look.Gap) / 7
	var heads, cells []fyne.CanvasObject
	for _, name := range weekdays {
		heads = append(heads, k.Size(each, 0, k.Center(k.Fit(name, each, Style{Size: look.Second, Color: look.Soft, Fixed: true}))))
	}
	for _, d := range days {
		cells = append(cells, k.day(d, each))
	}
	return k.Col(4, k.Row(look.Gap, heads...), k.Grid(7, look.Gap, cell, cells...))
}

func (k Kit) day(d CalendarDay, width float32) fyne.CanvasObject {
	fill, edge, ink := look.Card, look.Edge, look.Ink
	switch d.Kind {
	case DayOutside:
		return k.Size(0, 0)
	case DayChosen:
		fill, edge, ink = look.Red, look.Red, look.White
	case DayTaken:
		fill, edge, ink = look.Paper, look.Line, look.Soft
	case DayClosed:
		fill, edge, ink = look.Foot, look.Foot, look.Soft
	}
	center := func(size float32, bold bool) Style {
		return Style{Size: size, Color: ink, Bold: bold, Align: fyne.TextAlignCenter, Fixed: true}
	}
	words := k.Center(k.Fit(d.Label, width-12, center(28, d.Kind == DayChosen)))
	if d.Word != "" {
		words = k.Level(k.Col(0, k.Fit(d.Label, width-12, center(26, d.Kind == DayChosen)), k.Fit(d.Word, width-8, center(look.Small, false))))
	}
	face := k.Over(k.Box(fill, edge, 2, 14))
	if d.Kind == DayTaken {
		cross := canvas.NewLine(k.Paint(look.Control))
		cross.StrokeWidth = k.Px(2)
		face.Add(k.Pad(8, 8, 8, 8, k.Over(cross)))
	}
	face.Add(words)
	if d.Kind != DayFree && d.Kind != DayChosen {
		return face
	}
	return k.Tap(face, 14, d.OnTap)
}
