package ime

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// The letters of the Tibetan keyboard.
const (
	// Consonants are the thirty in their traditional order, four a row.
	Consonants = "ཀཁགང" + "ཅཆཇཉ" + "ཏཐདན" + "པཕབམ" + "ཙཚཛཝ" + "ཞཟའཡ" + "རལཤས" + "ཧཨ"
	// Vowels stand over or under a stack; none is an a.
	Vowels = "ིེོུ"
	// TibetanDigits are the digits from one to nought.
	TibetanDigits = "༡༢༣༤༥༦༧༨༩༠"
	// Tsheg parts syllables.
	Tsheg = '་'
)

// stacks are all stacks of more than one letter that may be typed: those of
// Tibetan spelling, and the few of names that come from Sanskrit (པདྨ, བཛྲ,
// སིདྡྷི). A stack is written with its base letter and the subjoined ones.
var stacks = setOf(`
	རྐ རྒ རྔ རྗ རྙ རྟ རྡ རྣ རྦ རྨ རྩ རྫ
	ལྐ ལྒ ལྔ ལྕ ལྗ ལྟ ལྡ ལྤ ལྦ ལྷ
	སྐ སྒ སྔ སྙ སྟ སྡ སྣ སྤ སྦ སྨ སྩ
	ཀྱ ཁྱ གྱ པྱ ཕྱ བྱ མྱ ཧྱ
	ཀྲ ཁྲ གྲ ཏྲ ཐྲ དྲ ནྲ པྲ ཕྲ བྲ མྲ ཤྲ སྲ ཧྲ
	ཀླ གླ བླ ཟླ རླ སླ
	ཀྭ ཁྭ གྭ ཅྭ ཉྭ ཏྭ ཐྭ དྭ ཙྭ ཚྭ ཞྭ ཟྭ རྭ ལྭ ཤྭ སྭ ཧྭ
	རྐྱ རྒྱ རྨྱ སྐྱ སྒྱ སྤྱ སྦྱ སྨྱ
	སྐྲ སྒྲ སྣྲ སྤྲ སྦྲ སྨྲ
	གྲྭ ཕྱྭ རྩྭ
	གྷ ཛྷ དྷ བྷ དྨ དྡ དྡྷ ཛྲ ནྡ ནྡྲ ནྟ`)

func setOf(list string) map[string]bool {
	set := map[string]bool{}
	for _, s := range strings.Fields(list) {
		set[s] = true
	}
	return set
}

// Subjoined is the form of a consonant that stands under another; 0 when r is no
// consonant.
func Subjoined(r rune) rune {
	if !strings.ContainsRune(Consonants, r) {
		return 0
	}
	return r + 0x50 // U+0F40–0F69 and U+0F90–0FB9 run in parallel
}

// Stacks says whether r, a consonant, may be subjoined to the stack text ends with.
func Stacks(text string, r rune) bool {
	under := Subjoined(r)
	stack := LastStack(text)
	return under != 0 && stack != "" && stacks[stack+string(under)]
}

// MayStack says whether anything may be subjoined to the stack text ends with.
func MayStack(text string) bool {
	return strings.ContainsFunc(Consonants, func(r rune) bool { return Stacks(text, r) })
}

// LastStack is the stack text ends with, which takes a vowel still; "" when text
// ends with anything else.
func LastStack(text string) string {
	rest := strings.TrimRightFunc(text, subjoined)
	base, size := utf8.DecodeLastRuneInString(rest)
	if !strings.ContainsRune(Consonants, base) {
		return ""
	}
	return text[len(rest)-size:]
}

func subjoined(r rune) bool { return r >= 0x0F90 && r <= 0x0FBC }

// Follows says whether signs may be typed behind text: a subjoined letter under a
// stack that takes it, a vowel on one that has none, no mark on nothing.
func Follows(text, signs string) bool {
	for _, r := range signs {
		last, _ := utf8.DecodeLastRuneInString(text)
		switch {
		case subjoined(r) && !Stacks(text, r-0x50),
			strings.ContainsRune(Vowels, r) && LastStack(text) == "",
			unicode.IsMark(r) && !unicode.IsLetter(last) && !unicode.IsMark(last):
			return false
		}
		text += string(r)
	}
	return true
}
