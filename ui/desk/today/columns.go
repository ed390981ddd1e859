package today

import (
	"cmp"
	"slices"
	"strconv"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/desk/listing"
	"redwrench/ui/say"
)

type (
	line   = inventory.Line
	column = listing.Column[inventory.Line]
)

// Title is the key of what a list is called.
func Title(l inventory.List) string { return "list.title." + strconv.Itoa(int(l)) }

// Columns are the columns of a list, on the screen and on paper.
func Columns(l inventory.List) []column {
	tool := column{Key: "list.tool", Share: 0.3, Text: func(l words.Lang, r line) string { return say.Name(l, r.Tool.Name) }}
	code := column{Key: "list.code", Share: 0.14, Wide: true, Text: func(_ words.Lang, r line) string { return r.Tool.ID.Code().Human() },
		Order: func(a, b line) int { return cmp.Compare(a.Tool.ID, b.Tool.ID) }}
	who := column{Key: "list.who", Share: 0.16, Text: func(_ words.Lang, r line) string { return r.Who }}
	state := column{Key: "list.state", Share: 0.18, Text: stateOf, Mark: markOf, Order: func(a, b line) int { return cmp.Compare(a.Late, b.Late) }}
	out := moment("list.out", 0.14, true, func(r line) time.Time { return r.Loan.Out })
	due := day("list.due", 0.14, func(r line) time.Time { return r.Loan.Due })
	switch l {
	case inventory.ListOut:
		return []column{tool, code, who, hour("list.out", func(r line) time.Time { return r.Loan.Out }), due, state}
	case inventory.ListBack:
		return []column{tool, code, who, hour("list.back", func(r line) time.Time { return r.Loan.Back }),
			{Key: "list.found", Share: 0.26, Text: func(l words.Lang, r line) string { return l.Say("paper.state." + strconv.Itoa(int(r.Loan.Found))) }}}
	case inventory.ListOverdue:
		return []column{tool, who, due,
			{Key: "list.late", Share: 0.14, Text: func(l words.Lang, r line) string { return l.Say("list.days", "n", l.Number(r.Late)) },
				Mark: func(line) listing.Mark { return listing.Bad }, Order: func(a, b line) int { return cmp.Compare(a.Late, b.Late) }, Value: func(r line) any { return r.Late }},
			{Key: "list.asked", Share: 0.13, Text: func(l words.Lang, r line) string { return times(l, len(r.Loan.Reminders)) },
				Order: func(a, b line) int { return cmp.Compare(len(a.Loan.Reminders), len(b.Loan.Reminders)) }, Value: func(r line) any { return len(r.Loan.Reminders) }},
			{Key: "list.promised", Share: 0.17, Text: promised, Order: func(a, b line) int { return cmp.Compare(promise(a), promise(b)) }, Value: promisedDay}}
	case inventory.ListReady:
		return []column{tool, code, who, moment("list.ready", 0.2, false, func(r line) time.Time { return r.Hold.Ready }),
			moment("list.until", 0.2, false, func(r line) time.Time { return r.Hold.Until })}
	case inventory.ListOff:
		return []column{tool, code, {Key: "list.shelf", Share: 0.14, Text: func(_ words.Lang, r line) string { return r.Tool.Shelf }},
			{Key: "list.why", Share: 0.18, Text: func(l words.Lang, r line) string { return l.Say("off.short." + strconv.Itoa(int(r.Item.Reason))) },
				Mark: func(line) listing.Mark { return listing.Warn }},
			day("list.since", 0.14, func(r line) time.Time { return r.Item.Since }),
			{Key: "list.lacks", Share: 0.2, Wide: true, Text: func(l words.Lang, r line) string { return say.Parts(l, inventory.Tool{Parts: r.Item.Lacks}) }}}
	case inventory.ListGifts:
		return []column{timed("list.given", 0.2, false, func(r line) time.Time { return r.Given.Donation.At },
			func(l words.Lang, t time.Time) string { return say.FullDay(l, inventory.DayOf(t)) }),
			{Key: "list.gift", Share: 0.4, Text: func(l words.Lang, r line) string { return say.Gift(l, r.Given) }},
			{Key: "list.donor", Share: 0.4, Text: func(l words.Lang, r line) string { return say.Donor(l, r.Given.Donor) }}}
	case inventory.ListSlips:
		return []column{
			{Key: "list.paper", Share: 0.34, Text: func(l words.Lang, r line) string { return l.Say("printers.paper." + strconv.Itoa(int(r.Print.Paper))) }},
			{Key: "list.code", Share: 0.2, Text: func(_ words.Lang, r line) string {
				if c := r.Print.Code(); c.Kind != 0 {
					return c.Human()
				}
				return ""
			}},
			moment("list.wished", 0.2, false, func(r line) time.Time { return r.Print.Asked }),
			{Key: "list.state", Share: 0.26, Text: func(l words.Lang, r line) string { return l.Say(slipKey(r)) }, Mark: func(r line) listing.Mark { return warn(r.Print.State.Final()) }}}
	}
	return []column{tool, code, who, out, due, state}
}

