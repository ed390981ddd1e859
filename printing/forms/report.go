package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Report is what the shop did in a period, ready to be read: names and numbers
// are in the report's language.
type Report struct {
	Lang     words.Lang
	Shop     Shop
	From, To time.Time // the first day and the last, in the shop's zone
	Was      string    // the days it is compared with
	Made     time.Time
	Running  bool // the period was not over then
	Lending  ReportPart
	Repairs  ReportPart
}

// ReportPart is figures and the charts of what stands behind them.
type ReportPart struct {
	Figures []Figure
	Charts  []Chart
}

// Figure is one number, and the same of the period before.
type Figure struct {
	Key        string // of the words
	Value, Was string
}

// Chart is bars; Up ones stand beside each other, over the whole width.
type Chart struct {
	Key  string // of the words
	Bars []Tally
	Up   bool
}

// Tally is a name and how often; Text is the number as it is written.
type Tally struct {
	Name, Text string
	N          int
}

// PeriodReport is the report on A4: lending on the first page, work in homes on
// the second. The charts are made lower, within reason, when they would not fit.
func PeriodReport(d Report) (paper Paper, err error) {
	defer pdf.Recover(&err)
	var s *strip
	for _, k := range []float64{1, 0.87, 0.75} {
		s = newStrip(A4)
		s.reportHead(d)
		s.part(d.Lang, "report.lending", d.Lending, 5, k)
		s.newPage()
		s.part(d.Lang, "report.repairs", d.Repairs, 4, k)
		if len(s.pages(s.room())) == 2 {
			break
		}
	}
	doc := pdf.New(words.Chinese.Say("report.title"))
	return finish(doc, s.print(doc, s.sheetFoot(d.Lang, "report.title", code.Code{}, d.Shop)))
}

func (s *strip) reportHead(d Report) {
	l := d.Lang
	s.heading(d.Shop, "report.title", 1, nil)
	s.gap(1)
	days := l.Say("report.days", "from", fullDate(l, d.From), "to", fullDate(l, d.To))
	s.lines(s.margin, shrink(days, bold(13), s.column, 8))
	note := joined("    ", d.Was, l.Say("paper.made", "day", fullDate(l, d.Made), "time", l.Clock(d.Made)))
	s.lines(s.margin, shrink(note, plain(10), s.column, 7))
	if d.Running {
		s.lines(s.margin, shrink(l.Say("report.running"), plain(10), s.column, 7))
	}
}

// part is a part of the report: its figures, so many in a row, and its charts,
// those of level bars in pairs; k is how high charts are.
func (s *strip) part(l words.Lang, key string, p ReportPart, inRow int, k float64) {
	s.section(l, key, 1.15)
	s.tiles(l, p.Figures, inRow)
	var beside []chart
	for _, c := range p.Charts {
		if c.Up {
			s.alone(s.columns(l, c, k))
			continue
		}
		beside = append(beside, s.bars(l, c, k))
		if len(beside) == 2 {
			s.beside2(beside[0], beside[1])
			beside = nil
		}
	}
	if len(beside) > 0 {
		s.alone(beside[0])
	}
}

// newPage begins a new page with what comes next.
func (s *strip) newPage() {
	if n := len(s.blocks); n > 0 {
		s.blocks[n-1].last = true
	}
}

// lines is a figure in a frame.
func (f Figure) lines(l words.Lang, width float64) []text.Line {
	list := []text.Line{
		shrink(f.Value, bold(16), width, 8),
		shrink(l.Say(f.Key), plain(9.5), width, 6),
		shrink(second(l).Say(f.Key), plain(7.5), width, 5),
	}
	if f.Was != "" {
		list = append(list, shrink(l.Say("report.before", "n", f.Was), plain(8.5), width, 5))
	}
	return list
}
