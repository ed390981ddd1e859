// Package escpos speaks with receipt printers that know no PDF: pages as black
// and white dots, the paper cut at the end, and questions about paper and cover
// where the printer answers them (Epson's ESC/POS, which most others follow).
// It knows no form and no queue.
package escpos

import "redwrench/printing/raster"

// Bytes of the commands.
const (
	dle, eot, esc, gs = 0x10, 0x04, 0x1B, 0x1D
)

// bandRows is the height of the bands a page is sent in: a band fits the small
// memory of a cheap printer, and two bands meet without a line between them.
const bandRows = 64

// begin makes the printer forget what somebody else left half done (ESC @) and
// not speak unasked (GS a 0).
var begin = []byte{esc, '@', gs, 'a', 0}

// asked is the question whose answer comes only when all before it has been
// worked off: GS r 1, the state of the paper.
var asked = []byte{gs, 'r', 1}

// cut feeds the paper to the knife and cuts it, but for a bridge.
var cut = []byte{gs, 'V', 66, 0}

// Document is what is to be printed, as commands in their order. Between two
// of them the printer may be asked how it is.
type Document [][]byte

// Encode is a document of these pages: each in bands (GS v 0), then the paper
// fed to the knife and cut (GS V 66 0).
func Encode(pages ...raster.Bitmap) Document {
	d := Document{begin}
	for _, p := range pages {
		stride := p.Stride()
		for top := 0; top < p.Height; top += bandRows {
			rows := min(bandRows, p.Height-top)
			band := []byte{gs, 'v', '0', 0, byte(stride), byte(stride >> 8), byte(rows), byte(rows >> 8)}
			d = append(d, append(band, p.Rows[top*stride:(top+rows)*stride]...))
		}
		d = append(d, cut)
	}
	return d
}
