package kit

import (
	"math"
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
	Color look.Colour
	Bold  bool
	Align fyne.TextAlign
	Fixed bool // not bigger with large text: for what has no room to grow
}

// pt is the size of text in whole pixels: Fyne sets letters as far apart as at the
// next whole size, also in a line that is measured or drawn at less.
func (k Kit) pt(s Style) float32 {
	size := k.Pt(s.Size)
	if s.Fixed {
		size = k.Px(s.Size)
	}
	return float32(math.Round(float64(size)))
}

// Text is one line.
func (k Kit) Text(text string, s Style) fyne.CanvasObject {
	return container.New(leading(k.pt(s), text), k.glyphs(text, k.pt(s), s))
}

func (k Kit) glyphs(text string, size float32, s Style) *canvas.Text {
	if s.Color == look.Clear {
		s.Color = look.Ink
	}
	t := canvas.NewText(text, k.Paint(s.Color))
	t.TextSize, t.TextStyle.Bold, t.Alignment = size, s.Bold && look.CanBeBold(text), s.Align
	return t
}

// Fit is one line that shrinks to the width (design pixels), down to 70 %, and
// then ends in "…".
func (k Kit) Fit(text string, width float32, s Style) fyne.CanvasObject {
	size := k.pt(s)
	w := k.Px(width)
	least := size * 0.7
	if full := k.measure(text, size, s); full > w {
		size = max(size*w/full, least)
	}
	for size > least && k.measure(text, size, s) > w { // letters are rounded to pixels
		size = max(size*0.98, least)
	}
	runes := []rune(text)
	for n := len(runes); k.measure(text, size, s) > w && n > 1; {
		n--
		text = strings.TrimRight(string(runes[:n]), "་ ") + "…"
	}
	return container.New(leading(size, text), k.glyphs(text, size, s))
}

// Lines is text in at most so many lines of the width (design pixels): it
// shrinks down to 70 %, and what is still too long ends in "…".
func (k Kit) Lines(text string, width float32, most int, s Style) fyne.CanvasObject {
	var list []string
	size := k.pt(s)
	for _, factor := range []float32{1, 0.9, 0.8, 0.7} {
		size = k.pt(s) * factor
		measure := func(t string) float32 { return k.measure(t, size, s) }
		list = wrap(text, k.Px(width), measure)
		if len(list) <= most && whole(text, k.Px(width), measure) {
			break
		}
	}
	if len(list) > most {
		list = append(list[:most-1], strings.Join(list[most-1:], " "))
	}
	lines := make([]fyne.CanvasObject, len(list))
	for i, l := range list {
		lines[i] = k.Fit(l, width, Style{Size: size / k.Px(1), Color: s.Color, Bold: s.Bold, Align: s.Align, Fixed: true})
	}
	return container.New(&line{down: true}, lines...)
}

// Fits says whether text fits the width (design pixels) without shrinking much.
func (k Kit) Fits(text string, width float32, s Style) bool {
	return k.measure(text, k.pt(s), s)*0.85 <= k.Px(width)
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

// measure is how wide text is. Widths grow with the size, our font has no
// hints, so each text is shaped once at one size and then scaled.
func (k Kit) measure(text string, size float32, s Style) float32 {
	return widths.of(text, s.Bold && look.CanBeBold(text)) * size / measured
}

// leading is the layout of one line of text: the line box of our font is high
// enough for every Tibetan stack, higher than a line of Chinese needs to be.
func leading(size float32, text string) *lineBox {
	if hasTibetan(text) {
		return &lineBox{height: size * 1.5}
	}
	return &lineBox{height: size * 1.3}
}

func hasTibetan(text string) bool {
	return strings.ContainsFunc(text, func(r rune) bool { return unicode.Is(unicode.Tibetan, r) })
}

// lineBox is a level whose height does not come from the font.
type lineBox struct {
	level
	height float32
}

// MinSize implements fyne.Layout.
func (l *lineBox) MinSize(objects []fyne.CanvasObject) fyne.Size {
	return fyne.NewSize(largest(objects).Width, l.height)
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

// Set shows another text and says whether it is another.
func (l *Live) Set(text string) bool {
	if l == nil || l.text.Text == text {
		return false
	}
	l.text.Text = text
	l.text.Refresh()
	return true
}
