package forms

import (
	"redwrench/assets/words"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

const (
	tileGap     = 3.0
	mostBars    = 16  // of those one under the other
	mostColumns = 130 // of those beside each other: months of ten years
)

// tiles is figures in rows of so many, each in a frame.
func (s *strip) tiles(l words.Lang, figures []Figure, inRow int) {
	wide := (s.inner - float64(inRow-1)*tileGap) / float64(inRow)
	s.gap(1)
	for len(figures) > 0 {
		row := figures[:min(inRow, len(figures))]
		figures = figures[len(row):]
		var sets [][]text.Line
		for _, f := range row {
			sets = append(sets, f.lines(l, wide-4))
		}
		high := level(sets) + 1.6
		s.add(high+tileGap, func(p *pdf.Page, y float64) {
			for i, set := range sets {
				x := s.margin + float64(i)*(wide+tileGap)
				p.Frame(x, y, wide, high, 0.375)
				stack(p, x+2, y+0.8, set...)
			}
		})
	}
}

// chart is a drawing on a part of a sheet.
type chart struct {
	height float64
	draw   func(p *pdf.Page, x, y float64)
}

const chartGap = 8.0

func (s *strip) half() float64 { return (s.inner - chartGap) / 2 }

// beside2 is two charts side by side, on one page.
func (s *strip) beside2(left, right chart) {
	s.gap(3)
	s.add(max(left.height, right.height), func(p *pdf.Page, y float64) {
		left.draw(p, s.margin, y)
		right.draw(p, s.margin+s.half()+chartGap, y)
	})
}

// alone is a chart by itself.
func (s *strip) alone(c chart) {
	s.gap(3)
	s.add(c.height, func(p *pdf.Page, y float64) { c.draw(p, s.margin, y) })
}

func chartTitle(l words.Lang, key string, width float64) text.Line {
	return text.Fit(width, 1, span(l.Say(key)+"  ", bold(10.5)), span(second(l).Say(key), plain(9)))[0]
}

// most is the largest number of the tallies, at least 1.
func most(all []Tally) int {
	n := 1
	for _, t := range all {
		n = max(n, t.N)
	}
	return n
}

// bars is level bars, one under the other, in the order given, over half the
// width; k is how close.
func (s *strip) bars(l words.Lang, c Chart, k float64) chart {
	step, thick := 5.6*k, 3.6*k
	title := chartTitle(l, c.Key, s.half())
	all := c.Bars[:min(len(c.Bars), mostBars)]
	name, number := 0.42*s.half(), 11.0
	scale := (s.half() - name - number) / float64(most(all))
	return chart{title.Height() + 1 + step*float64(len(all)), func(p *pdf.Page, x, y float64) {
		p.Text(x+inset(title), y+title.Ascent, title)
		y += title.Height() + 1
		for _, t := range all {
			label := shrink(t.Name, plain(9*k), name-1.5, 5)
			count := shrink(t.Text, bold(9*k), number-1, 5)
			base := y + step/2 + 1.1*k
			p.Text(x+inset(label), base, label)
			bar(p, x+name, y+(step-thick)/2, scale*float64(max(0, t.N)), thick)
			p.Text(x+name+scale*float64(max(0, t.N))+1, base, count)
			y += step
		}
		p.Fill(x+name, y-step*float64(len(all)), hair, step*float64(len(all)))
	}}
}

// columns is upright bars side by side over the whole width, with their numbers
// over them; where they are narrow, only some have a name. k is how high they
// are.
func (s *strip) columns(l words.Lang, c Chart, k float64) chart {
	const top, foot = 5.0, 6.0
	high := 22 * k
	title := chartTitle(l, c.Key, s.inner)
	all := c.Bars[:min(len(c.Bars), mostColumns)]
	step := s.inner / float64(max(8, len(all)))
	scale := high / float64(most(all))
	named := 1 // every so many have their names
	for float64(named)*step < 9 {
		named++
	}
	return chart{title.Height() + top + high + foot, func(p *pdf.Page, x, y float64) {
		p.Text(x+inset(title), y+title.Ascent, title)
		ground := y + title.Height() + top + high
		for i, t := range all {
			tall := scale * float64(max(0, t.N))
			middle := x + step*(float64(i)+0.5)
			bar(p, middle-0.35*step, ground-tall, 0.7*step, tall)
			if count := shrink(t.Text, bold(8), step*1.1, 3); t.N > 0 {
				p.Text(middle-count.Width/2, ground-tall-1, count)
			}
			if i%named == 0 {
				label := shrink(t.Name, plain(8), step*float64(named)-0.5, 5)
				p.Text(min(max(middle-label.Width/2, x), x+s.inner-label.Width), ground+4, label)
			}
		}
		p.Rule(x, ground, s.inner, 2*hair)
	}}
}

// bar is grey in a thin frame, so that it is seen on any printer.
func bar(p *pdf.Page, x, y, width, height float64) {
	if width <= 0 || height <= 0 {
		return
	}
	p.Shade(x, y, width, height)
	if width > 2*hair && height > 2*hair {
		p.Frame(x, y, width, height, hair)
	}
}
