package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// newSheet is a strip on A4, or on A5 when that is asked for; k is how much
// larger or smaller its type is.
func newSheet(m Medium) (s *strip, k float64) {
	if m == A4 {
		return newStrip(A4), 1.15
	}
	return newStrip(A5), 0.9
}

// heading is the title in three languages and the shop; at the right the code,
// if there is one.
func (s *strip) heading(shop Shop, key string, k float64, m *mark) {
	room := s.inner
	if m != nil {
		room -= m.side + 2*m.quiet
	}
	title, _ := s.fitRow(room, 5*k, span(words.Chinese.Say(key), bold(20*k)), span(words.Tibetan.Say(key), bold(16*k)))
	under := []text.Line{
		shrink(words.English.Say(key)+" · "+shop.Name.Zh, plain(11*k), room, 7),
		shrink(joined("  ", shop.Place, shop.Phone), plain(9.5*k), room, 7),
	}
	up, down := max(title[0].Ascent, title[1].Ascent), max(title[0].Descent, title[1].Descent)
	high := up + down + height(under...)
	if m != nil {
		high = max(high, m.height())
	}
	s.add(high+1.5, func(p *pdf.Page, y float64) {
		p.Text(s.margin, y+up, title[0])
		p.Text(s.margin+title[0].Width+5*k, y+up, title[1])
		stack(p, s.margin, y+up+down, under...)
		if m != nil {
			m.draw(p, s.width-s.margin-m.side, y)
		}
	})
	s.rule(0.75)
}

// joined is the texts that are not empty, with sep between them.
func joined(sep string, texts ...string) string {
	all := ""
	for _, t := range texts {
		if t != "" && all != "" {
			all += sep
		}
		all += t
	}
	return all
}

// share is a field and its part of the width, beside the others' parts.
type share struct {
	part float64
	field
}

// fields is named values side by side, on the same baselines. A value has at
// most two lines.
func (s *strip) fields(l words.Lang, k float64, row ...share) {
	const between = 4.0
	parts := 0.0
	for _, f := range row {
		parts += f.part
	}
	x, room := s.margin, s.inner-between*float64(len(row)-1)
	var lefts []float64
	var sets [][]text.Line
	for _, f := range row {
		wide := room * f.part / parts
		lefts, sets = append(lefts, x), append(sets, f.set(l, k, wide))
		x += wide + between
	}
	high := level(sets)
	s.gap(0.9 * k)
	s.add(high, func(p *pdf.Page, y float64) {
		for i, set := range sets {
			stack(p, lefts[i], y, set...)
		}
	})
}

// set is a caption and its value on at most two lines.
func (f field) set(l words.Lang, k, width float64) []text.Line {
	size := 13 * k
	if f.wide {
		size = 11.5 * k
	}
	value := snug(width, 2, f.value, bold(size))
	return append([]text.Line{caption(l, f.key, 8.5*k, width)}, value...)
}

// level gives the lines of columns the same heights, one by one, so that they
// stand on the same baselines, and returns the height of the highest column.
func level(sets [][]text.Line) float64 {
	high := 0.0
	for i, more := 0, true; more; i++ {
		more = false
		up, down := 0.0, 0.0
		for _, set := range sets {
			if i < len(set) {
				more = true
				up, down = max(up, set[i].Ascent), max(down, set[i].Descent)
			}
		}
		for _, set := range sets {
			if i < len(set) {
				set[i].Ascent, set[i].Descent = up, down
			}
		}
		high += up + down
	}
	return high
}

// section is the name of a part of a sheet.
func (s *strip) section(l words.Lang, key string, k float64) {
	s.gap(1.2 * k)
	s.lines(s.margin, text.Fit(s.column, 1, span(l.Say(key)+"  ", bold(12*k)), span(second(l).Say(key), bold(10.5*k)))...)
	s.keep()
}

// sheetTail is the height of the foot of a sheet.
const sheetTail = 9.5

// room is the height of what can stand on one page of a sheet.
func (s *strip) room() float64 { return s.height - s.top - sheetTail }

// sheetFoot is what stands under each page of a sheet: what it is, whose, and
// its number.
func (s *strip) sheetFoot(l words.Lang, key string, c code.Code, shop Shop) func(page, pages int) block {
	left := shop.Name.Zh + "  " + words.Chinese.Say(key)
	if c.Kind != 0 {
		left += "  " + c.Human()
	}
	return func(page, pages int) block {
		return s.bottom(shrink(left, plain(8.5), s.inner-20, 6), pageNumber(l, page, pages), sheetTail)
	}
}

// fitRow is texts side by side in room, all made smaller alike until they fit.
func (s *strip) fitRow(room, gap float64, spans ...text.Span) ([]text.Line, float64) {
	narrow := strip{format: format{inner: room + 5}}
	return narrow.row(gap, spans...)
}
