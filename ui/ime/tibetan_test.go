package ime

import (
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

func TestEachStackIsBuiltLetterByLetter(t *testing.T) {
	for s := range stacks {
		runes := []rune(s)
		if !strings.ContainsRune(Consonants, runes[0]) || !norm.NFC.IsNormalString(s) || !Follows("", s) {
			t.Errorf("%q cannot be typed", s)
		}
		for i := 2; i < len(runes); i++ {
			if !stacks[string(runes[:i])] {
				t.Errorf("%q has no stack %q on its way", s, string(runes[:i]))
			}
		}
	}
	if len(stacks) < 100 {
		t.Errorf("%d stacks", len(stacks))
	}
}

func TestTheBoardHasTheThirtyLetters(t *testing.T) {
	if n := utf8.RuneCountInString(Consonants); n != 30 {
		t.Errorf("%d consonants", n)
	}
	for _, r := range Consonants {
		if under := Subjoined(r); under < 0x0F90 || under > 0x0FB9 {
			t.Errorf("%c has %U under it", r, under)
		}
	}
	if Subjoined('་') != 0 || Subjoined('a') != 0 {
		t.Error("a sign that is no consonant can be subjoined")
	}
}

func TestWhatMayFollow(t *testing.T) {
	for _, c := range []struct {
		text, signs string
		want        bool
	}{
		{"", "ཀ", true}, {"", "ཀྲི", true}, {"ཀ", "ྲ", true}, {"ས", "ྒྲོ", true}, {"ཀི", "་", true},
		{"", "ྲ", false}, {"", "ི", false}, {"ཀི", "ྲ", false}, {"ཀ", "ྐ", false}, {"ཀི", "ུ", false}, {"་", "ི", false}, {"ཀྲ", "ྭ", false},
		{"", "\u0F71", false}, {"ཀ", "\u0F71", true}, {"a", "\u0301", true}, {" ", "\u0301", false}, {"扎", "西", true},
	} {
		if got := Follows(c.text, c.signs); got != c.want {
			t.Errorf("%q behind %q: %t", c.signs, c.text, got)
		}
	}
}

func TestWhatAStackTakes(t *testing.T) {
	for _, c := range []struct {
		text, last string
		more       bool
	}{
		{"བཀྲ", "ཀྲ", false}, {"ས", "ས", true}, {"སྒ", "སྒ", true}, {"སྒོ", "", false}, {"", "", false}, {"扎", "", false}, {"ྲ", "", false},
	} {
		if LastStack(c.text) != c.last || MayStack(c.text) != c.more {
			t.Errorf("%q ends with %q, takes more: %t", c.text, LastStack(c.text), MayStack(c.text))
		}
	}
}

// FuzzFollows: what may follow sign by sign may follow at once, and the other way
// round; nothing panics.
func FuzzFollows(f *testing.F) {
	f.Add("བཀྲ", "ིས")
	f.Add("", "ྲ\u0F71")
	f.Fuzz(func(t *testing.T, text, signs string) {
		all, at := true, text
		for _, r := range signs {
			all = all && Follows(at, string(r))
			at += string(r)
		}
		if got := Follows(text, signs); got != all {
			t.Errorf("%q behind %q: %t at once, %t sign by sign", signs, text, got, all)
		}
	})
}
