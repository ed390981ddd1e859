package ime

import "strings"

// spelling is what typed letters stand for, all beginning with one letter.
type spelling struct {
	letter        byte
	full, near    sounds // the syllables so spelt; those often mixed up with one
	begins, nears sounds // the syllables that go on after these letters; likewise
}

// spellings knows every row of letters that is or begins a syllable.
func spellings(t *table) map[string]spelling {
	m := map[string]spelling{}
	note := func(typed string, letter byte, bit sounds, near bool) {
		for n := 1; n <= len(typed); n++ {
			s := m[typed[:n]]
			s.letter = letter
			switch {
			case n == len(typed) && near:
				s.near |= bit
			case n == len(typed):
				s.full |= bit
			case near:
				s.nears |= bit
			default:
				s.begins |= bit
			}
			m[typed[:n]] = s
		}
	}
	for letter, syllables := range t.by {
		for i, s := range syllables {
			bit := sounds(1) << i
			note(s, byte(letter), bit, false)
			for _, other := range alsoSpelt(s) {
				note(other, byte(letter), bit, false)
			}
			for _, other := range mixedUp(s) {
				note(other, byte(letter), bit, true)
			}
		}
	}
	return m
}

// alsoSpelt are the other ways to type a syllable with ü.
func alsoSpelt(s string) []string {
	switch s {
	case "nve", "lve":
		return []string{s[:1] + "ue", s[:1] + "yue"}
	case "nv", "lv":
		return []string{s[:1] + "yu"}
	}
	if len(s) > 1 && s[1] == 'u' && strings.IndexByte("jqxy", s[0]) >= 0 && !strings.HasPrefix(s, "you") {
		return []string{s[:1] + "v" + s[2:]}
	}
	return nil
}

// mixedUp are the syllables that southern and Tibetan speakers hear alike:
// zh and z, ch and c, sh and s, n and l, eng and en, ing and in.
func mixedUp(s string) []string {
	begins := []string{""}
	rest := s
	for _, pair := range [][2]string{{"zh", "z"}, {"ch", "c"}, {"sh", "s"}, {"z", "zh"}, {"c", "ch"}, {"s", "sh"}, {"n", "l"}, {"l", "n"}} {
		if after, ok := strings.CutPrefix(s, pair[0]); ok {
			begins, rest = []string{pair[0], pair[1]}, after
			break
		}
	}
	ends := []string{rest}
	for _, end := range []string{"en", "in"} {
		if stem, ok := strings.CutSuffix(rest, end); ok {
			ends = append(ends, stem+end+"g")
		} else if stem, ok := strings.CutSuffix(rest, end+"g"); ok {
			ends = append(ends, stem+end)
		}
	}
	var all []string
	for _, b := range begins {
		for _, e := range ends {
			if b+e != s {
				all = append(all, b+e)
			}
		}
	}
	return all
}

// token is one syllable read at a place of the buffer.
type token struct {
	end       int // place behind it and any apostrophes
	letter    byte
	set, near sounds // near: with nearCost more
	cost      int
}

// tokens are the ways to read a syllable at place i of the buffer. Letters
// that make a syllable together are not read as initials one by one.
func (t *table) tokens(buffer string, i int, fuzzy bool) []token {
	var whole, begun []token
	for end := i + 1; end <= len(buffer); end++ {
		s, ok := t.spelt[buffer[i:end]]
		if !ok {
			break
		}
		if !fuzzy {
			s.near, s.nears = 0, 0
		}
		behind := skip(buffer, end)
		if s.full|s.near != 0 {
			whole = append(whole, token{behind, s.letter, s.full, s.near &^ s.full, 0})
		}
		if cost := beginCost(buffer, i, end); cost > 0 && s.begins|s.nears != 0 {
			set := s.begins &^ s.full
			begun = append(begun, token{behind, s.letter, set, s.nears &^ set &^ s.full, cost})
		}
	}
	if len(whole) == 0 {
		return begun
	}
	vowel := strings.IndexByte("aeo", buffer[i]) >= 0
	for _, b := range begun {
		if b.cost == tailCost || vowel {
			b.cost += moreCost
			whole = append(whole, b)
		}
	}
	return whole
}

// beginCost is what it costs to take buffer[i:end] for the beginning of a
// syllable: at the end of the buffer any will do, within it only an initial;
// 0 if it cannot be one.
func beginCost(buffer string, i, end int) int {
	if end == len(buffer) || buffer[end] == '\'' {
		return tailCost
	}
	if end == i+1 || end == i+2 && buffer[i+1] == 'h' {
		return initialCost
	}
	return 0
}

// skip is the place behind the apostrophes that stand at place i.
func skip(buffer string, i int) int {
	for i < len(buffer) && buffer[i] == '\'' {
		i++
	}
	return i
}
