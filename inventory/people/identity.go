// Package people is what the shop may know of a person and how carefully: identity
// numbers, telephone numbers, names, masking. It knows no loan and no screen.
package people

import (
	"errors"
	"fmt"
	"strings"
	"time"
)

// IDFault is why an identity number cannot be right.
type IDFault int

// The faults, in the order they can be noticed while somebody types.
const (
	IDTooLong   IDFault = iota + 1 // more than 18 characters
	IDCharacter                    // no digit (or no X at the 18th place)
	IDRegion                       // no such region
	IDDate                         // no such day, or one that is not over
	IDCheck                        // the last character does not fit the others
	IDTooShort                     // not yet 18 characters
	IDOld                          // 15 digits: the first generation, no longer valid
)

// BadID says what is wrong with an identity number and where, counted from 1.
// It never carries the number.
type BadID struct {
	Fault IDFault
	Place int
}

func (e *BadID) Error() string {
	return fmt.Sprintf("people: identity number: fault %d at character %d", e.Fault, e.Place)
}

// CitizenID is a checked 18-character number of GB 11643-1999: a citizen's, a
// residence permit's for Hong Kong, Macau and Taiwan residents (81, 82, 83) or
// a foreigner's permanent residence card's of 2023 (9).
type CitizenID string

// CheckTyped looks at an identity number while it is typed: nil means right so
// far. today is the shop's day. The returned error is a *BadID.
func CheckTyped(digits string, today time.Time) error {
	s := strings.ToUpper(digits)
	for i := range len(s) {
		switch c := s[i]; {
		case i >= 18:
			return &BadID{IDTooLong, i + 1}
		case c >= '0' && c <= '9':
		case c == 'X' && i == 17:
		default:
			return &BadID{IDCharacter, i + 1}
		}
		switch i {
		case 1:
			if !regions[s[:2]] && s[0] != '9' {
				return &BadID{IDRegion, 2}
			}
		case 9, 11, 13:
			if !dateSoFar(s[6:i+1], today) {
				return &BadID{IDDate, i + 1}
			}
		case 17:
			if checkDigit(s[:17]) != s[17] {
				return &BadID{IDCheck, 18}
			}
		}
	}
	return nil
}

// ParseCitizenID reads a complete number. The returned error is a *BadID.
func ParseCitizenID(text string, today time.Time) (CitizenID, error) {
	s := strings.ToUpper(strings.ReplaceAll(strings.TrimSpace(text), " ", ""))
	if len(s) == 15 && strings.Trim(s, "0123456789") == "" {
		return "", &BadID{IDOld, 15}
	}
	if err := CheckTyped(s, today); err != nil {
		return "", err
	}
	if len(s) < 18 {
		return "", &BadID{IDTooShort, len(s) + 1}
	}
	return CitizenID(s), nil
}

// Born is the day of birth, at midnight UTC.
func (id CitizenID) Born() time.Time {
	if len(id) != 18 {
		return time.Time{}
	}
	day, err := time.Parse("20060102", string(id[6:14]))
	if err != nil {
		return time.Time{}
	}
	return day
}

// Age is the number of full years on the given day.
func (id CitizenID) Age(on time.Time) int {
	born := id.Born()
	years := on.Year() - born.Year()
	if on.Month() < born.Month() || on.Month() == born.Month() && on.Day() < born.Day() {
		years--
	}
	return years
}

// LastFour is what the counter asks for to recognise somebody.
func (id CitizenID) LastFour() string {
	if len(id) != 18 {
		return ""
	}
	return string(id[14:])
}

// checkDigit is that of GB 11643-1999: ISO 7064 MOD 11-2 over 17 digits.
func checkDigit(s string) byte {
	sum := 0
	for i, w := range []int{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2} {
		sum += w * int(s[i]-'0')
	}
	return "10X98765432"[sum%11]
}

// dateSoFar says whether some day between 1900 and today begins with the digits.
func dateSoFar(digits string, today time.Time) bool {
	year := atoi(digits[:4])
	if year < 1900 || year > today.Year() {
		return false
	}
	if len(digits) < 6 {
		return true
	}
	month := atoi(digits[4:6])
	if month < 1 || month > 12 {
		return false
	}
	if len(digits) < 8 {
		return !time.Date(year, time.Month(month), 1, 0, 0, 0, 0, today.Location()).After(today)
	}
	day := time.Date(year, time.Month(month), atoi(digits[6:8]), 0, 0, 0, 0, today.Location())
	return day.Day() == atoi(digits[6:8]) && !day.After(today)
}

func atoi(digits string) int {
	n := 0
	for i := range len(digits) {
		n = n*10 + int(digits[i]-'0')
	}
	return n
}

// regions are the first two digits in use (GB/T 2260), with the parts for
// residence permits.
var regions = func() map[string]bool {
	m := map[string]bool{}
	for _, r := range strings.Fields("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83") {
		m[r] = true
	}
	return m
}()

// Invented is an obviously invented citizen's number with a right check digit,
// for demonstrations and tests: number n of the people born that day in the
// region 549900, which is nobody's.
func Invented(born time.Time, n int) CitizenID {
	s := "549900" + born.Format("20060102") + fmt.Sprintf("%03d", n%1000)
	return CitizenID(s + string(checkDigit(s)))
}

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
