// Package kit is the only set of widgets the screens use. A screen is built
// anew from its state after each event, so widgets are made, not changed; the
// few that live on (Live) say so. None takes the focus: keys and scans always
// reach the shell (facts: a focused widget swallows the next scan).
package kit

import (
	"image/color"
	"slices"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"redwrench/assets/words"
	"redwrench/ui/look"
)

// Kit makes widgets for one look and one language.
type Kit struct {
	look.Look
	Lang   words.Lang
	Langs  []words.Lang // those that are offered; none: all
	Guard  *Guard
	Photos Photos // nil: icons are shown
}

// Offered are the languages that are offered, in their order.
func (k Kit) Offered() []words.Lang {
	if len(k.Langs) == 0 {
		return words.All
	}
	return k.Langs
}

// Second is the language shown small under the first one, or "" when only one is
// shown.
func (k Kit) Second() words.Lang {
	second, ok := k.Lang.Second()
	if !ok || !slices.Contains(k.Offered(), second) {
		return ""
	}
	return second
}

// Guard remembers the last tap, so that a second one within 300 ms at the same
// place does nothing more, even on a screen that was built meanwhile.
type Guard struct {
	// OnTouch is told of every touch. It says whether what was touched is still
	// as it was drawn; else the touch does nothing.
	OnTouch func() bool

	at time.Time
	on fyne.Position
}

const doubleTap = 300 * time.Millisecond

// second says that a tap now at p is only the echo of the last one.
func (g *Guard) second(p fyne.Position, now time.Time) bool {
	if g == nil {
		return false
	}
	d := p.Subtract(g.on)
	echo := now.Sub(g.at) < doubleTap && d.X*d.X+d.Y*d.Y < 48*48
	if !echo {
		g.at, g.on = now, p
	}
	return echo
}

// Say is the sentence under key in the kit's language.
func (k Kit) Say(key string, holes ...string) string { return k.Lang.Say(key, holes...) }

// SaySecond is the sentence in the language shown small under the first one, or
// "" when only one is shown.
func (k Kit) SaySecond(key string, holes ...string) string {
	if second := k.Second(); second != "" {
		return second.Say(key, holes...)
	}
	return ""
}

// Ground lies under a screen and hears what is touched beside everything. The
// window is cleared in the paper of the usual palette; only another one is
// painted over it.
func (k Kit) Ground() fyne.CanvasObject {
	fill := look.Paper
	if !k.Contrast {
		fill = look.Clear
	}
	return k.Tap(k.Box(fill, look.Clear, 0, 0), 0, func() {})
}

// Plate is a large rounded box without an edge: what keys lie on. A rounded corner
// costs Fyne's painter many times a plain pixel, over the whole box: so the middle
// is a plain box, and only the ends are rounded.
func (k Kit) Plate(fill look.Colour, radius float32) fyne.CanvasObject {
	return container.New(plate{k.Px(radius)}, k.Box(fill, look.Clear, 0, radius), k.Box(fill, look.Clear, 0, radius), k.Box(fill, look.Clear, 0, 0))
}

// plate lays out the upper end, the lower end and the middle of a Plate. An end goes
// on under the middle, so that there is no seam.
type plate struct{ radius float32 }

func (p plate) Layout(parts []fyne.CanvasObject, size fyne.Size) {
	end := fyne.NewSize(size.Width, min(size.Height, 3*p.radius))
	parts[0].Move(fyne.Position{})
	parts[0].Resize(end)
	parts[1].Move(fyne.NewPos(0, size.Height-end.Height))
	parts[1].Resize(end)
	parts[2].Move(fyne.NewPos(0, p.radius))
	parts[2].Resize(fyne.NewSize(size.Width, max(0, size.Height-2*p.radius)))
}

func (plate) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.Size{} }

// Box is a rounded rectangle.
func (k Kit) Box(fill, edge look.Colour, width, radius float32) *canvas.Rectangle {
	r := canvas.NewRectangle(color.Transparent)
	if fill != look.Clear {
		r.FillColor = k.Paint(fill)
	}
	r.StrokeColor, r.StrokeWidth, r.CornerRadius = k.Paint(edge), k.Px(width), k.Px(radius)
	return r
}
