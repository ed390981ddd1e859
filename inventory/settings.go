package inventory

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	_ "time/tzdata" // the shop's zone, also where the machine has no zone files
	"unicode/utf8"
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
	Limit           int            `cbor:"8,keyasint"`
	LimitUnverified int            `cbor:"9,keyasint"`
	OverdueBlocks   int            `cbor:"10,keyasint"` // days overdue that still let somebody borrow
	RetentionDays   int            `cbor:"11,keyasint"`
	ConsentVersion  string         `cbor:"12,keyasint"`
	IdleClears      time.Duration  `cbor:"13,keyasint"`
	DeskLocks       time.Duration  `cbor:"14,keyasint"`
	Holidays        []Holiday      `cbor:"15,keyasint,omitempty"`
	Renewals        int            `cbor:"16,keyasint"` // how often a borrower may renew
	HoldDays        int            `cbor:"17,keyasint"` // how long a tool waits on the shelf for who held it
	Holds           int            `cbor:"18,keyasint"` // tools somebody may wait for at a time
	ReserveAhead    int            `cbor:"19,keyasint"` // days
	ReserveDays     int            `cbor:"20,keyasint"` // the longest reservation
	Reservations    int            `cbor:"21,keyasint"` // reservations somebody may have at a time
	UndoWithin      time.Duration  `cbor:"22,keyasint"`
	Jobs            JobRules       `cbor:"23,keyasint,omitzero"`
	Opens           time.Duration  `cbor:"40,keyasint,omitempty"` // after midnight; 0: usualOpening
	Volume          Volume         `cbor:"41,keyasint,omitempty"`
	ExactPinyin     bool           `cbor:"42,keyasint,omitempty"` // the keyboard takes pinyin as it is spelled: no z for zh, l for n
	Languages       []Lang         `cbor:"50,keyasint,omitempty"` // those the screen offers, see Shown; none: all
	ConsentText     Name           `cbor:"51,keyasint,omitzero"`  // the shop's own words at the end of the consent text
	Changes         int            `cbor:"52,keyasint,omitempty"` // how often they were changed: see ChangeSettings
	ChangedBy       StaffID        `cbor:"53,keyasint,omitempty"` // by whom the last time
}

// Volume is how loud the kiosk's sounds are. The zero Volume is the normal one.
type Volume int

// The volumes.
const (
	VolumeNormal Volume = iota
	VolumeOff
	VolumeQuiet
	VolumeLoud
)

// String is the volume as the audit tells it.
func (v Volume) String() string {
	if v < VolumeNormal || v > VolumeLoud {
		return fmt.Sprint(int(v))
	}
	return []string{"normal", "off", "quiet", "loud"}[v]
}

// usualOpening is when a shop opens whose records do not say it.
const usualOpening = 9 * time.Hour

// Holiday is a festival or another time the shop is closed, entered once a
// year: Losar, Saga Dawa, Shoton, the national holidays.
type Holiday struct {
	Name Name `cbor:"1,keyasint"`
	From Day  `cbor:"2,keyasint"`
	To   Day  `cbor:"3,keyasint"` // the last day
}

// Defaults are the settings of PRODUCT.md, Rules.
func Defaults() Settings {
	return Settings{
		Shop:            Name{Zh: "红扳手志愿服务铺", Bo: "红扳手 དང་བླངས་ཞབས་ཞུ་ཁང་།", En: "Red Wrench volunteer shop"},
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
		Renewals:        2,
		HoldDays:        3,
		Holds:           5,
		ReserveAhead:    30,
		ReserveDays:     7,
		Reservations:    2,
		UndoWithin:      10 * time.Minute,
		Jobs:            defaultJobRules(),
	}
}

// clone is s with lists of its own.
func (s Settings) clone() Settings {
	s.Holidays, s.ClosedWeekdays = slices.Clone(s.Holidays), slices.Clone(s.ClosedWeekdays)
	s.Languages = slices.Clone(s.Languages)
	s.Jobs.Squads, s.Jobs.Partners = slices.Clone(s.Jobs.Squads), slices.Clone(s.Jobs.Partners)
	return s
}

// ErrSettings: a setting is outside its bounds. It is wrapped with the
// setting's name.
var ErrSettings = errors.New("inventory: not a possible setting")

// Check returns ErrSettings, wrapped with the name of the first setting that
// is outside its bounds.
func (s Settings) Check() error {
	bad := func(name string) error { return fmt.Errorf("%w: %s", ErrSettings, name) }
	switch {
	case strings.TrimSpace(s.Shop.Zh) == "" || tooLong(s.Shop, LongestName):
		return bad("Shop")
	case tooLong(s.Place, LongestName):
		return bad("Place")
	case !goodPhone(s.Phone):
		return bad("Phone")
	case tooLong(s.ConsentText, LongestConsent) || s.ConsentText.Zh == "" && s.ConsentText != Name{}:
		return bad("ConsentText")
	case s.Volume < VolumeNormal || s.Volume > VolumeLoud:
		return bad("Volume")
	case !goodLanguages(s.Languages):
		return bad("Languages")
	}
	if _, err := s.location(); err != nil {
		return bad("Zone")
	}
	for _, n := range NumberSettings() {
		if err := n.check(s); err != nil {
			return err
		}
	}
	if s.Opens < 0 || s.Opens >= s.Closes {
		return bad("Opens")
	}
	if s.ConsentVersion == "" {
		return bad("ConsentVersion")
	}
	for _, w := range s.ClosedWeekdays {
		if w < time.Sunday || w > time.Saturday {
			return bad("ClosedWeekdays")
		}
	}
	for _, h := range s.Holidays {
		if h.From <= 0 || h.To < h.From || h.To-h.From > 60 {
			return bad("Holidays")
		}
	}
	if name := s.Jobs.wrong(); name != "" {
		return bad("Jobs." + name)
	}
	return nil
}

