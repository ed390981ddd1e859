package forms

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Job is what a volunteer takes along to a repair. It holds the resident's name,
// phone and address in full: it is printed for the volunteer, by staff or by
// the volunteer alone. Times are in the shop's zone, money is in fen.
type Job struct {
	On         Medium // A5 or A4; any other is A5
	Lang       words.Lang
	Shop       Shop
	Job        code.Code
	Kind       string // "水管", in the sheet's language
	Reported   time.Time
	Resident   string
	Phone      string
	Address    string
	When       string // when it suits
	Volunteers []string
	Fault      string
	Note       string   // what was missing the last time; may be empty
	Tools      []string // to take along
	Size       JobSize
	Quote      int64 // of a big repair, before the discount; 0: not yet agreed
	Discount   int64
	Parts      []JobPart
	Copy       bool
}

// JobSize is whether a repair is small (free) or big (at a discount). The zero
// JobSize is not yet known: the volunteer ticks it.
type JobSize int

// The sizes of repairs.
const (
	SizeOpen JobSize = iota
	SizeSmall
	SizeBig
)

// JobPart is a line of the table of parts and hours.
type JobPart struct {
	Name   string
	Tenths int   // of a piece, a metre, an hour: 5 is a half
	Price  int64 // of a whole one, in fen
}

// Cost is the price of the line, in fen, rounded to the nearest.
func (p JobPart) Cost() int64 { return (int64(p.Tenths)*p.Price + 5) / 10 }

// JobSheet is the sheet of a repair. Its type is made smaller, within reason,
// when it would not fit on one page.
func JobSheet(d Job) (Paper, error) { return JobSheets([]Job{d}) }

// JobSheets is the sheets of a round as one paper, in its order, each beginning
// on a page of its own.
func JobSheets(round []Job) (paper Paper, err error) {
	defer pdf.Recover(&err)
	var doc *pdf.Document
	var first *pdf.Page
	for _, d := range round {
		s, err := fittedSheet(d)
		if err != nil {
			return Paper{}, err
		}
		if doc == nil {
			doc = pdf.New(words.Chinese.Say("paper.job") + " " + d.Job.Human())
		}
		if p := s.print(doc, s.sheetFoot(d.Lang, "paper.job", d.Job, d.Shop)); first == nil {
			first = p
		}
	}
	if first == nil {
		return Paper{}, errNoJobs
	}
	return finish(doc, first)
}

var errNoJobs = errors.New("forms: a round without jobs")

func fittedSheet(d Job) (s *strip, err error) {
	for k := 1.0; k > 0.8; k -= 0.06 {
		if s, err = jobSheet(d, k); err != nil || heights(s.blocks) <= s.room() {
			break
		}
	}
	return s, err
}

// jobSheet is what stands on the sheet, smaller being 1 for the usual type.
func jobSheet(d Job, smaller float64) (*strip, error) {
	s, k := newSheet(d.On)
	module := 0.75
	if d.On == A4 {
		module = 1
	}
	m, err := newMark(d.Job, module)
	if err != nil {
		return nil, err
	}
	s.heading(d.Shop, "paper.job", k, &m)
	if d.Copy {
		s.reprint()
	}
	k *= smaller
	s.whoAndWhere(d, k)
	s.fault(d, k)
	s.price(d, k)
	s.work(d, k)
	return s, nil
}

// whoAndWhere is whom to visit, where and when.
func (s *strip) whoAndWhere(d Job, k float64) {
	l := d.Lang
	s.fields(l, k, share{4, field{"paper.job.resident", d.Resident, false}}, share{3, field{"paper.phone", d.Phone, false}},
		share{3, field{"paper.job.volunteers", strings.Join(d.Volunteers, "  "), true}})
	s.fields(l, k, share{1, field{"paper.job.address", d.Address, false}})
	s.fields(l, k, share{3, field{"paper.job.kind", d.Kind, true}}, share{3, field{"paper.job.when", d.When, true}},
		share{4, field{"paper.job.reported", moment(l, d.Reported), true}})
	s.gap(1.2 * k)
	s.rule(0.375)
}

// fault is what is wrong and what to take along.
func (s *strip) fault(d Job, k float64) {
	s.section(d.Lang, "paper.job.fault", k)
	s.lines(s.margin, text.Fit(s.column, safetyLines, span(d.Fault, plain(11*k)))...)
	s.safety(d.Note)
	if len(d.Tools) > 0 {
		s.section(d.Lang, "paper.job.tools", k)
		s.parts(d.Tools, 10.5*k)
	}
	s.gap(1.2 * k)
	s.rule(0.375)
}

// price is small or big, and what a big repair costs.
func (s *strip) price(d Job, k float64) {
	l := d.Lang
	s.section(l, "paper.job.price", k)
	s.choices(l, k, choice{"paper.job.small", d.Size == SizeSmall}, choice{"paper.job.big", d.Size == SizeBig})
	if d.Size == SizeSmall {
		s.gap(1.2 * k)
		return
	}
	s.keep()
	quote, discount, pay := "", "", ""
	if d.Size == SizeBig && d.Quote > 0 {
		quote, discount, pay = yuan(d.Quote), "− "+yuan(d.Discount), yuan(d.Quote-d.Discount)
	}
	s.fill(l, k, blank{"paper.job.quote", quote}, blank{"paper.job.discount", discount}, blank{"paper.job.pay", pay})
	s.gap(1.2 * k)
}

