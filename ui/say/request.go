package say

import (
	"strconv"
	"strings"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
)

// State is how far a job has come, in two or three words.
func State(l words.Lang, s jobs.State) string { return l.Say("repair.state." + strconv.Itoa(int(s))) }

// Fault is what is wrong: the phrases that were chosen and the resident's own
// words. With neither, the volunteer will ask.
func Fault(l words.Lang, phrases []inventory.Name, own string) string {
	list := make([]string, 0, len(phrases)+1)
	for _, p := range phrases {
		list = append(list, Name(l, p))
	}
	if own != "" {
		list = append(list, own)
	}
	return Listed(l, list, l.Say("repair.ask"))
}

// Listed is texts in a row as the language parts them; none when there are none.
func Listed(l words.Lang, list []string, none string) string {
	if len(list) == 0 {
		return none
	}
	text := list[0]
	for _, more := range list[1:] {
		text = l.Say("time.list", "a", text, "b", more)
	}
	return text
}

// Suits is when a visit suits the resident.
func Suits(l words.Lang, w jobs.When, urgent bool) string {
	var list []string
	if urgent {
		list = append(list, l.Say("repair.urgent"))
	}
	for i, one := range Times {
		if w&one != 0 {
			list = append(list, l.Say("repair.when."+strconv.Itoa(i)))
		}
	}
	return Listed(l, list, l.Say("repair.when.any"))
}

// Times are the times a resident may choose, in the order of their words.
var Times = []jobs.When{jobs.Mornings, jobs.Evenings, jobs.Weekend}

// Address is a place as it is written on a sheet, with every part that is known.
func Address(l words.Lang, p jobs.Place) string {
	parts := []string{p.Street}
	for _, part := range []struct{ key, value string }{
		{"repair.place.building", p.Building}, {"repair.place.unit", p.Unit}, {"repair.place.room", p.Room},
	} {
		if part.value != "" {
			parts = append(parts, l.Say(part.key, "n", part.value))
		}
	}
	return strings.TrimSpace(strings.Join(parts, " "))
}

// Street is all of a place that a volunteer may know whose job it is not.
func Street(l words.Lang, street string) string {
	if street == "" {
		return l.Say("repair.street.ours")
	}
	return street
}

// Visit is when a visit is arranged, or was. now is in the shop's zone.
func Visit(l words.Lang, v jobs.Span, now time.Time) string {
	return l.Say("repair.visit", "day", Day(l, inventory.DayOf(v.From), now), "from", l.Clock(v.From), "to", l.Clock(v.To))
}

// Yuan is a sum: "¥ 12.50".
func Yuan(f jobs.Fen) string { return "¥ " + f.String() }

// Hours is a length of service: "1.5 小时".
func Hours(l words.Lang, h jobs.HalfHours) string {
	n := l.Number(int(h / 2))
	if h%2 == 1 {
		n += "." + l.Number(5)
	}
	return l.Say("repair.hours", "n", n)
}

// ServiceTime is a time a certificate of service may be of.
type ServiceTime struct {
	Label  string
	Months int // before this one
}

// ServiceTimes are those to choose from.
func ServiceTimes(l words.Lang) []ServiceTime {
	var list []ServiceTime
	for i, months := range []int{0, 2, 5, 11} {
		list = append(list, ServiceTime{l.Say("desk.crew.service." + strconv.Itoa(i)), months})
	}
	return list
}
