package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
	"redwrench/ui/typing"
)

// Letters asks for words over the keyboard.
type Letters struct {
	Title  string
	Text   *typing.Text
	Wrong  bool
	Empty  bool   // nothing at all is an answer too
	Next   string // what the next step's button says
	Width  float32
	Height float32 // of the room when there may be Hits; 0: there are none
	Hits   []Hit   // what the words find so far: as many are shown as there is room for
	On     func(typing.Event)
	OnNext func()
	Back   func()
}

// Letters makes the question, which takes the room that is left; the keyboard stands at the bottom, as wide as
// there is room. With Hits the way back stands beside the field, to leave them room.
func (k Kit) Letters(l Letters) fyne.CanvasObject {
	const nextWidth, backWidth = 180, 136
	room := l.Width - 44
	if l.Height > 0 {
		room = l.Width - backWidth - 16
	}
	field := k.Field(Field{Text: l.Text.String(), Letters: l.Text.Composing(), Active: true, Wrong: l.Wrong, Width: room - nextWidth - 16, Compact: true})
	next := k.Button(Button{Label: l.Next, Kind: Next, Width: nextWidth, Off: !l.Empty && l.Text.Blank(), OnTap: l.OnNext})
	keys := k.Keyboard(Keyboard{Text: l.Text, On: l.On, Width: l.Width})
	if l.Height == 0 {
		return k.Grow(k.Col(18, k.Question(l.Title, l.Width, l.Back, k.Row(16, field, next)), k.Grow(k.Bottom(keys))))
	}
	back := k.Button(Button{Label: k.Say("header.back"), Icon: "back", Width: backWidth, OnTap: l.Back})
	rows := []fyne.CanvasObject{k.Fit(l.Title, l.Width, Style{Size: look.Body, Bold: true}), k.Row(16, back, field, next)}
	used := (k.Col(look.Gap, rows...).MinSize().Height+keys.MinSize().Height)/k.Px(1) + 2*look.Gap
	if hits := k.hits(l.Hits, l.Width, l.Height-used); hits != nil {
		rows = append(rows, hits)
	}
	return k.Grow(k.Col(look.Gap, append(rows, k.Grow(k.Bottom(keys)))...))
}
