package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory/code"
	"redwrench/ui/closed"
	"redwrench/ui/scan"
	"redwrench/ui/stage"
)

// looksLikeCode says that a burst without the prefix is one of our codes.
func looksLikeCode(text string) bool {
	_, err := code.Parse(text)
	return err == nil
}

// typing is the current screen if it takes typed text now.
func (s *Shell) typing() (typist, bool) {
	t, ok := s.screen.(typist)
	return t, ok && t.Typing()
}

// wake leaves the screen of the closed shop: what is typed or scanned is for home.
func (s *Shell) wake() {
	s.touch()
	if _, rests := s.screen.(*closed.Flow); rests {
		s.Show(stage.Home{})
	}
}

func (s *Shell) typedRune(r rune) {
	s.wake()
	_, s.decoder.Typing = s.typing()
	s.send(s.decoder.Rune(r, time.Now()))
	s.flushLater()
}

func (s *Shell) typedKey(e *fyne.KeyEvent) {
	s.wake()
	t, typing := s.typing()
	s.decoder.Typing = typing
	switch e.Name {
	case fyne.KeyReturn, fyne.KeyEnter:
		s.send(s.decoder.Enter(time.Now()))
	case fyne.KeyBackspace:
		if typing {
			t.Erase()
		}
	case fyne.KeyEscape:
		s.back()
	}
}

// flushLater hands out typed text that turned out to be no scan.
func (s *Shell) flushLater() {
	if !s.decoder.Held() {
		return
	}
	s.After(context.Background(), scan.Hold+5*time.Millisecond, func() {
		s.send(s.decoder.Tick(time.Now()))
	})
}

// send gives what was scanned or typed to the current screen. A scan may change
// the screen; what follows goes to the new one.
func (s *Shell) send(events []scan.Event) {
	for _, e := range events {
		s.uncover()
		t, typing := s.typing()
		switch {
		case e.Text != "":
			s.screen.Scan(e.Text)
		case !typing:
		case e.Enter():
			t.Enter()
		default:
			t.Typed(e.Rune)
		}
	}
}
