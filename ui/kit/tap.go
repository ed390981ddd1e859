package kit

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/driver/desktop"
	"fyne.io/fyne/v2/widget"

	"redwrench/ui/look"
)

// Tap is anything that can be tapped: it answers to the touch at once and acts
// when the finger is lifted inside it. It never takes the focus.
type Tap struct {
	widget.BaseWidget
	content fyne.CanvasObject
	veil    *canvas.Rectangle
	guard   *Guard
	repeats bool // a key: every tap counts
	onTap   func()
}

var (
	_ fyne.Tappable     = (*Tap)(nil)
	_ desktop.Mouseable = (*Tap)(nil)
)

// Tap makes content tappable; radius is that of its corners.
func (k Kit) Tap(content fyne.CanvasObject, radius float32, onTap func()) *Tap {
	veil := k.Box(look.Veil, look.Clear, 0, radius)
	veil.Hide()
	t := &Tap{content: content, veil: veil, guard: k.Guard, onTap: onTap}
	t.ExtendBaseWidget(t)
	return t
}

// Key makes content tappable any number of times a second: a key of a keyboard.
func (k Kit) Key(content fyne.CanvasObject, radius float32, onTap func()) *Tap {
	t := k.Tap(content, radius, onTap)
	t.repeats = true
	return t
}

// Works says that a tap does something now.
func (t *Tap) Works() bool { return t.onTap != nil }

// Tapped implements fyne.Tappable.
func (t *Tap) Tapped(e *fyne.PointEvent) {
	if t.guard != nil && t.guard.OnTouch != nil && !t.guard.OnTouch() {
		return
	}
	if t.onTap == nil || !t.repeats && t.guard.second(e.AbsolutePosition, time.Now()) {
		return
	}
	t.onTap()
}

// MouseDown implements desktop.Mouseable: a touch arrives as one.
func (t *Tap) MouseDown(*desktop.MouseEvent) {
	if t.onTap != nil {
		t.veil.Show()
		t.veil.Refresh()
	}
}

// MouseUp implements desktop.Mouseable.
func (t *Tap) MouseUp(*desktop.MouseEvent) {
	t.veil.Hide()
	t.veil.Refresh()
}

// CreateRenderer implements fyne.Widget.
func (t *Tap) CreateRenderer() fyne.WidgetRenderer { return &tapRenderer{t} }

type tapRenderer struct{ t *Tap }

func (r *tapRenderer) Layout(size fyne.Size) { fill(r.Objects(), size) }
func (r *tapRenderer) MinSize() fyne.Size    { return r.t.content.MinSize() }
func (r *tapRenderer) Refresh()              { canvas.Refresh(r.t.content) }
func (r *tapRenderer) Objects() []fyne.CanvasObject {
	return []fyne.CanvasObject{r.t.content, r.t.veil}
}
func (*tapRenderer) Destroy() {}
