package say

import (
	"strconv"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// Figure is what a figure of a report counts.
func Figure(l words.Lang, f inventory.Figure) string { return l.Say(FigureKey(f)) }

// FigureKey is the key of its words.
func FigureKey(f inventory.Figure) string { return "report.figure." + strconv.Itoa(int(f)) }

// FigureValue is a figure as it stands in a report; "–" when there is nothing it
// could be the middle of.
func FigureValue(l words.Lang, f inventory.Figure, n inventory.Numbers) string {
	none := n.Count(f) == 0
	switch f {
	case inventory.FigureLate:
		if n.Returns == 0 {
			return l.Number(0)
		}
		return l.Say("report.late", "n", l.Number(n.Late), "share", Tenths(l, n.LateShare()))
	case inventory.FigureLength:
		return orDash(none, tenthsOfDays(l, n.Length))
	case inventory.FigureFirstVisit:
		return orDash(none, tenthsOfDays(l, n.Jobs.FirstVisit))
	case inventory.FigureHours:
		return Tenths(l, 5*int(n.HalfHours()))
	case inventory.FigureContent:
		return orDash(none, Tenths(l, (n.Jobs.Content()+5)/10))
	case inventory.FigureActivities:
		if n.Came == 0 {
			return l.Number(n.Activities)
		}
		return l.Say("report.activities", "n", l.Number(n.Activities), "persons", l.Number(n.Came))
	case inventory.FigureDiscount:
		return yuan(l, int(n.Jobs.Discount))
	case inventory.FigureMoney:
		return yuan(l, n.Given)
	}
	return l.Number(n.Count(f))
}

func orDash(none bool, text string) string {
	if none {
		return "–"
	}
	return text
}

// Tenths is a number of tenths in the digits of l, with a point where it needs one.
func Tenths(l words.Lang, n int) string {
	if n%10 == 0 {
		return l.Number(n / 10)
	}
	return l.Number(n/10) + "." + l.Number(n%10)
}

func tenthsOfDays(l words.Lang, d time.Duration) string { return Tenths(l, inTenths(d)) }

// inTenths is d in tenths of days, rounded.
func inTenths(d time.Duration) int {
	const tenth = 24 * time.Hour / 10
	return int((d + tenth/2) / tenth)
}

func yuan(l words.Lang, fen int) string {
	text := l.Number(fen / 100)
	if part := fen % 100; part != 0 {
		text += "." + l.Number(part/10) + l.Number(part%10)
	}
	return text
}

// FullDay is a day with its year.
func FullDay(l words.Lang, d inventory.Day) string {
	t := d.In(time.UTC)
	return l.Say("paper.date", "year", l.Number(t.Year()), "day", l.Short(t))
}

// Period is the days of a report.
func Period(l words.Lang, p inventory.Period) string {
	return l.Say("report.days", "from", FullDay(l, p.From), "to", FullDay(l, p.Until))
}

// BarName is what a bar of a chart stands for, shortly: "5/18" is the day a
// week begins on.
func BarName(l words.Lang, b inventory.Bar) string {
	switch a := b.Ask; {
	case a.Hour > 0:
		return l.Number(a.Hour - 1)
	case a.NoSquad:
		return l.Say("report.nosquad")
	case a.Tool != 0: // several have the same name
		return Name(l, b.Name) + "  " + a.Tool.Code().Human()
	case b.Name.Zh != "":
		return Name(l, b.Name)
	case a.Category != "" || a.Kind != "" || a.Squad != "":
		return string(a.Category) + string(a.Kind) + string(a.Squad)
	}
	t := b.Ask.Period.From.In(time.UTC)
	return l.Number(int(t.Month())) + "/" + l.Number(t.Day())
}

// BarTitle is what a bar stands for where there is room for all of it.
func BarTitle(l words.Lang, b inventory.Bar) string {
	switch a := b.Ask; {
	case a.Hour > 0:
		return l.Say("report.hour", "from", l.Number(a.Hour-1), "to", l.Number(a.Hour))
	case a.Tool != 0 || a.Category != "" || a.Kind != "" || a.Squad != "" || a.NoSquad:
		return BarName(l, b)
	}
	return Days(l, b.Ask.Period.From, b.Ask.Period.Until)
}

// Chart is a chart of a report: what it shows, and its bars.
type Chart struct {
	Key   string // of the words
	Bars  []inventory.Bar
	Up    bool // bars stand beside each other: they are in the order of time
	Hours bool // bars count half-hours
}

// Charts are the charts of a report, those of lending before those of jobs.
func Charts(r inventory.Report) (lending, repairs []Chart) {
	weeks, service := "report.chart.weeks", "report.chart.service"
	if len(r.Weeks) > 1 && r.Weeks[1].Ask.Period.Until-r.Weeks[1].Ask.Period.From > 7 {
		weeks, service = "report.chart.months", "report.chart.servicemonths"
	}
	return []Chart{
			{Key: weeks, Bars: r.Weeks, Up: true},
			{Key: "report.chart.busiest", Bars: r.Busiest},
			{Key: "report.chart.categories", Bars: r.Categories},
			{Key: "report.chart.hours", Bars: r.Hours, Up: true},
		}, []Chart{
			{Key: "report.chart.kinds", Bars: r.Kinds},
			{Key: "report.chart.squads", Bars: r.Squads},
			{Key: service, Bars: r.Service, Up: true, Hours: true},
		}
}

// BarValue is the number at a bar.
func (c Chart) BarValue(l words.Lang, b inventory.Bar) string {
	if c.Hours {
		return Tenths(l, 5*b.N)
	}
	return l.Number(b.N)
}
