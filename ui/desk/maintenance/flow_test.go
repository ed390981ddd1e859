package maintenance_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/inventory"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/maintenance"
)

type place struct {
	*desktest.Shop
	*maintenance.Flow
	card inventory.ToolID // shown at the counter
}

// open is the place half a year after the shop was founded: the power tools are
// due.
func open(t *testing.T) *place {
	p := &place{Shop: desktest.New(t)}
	p.Now = p.Now.AddDate(0, 0, 178)
	p.Flow = maintenance.New(context.Background(), p.Shop, p.Desk, p.Manager.ID, func(id inventory.ToolID) { p.card = id })
	p.do(p.Load)
	return p
}

func (p *place) do(what func()) {
	what()
	p.Queue.Drain()
}

func TestWhatIsDueIsInspectedFromTheList(t *testing.T) {
	p := open(t)
	due := p.In(maintenance.ThisMonth)
	if len(due) < 2 || due[0].Inspect == 0 {
		t.Fatalf("due %d", len(due))
	}
	id := due[0].Item.Tool.ID
	p.do(func() { p.Look(id) })
	if p.Step != maintenance.Card || !p.Inspectable() {
		t.Fatalf("step %d, inspectable %v", p.Step, p.Inspectable())
	}
	p.do(func() { p.Inspect(true) })
	if p.Step != maintenance.List || p.Notice.Key != "upkeep.safe" || len(p.In(maintenance.ThisMonth)) != len(due)-1 {
		t.Errorf("step %d, %+v, %d due", p.Step, p.Notice, len(p.In(maintenance.ThisMonth)))
	}
	id = due[1].Item.Tool.ID
	p.do(func() { p.Scan(id.Code()) })
	p.do(func() { p.Inspect(false) })
	if bench := p.In(maintenance.Bench); len(bench) != 1 || bench[0].Item.Tool.ID != id || p.Item(id).Reason != inventory.Repair {
		t.Errorf("on the bench %+v", bench)
	}
}

func TestAReplacementIsPlannedAndDropped(t *testing.T) {
	p := open(t)
	p.do(func() { p.Scan(inventory.ToolID(6).Code()) })
	p.do(p.Plan)
	p.do(func() { p.ReplaceIn(3) })
	want := inventory.DayOf(p.Now.AddDate(0, 3, 0))
	if by := p.Item(6).Tool.ReplaceBy; by != want || len(p.In(maintenance.Later)) == 0 {
		t.Errorf("to be replaced by %v, want %v: %v", by, want, p.Notice.Err)
	}
	p.do(func() { p.Look(6) })
	p.do(p.Plan)
	p.do(func() { p.ReplaceIn(0) })
	if by := p.Item(6).Tool.ReplaceBy; by != 0 || p.Notice.Key != "upkeep.unplanned" {
		t.Errorf("to be replaced by %v", by)
	}
}

func TestALentToolIsNotInspectedAndNothingIsLost(t *testing.T) {
	p := open(t)
	id := p.In(maintenance.ThisMonth)[0].Item.Tool.ID
	p.do(func() { p.Look(id) })
	p.Lend(p.Resident(1), id) // at another desk
	p.do(func() { p.Inspect(true) })
	var no *inventory.NotFree
	if !errors.As(p.Notice.Err, &no) || p.Step != maintenance.Card {
		t.Errorf("refused with %v, step %d", p.Notice.Err, p.Step)
	}
	p.do(func() { p.Look(id) })
	if p.Inspectable() {
		t.Error("a lent tool can be inspected")
	}
	p.do(p.AtCounter)
	if p.card != id {
		t.Errorf("the counter shows tool %d", p.card)
	}
	p.do(func() { p.Up() })
	p.do(p.Print)
	if jobs := desktest.Must(p.Desk.RecentPrints(context.Background(), 1)); jobs[0].Paper != inventory.UpkeepList {
		t.Errorf("printed %+v", jobs)
	}
}

func TestHowOftenToolsWereUsedIsReadForThePage(t *testing.T) {
	p := open(t)
	id := p.In(maintenance.ThisMonth)[0].Item.Tool.ID
	if n, known := p.Uses[id]; !known || n != 0 {
		t.Fatalf("used %d times, known %t; want never", n, known)
	}
	p.Lend(p.Resident(1), id)
	p.do(p.Load)
	if n := p.Uses[id]; n != 1 {
		t.Errorf("used %d times, want once", n)
	}
	p.do(func() { p.Look(6) })
	p.do(p.Plan)
	p.do(func() { p.ReplaceIn(12) })
	if _, known := p.Uses[6]; known {
		t.Error("the uses of a tool of another group are read")
	}
	p.do(func() { p.Flow.Show(maintenance.Later) })
	if _, known := p.Uses[6]; !known {
		t.Error("the uses of the group that is shown are not read")
	}
}
