package people

import (
	"errors"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"
)

// ErrName: empty, longer than MaxName, or with characters no name has.
var ErrName = errors.New("people: not a name")

// MaxName is the longest name, in characters (facts: names up to 30).
const MaxName = 30

// middleDot parts the parts of a transcribed name.
const middleDot = '·'

// ParseName reads a name as it is on the identity card: normalised to NFC,
// trimmed, with one kind of dot, without blanks between Chinese characters.
func ParseName(text string) (string, error) {
	if len(text) > 1024 || !utf8.ValidString(text) {
		return "", ErrName
	}
	s := strings.Map(func(r rune) rune {
		switch r {
		case '・', '•', '‧', '∙':
			return middleDot
		}
		return r
	}, norm.NFC.String(text))
	s = strings.Join(strings.Fields(s), " ")
	if strings.ContainsFunc(s, isHan) {
		s = strings.ReplaceAll(s, " ", "")
	}
	s = norm.NFC.String(strings.Trim(s, string(middleDot)+" "))
	n := utf8.RuneCountInString(s)
	if n == 0 || n > MaxName || strings.ContainsFunc(s, func(r rune) bool { return !NameRune(r) }) ||
		!strings.ContainsFunc(s, unicode.IsLetter) {
		return "", ErrName
	}
	return s, nil
}

// NameRune says whether r can be part of a name: letters and their marks of any
// script, the dot, the tsheg, and the blank, hyphen and apostrophe of Latin names.
func NameRune(r rune) bool {
	switch r {
	case middleDot, '・', '•', '‧', '∙', ' ', '-', '\'', '.', '་', '།':
		return true
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// MaskName hides a name as public screens and slips show it: 扎*珠, 扎*;
// with a dot or in Latin letters the first character and **; in Tibetan the
// first syllable and **.
func MaskName(name string) string {
	runes := []rune(name)
	switch {
	case len(runes) == 0:
		return ""
	case unicode.Is(unicode.Tibetan, runes[0]):
		first, _, _ := strings.Cut(strings.TrimLeft(name, "་"), "་")
		return strings.TrimRight(first, "།") + "་**"
	case !isHan(runes[0]), strings.ContainsRune(name, middleDot):
		return string(runes[0]) + "**"
	case len(runes) <= 2:
		return string(runes[0]) + "*"
	}
	return string(runes[0]) + "*" + string(runes[len(runes)-1])
}

// MaskPhone hides the middle of a telephone number: 138****6621.
func MaskPhone(phone string) string {
	if len(phone) < 8 {
		return strings.Repeat("*", len(phone))
	}
	return phone[:3] + "****" + phone[len(phone)-4:]
}

func isHan(r rune) bool { return unicode.Is(unicode.Han, r) }
