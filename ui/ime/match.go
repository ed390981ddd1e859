package ime

import (
	"math/bits"
	"strings"
	"unicode"
)

// Matcher makes a test whether a text is meant by query, as typed into a search: a
// part of the text, or the syllables or initials of some of its characters one
// behind the other (顿, dunzhu, dz and xdun find 扎西顿珠). Blanks, dots,
// apostrophes and the size of letters make no difference; an empty query matches
// all. What a character may stand for is looked up once; the test must not be
// called by two goroutines at a time.
func (p *Pinyin) Matcher(query string) func(text string) bool {
	query = bare(query)
	known := map[rune][]places{}
	return func(text string) bool {
		text = bare(text)
		if strings.Contains(text, query) {
			return true
		}
		if len(query) >= mostLetters {
			return false
		}
		var now places // where in the query the letters end that the text stands for up to here
		for _, r := range text {
			from, there := known[r]
			if !there {
				from = p.t.spend(query, string(r))
				known[r] = from
			}
			now |= 1
			var next places
			for rest := now; rest != 0; rest &= rest - 1 {
				next |= from[bits.TrailingZeros64(uint64(rest))]
			}
			if now = next; now>>len(query) != 0 {
				return true
			}
		}
		return false
	}
}

// places is a set of places in a query of less than 64 bytes.
type places uint64

// spend is where in the query one may stand after this character, for each place
// before it.
func (t *table) spend(query, char string) []places {
	after := make([]places, len(query))
	for k := range len(query) {
		rest := query[k:]
		if strings.HasPrefix(rest, char) {
			after[k] |= 1 << (k + len(char))
		}
		if rest[0] < 'a' || rest[0] > 'z' {
			continue
		}
		for row := range t.readings(char) {
			s := t.syllable(row)
			n := 0
			for n < len(s) && n < len(rest) && s[n] == rest[n] {
				n++
				if n == 1 || n == 2 && s[1] == 'h' || n == len(s) || n == len(rest) {
					after[k] |= 1 << (k + n)
				}
			}
		}
	}
	return after
}

// bare is what of a text counts when it is searched.
func bare(s string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || strings.ContainsRune("·・•'’-", r) {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}
