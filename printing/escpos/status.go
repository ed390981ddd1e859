package escpos

// Status is what a printer says of itself. The zero Status is a printer that
// has said nothing.
type Status struct {
	Heard     bool // it answers questions at all
	PaperOut  bool
	CoverOpen bool
	Fault     bool // the knife or something else is stuck
	Offline   bool // it takes nothing now, for whatever reason
}

// Well says that nothing keeps the printer from printing.
func (s Status) Well() bool { return !s.PaperOut && !s.CoverOpen && !s.Fault && !s.Offline }

// Questions of DLE EOT n.
const (
	askPrinter = 1
	askCause   = 2
	askPaper   = 4
)

// realTime says whether a byte is an answer to DLE EOT: 0xx1xx10. An answer to
// GS r has bit 4 clear, XON and XOFF have bit 0 set.
func realTime(b byte) bool { return b&0x93 == 0x12 }

// queued says whether a byte is an answer to GS r: 0xx0xxxx.
func queued(b byte) bool { return b&0x90 == 0 }

// hear adds the answer b to question n. A byte that can be no answer is left
// aside.
func (s Status) hear(n int, b byte) Status {
	if !realTime(b) {
		return s
	}
	s.Heard = true
	switch n {
	case askPrinter:
		s.Offline = s.Offline || b&0x08 != 0
	case askCause:
		s.CoverOpen = s.CoverOpen || b&0x04 != 0
		s.PaperOut = s.PaperOut || b&0x20 != 0
		s.Fault = s.Fault || b&0x40 != 0
	case askPaper:
		s.PaperOut = s.PaperOut || b&0x60 == 0x60
	}
	return s
}
