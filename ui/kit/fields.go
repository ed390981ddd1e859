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
	Active  bool // the keys go here
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
	row := []fyne.CanvasObject{k.Left(k.Fit(f.Text, f.Width-64, Style{Size: size, Fixed: true}))}
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
	return k.Over(k.Box(look.Keys, look.Clear, 0, 24), k.Pad(20, 20, 20, 20, pad))
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

// Keyboard is the Latin keyboard for names, with the dot of transcribed names;
// with Digits it is for numbers of documents: digits instead of dots and blanks.
type Keyboard struct {
	Digits  bool
	Shift   bool
	OnShift func()
	OnRune  func(rune)
	OnErase func()
	Width   float32 // the room it has, in design pixels
}

// Keyboard makes the keyboard; its keys are 92×68 where there is room.
func (k Kit) Keyboard(b Keyboard) fyne.CanvasObject {
	gap, bed := float32(10), float32(16)
	if b.Width < 800 {
		gap, bed = 6, 8
	}
	w := min((b.Width-2*bed-9*gap)/10, 92)
	h := float32(68)
	letters := func(s string) []fyne.CanvasObject {
		if b.Shift {
			s = strings.ToUpper(s)
		}
		var keys []fyne.CanvasObject
		for _, r := range s {
			keys = append(keys, k.key(string(r), w, h, look.Card, func() { b.OnRune(r) }))
		}
		return keys
	}
	third := append([]fyne.CanvasObject{k.iconKey("shift", w*1.3, h, b.OnShift)}, letters("zxcvbnm")...)
	third = append(third, k.iconKey("erase", w*1.3, h, b.OnErase))
	special := func(label string, r rune, width float32) fyne.CanvasObject {
		return k.key(label, width, h, look.Control, func() { b.OnRune(r) })
	}
	if b.Digits {
		third = append(letters("zxcvbnm"), k.iconKey("erase", w*1.6, h, b.OnErase))
		return k.keyRows(gap, bed, letters("1234567890"), letters("qwertyuiop"), letters("asdfghjkl"), third)
	}
	last := []fyne.CanvasObject{special("·", '·', w*1.3), special("'", '\'', w), special(" ", ' ', w*4), special("-", '-', w), special("་", '་', w*1.3)}
	return k.keyRows(gap, bed, letters("qwertyuiop"), letters("asdfghjkl"), third, last)
}

func (k Kit) keyRows(gap, bed float32, rows ...[]fyne.CanvasObject) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for _, keys := range rows {
		lines = append(lines, k.Center(k.Row(gap, keys...)))
	}
	return k.Over(k.Box(look.Keys, look.Clear, 0, 24), k.Pad(bed, 18, bed, 18, k.Col(gap, lines...)))
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
