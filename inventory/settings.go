package inventory

import (
	"fmt"
	"slices"
	"time"
	_ "time/tzdata" // the shop's zone, also where the machine has no zone files
)

// Settings are the shop's own rules. They are stored in the records; the zero
// value is nobody's, see Defaults.
type Settings struct {
	Shop            Name           `cbor:"1,keyasint"`
	Place           Name           `cbor:"2,keyasint"`
	Phone           string         `cbor:"3,keyasint,omitempty"`
	Zone            string         `cbor:"4,keyasint"`
	Closes          time.Duration  `cbor:"5,keyasint"` // after midnight
	ClosedWeekdays  []time.Weekday `cbor:"6,keyasint,omitempty"`
	ClosedDays      []string       `cbor:"7,keyasint,omitempty"` // "2027-02-07": Losar and the like
	Limit           int            `cbor:"8,keyasint"`
	LimitUnverified int            `cbor:"9,keyasint"`
	OverdueBlocks   int            `cbor:"10,keyasint"` // days overdue that still let somebody borrow
	RetentionDays   int            `cbor:"11,keyasint"`
	ConsentVersion  string         `cbor:"12,keyasint"`
	IdleClears      time.Duration  `cbor:"13,keyasint"`
	DeskLocks       time.Duration  `cbor:"14,keyasint"`
}

// Defaults are the settings of PRODUCT.md, Rules.
func Defaults() Settings {
	return Settings{
		Shop:            Name{Zh: "红扳手志愿服务铺", En: "Red Wrench volunteer shop"},
		Place:           Name{Zh: "雄嘎社区 · 扎细街道", En: "Xiongga community, Zhaxi Street"},
		Zone:            "Asia/Shanghai",
		Closes:          18 * time.Hour,
		Limit:           5,
		LimitUnverified: 1,
		OverdueBlocks:   3,
		RetentionDays:   180,
		ConsentVersion:  "2026-11",
		IdleClears:      60 * time.Second,
		DeskLocks:       5 * time.Minute,
	}
}

// location is the shop's zone.
func (s Settings) location() (*time.Location, error) {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return nil, fmt.Errorf("inventory: the shop's zone: %w", err)
	}
	return zone, nil
}

// Open says whether the shop opens on the day of t, read in t's own zone.
func (s Settings) Open(t time.Time) bool {
	return !slices.Contains(s.ClosedWeekdays, t.Weekday()) && !slices.Contains(s.ClosedDays, t.Format(time.DateOnly))
}

// due is the moment a loan of so many days, made at out, must be back: closing
// time of that day, or of the next day the shop is open (PRODUCT.md, Rules).
// out is in the shop's zone.
func (s Settings) due(out time.Time, days int) time.Time {
	day := out.AddDate(0, 0, days)
	for range 366 { // a shop that never opens still gets an answer
		if s.Open(day) {
			break
		}
		day = day.AddDate(0, 0, 1)
	}
	y, m, d := day.Date()
	return time.Date(y, m, d, 0, 0, 0, 0, out.Location()).Add(s.Closes)
}
