package jobcard

import (
	"slices"
	"strconv"

	"redwrench/inventory/jobs"
	"redwrench/ui/say"
	"redwrench/ui/typing"
)

// How many ready phrases the words know.
const (
	endReasons  = 5
	passReasons = 5
	didPhrases  = 10
	whyPhrases  = 8
	materials   = 12
)

// Choice is ready phrases to choose from, beside own words.
type Choice struct {
	Title  string // key of the words
	Stem   string // of the phrases' keys; a number stands behind
	N      int
	One    bool // only one of them
	Chosen []int
	Own    string

	from Step
	then func(text string)
}

// choose asks for phrases.
func (f *Flow) choose(c Choice) {
	f.Choice = c
	f.ask(Phrases)
}

// Key is the key of a phrase.
func (c Choice) Key(phrase int) string { return c.Stem + strconv.Itoa(phrase) }

// Has says that a phrase is chosen.
func (c Choice) Has(phrase int) bool { return slices.Contains(c.Chosen, phrase) }

// Toggle chooses a phrase, or not.
func (f *Flow) Toggle(phrase int) {
	switch c := &f.Choice; {
	case c.Has(phrase):
		c.Chosen = slices.DeleteFunc(c.Chosen, func(p int) bool { return p == phrase })
	case c.One:
		c.Chosen = []int{phrase}
	default:
		c.Chosen = append(c.Chosen, phrase)
	}
	f.stage.Refresh()
}

// Chose says that something is chosen or written.
func (f *Flow) Chose() bool { return len(f.Choice.Chosen) > 0 || f.Choice.Own != "" }

// Choose goes on with what was chosen, as a text in the language of the screen.
func (f *Flow) Choose() {
	if f.Busy || !f.Chose() {
		return
	}
	c, lang := f.Choice, f.stage.Lang()
	var list []string
	for p := range c.N {
		if c.Has(p) {
			list = append(list, lang.Say(c.Key(p)))
		}
	}
	if c.Own != "" {
		list = append(list, c.Own)
	}
	c.then(say.Listed(lang, list, ""))
}

// Write asks for own words.
func (f *Flow) Write() {
	f.Words.Set(f.Choice.Own)
	f.ask(Writing)
}

// Press does something on the keyboard.
func (f *Flow) Press(e typing.Event) {
	if f.Step == Writing && !f.Busy {
		f.refuse(f.Words.Do(e))
	}
}

// Written takes what was written.
func (f *Flow) Written() {
	if composed, err := f.Words.Settle(); composed || err != nil {
		f.refuse(err)
		return
	}
	f.Choice.Own = f.Words.String()
	f.ask(Phrases)
}

// Sum is a sum being typed, in fen.
type Sum struct {
	Title string // key of the words
	Fen   jobs.Fen

	from Step
	then func(jobs.Fen)
}

// sum asks for a sum.
func (f *Flow) sum(title string, now jobs.Fen, from Step, then func(jobs.Fen)) {
	f.Sum = Sum{Title: title, Fen: now, from: from, then: then}
	f.ask(Money)
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.ID != 0 && (f.Step == Money || f.Step == Writing) }

// Writing says that own words are typed: the keyboard needs the width.
func (f *Flow) Writing() bool { return f.ID != 0 && f.Step == Writing }

// Rune types a digit of the sum, fen last, or a character of the words.
func (f *Flow) Rune(r rune) {
	if f.Step == Writing {
		f.Press(typing.Press(r))
		return
	}
	if more := f.Sum.Fen*10 + jobs.Fen(r-'0'); r >= '0' && r <= '9' && more <= jobs.MostFen {
		f.Sum.Fen = more
		f.stage.Refresh()
	}
}

// Erase takes the last digit or character back.
func (f *Flow) Erase() {
	if f.Step == Writing {
		f.Press(typing.Event{Act: typing.Erase})
		return
	}
	f.Sum.Fen /= 10
	f.stage.Refresh()
}

// Enter goes on with what was typed.
func (f *Flow) Enter() {
	switch f.Step {
	case Writing:
		f.Written()
	case Money:
		f.KeepSum()
	}
}

// KeepSum takes the sum.
func (f *Flow) KeepSum() {
	s := f.Sum
	s.then(s.Fen)
	if f.Step == Money {
		f.ask(s.from)
	}
}
