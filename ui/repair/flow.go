// Package repair is what a resident sees of repairs: report one, how one's own
// requests stand, and say how content one is. The flows know no Fyne.
package repair

import (
	"context"
	"errors"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/identify"
	"redwrench/ui/register"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is where on the way one is.
type Step int

// The steps, in their order.
const (
	Who Step = iota
	FirstTime
	Trade
	Fault
	Writing // what is wrong, in own words
	Where
	Address // another one than the home
	Street  // of it, in words
	When
	Again // the same fault as lately?
	Confirm
	Consent // the text is a newer one: agree again, or not
	Done
)

// doneShows is how long the last screen stays before the kiosk goes home.
const doneShows = 20 * time.Second

// Flow is the state of one report.
type Flow struct {
	stage.Countdown // until the done screen goes home

	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Step     Step
	Resident inventory.Resident
	Kinds    []inventory.JobKind // those offered
	Kind     inventory.JobKind
	Page     int
	Phrases  []int  // chosen of the kind's; none: the volunteer will ask
	Own      string // what is wrong, in own words
	Words    *typing.Text
	Other    bool // not at home: at Place
	Place    jobs.Place
	Road     *typing.Text    // the street or the place, being typed
	by       inventory.Staff // who writes it down; zero: the resident
	part     int             // of the address that is typed
	When     jobs.When
	Urgent   bool
	Old      inventory.JobID // the last one of this kind here, if it may be the same fault
	Reopen   bool            // it is
	Job      inventory.Job   // as it is on disk
	Busy     bool
	Refusal  error

	Identify *identify.Flow
	Register *register.Flow
}

// New begins a report.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, with stage.Repair) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, by: with.By, Words: typing.New(st.Lang, typing.NoteRules(longestWords)),
		Road: typing.New(st.Lang, typing.NoteRules(jobs.LongestPart))}
	f.Identify = identify.New(ctx, st, desk, f.known)
	f.Register = register.New(ctx, st, desk, f.known)
	if with.Who.ID != 0 {
		f.Resident, f.Step = with.Who, Trade
	}
	task.Go(st.Runner(), ctx, desk.JobKinds, func(list []inventory.JobKind, err error) {
		f.Kinds = slices.DeleteFunc(list, func(k inventory.JobKind) bool { return k.Gone })
		f.Refusal = err
		st.Refresh()
	})
	return f
}

// known goes on with the resident who was found or registered.
func (f *Flow) known(r inventory.Resident) {
	f.Resident = r
	f.to(Trade)
}

func (f *Flow) to(s Step) {
	f.Step, f.Page, f.Refusal = s, 0, nil
	f.stage.Refresh()
}

// NewHere goes to the first registration.
func (f *Flow) NewHere() { f.to(FirstTime) }

// Turn shows another page of the pictures or the phrases.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Choose takes a trade. What was chosen for another one is forgotten.
func (f *Flow) Choose(k inventory.JobKind) {
	if k.ID != f.Kind.ID {
		f.Phrases, f.Own, f.Urgent = nil, "", false
	}
	f.Kind = k
	f.to(Fault)
}

// Toggle chooses a ready phrase, or not.
func (f *Flow) Toggle(phrase int) {
	if i := slices.Index(f.Phrases, phrase); i >= 0 {
		f.Phrases = slices.Delete(f.Phrases, i, i+1)
	} else {
		f.Phrases = append(f.Phrases, phrase)
	}
	f.stage.Refresh()
}

// Ask leaves it to the volunteer to ask what is wrong.
func (f *Flow) Ask() {
	f.Phrases, f.Own = nil, ""
	f.stage.Refresh()
}

// HasHome says that the resident's home is known.
func (f *Flow) HasHome() bool { return f.Resident.Person.Home.Room != "" }

// Home is where the resident lives.
func (f *Flow) Home() {
	f.Other = false
	f.to(When)
}

// Elsewhere asks for another address.
func (f *Flow) Elsewhere() {
	f.Other = true
	f.to(Address)
}

// Toggled chooses a time, or not.
func (f *Flow) Toggled(w jobs.When) {
	f.When ^= w
	f.stage.Refresh()
}

// AnyTime forgets the times that were chosen.
func (f *Flow) AnyTime() {
	f.When = 0
	f.stage.Refresh()
}

// ToggleUrgent says that there is no water or no power, or not.
func (f *Flow) ToggleUrgent() {
	f.Urgent = !f.Urgent
	f.stage.Refresh()
}

// Next goes one step on.
func (f *Flow) Next() {
	switch f.Step {
	case Fault:
		f.to(Where)
	case Address:
		f.nextPart()
	case When:
		f.lately()
	}
}

