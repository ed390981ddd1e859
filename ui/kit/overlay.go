package kit

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"redwrench/ui/look"
)

// Ring is a ring that fills as time runs out.
type Ring struct {
	Object fyne.CanvasObject
	arc    *canvas.Arc
}

// Ring makes an empty one, size design pixels wide.
func (k Kit) Ring(size float32) *Ring {
	bed := canvas.NewDoughnutArc(0, 360, look.Line)
	arc := canvas.NewDoughnutArc(0, 0, look.Red)
	for _, a := range []*canvas.Arc{bed, arc} {
		a.CutoutRatio = 0.8
	}
	return &Ring{k.Size(size, size, bed, arc), arc}
}

// Set fills the ring to a share between 0 and 1.
func (r *Ring) Set(share float32) {
	r.arc.EndAngle = 360 * share
	r.arc.Refresh()
}

// Warning covers the screen before it clears itself; a touch anywhere stays.
func (k Kit) Warning(ring *Ring, left *Live, onStay func()) fyne.CanvasObject {
	room := k.Width() - 160
	words := k.Col(8,
		k.Center(k.Over(ring.Object, k.Center(left.Object))),
		k.Gap(12),
		k.Center(k.Fit(k.Say("idle.warning"), room, Style{Size: look.Big})),
		k.Center(k.Fit(k.Say("idle.stay"), room, Style{Size: 28, Color: look.Soft})))
	veil := canvas.NewRectangle(color.NRGBA{R: 0xFA, G: 0xF6, B: 0xF0, A: 240})
	return k.Tap(k.Over(veil, k.Center(words)), 0, onStay)
}
