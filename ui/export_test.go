package ui

import "time"

// Idle lets a test say how long nobody has touched the screen.
func (s *Shell) Idle(d time.Duration) { s.idle(d) }

// Tick lets a second pass.
func (s *Shell) Tick() { s.tick() }

// Screen is the current screen.
func (s *Shell) Screen() any { return s.screen }
