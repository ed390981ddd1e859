// Package stocktake is the desk's place for counting the shelves: choose one or
// all, scan what is there, for as many days as it takes, close with a report. The
// flow knows no Fyne.
package stocktake

import (
	"context"
	"slices"
	"strconv"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is what is shown. The zero Step is the list of shelves.
type Step int

// The steps.
const (
	List     Step = iota
	Earlier       // stocktakes that are closed
	Begin         // the question before one begins
	Counting      // one that goes on
	Number        // of a tool, typed
	Card          // one tool of it
	Closing       // the question before it is closed
	Report        // one that is closed
)

// Notice is what happened to the last tap or scan.
type Notice struct {
	Err  error
	Key  string
	Line inventory.StockLine // the tool it speaks of
}

// Flow is the state of the place.
type Flow struct {
	ctx     context.Context
	stage   stage.Stage
	desk    *inventory.Desk
	who     inventory.StaffID
	counter func(inventory.ToolID) // shows a tool's card at the counter

	Step    Step
	Shelves []inventory.Shelf
	Past    []inventory.Stocktake
	Loaded  bool
	Page    int
	Shelf   inventory.Shelf     // to begin with
	Stock   inventory.Stocktake // that goes on, or is closed
	Lines   []inventory.StockLine
	Only    Group
	Line    inventory.StockLine // on the card
	Digits  string
	With    inventory.Settling
	Busy    bool
	Notice  Notice
}

// Group is which tools of a stocktake are listed. The zero Group are those still
// to be seen.
type Group int

// The groups.
const (
	ToSee Group = iota
	Unexpected
	Seen
	Elsewhere // away, or noted as missing before
	groups    = iota
)

// holds says whether a tool found so is in the group.
func (g Group) holds(f inventory.Finding) bool {
	switch f {
	case inventory.NotSeen:
		return g == ToSee
	case inventory.Present:
		return g == Seen
	case inventory.Away, inventory.Gone:
		return g == Elsewhere
	}
	return g == Unexpected
}

// mostPast is how many closed stocktakes are listed: years of them.
const mostPast = 200

// maxDigits is the longest number of a tool.
const maxDigits = 8

// New makes the place; Load fills it. counter shows a tool's card at the counter.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID, counter func(inventory.ToolID)) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, counter: counter}
}

// Load shows the place anew: the count that was left, or the shelves.
func (f *Flow) Load() {
	f.Notice = Notice{}
	switch f.Step {
	case Counting, Number, Card, Closing:
		f.show(f.Stock.ID)
	default:
		f.list()
	}
}

// list shows the shelves as they are now.
func (f *Flow) list() {
	f.Step, f.Page = List, 0
	task.Go(f.stage.Runner(), f.ctx, f.desk.Shelves, func(list []inventory.Shelf, err error) {
		f.Shelves, f.Loaded = list, true
		f.failed(err)
		f.stage.Refresh()
	})
}

// failed says what was refused.
func (f *Flow) failed(err error) {
	if err != nil {
		f.Notice = Notice{Err: err}
	}
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Choose goes on with the count of a shelf, or asks before one begins.
func (f *Flow) Choose(s inventory.Shelf) {
	if f.Busy {
		return
	}
	f.Notice = Notice{}
	if s.Open.ID != 0 {
		f.show(s.Open.ID)
		return
	}
	f.Shelf, f.Step = s, Begin
	f.stage.Refresh()
}

// Start begins to count the shelf that was chosen.
func (f *Flow) Start() {
	if f.Busy || f.Step != Begin {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	s := f.Shelf
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Stocktake, error) {
		return f.desk.BeginStocktake(ctx, s.Name, s.All, f.who)
	}, func(st inventory.Stocktake, err error) {
		f.Busy = false
		if err != nil {
			f.failed(err)
			f.stage.Refresh()
			return
		}
		f.show(st.ID)
	})
}

// shown is a stocktake with its tools.
type shown struct {
	stock inventory.Stocktake
	lines []inventory.StockLine
}

