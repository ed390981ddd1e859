// Package qr makes the QR codes of tags, slips and cards. It knows no page:
// what it gives is a square of modules.
package qr

import (
	"errors"
	"fmt"

	"github.com/skip2/go-qrcode"
)

// ErrTooLong says that the text does not fit a QR code of level H.
var ErrTooLong = errors.New("qr: too long")

// Quiet is the white border every code needs, in modules.
const Quiet = 4

// Matrix is a QR code without its quiet border.
type Matrix struct{ rows [][]bool }

// New is the code of payload at level H: a third of it may be lost. Up to ten
// capitals, digits and colons make the smallest code, 21 modules wide.
func New(payload string) (Matrix, error) {
	if payload == "" {
		return Matrix{}, fmt.Errorf("qr: nothing to write")
	}
	q, err := qrcode.New(payload, qrcode.Highest)
	if err != nil {
		return Matrix{}, fmt.Errorf("%w: %d bytes", ErrTooLong, len(payload))
	}
	q.DisableBorder = true
	return Matrix{rows: q.Bitmap()}, nil
}

// Size is the number of modules of a side.
func (m Matrix) Size() int { return len(m.rows) }

// Dark says that the module in column x of row y is black. Outside the matrix
// all is white.
func (m Matrix) Dark(x, y int) bool {
	return y >= 0 && y < len(m.rows) && x >= 0 && x < len(m.rows[y]) && m.rows[y][x]
}
