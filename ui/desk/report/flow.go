// Package report is the desk's reports: the figures of a period beside those of
// the one before, charts, and the records behind each. The flow knows no Fyne.
package report

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/listing"
	"redwrench/ui/say"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is shown. The zero Step is the report.
type Step int

// The steps.
const (
	Showing Step = iota
	From         // the first day is typed
	Until        // the last day is typed
	Bars         // a chart as a list
	Records      // what stands behind a figure or a bar
	Table        // all of it as a list, to be saved
)

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID
	held  func() // leads to the activities

	Step   Step
	Report inventory.Report // of Period; no Made: it is being counted
	Period inventory.Period
	Leaf   int // of the report
	Busy   bool
	Notice Notice

	Digits string // a day as it is typed: year, month, day
	Wrong  bool   // there is no such day

	Table *listing.Flow[say.ReportLine]

	Chart    say.Chart
	ListPage int // of the chart as a list

	Of      inventory.Figure // whose records are shown; 0: those of Bar
	Bar     inventory.Bar
	Behind  []inventory.Record
	Lines   []inventory.RecordLine // a window of Behind
	first   int                    // the place of Lines[0] in Behind
	Page    int
	perPage int // lines the view has room for
	from    Step
	asked   int // counts questions: a late answer is dropped
}

// Notice is what happened to the last tap.
type Notice struct {
	Key string
	Err error
}

// window is how many lines are read at a time: more than a page.
const window = 32

// New makes the place; Load fills it. Tables of reports go to media; held leads
// to the activities.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, media exchange.Media, who inventory.StaffID, held func()) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, who: who, held: held}
	f.Table = listing.New(ctx, st, desk, media, f.table())
	return f
}

// Load shows this half-year.
func (f *Flow) Load() {
	f.Leaf = 0
	f.Choose(f.Whole(6, 0))
}

// Whole is the month (1), half-year (6) or year (12) of today, or one so many
// before.
func (f *Flow) Whole(months, back int) inventory.Period {
	today := inventory.DayOf(f.desk.Now())
	p := inventory.PeriodOf(today, months)
	for range back {
		p = inventory.PeriodOf(p.From-1, months)
	}
	return p
}

// Choose counts a period.
func (f *Flow) Choose(p inventory.Period) {
	f.Step, f.Period, f.Notice, f.Report = Showing, p, Notice{}, inventory.Report{}
	ask(f, func(ctx context.Context) (inventory.Report, error) { return f.desk.Report(ctx, p) }, func(r inventory.Report) { f.Report = r })
	f.stage.Refresh()
}

// ask reads something off the UI's goroutine; only the last question is
// answered.
func ask[T any](f *Flow, read func(context.Context) (T, error), show func(T)) {
	f.asked++
	mine := f.asked
	task.Go(f.stage.Runner(), f.ctx, read, func(v T, err error) {
		if mine != f.asked {
			return
		}
		if err != nil {
			f.Notice = Notice{Err: err}
		} else {
			show(v)
		}
		f.stage.Refresh()
	})
}

// TurnLeaf shows other figures or another chart.
func (f *Flow) TurnLeaf(n int) {
	f.Leaf, f.Notice = n, Notice{}
	f.stage.Refresh()
}

// Charts are those of the report, in their order.
func (f *Flow) Charts() []say.Chart {
	lending, repairs := say.Charts(f.Report)
	return append(lending, repairs...)
}

// AskDays asks for the first day, then for the last.
func (f *Flow) AskDays() {
	f.Step, f.Digits, f.Wrong, f.Notice = From, "", false, Notice{}
	f.stage.Refresh()
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.asksDay() || f.Wording() }

// asksDay says that a day is typed.
func (f *Flow) asksDay() bool { return f.Step == From || f.Step == Until }

// dayLength is how many digits a day has: 20260101.
const dayLength = 8

// Typed types a digit of a day.
func (f *Flow) Typed(r rune) {
	if f.Wording() {
		f.Table.Press(typing.Press(r))
		return
	}
	if !f.asksDay() || r < '0' || r > '9' || len(f.Digits) >= dayLength {
		return
	}
	f.Digits, f.Wrong = f.Digits+string(r), false
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	if f.Wording() {
		f.Table.Press(typing.Event{Act: typing.Erase})
		return
	}
	f.Digits, f.Wrong = f.Digits[:max(len(f.Digits)-1, 0)], false
	f.stage.Refresh()
}

