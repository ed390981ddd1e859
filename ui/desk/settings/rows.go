package settings

import (
	"reflect"
	"slices"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/say"
)

// Kind is how a setting is changed.
type Kind int

// The kinds.
const (
	Number Kind = iota
	Hour
	Name // in three languages
	Phone
	Weekdays
	Languages
	Volume
	Spelling
	Consent // the version of the consent text
)

// Row is a setting. Name is what the audit calls it.
type Row struct {
	Name string
	Kind Kind
	copy func(to *inventory.Settings, from inventory.Settings)
	of   inventory.NumberSetting                   // of a Number or an Hour
	text func(*inventory.Settings) *inventory.Name // of a Name
	Most int                                       // of a Name: characters
}

// Section is a part of the settings; Key is the last of its words' key.
type Section struct {
	Key  string
	Rows []Row
}

// Sections are all settings that a shop may vary but the holidays, the kinds of
// jobs and their partners, which have places of their own.
func Sections() []Section {
	return []Section{
		{"shop", []Row{
			named("Shop", inventory.LongestName, func(s *inventory.Settings) *inventory.Name { return &s.Shop }),
			named("Place", inventory.LongestName, func(s *inventory.Settings) *inventory.Name { return &s.Place }),
			{Name: "Phone", Kind: Phone, copy: func(to *inventory.Settings, from inventory.Settings) { to.Phone = from.Phone }},
		}},
		{"hours", []Row{number("Opens"), number("Closes"),
			{Name: "ClosedWeekdays", Kind: Weekdays, copy: func(to *inventory.Settings, from inventory.Settings) {
				to.ClosedWeekdays = slices.Clone(from.ClosedWeekdays)
			}},
		}},
		{"lend", []Row{number("Limit"), number("LimitUnverified"), number("OverdueBlocks"), number("Renewals")}},
		{"wait", []Row{number("Holds"), number("HoldDays"), number("Reservations"), number("ReserveAhead"), number("ReserveDays")}},
		{"jobs", []Row{number("Jobs.Discount.Labour"), number("Jobs.Discount.Materials"), number("Jobs.ReopenDays"), number("Jobs.ElderAge")}},
		{"privacy", []Row{number("RetentionDays"),
			named("ConsentText", inventory.LongestConsent, func(s *inventory.Settings) *inventory.Name { return &s.ConsentText }),
			{Name: "ConsentVersion", Kind: Consent, copy: func(to *inventory.Settings, from inventory.Settings) { to.ConsentVersion = from.ConsentVersion }},
		}},
		{"screen", []Row{
			{Name: "Languages", Kind: Languages, copy: func(to *inventory.Settings, from inventory.Settings) { to.Languages = slices.Clone(from.Languages) }},
			{Name: "Volume", Kind: Volume, copy: func(to *inventory.Settings, from inventory.Settings) { to.Volume = from.Volume }},
			{Name: "ExactPinyin", Kind: Spelling, copy: func(to *inventory.Settings, from inventory.Settings) { to.ExactPinyin = from.ExactPinyin }},
			number("IdleClears"), number("DeskLocks"), number("UndoWithin"),
		}},
	}
}

func number(name string) Row {
	list := inventory.NumberSettings()
	n := list[slices.IndexFunc(list, func(n inventory.NumberSetting) bool { return n.Name == name })]
	r := Row{Name: name, of: n, copy: func(to *inventory.Settings, from inventory.Settings) { n.Put(to, n.In(from)) }}
	if n.Unit == inventory.Clock {
		r.Kind = Hour
	}
	return r
}

func named(name string, most int, at func(*inventory.Settings) *inventory.Name) Row {
	return Row{Name: name, Kind: Name, text: at, Most: most, copy: func(to *inventory.Settings, from inventory.Settings) { *at(to) = *at(&from) }}
}

// same says that the setting is the same in both.
func (r Row) same(a, b inventory.Settings) bool {
	is, other := a, a
	r.copy(&is, a) // an hour nobody set is written out
	r.copy(&other, b)
	return reflect.DeepEqual(is, other)
}

// Value is the setting as people read it.
func (r Row) Value(l words.Lang, s inventory.Settings) string {
	text := ""
	switch r.Kind {
	case Number, Hour:
		return amount(l, r.of.Unit, r.of.In(s))
	case Name:
		text = say.Name(l, *r.text(&s))
	case Phone:
		text = s.Phone
	case Weekdays:
		text = listed(s.ClosedWeekdays, func(w time.Weekday) string { return weekday(l, w) })
	case Languages:
		text = listed(s.Shown(), func(o inventory.Lang) string { return words.Lang(o).Say("lang." + string(o)) })
	case Volume:
		return l.Say(volumes[slices.IndexFunc(volumes, func(v loudness) bool { return v.volume == s.Volume })].key)
	case Spelling:
		return l.Say(spelt(s.ExactPinyin))
	case Consent:
		text = s.ConsentVersion
	}
	if text == "" {
		return l.Say("settings.none")
	}
	return text
}

// Label is what the setting is called; what the audit calls a setting that has no
// words stays.
func Label(l words.Lang, name string) string {
	key := "settings.name." + name
	if !words.Known(key) {
		return name
	}
	return l.Say(key)
}

// amount is a number with its unit.
func amount(l words.Lang, u inventory.Unit, n int) string {
	switch u {
	case inventory.Clock:
		return l.Clock(time.Time{}.Add(time.Duration(n) * time.Minute))
	case inventory.Seconds:
		return l.Say("time.seconds", "n", l.Number(n))
	case inventory.Minutes:
		return l.Say("time.minutes", "n", l.Number(n))
	}
	return l.Say(unitKeys[u], "n", l.Number(n))
}

var unitKeys = map[inventory.Unit]string{
	inventory.Things: "settings.unit.things", inventory.Times: "settings.unit.times", inventory.Days: "settings.unit.days",
	inventory.Years: "settings.unit.years", inventory.Percent: "settings.unit.percent",
}

func listed[T any](list []T, word func(T) string) string {
	texts := make([]string, len(list))
	for i, v := range list {
		texts[i] = word(v)
	}
	return strings.Join(texts, " · ")
}
