package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// LoanSlip is what a borrower takes home. Times are in the shop's zone.
type LoanSlip struct {
	On       Medium
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
	Why    string    // why it is due another day than usual, in the slip's language; may be empty
	Safety string    // may be empty
	Back   time.Time // a copy of the slip says that the tool came back; zero: it is out
}

// Most lines a single text may take: no name or note can push the rest of the
// slip off the roll.
const (
	nameLines, secondLines, partLines, safetyLines = 4, 3, 3, 30
	mostParts                                      = 40
)

// Slip is the loan slip; on a roll as long as what stands on it.
func Slip(d LoanSlip) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.slip", d.Slip, d.Copy, []field{
		{"paper.borrower", d.Borrower, false}, {"paper.phone", d.Phone, false}, {"paper.out", moment(d.Lang, d.Out), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.tools(d.Lang, d.Lines)
	s.rule(0.625)
	s.care(d.Lang, d.Shop, "paper.care")
	return s.finish(d.Lang, "paper.slip", d.Slip)
}

// Renewal is a loan that goes on: its tools with their new due dates. Times are
// in the shop's zone.
type Renewal struct {
	On       Medium
	Lang     words.Lang
	Shop     Shop
	Slip     code.Code
	Borrower string // masked
	Phone    string // masked
	Renewed  time.Time
	Left     int // renewals still possible
	Lines    []SlipLine
	Copy     bool
}

// RenewalSlip is the slip of a renewal.
func RenewalSlip(d Renewal) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.renewal", d.Slip, d.Copy, []field{
		{"paper.borrower", d.Borrower, false}, {"paper.phone", d.Phone, false}, {"paper.renewed", moment(d.Lang, d.Renewed), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.tools(d.Lang, d.Lines)
	s.rule(0.625)
	s.gap(2)
	s.lines(s.margin, text.Wrap(s.column, span(d.Lang.Say("paper.renewals.left", "count", d.Lang.Number(d.Left)), bold(11)))...)
	s.care(d.Lang, d.Shop, "paper.care")
	return s.finish(d.Lang, "paper.renewal", d.Slip)
}

// finish prints a slip whose title has key.
func (s *strip) finish(l words.Lang, key string, c code.Code) (Paper, error) {
	doc := pdf.New(words.Chinese.Say(key) + " " + c.Human())
	return finish(doc, s.print(doc, s.foot(l, c)))
}

// moment is a day and an hour.
func moment(l words.Lang, t time.Time) string { return l.Date(t) + "  " + l.Clock(t) }

// tools is the tools in their order; under those that are due together stands
// when.
func (s *strip) tools(l words.Lang, lines []SlipLine) {
	for i, line := range lines {
		s.gap(2)
		if !line.Back.IsZero() {
			s.together(func() { s.back(l, line) })
			s.gap(2)
			if i+1 < len(lines) {
				s.dashes()
			}
			continue
		}
		last := i+1 == len(lines) || !lines[i+1].Due.Equal(line.Due) || lines[i+1].Why != line.Why || !lines[i+1].Back.IsZero()
		if !last {
			s.together(func() { s.tool(line) })
			s.gap(2)
			s.dashes()
			continue
		}
		s.together(func() {
			s.tool(line)
			s.gap(2)
			s.due(l, line.Due, line.Why)
		})
		s.gap(3)
		if i+1 < len(lines) {
			s.rule(0.375)
		}
	}
}

// back is a tool that came back, and when.
func (s *strip) back(l words.Lang, t SlipLine) {
	s.named(t.Tool, t.Name, t.Second)
	s.gap(0.8)
	s.lines(s.margin, text.Fit(s.column, 2,
		span(l.Say("paper.returned")+" "+second(l).Say("paper.returned")+"  ", plain(11*s.k)), span(moment(l, t.Back), bold(11*s.k)))...)
}

func (s *strip) tool(t SlipLine) {
	s.named(t.Tool, t.Name, t.Second)
	s.parts(t.Parts, 11*s.k)
	s.safety(t.Safety)
}

