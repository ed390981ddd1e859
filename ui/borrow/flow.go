// Package borrow is the way of a tool out of the shop: choose, say who you are,
// confirm, take. flow.go knows no Fyne; view.go draws its state.
package borrow

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/identify"
	"redwrench/ui/register"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is where on the way one is.
type Step int

// The steps.
const (
	Choose Step = iota
	Who
	FirstTime
	Confirm
	Done
)

// doneShows is how long the last screen stays before the kiosk goes home.
const doneShows = 12 * time.Second

// Flow is the state of one loan at the screen.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Step       Step
	Categories []inventory.Category
	Items      []inventory.Item // the catalogue
	Category   inventory.CategoryID
	Page       int
	Basket     []inventory.Item
	Notice     Notice
	Resident   inventory.Resident
	HandOver   inventory.HandOver
	Busy       bool
	Left       time.Duration // until the done screen goes home
	Copied     bool          // a second slip was asked for

	Identify *identify.Flow
	Register *register.Flow

	tick func(time.Duration) // the countdown's own text, set by the view
}

// Notice is what has to be said about the last touch or scan: a refusal, or a
// key of the words.
type Notice struct {
	Err  error
	Key  string
	Tool inventory.Name
}

// New begins with what was scanned on the way here, if anything.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, with stage.Borrow) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Resident: with.Who}
	f.Identify = identify.New(ctx, st, desk, f.known)
	f.Register = register.New(ctx, st, desk, f.known)
	f.load(with.Tool)
	return f
}

type shelf struct {
	items      []inventory.Item
	categories []inventory.Category
}

// load fetches the catalogue and then puts the scanned tool into the basket.
func (f *Flow) load(scanned inventory.ToolID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (shelf, error) {
		items, err := f.desk.Catalogue(ctx)
		if err != nil {
			return shelf{}, err
		}
		categories, err := f.desk.Categories(ctx)
		return shelf{items, categories}, err
	}, func(s shelf, err error) {
		if err != nil {
			f.refuse(err, inventory.Name{})
			return
		}
		f.Items, f.Categories = s.items, s.categories
		if scanned != 0 {
			f.scanTool(scanned)
			return
		}
		f.stage.Refresh()
	})
}

// Shown are the items of the chosen category.
func (f *Flow) Shown() []inventory.Item {
	if f.Category == "" {
		return f.Items
	}
	var shown []inventory.Item
	for _, i := range f.Items {
		if i.Tool.Category == f.Category {
			shown = append(shown, i)
		}
	}
	return shown
}

// Chosen says whether a tool is in the basket.
func (f *Flow) Chosen(id inventory.ToolID) bool { return f.place(id) >= 0 }

func (f *Flow) place(id inventory.ToolID) int {
	return slices.IndexFunc(f.Basket, func(i inventory.Item) bool { return i.Tool.ID == id })
}

// Filter shows one category, or all ("").
func (f *Flow) Filter(id inventory.CategoryID) {
	f.Category, f.Page = id, 0
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Tap puts a tool of the catalogue into the basket, or takes it out again.
func (f *Flow) Tap(item inventory.Item) {
	if f.Chosen(item.Tool.ID) {
		f.Remove(item.Tool.ID)
		return
	}
	f.add(item)
}

// Remove takes a tool out of the basket.
func (f *Flow) Remove(id inventory.ToolID) {
	if i := f.place(id); i >= 0 {
		f.Basket = slices.Delete(f.Basket, i, i+1)
	}
	f.Notice = Notice{}
	if f.Step == Confirm {
		if len(f.Basket) == 0 {
			f.Step = Choose
		} else {
			f.consider()
		}
	}
	f.stage.Refresh()
}

// add puts a tool into the basket if it is on the shelf and not there yet.
func (f *Flow) add(item inventory.Item) bool {
	switch {
	case f.Chosen(item.Tool.ID):
		f.Notice = Notice{Key: "borrow.twice", Tool: item.Tool.Name}
	case item.Status != inventory.OnShelf:
		f.Notice = Notice{Tool: item.Tool.Name, Err: &inventory.NotFree{
			Tool: item.Tool.ID, Status: item.Status, Reason: item.Reason, Since: item.Since, Due: item.Due}}
	default:
		f.Basket = append(f.Basket, item)
		f.Notice = Notice{}
		if f.Step == Confirm {
			f.consider()
		}
		f.stage.Refresh()
		return true
	}
	f.stage.Refresh()
	return false
}

// Scan takes whatever the scanner read.
func (f *Flow) Scan(text string) {
	if f.Busy {
		return
	}
	c, err := code.Parse(text)
	switch {
	case f.Step == Done && err == nil && (c.Kind == code.Tool || c.Kind == code.Resident):
		f.next(c)
	case f.Step == Done:
	case err != nil:
		f.stage.Flash(false)
		f.refuse(err, inventory.Name{})
	case c.Kind == code.Tool:
		f.scanTool(inventory.ToolID(c.Number))
	case c.Kind == code.Resident && f.Step == FirstTime && f.Register.AsksGuardian():
		f.Register.Scan(text)
	case c.Kind == code.Resident:
		f.Notice = Notice{}
		f.Identify.Scan(text)
	default:
		f.stage.Flash(false)
		f.Notice = Notice{Key: "borrow.notatool"}
		f.stage.Refresh()
	}
}

// next begins the next visit with what was scanned while the last one's end was
// still on the screen.
func (f *Flow) next(c code.Code) {
	if c.Kind == code.Tool {
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number)})
		return
	}
	f.stage.Show(stage.Home{})
}

