package ime

import (
	"strings"
	"unicode"
)

// Match says whether text is meant by query, as typed into a search: a part
// of the text, or the syllables or initials of some of its characters one
// behind the other (顿, dunzhu, dz and xdun find 扎西顿珠). Blanks, dots,
// apostrophes and the size of letters make no difference; an empty query
// matches all.
func (p *Pinyin) Match(query, text string) bool {
	query, text = bare(query), bare(text)
	if strings.Contains(text, query) {
		return true
	}
	if len(query) > mostLetters {
		return false
	}
	// now[k]: the first k bytes of the query end here in the text.
	var now, next [mostLetters + 1]bool
	for _, r := range text {
		now[0] = true
		for k := range query {
			if now[k] {
				p.t.spend(query, k, string(r), &next)
			}
		}
		if next[len(query)] {
			return true
		}
		now, next = next, [mostLetters + 1]bool{}
	}
	return false
}

// spend marks where in the query one may stand after this character, coming
// from k.
func (t *table) spend(query string, k int, char string, next *[mostLetters + 1]bool) {
	rest := query[k:]
	if strings.HasPrefix(rest, char) {
		next[k+len(char)] = true
	}
	if rest[0] < 'a' || rest[0] > 'z' {
		return
	}
	for row := range t.readings(char) {
		s := t.syllable(row)
		n := 0
		for n < len(s) && n < len(rest) && s[n] == rest[n] {
			n++
			if n == 1 || n == 2 && s[1] == 'h' || n == len(s) || n == len(rest) {
				next[k+n] = true
			}
		}
	}
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
