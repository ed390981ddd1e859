package text

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MMPerPoint is the millimetres in a point.
const MMPerPoint = 25.4 / 72

// Style is how a piece of text looks. Size is in points.
type Style struct {
	Size float64
	Bold bool
}

// Face is the face of the style.
func (s Style) Face() *Face {
	if s.Bold {
		return Bold()
	}
	return Regular()
}

// having is the style in a face that has the letters: rare characters are not in
// the bold one.
func (s Style) having(letters []rune) Style {
	if s.Bold && slices.ContainsFunc(letters, func(r rune) bool { return Bold().Glyph(r) == 0 }) {
		s.Bold = false
	}
	return s
}

// Span is text of one style.
type Span struct {
	Text  string
	Style Style
}

// Glyph is one outline; X is from the left of its cluster, Y upwards from the
// baseline, in millimetres.
type Glyph struct {
	ID   uint16
	X, Y float64
}

// Cluster is the smallest piece of a line: the glyphs of Text, which cannot be
// told apart. X is from the left of the line; lengths are in millimetres.
type Cluster struct {
	Text    string
	Glyphs  []Glyph
	X       float64
	Advance float64
	Style   Style // Size is the one to draw with
	Plain   rune  // the only character of Text when its only glyph is the cmap's; else 0
	Missing bool  // drawn as a box: no font has it
	blank   bool
	stack   bool // Tibetan
}

// Line is one line of text. Width is without the blanks at its end. Ascent and
// Descent are the room it wants above and below its baseline: leading for its
// scripts, and more where its ink reaches further. Overhang is how far its ink
// reaches left of its beginning, as a Tibetan vowel may.
type Line struct {
	Clusters        []Cluster
	Width           float64
	Ascent, Descent float64
	Overhang        float64
}

// Height is the room the line wants.
func (l Line) Height() float64 { return l.Ascent + l.Descent }

// Text is the source of the line, blanks at its end included.
func (l Line) Text() string {
	var b strings.Builder
	for _, c := range l.Clusters {
		b.WriteString(c.Text)
	}
	return b.String()
}

// Room above and below the baseline, in ems: Chinese and Latin, and Tibetan
// with its stacks.
const (
	hanAscent, hanDescent         = 0.98, 0.34
	tibetanAscent, tibetanDescent = 0.95, 0.62
)

// tibetanSize is how much larger Tibetan is set beside Chinese: the face draws
// its letters small.
const tibetanSize = 1.12

// Set is the spans on one line; line ends in them become blanks.
func Set(spans ...Span) Line {
	var run []Cluster
	for _, s := range spans {
		run = clusters(run, []rune(strings.ReplaceAll(Clean(s.Text), "\n", " ")), s.Style)
	}
	return newLine(run, spans)
}

// Wrap is the spans on lines of at most width. It breaks where the script
// allows and inside a word only when the word alone is wider than the line.
// No character of Clean(text) is lost but the line ends in it.
func Wrap(width float64, spans ...Span) []Line {
	var runes []rune
	var all []Cluster
	for _, s := range spans {
		for i, part := range strings.Split(Clean(s.Text), "\n") {
			if i > 0 {
				runes = append(runes, '\n')
			}
			text := []rune(part)
			runes = append(runes, text...)
			all = clusters(all, text, s.Style)
		}
	}
	w := wrapper{all: all, spans: spans, width: width}
	may := breaks(runes)
	pos := 0 // of cluster i in runes
	for i, c := range all {
		for runes[pos] == '\n' {
			w.cut(i)
			pos++
		}
		w.add(i, may[pos])
		pos += utf8.RuneCountInString(c.Text)
	}
	for range runes[pos:] { // line ends
		w.cut(len(all))
	}
	w.cut(len(all))
	return w.lines
}

// wrapper fills lines with clusters.
type wrapper struct {
	all   []Cluster
	spans []Span
	width float64
	lines []Line
	start int     // the line being filled begins here
	last  int     // and may end before this one; start: nowhere yet
	used  float64 // its width so far, blanks at its end included
}

// slack forgives what adding up rounded numbers makes.
const slack = 1e-6

// add puts cluster i on the line, or on the next when it is too wide.
func (w *wrapper) add(i int, mayBreak bool) {
	if mayBreak {
		w.last = i
	}
	c := w.all[i]
	for !c.blank && i > w.start && w.used+c.Advance > w.width+slack {
		if w.last <= w.start {
			w.last = i
		}
		w.cut(w.last)
		w.used = widthOf(w.all[w.start:i])
	}
	w.used += c.Advance
}

// cut ends the line before cluster to.
func (w *wrapper) cut(to int) {
	w.lines = append(w.lines, newLine(slices.Clone(w.all[w.start:to]), w.spans))
	w.start, w.last, w.used = to, to, 0
}

