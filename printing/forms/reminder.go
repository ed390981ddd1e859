package forms

import (
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Reminder asks somebody for what they have too long. Times are in the shop's
// zone.
type Reminder struct {
	On       Medium
	Lang     words.Lang
	Shop     Shop
	Slip     code.Code // of the loan that is overdue longest
	Borrower string    // masked
	Phone    string    // masked
	Made     time.Time
	Lines    []ReminderLine
	Copy     bool
}

// ReminderLine is one tool that is not back.
type ReminderLine struct {
	Tool   code.Code
	Name   string // in the slip's language
	Second string // may be empty
	Due    time.Time
	Days   int // since then
}

// ReminderSlip is the slip that asks for the tools.
func ReminderSlip(d Reminder) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.remind", d.Slip, d.Copy, []field{
		{"paper.borrower", d.Borrower, false}, {"paper.phone", d.Phone, false}, {"paper.remind.made", d.Lang.Date(d.Made), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	due := func(l words.Lang, t ReminderLine) string {
		return l.Say("paper.remind.due", "day", l.Date(t.Due), "days", l.Number(t.Days))
	}
	for i, line := range d.Lines {
		if i > 0 {
			s.dashes()
		}
		s.gap(2)
		s.together(func() {
			s.named(line.Tool, line.Name, line.Second)
			s.gap(0.8)
			s.lines(s.margin, text.Fit(s.column, 3, span(due(d.Lang, line), bold(12*s.k)))...)
			s.lines(s.margin, text.Fit(s.column, 3, span(due(second(d.Lang), line), plain(10*s.k)))...)
		})
		s.gap(2)
	}
	s.rule(0.625)
	s.care(d.Lang, d.Shop, "paper.remind.note")
	return s.finish(d.Lang, "paper.remind", d.Slip)
}

// Listing is a list of the desk as staff saw it. Times are in the shop's zone.
type Listing struct {
	Lang    words.Lang
	Shop    Shop
	Made    time.Time
	Title   string // key of the words
	Columns []ListColumn
	Lines   [][]string // a cell a column, in the list's language
	Of      int        // how many lines there are, when these are the first ones; 0: these are all
}

// ListColumn is a column of a Listing.
type ListColumn struct {
	Key   string  // of its head, in the words
	Share float32 // of the width
}

// DeskList is the list on A4, the first column in bold.
func DeskList(d Listing) (paper Paper, err error) {
	defer pdf.Recover(&err)
	l := d.Lang
	s := newList(l, d.Shop, d.Title, d.Made, len(d.Lines))
	if d.Of > 0 {
		s.lines(s.margin, shrink(l.Say("paper.cut", "count", l.Number(len(d.Lines)), "of", l.Number(d.Of)), bold(11), s.column, 7))
		s.gap(2.5)
	}
	var columns []column
	for _, c := range d.Columns {
		columns = append(columns, column{key: c.Key, share: float64(c.Share)})
	}
	t := s.newTable(l, 10, 8, columns...)
	for _, line := range d.Lines {
		cells := make([]cell, len(line))
		for i, text := range line {
			cells[i] = cell{text: text, bold: i == 0}
		}
		t.row(cells...)
	}
	return s.finishList(l, d.Title, d.Shop)
}
