package typing

import (
	"slices"
	"sync"
	"sync/atomic"

	"redwrench/ui/ime"
)

// dictionaries are what all texts look into.
type dictionaries struct {
	pinyin  *ime.Pinyin
	strokes *ime.Strokes
	parts   *ime.Parts
}

var (
	loaded  atomic.Pointer[dictionaries]
	loading sync.Once
	failure error
)

// Load reads the dictionaries, once for the process. It takes some tenths of a
// second and belongs off the UI's goroutine; until it is done there are no
// candidates. It fails only where the program was built wrongly.
func Load() error {
	loading.Do(func() {
		var d dictionaries
		if d.pinyin, failure = ime.NewPinyin(); failure != nil {
			return
		}
		if d.strokes, failure = ime.NewStrokes(); failure != nil {
			return
		}
		if d.parts, failure = ime.NewParts(); failure != nil {
			return
		}
		loaded.Store(&d)
	})
	return failure
}

// Sounding makes a test whether a text is meant by letters: the pinyin of some of
// its characters, or the initials (cz: 锤子). It is false until Load is done, and
// is asked by one goroutine.
func Sounding(letters string) func(text string) bool {
	d := loaded.Load()
	if d == nil {
		return func(string) bool { return false }
	}
	return d.pinyin.Matcher(letters)
}

// mostSpelt is how many characters are offered for the names of their parts.
const mostSpelt = 8

// withSpelt puts characters named by their parts (tukou: 𠮷) behind the words
// that use all keys up, before those that leave some.
func withSpelt(found, spelt []ime.Candidate, keys int) []ime.Candidate {
	i := slices.IndexFunc(found, func(c ime.Candidate) bool { return c.Keys < keys })
	if i < 0 {
		i = len(found)
	}
	return slices.Insert(found, i, spelt[:min(len(spelt), mostSpelt)]...)
}

// look is what the buffer may stand for; at the end of pinyin's the letters
// themselves.
func (t *Text) look() []ime.Candidate {
	if t.buffer == "" {
		return nil
	}
	var found []ime.Candidate
	if d := loaded.Load(); d != nil {
		c := ime.Context{Before: t.text, Name: t.rules.Name}
		switch t.Board() {
		case Pinyin:
			found = d.pinyin.Look(t.buffer, c, !t.rules.Exact)
			if c.Name {
				found = withSpelt(found, d.parts.Spelt(t.buffer, c), len(t.buffer))
			}
		case Strokes:
			found = d.strokes.Look(t.buffer, c)
		case Rare:
			found = t.rare(d.parts, c)
		}
	}
	if t.Board() == Pinyin {
		found = append(found, ime.Candidate{Text: t.buffer, Keys: len(t.buffer)})
	}
	return found
}
