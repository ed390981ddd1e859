package main

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestScansInAWindow touches each kind of widget in a real window and scans after
// each: a widget that took the focus would swallow the scan. Then it scans as
// scanners do on bad days. What is refused gets a word.
func TestScansInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool")
	s := newStand(t)
	s.steps = 70
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	misread, unknown := "R:T0000029", inventory.ToolID(900).Code().Payload() // in turn: their words differ
	for _, w := range []struct {
		widget string
		before func() // goes to the screen
		x, y   int
	}{
		{"a tile", nil, 300, 300},
		{"a chip", nil, 280, 120},
		{"a tool", nil, 150, 240},
		{"a chosen tool", nil, 150, 240},
		{"a pager", nil, 809, 706},
		{"a language", nil, 789, 36},
		{"large text", nil, 1009, 36},
		{"normal text", nil, 1009, 36},
		{"high contrast", nil, 1136, 36},
		{"normal contrast", nil, 1136, 36},
		{"Chinese", nil, 697, 36},
		{"the ground beside everything", nil, 300, 770},
		{"a key of the telephone's pad", func() { s.goHome(); s.tap(300, 610) }, 900, 300},
		{"a key of a keyboard", func() { s.goHome(); s.tap(950, 610) }, 300, 560},
		{"a key of the PIN's pad", func() { s.goHome(); s.tap(950, 300) }, 950, 330},
		{"a place of the desk", func() { s.goHome(); s.tap(950, 300); s.typeText(testPIN); time.Sleep(time.Second) }, 116, 279},
		{"a choice of several", nil, 300, 165},
		{"plus", nil, 750, 320},
		{"another place of the desk", nil, 116, 431},
		{"back at the counter", nil, 116, 127},
	} {
		if w.before != nil {
			w.before()
		}
		s.tap(w.x, w.y)
		misread, unknown = unknown, misread
		if !s.answered(misread) {
			s.picture("swallowed")
			t.Errorf("a scan after %s was swallowed", w.widget)
		}
	}
	s.picture("widgets")
	s.goHome()
	s.badDays(cards[0])
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
}

// types types what a scanner reads, with Enter, at once: a gap of a second would
// make two lines of a code, and this machine may be busy.
func (s *stand) types(codes ...string) {
	s.t.Helper()
	var script []string
	for _, c := range codes {
		script = append(script, "type", "--args", "1", "--delay", "0", c, "key", "Return")
	}
	s.tool("xdotool", script...)
}

// answered types a code and says whether the screen had an answer: something
// between the header, where the clock is, and the footer is different.
func (s *stand) answered(code string) bool {
	s.t.Helper()
	between := func() []byte {
		dump := s.screen()
		line := len(dump) / 801 // the head of the dump is shorter than a line
		return dump[len(dump)-720*line : len(dump)-40*line]
	}
	before := between()
	s.types(code)
	for began := time.Now(); time.Since(began) < 4*time.Second; {
		if !bytes.Equal(before, between()) {
			time.Sleep(atOneTap)
			return true
		}
		time.Sleep(glance)
	}
	return false
}

// goHome goes back until home is shown.
func (s *stand) goHome() {
	s.t.Helper()
	for range 12 {
		if s.at(1000, 300) == blue {
			return
		}
		s.tool("xdotool", "key", "Escape")
		time.Sleep(atOneTap)
		if s.at(1000, 300) != blue { // a question before anything is lost
			s.tap(446, 451)
		}
	}
	s.picture("not-home")
	s.t.Fatal("home does not come")
}

// badDays scans twice within 50 ms, half a code, a foreign one, rubbish, and while
// the screen changes. The right ones count: a loan of two tools.
func (s *stand) badDays(card string) {
	s.t.Helper()
	first, second := inventory.ToolID(8).Code().Payload(), inventory.ToolID(9).Code().Payload()
	if !s.answered("6901234567892") {
		s.t.Error("a foreign code got no answer")
	}
	if !s.answered(inventory.LoanID(900).Code().Payload()) {
		s.t.Error("a slip nobody has got no answer")
	}
	s.goHome()
	if !s.answered(strings.Repeat("x7", 2048)) {
		s.t.Error("4 KB of rubbish got no answer")
	}
	s.tool("xdotool", "type", "--delay", "0", first[:5]) // cut in the middle
	time.Sleep(1500 * time.Millisecond)
	s.types(first, card) // at once
	s.until(350, confirmY, func(c [3]byte) bool { return c == red })
	time.Sleep(atOneTap)
	s.picture("two-at-once")
	before := s.slips()
	s.tap(confirmX, confirmY)
	slip := s.newSlip(before)
	if text := s.text(slip); !strings.Contains(text, inventory.ToolID(8).Code().Human()) {
		s.t.Errorf("the tool is not on the slip:\n%s", text)
	}
	s.tool("xdotool", "key", "Escape", "type", "--args", "1", "--delay", "0", second, "key", "Return") // while it goes home
	s.until(nextX, nextY, func(c [3]byte) bool { return c == red })
	s.picture("while-changing")
	s.goHome()
}
