package stocktake_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/stocktake"
)

type place struct {
	*desktest.Shop
	*stocktake.Flow
	card inventory.ToolID // shown at the counter
}

func open(t *testing.T) *place {
	p := &place{Shop: desktest.New(t)}
	p.Flow = p.flow()
	return p
}

// flow is the place as it is when the desk is unlocked.
func (p *place) flow() *stocktake.Flow {
	f := stocktake.New(context.Background(), p.Shop, p.Desk, p.Manager.ID, func(id inventory.ToolID) { p.card = id })
	f.Load()
	p.Queue.Drain()
	return f
}

func (p *place) do(what func()) {
	what()
	p.Queue.Drain()
}

// begin counts a shelf.
func (p *place) begin(shelf string) {
	p.T.Helper()
	for _, s := range p.Shelves {
		if s.Name == shelf && !s.All {
			p.do(func() { p.Choose(s) })
			p.do(p.Start)
		}
	}
	if p.Step != stocktake.Counting {
		p.T.Fatalf("step %d, %v", p.Step, p.Notice.Err)
	}
}

func (p *place) scan(id inventory.ToolID) { p.do(func() { p.Scan(id.Code()) }) }

// look opens the card of a tool.
func (p *place) look(id inventory.ToolID) {
	for _, l := range p.Lines {
		if l.Tool.ID == id {
			p.do(func() { p.Look(l) })
		}
	}
}

func TestAShelfIsCountedByScanningAndClosedWithAReport(t *testing.T) {
	p := open(t)
	shelf := p.Item(1).Tool.Shelf
	p.begin(shelf)
	all := p.Stock.Tally.NotSeen
	if all < 2 || len(p.Listed()) != all {
		t.Fatalf("%d to be seen, %d listed", all, len(p.Listed()))
	}
	p.Scan(inventory.ToolID(1).Code()) // two scans before an answer
	p.scan(2)
	if p.Stock.Tally.Counted != 2 || p.Stock.Tally.NotSeen != all-2 || p.Flashes[1] != true {
		t.Errorf("counted %+v", p.Stock.Tally)
	}
	p.scan(2)
	if p.Notice.Key != "stock.again" || p.Stock.Tally.Counted != 2 {
		t.Errorf("seen again: %q, %+v", p.Notice.Key, p.Stock.Tally)
	}
	p.do(p.AskClose)
	p.do(p.ToggleLose)
	p.do(p.Close)
	if p.Step != stocktake.Report || p.Stock.Tally.NotSeen != all-2 || len(p.Listed()) != all-2 {
		t.Fatalf("step %d, %+v, %d listed", p.Step, p.Stock.Tally, len(p.Listed()))
	}
	lost := p.Listed()[0].Tool.ID
	if item := p.Item(lost); item.Status != inventory.OffShelf || item.Reason != inventory.Missing {
		t.Errorf("tool %d has status %d", lost, item.Status)
	}
	p.do(p.Print)
	if jobs := desktest.Must(p.Desk.RecentPrints(context.Background(), 1)); len(jobs) != 1 || jobs[0].Paper != inventory.StocktakeReport || p.Prints == 0 {
		t.Errorf("printed %+v, %v", jobs, p.Notice.Err)
	}
	p.do(func() { p.Look(p.Listed()[0]) })
	if p.card != lost {
		t.Errorf("card of tool %d", p.card)
	}
	p.do(func() { p.Up() })
	p.do(p.ShowPast)
	if len(p.Past) != 1 {
		t.Fatalf("%d closed", len(p.Past))
	}
	p.do(func() { p.Open(p.Past[0]) })
	if p.Step != stocktake.Report {
		t.Errorf("step %d", p.Step)
	}
}

func TestACountGoesOnAfterTheDeskWasLocked(t *testing.T) {
	p := open(t)
	p.begin(p.Item(1).Tool.Shelf)
	p.scan(1)
	p.scan(33) // belongs elsewhere
	p.Now = p.Now.AddDate(0, 0, 3)
	p.Flow = p.flow() // unlocked again, perhaps by a new process
	var going inventory.Shelf
	for _, s := range p.Shelves {
		if s.Open.ID != 0 {
			going = s
		}
	}
	if is := going.Open.Tally; is.Counted != 1 || is.Unexpected != 1 || is.NotSeen != going.Tools-1 {
		t.Fatalf("going on: %+v", going)
	}
	p.do(func() { p.Choose(going) })
	if p.Step != stocktake.Counting || p.Stock.Tally != going.Open.Tally {
		t.Errorf("step %d, %+v, the list says %+v", p.Step, p.Stock.Tally, going.Open.Tally)
	}
	p.do(func() { p.Up() })
	p.do(func() { p.Choose(p.Shelves[0]) }) // all shelves
	p.do(p.Start)
	if !errors.Is(p.Notice.Err, inventory.ErrCounting) || p.Step != stocktake.Begin {
		t.Errorf("refused with %v, step %d", p.Notice.Err, p.Step)
	}
}

