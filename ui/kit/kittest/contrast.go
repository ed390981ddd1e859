package kittest

import (
	"image/color"

	"fyne.io/fyne/v2/canvas"

	"redwrench/ui/look"
)

// The least contrasts (WCAG 2.2): of big letters and of all others, which is
// what residents read, and of the outline of what can be tapped.
const (
	leastBig     = 4.5
	leastText    = 7
	leastOutline = 3
	big          = 24 // from how many design pixels on letters are big
)

// ground is a filled box, in the order in which they are painted.
type ground struct {
	at   rect
	fill color.NRGBA
}

// ground notes a box that hides what is under it.
func (c *linter) ground(r *canvas.Rectangle, here rect) {
	if fill := rgba(r.FillColor); fill.A > 200 {
		fill.A = 255
		c.grounds = append(c.grounds, ground{here, fill})
	}
}

// under is the ground that is seen at the middle of a box, with the box it is
// painted in.
func (c *linter) under(at rect) (color.NRGBA, bool) {
	middle := rect{at.x + at.w/2, at.y + at.h/2, 0, 0}
	for i := len(c.grounds) - 1; i >= 0; i-- {
		if middle.inside(c.grounds[i].at, 0) {
			return c.grounds[i].fill, true
		}
	}
	return color.NRGBA{}, false
}

// readable compares letters with the ground they stand on.
func (c *linter) readable(t *canvas.Text, ink rect) {
	ground, ok := c.under(ink)
	if !ok {
		c.fault("%q stands on nothing", t.Text)
		return
	}
	least := float64(leastText)
	if t.TextSize >= big*c.unit {
		least = leastBig
	}
	if got := look.Contrast(rgba(t.Color), ground); got < least {
		c.fault("%q has a contrast of %.1f, want %.1f", t.Text, got, least)
	}
}

// outlined compares the edge of a target that is a box with what is around it:
// its outline, or else its filling.
func (c *linter) outlined(box *canvas.Rectangle, here rect) {
	ground, ok := c.under(here)
	if !ok {
		return
	}
	shape := rgba(box.FillColor)
	if edge := rgba(box.StrokeColor); edge.A > 0 && box.StrokeWidth > 0 {
		shape = edge
	}
	if shape.A == 0 {
		return // letters on the ground, like a line of a table
	}
	if got := look.Contrast(shape, ground); got < leastOutline {
		c.fault("the outline of a target at %.0f,%.0f has a contrast of %.1f, want %.0f", here.x, here.y, got, float64(leastOutline))
	}
}
