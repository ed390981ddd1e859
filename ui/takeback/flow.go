package takeback

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/activities"
	"redwrench/ui/desk/audit"
	"redwrench/ui/desk/board"
	"redwrench/ui/desk/calendar"
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/donations"
	"redwrench/ui/desk/holidays"
	"redwrench/ui/desk/maintenance"
	"redwrench/ui/desk/papers"
	"redwrench/ui/desk/person"
	"redwrench/ui/desk/report"
	"redwrench/ui/desk/settings"
	"redwrench/ui/desk/stocktake"
	"redwrench/ui/desk/supplies"
	"redwrench/ui/desk/today"
	"redwrench/ui/desk/tools"
	"redwrench/ui/desk/undo"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the unlocked desk: the counter, and the other places
// with flows of their own.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Who      inventory.Staff
	Place    Place
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

	sheets []Sheet // questions about the card, the last one is seen
	Ticks  []Tick  // parts being counted
	At     time.Time
	Sure   Sure
	Past   Past

	Day         *today.Flow
	Calendar    *calendar.Flow
	Undo        *undo.Flow
	Stock       *tools.Flow
	Supplies    *supplies.Flow
	Stocktake   *stocktake.Flow
	Maintenance *maintenance.Flow
	Donations   *donations.Flow
	Person      *person.Flow
	Board       *board.Flow
	Papers      *papers.Flow
	Report      *report.Flow
	Activities  *activities.Flow
	Holidays    *holidays.Flow
	Crew        *crew.Flow
	Settings    *settings.Flow
	Audit       *audit.Flow
}

// window is how many open loans the counter reads at a time: more than a page.
const window = 32

// New opens the counter for who.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, press papers.Press, machines today.Machines, who inventory.Staff) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Who: who}
	f.Day = today.New(ctx, st, desk, machines, who, f.ways())
	f.Calendar = calendar.New(ctx, st, desk, who.ID, f.resident)
	f.Undo = undo.New(ctx, st, desk, who.ID)
	f.Stock = tools.New(ctx, st, desk, machines.Media, who, f.lookAt)
	f.Supplies = supplies.New(ctx, st, desk, who.ID)
	f.Stocktake = stocktake.New(ctx, st, desk, who.ID, f.lookAt)
	f.Maintenance = maintenance.New(ctx, st, desk, who.ID, f.lookAt)
	f.Donations = donations.New(ctx, st, desk, who.ID, f.lookAt, f.labelOf)
	f.Person = person.New(ctx, st, desk, who)
	f.Board = board.New(ctx, st, desk, who)
	f.Papers = papers.New(ctx, st, desk, press, who)
	f.Report = report.New(ctx, st, desk, machines.Media, who.ID, func() { f.Go(Activities) })
	f.Activities = activities.New(ctx, st, desk, who.ID)
	f.Holidays = holidays.New(ctx, st, desk, who.ID)
	f.Crew = crew.New(ctx, st, desk, who.ID)
	f.Settings = settings.New(ctx, st, desk, who.ID)
	f.Audit = audit.New(ctx, st, desk, who)
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
			f.stage.Show(stage.Home{})
			return
		}
		if f.lockTick != nil {
			f.lockTick(left)
		}
		f.watch()
	})
}

// Lock leaves the desk.
func (f *Flow) Lock() {
	if !f.unsaved(f.Lock) {
		f.stage.Show(stage.Home{})
	}
}

// Back closes a question, then the card, goes back to the hub, to the counter, or
// locks the desk.
func (f *Flow) Back() {
	switch {
	case f.up():
	case f.Card.Item.Tool.ID != 0:
		f.Go(Counter)
	case f.Place != Counter:
		f.Go(f.at(f.Place).under)
	default:
		f.Lock()
	}
}

// up leaves a question of the place that is shown; false: none is asked.
func (f *Flow) up() bool {
	if r := f.at(f.Place).room; r != nil {
		return r.Up()
	}
	asked := len(f.sheets) > 0
	f.Up()
	return asked
}

