package pdf

import "redwrench/printing/text"

// Canvas is what a page is drawn on when it is not written as a file: the dots
// of a printer. Places are millimetres from the upper left corner of the page.
type Canvas interface {
	// Glyph draws one outline with its origin at x, y; size is in millimetres.
	Glyph(face *text.Face, id uint16, x, y, size float64, white bool)
	// Box fills a black box.
	Box(x, y, width, height float64)
	// Shade fills a light grey box.
	Shade(x, y, width, height float64)
	// Code draws bits, their upper left corner at x, y, in a white border of
	// quiet modules; module is the side of one.
	Code(x, y, module float64, quiet int, bits Bits)
}

// List is the pages in their order.
func (d *Document) List() []*Page { return d.pages }

// Draw draws everything on the page, the first mark first.
func (p *Page) Draw(c Canvas) {
	for _, m := range p.marks {
		m.draw(c)
	}
}

func (m mark) draw(c Canvas) {
	switch m.kind {
	case textMark:
		for _, cluster := range m.line.Clusters {
			for _, g := range cluster.Glyphs {
				c.Glyph(cluster.Style.Face(), g.ID, m.x+cluster.X+g.X, m.y-g.Y, cluster.Style.Size*text.MMPerPoint, m.white)
			}
		}
	case ruleMark:
		step := m.on + m.off
		if m.on <= 0 || step <= 0 {
			c.Box(m.x, m.y-m.thick/2, m.w, m.thick)
			return
		}
		for x := 0.0; x < m.w; x += step {
			c.Box(m.x+x, m.y-m.thick/2, min(m.on, m.w-x), m.thick)
		}
	case frameMark:
		c.Box(m.x, m.y, m.w, m.thick)
		c.Box(m.x, m.y+m.h-m.thick, m.w, m.thick)
		c.Box(m.x, m.y, m.thick, m.h)
		c.Box(m.x+m.w-m.thick, m.y, m.thick, m.h)
	case fillMark:
		c.Box(m.x, m.y, m.w, m.h)
	case shadeMark:
		c.Shade(m.x, m.y, m.w, m.h)
	case bitsMark:
		c.Code(m.x, m.y, m.on, int(m.thick), m.bits)
	}
}
