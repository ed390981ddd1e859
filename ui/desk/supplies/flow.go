// Package supplies is the desk's place for what is counted by quantity and used
// up: hand out with a slip, take back what was left over, restock, count. The
// flow knows no Fyne.
package supplies

import (
	"context"
	"strconv"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Act is what is done with a quantity. The zero Act is none: a thing is chosen
// first, then the act.
type Act int

// The acts.
const (
	NoAct Act = iota
	HandOut
	GiveBack
	Restock
	Count
)

// maxDigits is the longest quantity that can be typed.
const maxDigits = 5

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Things  []inventory.Consumable
	Out     map[inventory.ConsumableID]int // what went with the slip
	Loaded  bool
	Page    int
	Slip    inventory.LoanID // hand-outs go with it; 0: with nothing
	Name    string           // masked: whose slip that is
	Chosen  inventory.Consumable
	Act     Act
	Digits  string
	Busy    bool
	Refusal error
	Done    Done
}

// Done is what was noted last.
type Done struct {
	Act      Act
	Thing    inventory.Consumable // with its stock afterwards
	Quantity int
	Low      bool // its stock has just fallen to the low mark
}

// New makes the place; Load fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who}
}

// seen is what Load reads.
type seen struct {
	things []inventory.Consumable
	out    []inventory.Consumable
	slip   inventory.LoanID
	name   string
}

// Load shows the place anew. The slip is the one of the last loan, when that was
// made just now.
func (f *Flow) Load() {
	f.close()
	f.Page, f.Refusal, f.Done = 0, nil, Done{}
	f.Slip, f.Name = 0, ""
	f.read(func(ctx context.Context) (inventory.LoanID, error) { return f.lastSlip(ctx) }, 0)
}

// read reads everything anew, for the slip found, and chooses a thing.
func (f *Flow) read(slip func(ctx context.Context) (inventory.LoanID, error), choose inventory.ConsumableID) {
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (seen, error) {
		var s seen
		var err error
		if s.things, err = f.desk.Consumables(ctx); err != nil {
			return s, err
		}
		if s.slip, err = slip(ctx); err != nil || s.slip == 0 {
			return s, err
		}
		paper, err := f.desk.SlipOf(ctx, s.slip)
		if err != nil {
			return s, err
		}
		s.slip, s.name = paper.ID, paper.Borrower.Person.MaskedName()
		s.out, err = f.desk.HandedOut(ctx, s.slip)
		return s, err
	}, func(s seen, err error) {
		f.Loaded = true
		if err != nil {
			f.Refusal = err
			f.stage.Refresh()
			return
		}
		f.Things, f.Slip, f.Name = s.things, s.slip, s.name
		f.Out = map[inventory.ConsumableID]int{}
		for _, c := range s.out {
			f.Out[c.ID] = c.Stock
		}
		for _, c := range s.things {
			if c.ID == choose {
				f.Chosen = c
			}
		}
		f.stage.Refresh()
	})
}

// lastSlip is the slip of the newest loan that could still be undone, or 0.
func (f *Flow) lastSlip(ctx context.Context) (inventory.LoanID, error) {
	deeds, err := f.desk.RecentDeeds(ctx)
	if err != nil {
		return 0, err
	}
	for _, d := range deeds {
		if d.Deed != "lend" {
			continue
		}
		for _, s := range d.Subjects {
			if c, err := code.Parse(s); err == nil && c.Kind == code.Loan {
				return inventory.LoanID(c.Number), nil
			}
		}
	}
	return 0, nil
}

// same is the slip that is shown already.
func (f *Flow) same(context.Context) (inventory.LoanID, error) { return f.Slip, nil }

// Scan takes a slip or the code on the box of a thing; false: it is neither. With
// a slip, what was chosen and typed stays: the slip is often asked for last.
func (f *Flow) Scan(c code.Code) bool {
	if f.Busy || c.Kind != code.Loan && c.Kind != code.Consumable {
		return f.Busy
	}
	f.Refusal, f.Done = nil, Done{}
	f.stage.Flash(true)
	if c.Kind == code.Loan {
		f.read(func(context.Context) (inventory.LoanID, error) { return inventory.LoanID(c.Number), nil }, 0)
		return true
	}
	id := inventory.ConsumableID(c.Number)
	if id != f.Chosen.ID {
		f.close()
	}
	f.read(f.same, id)
	return true
}

// NoSlip lets hand-outs go with nothing.
func (f *Flow) NoSlip() {
	f.Slip, f.Name, f.Out = 0, "", nil
	f.stage.Refresh()
}

// Turn shows another page.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Choose opens a thing.
func (f *Flow) Choose(c inventory.Consumable) {
	f.Chosen, f.Refusal, f.Done = c, nil, Done{}
	f.stage.Refresh()
}

// Begin asks for the quantity of an act.
func (f *Flow) Begin(a Act) {
	f.Act, f.Digits, f.Refusal, f.Done = a, "", nil, Done{}
	f.stage.Refresh()
}

// Up leaves the quantity, then the thing; false when neither is open.
func (f *Flow) Up() bool {
	switch {
	case f.Busy:
	case f.Act != NoAct:
		f.Act, f.Digits, f.Refusal = NoAct, "", nil
	case f.Chosen.ID != 0:
		f.close()
	default:
		return false
	}
	f.stage.Refresh()
	return true
}

func (f *Flow) close() { f.Chosen, f.Act, f.Digits = inventory.Consumable{}, NoAct, "" }

// Typed types a digit of the quantity.
func (f *Flow) Typed(r rune) {
	if f.Busy || r < '0' || r > '9' || len(f.Digits) >= maxDigits || f.Digits == "0" {
		return
	}
	f.Digits += string(r)
	f.Refusal = nil
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	if f.Busy || f.Digits == "" {
		return
	}
	f.Digits = f.Digits[:len(f.Digits)-1]
	f.stage.Refresh()
}

// Ready says that a possible quantity is typed.
func (f *Flow) Ready() bool {
	n, err := strconv.Atoi(f.Digits)
	return err == nil && !f.Busy && (n > 0 || f.Act == Count)
}

// Submit notes the quantity.
func (f *Flow) Submit() {
	if !f.Ready() {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	n, _ := strconv.Atoi(f.Digits) // Ready has read it
	act, id, slip := f.Act, f.Chosen.ID, f.Slip
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (Done, error) {
		done := Done{Act: act, Quantity: n}
		var err error
		switch act {
		case HandOut:
			done.Thing, done.Low, err = f.desk.HandOut(ctx, id, n, slip, f.who)
		case GiveBack:
			done.Thing, err = f.desk.GiveBack(ctx, id, n, slip, f.who)
		case Restock:
			done.Thing, err = f.desk.Restock(ctx, id, n, f.who)
		case Count:
			done.Thing, err = f.desk.Count(ctx, id, n, f.who)
		}
		return done, err
	}, func(done Done, err error) {
		f.Busy, f.Refusal = false, err
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.close()
		f.Done = done
		f.read(f.same, 0)
	})
}

// Usual is one of the things most shops have; Add keeps it without stock.
type Usual struct {
	Name, Unit inventory.Name
	Low        int
}

// Add keeps a thing of the usual ones.
func (f *Flow) Add(u Usual) {
	if f.Busy {
		return
	}
	f.Busy, f.Done = true, Done{}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Consumable, error) {
		return f.desk.AddConsumable(ctx, inventory.Consumable{Name: u.Name, Unit: u.Unit, Low: u.Low}, f.who)
	}, func(c inventory.Consumable, err error) {
		f.Busy, f.Refusal = false, err
		f.read(f.same, c.ID)
	})
}
