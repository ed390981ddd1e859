package forms

import (
	"math"
	"slices"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// opening is how every slip begins: the shop, the title, the QR code and who
// it is for.
type opening struct {
	lang   words.Lang
	shop   Shop
	title  string // key of the title
	code   code.Code
	copy   bool
	fields []field
}

// field is a named value. A wide value is set smaller than a name.
type field struct {
	key, value string
	wide       bool
}

func (f field) lines(l words.Lang, width float64) []text.Line {
	size := 14.0
	if f.wide {
		size = 11.5
	}
	return []text.Line{caption(l, f.key, 8.5, width), shrink(f.value, bold(size), width, 8)}
}

// open begins a slip: on a sheet as a job sheet begins, on a roll with the shop
// in the middle and a black band.
func (s *strip) open(o opening) error {
	o.fields = slices.DeleteFunc(o.fields, func(f field) bool { return f.value == "" }) // a child may have no telephone
	module := 1.0
	if s.narrow() || !s.roll() {
		module = 0.875
	}
	code, err := newMark(o.code, module)
	if err != nil {
		return err
	}
	if !s.roll() {
		s.heading(o.shop, o.title, s.k, &code)
		if o.copy {
			s.reprint()
		}
		var row []share
		for _, f := range o.fields {
			row = append(row, share{1, f})
		}
		s.fields(o.lang, s.k, row...)
		s.gap(1)
		s.rule(0.375)
		return nil
	}
	s.head(o.shop)
	s.gap(1.5)
	s.band(o.title)
	if o.copy {
		s.reprint()
	}
	s.gap(0.5)
	if s.narrow() {
		s.above(o, code)
	} else {
		s.beside(o, code)
	}
	s.gap(2)
	s.rule(0.625)
	return nil
}

// beside is the code at the left, with the white border it needs, and the
// fields at the right, shared out over its height.
func (s *strip) beside(o opening, code mark) {
	x := s.margin + code.side + code.quiet + 0.5
	var sets [][]text.Line
	right := 2.0
	for _, f := range o.fields {
		set := f.lines(o.lang, s.margin+s.column-x)
		sets = append(sets, set)
		right += height(set...)
	}
	high := max(code.quiet+code.height(), right)
	s.add(high+dot, func(p *pdf.Page, y float64) {
		code.draw(p, s.margin, y+code.quiet)
		spare := (high - right) / float64(max(2, len(sets)-1))
		y += 2
		for _, set := range sets {
			y = stack(p, x, y, set...) + min(spare, 4)
		}
	})
}

// above is the code in the middle and the fields under it.
func (s *strip) above(o opening, code mark) {
	s.add(code.quiet+code.height()+1, func(p *pdf.Page, y float64) {
		code.draw(p, (s.width-code.side)/2, y+code.quiet)
	})
	for _, f := range o.fields {
		s.lines(s.margin, f.lines(o.lang, s.column)...)
		s.gap(0.6)
	}
}

// head is the shop's name and place, in the middle of the strip.
func (s *strip) head(shop Shop) {
	s.middle(shrink(shop.Name.Zh, bold(21), s.inner, 11))
	if shop.Name.Bo != "" {
		s.middle(shrink(shop.Name.Bo, bold(12), s.inner, 8))
	}
	if shop.Name.En != "" {
		s.middle(shrink(shop.Name.En, plain(10.5), s.inner, 7))
	}
	if shop.Place != "" {
		s.middle(shrink(shop.Place, plain(9.5), s.inner, 7))
	}
}

// band is the paper's title in three languages, white on black; where they
// would be small side by side, English stands on a line of its own.
func (s *strip) band(key string) {
	const high, low, gap = 8.5, 5.5, 4.0
	zh, bo, en := span(words.Chinese.Say(key), bold(14)), span(words.Tibetan.Say(key), bold(12.5)), span(words.English.Say(key), bold(13))
	if set, _ := s.row(gap, zh, bo, en); set[0].Clusters[0].Style.Size >= 12 {
		s.band1(key)
		return
	}
	set, wide := s.row(gap-1, zh, bo)
	under := shrink(en.Text, bold(11), s.inner-4, 6)
	s.add(high+low, func(p *pdf.Page, y float64) {
		p.Fill(s.margin, y, s.inner, high+low)
		white(p, (s.width-wide)/2, y+6, gap-1, set)
		white(p, (s.width-under.Width)/2, y+high+3, 0, []text.Line{under})
	})
}

// band1 is band on one line, however small.
func (s *strip) band1(key string) {
	const high, gap = 8.5, 4.0
	set, wide := s.row(gap, span(words.Chinese.Say(key), bold(14)), span(words.Tibetan.Say(key), bold(12.5)), span(words.English.Say(key), bold(13)))
	s.add(high, func(p *pdf.Page, y float64) {
		p.Fill(s.margin, y, s.inner, high)
		white(p, (s.width-wide)/2, y+5.8, gap, set)
	})
}

// row is texts to stand side by side, all made smaller alike until they fit,
// and how wide they are together.
func (s *strip) row(gap float64, spans ...text.Span) (set []text.Line, wide float64) {
	wide = math.Inf(1)
	for k := 1.0; wide > s.inner-5 && k > 0.4; k -= 0.05 {
		set, wide = nil, gap*float64(len(spans)-1)
		for _, sp := range spans {
			sp.Style.Size *= k
			l := text.Set(sp)
			set, wide = append(set, l), wide+l.Width
		}
	}
	return set, wide
}

func white(p *pdf.Page, x, base, gap float64, set []text.Line) {
	for _, l := range set {
		p.White(x, base, l)
		x += l.Width + gap
	}
}

// reprint is the mark of a copy, in a frame.
func (s *strip) reprint() {
	const high = 8.0
	l := copyMark(1)
	s.gap(1.5)
	s.add(high, func(p *pdf.Page, y float64) {
		p.Frame(s.margin, y, s.inner, high, 0.5)
		p.Text((s.width-l.Width)/2, y+5.6, l)
	})
}

// copyMark says "copy" in three languages; k is how large.
func copyMark(k float64) text.Line {
	return text.Set(
		span(words.Chinese.Say("paper.copy"), bold(13*k)), span("  ", bold(13*k)),
		span(words.Tibetan.Say("paper.copy"), bold(11*k)), span("  ", bold(13*k)),
		span(words.English.Say("paper.copy"), bold(12*k)))
}

// caption is the name of a field in l and, after it where there is room, in its
// second language.
func caption(l words.Lang, key string, size, width float64) text.Line {
	for k := 1.0; k > 0.8; k -= 0.1 {
		both := text.Set(span(l.Say(key)+"  ", plain(k*size)), span(second(l).Say(key), plain(k*(size-1))))
		if both.Width <= width {
			return both
		}
	}
	return shrink(l.Say(key), plain(size), width, 6)
}

// foot is thanks and the page's number; on a second page also whose it is.
func (s *strip) foot(l words.Lang, c code.Code) func(page, pages int) block {
	return func(page, pages int) block {
		left := text.Set(span(l.Say("paper.thanks"), bold(11)))
		if page > 1 {
			left = text.Set(span(c.Human(), bold(11)))
		}
		return s.bottom(left, pageNumber(l, page, pages), 12)
	}
}

// bottom is a block of height high with one text at the left and one at the
// right.
func (s *strip) bottom(left, right text.Line, high float64) block {
	return block{height: high, draw: func(p *pdf.Page, y float64) {
		base := y + min(6.5, high-left.Descent-0.5)
		p.Text(s.margin+inset(left), base, left)
		p.Text(s.width-s.margin-right.Width, base, right)
	}}
}

func pageNumber(l words.Lang, page, pages int) text.Line {
	return text.Set(span(words.Chinese.Say("paper.page", "page", l.Number(page), "pages", l.Number(pages)), plain(10)))
}
