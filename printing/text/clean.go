package text

import (
	"strings"
	"unicode"
)

// Clean is s as it can be set: valid UTF-8, without control characters,
// invisible marks and variation selectors. Line ends become "\n", a tab a
// blank. What is left is never dropped again.
func Clean(s string) string {
	s = strings.ToValidUTF8(s, "\uFFFD")
	s = strings.ReplaceAll(s, "\r\n", "\n")
	return strings.Map(cleanRune, s)
}

func cleanRune(r rune) rune {
	switch {
	case r == '\n' || r == '\r' || r == '\u0085' || r == '\u2028' || r == '\u2029':
		return '\n'
	case r == '\t':
		return ' '
	case unicode.Is(unicode.Cc, r), unicode.Is(unicode.Cf, r), unicode.Is(unicode.Variation_Selector, r):
		return -1
	case r&0xFFFE == 0xFFFE, r >= 0xFDD0 && r <= 0xFDEF: // for no interchange
		return -1
	}
	return r
}

// Missing is the characters of s that the faces on board cannot print, each
// once, in the order they appear.
func Missing(s string) []rune {
	var out []rune
	seen := map[rune]bool{}
	for _, r := range Clean(s) {
		if r != '\n' && !seen[r] && Regular().Glyph(r) == 0 && !isBlank(r) {
			out = append(out, r)
		}
		seen[r] = true
	}
	return out
}

// isBlank says that r leaves no ink and may hang over the end of a line.
func isBlank(r rune) bool { return unicode.Is(unicode.Zs, r) && r != '\u00A0' && r != '\u202F' }