// Fit is Wrap cut to at most most lines; the last ends with "…" when there
// was more.
func Fit(width float64, most int, spans ...Span) []Line {
	lines := Wrap(width, spans...)
	if len(lines) <= most || most < 1 {
		return lines
	}
	last := lines[most-1]
	style := Style{Size: 10}
	if len(spans) > 0 {
		style = spans[len(spans)-1].Style
	}
	dots := clusters(nil, []rune("…"), style)
	keep := last.Clusters
	for len(keep) > 0 && (keep[len(keep)-1].blank || widthOf(keep)+dots[0].Advance > width) {
		keep = keep[:len(keep)-1]
	}
	lines[most-1] = newLine(append(slices.Clone(keep), dots...), spans)
	return lines[:most]
}

// newLine places the clusters one after the other.
func newLine(run []Cluster, spans []Span) Line {
	l := Line{Clusters: run}
	x := 0.0
	for i := range run {
		run[i].X = x
		x += run[i].Advance
		if !run[i].blank {
			l.Width = x
		}
		l.reserve(run[i])
	}
	if len(run) == 0 && len(spans) > 0 {
		em := spans[0].Style.Size * MMPerPoint
		l.Ascent, l.Descent = hanAscent*em, hanDescent*em
	}
	return l
}

// reserve makes room for a cluster above and below the baseline.
func (l *Line) reserve(c Cluster) {
	em := c.Style.Size * MMPerPoint
	up, down := hanAscent*em, hanDescent*em
	if c.stack {
		up, down = tibetanAscent*em, tibetanDescent*em
	}
	for _, g := range c.Glyphs {
		left, bottom, _, top := c.Style.Face().Box(g.ID)
		l.Overhang = max(l.Overhang, -c.X-g.X-left/1000*em)
		up, down = max(up, top/1000*em+g.Y), max(down, -bottom/1000*em-g.Y)
	}
	l.Ascent, l.Descent = max(l.Ascent, up), max(l.Descent, down)
}

func widthOf(run []Cluster) float64 {
	w := 0.0
	for _, c := range run {
		w += c.Advance
	}
	return w
}

// clusters appends the pieces of text to run. The text holds no line end.
func clusters(run []Cluster, text []rune, style Style) []Cluster {
	run = slices.Grow(run, len(text))
	for i := 0; i < len(text); {
		if isTibetan(text[i]) {
			to := i + 1
			for to < len(text) && isTibetan(text[to]) {
				to++
			}
			run = stacks(run, text[i:to], style)
			i = to
			continue
		}
		to := i + 1
		for to < len(text) && unicode.Is(unicode.M, text[to]) && !isTibetan(text[to]) {
			to++
		}
		run = append(run, plain(text[i:to], style.having(text[i:to])))
		i = to
	}
	return run
}

// plain is a letter with the marks that follow it, by cmap and advance.
func plain(text []rune, style Style) Cluster {
	face, k := style.Face(), style.Size*MMPerPoint/1000
	c := Cluster{Text: string(text), Style: style, Glyphs: make([]Glyph, 0, len(text))}
	for _, r := range text {
		id := face.Glyph(r)
		if isBlank(r) && id == 0 {
			id = face.Glyph(' ')
		}
		c.Missing = c.Missing || id == 0
		c.Glyphs = append(c.Glyphs, Glyph{ID: id, X: c.Advance})
		c.Advance += face.Advance(id) * k
	}
	if len(text) == 1 {
		c.blank = isBlank(text[0])
		if !c.Missing && face.Glyph(text[0]) != 0 {
			c.Plain = text[0]
		}
	}
	return c
}

// stacks is a run of Tibetan, whole.
func stacks(run []Cluster, text []rune, style Style) []Cluster {
	style.Size *= tibetanSize
	face, k := style.Face(), style.Size*MMPerPoint/1000
	glyphs := face.shape(text)
	for i := 0; i < len(glyphs); {
		to := i + 1
		for to < len(glyphs) && glyphs[to].cluster == glyphs[i].cluster {
			to++
		}
		end := len(text)
		if to < len(glyphs) {
			end = glyphs[to].cluster
		}
		from := glyphs[i].cluster
		if i == 0 {
			from = 0
		}
		c := Cluster{Text: string(text[from:end]), Style: style, stack: true, Glyphs: make([]Glyph, 0, to-i)}
		for _, g := range glyphs[i:to] {
			c.Missing = c.Missing || g.id == 0
			c.Glyphs = append(c.Glyphs, Glyph{ID: g.id, X: c.Advance + g.dx*k, Y: g.dy * k})
			c.Advance += g.advance * k
		}
		if end == from+1 && to == i+1 && !c.Missing && face.Glyph(text[from]) == glyphs[i].id {
			c.Plain = text[from]
		}
		run = append(run, c)
		i = to
	}
	return run
}
