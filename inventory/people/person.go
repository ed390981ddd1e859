package people

import (
	"errors"
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
// masked, and never logged.
type Person struct {
	Name    string    `cbor:"1,keyasint"`
	Phone   string    `cbor:"2,keyasint"`
	ID      CitizenID `cbor:"3,keyasint"`
	Home    Home      `cbor:"4,keyasint"`
	Consent Consent   `cbor:"5,keyasint"`
}

// LogValue keeps a person out of every log.
func (Person) LogValue() slog.Value { return slog.StringValue("[person]") }

// String keeps a person out of every printed error.
func (Person) String() string { return "[person]" }

// GoString keeps a person out of %#v.
func (Person) GoString() string { return "[person]" }

// LogValue keeps a number out of every log.
func (CitizenID) LogValue() slog.Value { return slog.StringValue("[identity number]") }

// MaskedName is the name as public screens and paper show it.
func (p Person) MaskedName() string { return MaskName(p.Name) }

// MaskedPhone is the telephone number as public screens and paper show it.
func (p Person) MaskedPhone() string { return MaskPhone(p.Phone) }

// ErrHome: a part of an address that is too long or has characters no door has.
var ErrHome = errors.New("people: not an address")

// Checked is the address trimmed, or ErrHome. A room is required.
func (h Home) Checked() (Home, error) {
	for _, part := range []*string{&h.Building, &h.Unit, &h.Room} {
		*part = strings.TrimSpace(*part)
		if len([]rune(*part)) > 20 || strings.ContainsFunc(*part, func(r rune) bool { return !unicode.IsPrint(r) }) {
			return h, ErrHome
		}
	}
	if h.Room == "" {
		return h, ErrHome
	}
	return h, nil
}
