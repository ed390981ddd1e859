package jobs

import (
	"errors"
	"time"
)

// When is when a visit suits the resident: any of these together. The zero When
// is "at any time".
type When int

// The times.
const (
	Mornings When = 1 << iota
	Evenings
	Weekend
	anyWhen = Mornings | Evenings | Weekend
)

// Known says that w has no other bits.
func (w When) Known() bool { return w >= 0 && w&^anyWhen == 0 }

// Span is from when to when; the zero Span is no time at all.
type Span struct {
	From time.Time `cbor:"1,keyasint"`
	To   time.Time `cbor:"2,keyasint"`
}

// IsZero says that nothing is arranged.
func (s Span) IsZero() bool { return s.From.IsZero() && s.To.IsZero() }

// Overlaps says that both have a moment in common; one that ends when the other
// begins does not overlap it.
func (s Span) Overlaps(o Span) bool { return s.From.Before(o.To) && o.From.Before(s.To) }

// ErrSpan: a visit that ends before it begins, or lasts longer than a day.
var ErrSpan = errors.New("jobs: not a possible time of a visit")

// Check returns ErrSpan.
func (s Span) Check() error {
	if s.From.IsZero() || !s.To.After(s.From) || s.To.Sub(s.From) > Day {
		return ErrSpan
	}
	return nil
}

// Day is how long a visit may last at most.
const Day = 24 * time.Hour

// HalfHours are hours of service, counted in halves, as the service record has
// them (志愿服务记录).
type HalfHours int

// ErrHours: no hours, or more than a day has.
var ErrHours = errors.New("jobs: not possible hours")

// Check returns ErrHours for less than nothing and for more than a day.
func (h HalfHours) Check() error {
	if h < 0 || h > 48 {
		return ErrHours
	}
	return nil
}

// Hours is a length of time to the half hour, rounded up.
func Hours(d time.Duration) HalfHours {
	return HalfHours((d + 30*time.Minute - 1) / (30 * time.Minute))
}
