// Package kittest looks at a drawn screen as a careful person would: is text
// cut, does text lie over text, can everything be read against its ground, hit
// with a thumb and told apart, does anything take the focus?
package kittest

import (
	"fmt"
	"image/color"
	"strings"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"redwrench/ui/kit"
	"redwrench/ui/look"
)

type rect struct{ x, y, w, h float32 }

func (r rect) inside(o rect, slack float32) bool {
	return r.x >= o.x-slack && r.y >= o.y-slack && r.x+r.w <= o.x+o.w+slack && r.y+r.h <= o.y+o.h+slack
}

func (r rect) overlaps(o rect) bool {
	return r.x < o.x+o.w && o.x < r.x+r.w && r.y < o.y+o.h && o.y < r.y+r.h
}

// apart is how far two boxes are from each other.
func (r rect) apart(o rect) float32 {
	return max(max(o.x-r.x-r.w, r.x-o.x-o.w), max(o.y-r.y-r.h, r.y-o.y-o.h))
}

type found struct {
	text string
	at   rect
}

type target struct {
	at    rect
	works bool
}

type linter struct {
	window  rect
	unit    float32
	texts   []found
	taps    []target
	grounds []ground
	faults  []string
}

// Lint returns a sentence for each fault of the tree, drawn in a window of the
// size.
func Lint(root fyne.CanvasObject, size fyne.Size, l look.Look) []string {
	c := &linter{window: rect{w: size.Width, h: size.Height}, unit: l.Px(1)}
	c.grounds = []ground{{c.window, look.Look{}.Paint(look.Paper)}} // the window is cleared in it
	c.walk(root, 0, 0, c.window)
	for i, a := range c.texts {
		for _, b := range c.texts[i+1:] {
			if a.at.overlaps(b.at) {
				c.fault("%q lies over %q", a.text, b.text)
			}
		}
	}
	c.targets()
	return c.faults
}

func (c *linter) fault(format string, args ...any) {
	c.faults = append(c.faults, fmt.Sprintf(format, args...))
}

// walk notes texts, grounds and targets with their place in the window. room is
// the nearest box around them that a person sees.
func (c *linter) walk(o fyne.CanvasObject, x, y float32, room rect) {
	if !o.Visible() {
		return
	}
	if _, ok := o.(fyne.Focusable); ok {
		c.fault("%T takes the focus", o)
	}
	x, y = x+o.Position().X, y+o.Position().Y
	here := rect{x, y, o.Size().Width, o.Size().Height}
	switch o := o.(type) {
	case *canvas.Text:
		c.text(o, here, room)
	case *canvas.Rectangle:
		c.ground(o, here)
	case *kit.Tap:
		c.tap(o, here)
		for _, child := range test.WidgetRenderer(o).Objects() {
			c.walk(child, x, y, here)
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			c.walk(child, x, y, room)
		}
	}
}

// text notes where the letters are: the line box is higher than they are.
func (c *linter) text(t *canvas.Text, here, room rect) {
	if t.Text == "" {
		return
	}
	if strings.HasSuffix(t.Text, "…") {
		c.fault("%q was cut short", t.Text)
	}
	size := fyne.MeasureText(t.Text, t.TextSize, t.TextStyle)
	ink := rect{here.x, here.y + (here.h-t.TextSize)/2, size.Width, t.TextSize}
	switch t.Alignment {
	case fyne.TextAlignCenter:
		ink.x += (here.w - size.Width) / 2
	case fyne.TextAlignTrailing:
		ink.x += here.w - size.Width
	}
	if !ink.inside(c.window, 1) {
		c.fault("%q sticks out of the window: %v", t.Text, ink)
	}
	if !ink.inside(room, 2) {
		c.fault("%q sticks out of its box: %v in %v", t.Text, ink, room)
	}
	c.readable(t, ink)
	ink.y += ink.h * 0.12
	ink.h *= 0.76
	c.texts = append(c.texts, found{t.Text, ink})
}

// rgba is a colour as it was made.
func rgba(c color.Color) color.NRGBA {
	if c == nil {
		return color.NRGBA{}
	}
	return color.NRGBAModel.Convert(c).(color.NRGBA)
}