// The longest texts of settings, in characters.
const (
	LongestName    = 40
	LongestPhone   = 20
	LongestConsent = 120
)

func tooLong(n Name, most int) bool {
	return max(utf8.RuneCountInString(n.Zh), utf8.RuneCountInString(n.Bo), utf8.RuneCountInString(n.En)) > most
}

// goodPhone says whether the shop may have this telephone number: none, or any
// with digits.
func goodPhone(s string) bool {
	digits := strings.Trim(s, "0123456789 -+")
	return s == "" || digits == "" && len(s) <= LongestPhone
}

// goodLanguages says whether each is one the kiosk speaks, once, Chinese among them.
func goodLanguages(list []Lang) bool {
	for i, l := range list {
		if !slices.Contains(languages, l) || slices.Contains(list[:i], l) {
			return false
		}
	}
	return len(list) == 0 || slices.Contains(list, "zh")
}

// location is the shop's zone.
func (s Settings) location() (*time.Location, error) {
	zone, err := time.LoadLocation(s.Zone)
	if err != nil {
		return nil, fmt.Errorf("inventory: the shop's zone: %w", err)
	}
	return zone, nil
}

// Open says whether the shop opens on a day.
func (s Settings) Open(d Day) bool {
	_, holiday := s.Holiday(d)
	return !holiday && !slices.Contains(s.ClosedWeekdays, d.Weekday())
}

// Holiday is the one a day belongs to.
func (s Settings) Holiday(d Day) (Holiday, bool) {
	i := slices.IndexFunc(s.Holidays, func(h Holiday) bool { return h.From <= d && d <= h.To })
	if i < 0 {
		return Holiday{}, false
	}
	return s.Holidays[i], true
}

// opens is d, or the next day the shop is open.
func (s Settings) opens(d Day) Day {
	for n := range Day(366) { // a shop that never opens still gets an answer
		if s.Open(d + n) {
			return d + n
		}
	}
	return d
}

// openBefore is the last open day before d and not before first, or 0 where the
// year before d has none.
func (s Settings) openBefore(d, first Day) Day {
	first = max(first, d-366)
	for d--; d >= first; d-- {
		if s.Open(d) {
			return d
		}
	}
	return 0
}

// OpensAt is how long after midnight the shop opens.
func (s Settings) OpensAt() time.Duration {
	if s.Opens == 0 {
		return min(usualOpening, s.Closes-time.Minute) // a shop may close earlier than others open
	}
	return s.Opens
}

// opening is the moment the shop opens on a day.
func (s Settings) opening(d Day, zone *time.Location) time.Time { return d.In(zone).Add(s.OpensAt()) }

// NextOpening is when the shop opens next, or the zero time while it is open at
// now, which is in the shop's zone.
func (s Settings) NextOpening(now time.Time) time.Time {
	today, zone := DayOf(now), now.Location()
	if s.Open(today) && now.Before(s.closing(today, zone)) {
		if opens := s.opening(today, zone); now.Before(opens) {
			return opens
		}
		return time.Time{}
	}
	return s.opening(s.opens(today+1), zone)
}

// closing is the moment the shop closes on a day.
func (s Settings) closing(d Day, zone *time.Location) time.Time { return d.In(zone).Add(s.Closes) }

// DueWhy is why a due date is not the plain one. The zero DueWhy: it is.
type DueWhy int

// The reasons the slip gives for a due date.
const (
	DuePlain    DueWhy = iota
	DueClosed          // the shop is closed on the plain day: the next open one
	DueReserved        // somebody has reserved the tool: it must be back before
	DueExtended        // staff gave more time
	DueJob             // taken along for a job: when it closes
)

// Due is when a loan must be back, and why then.
type Due struct {
	At  time.Time
	Why DueWhy
	Was time.Time // the plain due date, when At is another
}

// due is the moment a loan of so many days, made at out, must be back: closing
// time of that day, or of the next day the shop is open (PRODUCT.md, Rules).
// out is in the shop's zone.
func (s Settings) due(out time.Time, days int) Due {
	plain := DayOf(out) + Day(days)
	open := s.opens(plain)
	due := Due{At: s.closing(open, out.Location())}
	if open != plain {
		due.Why, due.Was = DueClosed, s.closing(plain, out.Location())
	}
	return due
}
