// Package scan tells what a scanner typed from what a person typed: both come
// as keys. It knows no code and no Fyne.
//
// A screen that takes no typed text gets every line as a scan. One that does
// gets characters as they are typed, at most Hold later, unless they come as a
// burst that ends with Enter and looks like a code (Looks), or begin with the
// prefix of our codes, however slow.
package scan

import (
	"strings"
	"time"
)

// Event is a scan (Text), a typed character (Rune) or a typed Enter (neither).
type Event struct {
	Text string
	Rune rune
}

// Enter says that the event is a typed Enter.
func (e Event) Enter() bool { return e.Text == "" && e.Rune == 0 }

// The pace of hands and scanners.
const (
	// Hold is how long a character waits for the next one of a burst.
	Hold = 35 * time.Millisecond
	// slow is the longest gap inside a code that begins with the prefix, and
	// inside a line on a screen that takes no text.
	slow = time.Second
	// Longest is the longest line that is kept; more is rubbish.
	Longest = 4096
)

const prefix = "R:"

// Decoder keeps what was typed and not yet given out. The zero Decoder is ready.
type Decoder struct {
	// Typing says that the screen takes typed text.
	Typing bool
	// Looks says whether a burst is a code though it has no prefix.
	Looks func(string) bool

	held  []rune
	last  time.Time
	burst bool // no gap of more than Hold inside held
	stray bool // the last of held was for a screen that takes no text
}

// Rune takes a character typed at a time and returns what is certain now.
func (d *Decoder) Rune(r rune, at time.Time) []Event {
	out := d.Tick(at)
	if len(d.held) == 0 {
		d.burst = true
	} else if at.Sub(d.last) > Hold {
		d.burst = false
	}
	d.last, d.stray = at, !d.Typing
	if len(d.held) < Longest {
		d.held = append(d.held, r)
	}
	if d.Typing && len(d.held) == Longest {
		return append(out, d.spill()...)
	}
	return out
}

// Enter takes the end of a line.
func (d *Decoder) Enter(at time.Time) []Event {
	out := d.Tick(at)
	text := string(d.held)
	switch {
	case d.Typing && !d.code(text):
		return append(append(out, d.spill()...), Event{})
	case strings.TrimSpace(text) == "":
		d.held = nil
		return append(out, Event{})
	}
	d.held = nil
	return append(out, Event{Text: text})
}

// Tick gives out what waited long enough. The shell calls it while something is
// held.
func (d *Decoder) Tick(at time.Time) []Event {
	gap := at.Sub(d.last)
	switch {
	case len(d.held) == 0, gap <= Hold:
		return nil
	case gap > slow && d.stray: // another screen than it was for may be shown by now
		d.held = nil
		return nil
	case !d.Typing || d.prefixed():
		if gap > slow {
			return d.drop()
		}
		return nil
	}
	return d.spill()
}

// Held says that something waits for a Tick.
func (d *Decoder) Held() bool { return len(d.held) > 0 }

// drop forgets the beginning of a scan that was cut; typed text is never lost.
func (d *Decoder) drop() []Event {
	if d.Typing {
		return d.spill()
	}
	d.held = nil
	return nil
}

// spill gives everything held out as typed characters.
func (d *Decoder) spill() []Event {
	out := make([]Event, len(d.held))
	for i, r := range d.held {
		out[i] = Event{Rune: r}
	}
	d.held = nil
	return out
}

func (d *Decoder) code(text string) bool {
	return d.prefixed() && len(d.held) > len(prefix) || d.burst && len(d.held) >= 6 && d.Looks != nil && d.Looks(text)
}

// prefixed says that what is held begins, as far as it goes, with the prefix. A
// lone first letter does not count: it may be a name's.
func (d *Decoder) prefixed() bool {
	return len(d.held) >= len(prefix) && strings.EqualFold(string(d.held[:len(prefix)]), prefix)
}
