package stocktake

import (
	"context"
	"strconv"

	"redwrench/inventory"
	"redwrench/ui/task"
)

// AskNumber asks for the number of a tool whose tag cannot be scanned.
func (f *Flow) AskNumber() {
	f.Step, f.Digits, f.Notice = Number, "", Notice{}
	f.stage.Refresh()
}

// Typing says whether digits are taken now.
func (f *Flow) Typing() bool { return f.Step == Number }

// Typed types a digit of the number.
func (f *Flow) Typed(r rune) {
	if f.Step != Number || r < '0' || r > '9' || len(f.Digits) >= maxDigits {
		return
	}
	f.Digits += string(r)
	f.Notice = Notice{}
	f.stage.Refresh()
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	f.Digits = f.Digits[:max(len(f.Digits)-1, 0)]
	f.stage.Refresh()
}

// Enter notes that the tool of the typed number is there.
func (f *Flow) Enter() {
	if id := f.typed(); f.Step == Number && id != 0 {
		f.see(id)
	}
}

// typed is the tool of the typed number; 0: none.
func (f *Flow) typed() inventory.ToolID {
	n, _ := strconv.ParseUint(f.Digits, 10, 32) // nothing but digits, and too few for an error
	return inventory.ToolID(n)
}

// Here notes that the tool on the card is there.
func (f *Flow) Here() { f.see(f.Line.Tool.ID) }

// NotHere takes back that the tool on the card is there.
func (f *Flow) NotHere() {
	f.do("stock.nothere", func(ctx context.Context, t inventory.Tool) error {
		return f.desk.Unsee(ctx, f.Stock.ID, t.ID, f.who)
	})
}

// Lose notes that the tool on the card is missing.
func (f *Flow) Lose() {
	f.do("stock.lost", func(ctx context.Context, t inventory.Tool) error {
		_, err := f.desk.DeclareLost(ctx, t.ID, f.who)
		return err
	})
}

// Find notes that the tool on the card, noted as missing, is found.
func (f *Flow) Find() {
	f.do("stock.backagain", func(ctx context.Context, t inventory.Tool) error { return f.desk.Sight(ctx, t.ID, f.who) })
}

// PutBack ends the stay off the shelf of the tool on the card.
func (f *Flow) PutBack() {
	f.do("stock.backagain", func(ctx context.Context, t inventory.Tool) error { return f.desk.BackOnShelf(ctx, t.ID, f.who) })
}

// MoveHere lets the tool on the card belong on the shelf that is counted.
func (f *Flow) MoveHere() {
	f.do("stock.moved", func(ctx context.Context, t inventory.Tool) error {
		t.Shelf = f.Stock.Shelf
		_, err := f.desk.ChangeTool(ctx, t, f.who)
		return err
	})
}

// AtCounter shows the card of the tool at the counter: there it is taken back,
// inspected, retired.
func (f *Flow) AtCounter() { f.counter(f.Line.Tool.ID) }

// do runs one deed with the tool on the card and shows the stocktake as it stands
// then.
func (f *Flow) do(done string, deed func(ctx context.Context, t inventory.Tool) error) {
	if f.Busy || f.Step != Card {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	line := f.Line
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return deed(ctx, line.Tool)
	}, func(err error) {
		f.Busy = false
		f.stage.Printed() // somebody may wait for it
		if err != nil {
			f.failed(err)
			f.stage.Refresh()
			return
		}
		f.Notice = Notice{Key: done, Line: line}
		f.show(f.Stock.ID)
	})
}

// AskClose asks before the stocktake is closed.
func (f *Flow) AskClose() {
	f.Step, f.With, f.Notice = Closing, inventory.Settling{}, Notice{}
	f.stage.Refresh()
}

// ToggleLose notes the tools not seen as missing too, or not.
func (f *Flow) ToggleLose() {
	f.With.Lose = !f.With.Lose
	f.stage.Refresh()
}

// ToggleFind puts the missing ones that were seen back too, or not.
func (f *Flow) ToggleFind() {
	f.With.Find = !f.With.Find
	f.stage.Refresh()
}

// FoundAgain is how many tools noted as missing were seen.
func (f *Flow) FoundAgain() int {
	n := 0
	for _, l := range f.Lines {
		if l.Finding == inventory.HereMissing {
			n++
		}
	}
	return n
}

// Close closes the stocktake.
func (f *Flow) Close() {
	if f.Busy || f.Step != Closing {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	id, with := f.Stock.ID, f.With
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Stocktake, error) {
		return f.desk.CloseStocktake(ctx, id, with, f.who)
	}, func(_ inventory.Stocktake, err error) {
		f.Busy = false
		f.stage.Printed() // somebody may wait for what was found
		if err != nil {
			f.failed(err)
			f.stage.Refresh()
			return
		}
		f.Notice, f.Page = Notice{Key: "stock.closed"}, 0
		f.show(id)
	})
}

// Print prints the report of the stocktake that is shown.
func (f *Flow) Print() {
	if f.Busy || f.Step != Report {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	wish := inventory.Wish{Paper: inventory.StocktakeReport, Subject: uint32(f.Stock.ID), Lang: inventory.Lang(f.stage.Lang())}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.PrintID, error) {
		return f.desk.Print(ctx, wish, f.who)
	}, func(_ inventory.PrintID, err error) {
		f.Busy, f.Notice = false, Notice{Key: "papers.printing"}
		f.failed(err)
		f.stage.Printed()
		f.stage.Refresh()
	})
}
