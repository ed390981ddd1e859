package takeback

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// Sheet is a question about the card, asked in the list's place. The zero Sheet
// is none.
type Sheet int

// The questions.
const (
	NoSheet      Sheet = iota
	CountMissing       // a return: which parts are missing?
	CountFound         // which of the missing parts are here?
	More               // what else can be done
	HandedIn           // when was it handed in?
	Extending          // until when?
	TakingOff          // why does it leave the shelf?
	Inspecting         // is it safe?
	Retiring           // why?
	AskSure            // really?
	ShowPast           // the tool's history
)

// Tick is a part being counted: N of Part.Count.
type Tick struct {
	Part inventory.Part
	N    int
}

// Sure is a deed that asks once more before it is done.
type Sure struct {
	Key string // of the question, with the hole tool
	Yes string // key of the button's words
	do  func()
}

// pastEvents is how much of a tool's history is read: years of it.
const pastEvents = 500

// Past is the history of the tool on the card, the newest first.
type Past struct {
	Tool   inventory.Tool
	Events []inventory.Event
	Page   int
}

// Sheet is the question that is asked now.
func (f *Flow) Sheet() Sheet {
	if len(f.sheets) == 0 {
		return NoSheet
	}
	return f.sheets[len(f.sheets)-1]
}

// Ask asks a question about the card.
func (f *Flow) Ask(s Sheet) {
	switch s {
	case CountMissing:
		f.count(f.Card.Expected())
	case CountFound:
		f.count(f.Card.Awaited())
	case ShowPast:
		f.readPast()
	}
	f.sheets = append(f.sheets, s)
	f.Notice = Notice{}
	f.stage.Refresh()
}

// Up leaves a question without an answer.
func (f *Flow) Up() {
	f.sheets = f.sheets[:max(len(f.sheets)-1, 0)]
	f.stage.Refresh()
}

func (f *Flow) count(parts []inventory.Part) {
	f.Ticks = nil
	for _, p := range parts {
		f.Ticks = append(f.Ticks, Tick{Part: p})
	}
}

// Tick sets how many of a part were counted.
func (f *Flow) Tick(i, n int) {
	f.Ticks[i].N = min(max(n, 0), f.Ticks[i].Part.Count)
	f.stage.Refresh()
}

// Ticked are the parts counted, those with none left out.
func (f *Flow) Ticked() []inventory.Part {
	var list []inventory.Part
	for _, t := range f.Ticks {
		if t.N > 0 {
			list = append(list, inventory.Part{Name: t.Part.Name, Count: t.N})
		}
	}
	return list
}

// Came notes when the tool was handed in; the condition is asked next. The zero
// time is now.
func (f *Flow) Came(at time.Time) {
	f.At, f.sheets = at, nil
	f.stage.Refresh()
}

// ask asks once more before do.
func (f *Flow) ask(s Sure) {
	f.Sure = s
	f.Ask(AskSure)
}

// Confirm does what was asked once more about.
func (f *Flow) Confirm() {
	if f.Sheet() == AskSure {
		f.Sure.do()
	}
}

func (f *Flow) readPast() {
	f.Past = Past{}
	id := f.Card.Item.Tool.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (Past, error) {
		tool, events, err := f.desk.History(ctx, id, 0, pastEvents)
		return Past{Tool: tool, Events: events}, err
	}, func(p Past, err error) {
		if err != nil {
			f.Notice = Notice{Err: err}
		}
		f.Past = p
		f.stage.Refresh()
	})
}

// TurnPast shows another page of the history.
func (f *Flow) TurnPast(page int) {
	f.Past.Page = page
	f.stage.Refresh()
}
