package kit

import (
	"strings"
	"unicode"
)

// wrap breaks text into lines that fit, losing nothing but the blanks it breaks
// at. It breaks after a Han character, at a blank, and after a tsheg or shad;
// never before closing punctuation or after an opening bracket. What fits no
// line is broken where it must be.
//
// A line is as wide as its pieces together: nothing is shaped across a place
// where a line may end. So each piece is measured once, and most pieces are
// single characters that were measured before: shaping a string is what costs.
// What fits one line, most texts, is measured whole.
func wrap(text string, width float32, measure func(string) float32) []string {
	if measure(text) <= width {
		return []string{strings.TrimRight(text, " ")}
	}
	var lines []string
	line, w := "", float32(0)
	for _, piece := range pieces(text) {
		if w+measure(strings.TrimRight(piece, " ")) <= width {
			line, w = line+piece, w+measure(piece)
			continue
		}
		if line != "" {
			lines = append(lines, strings.TrimRight(line, " "))
		}
		line = strings.TrimLeft(piece, " ")
		for measure(line) > width && len([]rune(line)) > 1 {
			n := fitting(line, width, measure)
			lines = append(lines, line[:n])
			line = line[n:]
		}
		w = measure(line)
	}
	return append(lines, strings.TrimRight(line, " "))
}

// whole says that no piece of text has to be broken inside to fit.
func whole(text string, width float32, measure func(string) float32) bool {
	if measure(text) <= width {
		return true
	}
	for _, piece := range pieces(text) {
		if measure(strings.TrimSpace(piece)) > width {
			return false
		}
	}
	return true
}

// fitting is how many bytes of a piece fit; at least one character.
func fitting(piece string, width float32, measure func(string) float32) int {
	last := 0
	for i, r := range piece {
		next := i + len(string(r))
		if last > 0 && measure(piece[:next]) > width {
			break
		}
		last = next
	}
	return last
}

// pieces cuts text where a line may end.
func pieces(text string) []string {
	var list []string
	runes := []rune(text)
	begin := 0
	for i := range runes {
		if i+1 == len(runes) || mayBreak(runes[i], runes[i+1]) {
			list = append(list, string(runes[begin:i+1]))
			begin = i + 1
		}
	}
	return list
}

const (
	closing = "，。、；：！？）》」』”’…·,.;:!?)]}%་།"
	opening = "（《「『“‘([{"
)

// mayBreak says whether a line may end between a and b.
func mayBreak(a, b rune) bool {
	switch {
	case strings.ContainsRune(closing, b), strings.ContainsRune(opening, a), b == ' ':
		return false
	case a == ' ', a == '་', a == '།':
		return true
	}
	return wide(a) || wide(b)
}

func wide(r rune) bool {
	return unicode.Is(unicode.Han, r) || r >= 0x3000 && r <= 0x303F || r >= 0xFF00 && r <= 0xFFEF
}
