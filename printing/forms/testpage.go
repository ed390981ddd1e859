package forms

import (
	"fmt"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Test is what a printer prints to be looked at. Times are in the shop's zone.
type Test struct {
	On      Medium
	Lang    words.Lang
	Shop    Shop
	Printer string // its name in the settings
	Made    time.Time
}

// TestPage is a page with a ruler to measure, codes of four sizes to scan, and
// type and lines of several sizes to look at.
func TestPage(d Test) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	l := d.Lang
	s.band("paper.test")
	s.gap(1)
	s.lines(s.margin, text.Fit(s.column, 2, span(d.Printer, bold(12)))...)
	s.lines(s.margin, shrink(l.Say("paper.made", "day", fullDate(l, d.Made), "time", l.Clock(d.Made)), plain(10), s.column, 7))
	s.gap(1.5)
	s.lines(s.margin, text.Fit(s.column, 3, span(l.Say("paper.test.ruler"), plain(10)))...)
	s.ruler()
	s.gap(2)
	s.lines(s.margin, text.Fit(s.column, 3, span(l.Say("paper.test.codes"), plain(10)))...)
	if err := s.testCodes(); err != nil {
		return Paper{}, err
	}
	s.gap(2)
	s.lines(s.margin, text.Fit(s.column, 3, span(l.Say("paper.test.lines"), plain(10)))...)
	for _, dots := range []float64{1, 2, 3, 4} {
		s.gap(1)
		s.rule(dots * dot)
	}
	s.gap(2)
	if !s.roll() {
		s.add(0, s.upright)
	}
	sizes := []float64{6, 7, 8, 9, 10, 12, 15}
	if d.On == A5 {
		sizes = []float64{6, 7, 8, 10, 12}
	}
	for _, size := range sizes {
		sample := fmt.Sprintf("%v  红扳手 བོད་ཡིག Wrench 㛃𠮷 0189", size)
		if size > 12 {
			sample = fmt.Sprintf("%v  红扳手 བོད་ཡིག Ag 09", size)
		}
		s.lines(s.margin, text.Fit(s.column, 1, span(sample, plain(size)))...)
		s.lines(s.margin, text.Fit(s.column, 1, span(sample, bold(size)))...)
	}
	doc := pdf.New(words.Chinese.Say("paper.test"))
	first := s.print(doc, func(page, pages int) block {
		return s.bottom(shrink(d.Shop.Name.Zh, plain(9), s.inner-20, 6), pageNumber(l, page, pages), 12)
	})
	return finish(doc, first)
}

// tick is how long the mark of a millimetre is, and whether it has a number.
func tick(mm int) (length float64, number bool) {
	switch {
	case mm%10 == 0:
		return 5, true
	case mm%5 == 0:
		return 3.5, false
	}
	return 2, false
}

// ruler is millimetres between the margins.
func (s *strip) ruler() {
	s.add(10, func(p *pdf.Page, y float64) {
		p.Rule(s.margin, y+0.5, s.inner, 0.125)
		for mm := 0; float64(mm) <= s.inner; mm++ {
			long, number := tick(mm)
			x := s.margin + float64(mm)
			p.Fill(x, y+0.5, dot, long)
			if n := text.Set(span(fmt.Sprint(mm), plain(7))); number && x+n.Width/2 <= s.width-s.margin {
				p.Text(max(s.margin, x-n.Width/2), y+8.5, n)
			}
		}
	})
}

// upright is millimetres down the right edge of a sheet, from y to the foot.
func (s *strip) upright(p *pdf.Page, y float64) {
	x, top := s.width-s.margin-10, y+3
	high := s.height - top - 20
	p.Fill(x, top, dot, high)
	for mm := 0; float64(mm) <= high; mm++ {
		long, number := tick(mm)
		p.Rule(x, top+float64(mm), long, dot)
		if number {
			p.Text(x+6, top+float64(mm)+0.9, text.Set(span(fmt.Sprint(mm), plain(7))))
		}
	}
}

// testCodes is codes of several sizes, side by side.
func (s *strip) testCodes() error {
	x, high := s.margin, 0.0
	var marks []mark
	var places []float64
	for i, module := range []float64{0.5, 0.625, 0.75, 0.875} {
		m, err := newMark(code.Code{Kind: code.Tool, Number: uint32(i + 1)}, module)
		if err != nil {
			return err
		}
		if x+m.side+m.quiet > s.width {
			break
		}
		marks, places = append(marks, m), append(places, x)
		high = max(high, m.quiet+m.height())
		x += m.side + 2*m.quiet
	}
	s.add(high+1, func(p *pdf.Page, y float64) {
		for i, m := range marks {
			m.draw(p, places[i], y+m.quiet)
		}
	})
	return nil
}
