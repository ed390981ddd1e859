package say

import (
	"fmt"
	"strconv"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// ReportLine is a line of a report for a spreadsheet. Value and Before are
// numbers (int or float64) where there is one, else text: a day as 2026-01-31, "–"
// where there is nothing to count, or "".
type ReportLine struct {
	Part, Name    string
	Value, Before any
}

// NumberText is a value of a ReportLine as everybody writes it.
func NumberText(v any) string {
	if f, ok := v.(float64); ok {
		return strconv.FormatFloat(f, 'f', -1, 64)
	}
	return fmt.Sprint(v)
}

// ReportLines are a report for a spreadsheet: its days, a line for each figure,
// and one for each bar of its charts.
func ReportLines(l words.Lang, r inventory.Report) []ReportLine {
	lines := []ReportLine{
		{"from", "", r.Period.From.String(), r.Before.From.String()},
		{"until", "", r.Period.Until.String(), r.Before.Until.String()},
	}
	figure := func(name string, is, was any) { lines = append(lines, ReportLine{"figure", name, is, was}) }
	for _, f := range inventory.Figures() {
		name := Figure(l, f)
		figure(name, figureNumber(f, r.Is), figureNumber(f, r.Was))
		switch f {
		case inventory.FigureLate: // a number and its share have a line each
			figure(name+" %", tenths(r.Is.LateShare()), tenths(r.Was.LateShare()))
		case inventory.FigureActivities: // and so have activities and who came
			figure(name+" · "+l.Say("report.came"), r.Is.Came, r.Was.Came)
		}
	}
	lending, repairs := Charts(r)
	for _, c := range append(lending, repairs...) {
		for _, b := range c.Bars {
			name, value := BarName(l, b), any(b.N)
			if c.Up && b.Ask.Hour == 0 {
				name = b.Ask.Period.From.String()
			}
			if c.Hours {
				value = tenths(5 * b.N)
			}
			lines = append(lines, ReportLine{Part: l.Say(c.Key), Name: name, Value: value, Before: ""})
		}
	}
	return lines
}

// figureNumber is a figure as a number: of money the yuan, of medians the days.
func figureNumber(f inventory.Figure, n inventory.Numbers) any {
	days := func(d time.Duration) any { return tenths(inTenths(d)) }
	switch f {
	case inventory.FigureLength, inventory.FigureFirstVisit, inventory.FigureContent:
		if n.Count(f) == 0 {
			return "–"
		}
	}
	switch f {
	case inventory.FigureLength:
		return days(n.Length)
	case inventory.FigureFirstVisit:
		return days(n.Jobs.FirstVisit)
	case inventory.FigureHours:
		return tenths(5 * int(n.HalfHours()))
	case inventory.FigureContent:
		return tenths((n.Jobs.Content() + 5) / 10)
	case inventory.FigureDiscount:
		return float64(n.Jobs.Discount) / 100
	case inventory.FigureMoney:
		return float64(n.Given) / 100
	}
	return n.Count(f)
}

func tenths(n int) float64 { return float64(n) / 10 }
