package say

import (
	"errors"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// Day is a day of the shop as a person says it. now is in the shop's zone.
func Day(l words.Lang, d inventory.Day, now time.Time) string {
	return l.Day(d.In(now.Location()), now)
}

// Days is a stretch of days, or one day, always with the date.
func Days(l words.Lang, from, to inventory.Day) string {
	if from == to {
		return l.Date(from.In(time.UTC))
	}
	return l.Say("reserve.days", "from", l.Date(from.In(time.UTC)), "to", l.Date(to.In(time.UTC)))
}

// Closing is the hour the shop closes on a day. now is in the shop's zone.
func Closing(l words.Lang, d inventory.Day, s inventory.Settings, now time.Time) string {
	return l.Clock(d.In(now.Location()).Add(s.Closes))
}

// Due is why a loan is due when it is; empty when it is the plain due date. was
// is the plain one, in the shop's zone; from the first day of the reservation it
// makes room for, 0 when that is not known.
func Due(l words.Lang, why inventory.DueWhy, was time.Time, from inventory.Day, s inventory.Settings, now time.Time) string {
	switch why {
	case inventory.DueClosed:
		if h, ok := s.Holiday(inventory.DayOf(was)); ok && h.Name.Zh != "" {
			return l.Say("due.holiday", "was", l.Date(was), "holiday", Name(l, h.Name))
		}
		return l.Say("due.closed", "was", l.Date(was))
	case inventory.DueReserved:
		if from != 0 {
			return l.Say("due.reserved.from", "from", Day(l, from, now))
		}
		return l.Say("due.reserved", "was", l.Date(was))
	case inventory.DueExtended:
		return l.Say("due.extended")
	case inventory.DueJob:
		return l.Say("due.job")
	}
	return ""
}

// NoRenewal is why a loan cannot be renewed, short enough to stand beside it.
func NoRenewal(l words.Lang, err error, now time.Time) string {
	var (
		out *inventory.RenewedOut
		no  *inventory.NoLonger
	)
	switch {
	case errors.Is(err, inventory.ErrOverdue):
		return l.Say("loans.renew.overdue")
	case errors.Is(err, inventory.ErrSomebodyWaits):
		return l.Say("loans.renew.waits")
	case errors.As(err, &out) && out.Times == 0:
		return l.Say("loans.renew.none")
	case errors.As(err, &out):
		return l.Say("loans.renew.out", "n", l.Number(out.Times))
	case errors.As(err, &no) && no.Reserved:
		return l.Say("loans.renew.reserved", "day", Day(l, no.From, now))
	case errors.As(err, &no):
		return l.Say("loans.renew.from", "day", Day(l, no.From, now))
	}
	return l.Say("loans.renew.staff")
}
