package inventory

import (
	"fmt"
	"math"
	"time"
)

// Unit is what a setting that is a number counts. The zero Unit is things.
type Unit int

// The units.
const (
	Things Unit = iota
	Times
	Days
	Years
	Seconds
	Minutes
	Percent
	Clock // minutes after midnight
)

// span is how long one of the unit lasts.
func (u Unit) span() time.Duration {
	if u == Seconds {
		return time.Second
	}
	return time.Minute
}

// NumberSetting is a setting that is a number, with its bounds. Name is what
// refusals and the audit call it.
type NumberSetting struct {
	Name        string
	Unit        Unit
	Least, Most int
	in          func(Settings) int
	put         func(*Settings, int)
}

// In is the number in s.
func (n NumberSetting) In(s Settings) int { return n.in(s) }

// Put sets the number in s.
func (n NumberSetting) Put(s *Settings, v int) { n.put(s, v) }

// check returns *OutOfBounds where the number in s is none that can be.
func (n NumberSetting) check(s Settings) error {
	if v := n.in(s); v < n.Least || v > n.Most {
		return &OutOfBounds{n.Name, n.Least, n.Most}
	}
	return nil
}

// OutOfBounds refuses a number that does not lie between Least and Most. It is
// ErrSettings.
type OutOfBounds struct {
	Name        string
	Least, Most int
}

func (e *OutOfBounds) Error() string { return fmt.Sprintf("%v: %s", ErrSettings, e.Name) }

// Unwrap makes it ErrSettings.
func (*OutOfBounds) Unwrap() error { return ErrSettings }

func amount(name string, unit Unit, least, most int, at func(*Settings) *int) NumberSetting {
	return NumberSetting{name, unit, least, most,
		func(s Settings) int { return *at(&s) },
		func(s *Settings, v int) { *at(s) = v }}
}

func lasting(name string, unit Unit, least, most int, at func(*Settings) *time.Duration) NumberSetting {
	return NumberSetting{name, unit, least, most,
		func(s Settings) int { return int(math.Floor(float64(*at(&s)) / float64(unit.span()))) },
		func(s *Settings, v int) { *at(s) = time.Duration(v) * unit.span() }}
}

// NumberSettings are all settings that are numbers, in the order they are shown.
func NumberSettings() []NumberSetting {
	opens := lasting("Opens", Clock, 1, 24*60-2, func(s *Settings) *time.Duration { return &s.Opens })
	opens.in = func(s Settings) int { return int(s.OpensAt() / time.Minute) } // where the records do not say it, the usual hour
	return []NumberSetting{
		opens,
		lasting("Closes", Clock, 2, 24*60-1, func(s *Settings) *time.Duration { return &s.Closes }),
		amount("Limit", Things, 0, 100, func(s *Settings) *int { return &s.Limit }),
		amount("LimitUnverified", Things, 0, 100, func(s *Settings) *int { return &s.LimitUnverified }),
		amount("OverdueBlocks", Days, 0, 365, func(s *Settings) *int { return &s.OverdueBlocks }),
		amount("Renewals", Times, 0, 100, func(s *Settings) *int { return &s.Renewals }),
		amount("Holds", Things, 0, 100, func(s *Settings) *int { return &s.Holds }),
		amount("HoldDays", Days, 1, 60, func(s *Settings) *int { return &s.HoldDays }),
		amount("Reservations", Things, 0, 100, func(s *Settings) *int { return &s.Reservations }),
		amount("ReserveAhead", Days, 0, 366, func(s *Settings) *int { return &s.ReserveAhead }),
		amount("ReserveDays", Days, 1, 60, func(s *Settings) *int { return &s.ReserveDays }),
		amount("Jobs.Discount.Labour", Percent, 0, 100, func(s *Settings) *int { return &s.Jobs.Discount.Labour }),
		amount("Jobs.Discount.Materials", Percent, 0, 100, func(s *Settings) *int { return &s.Jobs.Discount.Materials }),
		amount("Jobs.ReopenDays", Days, 0, 366, func(s *Settings) *int { return &s.Jobs.ReopenDays }),
		amount("Jobs.ElderAge", Years, 1, 150, func(s *Settings) *int { return &s.Jobs.ElderAge }),
		amount("RetentionDays", Days, 1, 3650, func(s *Settings) *int { return &s.RetentionDays }),
		lasting("IdleClears", Seconds, 20, 3600, func(s *Settings) *time.Duration { return &s.IdleClears }),
		lasting("DeskLocks", Minutes, 1, 24*60, func(s *Settings) *time.Duration { return &s.DeskLocks }),
		lasting("UndoWithin", Minutes, 0, 24*60, func(s *Settings) *time.Duration { return &s.UndoWithin }),
	}
}
