package main

import (
	"testing"
	"time"
)

// TestAScreenLeftAloneInAWindow types a part of a name and goes away: the ring of the
// warning comes and then home, every time (ten times with make torture). A window
// that its toolkit has forgotten would keep showing the ring.
func TestAScreenLeftAloneInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool")
	s := newStand(t)
	s.into = "idle"
	s.run("demo")
	s.open()
	s.setPIN()
	times := 1
	if tortured() {
		times = 10
	}
	for range times {
		s.tap(950, 610) // register
		s.typeText("zxdz")
		s.until(60, 600, func(c [3]byte) bool { return c == keys })
		time.Sleep(47 * time.Second) // 60 but for the warning's 15, and a little
		s.picture("warned")
		if c := s.at(60, 600); c == keys {
			t.Errorf("no warning after three quarters of a minute: %v", c)
		}
		s.home()
		s.picture("home")
	}
	s.close()
}
