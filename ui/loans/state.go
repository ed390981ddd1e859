package loans

import (
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// state is how a line stands: in large, its colour, and in small.
func (f *Flow) state(k kit.Kit, e Entry) (big string, ink look.Colour, small string) {
	switch {
	case e.Loan.ID != 0:
		return f.loanState(k, e.Loan)
	case e.Hold.Ready:
		return k.Say("loans.ready", "day", k.Lang.Day(e.Hold.Hold.Until, f.desk.Now())), look.Amber, ""
	case e.Hold.Hold.ID != 0:
		return k.Say("loans.waiting", "n", k.Lang.Number(e.Hold.Place)), look.Ink, say.Where(k.Lang, e.Item, f.desk.Now())
	case e.Ready(inventory.DayOf(f.desk.Now())):
		return k.Say("loans.reserved.today", "time", say.Closing(k.Lang, e.Reservation.From, f.desk.Settings(), f.desk.Now())), look.Amber, ""
	}
	return k.Say("loans.reserved", "days", say.Days(k.Lang, e.Reservation.From, e.Reservation.To)), look.Ink, ""
}

// loanState says the due day, and by colour and words how near it is.
func (f *Flow) loanState(k kit.Kit, l inventory.Loan) (big string, ink look.Colour, small string) {
	now := f.desk.Now()
	small = k.Say("loans.since", "day", k.Lang.Day(l.Out, now))
	if why := say.Due(k.Lang, l.DueWhy, f.desk.Local(l.DueWas), 0, f.desk.Settings(), now); why != "" {
		small = why
	}
	switch days := l.DaysOverdue(now); {
	case !l.Open():
		return k.Say("loans.lost"), look.Alert, small
	case days > 0:
		return k.Say("loans.late", "days", k.Lang.Number(days)), look.Alert, small
	case inventory.DayOf(l.Due) == inventory.DayOf(now):
		return k.Say("loans.today", "time", k.Lang.Clock(l.Due)), look.Amber, small
	}
	return k.Say("borrow.due", "day", k.Lang.Day(l.Due, now)), look.Ink, small
}