// moment is a column of times with their hours, day one of days, hour one of hours
// of today.
func moment(key string, share float32, wide bool, of func(line) time.Time) column {
	return timed(key, share, wide, of, func(l words.Lang, t time.Time) string { return l.Short(t) + " " + l.Clock(t) })
}

func day(key string, share float32, of func(line) time.Time) column {
	return timed(key, share, false, of, words.Lang.Short)
}

func hour(key string, of func(line) time.Time) column {
	return timed(key, 0.12, false, of, words.Lang.Clock)
}

func timed(key string, share float32, wide bool, of func(line) time.Time, text func(words.Lang, time.Time) string) column {
	return column{Key: key, Share: share, Wide: wide,
		Text:  func(l words.Lang, r line) string { return text(l, of(r)) },
		Order: func(a, b line) int { return of(a).Compare(of(b)) },
		Value: func(r line) any { return of(r) }}
}

func warn(on bool) listing.Mark {
	if on {
		return listing.Warn
	}
	return listing.Good
}

// stateOf is how a loan stands.
func stateOf(l words.Lang, r line) string {
	switch {
	case !r.Loan.Open():
		return l.Say("list.isback")
	case r.Late > 0:
		return l.Say("status.overdue", "days", l.Number(r.Late))
	}
	return l.Say("status.lent")
}

func markOf(r line) listing.Mark {
	if r.Late > 0 {
		return listing.Bad
	}
	return listing.Good
}

// slipKey says whether a paper waits to be printed or for a decision.
func slipKey(r line) string {
	if r.Print.State.Final() {
		return "list.asks"
	}
	return "list.waits"
}

// times is how often somebody was reminded; "" for never.
func times(l words.Lang, n int) string {
	if n == 0 {
		return ""
	}
	return l.Say("list.times", "n", l.Number(n))
}

// promise is the day somebody promised to bring a tool; 0: none.
func promise(r line) inventory.Day {
	on, _ := r.Loan.Promised()
	return on
}

func promised(l words.Lang, r line) string {
	if on := promise(r); on != 0 {
		return l.Short(on.In(r.Loan.Due.Location()))
	}
	return ""
}

// promisedDay is that day for other programs.
func promisedDay(r line) any {
	if on := promise(r); on != 0 {
		return on.String()
	}
	return ""
}

// chips are what a list is narrowed by; today is the day.
func (f *Flow) chips(l inventory.List) []listing.Chip[line] {
	switch l {
	case inventory.ListLoans:
		return []listing.Chip[line]{{Key: "desk.overdue", Keep: func(r line) bool { return r.Late > 0 }}}
	case inventory.ListOverdue:
		return []listing.Chip[line]{
			{Key: "list.never", Keep: func(r line) bool { return len(r.Loan.Reminders) == 0 }},
			{Key: "list.broken", Keep: func(r line) bool { return promise(r) != 0 && promise(r) < inventory.DayOf(f.desk.Now()) }}}
	case inventory.ListOff:
		var list []listing.Chip[line]
		for _, why := range []inventory.Reason{inventory.Repair, inventory.Incomplete, inventory.Cleaning, inventory.Inspection, inventory.Missing} {
			list = append(list, listing.Chip[line]{Key: "off.short." + strconv.Itoa(int(why)), Keep: func(r line) bool { return r.Item.Reason == why }})
		}
		return list
	}
	return nil
}

// numbers are the numbers of rows.
func numbers(rows []line) []uint32 {
	ids := make([]uint32, 0, len(rows))
	for _, r := range rows {
		ids = append(ids, r.ID)
	}
	return slices.Clip(ids)
}
