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
