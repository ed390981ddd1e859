package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Overdue is the list of what is not back in time. It is for the staff: names
// and numbers in full. Times are in the shop's zone.
type Overdue struct {
	Lang  words.Lang
	Shop  Shop
	Made  time.Time
	Lines []OverdueLine
}

// OverdueLine is one tool that is not back.
type OverdueLine struct {
	Tool     code.Code
	Name     string // in the list's language
	Borrower string
	Phone    string
	Due      time.Time
	Days     int    // since then
	Remark   string // how often they were asked, what they promised; may be empty
}

// OverdueList is the list on A4.
func OverdueList(d Overdue) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, "paper.overdue", d.Made, len(d.Lines))
	if len(d.Lines) == 0 {
		s.gap(6)
		s.lines(s.margin, text.Fit(s.column, 2, span(l.Say("paper.overdue.none"), bold(14)))...)
		return s.finishList(l, "paper.overdue", d.Shop)
	}
	t := s.newTable(l, 10, 8, column{key: "paper.days.late", share: 1.7, right: true, one: true}, column{key: "paper.due.day", share: 3.4, one: true}, column{key: "paper.tool", share: 6},
		column{key: "paper.code", share: 3.9, one: true}, column{key: "paper.borrower", share: 4.6}, column{key: "paper.phone", share: 4.4, one: true}, column{key: "paper.remark", share: 3.4})
	for _, o := range d.Lines {
		t.row(cell{text: l.Number(o.Days), bold: true}, cell{text: l.Short(o.Due)}, cell{text: o.Name, bold: true},
			cell{text: o.Tool.Human()}, cell{text: o.Borrower}, cell{text: o.Phone}, cell{text: o.Remark})
	}
	return s.finishList(l, "paper.overdue", d.Shop)
}

// Stocktake is the list by which the shelves are counted. Times are in the
// shop's zone.
type Stocktake struct {
	Lang  words.Lang
	Shop  Shop
	Made  time.Time
	Lines []StockLine
}

// StockLine is one tool to be seen.
type StockLine struct {
	Tool   code.Code
	Name   string // in the list's language
	Second string // may be empty
	Shelf  string
	State  string // "在架", "借出", in the list's language
	Parts  string // "电池 × 2  充电器 × 1"; may be empty
}

// StocktakeList is the list on A4, with a box to tick for each tool.
func StocktakeList(d Stocktake) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, "paper.stock", d.Made, len(d.Lines))
	t := s.newTable(l, 10, 8, column{key: "paper.shelf", share: 2.2}, column{key: "paper.code", share: 3.9, one: true}, column{key: "paper.tool", share: 7},
		column{key: "paper.parts", share: 5.5}, column{key: "paper.state", share: 3.4}, column{key: "paper.seen", share: 1.9}, column{key: "paper.remark", share: 3.4})
	for _, o := range d.Lines {
		t.row(cell{text: o.Shelf, bold: true}, cell{text: o.Tool.Human()}, cell{text: joined("\n", o.Name, o.Second)},
			cell{text: o.Parts}, cell{text: o.State}, cell{tick: true})
	}
	s.gap(6)
	s.fill(l, 1, blank{"paper.counted", ""}, blank{"paper.counted.day", ""})
	return s.finishList(l, "paper.stock", d.Shop)
}

// Counted is what a stocktake found. Times are in the shop's zone.
type Counted struct {
	Lang          words.Lang
	Shop          Shop
	Made          time.Time
	Shelf         string // which one, in the report's language
	Begun, Closed time.Time
	Counted, Away int           // tools of which there is no line
	Lines         []CountedLine // what was not as the records said
}

// CountedLine is one tool that was not as the records said.
type CountedLine struct {
	Tool  code.Code
	Name  string // in the report's language
	Shelf string // where it belongs
	Found string // "未见到", in the report's language
}

// StocktakeReport is the report on A4.
func StocktakeReport(d Counted) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, "paper.counted.report", d.Made, len(d.Lines))
	when := l.Say("paper.counted.when", "shelf", d.Shelf, "from", fullDate(l, d.Begun), "to", fullDate(l, d.Closed))
	s.lines(s.margin, shrink(when, bold(13), s.column, 8))
	s.lines(s.margin, shrink(l.Say("paper.counted.sums", "counted", l.Number(d.Counted), "away", l.Number(d.Away)), plain(11), s.column, 7))
	s.gap(2.5)
	if len(d.Lines) == 0 {
		s.gap(3.5)
		s.lines(s.margin, text.Fit(s.column, 2, span(l.Say("paper.counted.all"), bold(14)))...)
	} else {
		t := s.newTable(l, 10, 8, column{key: "paper.shelf", share: 2.4}, column{key: "paper.code", share: 3.9, one: true}, column{key: "paper.tool", share: 7},
			column{key: "paper.counted.found", share: 6.4}, column{key: "paper.remark", share: 4.4})
		for _, o := range d.Lines {
			t.row(cell{text: o.Shelf, bold: true}, cell{text: o.Tool.Human()}, cell{text: o.Name, bold: true}, cell{text: o.Found})
		}
	}
	s.gap(6)
	s.fill(l, 1, blank{"paper.counted", ""}, blank{"paper.counted.day", ""})
	return s.finishList(l, "paper.counted.report", d.Shop)
}

