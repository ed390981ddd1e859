package people

import (
	"errors"
	"strings"
)

// ErrPhone: not a mobile number of mainland China.
var ErrPhone = errors.New("people: not a mobile number")

// ParsePhone reads a mobile number: 11 digits, the second 3 to 9. Blanks and
// dashes are left out.
func ParsePhone(text string) (string, error) {
	s := strings.NewReplacer(" ", "", "-", "").Replace(strings.TrimSpace(text))
	if len(s) != 11 || !PhoneSoFar(s) {
		return "", ErrPhone
	}
	return s, nil
}

// PhoneSoFar says whether a mobile number may begin with these digits.
func PhoneSoFar(digits string) bool {
	if strings.Trim(digits, "0123456789") != "" || len(digits) > 11 {
		return false
	}
	return (len(digits) < 1 || digits[0] == '1') && (len(digits) < 2 || digits[1] >= '3')
}
