package ui

import "fyne.io/fyne/v2"

// paint has a window painted for something of it that was refreshed. To do so Fyne
// looks up which window that is in, and while one thing moves, such as the ring of
// the idle warning, it forgets the window of whatever stands still around it: then
// a refresh alone does nothing, and the screen would stay as it is for good.
func paint(w fyne.Window, o fyne.CanvasObject) {
	if fyne.CurrentApp().Driver().CanvasForObject(o) == nil {
		w.Canvas().Refresh(o)
	}
}
