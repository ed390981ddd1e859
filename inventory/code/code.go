// Package code writes and reads the codes on tags, cards and slips: a type
// letter, a number and a check character. It knows no record.
//
// A code is `T0001237`: letter T, number 123, check character 7. In a QR it is
// prefixed with `R:` so that it is known for one of ours (10 alphanumeric
// characters: QR version 1 at level H); people read it as `T-000123-7`.
//
// The check character is that of ISO/IEC 7064 MOD 37,36 over the letter and the
// digits. It detects every single wrong character and 994 of 1,000 swaps of
// neighbouring digits (code_test.go counts them all).
package code

import (
	"errors"
	"fmt"
	"strings"
)

// Kind is what a code stands for: its type letter.
type Kind byte

// The kinds of codes the shop uses.
const (
	Tool        Kind = 'T'
	Loan        Kind = 'L'
	Resident    Kind = 'R'
	Staff       Kind = 'S'
	Job         Kind = 'J'
	Hold        Kind = 'H'
	Reservation Kind = 'B' // a booking
	Consumable  Kind = 'C'
	Donation    Kind = 'D'
)

const kinds = "TLRSJHBCD"

// Code is one tag, card or slip. The zero Code is no code.
type Code struct {
	Kind   Kind
	Number uint32
}

// Errors of Parse. They say what is wrong with the code, never what was read.
var (
	// ErrForeign: not written like one of our codes (another shop's label,
	// a web address, a product's bar code).
	ErrForeign = errors.New("code: not one of ours")
	// ErrCheck: written like ours, but the check character does not fit:
	// misread or mistyped.
	ErrCheck = errors.New("code: wrong check character")
)

// MaxNumber is the largest number a code can carry (eight digits).
const MaxNumber = 99_999_999

// prefix marks the QR payload of this family of shops.
const prefix = "R:"

// String is the code as it is stored and typed: `T0001237`.
func (c Code) String() string {
	s := fmt.Sprintf("%c%06d", c.Kind, c.Number)
	return s + string(checkCharacter(s))
}

// Payload is the text of the QR code: `R:T0001237`.
func (c Code) Payload() string { return prefix + c.String() }

// Human is the code as people read it: `T-000123-7`.
func (c Code) Human() string {
	s := c.String()
	return s[:1] + "-" + s[1:len(s)-1] + "-" + s[len(s)-1:]
}

// Parse reads a payload, a typed code or one copied by eye: with or without
// the prefix, with or without dashes and blanks, in either case. It returns
// ErrForeign or ErrCheck.
func Parse(text string) (Code, error) {
	if len(text) > 32 {
		return Code{}, ErrForeign
	}
	s := strings.ToUpper(strings.TrimSpace(text))
	s = strings.TrimPrefix(s, prefix)
	s = strings.NewReplacer("-", "", " ", "").Replace(s)
	if len(s) < 8 || len(s) > 10 || !strings.Contains(kinds, s[:1]) {
		return Code{}, ErrForeign
	}
	digits, check := s[1:len(s)-1], s[len(s)-1]
	var n uint32
	for i := range len(digits) {
		d := digits[i]
		if d < '0' || d > '9' {
			return Code{}, ErrForeign
		}
		n = n*10 + uint32(d-'0')
	}
	if len(digits) > 6 && digits[0] == '0' {
		return Code{}, ErrForeign
	}
	if strings.IndexByte(alphabet, check) < 0 {
		return Code{}, ErrForeign
	}
	if checkCharacter(s[:len(s)-1]) != check {
		return Code{}, ErrCheck
	}
	return Code{Kind: Kind(s[0]), Number: n}, nil
}

const alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"

// checkCharacter is the hybrid system MOD 37,36 of ISO/IEC 7064:2003: with
// p = 36 at the start, p = ((p + a) mod 36, or 36 if that is 0) * 2 mod 37 for
// each character a; the check character c makes (p + c) mod 36 = 1.
func checkCharacter(s string) byte {
	p := 36
	for i := range len(s) {
		p = (p + strings.IndexByte(alphabet, s[i])) % 36
		if p == 0 {
			p = 36
		}
		p = p * 2 % 37
	}
	return alphabet[(37-p)%36]
}
