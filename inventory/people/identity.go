// Package people is what the shop may know of a person and how carefully: identity
// documents, telephone numbers, names, masking. It knows no loan and no screen.
package people

import (
	"fmt"
	"strings"
	"time"
)

// Kind is which document a number stands on. The zero Kind is the citizen's
// identity card: records of layout 1 know no other.
type Kind int

// The documents a resident can register with.
const (
	CitizenCard     Kind = iota // 居民身份证, GB 11643-1999
	ResidencePermit             // 港澳台居民居住证: the same format, beginning with 81, 82 or 83
	ForeignerCard               // 外国人永久居留身份证: 9 and the same format (2023), or 3 letters and 12 digits (before)
	Passport                    // 5 to 20 letters and digits
	NoDocument                  // a child under a guardian: no number is kept (PIPL Art. 31)
)

// ID is one identity document: its kind and its number in normal form (upper
// case, no blanks). Nothing prints or logs it. It is part of Person's record.
type ID struct {
	Number string `cbor:"3,keyasint,omitempty"`
	Kind   Kind   `cbor:"6,keyasint,omitempty"`
}

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
	IDPermit                       // a residence permit begins with 81, 82 or 83
	IDForeigner                    // neither 9 and 17 more nor 3 letters and 12 digits
	IDPassport                     // not 5 to 20 letters and digits
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

// CheckTyped looks at the number of a document while it is typed: nil means
// right so far. today is the shop's day. The returned error is a *BadID.
//
// A citizen's field also takes the 18 characters of a residence permit and of a
// foreigner's card, which say themselves what they are.
func CheckTyped(kind Kind, text string, today time.Time) error {
	s := normal(text)
	switch kind {
	default:
		return &BadID{IDCharacter, 1} // no document
	case CitizenCard:
	case ResidencePermit:
		if len(s) > 0 && s[0] != '8' {
			return &BadID{IDPermit, 1}
		}
		if len(s) > 1 && !permits[s[:2]] {
			return &BadID{IDPermit, 2}
		}
	case ForeignerCard:
		if len(s) > 0 && s[0] != '9' {
			return foreignerSoFar(s)
		}
	case Passport:
		return passportSoFar(s)
	case NoDocument:
		if s != "" {
			return &BadID{IDTooLong, 1}
		}
		return nil
	}
	return eighteenSoFar(s, today)
}

// eighteenSoFar is the format of GB 11643-1999: region, day of birth, sequence,
// check character.
func eighteenSoFar(s string, today time.Time) error {
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

// foreignerSoFar is the card before 2023: 3 letters (the nation) and 12 digits.
func foreignerSoFar(s string) error {
	for i := range len(s) {
		if i < 3 && !letter(s[i]) || i >= 3 && !digit(s[i]) || i >= 15 {
			return &BadID{IDForeigner, i + 1}
		}
	}
	return nil
}

const passportMin, passportMax = 5, 20

func passportSoFar(s string) error {
	for i := range len(s) {
		if i >= passportMax || !letter(s[i]) && !digit(s[i]) {
			return &BadID{IDPassport, i + 1}
		}
	}
	return nil
}

// ParseID reads the complete number of a document. The kind of an ID read from
// a citizen's field follows the number: 81 to 83 is a residence permit's, 9 a
// foreigner's card's. The returned error is a *BadID.
func ParseID(kind Kind, text string, today time.Time) (ID, error) {
	s := normal(text)
	if kind == CitizenCard && len(s) == 15 && strings.Trim(s, "0123456789") == "" {
		return ID{}, &BadID{IDOld, 15}
	}
	if err := CheckTyped(kind, s, today); err != nil {
		return ID{}, err
	}
	switch {
	case kind == NoDocument:
	case kind == Passport:
		if len(s) < passportMin {
			return ID{}, &BadID{IDPassport, len(s) + 1}
		}
	case kind == ForeignerCard && s != "" && letter(s[0]):
		if len(s) < 15 {
			return ID{}, &BadID{IDForeigner, len(s) + 1}
		}
	case len(s) < 18:
		return ID{}, &BadID{IDTooShort, len(s) + 1}
	case s[0] == '9':
		kind = ForeignerCard
	case permits[s[:2]]:
		kind = ResidencePermit
	}
	return ID{Number: s, Kind: kind}, nil
}

// Born is the day of birth the number tells, at midnight UTC; the zero time
// when it tells none (a passport, a foreigner's card before 2023).
func (id ID) Born() time.Time {
	if len(id.Number) != 18 || id.Kind == Passport || id.Kind == NoDocument {
		return time.Time{}
	}
	day, err := time.Parse("20060102", id.Number[6:14])
	if err != nil {
		return time.Time{}
	}
	return day
}

// LastFour is what the counter asks for to recognise somebody; empty without a
// document.
func (id ID) LastFour() string {
	if len(id.Number) < passportMin {
		return ""
	}
	return id.Number[len(id.Number)-4:]
}

// Same is what two writings of one document have in common and no two documents
// share: the look-up is made of it. All 18-character numbers are of one family,
// told apart by how they begin, and look up as records of layout 1 do. Passports
// of two nations with the same number are taken for one; staff then look.
func (id ID) Same() (family, number string) {
	switch {
	case id.Kind == Passport:
		return "document/passport", id.Number
	case id.Kind == ForeignerCard && len(id.Number) == 15:
		return "document/foreigner", id.Number
	}
	return "document", id.Number
}

// normal is text in upper case without blanks, full-width characters as plain ones.
func normal(text string) string {
	return strings.Map(func(r rune) rune {
		if r >= '！' && r <= '～' {
			r -= '！' - '!'
		}
		switch {
		case r == ' ' || r == '\t' || r == '\u3000':
			return -1
		case r >= 'a' && r <= 'z':
			return r - 'a' + 'A'
		}
		return r
	}, text)
}

func digit(c byte) bool  { return c >= '0' && c <= '9' }
func letter(c byte) bool { return c >= 'A' && c <= 'Z' }

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
var regions = set("11 12 13 14 15 21 22 23 31 32 33 34 35 36 37 41 42 43 44 45 46 50 51 52 53 54 61 62 63 64 65 71 81 82 83")

// permits are the first two digits of residence permits: Hong Kong, Macau, Taiwan.
var permits = set("81 82 83")

func set(words string) map[string]bool {
	m := map[string]bool{}
	for _, w := range strings.Fields(words) {
		m[w] = true
	}
	return m
}

// Invented is an obviously invented citizen's number with a right check digit,
// for demonstrations and tests: number n of the people born that day in the
// region 549900, which is nobody's.
func Invented(born time.Time, n int) ID { return InventedAs(CitizenCard, born, n) }

// InventedAs is an obviously invented document of any kind, for demonstrations
// and tests: regions 549900, 819900 and 999999 are nobody's, nor is a passport
// that begins with TEST.
func InventedAs(kind Kind, born time.Time, n int) ID {
	region := map[Kind]string{CitizenCard: "549900", ResidencePermit: "819900", ForeignerCard: "999999"}[kind]
	switch {
	case kind == Passport:
		return ID{Kind: kind, Number: fmt.Sprintf("TEST%05d", n%100000)}
	case region == "":
		return ID{Kind: NoDocument}
	}
	s := region + born.Format("20060102") + fmt.Sprintf("%03d", n%1000)
	return ID{Kind: kind, Number: s + string(checkDigit(s))}
}