// place is where the job is; zero: at home.
func (f *Flow) place() jobs.Place {
	if f.Other {
		return f.Place
	}
	return jobs.Place{}
}

// lately asks whether the same was repaired at this place not long ago, and goes
// on.
func (f *Flow) lately() {
	who, kind, place := f.Resident.ID, f.Kind.ID, f.place()
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.JobID, error) {
		return f.desk.SameFault(ctx, who, kind, place)
	}, func(old inventory.JobID, err error) {
		if f.Step != When {
			return
		}
		f.Old, f.Reopen = old, false
		if err != nil {
			f.refuse(err)
			return
		}
		if old != 0 {
			f.to(Again)
			return
		}
		f.to(Confirm)
	})
}

// Same says whether it is the fault of lately again.
func (f *Flow) Same(yes bool) {
	f.Reopen = yes
	f.to(Confirm)
}

func (f *Flow) refuse(err error) {
	f.Refusal = err
	f.stage.Refresh()
}

// Report registers the request. The code shows when it is on disk, not before.
func (f *Flow) Report() {
	if f.Busy || f.Step != Confirm {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	q := inventory.Request{
		Resident: f.Resident.ID, Kind: f.Kind.ID, Phrases: slices.Sorted(slices.Values(f.Phrases)), Words: f.Own, Place: f.place(),
		When: f.When, Urgent: f.Urgent, By: f.by.ID, Lang: inventory.Lang(f.stage.Lang()),
	}
	if f.Reopen {
		q.Reopen = f.Old
	}
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Job, error) {
		return f.desk.ReportJob(ctx, q)
	}, func(j inventory.Job, err error) {
		f.Busy = false
		switch {
		case errors.Is(err, inventory.ErrNoConsent), errors.Is(err, inventory.ErrWithdrawn):
			f.to(Consent)
		case err != nil:
			f.refuse(err)
		default:
			f.Job, f.Left = j, doneShows
			f.stage.Printed()
			f.Run(f.ctx, f.stage, func() { f.leave(true) })
			f.to(Done)
		}
	})
}

// Agree keeps that the resident agrees to the text in force, and reports.
func (f *Flow) Agree() {
	if f.Busy || f.Step != Consent {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	who := f.Resident.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.Agree(ctx, who)
	}, func(r inventory.Resident, err error) {
		f.Busy = false
		if err != nil {
			f.refuse(err)
			return
		}
		f.Resident = r
		f.to(Confirm)
	})
}

// Finish goes home, staff back to the desk.
func (f *Flow) Finish() { f.leave(false) }

// leave ends the journey; alone says that nobody asked for it.
func (f *Flow) leave(alone bool) {
	if f.by.ID != 0 {
		f.stage.Show(stage.Desk{Who: f.by})
		return
	}
	f.stage.Show(stage.Home{Alone: alone})
}

// Back goes one step back and loses nothing.
func (f *Flow) Back() {
	if f.Busy {
		return
	}
	switch f.Step {
	case FirstTime:
		if f.Register.Back() {
			f.stage.Refresh()
			return
		}
		f.to(Who)
	case Fault:
		f.to(Trade)
	case Writing, Where:
		f.to(Fault)
	case Address:
		if f.part > 0 {
			f.part--
			f.to(Address)
			return
		}
		f.to(Where)
	case Street:
		f.to(Address)
	case When:
		f.to(Where)
	case Again, Confirm, Consent:
		f.to(When)
	default:
		f.Finish()
	}
}

// Scan takes the resident's card where it is asked for; on the last screen what
// is scanned is the next visit's.
func (f *Flow) Scan(text string) {
	c, err := code.Parse(text)
	switch {
	case f.Busy:
	case f.Step == Done && err == nil && c.Kind == code.Tool:
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number)})
	case f.Step == Done && err == nil && c.Kind == code.Job:
		f.stage.Show(stage.Progress{Job: inventory.JobID(c.Number)})
	case f.Step == Done:
		f.Finish()
	case f.Step == FirstTime && f.Register.AsksGuardian():
		f.Register.Scan(text)
	case f.Step == Who || f.Step == FirstTime:
		if !f.Identify.Scan(text) {
			f.scanned(err)
		}
	default:
		f.scanned(err)
	}
}

// scanned says that what was scanned is not asked for now.
func (f *Flow) scanned(err error) {
	f.stage.Flash(false)
	if err == nil {
		err = ErrNotNow
	}
	f.refuse(err)
}

// ErrNotNow: what was scanned has nothing to do with the question.
var ErrNotNow = errors.New("repair: nothing to scan here")
