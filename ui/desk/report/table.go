package report

import (
	"context"

	"redwrench/assets/words"
	"redwrench/ui/desk/listing"
	"redwrench/ui/say"
)

// table is the report as a list.
func (f *Flow) table() listing.Spec[say.ReportLine] {
	number := func(key string, of func(say.ReportLine) any) listing.Column[say.ReportLine] {
		return listing.Column[say.ReportLine]{Key: "report.column." + key, Share: 0.16, Value: of,
			Text: func(_ words.Lang, x say.ReportLine) string { return say.NumberText(of(x)) }}
	}
	column := func(key string, share float32, text func(words.Lang, say.ReportLine) string) listing.Column[say.ReportLine] {
		return listing.Column[say.ReportLine]{Key: "report.column." + key, Share: share, Text: text}
	}
	return listing.Spec[say.ReportLine]{
		Title: "report.table", File: "report",
		Columns: []listing.Column[say.ReportLine]{
			column("part", 0.24, part),
			column("name", 0.44, func(_ words.Lang, x say.ReportLine) string { return x.Name }),
			number("value", func(x say.ReportLine) any { return x.Value }),
			number("before", func(x say.ReportLine) any { return x.Before }),
		},
		Read: func(context.Context) ([]say.ReportLine, error) { return say.ReportLines(f.stage.Lang(), f.Report), nil },
	}
}

// part is which part of the report a line is of.
func part(l words.Lang, x say.ReportLine) string {
	switch x.Part {
	case "from", "until", "figure":
		return l.Say("report.part." + x.Part)
	}
	return x.Part
}

// AsTable shows the report as a list.
func (f *Flow) AsTable() {
	if f.Report.Made.IsZero() {
		return
	}
	f.Step, f.Notice = Table, Notice{}
	f.Table.Load()
	f.stage.Refresh()
}

// Wording says that the keyboard is shown.
func (f *Flow) Wording() bool { return f.Step == Table && f.Table.Typing() }