// Upkeep is the list of tools to be inspected or replaced. Times are in the
// shop's zone.
type Upkeep struct {
	Lang  words.Lang
	Shop  Shop
	Made  time.Time
	Lines []UpkeepLine
}

// UpkeepLine is one of them.
type UpkeepLine struct {
	Tool  code.Code
	Name  string // in the list's language
	Shelf string
	State string // "在架", "借出", in the list's language
	What  string // "检查", "换新", in the list's language
	Due   time.Time
	Loans int // since its last inspection
}

// UpkeepList is the list on A4, with boxes for how an inspection ended.
func UpkeepList(d Upkeep) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, "paper.upkeep", d.Made, len(d.Lines))
	if len(d.Lines) == 0 {
		s.gap(6)
		s.lines(s.margin, text.Fit(s.column, 2, span(l.Say("paper.upkeep.none"), bold(14)))...)
		return s.finishList(l, "paper.upkeep", d.Shop)
	}
	t := s.newTable(l, 10, 8, column{key: "paper.upkeep.due", share: 4.6, one: true}, column{key: "paper.upkeep.what", share: 2.6}, column{key: "paper.tool", share: 5.6},
		column{key: "paper.code", share: 3.9, one: true}, column{key: "paper.shelf", share: 2.2}, column{key: "paper.state", share: 3.2}, column{key: "paper.upkeep.loans", share: 2.4, right: true, one: true},
		column{key: "paper.upkeep.safe", share: 2}, column{key: "paper.upkeep.unsafe", share: 2}, column{key: "paper.remark", share: 3})
	for _, o := range d.Lines {
		t.row(cell{text: fullDate(l, o.Due)}, cell{text: o.What}, cell{text: o.Name, bold: true}, cell{text: o.Tool.Human()},
			cell{text: o.Shelf}, cell{text: o.State}, cell{text: l.Number(o.Loans)}, cell{tick: true}, cell{tick: true})
	}
	s.gap(6)
	s.fill(l, 1, blank{"paper.upkeep.by", ""}, blank{"paper.counted.day", ""})
	return s.finishList(l, "paper.upkeep", d.Shop)
}

// WeekPaper is the reservations of a week. Times are in the shop's zone.
type WeekPaper struct {
	Lang     words.Lang
	Shop     Shop
	Made     time.Time
	From, To time.Time // the first and the last day
	Lines    []WeekPaperLine
}

// WeekPaperLine is one of them.
type WeekPaperLine struct {
	Tool     code.Code
	Name     string // in the list's language
	From, To time.Time
	Borrower string // masked
	Phone    string // masked
}

// ReservationWeek is the list on A4.
func ReservationWeek(d WeekPaper) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, "paper.week", d.Made, len(d.Lines))
	days := func(from, to time.Time) string {
		if from.Equal(to) {
			return l.Short(from)
		}
		return l.Say("paper.week.span", "from", l.Short(from), "to", l.Short(to))
	}
	s.lines(s.margin, text.Fit(s.column, 1, span(days(d.From, d.To), bold(14)))...)
	s.gap(2.5)
	if len(d.Lines) == 0 {
		s.lines(s.margin, text.Fit(s.column, 2, span(l.Say("paper.week.none"), plain(12)))...)
		return s.finishList(l, "paper.week", d.Shop)
	}
	t := s.newTable(l, 10, 8, column{key: "paper.week.days", share: 5.2}, column{key: "paper.tool", share: 6}, column{key: "paper.code", share: 3.9, one: true},
		column{key: "paper.borrower", share: 3.6}, column{key: "paper.phone", share: 4.2, one: true}, column{key: "paper.remark", share: 4})
	for _, o := range d.Lines {
		t.row(cell{text: days(o.From, o.To), bold: true}, cell{text: o.Name}, cell{text: o.Tool.Human()}, cell{text: o.Borrower}, cell{text: o.Phone})
	}
	return s.finishList(l, "paper.week", d.Shop)
}

// newList is the head of a list: its title, when it was made, how many lines.
func newList(l words.Lang, shop Shop, key string, made time.Time, lines int) *strip {
	s := newStrip(A4)
	s.heading(shop, key, 1, nil)
	s.gap(1)
	note := l.Say("paper.made", "day", fullDate(l, made), "time", l.Clock(made)) + "    " + l.Say("paper.lines", "count", l.Number(lines))
	s.lines(s.margin, shrink(note, plain(10), s.column, 7))
	s.gap(2.5)
	return s
}

func (s *strip) finishList(l words.Lang, key string, shop Shop) (Paper, error) {
	doc := pdf.New(words.Chinese.Say(key))
	return finish(doc, s.print(doc, s.sheetFoot(l, key, code.Code{}, shop)))
}

// fullDate is a day with its year.
func fullDate(l words.Lang, t time.Time) string {
	return l.Say("paper.date", "year", l.Number(t.Year()), "day", l.Short(t))
}
