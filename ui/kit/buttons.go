package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Kind is the weight of a button. The zero Kind is plain: a card with an edge.
type Kind int

// The kinds: one Next a screen.
const (
	Plain Kind = iota
	Next
)

// Button says what a button shows. Second is the line under Label, Why one above
// the button that says what it does; Off shows it cannot be used now.
type Button struct {
	Label  string
	Second string
	Why    string
	Icon   string
	Kind   Kind
	Height float32 // design pixels; 0: look.Target
	Width  float32 // 0: its own
	Text   float32 // size; 0: look.Body, for Next a bit more
	Off    bool
	OnTap  func()
}

type paint struct{ fill, edge, text look.Colour }

func (b Button) paint() paint {
	switch {
	case b.Off:
		return paint{look.Foot, look.Line, look.Soft}
	case b.Kind == Next:
		return paint{look.Red, look.Red, look.White}
	}
	return paint{look.Card, look.Edge, look.Ink}
}

// Button makes a button.
func (k Kit) Button(b Button) fyne.CanvasObject {
	p := b.paint()
	size := b.Text
	if size == 0 {
		size = look.Body
		if b.Kind == Next {
			size = 26
		}
	}
	height := b.Height
	if height == 0 {
		height = look.Target
	}
	inner := float32(16)
	if b.Width == 0 {
		inner = 24
	}
	room := b.Width - 2*inner
	if b.Icon != "" {
		room -= size*1.5 + 12
	}
	label := k.label(b.Label, room, Style{Size: size, Color: p.text, Align: fyne.TextAlignCenter})
	if b.Second != "" {
		label = k.Col(0, label, k.label(b.Second, room, Style{Size: size * 0.72, Color: p.text, Align: fyne.TextAlignCenter}))
	}
	if b.Icon != "" {
		label = k.Row(12, k.Center(k.Icon(b.Icon, size*1.4, p.text)), label)
	}
	face := k.Over(k.Box(p.fill, p.edge, 2, 18), k.Pad(inner, 4, inner, 4, k.Center(label)))
	onTap := b.OnTap
	if b.Off {
		onTap = nil
	}
	button := k.Size(b.Width, height, k.Tap(face, 18, onTap))
	if b.Why == "" {
		return button
	}
	return k.Col(6, k.Lines(b.Why, b.Width, 2, Style{Size: 20, Color: look.Soft}), button)
}

// label is text that shrinks to the room, in two lines if it must, when there
// is a limit.
func (k Kit) label(text string, room float32, s Style) fyne.CanvasObject {
	if room > 0 {
		return k.Lines(text, room, 2, s)
	}
	return k.Text(text, s)
}

// Chip is one of a row of choices.
func (k Kit) Chip(label string, selected bool, onTap func()) fyne.CanvasObject {
	p := paint{look.Card, look.Edge, look.Ink}
	if selected {
		p = paint{look.Ink, look.Ink, look.White}
	}
	face := k.Over(k.Box(p.fill, p.edge, 2, 32), k.Pad(20, 0, 20, 0, k.Center(k.Text(label, Style{Size: 20, Color: p.text}))))
	return k.Size(0, look.Target, k.Tap(face, 32, onTap))
}

// IconChip is a chip with an icon before its words.
func (k Kit) IconChip(icon, label string, selected bool, onTap func()) fyne.CanvasObject {
	p := paint{look.Card, look.Edge, look.Ink}
	if selected {
		p = paint{look.Ink, look.Ink, look.White}
	}
	row := k.Row(10, k.Center(k.Icon(icon, 28, p.text)), k.Center(k.Fit(label, 160, Style{Size: 20, Color: p.text})))
	return k.Size(0, look.Target, k.Tap(k.Over(k.Box(p.fill, p.edge, 2, 32), k.Pad(20, 0, 20, 0, k.Center(row))), 32, onTap))
}

// Tone is how something said looks. The zero Tone is good.
type Tone int

// The tones. Nothing is told by them alone.
const (
	Good Tone = iota
	Warn
	Bad
)

func (t Tone) paint() (box, text look.Colour, icon string) {
	switch t {
	case Warn:
		return look.AmberBox, look.Amber, "alert"
	case Bad:
		return look.AlertBox, look.Alert, "alert-circle"
	}
	return look.GreenBox, look.Green, "check"
}

// Pill is a status in two or three words, no wider than width design pixels.
func (k Kit) Pill(text string, width float32, t Tone) fyne.CanvasObject {
	box, ink, _ := t.paint()
	line := k.Fit(text, width-20, Style{Size: look.Small, Color: ink, Fixed: width < 160})
	return k.Over(k.Box(box, look.Clear, 0, 14), k.Pad(10, 1, 10, 1, line))
}

// Notice is something said in a coloured box, with its icon, wrapped to width.
func (k Kit) Notice(text string, width float32, t Tone) fyne.CanvasObject {
	box, ink, icon := t.paint()
	row := k.Row(12,
		k.Col(0, k.Gap(2), k.Icon(icon, 24, ink), k.Space()),
		k.Para(text, width-68, Style{Size: 19, Color: ink}))
	return k.Over(k.Box(box, look.Clear, 0, 14), k.Pad(16, 12, 16, 12, row))
}
