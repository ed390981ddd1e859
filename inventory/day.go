package inventory

import "time"

// Day is a day of the shop's calendar: the number of days since 1970-01-01.
// The zero Day is no day.
type Day int32

// DayOf is the day of t, read in t's own zone.
func DayOf(t time.Time) Day {
	y, m, d := t.Date()
	return Day(time.Date(y, m, d, 0, 0, 0, 0, time.UTC).Unix() / (24 * 3600))
}

// In is the day's midnight in zone.
func (d Day) In(zone *time.Location) time.Time {
	y, m, n := time.Unix(int64(d)*24*3600, 0).UTC().Date()
	return time.Date(y, m, n, 0, 0, 0, 0, zone)
}

// Weekday is the day of the week.
func (d Day) Weekday() time.Weekday { return d.In(time.UTC).Weekday() }

// String is the day as "2027-02-07".
func (d Day) String() string { return d.In(time.UTC).Format(time.DateOnly) }

// ParseDay reads "2027-02-07".
func ParseDay(s string) (Day, error) {
	t, err := time.Parse(time.DateOnly, s)
	return DayOf(t), err
}
