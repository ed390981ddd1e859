package takeback

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the unlocked counter.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Who      inventory.Staff
	Today    inventory.Today
	Open     []inventory.CounterLine // a window of the open loans, due first at the top
	Page     int
	first    int // the place of Open[0] among all open loans
	perPage  int // lines the view has room for
	Card     Card
	Notice   Notice
	Busy     bool
	LocksAt  time.Time
	lockTick func(left time.Duration) // the countdown's own text, set by the view
}

// Card is what was scanned last: a tool, or a resident's card. Zero: nothing.
type Card struct {
	Item     inventory.Item
	Loan     inventory.CounterLine // when the tool is lent
	Resident inventory.Resident
}

// Notice is what happened to the last scan or tap.
type Notice struct {
	Err    error
	Key    string
	Tool   inventory.Name
	Reason inventory.Reason
}

// window is how many open loans the counter reads at a time: more than a page.
const window = 32

// New opens the counter for who.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Who: who}
	f.Touched()
	f.watch()
	f.load()
	return f
}

// Touched puts the moment off at which the counter locks itself.
func (f *Flow) Touched() { f.LocksAt = f.desk.Now().Add(f.desk.Settings().DeskLocks) }

// watch counts down to the lock, once a second.
func (f *Flow) watch() {
	f.stage.After(f.ctx, time.Second, func() {
		left := f.LocksAt.Sub(f.desk.Now())
		if left <= 0 {
			f.Lock()
			return
		}
		if f.lockTick != nil {
			f.lockTick(left)
		}
		f.watch()
	})
}

// Lock leaves the counter.
func (f *Flow) Lock() { f.stage.Show(stage.Home{}) }

type lists struct {
	today inventory.Today
	first int // the place of open[0] among all open loans
	open  []inventory.CounterLine
}

func (f *Flow) load() {
	first := f.Page * f.perPage
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (lists, error) {
		today, err := f.desk.Today(ctx)
		if err != nil {
			return lists{}, err
		}
		open, err := f.desk.OpenLoans(ctx, first, window)
		return lists{today, first, open}, err
	}, func(l lists, err error) {
		switch {
		case err != nil:
			f.Notice = Notice{Err: err}
		case len(l.open) == 0 && f.Page > 0: // they came back meanwhile
			f.Turn(0)
			return
		default:
			f.Today, f.first, f.Open = l.today, l.first, l.open
		}
		f.stage.Refresh()
	})
}

// Turn shows another page of the list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.load()
}

// Scan shows what was scanned. Nothing is changed by a scan alone.
func (f *Flow) Scan(text string) {
	if f.Busy {
		return
	}
	c, err := code.Parse(text)
	switch {
	case err != nil:
		f.refuse(err)
	case c.Kind == code.Tool:
		f.show(func(ctx context.Context) (Card, error) { return f.tool(ctx, inventory.ToolID(c.Number)) })
	case c.Kind == code.Resident:
		f.show(func(ctx context.Context) (Card, error) {
			r, err := f.desk.ByCard(ctx, inventory.ResidentID(c.Number))
			return Card{Resident: r}, err
		})
	case c.Kind == code.Loan:
		f.show(func(ctx context.Context) (Card, error) { return f.slip(ctx, inventory.LoanID(c.Number)) })
	default:
		f.refuse(code.ErrForeign)
	}
}

// Pick shows a loan of the list as if its tag had been scanned.
func (f *Flow) Pick(id inventory.ToolID) { f.Scan(id.Code().Payload()) }

func (f *Flow) refuse(err error) {
	f.stage.Flash(false)
	f.Card, f.Notice = Card{}, Notice{Err: err}
	f.stage.Refresh()
}

func (f *Flow) show(find func(ctx context.Context) (Card, error)) {
	task.Go(f.stage.Runner(), f.ctx, find, func(c Card, err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.Card, f.Notice = c, Notice{}
		fine := c.Resident.ID != 0 || c.Item.Status != inventory.OnShelf
		if !fine {
			f.Notice = Notice{Err: inventory.ErrNotLent, Tool: c.Item.Tool.Name}
		}
		f.stage.Flash(fine)
		f.stage.Refresh()
	})
}

func (f *Flow) tool(ctx context.Context, id inventory.ToolID) (Card, error) {
	item, err := f.desk.Item(ctx, id)
	if err != nil || item.Status != inventory.Lent {
		return Card{Item: item}, err
	}
	loan, err := f.desk.OpenLoanOf(ctx, id)
	return Card{Item: item, Loan: loan}, err
}

// slip finds the first tool of a slip that is still out.
func (f *Flow) slip(ctx context.Context, id inventory.LoanID) (Card, error) {
	s, err := f.desk.SlipOf(ctx, id)
	if err != nil {
		return Card{}, err
	}
	for _, l := range s.Lines {
		if l.Loan.Open() {
			return f.tool(ctx, l.Tool.ID)
		}
	}
	return Card{}, inventory.ErrNotLent
}

// TakeBack takes the tool on the card back, as it was found.
func (f *Flow) TakeBack(found inventory.Condition) {
	id, name := f.Card.Item.Tool.ID, f.Card.Item.Tool.Name
	f.do(func(ctx context.Context) (Notice, error) {
		back, err := f.desk.TakeBack(ctx, id, inventory.Return{Found: found}, f.Who.ID)
		n := Notice{Key: "desk.back", Tool: name}
		if back.Service != 0 {
			n.Key, n.Reason = "desk.back.off", back.Reason
		}
		return n, err
	})
}

// OnShelf puts the tool on the card back on the shelf.
func (f *Flow) OnShelf() {
	id, name := f.Card.Item.Tool.ID, f.Card.Item.Tool.Name
	f.do(func(ctx context.Context) (Notice, error) {
		return Notice{Key: "desk.onshelf", Tool: name}, f.desk.BackOnShelf(ctx, id, f.Who.ID)
	})
}

// Verify notes that the resident's identity card was seen.
func (f *Flow) Verify() {
	id := f.Card.Resident.ID
	f.do(func(ctx context.Context) (Notice, error) {
		_, err := f.desk.Verify(ctx, id, f.Who.ID)
		return Notice{Key: "desk.verified"}, err
	})
}

// do runs one deed and shows the counter as it is afterwards.
func (f *Flow) do(deed func(ctx context.Context) (Notice, error)) {
	if f.Busy {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	task.Deed(f.stage.Runner(), f.ctx, deed, func(n Notice, err error) {
		f.Busy = false
		if err != nil {
			n = Notice{Err: err}
		}
		if err == nil || errors.Is(err, inventory.ErrNotLent) {
			f.Card = Card{}
		}
		f.Notice = n
		f.load()
	})
}
