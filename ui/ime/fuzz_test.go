package ime

import (
	"strings"
	"testing"
	"unicode/utf8"
)

// FuzzLook types anything on every keyboard: what is offered can be entered
// and uses keys up, so that picking comes to an end.
func FuzzLook(f *testing.F) {
	for _, buffer := range []string{"zhaxidunzhu", "zxdz", "'", "xi'an''", "lv", "hs*z", "土口", "tukou", "shishishishi", "\xff", "zha\x00", strings.Repeat("zhuang", 20), strings.Repeat("*", 64), strings.Repeat("水", 4)} {
		f.Add(buffer, "扎西·", true, false)
		f.Add(buffer, "", false, true)
	}
	p, parts := pinyin(f), parts(f)
	f.Fuzz(func(t *testing.T, buffer, before string, name, fuzzy bool) {
		c := Context{Before: before, Name: name}
		rest := buffer
		for picks := 0; rest != ""; picks++ {
			list := p.Look(rest, c, fuzzy)
			canBeEntered(t, list, len(rest))
			if len(list) == 0 {
				break
			}
			if picks > len(buffer) {
				t.Fatalf("%q is not used up", buffer)
			}
			pick := list[picks%len(list)]
			rest, c.Before = rest[pick.Keys:], c.Before+pick.Text
		}
		canBeEntered(t, parts.strokes.Look(buffer, c), len(buffer))
		canBeEntered(t, parts.Spelt(buffer, c), len(buffer))
		canBeEntered(t, parts.Look(buffer, c), utf8.RuneCountInString(buffer))
		if utf8.ValidString(buffer) && !p.Matcher(buffer)(before+buffer) {
			t.Errorf("%q is not found in %q", buffer, before+buffer)
		}
		p.Matcher(buffer)(before)
		parts.ByRadical(buffer, len(before))
	})
}

func canBeEntered(t *testing.T, list []Candidate, keys int) {
	seen := map[string]bool{}
	for _, c := range list {
		if c.Keys < 1 || c.Keys > keys || c.Text == "" || !utf8.ValidString(c.Text) || seen[c.Text] {
			t.Fatalf("of %d keys: %+v", keys, c)
		}
		seen[c.Text] = true
	}
	if len(list) > 2000 {
		t.Fatalf("%d candidates", len(list))
	}
}
