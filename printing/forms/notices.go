package forms

import (
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Return is what came back. Times are in the shop's zone.
type Return struct {
	On       Medium
	Lang     words.Lang
	Shop     Shop
	Slip     code.Code // of the loan that ended
	Borrower string    // masked
	Phone    string    // masked
	Taken    time.Time
	Lines    []ReturnLine
	Copy     bool
}

// ReturnLine is one tool that came back.
type ReturnLine struct {
	Tool    code.Code
	Name    string // in the slip's language
	Second  string // may be empty
	Found   inventory.Condition
	Missing []string // "钻头 × 1"
	Late    int      // days after it was due
}

// ReturnReceipt is the receipt for tools that came back.
func ReturnReceipt(d Return) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.return", d.Slip, d.Copy, []field{
		{"paper.borrower", d.Borrower, false}, {"paper.phone", d.Phone, false}, {"paper.returned", moment(d.Lang, d.Taken), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	for i, line := range d.Lines {
		if i > 0 {
			s.dashes()
		}
		s.gap(2)
		s.together(func() { s.returned(d.Lang, line) })
		s.gap(2)
	}
	s.rule(0.625)
	s.care(d.Lang, d.Shop, "paper.return.note")
	return s.finish(d.Lang, "paper.return", d.Slip)
}

// returned is a tool, how it came back, what is missing and how late it was.
func (s *strip) returned(l words.Lang, t ReturnLine) {
	s.named(t.Tool, t.Name, t.Second)
	state := l.Say("paper.state." + strconv.Itoa(int(t.Found)))
	if other := second(l).Say("paper.state." + strconv.Itoa(int(t.Found))); other != state {
		state += "  " + other
	}
	s.gap(0.8)
	s.lines(s.margin, text.Fit(s.column, 3, span(state, bold(11)))...)
	if len(t.Missing) > 0 {
		missing := t.Missing[:min(len(t.Missing), mostParts)]
		s.lines(s.margin, text.Fit(s.column, 6, span(l.Say("paper.missing", "parts", strings.Join(missing, "  ")), plain(11)))...)
	}
	if t.Late > 0 {
		s.lines(s.margin, text.Fit(s.column, 2, span(l.Say("paper.late", "days", l.Number(t.Late)), plain(11)))...)
	}
}

// Waiting is a tool that somebody waited for and that is theirs to fetch. The
// slip stays with the tool. Times are in the shop's zone.
type Waiting struct {
	On     Medium
	Lang   words.Lang
	Shop   Shop
	Hold   code.Code
	Who    string // masked
	Phone  string // masked
	Since  time.Time
	Until  time.Time // after that it goes to the next in line
	Tool   code.Code
	Name   string // in the slip's language
	Second string // may be empty
	Copy   bool
}

// HoldReady is the slip of a tool that waits on the shelf for somebody.
func HoldReady(d Waiting) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.hold", d.Hold, d.Copy, []field{
		{"paper.hold.for", d.Who, false}, {"paper.phone", d.Phone, false}, {"paper.hold.since", moment(d.Lang, d.Since), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.gap(2)
	s.named(d.Tool, d.Name, d.Second)
	s.gap(2)
	s.frame(d.Lang, "paper.hold.until", func(l words.Lang, hour string) string { return dueText(l, d.Until, hour) })
	s.gap(1)
	s.care(d.Lang, d.Shop, "paper.hold.note")
	return s.finish(d.Lang, "paper.hold", d.Hold)
}

// Booking is a reservation. Times are in the shop's zone.
type Booking struct {
	On      Medium
	Lang    words.Lang
	Shop    Shop
	Booking code.Code
	Who     string // masked
	Phone   string // masked
	Made    time.Time
	From    time.Time
	To      time.Time // the last day
	Tool    code.Code
	Name    string // in the slip's language
	Second  string // may be empty
	Copy    bool
}

// ReservationSlip is the slip of a reservation.
func ReservationSlip(d Booking) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.reservation", d.Booking, d.Copy, []field{
		{"paper.reserved.by", d.Who, false}, {"paper.phone", d.Phone, false}, {"paper.reserved.at", moment(d.Lang, d.Made), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.gap(2)
	s.named(d.Tool, d.Name, d.Second)
	s.gap(2)
	s.frame(d.Lang, "paper.reserved.days", func(l words.Lang, before string) string { return days(l, d.From, d.To, before) })
	s.gap(1)
	s.care(d.Lang, d.Shop, "paper.reservation.note")
	return s.finish(d.Lang, "paper.reservation", d.Booking)
}

// days is a day, or the first and the last of several; before stands before
// the last.
func days(l words.Lang, from, to time.Time, before string) string {
	if first, last := from.Format(time.DateOnly), to.Format(time.DateOnly); first == last {
		return l.Date(from)
	}
	return l.Say("paper.days", "from", l.Date(from), "to", before+l.Date(to))
}

// Thanks is a gift to the shop. Times are in the shop's zone.
type Thanks struct {
	On       Medium
	Lang     words.Lang
	Shop     Shop
	Donation code.Code
	Donor    string // as they agreed to be named; may be empty
	Given    time.Time
	Tool     code.Code // when a tool was given: its passport
	Name     string    // its name in the slip's language
	Second   string    // may be empty
	Fen      int64     // money, when no tool was given
	Purpose  string    // what it is for, in the slip's language
	Copy     bool
}

// ThanksSlip is the slip that thanks for a gift. The code on it is that of the
// tool, so that the donor can see later what became of it.
func ThanksSlip(d Thanks) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	mark := d.Donation
	if d.Tool.Kind != 0 {
		mark = d.Tool
	}
	donor := d.Donor
	if donor == "" {
		donor = d.Lang.Say("paper.gift.nameless")
	}
	err = s.open(opening{d.Lang, d.Shop, "paper.gift", mark, d.Copy, []field{
		{"paper.gift.donor", donor, false}, {"paper.gift.day", moment(d.Lang, d.Given), true}, {"paper.gift.number", d.Donation.Human(), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.gap(2)
	if d.Tool.Kind != 0 {
		s.named(d.Tool, d.Name, d.Second)
	} else {
		s.lines(s.margin, shrink("¥ "+money(d.Fen), bold(20), s.column, 9))
		s.lines(s.margin, text.Fit(s.column, 2, span(d.Purpose, plain(12)))...)
	}
	s.gap(2)
	s.rule(0.625)
	s.care(d.Lang, d.Shop, "paper.gift.note")
	return s.finish(d.Lang, "paper.gift", d.Donation)
}

// Request is a repair somebody asked for. Times are in the shop's zone.
type Request struct {
	On    Medium
	Lang  words.Lang
	Shop  Shop
	Job   code.Code
	Who   string // masked
	Phone string // masked
	Asked time.Time
	Kind  string // "水管", in the slip's language
	Fault string
	When  string // when it suits
	Copy  bool
}

// RequestSlip is the slip of a repair request.
func RequestSlip(d Request) (paper Paper, err error) {
	defer pdf.Recover(&err)
	s := newStrip(d.On)
	err = s.open(opening{d.Lang, d.Shop, "paper.request", d.Job, d.Copy, []field{
		{"paper.request.by", d.Who, false}, {"paper.phone", d.Phone, false}, {"paper.request.at", moment(d.Lang, d.Asked), true},
	}})
	if err != nil {
		return Paper{}, err
	}
	s.gap(2)
	for _, f := range []struct {
		key, value string
		style      text.Style
		most       int
	}{
		{"paper.job.kind", d.Kind, bold(15), 2},
		{"paper.job.fault", d.Fault, plain(12), safetyLines},
		{"paper.job.when", d.When, bold(12), 4},
	} {
		if f.value != "" {
			s.together(func() {
				s.lines(s.margin, caption(d.Lang, f.key, 8.5, s.column))
				s.lines(s.margin, text.Fit(s.column, f.most, span(f.value, f.style))...)
			})
			s.gap(1.5)
		}
	}
	s.rule(0.625)
	s.care(d.Lang, d.Shop, "paper.request.note")
	return s.finish(d.Lang, "paper.request", d.Job)
}
