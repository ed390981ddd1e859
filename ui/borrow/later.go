package borrow

import (
	"context"
	"errors"
	"slices"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/task"
	"redwrench/ui/wait"
)

// kept is a tool and whether it is kept for the one who stands here.
type kept struct {
	item   inventory.Item
	theirs bool
}

// Open shows the card of a tool that cannot be had now.
func (f *Flow) Open(item inventory.Item) {
	f.Notice = Notice{}
	f.Step = Later
	f.Wait = wait.New(f.ctx, f.stage, f.desk, wait.Opening{Host: f, Item: item, Who: f.Resident})
	f.stage.Refresh()
}

// See opens the card of the tool that was refused just now.
func (f *Flow) See() { f.Open(f.refused) }

// Known implements wait.Host: it keeps who stands here and looks what is kept
// for them.
func (f *Flow) Known(r inventory.Resident) {
	f.Resident = r
	clear(f.mine)
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.ToolID, error) {
		return f.keptFor(ctx, r.ID)
	}, func(tools []inventory.ToolID, err error) {
		if err != nil || r.ID != f.Resident.ID {
			return // they can be had by their tags all the same
		}
		for _, id := range tools {
			f.mine[id] = true
		}
		f.stage.Refresh()
	})
}

// Take implements wait.Host: the tool goes into the basket, and on to the end.
func (f *Flow) Take(item inventory.Item) {
	f.mine[item.Tool.ID] = true
	f.Step = Choose
	if f.add(item) {
		f.confirm()
	}
}

// Leave implements wait.Host: back to the tools as they are now.
func (f *Flow) Leave() {
	f.Step = Choose
	f.load(0)
	f.stage.Refresh()
}

// isFor says whether a tool that is on the shelf for somebody is there for who.
func (f *Flow) isFor(ctx context.Context, item inventory.Item, who inventory.ResidentID) (bool, error) {
	if who == 0 || item.Status != inventory.Held && item.Status != inventory.Reserved {
		return false, nil
	}
	err := f.desk.Consider(ctx, who, []inventory.ToolID{item.Tool.ID})
	var not *inventory.NotFree
	if errors.As(err, &not) || errors.Is(err, context.Canceled) {
		return false, nil
	}
	return true, nil // what else may be wrong is said before the loan is confirmed
}

// keptFor are the tools that are on the shelf for somebody.
func (f *Flow) keptFor(ctx context.Context, who inventory.ResidentID) ([]inventory.ToolID, error) {
	promised, err := f.promised(ctx, who)
	if err != nil {
		return nil, err
	}
	var tools []inventory.ToolID
	for _, id := range promised {
		item, err := f.desk.Item(ctx, id)
		if err != nil {
			return nil, err
		}
		if theirs, err := f.isFor(ctx, item, who); err != nil || theirs {
			tools = append(tools, id)
		}
	}
	return tools, nil
}

// promised are the tools somebody waits for or has reserved, by the codes.
func (f *Flow) promised(ctx context.Context, who inventory.ResidentID) (map[code.Code]inventory.ToolID, error) {
	tools := map[code.Code]inventory.ToolID{}
	holds, err := f.desk.HoldsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, h := range holds {
		tools[h.Hold.ID.Code()] = h.Hold.Tool
	}
	reservations, err := f.desk.ReservationsOf(ctx, who)
	for _, r := range reservations {
		tools[r.Reservation.ID.Code()] = r.Reservation.Tool
	}
	return tools, err
}

// scanPromise takes the code of a hold or a reservation: its tool, when it is
// that of the one who stands here.
func (f *Flow) scanPromise(c code.Code) {
	if f.Resident.ID == 0 {
		f.stage.Flash(false)
		f.Notice = Notice{Key: "borrow.code"}
		f.stage.Refresh()
		return
	}
	who := f.Resident.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.ToolID, error) {
		tools, err := f.promised(ctx, who)
		id, ok := tools[c]
		switch {
		case err != nil || ok:
			return id, err
		case c.Kind == code.Hold:
			return 0, inventory.ErrNoHold
		}
		return 0, inventory.ErrNoReservation
	}, func(id inventory.ToolID, err error) {
		if err != nil {
			f.stage.Flash(false)
			f.refuse(err, inventory.Name{})
			return
		}
		if f.Step == Later {
			f.Step = Choose
		}
		f.scanTool(id)
	})
}

// from is the first day of the reservation a tool of the basket makes room for.
func (f *Flow) from(id inventory.ToolID) inventory.Day {
	i := slices.IndexFunc(f.Basket, func(i inventory.Item) bool { return i.Tool.ID == id })
	if i < 0 {
		return 0
	}
	return f.Basket[i].From
}
