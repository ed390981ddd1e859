package forms

import (
	"redwrench/assets/words"
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// ResidentCard is a strip to be kept: scanned, it says who borrows.
type ResidentCard struct {
	Lang words.Lang
	Shop Shop
	Card code.Code
	Name string // masked
}

// Card is the resident's card: 80 × 58 mm.
func Card(d ResidentCard) (paper Paper, err error) {
	defer pdf.Recover(&err)
	const width, height = rollWidth, 58.0
	matrix, err := qr.New(d.Card.Payload())
	if err != nil {
		return Paper{}, err
	}
	var s strip
	if d.Shop.Name.Bo != "" {
		s.middle(shrink(d.Shop.Name.Zh, bold(14), inner, 9), shrink(d.Shop.Name.Bo, bold(8.5), inner, 7))
	} else {
		s.middle(shrink(d.Shop.Name.Zh, bold(17), inner, 9))
	}
	s.gap(0.8)
	s.band("paper.card")
	doc := pdf.New(words.Chinese.Say("paper.card") + " " + d.Card.Human())
	page := doc.Page(width, height)
	y := 2.0
	for _, b := range s.blocks {
		b.draw(page, y)
		y += b.height
	}

	const module = 1.125
	const quiet = module * qr.Quiet
	side := module * float64(matrix.Size())
	left, top := quiet, toDot(y+quiet)
	code := coded(d.Card.Human(), side, quiet)
	page.Code(left, top, module, qr.Quiet, matrix)
	page.Text(left+code.x, top+code.base, code.line)

	x := left + side + quiet + 0.5
	room := margin + column - x
	lines := []text.Line{shrink(d.Name, bold(19), room, 9)}
	lines = append(lines, text.Fit(room, 4, span(d.Lang.Say("paper.card.use"), plain(11)))...)
	lines = append(lines, text.Fit(room, 3, span(second(d.Lang).Say("paper.card.use"), plain(8.5)))...)
	stack(page, x, y+2, lines...)
	return finish(doc, page)
}
