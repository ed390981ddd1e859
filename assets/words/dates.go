package words

import (
	"strconv"
	"strings"
	"time"
)

// Day is a day as a person says it: "今天", "明天", "11月27日(周五)". Both times
// are read in their own zone; hand in the shop's.
func (l Lang) Day(day, today time.Time) string {
	switch daysBetween(today, day) {
	case 0:
		return l.Say("day.today")
	case 1:
		return l.Say("day.tomorrow")
	}
	return l.Date(day)
}

// Date is a day with its weekday: "11月27日(周五)", "Fri 27 Nov".
func (l Lang) Date(day time.Time) string {
	return l.Say("day.date",
		"month", l.month(day.Month()),
		"day", l.Number(day.Day()),
		"weekday", l.Say("weekday."+strconv.Itoa(int(day.Weekday()))))
}

// Short is a day without its weekday, where there is little room: "11月27日".
func (l Lang) Short(day time.Time) string {
	return l.Say("day.short", "month", l.month(day.Month()), "day", l.Number(day.Day()))
}

// Number is n in the digits of the language: Tibetan has its own.
func (l Lang) Number(n int) string {
	s := strconv.Itoa(n)
	if l != Tibetan {
		return s
	}
	out := make([]rune, 0, len(s))
	for _, r := range s {
		if r >= '0' && r <= '9' {
			r += '༠' - '0'
		}
		out = append(out, r)
	}
	return string(out)
}

// Clock is the hour in the digits of the language: "18:00", "༡༨:༠༠".
func (l Lang) Clock(t time.Time) string {
	var b strings.Builder
	for _, r := range t.Format("15:04") {
		if r >= '0' && r <= '9' {
			b.WriteString(l.Number(int(r - '0')))
			continue
		}
		b.WriteRune(r)
	}
	return b.String()
}

func (l Lang) month(m time.Month) string {
	if l == English {
		return m.String()[:3]
	}
	return l.Number(int(m))
}

func daysBetween(a, b time.Time) int {
	midnight := func(t time.Time) time.Time {
		y, m, d := t.Date()
		return time.Date(y, m, d, 0, 0, 0, 0, time.UTC)
	}
	return int(midnight(b).Sub(midnight(a)).Hours() / 24)
}
