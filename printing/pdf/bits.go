package pdf

import (
	"encoding/hex"
	"fmt"
)

// pointsPerMM is the points in a millimetre.
const pointsPerMM = 72 / 25.4

// code writes a QR code as an image of one pixel a module: exact on the dots
// of a thermal printer, where rectangles would grow by one. The image stands
// in the page itself: gofpdf writes image objects of one size in random order.
func (w *writer) code(m mark, pageHeight float64) {
	pixels, side := grey(m.bits, int(m.thick))
	width := float64(side) * m.on
	x, y := m.x-m.thick*m.on, m.y-m.thick*m.on
	w.out.RawWriteStr(fmt.Sprintf("q %.5f 0 0 %.5f %.5f %.5f cm BI /W %d /H %d /CS /G /BPC 1 /F /AHx ID %s> EI Q",
		width*pointsPerMM, width*pointsPerMM, x*pointsPerMM, (pageHeight-y-width)*pointsPerMM, side, side, hex.EncodeToString(pixels)))
}

// grey is bits within a white border, a bit a pixel, 1 for white, each row in
// whole bytes.
func grey(bits Bits, border int) (pixels []byte, side int) {
	side = bits.Size() + 2*border
	stride := (side + 7) / 8
	pixels = make([]byte, stride*side)
	for y := range side {
		for x := range side {
			if !bits.Dark(x-border, y-border) {
				pixels[y*stride+x/8] |= 0x80 >> (x % 8)
			}
		}
	}
	return pixels, side
}
