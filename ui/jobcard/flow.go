// Package jobcard is a job as it is opened by staff or by a volunteer: what
// stands on its sheet, and everything that is done with it. It is a part of the
// desk and of the volunteers' screen. The flow knows no Fyne.
package jobcard

import (
	"context"
	"errors"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked about the job. The zero Step is nothing: its card
// is shown.
type Step int

// The steps.
const (
	Card      Step = iota
	Arrange        // when is the visit
	Tools          // what is taken along
	Fill           // the sheet
	Outcome        // of the visit
	Times          // of the visit
	Hours          // of each volunteer
	Materials      // used up
	Partners       // whom to pass it on to
	Quote          // of a big job
	Assign         // to whom
	Off            // who of the team leaves it
	Phrases        // ready ones
	Writing        // own words
	Money          // a sum
)

// Flow is the state of an opened job.
type Flow struct {
	ctx    context.Context
	stage  stage.Stage
	desk   *inventory.Desk
	who    inventory.Staff
	closed func() // the card was closed: its list may be another

	ID      inventory.JobID // 0: none is open
	Sheet   inventory.JobSheet
	Loaded  bool
	Step    Step
	Busy    bool
	Refusal error
	Done    string // key of the words: what was done last
	anyway  func() // the refused deed once more, confirmed
	Rest    bool   // the card's further buttons are shown
	scanned bool   // the deed began with a scan: its outcome answers it
	leaves  bool   // the deed makes the job somebody else's: the card closes

	Suggested []inventory.Suggestion
	Replaces  inventory.StaffID // whose place the chosen one takes; 0: nobody's
	Page      int
	Visit     Span  // being arranged
	Draft     Draft // of the sheet
	Priced    inventory.Pricing
	Choice    Choice
	Sum       Sum
	Words     *typing.Text
}

// New makes a closed card. closed is told when one is closed again.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff, closed func()) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, closed: closed,
		Words: typing.New(st.Lang, typing.NoteRules(longestNote))}
}

// longestNote is how many characters are written about one thing.
const longestNote = 120

// Open opens a job, which the audit notes; with fill, after the scan of its sheet,
// the sheet is filled in next, if that is possible now.
func (f *Flow) Open(id inventory.JobID, fill bool) {
	f.reset(id)
	task.Go(f.stage.Runner(), f.ctx, f.read(id), func(s inventory.JobSheet, err error) {
		if f.ID != id {
			return
		}
		if err != nil {
			f.shut(err)
		} else if f.Sheet, f.Loaded = s, true; fill {
			f.FillIn()
		}
		if fill {
			f.stage.Flash(f.Refusal == nil)
		}
		f.stage.Refresh()
	})
	f.stage.Refresh()
}

func (f *Flow) read(id inventory.JobID) func(context.Context) (inventory.JobSheet, error) {
	return func(ctx context.Context) (inventory.JobSheet, error) { return f.desk.OpenJob(ctx, id, f.who.ID) }
}

func (f *Flow) reset(id inventory.JobID) {
	f.ID, f.Loaded, f.Sheet = id, false, inventory.JobSheet{}
	f.Step, f.Refusal, f.Done, f.anyway, f.Page, f.Rest = Card, nil, "", nil, 0, false
}

// shut closes the card with what is to be said about that.
func (f *Flow) shut(err error) {
	f.reset(0)
	f.Refusal = err
	f.closed()
}

// Close puts the card away.
func (f *Flow) Close() { f.shut(nil) }

// Showing says that a card is shown, or on its way.
func (f *Flow) Showing() bool { return f.ID != 0 }

// back is where Up goes from each step; from others to the card.
var back = map[Step]Step{Outcome: Fill, Times: Fill, Hours: Fill, Materials: Fill, Writing: Phrases}

// Up goes one question back; false: no card is open.
func (f *Flow) Up() bool {
	switch {
	case f.ID == 0:
		return false
	case f.Busy:
		return true
	case f.Step == Card && f.Rest:
		f.ShowRest(false)
		return true
	case f.Step == Card:
		f.Close()
		return true
	}
	switch f.Step {
	case Phrases:
		f.ask(f.Choice.from)
	case Money:
		f.ask(f.Sum.from)
	case Partners:
		f.ask(f.Choice.from)
	default:
		f.ask(back[f.Step])
	}
	return true
}

// ShowRest shows the card's further buttons, or the first again.
func (f *Flow) ShowRest(yes bool) {
	f.Rest = yes
	f.stage.Refresh()
}

// ask goes to a step.
func (f *Flow) ask(s Step) {
	f.Step, f.Refusal, f.anyway, f.Page, f.Rest = s, nil, nil, 0, false
	f.stage.Refresh()
}

