package tools

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/stage"
)

// added are tools that were just added, and the deed that did it.
type added struct {
	list []inventory.Tool
	deed uint64
}

func (f *Flow) add(t inventory.Tool, count int) {
	began := f.desk.Now()
	deed(f, func(ctx context.Context) (a added, err error) {
		if a.list, err = f.desk.AddTools(ctx, t, count, f.who.ID); err == nil { // and then it is done
			a.deed, _ = f.desk.LastUndoable(ctx, a.list[0].ID.Code().String(), f.who.ID, began)
		}
		return a, err
	}, func(a added) {
		f.forget()
		f.New, f.Deed, f.Step = a.list, a.deed, Added
		f.stage.After(f.ctx, stage.UndoneAtOnce, func() {
			if f.Deed == a.deed {
				f.Deed = 0
				f.stage.Refresh()
			}
		})
		f.seekRoll()
	})
}

// UndoAdded takes the tools that were just added back, by a counter-entry.
func (f *Flow) UndoAdded() {
	if f.Step != Added || f.Deed == 0 {
		return
	}
	seq := f.Deed
	deed(f, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.desk.Undo(ctx, seq, inventory.MisTap, f.who.ID)
	}, func(struct{}) {
		f.quit()
		f.Done = "tools.added.undone"
	})
}
