package jobs

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Place is where a job is. Street alone may be shown to every volunteer, so no
// number stands in it; the rest is for who goes there.
type Place struct {
	Street   string `cbor:"1,keyasint,omitempty"` // "" is the shop's own neighbourhood
	Building string `cbor:"2,keyasint,omitempty"`
	Unit     string `cbor:"3,keyasint,omitempty"`
	Room     string `cbor:"4,keyasint,omitempty"`
}

// ErrPlace: no room is given, the number of a house stands in the street, or a
// part is too long or has characters no door has.
var ErrPlace = errors.New("jobs: not an address")

// LongestPart is how many characters a part of a place may have.
const LongestPart = 20

// Checked is the place trimmed, or ErrPlace.
func (p Place) Checked() (Place, error) {
	for _, part := range []*string{&p.Street, &p.Building, &p.Unit, &p.Room} {
		*part = strings.TrimSpace(*part)
		if !utf8.ValidString(*part) || utf8.RuneCountInString(*part) > LongestPart || strings.ContainsFunc(*part, unprintable) {
			return p, ErrPlace
		}
	}
	if p.Room == "" || !StreetOnly(p.Street) {
		return p, ErrPlace
	}
	return p, nil
}

// StreetOnly says that no number of a house stands in a street.
func StreetOnly(street string) bool {
	return !strings.ContainsFunc(street, unicode.IsNumber) && !strings.ContainsAny(street, houseWords)
}

// houseWords stand behind the number of a house, a staircase or a flat.
const houseWords = "号栋幢室"

func unprintable(r rune) bool { return !unicode.IsPrint(r) }

// Same is the place as it is compared: without blanks, in one case.
func (p Place) Same() string {
	var parts []string
	for _, s := range []string{p.Street, p.Building, p.Unit, p.Room} {
		parts = append(parts, strings.ToUpper(strings.Join(strings.Fields(s), "")))
	}
	return strings.Join(parts, "\x00")
}

// Order is the place as a round is sorted by it: numbers by their value, so that
// building 9 comes before building 10.
func (p Place) Order() string {
	var b strings.Builder
	for _, part := range []string{p.Street, p.Building, p.Unit, p.Room} {
		digits := ""
		for _, r := range part + "\x00" {
			if r >= '0' && r <= '9' {
				digits += string(r)
				continue
			}
			if digits != "" {
				b.WriteString(strings.Repeat("0", max(20-len(digits), 0)) + digits)
				digits = ""
			}
			b.WriteRune(r)
		}
	}
	return b.String()
}

const aPlace = "[place]"

// LogValue keeps an address out of every log.
func (Place) LogValue() slog.Value { return slog.StringValue(aPlace) }

// String keeps an address out of every printed error.
func (Place) String() string { return aPlace }

// Format keeps an address out of every verb.
func (Place) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, aPlace) }
