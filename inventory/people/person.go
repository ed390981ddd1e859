package people

import (
	"errors"
	"fmt"
	"io"
	"log/slog"
	"strings"
	"time"
	"unicode"
)

// Home is where somebody lives: building, unit and room, as on the door.
type Home struct {
	Building string `cbor:"1,keyasint,omitempty"`
	Unit     string `cbor:"2,keyasint,omitempty"`
	Room     string `cbor:"3,keyasint,omitempty"`
}

// Consent is which text somebody agreed to and when (PIPL Art. 13-15).
type Consent struct {
	Version string    `cbor:"1,keyasint"`
	At      time.Time `cbor:"2,keyasint"`
}

// Person is what the shop knows of a resident. It is stored sealed, shown
// masked, and never logged. The number of the document is field 3 of the
// record, as in layout 1, and its kind field 6.
type Person struct {
	Name  string `cbor:"1,keyasint"`
	Phone string `cbor:"2,keyasint"`
	ID
	Home    Home      `cbor:"4,keyasint"`
	Consent Consent   `cbor:"5,keyasint"`
	Born    time.Time `cbor:"7,keyasint,omitzero"` // midnight UTC of the day of birth, when the document does not tell it
}

// ErrBorn: the document tells no day of birth, and none that can be was given.
var ErrBorn = errors.New("people: no day of birth")

// Birth is the day of birth, at midnight UTC; the zero time when nobody knows it.
func (p Person) Birth() time.Time {
	if born := p.ID.Born(); !born.IsZero() {
		return born
	}
	if p.Born.IsZero() {
		return time.Time{}
	}
	return p.Born.UTC().Truncate(24 * time.Hour)
}

// Age is the number of full years on the day of on, read in on's own zone. An
// unknown age is 0: too young for whatever has an age.
func (p Person) Age(on time.Time) int {
	born := p.Birth()
	if born.IsZero() {
		return 0
	}
	years := on.Year() - born.Year()
	if on.Month() < born.Month() || on.Month() == born.Month() && on.Day() < born.Day() {
		years--
	}
	return max(years, 0)
}

// CheckedBirth is p with the day of birth once: the document's, or the one given
// by itself, between 1900 and today; else ErrBorn.
func (p Person) CheckedBirth(today time.Time) (Person, error) {
	if !p.ID.Born().IsZero() {
		p.Born = time.Time{}
		return p, nil
	}
	born := p.Birth()
	y, m, d := today.Date()
	if born.Year() < 1900 || born.After(time.Date(y, m, d, 0, 0, 0, 0, time.UTC)) {
		return p, ErrBorn
	}
	p.Born = born
	return p, nil
}

// MaskedName is the name as public screens and paper show it.
func (p Person) MaskedName() string { return MaskName(p.Name) }

// MaskedPhone is the telephone number as public screens and paper show it.
func (p Person) MaskedPhone() string { return MaskPhone(p.Phone) }

// Masked is the name and the telephone number, as public screens show them; a child
// may have no number.
func (p Person) Masked() string {
	if p.Phone == "" {
		return p.MaskedName()
	}
	return p.MaskedName() + " · " + p.MaskedPhone()
}

// What stands in every log and every printed error instead of a person, whatever
// the verb.
const (
	aPerson = "[person]"
	anID    = "[identity number]"
	aHome   = "[home]"
)

// LogValue keeps a person out of every log.
func (Person) LogValue() slog.Value { return slog.StringValue(aPerson) }

// String keeps a person out of every printed error.
func (Person) String() string { return aPerson }

// GoString keeps a person out of %#v.
func (Person) GoString() string { return aPerson }

// Format keeps a person out of every other verb.
func (Person) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, aPerson) }

// LogValue keeps a number out of every log.
func (ID) LogValue() slog.Value { return slog.StringValue(anID) }

// String keeps a number out of every printed error.
func (ID) String() string { return anID }

// GoString keeps a number out of %#v.
func (ID) GoString() string { return anID }

// Format keeps a number out of every other verb.
func (ID) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, anID) }

// LogValue keeps an address out of every log.
func (Home) LogValue() slog.Value { return slog.StringValue(aHome) }

// String keeps an address out of every printed error.
func (Home) String() string { return aHome }

// GoString keeps an address out of %#v.
func (Home) GoString() string { return aHome }

// Format keeps an address out of every other verb.
func (Home) Format(f fmt.State, _ rune) { _, _ = io.WriteString(f, aHome) }

// ErrHome: a part of an address that is too long or has characters no door has.
var ErrHome = errors.New("people: not an address")

// MaxDoor is the longest part of an address, in characters.
const MaxDoor = 20

// Checked is the address trimmed, or ErrHome. A room is required.
func (h Home) Checked() (Home, error) {
	for _, part := range []*string{&h.Building, &h.Unit, &h.Room} {
		*part = strings.TrimSpace(*part)
		if len([]rune(*part)) > MaxDoor || strings.ContainsFunc(*part, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return h, ErrHome
		}
	}
	if h.Room == "" {
		return h, ErrHome
	}
	return h, nil
}
