package forms

import (
	"math"

	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

const (
	dot     = 0.125 // millimetres, of a printer of 203 dpi
	longest = 600.0 // a longer slip goes on on a second page
)

// block is a stretch of a strip that is never parted.
type block struct {
	height float64
	draw   func(p *pdf.Page, y float64)
	keep   bool   // stands on the same page as the next one
	last   bool   // the next one begins a page
	head   *block // comes first on a page that begins with this block
}

// strip is blocks one under the other, on a roll or on sheets.
type strip struct {
	format
	blocks []block
}

func newStrip(m Medium) *strip { return &strip{format: m.format()} }

func (s *strip) add(height float64, draw func(p *pdf.Page, y float64)) {
	s.blocks = append(s.blocks, block{height: height, draw: draw})
}

func (s *strip) gap(height float64) { s.add(height, func(*pdf.Page, float64) {}) }

// keep holds the last block together with the next one.
func (s *strip) keep() {
	if n := len(s.blocks); n > 0 {
		s.blocks[n-1].keep = true
	}
}

// together holds together what fill adds, as far as a page is long enough.
func (s *strip) together(fill func()) {
	from := len(s.blocks)
	fill()
	for i := from; i < len(s.blocks)-1; i++ {
		s.blocks[i].keep = true
	}
}

// rule is a level line across the strip.
func (s *strip) rule(thick float64) {
	s.add(thick, func(p *pdf.Page, y float64) { p.Rule(s.margin, y+thick/2, s.inner, thick) })
}

// dashes is a dashed line across the strip.
func (s *strip) dashes() {
	const thick, on, off = 0.375, 1.25, 0.915 // on 72 mm it ends with a dash
	s.add(thick, func(p *pdf.Page, y float64) { p.Dashes(s.margin, y+thick/2, s.inner, thick, on, off) })
}

// lines sets lines from x on.
func (s *strip) lines(x float64, lines ...text.Line) {
	for _, l := range lines {
		s.add(l.Height(), func(p *pdf.Page, y float64) { p.Text(x+inset(l), y+l.Ascent, l) })
	}
}

// middle sets lines in the middle of the paper.
func (s *strip) middle(lines ...text.Line) {
	for _, l := range lines {
		s.add(l.Height(), func(p *pdf.Page, y float64) { p.Text((s.width-l.Width)/2, y+l.Ascent, l) })
	}
}

// print puts the blocks on as few pages as they need, and foot under each. It
// returns the first page. A page of a roll is as long as what stands on it.
func (s *strip) print(doc *pdf.Document, foot func(page, pages int) block) *pdf.Page {
	tail := foot(1, 1).height
	limit := longest
	if !s.roll() {
		limit = s.height
	}
	pages := s.pages(limit - s.top - tail)
	var first *pdf.Page
	for i, blocks := range pages {
		high := s.height
		if s.roll() {
			high = math.Ceil(s.top + tail + heights(blocks))
		}
		p := doc.Page(s.width, high)
		if first == nil {
			first = p
		}
		y := s.top
		for _, b := range blocks {
			b.draw(p, y)
			y += b.height
		}
		foot(i+1, len(pages)).draw(p, max(y, high-tail))
	}
	return first
}

// pages parts the blocks into pages with room for so many millimetres; there
// is at least one.
func (s *strip) pages(limit float64) [][]block {
	pages := [][]block{nil}
	room := limit
	for i := 0; i < len(s.blocks); {
		to, high := i+1, s.blocks[i].height
		for to < len(s.blocks) && s.blocks[to-1].keep && high+s.blocks[to].height <= limit {
			high += s.blocks[to].height
			to++
		}
		if last := len(pages) - 1; (high > room || i > 0 && s.blocks[i-1].last) && len(pages[last]) > 0 {
			pages = append(pages, nil)
			room = limit
			if head := s.blocks[i].head; head != nil {
				pages[last+1] = append(pages[last+1], *head)
				room -= head.height
			}
		}
		last := len(pages) - 1
		pages[last] = append(pages[last], s.blocks[i:to]...)
		room -= high
		i = to
	}
	return pages
}

func heights(blocks []block) float64 {
	h := 0.0
	for _, b := range blocks {
		h += b.height
	}
	return h
}

// toDot is v moved to the next dot of the printer.
func toDot(v float64) float64 { return math.Ceil(v/dot-1e-9) * dot }

// stack sets lines one under the other from x, y on a page and returns where
// the next would begin.
func stack(p *pdf.Page, x, y float64, lines ...text.Line) float64 {
	for _, l := range lines {
		p.Text(x+inset(l), y+l.Ascent, l)
		y += l.Height()
	}
	return y
}

func height(lines ...text.Line) float64 {
	h := 0.0
	for _, l := range lines {
		h += l.Height()
	}
	return h
}

// inset is how far a line at the left edge is moved in, so that a vowel that
// hangs out of it is printed whole.
func inset(l text.Line) float64 {
	if l.Overhang <= 0 {
		return 0
	}
	return toDot(l.Overhang) + dot
}
