package forms

import (
	"math"

	"redwrench/assets/words"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// head is the shop's name and place, in the middle of the strip.
func (s *strip) head(shop Shop) {
	s.middle(shrink(shop.Name.Zh, bold(21), inner, 11))
	if shop.Name.Bo != "" {
		s.middle(shrink(shop.Name.Bo, bold(12), inner, 8))
	}
	if shop.Name.En != "" {
		s.middle(shrink(shop.Name.En, plain(10.5), inner, 7))
	}
	if shop.Place != "" {
		s.middle(shrink(shop.Place, plain(9.5), inner, 7))
	}
}

// band is the paper's title in three languages, white on black, as large as
// they fit side by side.
func (s *strip) band(key string) {
	const high, pad, gap = 8.5, 2.5, 4.0
	var set []text.Line
	wide := math.Inf(1)
	for k := 1.0; wide > inner-2*pad && k > 0.4; k -= 0.05 {
		set = []text.Line{
			text.Set(span(words.Chinese.Say(key), bold(14*k))),
			text.Set(span(words.Tibetan.Say(key), bold(12.5*k))),
			text.Set(span(words.English.Say(key), bold(13*k))),
		}
		wide = set[0].Width + set[1].Width + set[2].Width + 2*gap
	}
	s.add(high, func(p *pdf.Page, y float64) {
		p.Fill(margin, y, inner, high)
		x := (rollWidth - wide) / 2
		for _, l := range set {
			p.White(x, y+5.8, l)
			x += l.Width + gap
		}
	})
}

// reprint is the mark of a copy, in a frame.
func (s *strip) reprint() {
	const high = 8.0
	l := text.Set(
		span(words.Chinese.Say("paper.copy"), bold(13)), span("  ", bold(13)),
		span(words.Tibetan.Say("paper.copy"), bold(11)), span("  ", bold(13)),
		span(words.English.Say("paper.copy"), bold(12)))
	s.gap(1.5)
	s.add(high, func(p *pdf.Page, y float64) {
		p.Frame(margin, y, inner, high, 0.5)
		p.Text((rollWidth-l.Width)/2, y+5.6, l)
	})
}

// caption is the name of a field in l and, after it, in its second language.
func caption(l words.Lang, key string, size, width float64) text.Line {
	return text.Fit(width, 1,
		span(l.Say(key)+"  ", plain(size)), span(second(l).Say(key), plain(size-1)))[0]
}
