package ui

import (
	"strings"
	"time"
	"unicode"

	"fyne.io/fyne/v2"

	"redwrench/inventory/code"
	"redwrench/ui/closed"
	"redwrench/ui/register"
	"redwrench/ui/scan"
	"redwrench/ui/stage"
)

// looksLikeCode says that a burst without the prefix is one of our codes, or what
// a reader of identity cards types.
func looksLikeCode(text string) bool {
	_, err := code.Parse(text)
	return err == nil || register.IsRecord(text)
}

// worded is a screen that takes words now, not numbers.
type worded interface{ Wording() bool }

// looks says that a burst is a scan: one of our codes, or, where words are typed,
// a label of somebody else. Nobody types so many digits in so little time.
func (s *Shell) looks(text string) bool {
	if looksLikeCode(text) {
		return true
	}
	w, ok := s.screen.(worded)
	return ok && w.Wording() && len(text) >= shortestLabel && strings.ContainsAny(text, "0123456789") &&
		!strings.ContainsFunc(text, func(r rune) bool { return r > unicode.MaxASCII })
}

// shortestLabel is how many characters the shortest bar codes of goods have.
const shortestLabel = 8

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

// keyDown hears Tab, with which some readers part their fields: Fyne makes no
// character and no typed key of it.
func (s *Shell) keyDown(e *fyne.KeyEvent) {
	if e.Name == fyne.KeyTab {
		s.typedRune('\t')
	}
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
	s.After(s.life, scan.Hold+5*time.Millisecond, func() {
		s.send(s.decoder.Tick(time.Now()))
	})
}

// send gives what was scanned or typed to the current screen. A scan may change
// the screen; what follows goes to the new one. The screen is drawn once all that
// was typed meanwhile has arrived: drawing after each character would make a
// burst of them longer than any pause.
func (s *Shell) send(events []scan.Event) {
	s.sending = true
	for _, e := range events {
		s.uncover()
		t, typing := s.typing()
		switch {
		case e.Text != "":
			s.scan(e.Text)
		case !typing, e.Rune == '\t':
		case e.Enter():
			t.Enter()
		default:
			t.Typed(e.Rune)
		}
	}
	s.sending = false
	if s.stale && !s.drawing {
		s.drawing = true
		s.Config.Runner.OnUI(s.drawTyped)
	}
}

// onTouch puts the idle clock back. A touch of something that typed text or a scan
// has changed, though that is not drawn yet, draws it and does nothing else.
func (s *Shell) onTouch() (current bool) {
	s.touch()
	if s.stale {
		s.Refresh()
		return false
	}
	return true
}

// drawTyped draws what was typed, unless that has been drawn since.
func (s *Shell) drawTyped() {
	s.drawing = false
	if s.stale {
		s.Refresh()
	}
}
