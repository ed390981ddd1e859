package ui

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"
)

// cover lies over every screen, lets everything through and decides what the
// mouse's pointer looks like, since no widget of the kit does.
type cover struct {
	widget.BaseWidget
	pointer desktop.Cursor
}

var _ desktop.Cursorable = (*cover)(nil)

// newCover makes the cover. A touch moves the mouse: unless there is a real one
// its pointer is hidden.
func newCover(pointer bool) *cover {
	c := &cover{pointer: desktop.HiddenCursor}
	if pointer {
		c.pointer = desktop.DefaultCursor
	}
	c.ExtendBaseWidget(c)
	return c
}

// Cursor implements desktop.Cursorable.
func (c *cover) Cursor() desktop.Cursor { return c.pointer }

// CreateRenderer implements fyne.Widget: there is nothing to see.
func (c *cover) CreateRenderer() fyne.WidgetRenderer {
	return widget.NewSimpleRenderer(canvas.NewRectangle(color.Transparent))
}
