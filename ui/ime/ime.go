// Package ime finds the Chinese characters and words that keys stand for:
// letters of pinyin, strokes, parts of characters. It knows no screen and
// keeps no state between look-ups; everything it offers can be drawn with
// the fonts in assets.
package ime

// Candidate is a word that a buffer may stand for.
type Candidate struct {
	Text string // what is entered
	Keys int    // how many keys of the buffer it uses up; the rest stays
	Note string // shown small beside it: the reading of a rare character; "" else
}

// Context says where the word goes.
type Context struct {
	Before string // the text left of it
	Name   bool   // a person's name is written
}

// begins says whether a name, or a part of it behind ·, begins here.
func (c Context) begins() bool {
	for _, dot := range []string{"·", "・", "•"} {
		if n := len(c.Before) - len(dot); n >= 0 && c.Before[n:] == dot {
			return true
		}
	}
	return c.Before == ""
}
