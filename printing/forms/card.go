package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// CardForm is what a card is made of. The zero CardForm is a strip of the 80 mm
// roll.
type CardForm int

// The forms of cards.
const (
	CardStrip   CardForm = iota // 80 × 58 mm, from the slip printer
	CardPlastic                 // 85.6 × 54 mm, the size of a bank card
)

// ResidentCard is a card to be kept: scanned, it says who borrows.
type ResidentCard struct {
	Form CardForm
	Lang words.Lang
	Shop Shop
	Card code.Code
	Name string // masked
	Copy bool   // printed before: the paper says so
}

// StaffCard is what staff and volunteers scan before they give their PIN.
type StaffCard struct {
	Form CardForm
	Lang words.Lang
	Shop Shop
	Card code.Code
	Name string // in full: it is worn in the shop
	Role string // "值班", in the card's language
	Team string // may be empty
	Copy bool
}

// Card is the resident's card.
func Card(d ResidentCard) (paper Paper, err error) {
	defer pdf.Recover(&err)
	return face{d.Form, d.Lang, d.Shop, d.Card, "paper.card", "paper.card.use", []string{d.Name}, d.Copy}.paper()
}

// StaffCardPaper is the card of somebody who works for the shop.
func StaffCardPaper(d StaffCard) (paper Paper, err error) {
	defer pdf.Recover(&err)
	return face{d.Form, d.Lang, d.Shop, d.Card, "paper.staffcard", "paper.staffcard.use", []string{d.Name, d.Role, d.Team}, d.Copy}.paper()
}

// face is what stands on a card: the first of the words is the name.
type face struct {
	form       CardForm
	lang       words.Lang
	shop       Shop
	code       code.Code
	title, use string // keys
	words      []string
	copy       bool
}

func (f face) paper() (Paper, error) {
	s, high, top := newStrip(Roll80), 58.0, 2.0
	if f.form == CardPlastic {
		s, high, top = &strip{format: newFormat(85.6, 54, 4, 0)}, 54, 2.5
	}
	if f.shop.Name.Bo != "" {
		s.middle(shrink(f.shop.Name.Zh, bold(14), s.inner, 9), shrink(f.shop.Name.Bo, bold(8.5), s.inner, 7))
	} else {
		s.middle(shrink(f.shop.Name.Zh, bold(17), s.inner, 9))
	}
	s.gap(0.8)
	s.band1(f.title)
	doc := pdf.New(words.Chinese.Say(f.title) + " " + f.code.Human())
	page := doc.Page(s.width, high)
	for _, b := range s.blocks {
		b.draw(page, top)
		top += b.height
	}

	code, err := f.mark(high - top)
	if err != nil {
		return Paper{}, err
	}
	left := max(code.quiet, s.margin)
	code.draw(page, left, top+max(code.quiet, (high-top-code.height())/2-0.5))
	x := left + code.side + code.quiet + 0.5
	lines := f.lines(s.margin+s.column-x, high-top-3)
	stack(page, x, top+max(1, (high-top-height(lines...))/2-0.5), lines...)
	return finish(doc, page)
}

// mark is the largest code that fits under the head of the card.
func (f face) mark(room float64) (m mark, err error) {
	for _, module := range []float64{1.125, 1, 0.875, 0.75} {
		if m, err = newMark(f.code, module); err != nil || m.quiet+m.height()+1 <= room {
			break
		}
	}
	return m, err
}

// lines is the words beside the code, smaller where they would be too high.
func (f face) lines(room, high float64) []text.Line {
	var lines []text.Line
	for k := 1.0; k > 0.5; k -= 0.1 {
		lines = nil
		for i, w := range f.words {
			switch {
			case w == "":
			case i == 0:
				lines = append(lines, shrink(w, bold(19*k), room, 9*k))
			default:
				lines = append(lines, shrink(w, bold(12*k), room, 7*k))
			}
		}
		lines = append(lines, text.Fit(room, 4, span(f.lang.Say(f.use), plain(11*k)))...)
		lines = append(lines, text.Fit(room, 3, span(second(f.lang).Say(f.use), plain(8.5*k)))...)
		if f.copy {
			lines = append(lines, text.Fit(room, 1, span(words.Chinese.Say("paper.copy")+" "+words.English.Say("paper.copy"), bold(11*k)))...)
		}
		if height(lines...) <= high {
			break
		}
	}
	return lines
}
