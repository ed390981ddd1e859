package say

import (
	"strconv"

	"redwrench/assets/words"
	"redwrench/inventory"
)

// ReportLine is a line of a report for a spreadsheet, digits as everybody writes
// them.
type ReportLine struct{ Part, Name, Value, Before string }

// ReportLines are a report for a spreadsheet: its days, a line for each figure,
// and one for each bar of its charts.
func ReportLines(l words.Lang, r inventory.Report) []ReportLine {
	lines := []ReportLine{
		{"from", "", r.Period.From.String(), r.Before.From.String()},
		{"until", "", r.Period.Until.String(), r.Before.Until.String()},
	}
	figure := func(name, is, was string) { lines = append(lines, ReportLine{"figure", name, is, was}) }
	number := func(f inventory.Figure, unit string, is, was int) {
		figure(Figure(l, f)+unit, strconv.Itoa(is), strconv.Itoa(was))
	}
	for _, f := range inventory.Figures() {
		switch f {
		case inventory.FigureLate: // a number and its share have a line each
			number(f, "", r.Is.Late, r.Was.Late)
			figure(Figure(l, f)+" %", Tenths(words.English, r.Is.LateShare()), Tenths(words.English, r.Was.LateShare()))
		case inventory.FigureActivities: // and so have activities and who came
			number(f, "", r.Is.Activities, r.Was.Activities)
			number(f, " · "+l.Say("report.came"), r.Is.Came, r.Was.Came)
		default:
			figure(Figure(l, f), FigureValue(words.English, f, r.Is), FigureValue(words.English, f, r.Was))
		}
	}
	lending, repairs := Charts(r)
	for _, c := range append(lending, repairs...) {
		for _, b := range c.Bars {
			name := BarName(l, b)
			if c.Up && b.Ask.Hour == 0 {
				name = b.Ask.Period.From.String()
			}
			lines = append(lines, ReportLine{Part: l.Say(c.Key), Name: name, Value: c.BarValue(words.English, b)})
		}
	}
	return lines
}
