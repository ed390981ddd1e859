package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
)

// Report is the figures of a half-year (PRODUCT.md). Times are in the shop's
// zone; names of tools, kinds and squads are in the report's language.
type Report struct {
	Lang     words.Lang
	Shop     Shop
	From, To time.Time // the first day and the last
	Made     time.Time

	Loans, Returns, Borrowers int
	Tools, Bought, Donated    int // in stock at the end
	Overdue                   int // returns that were late, of a thousand
	MedianDays                int // of a loan, in tenths of a day
	Months                    []Tally
	Busiest                   []Tally

	Jobs, Small, Big, Homes, Persons int
	HalfHours                        int // of volunteers
	ToVisit                          int // from request to visit, median, in tenths of a day
	Content                          int // mean of 1–5, in tenths; 0: nobody said
	JobMonths                        []Tally
	Kinds, Squads                    []Tally
	Activities                       int
}

// Tally is a name and how often.
type Tally struct {
	Name string
	N    int
}

// HalfYear is the report on A4: figures, and charts of what stands behind them.
// The charts are made lower, within reason, when it would not fit on one page.
func HalfYear(d Report) (paper Paper, err error) {
	defer pdf.Recover(&err)
	var s *strip
	for _, k := range []float64{1, 0.87, 0.75} {
		s = newStrip(A4)
		s.reportHead(d)
		s.lending(d, k)
		s.repairs(d, k)
		if heights(s.blocks) <= s.room() {
			break
		}
	}
	doc := pdf.New(words.Chinese.Say("paper.report"))
	return finish(doc, s.print(doc, s.sheetFoot(d.Lang, "paper.report", code.Code{}, d.Shop)))
}

func (s *strip) reportHead(d Report) {
	l := d.Lang
	s.heading(d.Shop, "paper.report", 1, nil)
	s.gap(1)
	note := l.Say("paper.days", "from", fullDate(l, d.From), "to", fullDate(l, d.To)) + "    " +
		l.Say("paper.made", "day", fullDate(l, d.Made), "time", l.Clock(d.Made))
	s.lines(s.margin, shrink(note, plain(10), s.column, 7))
}

// lending is the figures of loans; k is how high the charts are.
func (s *strip) lending(d Report, k float64) {
	l := d.Lang
	s.section(l, "paper.report.lending", 1.15)
	s.tiles(l,
		tile{"paper.report.loans", l.Number(d.Loans)}, tile{"paper.report.returns", l.Number(d.Returns)},
		tile{"paper.report.borrowers", l.Number(d.Borrowers)}, tile{"paper.report.late", decimal(l, d.Overdue) + " %"},
		tile{"paper.report.tools", l.Number(d.Tools)}, tile{"paper.report.bought", l.Number(d.Bought)},
		tile{"paper.report.donated", l.Number(d.Donated)}, tile{"paper.report.median", decimal(l, d.MedianDays)})
	s.beside2(s.columns(l, "paper.report.months", d.Months, k), s.bars(l, "paper.report.busiest", d.Busiest, k))
}

// repairs is the figures of the work in homes.
func (s *strip) repairs(d Report, k float64) {
	l := d.Lang
	s.section(l, "paper.report.repairs", 1.15)
	content := "–"
	if d.Content > 0 {
		content = decimal(l, d.Content)
	}
	s.tiles(l,
		tile{"paper.report.jobs", l.Number(d.Jobs)}, tile{"paper.report.small", l.Number(d.Small)},
		tile{"paper.report.big", l.Number(d.Big)}, tile{"paper.report.homes", l.Number(d.Homes)},
		tile{"paper.report.persons", l.Number(d.Persons)}, tile{"paper.report.hours", decimal(l, 5*d.HalfHours)},
		tile{"paper.report.visit", decimal(l, d.ToVisit)}, tile{"paper.report.content", content})
	s.beside2(s.columns(l, "paper.report.jobmonths", d.JobMonths, k), s.bars(l, "paper.report.kinds", d.Kinds, k))
	s.beside2(s.bars(l, "paper.report.squads", d.Squads, k), s.single(l, tile{"paper.report.activities", l.Number(d.Activities)}))
}

// decimal is tenths in the digits of l, with a point where they need one.
func decimal(l words.Lang, n int) string {
	if n%10 == 0 {
		return l.Number(n / 10)
	}
	return l.Number(n/10) + "." + l.Number(n%10)
}
