package ui

import (
	"slices"

	"redwrench/ui/say"
)

// Notice is something staff should know, as words: a key of the words with the
// holes n and date, today's. The zero Notice is nothing.
type Notice struct {
	Key string
	N   int
}

// noticeTurns is how many seconds the footer shows one thing before the next.
const noticeTurns = 5

// SetNotice says something in the footer, in turn with how the printer is, or,
// with a zero Notice, says it no more. about tells notices apart.
func (s *Shell) SetNotice(about string, n Notice) {
	if s.notices == nil {
		s.notices = map[string]Notice{}
	}
	if n.Key == "" {
		delete(s.notices, about)
	} else {
		s.notices[about] = n
	}
	s.turnFoot()
}

// turnFoot shows what is due in the footer.
func (s *Shell) turnFoot() {
	if s.foot.Set(s.footText()) {
		paint(s.Window, s.foot.Object)
	}
}

// footText is what the footer says now, and whether it is a notice: these in turn,
// and the printer unless it is ready and there is something else to say.
func (s *Shell) footText() (text string, notice bool) {
	var abouts []string
	for about := range s.notices {
		abouts = append(abouts, about)
	}
	slices.Sort(abouts)
	today := s.Desk.Now()
	date := s.lang.Say("day.year", "year", s.lang.Number(today.Year()), "date", s.lang.Date(today))
	var said []string
	for _, about := range abouts {
		n := s.notices[about]
		said = append(said, s.lang.Say(n.Key, "n", s.lang.Number(n.N), "date", date))
	}
	notices := len(said)
	if notices == 0 || s.printer.Key != "printer.ready" {
		said = append(said, say.Printer(s.lang, s.printer.Key, s.printer.Role, s.printer.Name, s.printer.Waiting))
	}
	turn := s.ticks / noticeTurns % len(said)
	return said[turn], turn < notices
}
