package takeback

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Notice is what happened to the last scan or tap.
type Notice struct {
	Err    error
	Key    string
	Tool   inventory.Name
	Reason inventory.Reason
	Off    bool // the tool is off the shelf now, for Reason
	Day    time.Time
	Next   string           // masked: whose turn it is now; "": nobody's
	Until  time.Time        // how long the tool waits for them
	Loan   inventory.LoanID // the loan that ended: a receipt can be asked for
	Deed   uint64           // can be taken back at once; 0: cannot, or no more
}

// TakeBack takes the tool on the card back, as it was found.
func (f *Flow) TakeBack(found inventory.Condition) { f.takeBack(inventory.Return{Found: found}) }

// TakeBackWithout takes it back with the counted parts missing; none counted:
// they are counted later.
func (f *Flow) TakeBackWithout() {
	f.takeBack(inventory.Return{Found: inventory.PartMissing, Missing: f.Ticked()})
}

func (f *Flow) takeBack(r inventory.Return) {
	r.At = f.At
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		back, err := f.desk.TakeBack(ctx, id, r, f.Who.ID)
		n := Notice{Key: "desk.back", Next: back.Next, Off: back.Status == inventory.OffShelf, Reason: back.Reason}
		if !back.Again {
			n.Loan = back.Loan.ID
		}
		switch {
		case back.Again && n.Off:
			n.Key = "desk.again.off"
		case back.Again:
			n.Key = "desk.again"
		case n.Off:
			n.Key = "desk.back.off"
		}
		return n, err
	})
}

// Receipt wishes for the receipt of the return that was noted last, in the
// borrower's language.
func (f *Flow) Receipt() {
	loan := f.Notice.Loan
	f.do(func(ctx context.Context) (Notice, error) {
		_, err := f.desk.Print(ctx, inventory.Wish{Paper: inventory.ReturnReceipt, Subject: uint32(loan)}, f.Who.ID)
		return Notice{Key: "papers.printing"}, err
	})
}

// UndoLast takes the deed back that was noted last, by a counter-entry.
func (f *Flow) UndoLast() {
	deed, tool := f.Notice.Deed, f.Notice.Tool
	if deed == 0 {
		return
	}
	f.do(func(ctx context.Context) (Notice, error) {
		return Notice{Key: "desk.undone.last", Tool: tool}, f.desk.Undo(ctx, deed, inventory.MisTap, f.Who.ID)
	})
}

// Label goes on to the label of the tool on the card.
func (f *Flow) Label() { f.labelOf(f.Card.Item.Tool.ID) }

// labelOf goes on to the label of a tool.
func (f *Flow) labelOf(id inventory.ToolID) {
	f.Go(Papers)
	f.Papers.ChooseLabel(id)
}

// OnShelf puts the tool on the card back on the shelf; an incomplete one is
// accepted without what it lacks.
func (f *Flow) OnShelf() {
	key := "desk.onshelf"
	if len(f.Card.Item.Lacks) > 0 {
		key = "desk.asitis.done"
	}
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		if err := f.desk.BackOnShelf(ctx, id, f.Who.ID); err != nil {
			return Notice{}, err
		}
		item, err := f.desk.Item(ctx, id)
		if item.Status == inventory.OffShelf { // repaired, and still to be cleaned
			return Notice{Key: "desk.back.off", Off: true, Reason: item.Reason}, err
		}
		return Notice{Key: key}, err
	})
}

// Complete notes that all awaited parts are here.
func (f *Flow) Complete() {
	if len(f.Card.Item.Lacks) == 0 {
		f.OnShelf()
		return
	}
	f.partsFound(f.Card.Item.Lacks)
}

// PartsFound notes that the counted parts are here.
func (f *Flow) PartsFound() { f.partsFound(f.Ticked()) }

// partsFound brings the parts back one kind after the other.
func (f *Flow) partsFound(parts []inventory.Part) {
	if len(parts) == 0 {
		return
	}
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		for _, p := range parts {
			if err := f.desk.PartFound(ctx, id, p, f.Who.ID); err != nil {
				return Notice{}, err
			}
		}
		item, err := f.desk.Item(ctx, id)
		if err == nil && len(item.Lacks) > 0 {
			return Notice{Key: "desk.partfound", Off: true, Reason: item.Reason}, nil
		}
		return Notice{Key: "desk.complete.done"}, nil
	})
}

