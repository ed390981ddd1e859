package ui

import (
	"time"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// callStays is how long a call for help that nobody answered stands.
const callStays = 30 * time.Minute

// help calls the staff: a sign over the whole screen that is seen from afar, a
// word in the footer and at the desk. Touched again, it takes the call back.
func (s *Shell) help() {
	if !s.called.IsZero() {
		s.answered()
		return
	}
	s.called = s.Desk.Now()
	s.cover = s.sign
	s.SetNotice("help", Notice{Key: "help.notice"})
	s.Refresh()
}

// answered ends a call for help.
func (s *Shell) answered() {
	s.called = time.Time{}
	s.SetNotice("help", Notice{})
	s.Refresh()
}

// forgetCall ends a call for help that has become old.
func (s *Shell) forgetCall() {
	if !s.called.IsZero() && s.Desk.Now().Sub(s.called) >= callStays {
		s.answered()
	}
}

// sign says in all languages that the staff was called; a touch goes on.
func (s *Shell) sign(k kit.Kit) fyne.CanvasObject {
	sign := kit.Sign{Icon: "help", Text: k.Say("help.sign"), Why: k.Say("help.sign.why"), OnTap: s.uncover}
	for _, l := range k.Offered() {
		if l != k.Lang {
			sign.Others = append(sign.Others, l.Say("help.sign"))
		}
	}
	return k.Sign(sign)
}

// wanted tells the desk that somebody called for help, until staff has read it.
func (s *Shell) wanted(k kit.Kit) fyne.CanvasObject {
	text := k.Say("help.desk", "time", k.Lang.Clock(s.called))
	return k.Toast("help", text, kit.Button{Label: k.Say("help.seen"), Kind: kit.Next, Width: 220, OnTap: s.answered})
}

// loser is a screen that may have something to lose: Loses is a key of the words
// that says what, if Back now would leave the screen and lose it.
type loser interface{ Loses() string }

// back goes back; before anything is lost it asks, once.
func (s *Shell) back() {
	l, ok := s.screen.(loser)
	if !ok || l.Loses() == "" || s.cover != nil {
		s.uncover()
		s.screen.Back()
		return
	}
	key := l.Loses()
	s.cover = func(k kit.Kit) fyne.CanvasObject {
		return k.Sure(k.Say("leave.sure"), k.Say(key),
			kit.Button{Label: k.Say("leave.stay"), Second: k.SaySecond("leave.stay"), Kind: kit.Next, Height: look.Next, OnTap: s.uncover},
			kit.Button{Label: k.Say("leave.go"), Second: k.SaySecond("leave.go"), Height: look.Next, OnTap: s.back})
	}
	s.Refresh()
}

// uncover takes away what stands over the screen.
func (s *Shell) uncover() {
	if s.cover != nil {
		s.cover = nil
		s.Refresh()
	}
}
