package forms

import (
	"redwrench/assets/words"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// tile is a figure and what it counts.
type tile struct{ key, value string }

const (
	tilesInRow = 4
	tileGap    = 3.0
	mostBars   = 12
)

// tiles is figures in rows of four, each in a frame.
func (s *strip) tiles(l words.Lang, tiles ...tile) {
	wide := (s.inner - (tilesInRow-1)*tileGap) / tilesInRow
	s.gap(1)
	for len(tiles) > 0 {
		row := tiles[:min(tilesInRow, len(tiles))]
		tiles = tiles[len(row):]
		var sets [][]text.Line
		high := 0.0
		for _, t := range row {
			set := t.lines(l, wide-4)
			sets, high = append(sets, set), max(high, height(set...)+1.6)
		}
		s.add(high+tileGap, func(p *pdf.Page, y float64) {
			for i, set := range sets {
				x := s.margin + float64(i)*(wide+tileGap)
				p.Frame(x, y, wide, high, 0.375)
				stack(p, x+2, y+0.8, set...)
			}
		})
	}
}

func (t tile) lines(l words.Lang, width float64) []text.Line {
	return []text.Line{
		shrink(t.value, bold(17), width, 9),
		shrink(l.Say(t.key), plain(10), width, 6),
		shrink(second(l).Say(t.key), plain(8), width, 5),
	}
}

// chart is a drawing half the width of a sheet.
type chart struct {
	height float64
	draw   func(p *pdf.Page, x, y float64)
}

const chartGap = 8.0

func (s *strip) half() float64 { return (s.inner - chartGap) / 2 }

// beside2 is two charts side by side, on one page.
func (s *strip) beside2(left, right chart) {
	s.gap(1.5)
	s.add(max(left.height, right.height), func(p *pdf.Page, y float64) {
		left.draw(p, s.margin, y)
		right.draw(p, s.margin+s.half()+chartGap, y)
	})
	s.gap(1.5)
}

// single is one figure where a chart would be.
func (s *strip) single(l words.Lang, t tile) chart {
	set := t.lines(l, s.half()-4)
	high := height(set...) + 1.6
	return chart{high, func(p *pdf.Page, x, y float64) {
		p.Frame(x, y, s.half(), high, 0.375)
		stack(p, x+2, y+0.8, set...)
	}}
}

func (s *strip) chartTitle(l words.Lang, key string) text.Line {
	return text.Fit(s.half(), 1, span(l.Say(key)+"  ", bold(10.5)), span(second(l).Say(key), plain(9)))[0]
}

// most is the largest number of the tallies, at least 1.
func most(all []Tally) int {
	n := 1
	for _, t := range all {
		n = max(n, t.N)
	}
	return n
}

// bars is level bars, one under the other, in the order given; k is how close.
func (s *strip) bars(l words.Lang, key string, all []Tally, k float64) chart {
	step, thick := 5.6*k, 3.6*k
	title := s.chartTitle(l, key)
	all = all[:min(len(all), mostBars)]
	name, number := 0.42*s.half(), 11.0
	scale := (s.half() - name - number) / float64(most(all))
	return chart{title.Height() + 1 + step*float64(len(all)), func(p *pdf.Page, x, y float64) {
		p.Text(x+inset(title), y+title.Ascent, title)
		y += title.Height() + 1
		for _, t := range all {
			label := shrink(t.Name, plain(9*k), name-1.5, 6)
			count := text.Set(span(l.Number(t.N), bold(9*k)))
			base := y + step/2 + 1.1*k
			p.Text(x+inset(label), base, label)
			bar(p, x+name, y+(step-thick)/2, scale*float64(max(0, t.N)), thick)
			p.Text(x+name+scale*float64(max(0, t.N))+1, base, count)
			y += step
		}
		p.Fill(x+name, y-step*float64(len(all)), hair, step*float64(len(all)))
	}}
}

// columns is upright bars side by side, with their numbers over them; k is how
// high they are.
func (s *strip) columns(l words.Lang, key string, all []Tally, k float64) chart {
	const top, foot = 5.0, 6.0
	high := 24 * k
	title := s.chartTitle(l, key)
	all = all[:min(len(all), mostBars)]
	step := s.half() / float64(max(1, len(all)))
	scale := high / float64(most(all))
	return chart{title.Height() + top + high + foot, func(p *pdf.Page, x, y float64) {
		p.Text(x+inset(title), y+title.Ascent, title)
		ground := y + title.Height() + top + high
		for i, t := range all {
			tall := scale * float64(max(0, t.N))
			middle := x + step*(float64(i)+0.5)
			bar(p, middle-0.3*step, ground-tall, 0.6*step, tall)
			count := shrink(l.Number(t.N), bold(9), step, 5)
			p.Text(middle-count.Width/2, ground-tall-1, count)
			label := shrink(t.Name, plain(8.5), step, 5)
			p.Text(middle-label.Width/2, ground+4, label)
		}
		p.Rule(x, ground, s.half(), 2*hair)
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
