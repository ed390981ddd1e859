// Package pdf puts lines of text, rules, boxes and QR codes on pages and writes
// them as a PDF file. It is the only package that knows gofpdf.
//
// Positions are millimetres from the upper left corner of a page. A document
// is black on white. The same calls make the same bytes: there is no clock in
// it. It knows no words and no form.
package pdf

import (
	"slices"

	"redwrench/printing/text"
)

// Document is pages to be written. The zero Document has none. It is for one
// goroutine; documents do not touch each other.
type Document struct {
	title string
	pages []*Page
}

// New is an empty document with a title for the printer's own display and the
// list of jobs: no personal data belongs in it.
func New(title string) *Document { return &Document{title: text.Clean(title)} }

// Page is one sheet, or a stretch of a roll.
type Page struct {
	Width, Height float64
	marks         []mark
}

// Page appends an empty page.
func (d *Document) Page(width, height float64) *Page {
	p := &Page{Width: width, Height: height}
	d.pages = append(d.pages, p)
	return p
}

// Pages is the number of pages.
func (d *Document) Pages() int { return len(d.pages) }

// mark is one thing on a page: exactly one of its kinds.
type mark struct {
	kind       kind
	x, y, w, h float64
	thick      float64
	on, off    float64
	white      bool
	line       text.Line
	bits       Bits
}

type kind int

const (
	textMark kind = iota
	ruleMark
	frameMark
	fillMark
	bitsMark
	shadeMark
)

// Bits is a square of black and white modules: a QR code.
type Bits interface {
	Size() int
	Dark(x, y int) bool
}

// Text sets a line with its left end at x and its baseline at y.
func (p *Page) Text(x, y float64, line text.Line) {
	p.marks = append(p.marks, mark{kind: textMark, x: x, y: y, line: line})
}

// White is Text in white, for what stands on black.
func (p *Page) White(x, y float64, line text.Line) {
	p.marks = append(p.marks, mark{kind: textMark, x: x, y: y, line: line, white: true})
}

// Rule draws a level line, thick millimetres high, its middle at y.
func (p *Page) Rule(x, y, width, thick float64) {
	p.marks = append(p.marks, mark{kind: ruleMark, x: x, y: y, w: width, thick: thick})
}

// Dashes is Rule with dashes of on and gaps of off millimetres.
func (p *Page) Dashes(x, y, width, thick, on, off float64) {
	p.marks = append(p.marks, mark{kind: ruleMark, x: x, y: y, w: width, thick: thick, on: on, off: off})
}

// Frame draws a box; its line lies within.
func (p *Page) Frame(x, y, width, height, thick float64) {
	p.marks = append(p.marks, mark{kind: frameMark, x: x, y: y, w: width, h: height, thick: thick})
}

// Fill draws a black box.
func (p *Page) Fill(x, y, width, height float64) {
	p.marks = append(p.marks, mark{kind: fillMark, x: x, y: y, w: width, h: height})
}

// Shade draws a light grey box: the ground of a table's head, a bar of a chart.
func (p *Page) Shade(x, y, width, height float64) {
	p.marks = append(p.marks, mark{kind: shadeMark, x: x, y: y, w: width, h: height})
}

// Code draws bits with their upper left corner at x, y and a white border of
// quiet modules around them. module is the side of a module: a multiple of
// 0.125 mm falls on the dots of a printer of 203 dpi, and so must x and y.
func (p *Page) Code(x, y, module float64, quiet int, bits Bits) {
	side := float64(bits.Size()) * module
	p.marks = append(p.marks, mark{kind: bitsMark, x: x, y: y, w: side, h: side, on: module, thick: float64(quiet), bits: bits})
}

// Ink is the rectangle of the page that black or white ink may touch, quiet
// borders left out; all zero when the page is empty.
func (p *Page) Ink() (left, top, right, bottom float64) {
	first := true
	add := func(l, t, r, b float64) {
		if first {
			left, top, right, bottom, first = l, t, r, b, false
			return
		}
		left, top, right, bottom = min(left, l), min(top, t), max(right, r), max(bottom, b)
	}
	for _, m := range p.marks {
		switch m.kind {
		case ruleMark:
			add(m.x, m.y-m.thick/2, m.x+m.w, m.y+m.thick/2)
		case textMark:
			for _, c := range m.line.Clusters {
				em := c.Style.Size * text.MMPerPoint / 1000
				for _, g := range c.Glyphs {
					l, b, r, t := c.Style.Face().Box(g.ID)
					if l == r {
						continue
					}
					x, y := m.x+c.X+g.X, m.y-g.Y
					add(x+l*em, y-t*em, x+r*em, y-b*em)
				}
			}
		default:
			add(m.x, m.y, m.x+m.w, m.y+m.h)
		}
	}
	return left, top, right, bottom
}

// Overprinted is the pages, counted from 1, whose ink leaves the paper.
func (d *Document) Overprinted() []int {
	var out []int
	for i, p := range d.pages {
		if left, top, right, bottom := p.Ink(); left < 0 || top < 0 || right > p.Width || bottom > p.Height {
			out = append(out, i+1)
		}
	}
	return out
}

// Lines is the lines of text on each page, in the order they were set.
func (d *Document) Lines() [][]text.Line {
	pages := make([][]text.Line, len(d.pages))
	for i, p := range d.pages {
		for _, m := range p.marks {
			if m.kind == textMark {
				pages[i] = append(pages[i], m.line)
			}
		}
	}
	return pages
}

// Missing is the characters of the document that no font has, each once and in
// order of their numbers. They are boxes on paper.
func (d *Document) Missing() []rune {
	var out []rune
	for _, p := range d.pages {
		for _, m := range p.marks {
			for _, c := range m.line.Clusters {
				if c.Missing {
					out = append(out, text.Missing(c.Text)...)
				}
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}