// show shows a stocktake as it stands now.
func (f *Flow) show(id inventory.StocktakeID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (shown, error) {
		s, lines, err := f.desk.StocktakeOf(ctx, id)
		return shown{s, lines}, err
	}, func(s shown, err error) {
		if err != nil {
			f.failed(err)
			f.stage.Refresh()
			return
		}
		if f.Stock.ID != s.stock.ID {
			f.Page, f.Only = 0, ToSee
		}
		f.Stock, f.Lines = s.stock, s.lines
		if f.Step = Counting; !s.stock.Open() {
			f.Step = Report
		}
		f.stage.Refresh()
	})
}

// ShowPast lists the stocktakes that are closed.
func (f *Flow) ShowPast() {
	f.Step, f.Page, f.Notice = Earlier, 0, Notice{}
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.Stocktake, error) {
		return f.desk.Stocktakes(ctx, 0, mostPast)
	}, func(list []inventory.Stocktake, err error) {
		f.Past = list
		f.failed(err)
		f.stage.Refresh()
	})
}

// Open shows one that is closed.
func (f *Flow) Open(s inventory.Stocktake) { f.show(s.ID) }

// Up goes one step back; false at the shelves.
func (f *Flow) Up() bool {
	if f.Busy {
		return true
	}
	f.Notice = Notice{}
	switch f.Step {
	case List:
		return false
	case Number, Card, Closing:
		f.Step, f.Digits = Counting, ""
	default:
		f.list()
	}
	f.stage.Refresh()
	return true
}

// Scan notes that a tool is there, while a shelf is counted; other codes are not
// for here.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind != code.Tool || f.Step < Counting || f.Step > Closing {
		return false
	}
	f.see(inventory.ToolID(c.Number))
	return true
}

// Misread says that something was scanned that is no code of ours, while a shelf
// is counted.
func (f *Flow) Misread(err error) bool {
	if f.Step < Counting || f.Step > Closing {
		return false
	}
	f.refuse(err)
	return true
}

func (f *Flow) refuse(err error) {
	f.stage.Flash(false)
	f.failed(err)
	f.stage.Refresh()
}

// sight is the answer to a scan.
type sight struct {
	line  inventory.StockLine
	again bool
}

// see notes that a tool is there. Who scans does not wait for the answer: the
// next scan may come before.
func (f *Flow) see(id inventory.ToolID) {
	of := f.Stock.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (sight, error) {
		line, again, err := f.desk.See(ctx, of, id, f.who)
		return sight{line, again}, err
	}, func(s sight, err error) {
		if f.Stock.ID != of {
			return
		}
		if err != nil {
			f.refuse(err)
			return
		}
		f.keep(s.line)
		f.Notice = Notice{Key: foundKey(s.line.Finding), Line: s.line}
		if s.again {
			f.Notice.Key = "stock.again"
		}
		if f.typed() == id { // another number is still being typed
			f.Digits = ""
		}
		if f.Step == Card || f.Step == Closing {
			f.Step = Counting
		}
		f.stage.Flash(!s.line.Finding.Unexpected())
		f.stage.Refresh()
	})
}

// foundKey is the key of what is said when a tool was seen.
func foundKey(found inventory.Finding) string { return "stock.found." + strconv.Itoa(int(found)) }

// keep puts a line into its place.
func (f *Flow) keep(l inventory.StockLine) {
	i := slices.IndexFunc(f.Lines, func(o inventory.StockLine) bool { return o.Tool.ID == l.Tool.ID })
	if i < 0 {
		f.Lines = append(f.Lines, l)
	} else {
		f.Lines[i] = l
	}
	f.Stock.Tally = inventory.TallyOf(f.Lines)
}

// Listed are the tools of the group that is listed.
func (f *Flow) Listed() []inventory.StockLine {
	var list []inventory.StockLine
	for _, l := range f.Lines {
		if f.Step == Report && l.Finding != inventory.Present || f.Step != Report && f.Only.holds(l.Finding) {
			list = append(list, l)
		}
	}
	return list
}

// Show lists another group.
func (f *Flow) Show(g Group) {
	f.Only, f.Page = g, 0
	f.stage.Refresh()
}

// Look shows what can be done with a tool; of a stocktake that is closed its card
// at the counter.
func (f *Flow) Look(l inventory.StockLine) {
	if f.Step == Report {
		f.counter(l.Tool.ID)
		return
	}
	f.Step, f.Line, f.Notice = Card, l, Notice{}
	f.stage.Refresh()
}
