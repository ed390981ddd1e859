package forms

// Medium is the paper a slip, a job sheet or a test page is made for. The zero
// Medium is the 80 mm roll.
type Medium int

// The papers of the shop's printers.
const (
	Roll80 Medium = iota // a receipt printer's 80 mm roll, of which it prints 72
	Roll58               // the narrow roll of 58 mm: 48 are printed
	A5
	A4
)

// format is the measures of a medium, in millimetres. All is on the dots of
// 203 dpi, eight to the millimetre.
type format struct {
	width, height float64 // height 0: as long as what stands on it
	margin        float64 // left and right
	top           float64
	inner         float64 // between the margins
	column        float64 // of running text: ink may hang over the end of a line
	k             float64 // how large the type of a slip is
}

// format is the measures of the medium; those of an unknown one are the 80 mm
// roll's.
func (m Medium) format() format {
	switch m {
	case Roll58:
		return newFormat(58, 0, 5, 4)
	case A5:
		f := newFormat(148, 210, 12, 8)
		f.k = 0.88
		return f
	case A4:
		return newFormat(210, 297, 16, 13)
	}
	return newFormat(80, 0, 4, 4)
}

func newFormat(width, height, margin, top float64) format {
	inner := width - 2*margin
	return format{width: width, height: height, margin: margin, top: top, inner: inner, column: inner - 0.5, k: 1}
}

// roll says that the paper is cut where the print ends.
func (f format) roll() bool { return f.height == 0 }

// narrow says that a QR code has no room for words beside it.
func (f format) narrow() bool { return f.inner < 60 }
