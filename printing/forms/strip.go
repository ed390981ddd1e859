package forms

import (
	"math"

	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// A receipt printer's paper: 80 mm wide, of which it prints 72. All of it is
// on the dots of 203 dpi, eight to the millimetre.
const (
	rollWidth = 80.0
	margin    = 4.0
	inner     = rollWidth - 2*margin
	column    = inner - 0.5 // of running text: ink may hang over the end of a line
	dot       = 0.125
	longest   = 600.0 // a longer slip goes on on a second page
)

// block is a stretch of a strip that is never parted.
type block struct {
	height float64
	draw   func(p *pdf.Page, y float64)
}

// strip is blocks one under the other.
type strip struct{ blocks []block }

func (s *strip) add(height float64, draw func(p *pdf.Page, y float64)) {
	s.blocks = append(s.blocks, block{height, draw})
}

func (s *strip) gap(height float64) { s.add(height, func(*pdf.Page, float64) {}) }

// rule is a level line across the strip.
func (s *strip) rule(thick float64) {
	s.add(thick, func(p *pdf.Page, y float64) { p.Rule(margin, y+thick/2, inner, thick) })
}

// dashes is a dashed line across the strip.
func (s *strip) dashes() {
	const thick, on, off = 0.375, 1.25, 0.915 // ends with a dash
	s.add(thick, func(p *pdf.Page, y float64) { p.Dashes(margin, y+thick/2, inner, thick, on, off) })
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
		s.add(l.Height(), func(p *pdf.Page, y float64) { p.Text((rollWidth-l.Width)/2, y+l.Ascent, l) })
	}
}

// print puts the blocks on as few pages as the longest length allows, each as
// long as what stands on it, and foot under each. It returns the first page.
func (s *strip) print(doc *pdf.Document, foot func(page, pages int) block) *pdf.Page {
	const head = 4.0
	tail := foot(1, 1).height
	var pages [][]block
	height := math.Inf(1)
	for _, b := range s.blocks {
		if height+b.height+head+tail > longest {
			pages = append(pages, nil)
			height = 0
		}
		pages[len(pages)-1] = append(pages[len(pages)-1], b)
		height += b.height
	}
	var first *pdf.Page
	for i, blocks := range pages {
		total := head + tail
		for _, b := range blocks {
			total += b.height
		}
		p := doc.Page(rollWidth, math.Ceil(total))
		if first == nil {
			first = p
		}
		y := head
		for _, b := range blocks {
			b.draw(p, y)
			y += b.height
		}
		foot(i+1, len(pages)).draw(p, y)
	}
	return first
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

// under is the human form of a code under its QR code, outside the border that
// must stay white: places are from the QR code's upper left corner.
type under struct {
	line            text.Line
	x, base, bottom float64
}

// capital is the height of a capital letter, in ems.
const capital = 0.74

// coded sets human under a QR code of the given side.
func coded(human string, side, quiet float64) under {
	l := shrink(human, bold(14), side, 8)
	size := l.Clusters[0].Style.Size
	base := side + quiet + capital*size*text.MMPerPoint
	return under{l, (side - l.Width) / 2, base, base + l.Descent}
}

// inset is how far a line at the left edge is moved in, so that a vowel that
// hangs out of it is printed whole.
func inset(l text.Line) float64 {
	if l.Overhang <= 0 {
		return 0
	}
	return toDot(l.Overhang) + dot
}
