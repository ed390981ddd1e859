package pdf

import (
	"bytes"
	"fmt"
	"strings"

	"redwrench/printing/text"
)

// Curves writes the document with its text drawn as outlines: for a printer
// whose own text engine fails. Such a page prints blacker and cannot be
// searched. It returns ErrRender, never panics.
func (d *Document) Curves() (file []byte, err error) {
	defer Recover(&err)
	if len(d.pages) == 0 {
		return nil, fmt.Errorf("%w: no page", ErrRender)
	}
	w := newWriter(&Document{title: d.title, pages: []*Page{{Width: d.pages[0].Width, Height: d.pages[0].Height}}})
	w.curves = true
	for _, p := range d.pages {
		w.page(p)
	}
	var out bytes.Buffer
	if err := w.out.Output(&out); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrRender, err)
	}
	return out.Bytes(), nil
}

// outlines draws a line of text.
func (w *writer) outlines(m mark) {
	_, height := w.out.GetPageSize()
	level := 0
	if m.white {
		level = 1
	}
	pen := &curvePen{}
	for _, c := range m.line.Clusters {
		size := c.Style.Size
		for _, g := range c.Glyphs {
			pen.k, pen.x, pen.y = size/1000, (m.x+c.X+g.X)*pointsPerMM, (height-m.y+g.Y)*pointsPerMM
			c.Style.Face().Draw(g.ID, pen)
		}
	}
	if pen.out.Len() > 0 {
		w.out.RawWriteStr(fmt.Sprintf("q %d g\n%sf Q", level, pen.out.String()))
	}
}

// curvePen writes outlines as PDF paths: a curve of the second degree as one of
// the third.
type curvePen struct {
	out  strings.Builder
	k    float64 // points in a thousandth of the size
	x, y float64 // the glyph's origin
	at   [2]float64
}

var _ text.Pen = (*curvePen)(nil)

func (p *curvePen) place(x, y float64) [2]float64 { return [2]float64{p.x + x*p.k, p.y + y*p.k} }

// Move implements text.Pen.
func (p *curvePen) Move(x, y float64) {
	p.at = p.place(x, y)
	fmt.Fprintf(&p.out, "%.3f %.3f m\n", p.at[0], p.at[1])
}

// Line implements text.Pen.
func (p *curvePen) Line(x, y float64) {
	p.at = p.place(x, y)
	fmt.Fprintf(&p.out, "%.3f %.3f l\n", p.at[0], p.at[1])
}

// Quad implements text.Pen.
func (p *curvePen) Quad(cx, cy, x, y float64) {
	pull, to := p.place(cx, cy), p.place(x, y)
	third := func(from, pull float64) float64 { return from + 2*(pull-from)/3 }
	fmt.Fprintf(&p.out, "%.3f %.3f %.3f %.3f %.3f %.3f c\n",
		third(p.at[0], pull[0]), third(p.at[1], pull[1]), third(to[0], pull[0]), third(to[1], pull[1]), to[0], to[1])
	p.at = to
}