// Full says that a whole day was typed.
func (f *Flow) Full() bool { return len(f.Digits) == dayLength }

// Enter takes the day that was typed.
func (f *Flow) Enter() {
	if f.Wording() {
		f.Table.Enter()
		return
	}
	if !f.asksDay() || !f.Full() {
		return
	}
	day, err := time.Parse("20060102", f.Digits)
	d := inventory.DayOf(day)
	p := inventory.Period{From: d, Until: d}
	if f.Step == Until {
		p.From = f.Period.From
	}
	switch {
	case err != nil || p.Check() != nil && f.Step == From:
		f.Wrong = true
	case p.Check() != nil:
		f.Notice = Notice{Err: p.Check()}
	case f.Step == From:
		f.Period, f.Step, f.Digits, f.Notice = p, Until, "", Notice{}
	default:
		f.Choose(p)
		return
	}
	f.stage.Refresh()
}

// List shows a chart as a list.
func (f *Flow) List(c say.Chart) {
	f.Step, f.Chart, f.ListPage, f.Notice = Bars, c, 0, Notice{}
	f.stage.Refresh()
}

// TurnBars shows another page of it.
func (f *Flow) TurnBars(n int) {
	f.ListPage = n
	f.stage.Refresh()
}

// OpenFigure shows the records behind a figure.
func (f *Flow) OpenFigure(x inventory.Figure) {
	f.Of, f.Bar = x, inventory.Bar{}
	f.open(inventory.Ask{Figure: x, Period: f.Period})
}

// OpenBar shows the records behind a bar of the chart that is listed.
func (f *Flow) OpenBar(b inventory.Bar) {
	f.Of, f.Bar = 0, b
	f.open(b.Ask)
}

func (f *Flow) open(a inventory.Ask) {
	f.from, f.Notice = f.Step, Notice{}
	f.Step, f.Behind, f.Lines, f.first, f.Page, f.Busy = Records, nil, nil, 0, 0, true
	type found struct {
		behind []inventory.Record
		lines  []inventory.RecordLine
	}
	ask(f, func(ctx context.Context) (found, error) {
		behind, err := f.desk.Behind(ctx, a)
		if err != nil {
			return found{}, err
		}
		lines, err := f.desk.Lines(ctx, behind[:min(window, len(behind))])
		return found{behind, lines}, err
	}, func(r found) { f.Behind, f.Lines, f.Busy = r.behind, r.lines, false })
	f.stage.Refresh()
}

// Turn shows another page of the records.
func (f *Flow) Turn(page int) {
	f.Page = page
	from := min(page*f.perPage, len(f.Behind))
	part := f.Behind[from:min(from+window, len(f.Behind))]
	ask(f, func(ctx context.Context) ([]inventory.RecordLine, error) { return f.desk.Lines(ctx, part) }, func(lines []inventory.RecordLine) {
		f.Lines, f.first = lines, from
	})
}

// Print wishes for the report on paper.
func (f *Flow) Print() {
	if f.Busy || f.Report.Made.IsZero() {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	wish := inventory.Wish{Paper: inventory.PeriodReport, Subject: f.Period.Number(), Lang: inventory.Lang(f.stage.Lang())}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Print(ctx, wish, f.who)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Notice = false, Notice{Key: "papers.printing"}
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.stage.Printed()
		f.stage.Refresh()
	})
}

// Up goes one step back; false when the report is shown.
func (f *Flow) Up() bool {
	switch f.Step {
	case Showing:
		return false
	case Table:
		if f.Table.Up() {
			return true
		}
		f.Step = Showing
	case Records:
		f.asked++ // what is still asked for is not worth showing
		f.Step, f.Busy = f.from, false
	case Until:
		f.AskDays()
		return true
	default:
		f.Step = Showing
	}
	f.Notice = Notice{}
	if f.Step == Showing && f.Report.Period != f.Period {
		f.Choose(f.Report.Period)
		return true
	}
	f.stage.Refresh()
	return true
}
