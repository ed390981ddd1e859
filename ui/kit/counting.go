package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Announce is what must be acted on at once, in big amber letters with an icon.
func (k Kit) Announce(icon, text string, width float32) fyne.CanvasObject {
	row := k.Row(16,
		k.Center(k.Icon(icon, 40, look.Amber)),
		k.Left(k.Para(text, width-40-16-48, Style{Size: 26, Bold: true, Color: look.Amber})))
	return k.Over(k.Box(look.AmberBox, look.Amber, 2, 18), k.Pad(24, 12, 24, 12, row))
}

// Counting is a line that counts something: its name, a minus, how many, a plus.
// A tap on the name counts one, or none again.
type Counting struct {
	Label  string
	Number string // how many, in words
	N, Of  int
	Width  float32
	OnSet  func(n int)
}

// Counting makes the line. Where there can be only one, the name alone is tapped.
func (k Kit) Counting(c Counting) fyne.CanvasObject {
	const numberWidth = 120
	fill, edge, ink, icon := look.Card, look.Edge, look.Ink, "plus"
	if c.N > 0 {
		fill, edge, ink, icon = look.Ink, look.Ink, look.White, "check"
	}
	once := 1
	if c.N > 0 {
		once = 0
	}
	room := c.Width
	if c.Of > 1 {
		room -= numberWidth + 2*look.Target + 3*look.Gap
	}
	inner := room - 26 - 14 - 2*20
	if c.Of == 1 {
		inner -= numberWidth * 0.7
	}
	words := []fyne.CanvasObject{k.Center(k.Icon(icon, 26, ink)), k.Left(k.Lines(c.Label, inner, 2, Style{Size: look.Body, Color: ink})), k.Space()}
	if c.Of == 1 && c.N > 0 {
		words = append(words, k.Right(k.Fit(c.Number, numberWidth*0.7, Style{Size: look.Second, Color: ink})))
	}
	face := k.Over(k.Box(fill, edge, 2, 18), k.Pad(20, 0, 20, 0, k.Row(14, words...)))
	name := k.Size(room, look.Target, k.Tap(face, 18, func() { c.OnSet(once) }))
	if c.Of == 1 {
		return name
	}
	return k.Row(look.Gap, name,
		k.step("minus", c.N > 0, func() { c.OnSet(c.N - 1) }),
		k.Size(numberWidth, 0, k.Center(k.Fit(c.Number, numberWidth, Style{Size: 24, Bold: c.N > 0, Align: fyne.TextAlignCenter, Fixed: true}))),
		k.step("plus", c.N < c.Of, func() { c.OnSet(c.N + 1) }))
}

// step is a square button that counts one up or down.
func (k Kit) step(icon string, on bool, onTap func()) fyne.CanvasObject {
	ink, edge := look.Ink, look.Edge
	if !on {
		ink, edge, onTap = look.Line, look.Line, nil
	}
	face := k.Over(k.Box(look.Card, edge, 2, 18), k.Center(k.Icon(icon, 30, ink)))
	return k.Size(look.Target, look.Target, k.Key(face, 18, onTap))
}

// Question is a card that asks something, with a way back at its end.
func (k Kit) Question(title string, width float32, back func(), rows ...fyne.CanvasObject) fyne.CanvasObject {
	const backWidth = 150
	room := width - 44
	button := k.Button(Button{Label: k.Say("header.back"), Icon: "back", Width: backWidth, OnTap: back})
	head := k.Row(16, k.Left(k.Lines(title, room-backWidth-16, 2, Style{Size: 26, Bold: true})), k.Space(), k.Center(button))
	body := k.Col(look.Gap, append([]fyne.CanvasObject{head}, rows...)...)
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(22, 16, 22, 18, body))
}

// Unsaved is the question whether what was filled in may be forgotten; stay is
// the answer that loses nothing.
func (k Kit) Unsaved(width float32, stay, forget func()) fyne.CanvasObject {
	room := width - 44
	return k.Question(k.Say("unsaved.title"), width, stay,
		k.Para(k.Say("unsaved.why"), room, Style{Size: look.Body, Color: look.Soft}),
		k.Choices(room, 3,
			Button{Label: k.Say("unsaved.stay"), Kind: Next, OnTap: stay},
			Button{Label: k.Say("unsaved.forget"), OnTap: forget}))
}

// Choices lays buttons of the same height into as many columns as their words
// allow, at most so many. Up to three a row answer a question and are bigger.
func (k Kit) Choices(width float32, most int, choices ...Button) fyne.CanvasObject {
	columns := max(min(most, len(choices)), 1)
	least := float32(190)
	switch {
	case k.Large:
		least = 240
	case most > 4: // of short words
		least = 145
	}
	for columns > 1 && (width-float32(columns-1)*look.Gap)/float32(columns) < least {
		columns--
	}
	each := (width - float32(columns-1)*look.Gap) / float32(columns)
	height := float32(72)
	if most < 4 { // the answers to a question
		height = look.Next
	}
	if len(choices) == 1 {
		c := choices[0]
		c.Width, c.Height, c.Text = min(width, 420), height, look.Body
		return k.Row(0, k.Button(c), k.Space())
	}
	cells := make([]fyne.CanvasObject, len(choices))
	for i, c := range choices {
		c.Width, c.Height, c.Text = each, height, look.Body
		cells[i] = k.Button(c)
	}
	return k.Grid(columns, look.Gap, height, cells...)
}

// Cell is text of a table's row, shrunk to its share of the row's room.
func (k Kit) Cell(share, room float32, text string, s Style) fyne.CanvasObject {
	s.Size, s.Fixed = 20, true
	return k.Share(share, k.Left(k.Fit(text, room*share, s)))
}

// Quiet is a box without an edge behind something that only informs.
func (k Kit) Quiet(o fyne.CanvasObject) fyne.CanvasObject {
	return k.Over(k.Box(look.Foot, look.Clear, 0, 18), k.Pad(20, 14, 20, 14, o))
}

// Digits asks for a number or a PIN beside a pad of digits.
type Digits struct {
	Title   string
	Why     string // under the title; "": nothing
	Text    string // as typed
	Wrong   bool
	X       bool // with the X of identity numbers
	Width   float32
	Button  Button // the next step; without a label there is none
	OnKey   func(rune)
	OnErase func()
	Back    func()
}

// Digits makes the question.
func (k Kit) Digits(d Digits) fyne.CanvasObject {
	const keyWidth, padWidth = 96, 3*96 + 2*12 + 40
	room := d.Width - 44
	left := room - padWidth - 24
	if k.Portrait() {
		left = room
	}
	var rows []fyne.CanvasObject
	if d.Why != "" {
		rows = append(rows, k.Para(d.Why, left, Style{Size: look.Body, Color: look.Soft}))
	}
	rows = append(rows, k.Row(0, k.Field(Field{Text: d.Text, Active: true, Wrong: d.Wrong, Width: min(left, 480)}), k.Space()))
	if d.Button.Label != "" {
		d.Button.Width, d.Button.Height = min(left, 340), look.Next
		rows = append(rows, k.Row(0, k.Button(d.Button), k.Space()))
	}
	pad := k.Keypad(Keypad{X: d.X, OnKey: d.OnKey, OnErase: d.OnErase, KeyW: keyWidth, KeyH: 68})
	if k.Portrait() {
		return k.Question(d.Title, d.Width, d.Back, k.Col(14, rows...), k.Center(pad))
	}
	return k.Question(d.Title, d.Width, d.Back, k.Row(24, k.Grow(k.Top(k.Col(14, rows...))), pad))
}
