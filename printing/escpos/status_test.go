package escpos

import (
	"errors"
	"io"
	"os"
	"testing"
	"time"
)

// noisy is a line on which a printer says whatever it likes.
type noisy struct{ said []byte }

func (n *noisy) Read(b []byte) (int, error) {
	if len(n.said) == 0 {
		return 0, os.ErrDeadlineExceeded
	}
	b[0], n.said = n.said[0], n.said[1:]
	return 1, nil
}
func (n *noisy) Write(b []byte) (int, error)    { return len(b), nil }
func (*noisy) Close() error                     { return nil }
func (*noisy) SetReadDeadline(time.Time) error  { return nil }
func (*noisy) SetWriteDeadline(time.Time) error { return nil }

var _ line = (*noisy)(nil)

func TestAnswersAreTakenAsTheyAreMeant(t *testing.T) {
	for _, c := range []struct {
		question int
		answer   byte
		want     Status
	}{
		{askPrinter, 0x12, Status{Heard: true}},
		{askPrinter, 0x1A, Status{Heard: true, Offline: true}},
		{askCause, 0x16, Status{Heard: true, CoverOpen: true}},
		{askCause, 0x32, Status{Heard: true, PaperOut: true}},
		{askCause, 0x52, Status{Heard: true, Fault: true}},
		{askPaper, 0x72, Status{Heard: true, PaperOut: true}},
		{askPaper, 0x1E, Status{Heard: true}}, // near its end: still prints
		{askPrinter, 0x11, Status{}},          // XON
		{askPaper, 0x00, Status{}},            // an answer to GS r
	} {
		if got := (Status{}).hear(c.question, c.answer); got != c.want {
			t.Errorf("question %d, answer %#02x: %+v, want %+v", c.question, c.answer, got, c.want)
		}
	}
}

// Whatever a printer says, a question comes to an end and tells nothing but
// what was said.
func FuzzStatus(f *testing.F) {
	f.Add([]byte{0x12, 0x12, 0x12})
	f.Add([]byte{0x11, 0x13, 0xFF, 0x1A, 0x32, 0x72, 0})
	f.Fuzz(func(t *testing.T, said []byte) {
		s := &Session{line: &noisy{said: said}}
		status, err := s.Status()
		if err != nil && !errors.Is(err, ErrAway) {
			t.Fatal(err)
		}
		if !status.Heard && !status.Well() && !s.heard {
			t.Fatalf("%+v of a printer that was not heard", status)
		}
		if err := s.Begin(Document{begin}); err != nil {
			t.Fatal(err)
		}
		_, err = s.Push()
		_, again := s.Printed(0)
		if err := errors.Join(err, again); err != nil && !errors.Is(err, io.EOF) {
			t.Fatal(err)
		}
	})
}
