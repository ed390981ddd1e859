package forms

import (
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// parts is a box to tick for each part, side by side where they fit; size is
// that of the type.
func (s *strip) parts(parts []string, size float64) {
	const tick, after, between = 3.0, 1.4, 4.0
	if len(parts) > mostParts {
		parts = append(parts[:mostParts:mostParts], "…")
	}
	var row []text.Line
	used := 0.0
	flush := func() {
		if len(row) > 0 {
			s.ticks(row, tick, after, between)
		}
		row, used = nil, 0
	}
	if len(parts) > 0 {
		s.gap(1)
	}
	for _, part := range parts {
		lines := text.Fit(s.column-tick-after, partLines, span(part, plain(size)))
		want := tick + after + lines[0].Width
		if used > 0 && (used+between+want > s.inner || len(lines) > 1) {
			flush()
		}
		if used > 0 {
			used += between
		}
		row, used = append(row, lines[0]), used+want
		if len(lines) > 1 {
			flush()
			s.lines(s.margin+tick+after, lines[1:]...)
		}
	}
	flush()
}

// ticks is one row of boxes with words after them.
func (s *strip) ticks(row []text.Line, tick, after, between float64) {
	up, down := 0.0, 0.0
	for _, l := range row {
		up, down = max(up, l.Ascent), max(down, l.Descent)
	}
	s.add(up+down+0.4, func(p *pdf.Page, y float64) {
		x, base := s.margin, y+up
		for _, l := range row {
			p.Frame(x, base-tick+0.35, tick, tick, 0.375)
			p.Text(x+tick+after+inset(l), base, l)
			x += tick + after + l.Width + between
		}
	})
}
