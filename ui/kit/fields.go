package kit

import (
	"strings"

	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Field is a box that shows what was typed. Keys are kept by the screen's flow.
type Field struct {
	Label   string // above it
	Text    string
	Letters string // being composed behind Text
	Active  bool   // the keys go here
	Wrong   bool
	Width   float32
	OnTap   func() // nil: it cannot be chosen
	Compact bool
}

// Field makes the box.
func (k Kit) Field(f Field) fyne.CanvasObject {
	edge, width := look.Edge, float32(2)
	switch {
	case f.Wrong:
		edge, width = look.Alert, 4
	case f.Active:
		edge, width = look.Red, 3
	}
	size := float32(38)
	if f.Compact {
		size = 30
	}
	row := k.fieldText(f, Style{Size: size, Fixed: true})
	if f.Active {
		row = append(row, k.Center(k.Size(3, size*1.15, k.Box(look.Red, look.Clear, 0, 0))))
	}
	height := float32(84)
	if f.Compact {
		height = look.Target
	}
	box := fyne.CanvasObject(k.Over(k.Box(look.Card, edge, width, 18), k.Pad(26, 0, 20, 0, k.Row(4, row...))))
	if f.OnTap != nil {
		box = k.Tap(box, 18, f.OnTap)
	}
	box = k.Size(f.Width, height, box)
	if f.Label == "" {
		return box
	}
	return k.Col(2, k.Fit(f.Label, f.Width, Style{Size: look.Second, Color: look.Soft}), box)
}

// fieldText is what was typed and, underlined, what is being composed. The cursor
// is at the end, so that is what stays when there is too much.
func (k Kit) fieldText(f Field, s Style) []fyne.CanvasObject {
	room := f.Width - 64
	if f.Letters == "" {
		return []fyne.CanvasObject{k.Left(k.tail(f.Text, room, s))}
	}
	soft := s
	soft.Color = look.Soft
	letters := k.tail(f.Letters, room*0.6, soft)
	wide := letters.MinSize().Width / k.Px(1)
	under := k.Col(0, k.Space(), k.Size(0, 3, k.Box(look.Ink, look.Clear, 0, 0)))
	return []fyne.CanvasObject{k.Left(k.tail(f.Text, room-wide-4, s)), k.Left(k.Over(letters, under))}
}

// tail is one line that shrinks to the width (design pixels), down to 70 %, and
// then begins with "…".
func (k Kit) tail(text string, width float32, s Style) fyne.CanvasObject {
	small := s
	small.Size *= 0.72
	runes := []rune(text)
	for from := 0; k.measure(text, k.pt(small), small) > k.Px(width) && from < len(runes); {
		from++
		text = "…" + string(runes[from:])
	}
	return k.Fit(text, width, s)
}

// Grouped puts blanks into digits as they are typed: Grouped(phone, 3, 4, 4).
func Grouped(digits string, groups ...int) string {
	var b strings.Builder
	for _, n := range groups {
		if digits == "" {
			break
		}
		if b.Len() > 0 {
			b.WriteByte(' ')
		}
		n = min(n, len(digits))
		b.WriteString(digits[:n])
		digits = digits[n:]
	}
	return b.String() + digits
}

// Dots is a secret as it is shown: a dot a character.
func Dots(secret string) string { return strings.Repeat("●", len([]rune(secret))) }

// Keypad is a big pad of digits. X adds the X of identity numbers.
type Keypad struct {
	X       bool
	OnKey   func(rune)
	OnErase func()
	KeyW    float32 // design pixels; 0: 112
	KeyH    float32 // 0: 84
}

// Keypad makes the pad.
func (k Kit) Keypad(p Keypad) fyne.CanvasObject {
	w, h := p.KeyW, p.KeyH
	if w == 0 {
		w = 112
	}
	if h == 0 {
		h = 84
	}
	digit := func(r rune) fyne.CanvasObject { return k.key(string(r), w, h, look.Card, func() { p.OnKey(r) }) }
	row := func(s string) fyne.CanvasObject {
		var keys []fyne.CanvasObject
		for _, r := range s {
			keys = append(keys, digit(r))
		}
		return k.Row(look.Gap, keys...)
	}
	corner := k.Size(w, h)
	if p.X {
		corner = k.Size(w, h, digit('X'))
	}
	last := k.Row(look.Gap, corner, digit('0'), k.iconKey("erase", w, h, p.OnErase))
	pad := k.Col(look.Gap, row("123"), row("456"), row("789"), last)
	return k.Over(k.Plate(look.Keys, 24), k.Pad(20, 20, 20, 20, pad))
}

func (k Kit) key(label string, w, h float32, fill look.Colour, onTap func()) fyne.CanvasObject {
	text := k.Fit(label, w-8, Style{Size: 32, Align: fyne.TextAlignCenter, Fixed: true})
	return k.Size(w, h, k.Key(k.Over(k.Box(fill, look.Edge, 2, 14), k.Center(text)), 14, onTap))
}

func (k Kit) iconKey(icon string, w, h float32, onTap func()) fyne.CanvasObject {
	return k.Size(w, h, k.Key(k.Over(k.Box(look.Control, look.Edge, 2, 14), k.Center(k.Icon(icon, 36, look.Ink))), 14, onTap))
}

// PINPad is a question, dots for what was typed, and a pad of digits: the
// screen of every PIN. question and why are keys of the words.
func (k Kit) PINPad(question, why, pin, said string, digit func(rune), erase func()) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	width := full
	if !k.Portrait() {
		width = full - 440
	}
	rows := []fyne.CanvasObject{
		k.Para(k.Say(question), width, Style{Size: 36}),
		k.Para(k.Say(why), width, Style{Size: look.Body, Color: look.Soft}),
		k.Field(Field{Text: Dots(pin), Active: true, Wrong: said != "", Width: min(width, 420)}),
	}
	if said != "" {
		rows = append(rows, k.Notice(said, width, Bad))
	}
	pad := k.Keypad(Keypad{OnKey: digit, OnErase: erase})
	if k.Portrait() {
		return k.Pad(look.Margin, 40, look.Margin, 40, k.Col(20, k.Col(16, rows...), k.Center(pad), k.Space()))
	}
	return k.Pad(look.Margin, 32, look.Margin, 32, k.Row(32, k.Grow(k.Top(k.Col(16, rows...))), k.Center(pad)))
}

// Steps shows how far a guided path has come; current counts from 0.
func (k Kit) Steps(labels []string, current int) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for i, label := range labels {
		ink, bar := look.Soft, look.Line
		if i <= current {
			ink, bar = look.Red, look.Red
		}
		row = append(row, k.Center(k.Text(label, Style{Size: 19, Color: ink, Bold: i == current, Fixed: true})))
		if i+1 < len(labels) {
			if i == current {
				bar = look.Line
			}
			row = append(row, k.Grow(k.Level(k.Size(20, 4, k.Box(bar, look.Clear, 0, 2)))))
		}
	}
	return k.Row(14, row...)
}
