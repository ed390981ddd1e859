package kit

import (
	"image/color"
	"strings"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"redwrench/ui/look"
)

// Style is how text looks. Size is in design pixels; the zero colour is ink.
type Style struct {
	Size  float32
	Color color.NRGBA
	Bold  bool
	Align fyne.TextAlign
	Fixed bool // not bigger with large text: for what has no room to grow
}

func (k Kit) pt(s Style) float32 {
	if s.Fixed {
		return k.Px(s.Size)
	}
	return k.Pt(s.Size)
}

// Text is one line.
func (k Kit) Text(text string, s Style) fyne.CanvasObject {
	return container.New(leading(k.pt(s), text), k.glyphs(text, k.pt(s), s))
}

func (k Kit) glyphs(text string, size float32, s Style) *canvas.Text {
	if s.Color == (color.NRGBA{}) {
		s.Color = look.Ink
	}
	t := canvas.NewText(text, s.Color)
	t.TextSize, t.TextStyle.Bold, t.Alignment = size, s.Bold, s.Align
	return t
}

// Fit is one line that shrinks to the width (design pixels), down to 70 %, and
// then ends in "…".
func (k Kit) Fit(text string, width float32, s Style) fyne.CanvasObject {
	size := k.pt(s)
	w := k.Px(width)
	if full := k.measure(text, size, s); full > w {
		size = max(size*w/full, size*0.7)
	}
	runes := []rune(text)
	for n := len(runes); k.measure(text, size, s) > w && n > 1; {
		n--
		text = strings.TrimRight(string(runes[:n]), "་ ") + "…"
	}
	return container.New(leading(size, text), k.glyphs(text, size, s))
}

// Para is text wrapped to the width (design pixels).
func (k Kit) Para(text string, width float32, s Style) fyne.CanvasObject {
	size := k.pt(s)
	var lines []fyne.CanvasObject
	for _, l := range wrap(text, k.Px(width), func(t string) float32 { return k.measure(t, size, s) }) {
		lines = append(lines, container.New(leading(size, l), k.glyphs(l, size, s)))
	}
	return container.New(&line{down: true, gap: size * 0.12}, lines...)
}

func (k Kit) measure(text string, size float32, s Style) float32 {
	return fyne.MeasureText(text, size, fyne.TextStyle{Bold: s.Bold}).Width
}

// leading is the layout of one line of text: the line box of our font is high
// enough for every Tibetan stack, higher than a line of Chinese needs to be.
func leading(size float32, text string) *lineBox {
	if hasTibetan(text) {
		return &lineBox{size * 1.5}
	}
	return &lineBox{size * 1.3}
}

func hasTibetan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Tibetan, r) })
}

type lineBox struct{ height float32 }

// MinSize implements fyne.Layout.
func (l *lineBox) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(largest(objects).Width, l.height)
}

// Layout implements fyne.Layout.
func (l *lineBox) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	for _, o := range objects {
		h := o.MinSize().Height
		o.Move(fyne.NewPos(0, (size.Height-h)/2))
		o.Resize(fyne.NewSize(size.Width, h))
	}
}

// Live is a line of text that can be changed in place: a clock, a countdown. It
// is as wide as the widest text it will show.
type Live struct {
	Object fyne.CanvasObject
	text   *canvas.Text
}

// Live makes one; widest says how wide it may become.
func (k Kit) Live(text, widest string, s Style) *Live {
	t := k.glyphs(text, k.pt(s), s)
	box := container.New(leading(k.pt(s), widest), t)
	return &Live{container.New(&sized{w: k.measure(widest, k.pt(s), s)}, box), t}
}

// Set shows another text.
func (l *Live) Set(text string) {
	if l == nil || l.text.Text == text {
		return
	}
	l.text.Text = text
	l.text.Refresh()
}
