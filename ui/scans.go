package ui

import (
	"time"
)

// scanned is what was scanned and when.
type scanned struct {
	text string
	at   time.Time
}

// A scan waits for a screen that is at work, but not for ever, and not with too
// many others.
const (
	scanWaits   = time.Second
	scansInLine = 8
)

// Rescan implements stage.Stage.
func (s *Shell) Rescan(text string) { s.scan(text) }

// scan gives what was scanned to the screen that is shown, once that has done
// what it is at: reading a list, looking a card up, a deed. So of two scans right
// after each other both count, and one in the middle of a change of screens is
// for the new one.
func (s *Shell) scan(text string) {
	if len(s.waiting) == scansInLine {
		s.Flash(false)
		return
	}
	s.waiting = append(s.waiting, scanned{text, time.Now()})
	s.deliver()
	if len(s.waiting) > 0 {
		s.After(s.life, scanWaits, s.deliver)
	}
}

// deliver gives out the scans whose turn it is.
func (s *Shell) deliver() {
	for len(s.waiting) > 0 {
		first := s.waiting[0]
		if s.working > 0 && time.Since(first.at) < scanWaits {
			return
		}
		s.waiting = s.waiting[1:]
		s.screen.Scan(first.text)
	}
}

// began counts work of the screen that is shown.
func (s *Shell) began() (ended func()) {
	visit := s.visit
	s.working++
	return func() {
		if visit == s.visit {
			s.working--
		}
		s.deliver()
	}
}
