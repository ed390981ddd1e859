package forms

import (
	"redwrench/inventory/code"
	"redwrench/printing/pdf"
	"redwrench/printing/qr"
	"redwrench/printing/text"
)

// mark is a QR code in its quiet border with the same code under it, for
// people and for a scanner that gave up. Measures are in millimetres.
type mark struct {
	matrix qr.Matrix
	module float64
	quiet  float64   // width of the border
	side   float64   // of the black square
	human  text.Line // under the square, in its middle
	base   float64   // its baseline, from the upper edge of the square
}

// capital is the height of a capital letter, in ems.
const capital = 0.74

// newMark is the QR code of c; module is the side of a module.
func newMark(c code.Code, module float64) (mark, error) {
	matrix, err := qr.New(c.Payload())
	if err != nil {
		return mark{}, err
	}
	m := mark{matrix: matrix, module: module, quiet: module * qr.Quiet, side: module * float64(matrix.Size())}
	m.human = shrink(c.Human(), bold(14), m.side, 4.5)
	size := m.human.Clusters[0].Style.Size
	m.base = m.side + m.quiet + capital*size*text.MMPerPoint
	return m, nil
}

// height is from the upper edge of the square to under the letters.
func (m mark) height() float64 { return m.base + m.human.Descent }

// draw puts the upper left corner of the square on the dot at x, y or the next.
func (m mark) draw(p *pdf.Page, x, y float64) {
	x, y = toDot(x), toDot(y)
	p.Code(x, y, m.module, qr.Quiet, m.matrix)
	p.Text(x+(m.side-m.human.Width)/2, y+m.base, m.human)
}