func TestWhatIsNotAsTheRecordsSayIsPutRightWithOneTap(t *testing.T) {
	ctx := context.Background()
	p := open(t)
	shelf := p.Item(1).Tool.Shelf
	stranger := inventory.ToolID(33)
	if p.Item(stranger).Tool.Shelf == shelf {
		t.Fatal("the drill stands on the same shelf")
	}
	desktest.Must(p.Desk.DeclareLost(ctx, 1, p.Manager.ID))
	if err := p.Desk.TakeOffShelf(ctx, 2, inventory.Cleaning, p.Manager.ID); err != nil {
		t.Fatal(err)
	}
	p.Lend(p.Resident(1), 3)
	p.begin(shelf)
	for _, id := range []inventory.ToolID{1, 2, 3, stranger} {
		p.scan(id)
		if !p.Notice.Line.Finding.Unexpected() || p.Flashes[len(p.Flashes)-1] {
			t.Errorf("tool %d found as %d", id, p.Notice.Line.Finding)
		}
	}
	p.look(1)
	p.do(p.Find)
	p.look(2)
	p.do(p.PutBack)
	p.look(stranger)
	p.do(p.MoveHere)
	if u := p.Stock.Tally.Unexpected; u != 1 || p.Item(1).Status != inventory.OnShelf || p.Item(stranger).Tool.Shelf != shelf {
		t.Errorf("%d unexpected, %v", u, p.Notice.Err)
	}
	p.look(3)
	p.do(p.AtCounter)
	if p.card != 3 {
		t.Errorf("the counter shows tool %d", p.card)
	}
	p.do(p.NotHere)
	if p.Stock.Tally.Unexpected != 0 || p.Notice.Key != "stock.nothere" {
		t.Errorf("%+v, %v", p.Stock.Tally, p.Notice)
	}
	p.look(4)
	p.do(p.Lose)
	if item := p.Item(4); item.Reason != inventory.Missing || p.Stock.Tally.Gone != 1 {
		t.Errorf("tool 4 off the shelf for %d, %+v", item.Reason, p.Stock.Tally)
	}
}

func TestATagThatCannotBeScannedIsTyped(t *testing.T) {
	p := open(t)
	p.begin(p.Item(1).Tool.Shelf)
	p.do(p.AskNumber)
	typed := func(number string) {
		for _, r := range number {
			p.Typed(r)
		}
		p.do(p.Enter)
	}
	typed("9999999")
	if !errors.Is(p.Notice.Err, inventory.ErrNoTool) || p.Step != stocktake.Number || p.Digits != "9999999" {
		t.Errorf("refused with %v, %q typed", p.Notice.Err, p.Digits)
	}
	for range 7 {
		p.Erase()
	}
	p.Typed('7')
	if p.scan(2); p.Digits != "7" {
		t.Errorf("a scan meanwhile leaves %q", p.Digits)
	}
	p.Erase()
	typed("1")
	if p.Stock.Tally.Counted != 2 || p.Digits != "" {
		t.Errorf("counted %+v, %q typed, %v", p.Stock.Tally, p.Digits, p.Notice.Err)
	}
}

func TestOtherCodesAreNotForTheStocktake(t *testing.T) {
	p := open(t)
	if p.Scan(inventory.ToolID(1).Code()) || p.Misread(code.ErrForeign) {
		t.Error("a scan was taken while no shelf is counted")
	}
	p.begin(p.Item(1).Tool.Shelf)
	if p.Scan(inventory.ResidentID(1).Code()) {
		t.Error("a resident's card was taken")
	}
	if !p.Misread(code.ErrForeign) || !errors.Is(p.Notice.Err, code.ErrForeign) || p.Step != stocktake.Counting {
		t.Errorf("another shop's label: %v, step %d", p.Notice.Err, p.Step)
	}
}
