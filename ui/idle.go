package ui

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/ui/kit"
	"redwrench/ui/stage"
)

// warnsFor is how long the warning stands before a screen clears itself.
const warnsFor = 15 * time.Second

// warning is the ring that closes before the screen clears.
type warning struct {
	object fyne.CanvasObject
	ring   *kit.Ring
	left   *kit.Live
}

// toucher is a screen with an idle clock of its own.
type toucher interface{ Touched() }

// touch puts the idle clock back: somebody is there.
func (s *Shell) touch() {
	s.touched = time.Now()
	if t, ok := s.screen.(toucher); ok {
		t.Touched()
	}
	if s.warning != nil {
		s.warning = nil
		s.Refresh()
	}
}

// tick moves the clock and the idle clock, once a second.
func (s *Shell) tick() {
	if s.clock.Set(s.time()) {
		paint(s.Window, s.clock.Object)
	}
	if s.ticks++; s.ticks%noticeTurns == 0 {
		s.turnFoot()
	}
	s.forgetCall()
	s.idle(time.Since(s.touched))
	s.After(s.life, time.Second, s.tick)
}

// idle warns and then clears every screen that may show somebody's data. The
// next visitor finds the home screen as it is in the morning; outside opening
// hours the kiosk then rests.
func (s *Shell) idle(d time.Duration) {
	chrome := s.screen.Chrome()
	clears := s.Desk.Settings().IdleClears
	switch {
	case chrome.Bare, chrome.Busy:
	case chrome.First && (d < clears || chrome.Staff): // home is not left alone yet, or there is no home
	case chrome.First && !s.Desk.Settings().NextOpening(s.Desk.Now()).IsZero():
		s.Show(stage.Closed{})
	case chrome.First:
		if s.lang != words.Chinese || s.look.Large || s.look.Contrast {
			s.clear()
		}
	case d >= clears:
		s.clear()
	case d >= clears-warnsFor:
		s.warn(clears - d)
	}
}

// clear shows the home screen as the next visitor expects it.
func (s *Shell) clear() { s.Show(stage.Home{Alone: true}) }

func (s *Shell) warn(left time.Duration) {
	if s.warning == nil {
		k := s.kit()
		w := &warning{ring: k.Ring(220), left: k.Live("", "00", kit.Style{Size: 72, Fixed: true, Align: fyne.TextAlignCenter})}
		w.object = k.Warning(w.ring, w.left, s.touch)
		s.warning = w
		s.Refresh()
	}
	s.warning.ring.Set(1 - float32(left)/float32(warnsFor))
	s.warning.left.Set(strconv.Itoa(int(left/time.Second) + 1))
}
