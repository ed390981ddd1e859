package kittest

import (
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// tap notes what can be tapped. What fills half the window is its ground, or lies
// over it: it hides what is under it, and a touch on it is for nobody else.
func (c *linter) tap(t *kit.Tap, here rect) {
	if here.w*here.h >= c.window.w*c.window.h/2 {
		c.taps, c.texts = nil, nil
		return
	}
	c.taps = append(c.taps, target{here, t.Works()})
	if !here.inside(c.window, 1) {
		c.fault("a target at %.0f,%.0f is cut by the window", here.x, here.y)
	}
	if box := face(test.WidgetRenderer(t).Objects()[0], here); box != nil && t.Works() {
		c.outlined(box, here)
	}
}

// face is the box a target is drawn as, if it is one: it fills it.
func face(o fyne.CanvasObject, whole rect) *canvas.Rectangle {
	switch o := o.(type) {
	case *canvas.Rectangle:
		if o.Size().Width >= whole.w-1 && o.Size().Height >= whole.h-1 {
			return o
		}
	case *fyne.Container:
		for _, child := range o.Objects {
			if box := face(child, whole); box != nil {
				return box
			}
		}
	}
	return nil
}

// targets looks at sizes and distances.
func (c *linter) targets() {
	for i, t := range c.taps {
		if t.at.h < (look.Target-0.5)*c.unit || t.at.w < (look.Target-0.5)*c.unit {
			c.fault("a target of %.0f×%.0f at %.0f,%.0f is too small", t.at.w/c.unit, t.at.h/c.unit, t.at.x, t.at.y)
		}
		for _, o := range c.taps[i+1:] {
			if got := t.at.apart(o.at) / c.unit; got < look.Gap-0.5 && t.works && o.works {
				c.fault("targets at %.0f,%.0f and %.0f,%.0f are %.1f apart, want %.0f", t.at.x, t.at.y, o.at.x, o.at.y, got, float64(look.Gap))
			}
		}
	}
}

// Reach returns a sentence for each target of a screen with a header that not everybody
// reaches: above 8 % or below 94 % of the height, but in the header, which is so
// high.
func Reach(root fyne.CanvasObject, size fyne.Size, header float32) []string {
	c := &linter{window: rect{w: size.Width, h: size.Height}, unit: 1}
	c.walk(root, 0, 0, c.window)
	c.faults = nil
	for _, t := range c.taps {
		if t.at.y+t.at.h <= header+1 || !t.works {
			continue
		}
		if t.at.y < 0.08*size.Height || t.at.y+t.at.h > 0.94*size.Height+1 {
			c.fault("a target from %.0f to %.0f is out of reach in a window %.0f high", t.at.y, t.at.y+t.at.h, size.Height)
		}
	}
	return c.faults
}
