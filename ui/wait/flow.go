// Package wait is the card of a tool that cannot be had now: why, until when, how
// many wait; and the two ways to it: a place in the queue, or days reserved. It
// is a step of borrowing. flow.go and days.go know no Fyne; the views draw them.
package wait

import (
	"context"
	"errors"
	"slices"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/identify"
	"redwrench/ui/register"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is where on the way one is.
type Step int

// The steps.
const (
	Card      Step = iota // the tool and what can be done
	Who                   // who waits or reserves
	FirstTime             // somebody new registers
	Days                  // which days
	Confirm               // who gets what when
	Placed                // a place in the queue was given
	Booked                // the days are reserved
)

// wish is what somebody says who they are for.
type wish int

const (
	nothing wish = iota
	toWait
	toReserve
	toTake
)

// Host is the flow the card is a step of.
type Host interface {
	// Known is told who somebody is, when that was found out here.
	Known(inventory.Resident)
	// Take is handed a tool that is kept for the resident: it can be lent.
	Take(inventory.Item)
	// Leave goes back to the tools.
	Leave()
}

// Opening is what the card begins with; Who zero: nobody said yet.
type Opening struct {
	Host Host
	Item inventory.Item
	Who  inventory.Resident
}

// Flow is the state of the card.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	host  Host
	wish  wish

	Step     Step
	Item     inventory.Item
	Resident inventory.Resident
	Free     []inventory.Day // days that can be reserved
	NoDays   error           // why none can
	From, To inventory.Day   // the days chosen; 0: none
	Place    int             // in the queue, when Placed
	Busy     bool
	Notice   Notice

	Identify *identify.Flow
	Register *register.Flow
}

// Notice is what has to be said: a refusal, or a key of the words.
type Notice struct {
	Err error
	Key string
}

// New opens the card of a tool.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, o Opening) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, host: o.Host, Item: o.Item, Resident: o.Who}
	f.Identify = identify.New(ctx, st, desk, f.known)
	f.Register = register.New(ctx, st, desk, f.known)
	id := o.Item.Tool.ID
	task.Go(st.Runner(), ctx, func(ctx context.Context) ([]inventory.Day, error) {
		return desk.FreeDays(ctx, id)
	}, func(days []inventory.Day, err error) {
		f.Free, f.NoDays = days, err
		st.Refresh()
	})
	return f
}

// MayWait says that a place in the queue can be had.
func (f *Flow) MayWait() bool {
	return f.Item.Status != inventory.Retired && !(f.Item.Status == inventory.OffShelf && f.Item.Reason == inventory.Missing)
}

// MayReserve says that there are days to choose from.
func (f *Flow) MayReserve() bool { return len(f.Free) > 0 }

// Kept says that the tool is on the shelf for somebody, who may be the one who
// stands here.
func (f *Flow) Kept() bool {
	return f.Item.Status == inventory.Held || f.Item.Status == inventory.Reserved
}

// Over says that the way has come to its end.
func (f *Flow) Over() bool { return f.Step == Placed || f.Step == Booked }

// Wait asks for a place in the queue.
func (f *Flow) Wait() { f.begin(toWait) }

// Mine says that the tool is kept for the one who stands here.
func (f *Flow) Mine() { f.begin(toTake) }

// begin does what is wished, or first asks who that is.
func (f *Flow) begin(w wish) {
	if f.Busy {
		return
	}
	f.wish, f.Notice = w, Notice{}
	if f.Resident.ID == 0 {
		f.Step = Who
		f.stage.Refresh()
		return
	}
	f.goOn()
}

// NewHere goes to the first registration.
func (f *Flow) NewHere() {
	f.Step = FirstTime
	f.stage.Refresh()
}

// known goes on with the resident who was found or registered.
func (f *Flow) known(r inventory.Resident) {
	f.Resident = r
	f.host.Known(r)
	f.goOn()
}

// goOn does what is wished for the resident, unless the tool is kept for them:
// then nothing is simpler than to take it.
func (f *Flow) goOn() {
	if !f.Kept() {
		f.do()
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who, id := f.Resident.ID, f.Item.Tool.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.desk.Consider(ctx, who, []inventory.ToolID{id})
	}, func(_ struct{}, err error) {
		f.Busy = false
		if not := (*inventory.NotFree)(nil); !errors.As(err, &not) {
			f.host.Take(f.Item)
			return
		}
		f.do()
	})
}

func (f *Flow) do() {
	switch f.wish {
	case toWait:
		f.place()
		return
	case toReserve:
		f.Step = Confirm
	case toTake:
		f.Step, f.Notice = Card, Notice{Key: "wait.notyours"}
	default:
		if f.Step != Days { // who says who they are before the days are chosen
			f.Step = Card
		}
	}
	f.stage.Refresh()
}

// place puts the resident into the queue and says at which place.
func (f *Flow) place() {
	f.Busy = true
	f.stage.Refresh()
	who, id := f.Resident.ID, f.Item.Tool.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (int, error) {
		h, err := f.desk.PlaceHold(ctx, who, id)
		if err != nil {
			return 0, err
		}
		lines, err := f.desk.HoldsOf(ctx, who)
		i := slices.IndexFunc(lines, func(l inventory.HoldLine) bool { return l.Hold.ID == h.ID })
		if err != nil || i < 0 {
			return 0, nil // the place is theirs, only its number is not known
		}
		return lines[i].Place, nil
	}, func(place int, err error) {
		f.Busy = false
		if err != nil {
			f.Step, f.Notice = Card, Notice{Err: err}
		} else {
			f.Step, f.Place = Placed, place
		}
		f.stage.Refresh()
	})
}

// Scan takes a resident card.
func (f *Flow) Scan(c code.Code) {
	if !f.Busy {
		f.Notice = Notice{}
		f.Identify.Scan(c.Payload())
	}
}

// Finish goes home.
func (f *Flow) Finish() { f.stage.Show(stage.Home{}) }

// Leave goes back to the tools.
func (f *Flow) Leave() { f.host.Leave() }

// Back goes one step back and loses nothing.
func (f *Flow) Back() {
	if f.Busy {
		return
	}
	f.Notice = Notice{}
	switch f.Step {
	case Card, Placed, Booked:
		f.host.Leave()
		return
	case FirstTime:
		if !f.Register.Back() {
			f.Step = Who
		}
	case Who:
		if f.Step = Card; f.wish == toReserve {
			f.Step = Days
		}
		f.wish = nothing
	case Days:
		f.Step = Card
	case Confirm:
		f.Step, f.wish = Days, nothing
	}
	f.stage.Refresh()
}
