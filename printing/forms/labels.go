package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// ToolLabels is labels for tools, and after them small second tags.
type ToolLabels struct {
	Sheet  inventory.LabelSheet
	Labels []ToolLabel
	Tags   []code.Code // small tags, two in the place of a label: only the code
	Start  int         // labels already taken from the first sheet, row by row
}

// ToolLabel is the tag of one tool.
type ToolLabel struct {
	Tool  code.Code
	Zh    string
	Bo    string // may be empty
	Donor string // who gave it, if they agreed to be named; else empty
}

// grid is where labels stand on a sheet, in millimetres. They touch from above
// to below; the grid is in the middle of the page.
type grid struct {
	width, height float64 // of the page
	columns, rows int
	wide, high    float64 // of a label
	pitch         float64 // from one to the next in a row
	module        float64 // of the QR code
	tag           float64 // of the QR code of a small tag
}

// gridOf is that of a sheet: of 48 labels (4 columns of 12, each 45.7 × 21.2 mm),
// of 44 (4 of 11, 48.5 × 25.4 mm), or a single one of 50 × 30 mm.
func gridOf(s inventory.LabelSheet) grid {
	switch s {
	case inventory.Sheet44:
		return grid{210, 297, 4, 11, 48.5, 25.4, 48.5, 0.75, 0.625}
	case inventory.Single50:
		return grid{50, 30, 1, 1, 50, 30, 50, 0.875, 0.75}
	}
	return grid{210, 297, 4, 12, 45.7, 21.2, 48.3, 0.625, 0.5}
}

const labelPadding = 1.2

// place is the upper left corner of label n of a sheet.
func (g grid) place(n int) (x, y float64) {
	left := (g.width - float64(g.columns-1)*g.pitch - g.wide) / 2
	top := (g.height - float64(g.rows)*g.high) / 2
	return left + float64(n%g.columns)*g.pitch, top + float64(n/g.columns)*g.high
}

// Labels is sheets of labels, as many as are needed. No label at all makes one
// empty sheet; a Start outside the sheet counts from its beginning.
func Labels(d ToolLabels) (paper Paper, err error) {
	defer pdf.Recover(&err)
	g, n := gridOf(d.Sheet), d.Sheet.PerSheet()
	doc := pdf.New(words.Chinese.Say("paper.labels"))
	first := doc.Page(g.width, g.height)
	page, place := first, d.Start
	if place < 0 || place >= n {
		place = 0
	}
	next := func() (x, y float64) {
		if place == n {
			page, place = doc.Page(g.width, g.height), 0
		}
		place++
		return g.place(place - 1)
	}
	for _, l := range d.Labels {
		x, y := next()
		if err := g.label(page, x, y, l); err != nil {
			return Paper{}, err
		}
	}
	for i := 0; i < len(d.Tags); i += 2 {
		x, y := next()
		if err := g.tags(page, x, y, d.Tags[i:min(i+2, len(d.Tags))]); err != nil {
			return Paper{}, err
		}
	}
	return finish(doc, first)
}

// label draws one label whose upper left corner is x, y: the code at the left
// with its quiet border, the words at the right, in the middle of its height.
func (g grid) label(p *pdf.Page, x, y float64, l ToolLabel) error {
	m, err := newMark(l.Tool, g.module)
	if err != nil {
		return err
	}
	whole := m.side + 2*m.quiet
	m.human = text.Line{} // beside it, in large
	m.draw(p, toDot(x)+m.quiet, toDot(y+(g.high-whole)/2)+m.quiet)

	x += whole + 0.3
	room := g.wide - whole - 0.3 - labelPadding
	lines := labelWords(l, room, g.high-2*labelPadding)
	stack(p, x, y+(g.high-height(lines...))/2, lines...)
	return nil
}

// tags draws one or two small tags side by side and a line to cut along.
func (g grid) tags(p *pdf.Page, x, y float64, tools []code.Code) error {
	half := g.wide / 2
	for i, c := range tools {
		m, err := newMark(c, g.tag)
		if err != nil {
			return err
		}
		m.draw(p, x+float64(i)*half+(half-m.side)/2, y+max(m.quiet, (g.high-m.height())/2))
	}
	const thick, on, off = 0.125, 1.0, 1.0
	for cut := y + 0.5; cut < y+g.high-on; cut += on + off {
		p.Fill(x+half-thick/2, cut, thick, on)
	}
	return nil
}

// labelWords is the words of a label at the largest sizes that fit: the name
// on two lines if it must be, thanks to the donor, the code for reading.
func labelWords(l ToolLabel, room, high float64) []text.Line {
	var set []text.Line
	for _, size := range []float64{13, 12, 11, 10, 9, 8, 7, 6} {
		zh := even(room, span(l.Zh, bold(size)))
		if size > 11 && len(zh) > 1 {
			continue // rather smaller than on two lines
		}
		set = zh
		if l.Bo != "" {
			set = append(set, even(room, span(l.Bo, plain(max(6, size-2.5))))...)
		}
		if l.Donor != "" {
			thanks := words.Chinese.Say("paper.label.thanks", "donor", l.Donor)
			set = append(set, even(room, span(thanks, plain(max(5.5, size-3))))...)
		}
		set = append(set, shrink(l.Tool.Human(), bold(min(10, size+1)), room, 6))
		if height(set...) <= high {
			return set
		}
	}
	return set
}

// even is a name on one line or on two of about the same width.
func even(room float64, name text.Span) []text.Line {
	lines := text.Fit(room, 2, name)
	if len(lines) < 2 {
		return lines
	}
	for low, high := room/2, room; high-low > 0.5; {
		mid := (low + high) / 2
		if narrow := text.Wrap(mid, name); len(narrow) <= 2 {
			lines, high = narrow, mid
		} else {
			low = mid
		}
	}
	return lines
}
