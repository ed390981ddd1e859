// Package maintenance is the desk's place for keeping tools fit: what is due for
// inspection or replacement, what lies on the bench, how much each was used, and
// how an inspection ended. The flow knows no Fyne.
package maintenance

import (
	"context"
	"maps"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is what is shown. The zero Step is the list.
type Step int

// The steps.
const (
	List     Step = iota
	Card          // one tool
	Planning      // when it is to be replaced
)

// Group is which tools are listed. The zero Group are those due this month.
type Group int

// The groups.
const (
	ThisMonth Group = iota // or overdue
	Later
	Bench
	groups = iota
)

// Notice is what happened to the last tap.
type Notice struct {
	Err  error
	Key  string
	Tool inventory.Tool
}

// Flow is the state of the place.
type Flow struct {
	ctx     context.Context
	stage   stage.Stage
	desk    *inventory.Desk
	who     inventory.StaffID
	counter func(inventory.ToolID) // shows a tool's card at the counter

	Step   Step
	Tools  []inventory.Upkeep
	Uses   map[inventory.ToolID]int // how often those near the page were used since their inspection
	Loaded bool
	Only   Group
	Page   int
	Tool   inventory.Upkeep // on the card
	Busy   bool
	Notice Notice

	perPage int // lines the view has room for
}

// window is of how many lines the uses are read at a time: more than a page.
const window = 32

// New makes the place; Load fills it. counter shows a tool's card at the counter.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID, counter func(inventory.ToolID)) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, counter: counter}
}

// Load shows the list anew.
func (f *Flow) Load() {
	f.Step, f.Page, f.Notice = List, 0, Notice{}
	f.read()
}

func (f *Flow) read() {
	task.Go(f.stage.Runner(), f.ctx, f.desk.Upkeep, func(list []inventory.Upkeep, err error) {
		f.Tools, f.Loaded, f.Uses = list, true, map[inventory.ToolID]int{}
		f.failed(err)
		f.count()
		f.stage.Refresh()
	})
}

// count reads how often the tools of the page were used.
func (f *Flow) count() {
	list := f.In(f.Only)
	from := min(f.Page*f.perPage, len(list))
	var ids []inventory.ToolID
	for _, u := range list[from:min(from+window, len(list))] {
		if _, known := f.Uses[u.Item.Tool.ID]; !known {
			ids = append(ids, u.Item.Tool.ID)
		}
	}
	if len(ids) == 0 {
		return
	}
	uses := f.Uses // of the list as it was read: an answer that comes after another reading is not shown
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (map[inventory.ToolID]int, error) {
		return f.desk.UsesOf(ctx, ids)
	}, func(read map[inventory.ToolID]int, err error) {
		f.failed(err)
		maps.Copy(uses, read)
		f.stage.Refresh()
	})
}

// failed says what was refused.
func (f *Flow) failed(err error) {
	if err != nil {
		f.Notice = Notice{Err: err}
	}
}

// holds says whether a tool is in a group now.
func (f *Flow) holds(g Group, u inventory.Upkeep) bool {
	month := u.Due() != 0 && u.Due() <= inventory.MonthEnd(f.desk.Now())
	switch g {
	case ThisMonth:
		return month
	case Later:
		return !month && !u.Bench
	}
	return u.Bench
}

// In are the tools of a group.
func (f *Flow) In(g Group) []inventory.Upkeep {
	var list []inventory.Upkeep
	for _, u := range f.Tools {
		if f.holds(g, u) {
			list = append(list, u)
		}
	}
	return list
}

// Show lists another group.
func (f *Flow) Show(g Group) {
	f.Only, f.Page = g, 0
	f.count()
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.count()
	f.stage.Refresh()
}

// Look shows a tool with how much it was used.
func (f *Flow) Look(id inventory.ToolID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Upkeep, error) {
		return f.desk.UpkeepOf(ctx, id)
	}, func(u inventory.Upkeep, err error) {
		if f.Notice = (Notice{Err: err}); err == nil {
			f.Step, f.Tool = Card, u
		}
		f.stage.Refresh()
	})
}

// Scan shows the tool whose tag was scanned; other codes are not for here.
func (f *Flow) Scan(c code.Code) bool {
	if c.Kind != code.Tool || f.Busy {
		return f.Busy
	}
	f.stage.Flash(true)
	f.Look(inventory.ToolID(c.Number))
	return true
}

// Up goes one step back; false at the list.
func (f *Flow) Up() bool {
	if f.Step == List || f.Busy {
		return f.Busy
	}
	f.Step, f.Notice = f.Step-1, Notice{}
	f.stage.Refresh()
	return true
}

// Inspectable says that the result of an inspection can be noted now.
func (f *Flow) Inspectable() bool {
	i := f.Tool.Item
	return f.Tool.Inspect != 0 && i.Status != inventory.Lent && i.Status != inventory.Retired && (i.Status != inventory.OffShelf || i.Reason != inventory.Missing)
}

// Inspect notes how the inspection of the tool on the card ended.
func (f *Flow) Inspect(safe bool) {
	done := "upkeep.safe"
	if !safe {
		done = "upkeep.unsafe"
	}
	f.do(done, func(ctx context.Context, id inventory.ToolID) error { return f.desk.Inspect(ctx, id, safe, f.who) })
}

// Plan asks when the tool on the card is to be replaced.
func (f *Flow) Plan() {
	f.Step, f.Notice = Planning, Notice{}
	f.stage.Refresh()
}

// ReplaceIn plans that it is replaced in so many months; 0: not any more.
func (f *Flow) ReplaceIn(months int) {
	done, by := "upkeep.unplanned", inventory.Day(0)
	if months > 0 {
		done, by = "upkeep.planned", inventory.DayOf(f.desk.Now().AddDate(0, months, 0))
	}
	f.do(done, func(ctx context.Context, id inventory.ToolID) error {
		return f.desk.PlanReplacement(ctx, id, by, f.who)
	})
}

// AtCounter shows the card of the tool at the counter: there it goes to repair and
// back, and is retired.
func (f *Flow) AtCounter() { f.counter(f.Tool.Item.Tool.ID) }

// do runs one deed with the tool on the card and shows the list as it is then.
func (f *Flow) do(done string, deed func(ctx context.Context, id inventory.ToolID) error) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	tool := f.Tool.Item.Tool
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return deed(ctx, tool.ID)
	}, func(err error) {
		f.Busy = false
		f.stage.Printed() // somebody may wait for it
		if f.Notice = (Notice{Err: err, Tool: tool}); err == nil {
			f.Step, f.Notice.Key = List, done
		}
		f.read()
	})
}

// Print prints what is due until the end of the month.
func (f *Flow) Print() {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	wish := inventory.Wish{Paper: inventory.UpkeepList, Lang: inventory.Lang(f.stage.Lang())}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Print(ctx, wish, f.who)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Notice = false, Notice{Key: "papers.printing"}
		f.failed(err)
		f.stage.Printed()
		f.stage.Refresh()
	})
}
