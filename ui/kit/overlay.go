package kit

import (
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
	bed := canvas.NewDoughnutArc(0, 360, k.Paint(look.Line))
	arc := canvas.NewDoughnutArc(0, 0, k.Paint(look.Red))
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
	veil := k.Box(look.Curtain, look.Clear, 0, 0)
	return k.Tap(k.Over(veil, k.Center(words)), 0, onStay)
}

// Sign is something everybody in the room shall see.
type Sign struct {
	Icon, Text string
	Others     []string // the same in the other languages
	Why        string   // what to do, small
	OnTap      func()   // a touch anywhere
}

// Sign covers the screen with a sign.
func (k Kit) Sign(s Sign) fyne.CanvasObject {
	room := k.Width() - 2*look.Margin - 64
	line := func(text string, size float32, bold bool) fyne.CanvasObject {
		return k.Center(k.Lines(text, room, 2, Style{Size: size, Bold: bold, Color: look.Amber, Align: fyne.TextAlignCenter}))
	}
	rows := []fyne.CanvasObject{k.Center(k.Icon(s.Icon, 200, look.Amber)), k.Gap(8), line(s.Text, look.Big, true)}
	for _, o := range s.Others {
		rows = append(rows, line(o, 28, false))
	}
	rows = append(rows, k.Gap(16), line(s.Why, 24, false))
	return k.Tap(k.Over(k.Box(look.AmberBox, look.Amber, 16, 0), k.Center(k.Col(12, rows...))), 0, s.OnTap)
}

// Toast lies over the lower edge of a screen until its button is touched.
func (k Kit) Toast(icon, text string, b Button) fyne.CanvasObject {
	width := min(k.Width()-2*look.Margin, 900)
	row := k.Row(16, k.Center(k.Icon(icon, 44, look.Amber)),
		k.Left(k.Lines(text, width-44-b.Width-3*16-32, 2, Style{Size: 24, Bold: true, Color: look.Amber})), k.Space(), k.Center(k.Button(b)))
	card := k.Size(width, 0, k.Box(look.AmberBox, look.Amber, 3, 22), k.Pad(20, 12, 12, 12, row))
	return k.Pad(0, 0, 0, 20, k.Col(0, k.Space(), k.Center(card)))
}

// Sure covers the screen with a question that has two answers, the first the one
// that changes nothing.
func (k Kit) Sure(title, why string, stay, leave Button) fyne.CanvasObject {
	width := min(k.Width()-2*look.Margin, 820)
	room := width - 64
	stay.Width, leave.Width = (room-20)/2, (room-20)/2
	card := k.Size(width, 0, k.Box(look.Card, look.Ink, 3, 28), k.Pad(32, 28, 32, 32, k.Col(14,
		k.Lines(title, room, 2, Style{Size: 36}),
		k.Para(why, room, Style{Size: 24, Color: look.Soft}),
		k.Gap(6), k.Row(20, k.Button(leave), k.Button(stay)))))
	ground := k.Tap(k.Box(look.Curtain, look.Clear, 0, 0), 0, func() {})
	return k.Over(ground, k.Center(card))
}
