package ui

import (
	"slices"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
)

// Idle lets a test say how long nobody has touched the screen.
func (s *Shell) Idle(d time.Duration) { s.idle(d) }

// Tick lets a second pass.
func (s *Shell) Tick() { s.tick() }

// Held says that typed text still waits for the answer whether it is a scan.
func (s *Shell) Held() bool { return s.decoder.Held() }

// KeyDown is a key that makes no character.
func (s *Shell) KeyDown(e *fyne.KeyEvent) { s.keyDown(e) }

// Screen is the current screen.
func (s *Shell) Screen() any { return s.screen }

// Later lets so much time pass that the next touch is not the echo of the last.
func (s *Shell) Later() { *s.guard = kit.Guard{OnTouch: s.onTouch} }

// Put shows a screen of the test's own.
func (s *Shell) Put(sc screen) { s.screen = sc }

// Framed says that the window is framed as after a scan.
func (s *Shell) Framed() bool { return s.flash != nil && slices.Contains(s.layers.Objects, s.flash) }
