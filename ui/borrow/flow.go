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
	"redwrench/ui/typing"
	"redwrench/ui/wait"
)

// Step is where on the way one is.
type Step int

// The steps.
const (
	Choose Step = iota
	Who
	FirstTime
	Confirm
	Consent // the text is a newer one: agree again, or not
	Done
	Later // the card of a tool that cannot be had now
)

// doneShows is how long the last screen stays before the kiosk goes home.
const doneShows = 12 * time.Second

// Flow is the state of one loan at the screen.
type Flow struct {
	stage.Countdown // until the done screen goes home

	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	by    inventory.Staff // who does it for the resident; zero: nobody

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
	Copied     bool // a second slip was asked for

	Identify *identify.Flow
	Register *register.Flow
	Wait     *wait.Flow // when Later

	Searching bool             // the keyboard to look for a tool is open
	Words     *typing.Text     // looked for
	Found     []inventory.Item // for the words last asked and answered
	Near      string           // what was found of them, when not all were
	asked     string
	answered  string

	mine    map[inventory.ToolID]bool // kept for the resident
	refused inventory.Item            // the tool the notice offers to wait for
}

// Notice is what has to be said about the last touch or scan: a refusal, or a
// key of the words.
type Notice struct {
	Err  error
	Key  string
	Tool inventory.Name
	See  inventory.ToolID // one can wait for it, or reserve it
}

// New begins with what was scanned on the way here, if anything.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, with stage.Borrow) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, by: with.By, Resident: with.Who, mine: map[inventory.ToolID]bool{}, Words: typing.New(st.Lang, searchRules(desk.Settings().ExactPinyin))}
	f.Identify = identify.New(ctx, st, desk, f.known)
	f.Register = register.New(ctx, st, desk, f.known)
	f.load(with.Tool)
	if with.Who.ID != 0 {
		f.Known(with.Who)
	}
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

// Shown are the items that were looked for, or those of the chosen category.
func (f *Flow) Shown() []inventory.Item {
	if !f.Words.Blank() {
		return f.Found
	}
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
	f.clearSearch()
	f.Category, f.Page = id, 0
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Tap puts a tool of the catalogue into the basket, or takes it out again. One
// that cannot be had shows its card.
func (f *Flow) Tap(item inventory.Item) {
	switch {
	case f.Chosen(item.Tool.ID):
		f.Remove(item.Tool.ID)
	case f.Free(item):
		f.add(item)
	default:
		f.Open(item)
	}
}

// Free says that the one who stands here can have the tool now.
func (f *Flow) Free(item inventory.Item) bool {
	return item.Status == inventory.OnShelf || f.mine[item.Tool.ID]
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

// add puts a tool into the basket if it can be had and is not there yet.
func (f *Flow) add(item inventory.Item) bool {
	f.Notice = Notice{}
	added := false
	switch {
	case f.Chosen(item.Tool.ID):
		f.Notice = Notice{Key: "borrow.twice", Tool: item.Tool.Name}
	case !f.Free(item):
		f.refused = item
		f.Notice = Notice{Tool: item.Tool.Name, See: item.Tool.ID, Err: &inventory.NotFree{
			Tool: item.Tool.ID, Status: item.Status, Reason: item.Reason, Since: item.Since, Due: item.Due, Until: item.Until, From: item.From}}
		if item.Status == inventory.Retired || item.Reason == inventory.Missing {
			f.Notice.See = 0
		}
	case len(f.Basket) >= f.most():
		f.Notice = Notice{Key: "borrow.full"}
	default:
		f.Basket, added = append(f.Basket, item), true
		if f.Step == Confirm {
			f.consider()
		}
	}
	f.stage.Refresh()
	return added
}

// most is how many tools anybody may have: more need not go into a basket.
func (f *Flow) most() int {
	rules := f.desk.Settings()
	return max(rules.Limit, rules.LimitUnverified)
}

// Scan takes whatever the scanner read.
func (f *Flow) Scan(text string) {
	if f.Busy {
		return
	}
	c, err := code.Parse(text)
	switch {
	case f.over() && err == nil:
		f.next(c)
	case f.over():
		f.stage.Flash(false)
	case f.Step == FirstTime && f.Register.Document(text):
	case err != nil:
		f.stage.Flash(false)
		f.refuse(err, inventory.Name{})
	case c.Kind == code.Tool:
		if f.Step == Later {
			f.Step = Choose
		}
		f.scanTool(inventory.ToolID(c.Number))
	case c.Kind == code.Resident && f.Step == FirstTime && f.Register.AsksGuardian():
		f.Register.Scan(text)
	case c.Kind == code.Resident && f.Step == Later:
		f.Wait.Scan(c)
	case c.Kind == code.Resident:
		f.Notice = Notice{}
		f.Identify.Scan(text)
	case c.Kind == code.Hold, c.Kind == code.Reservation:
		f.scanPromise(c)
	default:
		f.stage.Flash(false)
		f.Notice = Notice{Key: "borrow.notatool"}
		f.stage.Refresh()
	}
}

// over says that the visit has come to its end: what is scanned now is the next
// one's.
func (f *Flow) over() bool { return f.Step == Done || f.Step == Later && f.Wait.Over() }

// next begins the next visit with what was scanned while the last one's end was
// still on the screen.
func (f *Flow) next(c code.Code) {
	switch c.Kind {
	case code.Tool:
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number)})
	case code.Hold, code.Reservation:
		f.stage.Show(stage.Loans{Code: c})
	default:
		f.Finish()
		f.stage.Rescan(c.Payload())
	}
}

// scanTool looks the tool up afresh: the catalogue on the screen may be old.
func (f *Flow) scanTool(id inventory.ToolID) {
	who := f.Resident.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (kept, error) {
		item, err := f.desk.Item(ctx, id)
		if err != nil {
			return kept{}, err
		}
		theirs, err := f.isFor(ctx, item, who)
		return kept{item, theirs}, err
	}, func(k kept, err error) {
		if err != nil {
			f.stage.Flash(false)
			f.refuse(err, inventory.Name{})
			return
		}
		if f.mine[id] = k.theirs; who != f.Resident.ID {
			delete(f.mine, id)
		}
		f.stage.Flash(f.add(k.item))
		if f.Step == Choose && f.Resident.ID != 0 && f.Notice == (Notice{}) {
			f.confirm() // tag and card were scanned: one touch is left
		}
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
	f.Known(r)
	if len(f.Basket) == 0 {
		f.Step, f.Notice = Choose, Notice{Key: "scan.cardread"}
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
		if f.Step == Confirm && slices.Equal(tools, f.tools()) && !f.askConsent(err) {
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

// Loses is what going back now would lose, as a key of the words: the tools of
// the basket.
func (f *Flow) Loses() string {
	if f.Step == Choose && len(f.Basket) > 0 && !f.Busy {
		return "leave.basket"
	}
	return ""
}

// Back goes one step back and loses nothing.
func (f *Flow) Back() {
	if f.Busy {
		return
	}
	if f.Step == Later {
		f.Wait.Back()
		return
	}
	f.Notice = Notice{}
	if f.Step == Choose && f.Searching {
		f.Searching = false
		f.stage.Refresh()
		return
	}
	switch f.Step {
	case FirstTime:
		if !f.Register.Back() {
			f.Step = Who
		}
	case Who, Confirm, Consent:
		f.Step = Choose
	default:
		f.Finish()
		return
	}
	f.stage.Refresh()
}
