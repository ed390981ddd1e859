package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// ResidentCard is a strip to be kept: scanned, it says who borrows. With a Card
// of kind code.Staff it is a staff card, which opens the desk.
type ResidentCard struct {
	Lang words.Lang
	Shop Shop
	Card code.Code
	Name string // masked, but for the staff's own
	Copy bool   // printed before: the paper says so
}

// smallest is the size of the smallest QR code, that of a resident's card.
const smallest = 21

// Card is the resident's or the staff's card: 80 × 58 mm, or as much
// higher as its code is larger.
func Card(d ResidentCard) (paper Paper, err error) {
	defer pdf.Recover(&err)
	const width, module = rollWidth, 1.125
	matrix, err := qr.New(d.Card.Payload())
	if err != nil {
		return Paper{}, err
	}
	height := 58 + module*float64(matrix.Size()-smallest)
	key, use := "paper.card", "paper.card.use"
	if d.Card.Kind == code.Staff {
		key, use = "paper.staffcard", "paper.staffcard.use"
	}
	var s strip
	if d.Shop.Name.Bo != "" {
		s.middle(shrink(d.Shop.Name.Zh, bold(14), inner, 9), shrink(d.Shop.Name.Bo, bold(8.5), inner, 7))
	} else {
		s.middle(shrink(d.Shop.Name.Zh, bold(17), inner, 9))
	}
	s.gap(0.8)
	s.band(key)
	doc := pdf.New(words.Chinese.Say(key) + " " + d.Card.Human())
	page := doc.Page(width, height)
	y := 2.0
	for _, b := range s.blocks {
		b.draw(page, y)
		y += b.height
	}

	const quiet = module * qr.Quiet
	side := module * float64(matrix.Size())
	left, top := quiet, toDot(y+quiet)
	human := coded(d.Card.Human(), side, quiet)
	page.Code(left, top, module, qr.Quiet, matrix)
	page.Text(left+human.x, top+human.base, human.line)

	x := left + side + quiet + 0.5
	room := margin + column - x
	lines := []text.Line{shrink(d.Name, bold(19), room, 9)}
	lines = append(lines, text.Fit(room, 4, span(d.Lang.Say(use), plain(11)))...)
	lines = append(lines, text.Fit(room, 3, span(second(d.Lang).Say(use), plain(8.5)))...)
	if d.Copy {
		lines = append(lines, text.Fit(room, 1, span(words.Chinese.Say("paper.copy")+" "+words.English.Say("paper.copy"), bold(11)))...)
	}
	stack(page, x, y+2, lines...)
	return finish(doc, page)
}