// Go shows a place of the desk as it is now.
func (f *Flow) Go(p Place) {
	if f.unsaved(func() { f.Go(p) }) {
		return
	}
	switch p { // Back comes back here
	case Tables:
		f.stage.Show(stage.Tables{Who: f.Who})
		return
	case Training:
		f.stage.Show(stage.Training{Who: f.Who})
		return
	}
	f.Place = p
	f.clear()
	f.Notice = Notice{}
	if r := f.at(p).room; r != nil {
		r.Load()
	} else {
		f.load()
	}
	f.stage.Refresh()
}

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

// Scan shows what was scanned, wherever the desk is; a slip is for the supplies
// while those are shown. Nothing is changed by a scan alone.
func (f *Flow) Scan(text string) {
	if f.Busy {
		return
	}
	c, err := code.Parse(text)
	switch {
	case err == nil && f.read(c):
	case f.unsaved(func() { f.Scan(text) }):
	case err != nil:
		if !f.misread(err) {
			f.refuse(err)
		}
	case c.Kind == code.Job:
		f.Go(Jobs)
		f.Board.Scan(c)
	case c.Kind == code.Donation:
		f.Go(Donations)
		f.Donations.Scan(c)
	case c.Kind == code.Consumable:
		f.Go(Supplies)
		f.Supplies.Scan(c)
	case c.Kind == code.Tool:
		f.lookAt(inventory.ToolID(c.Number))
	case c.Kind == code.Resident:
		f.resident(inventory.ResidentID(c.Number))
	case c.Kind == code.Loan:
		f.show(func(ctx context.Context) (Card, error) { return f.slip(ctx, inventory.LoanID(c.Number)) })
	default:
		f.refuse(code.ErrForeign)
	}
}

// read gives a scan to the place that is shown; false: it is for the desk.
func (f *Flow) read(c code.Code) bool {
	r, ok := f.at(f.Place).room.(reader)
	return ok && r.Scan(c)
}

// misread gives what is no code of ours to the place that is shown; false: it
// does not care.
func (f *Flow) misread(err error) bool {
	r, ok := f.at(f.Place).room.(misreader)
	return ok && r.Misread(err)
}

// Pick shows a loan of the list as if its tag had been scanned.
func (f *Flow) Pick(id inventory.ToolID) { f.Scan(id.Code().Payload()) }

func (f *Flow) refuse(err error) {
	f.stage.Flash(false)
	f.clear()
	f.Place, f.Notice = Counter, Notice{Err: err}
	f.stage.Refresh()
}

// clear puts the card and the questions about it away.
func (f *Flow) clear() {
	f.Card, f.sheets, f.Ticks, f.At = Card{}, nil, nil, time.Time{}
	f.Person.Close()
}

// lookAt shows the card of a tool, whatever place is shown.
func (f *Flow) lookAt(id inventory.ToolID) {
	f.show(func(ctx context.Context) (Card, error) { return f.tool(ctx, id) })
}

func (f *Flow) show(find func(ctx context.Context) (Card, error)) {
	task.Go(f.stage.Runner(), f.ctx, find, func(c Card, err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.clear()
		f.Place, f.Card, f.Notice = Counter, c, Notice{}
		if !c.Comes() {
			f.Notice = Notice{Err: inventory.ErrNotLent, Tool: c.Item.Tool.Name}
		}
		f.stage.Flash(f.Notice.Err == nil)
		f.stage.Refresh()
	})
}

// resident goes to the place of residents with the one whose card was scanned.
func (f *Flow) resident(id inventory.ResidentID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.ByCard(ctx, id)
	}, func(r inventory.Resident, err error) {
		if err != nil {
			f.refuse(err)
			return
		}
		f.stage.Flash(true)
		f.Go(People)
		f.Person.Show(r)
	})
}