// named is a tool's name, the name in the second language and its number.
func (s *strip) named(tool code.Code, name, other string) {
	s.lines(s.margin, text.Fit(s.column, nameLines, span(name, bold(15*s.k)))...)
	number := text.Set(span(tool.Human(), bold(11*s.k)))
	beside := []text.Line{{}}
	if other != "" {
		beside = snug(s.inner-number.Width-4, secondLines, other, plain(11*s.k))
	}
	first := beside[0]
	up, down := max(first.Ascent, number.Ascent), max(first.Descent, number.Descent)
	s.add(up+down, func(p *pdf.Page, y float64) {
		p.Text(s.margin+inset(first), y+up, first)
		p.Text(s.width-s.margin-number.Width, y+up, number)
	})
	s.lines(s.margin, beside[1:]...)
}

// safety is a note behind a white "!" on black.
func (s *strip) safety(note string) {
	if note == "" {
		return
	}
	const badge, indent = 4.0, 5.75
	mark := text.Set(span("!", bold(11)))
	lines := text.Fit(s.column-indent, safetyLines, span(note, bold(10*s.k)))
	s.gap(1.2)
	s.add(lines[0].Height(), func(p *pdf.Page, y float64) {
		base := y + lines[0].Ascent
		p.Fill(s.margin, base-badge+0.6, badge, badge)
		p.White(s.margin+(badge-mark.Width)/2, base, mark)
		p.Text(s.margin+indent+inset(lines[0]), base, lines[0])
	})
	s.lines(s.margin+indent, lines[1:]...)
}

// due is the day to come back, in a frame, and why it is that day.
func (s *strip) due(l words.Lang, due time.Time, why string) {
	var notes []text.Line
	if why != "" {
		notes = text.Fit(s.framed(), 3, span(why, bold(10)))
	}
	s.frame(l, "paper.due.title", func(l words.Lang, hour string) string { return dueText(l, due, hour) }, notes...)
}

// dueText is the day and the hour in l; before stands before the hour.
func dueText(l words.Lang, due time.Time, before string) string {
	return l.Say("paper.due", "day", l.Date(due), "time", before+l.Clock(due))
}

const framePad = 2.0

// framed is the width of what stands in a frame.
func (s *strip) framed() float64 { return s.inner - 2*framePad }

// frame is the largest thing on a slip: a day, in a frame, in the slip's
// language and small in its second, with notes under it. say gives the text of
// the day with what stands before its second half.
func (s *strip) frame(l words.Lang, title string, say func(l words.Lang, before string) string, notes ...text.Line) {
	width := s.framed()
	other := shrink(say(second(l), ""), plain(11.5), width, 7)
	lines := []text.Line{caption(l, title, 10, width)}
	if both := text.Set(span(l.Say(title)+"  ", plain(10)), span(say(second(l), ""), plain(10.5))); !s.roll() && both.Width <= width {
		lines[0], other = both, text.Line{}
	}
	lines = append(lines, large(width, 20*s.k, say(l, ""), say(l, "\n"))...)
	if len(other.Clusters) > 0 {
		lines = append(lines, other)
	}
	lines = append(lines, notes...)
	high := height(lines...) + 2.2
	s.add(high, func(p *pdf.Page, y float64) {
		p.Frame(s.margin, y, s.inner, high, 0.75)
		y += 1.1
		for _, line := range lines {
			y = stack(p, (s.width-line.Width)/2, y, line)
		}
	})
}

// large is one on one line of at most most points when that can be large, else two on two lines.
func large(width, most float64, one, two string) []text.Line {
	for size := most; size >= 15; size-- {
		if lines := text.Wrap(width, span(one, bold(size))); len(lines) == 1 {
			return lines
		}
	}
	for size := 18.0; size >= 9; size-- {
		if lines := text.Wrap(width, span(two, bold(size))); len(lines) == 2 {
			return lines
		}
	}
	return text.Fit(width, 3, span(two, bold(9)))
}

// care is what to do, in two languages, and whom to call.
func (s *strip) care(l words.Lang, shop Shop, key string) {
	s.gap(2)
	s.lines(s.margin, text.Wrap(s.column, span(l.Say(key), plain(10.5*s.k)))...)
	s.gap(0.8)
	s.lines(s.margin, text.Wrap(s.column, span(second(l).Say(key), plain(9*s.k)))...)
	if shop.Phone != "" {
		s.gap(1.2)
		s.lines(s.margin, shrink(l.Say("paper.call", "phone", shop.Phone), bold(12), s.column, 7))
	}
}