// scanTool looks the tool up afresh: the catalogue on the screen may be old.
func (f *Flow) scanTool(id inventory.ToolID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Item, error) {
		return f.desk.Item(ctx, id)
	}, func(item inventory.Item, err error) {
		if err != nil {
			f.stage.Flash(false)
			f.refuse(err, inventory.Name{})
			return
		}
		f.stage.Flash(f.add(item))
	})
}

func (f *Flow) refuse(err error, tool inventory.Name) {
	f.Notice = Notice{Err: err, Tool: tool}
	f.stage.Refresh()
}

// Next goes on from the basket.
func (f *Flow) Next() {
	if len(f.Basket) == 0 {
		return
	}
	f.Notice = Notice{}
	if f.Resident.ID != 0 {
		f.confirm()
		return
	}
	f.Step = Who
	f.stage.Refresh()
}

// NewHere goes to the first registration.
func (f *Flow) NewHere() {
	f.Step = FirstTime
	f.stage.Refresh()
}

// known goes on with the resident who was found or registered.
func (f *Flow) known(r inventory.Resident) {
	f.Resident = r
	if len(f.Basket) == 0 {
		f.Step = Choose
		f.stage.Refresh()
		return
	}
	f.confirm()
}

func (f *Flow) confirm() {
	f.Step = Confirm
	f.consider()
	f.stage.Refresh()
}

// consider asks the desk whether it would lend, so that a refusal is said
// before anybody confirms.
func (f *Flow) consider() {
	who, tools := f.Resident.ID, f.tools()
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.desk.Consider(ctx, who, tools)
	}, func(_ struct{}, err error) {
		if f.Step == Confirm && slices.Equal(tools, f.tools()) {
			f.refuse(err, inventory.Name{})
		}
	})
}

func (f *Flow) tools() []inventory.ToolID {
	ids := make([]inventory.ToolID, len(f.Basket))
	for i, item := range f.Basket {
		ids[i] = item.Tool.ID
	}
	return ids
}

// Lend makes the loan. "Take your tool" shows when it is on disk, not before.
func (f *Flow) Lend() {
	if f.Busy || f.Step != Confirm || len(f.Basket) == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who, tools, lang := f.Resident.ID, f.tools(), inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.HandOver, error) {
		return f.desk.Lend(ctx, who, tools, lang)
	}, func(h inventory.HandOver, err error) {
		f.Busy = false
		if err != nil {
			f.refuse(err, inventory.Name{})
			return
		}
		f.HandOver, f.Step, f.Notice = h, Done, Notice{}
		f.stage.Printed()
		f.Left = doneShows
		f.countDown()
		f.stage.Refresh()
	})
}

func (f *Flow) countDown() {
	f.stage.After(f.ctx, time.Second, func() {
		f.Left -= time.Second
		if f.Left <= 0 {
			f.stage.Show(stage.Home{})
			return
		}
		if f.tick != nil {
			f.tick(f.Left)
		}
		f.countDown()
	})
}

// Again wishes for a second slip, marked as a copy.
func (f *Flow) Again() {
	if f.Busy || f.Copied {
		return
	}
	f.Busy, f.Left = true, doneShows
	slip, lang := f.HandOver.Slip, inventory.Lang(f.stage.Lang())
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Reprint(ctx, slip, lang)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Copied = false, err == nil
		f.Notice = Notice{Err: err}
		f.stage.Printed()
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

// Finish goes home.
func (f *Flow) Finish() { f.stage.Show(stage.Home{}) }

// Back goes one step back and loses nothing.
func (f *Flow) Back() {
	if f.Busy {
		return
	}
	f.Notice = Notice{}
	switch f.Step {
	case FirstTime:
		if !f.Register.Back() {
			f.Step = Who
		}
	case Who, Confirm:
		f.Step = Choose
	default:
		f.stage.Show(stage.Home{})
		return
	}
	f.stage.Refresh()
}

// Name finds the name of a tool in the catalogue, for the sentences.
func (f *Flow) Name(id inventory.ToolID) inventory.Name {
	for _, i := range f.Items {
		if i.Tool.ID == id {
			return i.Tool.Name
		}
	}
	return inventory.Name{Zh: id.Code().Human()}
}

// Gear are tools on the shelf that go with what is in the basket and are not in it.
func (f *Flow) Gear() (inventory.Item, bool) {
	for _, chosen := range f.Basket {
		for _, id := range chosen.Tool.Gear {
			if f.anyOf(chosen.Tool.Gear) {
				break
			}
			i := slices.IndexFunc(f.Items, func(i inventory.Item) bool { return i.Tool.ID == id })
			if i >= 0 && f.Items[i].Status == inventory.OnShelf {
				return f.Items[i], true
			}
		}
	}
	return inventory.Item{}, false
}

// anyOf says that one of the tools is in the basket already.
func (f *Flow) anyOf(ids []inventory.ToolID) bool { return slices.ContainsFunc(ids, f.Chosen) }
