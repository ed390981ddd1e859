package forms

import (
	"redwrench/assets/words"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// column is a column of a table.
type column struct {
	key   string  // of its title
	share float64 // of the width, beside the other columns' shares
	right bool    // numbers end at the right
	one   bool    // a line: what is too wide is made smaller
}

// cell is what stands in a row under a column.
type cell struct {
	text string
	bold bool
	tick bool // a box to tick instead
}

// table is a table as wide as the strip. Its head is printed again on each page
// it goes on to.
type table struct {
	s       *strip
	columns []column
	size    float64 // of the type
	least   float64 // height of a row
	lefts   []float64
	wides   []float64
	head    block
}

const (
	cellPad   = 1.3
	cellLines = 4 // most lines of a cell
	hair      = 0.25
)

// newTable is a table with its head, which is not yet added.
func (s *strip) newTable(l words.Lang, size, least float64, columns ...column) *table {
	t := &table{s: s, columns: columns, size: size, least: least}
	all := 0.0
	for _, c := range columns {
		all += c.share
	}
	x := s.margin
	for _, c := range columns {
		t.lefts, t.wides = append(t.lefts, x), append(t.wides, s.inner*c.share/all)
		x += s.inner * c.share / all
	}
	set := t.titles(l)
	high := t.height(set)
	t.head = block{height: high, keep: true, draw: func(p *pdf.Page, y float64) {
		p.Shade(s.margin, y, s.inner, high)
		p.Rule(s.margin, y+hair, s.inner, 2*hair)
		t.draw(p, y, high, set)
		p.Rule(s.margin, y+high, s.inner, 2*hair)
	}}
	s.blocks = append(s.blocks, t.head)
	return t
}

// titles is the columns' titles in two languages: on one line each, if all of
// them have room, else on two.
func (t *table) titles(l words.Lang) [][]text.Line {
	var one, two [][]text.Line
	fits := true
	for i, c := range t.columns {
		room := t.wides[i] - 2*cellPad
		first, other := span(l.Say(c.key), bold(t.size-0.5)), span(second(l).Say(c.key), plain(t.size-2))
		both := text.Set(first, span(" ", plain(t.size)), other)
		fits = fits && both.Width <= room
		one = append(one, []text.Line{both})
		two = append(two, []text.Line{shrink(first.Text, first.Style, room, 5), shrink(other.Text, other.Style, room, 5)})
	}
	if !fits {
		one = two
	}
	level(one)
	return one
}

func (t *table) height(set [][]text.Line) float64 {
	high := 0.0
	for _, lines := range set {
		high = max(high, height(lines...))
	}
	return max(t.least, high+0.6)
}

// draw draws the cells of a row with the lines between them and under them.
func (t *table) draw(p *pdf.Page, y, high float64, set [][]text.Line) {
	for i, lines := range set {
		x, top := t.lefts[i]+cellPad, y+(high-height(lines...))/2
		for _, l := range lines {
			at := x + inset(l)
			if t.columns[i].right {
				at = t.lefts[i] + t.wides[i] - cellPad - l.Width
			}
			p.Text(at, top+l.Ascent, l)
			top += l.Height()
		}
		p.Fill(t.lefts[i]-hair/2, y, hair, high)
	}
	p.Fill(t.s.width-t.s.margin-hair/2, y, hair, high)
	p.Rule(t.s.margin, y+high, t.s.inner, hair)
}

// row adds a row; with fewer cells than columns the rest is free to write in.
func (t *table) row(cells ...cell) {
	set := make([][]text.Line, len(t.columns))
	for i := range t.columns {
		if i >= len(cells) || cells[i].tick {
			continue
		}
		style := text.Style{Size: t.size, Bold: cells[i].bold}
		switch {
		case cells[i].text == "":
		case t.columns[i].one:
			set[i] = []text.Line{shrink(cells[i].text, style, t.wides[i]-2*cellPad, 6)}
		default:
			set[i] = text.Fit(t.wides[i]-2*cellPad, cellLines, span(cells[i].text, style))
		}
	}
	high, head := t.height(set), t.head
	head.keep = false
	t.s.blocks = append(t.s.blocks, block{height: high, head: &head, draw: func(p *pdf.Page, y float64) {
		const box = 3.5
		t.draw(p, y, high, set)
		for i, c := range cells {
			if c.tick {
				p.Frame(t.lefts[i]+(t.wides[i]-box)/2, y+(high-box)/2, box, box, 0.375)
			}
		}
	}})
}

// blanks adds rows to write in.
func (t *table) blanks(n int) {
	for range n {
		t.row()
	}
}
