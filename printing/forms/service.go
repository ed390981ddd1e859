package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Service is a volunteer's certificate of service (志愿服务证明): what was given in
// a stretch of days, as the records say. It holds the name and, where it is
// known, the number of the document in full. Times are in the shop's zone.
type Service struct {
	On        Medium // A4 or A5; any other is A5
	Lang      words.Lang
	Shop      Shop
	Number    string // of the volunteer in the records: "S12"
	Name      string
	Document  string // may be empty
	Squad     string // may be empty
	From, To  time.Time
	Made      time.Time
	HalfHours int // of service
	Travel    int // apart, in half hours
	Lines     []ServiceLine
	Copy      bool
}

// ServiceLine is one visit of the record.
type ServiceLine struct {
	Day       time.Time
	Job       code.Code
	What      string // "水管", in the paper's language
	Place     string // without a number
	HalfHours int
	Confirmed string // who filled the sheet in
}

// ServiceCertificate is the certificate, with each visit in a table.
func ServiceCertificate(d Service) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s, k := newSheet(d.On)
	l := d.Lang
	s.heading(d.Shop, "paper.service", k, nil)
	if d.Copy {
		s.reprint()
	}
	s.fields(l, k, share{4, field{"paper.service.name", joined("  ", d.Name, d.Number), false}}, share{5, field{"paper.service.document", d.Document, false}},
		share{4, field{"paper.service.squad", d.Squad, true}})
	s.fields(l, k, share{5, field{"paper.service.days", d.From.Format(time.DateOnly) + " – " + d.To.Format(time.DateOnly), true}},
		share{3, field{"paper.service.hours", hours(l, d.HalfHours), false}}, share{3, field{"paper.service.travel", hours(l, d.Travel), true}})
	s.gap(1.5 * k)
	s.lines(s.margin, text.Fit(s.column, 4, span(l.Say("paper.service.says", "name", d.Name, "n", l.Number(len(d.Lines)), "hours", hours(l, d.HalfHours)), plain(11.5*k)))...)
	s.gap(1.5 * k)
	t := s.newTable(l, 9.5*k, 6*k,
		column{key: "paper.service.day", share: 4, one: true}, column{key: "paper.service.job", share: 4, one: true}, column{key: "paper.job.kind", share: 5},
		column{key: "paper.service.place", share: 4}, column{key: "paper.job.hours", share: 2.5, right: true, one: true}, column{key: "paper.service.by", share: 3.5, one: true})
	for _, v := range d.Lines {
		t.row(cell{text: v.Day.Format(time.DateOnly)}, cell{text: v.Job.Human()}, cell{text: v.What}, cell{text: v.Place},
			cell{text: tenths(5 * v.HalfHours)}, cell{text: v.Confirmed})
	}
	s.gap(3 * k)
	s.together(func() {
		s.lines(s.margin, text.Fit(s.column, 3, span(l.Say("paper.service.note"), plain(9*k)))...)
		s.gap(2 * k)
		s.fill(l, k, blank{"paper.service.made", d.Made.Format(time.DateOnly)}, blank{"paper.service.seal", ""})
	})
	doc := pdf.New(words.Chinese.Say("paper.service") + " " + d.Number)
	return finish(doc, s.print(doc, s.sheetFoot(l, "paper.service", code.Code{}, d.Shop)))
}

func hours(l words.Lang, half int) string { return l.Say("paper.service.n", "n", tenths(5*half)) }
