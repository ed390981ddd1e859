package forms

import (
	"slices"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// LoanSlip is what a borrower takes home. Times are in the shop's zone.
type LoanSlip struct {
	Lang     words.Lang
	Shop     Shop
	Slip     code.Code
	Borrower string // masked
	Phone    string // masked
	Out      time.Time
	Lines    []SlipLine
	Copy     bool // printed before: the paper says so
}

// SlipLine is one tool on a slip.
type SlipLine struct {
	Tool   code.Code
	Name   string   // in the slip's language
	Second string   // Chinese; on a Chinese slip Tibetan; may be empty
	Parts  []string // "电池 × 2": what has to come back with it
	Due    time.Time
	Why    string // why Due is not the plain one; may be empty
	Safety string // may be empty
}

// Most lines a single text may take: no name or note can push the rest of the
// slip off the roll.
const (
	nameLines, secondLines, partLines, safetyLines = 4, 3, 3, 30
	whyLines                                       = 4
	mostParts                                      = 40
)

// Slip is the loan slip: 80 mm wide, as long as what stands on it.
func Slip(d LoanSlip) (paper Paper, err error) {
	defer pdf.Recover(&err)
	matrix, err := qr.New(d.Slip.Payload())
	if err != nil {
		return Paper{}, err
	}
	var s strip
	s.head(d.Shop)
	s.gap(1.5)
	s.band("paper.slip")
	if d.Copy {
		s.reprint()
	}
	s.gap(0.5)
	s.borrower(d, matrix)
	s.gap(2)
	s.rule(0.625)
	s.tools(d)
	s.rule(0.625)
	s.care(d)
	doc := pdf.New(words.Chinese.Say("paper.slip") + " " + d.Slip.Human())
	first := s.print(doc, func(page, pages int) block { return foot(d, page, pages) })
	return finish(doc, first)
}

// borrower is the slip's code at the left, with the white border it needs, and
// who has the tools at the right.
func (s *strip) borrower(d LoanSlip, matrix qr.Matrix) {
	const module = 1.0
	const quiet = module * qr.Quiet
	side := module * float64(matrix.Size())
	x := margin + side + quiet + 0.5
	width := margin + column - x
	fields := []text.Line{
		caption(d.Lang, "paper.borrower", 8.5, width),
		shrink(d.Borrower, bold(14), width, 8),
		caption(d.Lang, "paper.phone", 8.5, width),
		shrink(d.Phone, bold(14), width, 8),
		caption(d.Lang, "paper.out", 8.5, width),
		shrink(d.Lang.Date(d.Out)+"  "+d.Lang.Clock(d.Out), bold(11.5), width, 8),
	}
	left, right := quiet+coded(d.Slip.Human(), side, quiet).bottom, 2+height(fields...)
	high := max(left, right)
	s.add(high+dot, func(p *pdf.Page, y float64) {
		code := coded(d.Slip.Human(), side, quiet)
		top := toDot(y + quiet)
		p.Code(margin, top, module, qr.Quiet, matrix)
		p.Text(margin+code.x, top+code.base, code.line)
		spare := (high - right) / 2 // between the three fields
		top = y + 2
		for i := 0; i < len(fields); i += 2 {
			top = stack(p, x, top, fields[i:i+2]...) + spare
		}
	})
}

// tools is the tools in their order; under those that are due together stands
// when.
func (s *strip) tools(d LoanSlip) {
	var whys []string // of those that are due together
	for i, line := range d.Lines {
		s.gap(2)
		s.tool(line)
		s.gap(2)
		if line.Why != "" && !slices.Contains(whys, line.Why) {
			whys = append(whys, line.Why)
		}
		if i+1 < len(d.Lines) && d.Lines[i+1].Due.Equal(line.Due) {
			s.dashes()
			continue
		}
		s.due(d.Lang, line.Due, whys)
		whys = nil
		s.gap(3)
		if i+1 < len(d.Lines) {
			s.rule(0.375)
		}
	}
}

func (s *strip) tool(t SlipLine) {
	s.lines(margin, text.Fit(column, nameLines, span(t.Name, bold(15)))...)
	number := text.Set(span(t.Tool.Human(), bold(11)))
	beside := []text.Line{{}}
	if t.Second != "" {
		beside = text.Fit(inner-number.Width-4, secondLines, span(t.Second, plain(11)))
	}
	first := beside[0]
	up, down := max(first.Ascent, number.Ascent), max(first.Descent, number.Descent)
	s.add(up+down, func(p *pdf.Page, y float64) {
		p.Text(margin+inset(first), y+up, first)
		p.Text(rollWidth-margin-number.Width, y+up, number)
	})
	s.lines(margin, beside[1:]...)
	s.parts(t.Parts)
	s.safety(t.Safety)
}

// parts is a box to tick for each part, side by side where they fit.
func (s *strip) parts(parts []string) {
	const tick, after, between = 3.0, 1.4, 4.0
	if len(parts) > mostParts {
		parts = append(parts[:mostParts:mostParts], "…")
	}
	var row []text.Line
	used := 0.0
	flush := func() {
		if len(row) == 0 {
			return
		}
		set := row
		high := 0.0
		for _, l := range set {
			high = max(high, l.Height())
		}
		s.add(high+0.4, func(p *pdf.Page, y float64) {
			x := margin
			for _, l := range set {
				base := y + set[0].Ascent
				p.Frame(x, base-tick+0.35, tick, tick, 0.375)
				p.Text(x+tick+after+inset(l), base, l)
				x += tick + after + l.Width + between
			}
		})
		row, used = nil, 0
	}
	if len(parts) > 0 {
		s.gap(1)
	}
	for _, part := range parts {
		lines := text.Fit(column-tick-after, partLines, span(part, plain(11)))
		want := tick + after + lines[0].Width
		if used > 0 && (used+between+want > inner || len(lines) > 1) {
			flush()
		}
		if used > 0 {
			used += between
		}
		row, used = append(row, lines[0]), used+want
		if len(lines) > 1 {
			flush()
			s.lines(margin+tick+after, lines[1:]...)
		}
	}
	flush()
}

// safety is a note behind a white "!" on black.
func (s *strip) safety(note string) {
	if note == "" {
		return
	}
	const badge, indent = 4.0, 5.75
	mark := text.Set(span("!", bold(11)))
	lines := text.Fit(column-indent, safetyLines, span(note, bold(10)))
	s.gap(1.2)
	s.add(lines[0].Height(), func(p *pdf.Page, y float64) {
		base := y + lines[0].Ascent
		p.Fill(margin, base-badge+0.6, badge, badge)
		p.White(margin+(badge-mark.Width)/2, base, mark)
		p.Text(margin+indent+inset(lines[0]), base, lines[0])
	})
	s.lines(margin+indent, lines[1:]...)
}

// due is the day to come back, in a frame: the largest thing on the slip. Under
// it stands why it is another day than usual.
func (s *strip) due(l words.Lang, due time.Time, whys []string) {
	const pad = 2.0
	lines := []text.Line{caption(l, "paper.due.title", 10, inner-2*pad)}
	lines = append(lines, dueLines(l, due, inner-2*pad)...)
	lines = append(lines, shrink(dueText(second(l), due, ""), plain(11.5), inner-2*pad, 7))
	for _, why := range whys {
		lines = append(lines, text.Fit(inner-2*pad, whyLines, span(why, plain(10.5)))...)
	}
	high := height(lines...) + 2.2
	s.add(high, func(p *pdf.Page, y float64) {
		p.Frame(margin, y, inner, high, 0.75)
		y += 1.1
		for _, line := range lines {
			y = stack(p, (rollWidth-line.Width)/2, y, line)
		}
	})
}

// dueText is the day and the hour in l; before stands before the hour.
func dueText(l words.Lang, due time.Time, before string) string {
	return l.Say("paper.due", "day", l.Date(due), "time", before+l.Clock(due))
}

// dueLines is the day and the hour on one line when that can be large, else on
// two that part before the hour.
func dueLines(l words.Lang, due time.Time, width float64) []text.Line {
	for size := 20.0; size >= 15; size-- {
		if one := text.Wrap(width, span(dueText(l, due, ""), bold(size))); len(one) == 1 {
			return one
		}
	}
	two := dueText(l, due, "\n")
	for size := 18.0; size >= 12; size-- {
		if lines := text.Wrap(width, span(two, bold(size))); len(lines) == 2 {
			return lines
		}
	}
	return text.Fit(width, 3, span(two, bold(12)))
}

// care is what to do, in two languages, and whom to call.
func (s *strip) care(d LoanSlip) {
	s.gap(2)
	s.lines(margin, text.Wrap(column, span(d.Lang.Say("paper.care"), plain(10.5)))...)
	s.gap(0.8)
	s.lines(margin, text.Wrap(column, span(second(d.Lang).Say("paper.care"), plain(9)))...)
	if d.Shop.Phone != "" {
		s.gap(1.2)
		s.lines(margin, shrink(d.Lang.Say("paper.call", "phone", d.Shop.Phone), bold(12), column, 7))
	}
}

// foot is thanks and the page's number; on a second page also whose it is.
func foot(d LoanSlip, page, pages int) block {
	thanks := text.Set(span(d.Lang.Say("paper.thanks"), bold(11)))
	if page > 1 {
		thanks = text.Set(span(d.Slip.Human(), bold(11)))
	}
	count := text.Set(span(words.Chinese.Say("paper.page", "page", d.Lang.Number(page), "pages", d.Lang.Number(pages)), plain(10)))
	const high = 12.0
	return block{high, func(p *pdf.Page, y float64) {
		base := y + 6.5
		p.Text(margin+inset(thanks), base, thanks)
		p.Text(rollWidth-margin-count.Width, base, count)
	}}
}