// TakeOff takes the tool on the card off the shelf.
func (f *Flow) TakeOff(why inventory.Reason) {
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		return Notice{Key: "desk.off", Off: true, Reason: why}, f.desk.TakeOffShelf(ctx, id, why, f.Who.ID)
	})
}

// Inspect notes how the inspection of the tool on the card ended.
func (f *Flow) Inspect(safe bool) {
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		if err := f.desk.Inspect(ctx, id, safe, f.Who.ID); err != nil {
			return Notice{}, err
		}
		item, err := f.desk.Item(ctx, id)
		if err != nil || !safe {
			return Notice{Key: "desk.unsafe", Off: true, Reason: inventory.Repair}, nil
		}
		n := Notice{Key: "desk.safe", Day: f.desk.Local(item.Tool.Inspected).AddDate(0, 0, inspectDays(item))}
		if item.Status == inventory.OffShelf {
			n = Notice{Key: "desk.safe.off", Day: n.Day, Off: true, Reason: item.Reason}
		}
		return n, nil
	})
}

// Sight notes that the tool is here, where it should be.
func (f *Flow) Sight() {
	f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
		return Notice{Key: "desk.sighted"}, f.desk.Sight(ctx, id, f.Who.ID)
	})
}

// Lose asks, and then declares the tool lost.
func (f *Flow) Lose() {
	f.ask(Sure{Key: "desk.lost.sure", Yes: "desk.lost.yes", do: func() {
		f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
			_, err := f.desk.DeclareLost(ctx, id, f.Who.ID)
			return Notice{Key: "desk.lost.done", Off: true}, err
		})
	}})
}

// Retire asks, and then ends the tool's life in the shop.
func (f *Flow) Retire(why inventory.RetireReason) {
	f.ask(Sure{Key: "desk.retire.sure", Yes: "desk.retire.yes", do: func() {
		f.doTool(func(ctx context.Context, id inventory.ToolID) (Notice, error) {
			return Notice{Key: "desk.retire.done", Off: true}, f.desk.Retire(ctx, id, why, f.Who.ID)
		})
	}})
}

// Extend gives the loan on the card time until a day.
func (f *Flow) Extend(day inventory.Day) {
	loan := f.Card.Loan.Loan.ID
	f.doTool(func(ctx context.Context, _ inventory.ToolID) (Notice, error) {
		l, err := f.desk.Extend(ctx, loan, day, f.Who.ID)
		return Notice{Key: "desk.extended", Day: f.desk.Local(l.Due)}, err
	})
}

// doTool is do for a deed with the tool on the card. It says where the tool is
// afterwards, if that is still off the shelf, and whose turn it is.
func (f *Flow) doTool(deed func(ctx context.Context, id inventory.ToolID) (Notice, error)) {
	tool := f.Card.Item.Tool
	waited := f.Card.Item.Status != inventory.Held // else it is said on the card already
	f.do(func(ctx context.Context) (Notice, error) {
		began := f.desk.Now()
		n, err := deed(ctx, tool.ID)
		n.Tool = tool.Name
		if err != nil {
			return n, err
		}
		// The deed is done: what cannot be read now is not said.
		n.Deed, _ = f.desk.LastUndoable(ctx, tool.ID.Code().String(), f.Who.ID, began)
		item, err := f.desk.Item(ctx, tool.ID)
		if err == nil && item.Status == inventory.OffShelf && !n.Off {
			n.Key, n.Off, n.Reason = "desk.done.off", true, item.Reason
		}
		if err != nil || item.Status != inventory.Held || !waited {
			return n, nil
		}
		n.Until = item.Until
		if queue, err := f.desk.Queue(ctx, tool.ID); err == nil && len(queue) > 0 {
			n.Next = queue[0].Name
		}
		return n, nil
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
		f.stage.Printed() // a deed may have wished for a slip
		if err != nil {
			n = Notice{Err: err, Tool: n.Tool}
		}
		if err == nil || errors.Is(err, inventory.ErrNotLent) {
			f.clear()
		}
		f.Notice = n
		if n.Deed != 0 {
			f.stage.After(f.ctx, stage.UndoneAtOnce, func() {
				if f.Notice.Deed == n.Deed {
					f.Notice.Deed = 0
					f.stage.Refresh()
				}
			})
		}
		f.load()
	})
}
