package kit

import (
	"fyne.io/fyne/v2"

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
	Height float32 // of the room, with Hits
	Hits   []Hit   // what the words find so far: as many are shown as there is room for
	On     func(typing.Event)
	OnNext func()
	Back   func()
}

// Letters makes the question, which takes the room that is left; the keyboard stands at the bottom, as wide as
// there is room.
func (k Kit) Letters(l Letters) fyne.CanvasObject {
	const nextWidth = 180
	room := l.Width - 44
	field := k.Field(Field{Text: l.Text.String(), Letters: l.Text.Composing(), Active: true, Wrong: l.Wrong, Width: room - nextWidth - 16, Compact: true})
	next := k.Button(Button{Label: l.Next, Kind: Next, Width: nextWidth, Off: !l.Empty && l.Text.Blank(), OnTap: l.OnNext})
	rows := []fyne.CanvasObject{k.Question(l.Title, l.Width, l.Back, k.Row(16, field, next))}
	keys := k.Keyboard(Keyboard{Text: l.Text, On: l.On, Width: l.Width})
	used := (rows[0].MinSize().Height+keys.MinSize().Height)/k.Px(1) + 2*18
	if hits := k.hits(l.Hits, l.Width, l.Height-used); hits != nil {
		rows = append(rows, hits)
	}
	return k.Grow(k.Col(18, append(rows, k.Grow(k.Bottom(keys)))...))
}