// choice is a box, filled when it is so, and the key of what it stands for.
type choice struct {
	key string
	yes bool
}

// choices is choices side by side.
func (s *strip) choices(l words.Lang, k float64, all ...choice) {
	const box, after = 3.5, 2.0
	wide := s.inner / float64(len(all))
	var sets [][]text.Line
	for _, c := range all {
		one := shrink2(wide-box-after-2, span(l.Say(c.key)+"  ", bold(11*k)), span(second(l).Say(c.key), plain(9*k)))
		sets = append(sets, []text.Line{one})
	}
	high := level(sets)
	s.add(high, func(p *pdf.Page, y float64) {
		for i, c := range all {
			x, top := s.margin+float64(i)*wide, y+sets[i][0].Ascent-box+0.4
			p.Frame(x, top, box, box, 0.375)
			if c.yes {
				p.Fill(x+0.75, top+0.75, box-1.5, box-1.5)
			}
			stack(p, x+box+after, y, sets[i]...)
		}
	})
}

// blank is a caption and a line to write on; a value that is known stands on
// the line.
type blank struct{ key, value string }

// fill is blanks side by side, each with its caption before it.
func (s *strip) fill(l words.Lang, k float64, blanks ...blank) {
	const between, after = 3.0, 1.2
	wide := (s.inner - between*float64(len(blanks)-1)) / float64(len(blanks))
	high := 8.5 * k
	var captions, values []text.Line
	for _, b := range blanks {
		c := caption(l, b.key, 9.5*k, wide)
		if c.Width > 0.55*wide { // rather room to write than a second language
			c = shrink(l.Say(b.key), plain(9.5*k), 0.7*wide, 6)
		}
		captions = append(captions, c)
		values = append(values, shrink(b.value, bold(12*k), wide-c.Width-after, 7))
	}
	s.add(high, func(p *pdf.Page, y float64) {
		x, base := s.margin, y+high-1.8
		for i, c := range captions {
			from := inset(c) + c.Width + after
			p.Text(x+inset(c), base, c)
			p.Text(x+from+1, base, values[i])
			p.Rule(x+from, base+1, wide-from, hair)
			x += wide + between
		}
	})
}

// work is the table, what was done, how long it took and who signs. Of lines to
// write on there are as many as the page has room for.
func (s *strip) work(d Job, k float64) {
	const mostFree = 10
	l := d.Lang
	s.section(l, "paper.job.parts", k)
	least := 6.0
	if d.On == A4 {
		least = 7.5
	}
	t := s.newTable(l, 10*k, least,
		column{key: "paper.job.part", share: 9}, column{key: "paper.job.count", share: 3, right: true, one: true}, column{key: "paper.job.each", share: 3.5, right: true, one: true}, column{key: "paper.job.sum", share: 4, right: true, one: true})
	total := int64(0)
	for _, p := range d.Parts {
		total += p.Cost()
		t.row(cell{text: p.Name}, cell{text: tenths(p.Tenths)}, cell{text: money(p.Price)}, cell{text: money(p.Cost())})
	}
	end := strip{format: s.format}
	end.signed(l, total, k)
	spare := s.room() - heights(s.blocks) - heights(end.blocks)
	row := t.height(nil)
	t.blanks(min(mostFree, max(1, int(spare/row))))
	s.keep()
	s.blocks = append(s.blocks, end.blocks...)
}

// signed is the sum, what was done, how long it took and who signs.
func (s *strip) signed(l words.Lang, total int64, k float64) {
	sum := "¥ __________"
	if total > 0 {
		sum = yuan(total)
	}
	line := text.Set(span(l.Say("paper.job.total")+"  ", bold(11*k)), span(second(l).Say("paper.job.total")+"   ", plain(9.5*k)), span(sum, bold(13*k)))
	s.together(func() {
		s.add(line.Height()+0.5, func(p *pdf.Page, y float64) { p.Text(s.width-s.margin-line.Width, y+0.5+line.Ascent, line) })
		s.fill(l, k, blank{"paper.job.done", ""})
		if s.height > 250 {
			s.gap(8)
			s.rule(hair)
		}
		s.fill(l, k, blank{"paper.job.arrived", ""}, blank{"paper.job.left", ""}, blank{"paper.job.hours", ""}, blank{"paper.job.content", ""})
		s.fill(l, k, blank{"paper.job.sign.volunteer", ""}, blank{"paper.job.sign.resident", ""})
	})
}

// money is fen as yuan: "12.50".
func money(fen int64) string {
	sign := ""
	if fen < 0 {
		sign, fen = "−", -fen
	}
	return fmt.Sprintf("%s%d.%02d", sign, fen/100, fen%100)
}

func yuan(fen int64) string { return "¥ " + money(fen) }

// tenths is a number with a digit after the point, if it needs one.
func tenths(n int) string {
	if n%10 == 0 {
		return fmt.Sprint(n / 10)
	}
	return fmt.Sprintf("%d.%d", n/10, max(n%10, -(n%10)))
}