// Ask shows a step of the card or of the sheet.
func (f *Flow) Ask(s Step) {
	f.Done = ""
	f.ask(s)
}

// Turn shows another page of a list.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// May says whether who looks may do something with the job as it stands.
func (f *Flow) May(a jobs.Action) bool {
	_, err := f.Sheet.Job.State.Next(a, f.actor())
	return err == nil
}

// actor is who looks, to the job.
func (f *Flow) actor() jobs.Actor {
	switch {
	case f.who.Role == inventory.Manager:
		return jobs.Manager
	case f.who.Role == inventory.Duty:
		return jobs.Duty
	case f.onTeam(f.who.ID):
		return jobs.Own
	}
	return jobs.Helper
}

func (f *Flow) onTeam(who inventory.StaffID) bool {
	for _, s := range f.Sheet.Team {
		if s.ID == who {
			return true
		}
	}
	return false
}

// refuse says why something cannot be done now.
func (f *Flow) refuse(err error) {
	f.Refusal = err
	f.stage.Refresh()
}

// deed runs a deed on the job and shows the card as it is afterwards, with done
// said. One that only warns can be done all the same: Anyway.
func (f *Flow) deed(done string, do func(ctx context.Context, id inventory.JobID, confirmed bool) error) {
	f.try(done, do, false)
}

func (f *Flow) try(done string, do func(ctx context.Context, id inventory.JobID, confirmed bool) error, confirmed bool) {
	if f.Busy || !f.Loaded {
		return
	}
	f.Busy, f.Refusal, f.anyway = true, nil, nil
	f.stage.Refresh()
	id := f.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.JobSheet, error) {
		if err := do(ctx, id, confirmed); err != nil {
			return inventory.JobSheet{}, &refused{err}
		}
		return f.read(id)(ctx)
	}, func(s inventory.JobSheet, err error) {
		f.Busy = false
		var no *refused
		if f.scanned {
			f.scanned = false
			f.stage.Flash(!errors.As(err, &no))
		}
		switch {
		case errors.As(err, &no):
			f.leaves = false
			if f.warned(no.error) && !confirmed {
				f.anyway = func() { f.try(done, do, true) }
			}
			f.refuse(no.error)
		case err != nil || f.leaves: // done; what it is now is not theirs to see
			f.leaves = false
			f.shut(nil)
			f.Done = done
			f.stage.Refresh()
		default:
			f.Sheet, f.Done = s, done
			if f.Step != Tools {
				f.Step = Card
			}
			f.ask(f.Step)
		}
	})
}

// refused is a deed that was not done.
type refused struct{ error }

func (r *refused) Unwrap() error { return r.error }

// warned says that a refusal is only a warning: the deed can be confirmed.
func (f *Flow) warned(err error) bool {
	var clash *inventory.Overlap
	return errors.As(err, &clash) || f.Step == Tools && lentElsewhere(err)
}

// Anyway says that what was refused can be done all the same.
func (f *Flow) Anyway() bool { return f.anyway != nil }

// DoAnyway does what was only warned of.
func (f *Flow) DoAnyway() {
	if f.anyway != nil {
		f.anyway()
	}
}

// Print wishes for the job's sheet on paper.
func (f *Flow) Print() {
	lang := inventory.Lang(f.stage.Lang())
	f.deed("repair.card.printed", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.PrintSheets(ctx, []inventory.JobID{id}, lang, f.who.ID)
		if err == nil {
			f.stage.Runner().OnUI(f.stage.Printed)
		}
		return err
	})
}

// Take takes the job for who looks.
func (f *Flow) Take() {
	f.deed("repair.card.taken", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.TakeJob(ctx, id, f.who.ID)
		return err
	})
}

// GiveUp takes somebody off the job; with more than one on it, it asks whom,
// unless a volunteer gives it back alone.
func (f *Flow) GiveUp() {
	switch {
	case f.actor() == jobs.Own:
		f.TakeOff(f.who.ID)
	case len(f.Sheet.Team) == 1:
		f.TakeOff(f.Sheet.Team[0].ID)
	default:
		f.Ask(Off)
	}
}

// TakeOff takes one of the team off the job.
func (f *Flow) TakeOff(one inventory.StaffID) {
	if f.Busy {
		return
	}
	f.leaves = f.actor() == jobs.Own
	f.deed("repair.card.gaveup", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.GiveUpJob(ctx, id, one, f.who.ID)
		return err
	})
}

// Urgent notes that the job is urgent, or is not.
func (f *Flow) Urgent(yes bool) {
	f.deed("repair.card.ranked", func(ctx context.Context, id inventory.JobID, _ bool) error {
		_, err := f.desk.RankJob(ctx, id, yes, f.who.ID)
		return err
	})
}
