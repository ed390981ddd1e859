// Package person is what staff do for and with a resident whose card was
// scanned or who was looked for: see how things stand, verify, block, correct, erase. Everything but
// the masked name is shown only after the record was opened, and that is in the
// audit. The flow knows no Fyne.
package person

import (
	"context"
	"errors"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Step is what is being asked. The zero Step is nothing: how things stand is
// shown.
type Step int

// The steps.
const (
	Stands Step = iota
	BlockWhy
	BlockUntil
	Open    // the whole record
	Typing  // one field of it
	Leaving // really forget what was typed of it?
	More    // what is done seldom
	EraseSure
	WithdrawSure
	MergeWith // whose record is the same person's? somebody is looked for
	MergeSure // both records side by side
)

// Flow is the state of the place. The zero Resident: nobody is shown, somebody can
// be looked for.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.Staff

	Search   Search
	Resident inventory.Resident
	Loans    []inventory.LoanLine
	Family   []inventory.PersonLine // children, or a child's guardian
	Keep     inventory.Resident     // while two records are compared: the one that stays
	Gone     inventory.Resident     // and the one that goes into it
	Clash    Clash
	Step     Step
	Page     int
	why      string
	Full     people.Person // while the record is open
	Note     string        // while the record is open
	Field    Field
	Text     string       // of a field of digits
	Words    *typing.Text // of a field of words
	then     func()       // what is done once that is forgotten
	Busy     bool
	Refusal  error
	Done     string // key of what was done last
}

// New makes the place; Show fills it.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Staff) *Flow {
	search := Search{Words: typing.New(st.Lang, searchRules(desk.Settings().ExactPinyin))}
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who, Search: search}
}

// Load shows the place without anybody.
func (f *Flow) Load() { f.Close() }

// Show shows a resident whose card was scanned.
func (f *Flow) Show(r inventory.Resident) {
	f.Close()
	f.show(r)
}

// show shows somebody; who was found before stays found.
func (f *Flow) show(r inventory.Resident) {
	f.Resident, f.Loans, f.Family, f.Page = r, nil, nil, 0
	f.stand()
	f.read()
}

// Close forgets what is shown, and what was looked for.
func (f *Flow) Close() {
	f.Search.clear()
	f.leave()
}

// leave forgets who is shown.
func (f *Flow) leave() {
	f.Resident, f.Loans, f.Family, f.Page, f.Refusal, f.Done = inventory.Resident{}, nil, nil, 0, nil, ""
	f.stand()
}

// stand leaves every question and closes the record.
func (f *Flow) stand() {
	f.Step, f.why, f.Full, f.Note, f.Text, f.then = Stands, "", people.Person{}, "", "", nil
	f.Keep, f.Gone, f.Clash = inventory.Resident{}, inventory.Resident{}, Clash{}
}

// about is what stands beside a resident.
type about struct {
	loans  []inventory.LoanLine
	family []inventory.PersonLine
}

func (f *Flow) read() {
	id := f.Resident.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (a about, err error) {
		if a.loans, err = f.desk.LoansOf(ctx, id); err == nil {
			a.family, err = f.desk.Family(ctx, id)
		}
		return a, err
	}, func(a about, err error) {
		if f.Resident.ID != id {
			return
		}
		if err != nil {
			f.Refusal = err
		}
		f.Loans, f.Family = a.loans, a.family
		f.stage.Refresh()
	})
}

// Turn shows another page of the loans.
func (f *Flow) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// Ask goes on to a question.
func (f *Flow) Ask(s Step) {
	f.Step, f.Refusal, f.Done = s, nil, ""
	f.stage.Refresh()
}

// Up goes one question back; false when none is asked.
func (f *Flow) Up() bool {
	switch {
	case f.Search.Keyboard:
		f.Search.Keyboard = false
	case f.Step == Stands && f.Resident.ID != 0 && f.Search.asked != "" && !f.Busy:
		f.leave()
		f.ask() // things may stand otherwise now
	case f.Step == Stands:
		return f.Busy
	case f.Step == BlockUntil:
		f.Step = BlockWhy
	case f.Step == Leaving:
		f.Stay()
		return true
	case f.Step == Typing:
		if f.Unsaved(f.stage.Refresh) {
			return true
		}
		f.Step, f.Text = Open, ""
	case f.Step == MergeSure:
		f.Step, f.Keep, f.Gone = MergeWith, inventory.Resident{}, inventory.Resident{}
	case f.Step == EraseSure, f.Step == WithdrawSure, f.Step == MergeWith:
		f.Step = More
	default:
		f.stand()
	}
	f.Refusal, f.Clash = nil, Clash{}
	f.stage.Refresh()
	return true
}

// Verify notes that the resident's identity card was seen.
func (f *Flow) Verify() {
	f.do("desk.verified", f.desk.Verify)
}

// BlockFor takes the reason of a block and asks for its end.
func (f *Flow) BlockFor(why string) {
	f.why, f.Step = why, BlockUntil
	f.stage.Refresh()
}

// Block blocks for so many days; 0: until it is lifted.
func (f *Flow) Block(days int) {
	if f.Step != BlockUntil {
		return
	}
	var until time.Time
	if days > 0 {
		until = f.desk.Now().AddDate(0, 0, days)
	}
	why := f.why
	f.do("desk.person.blocked", func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		return f.desk.Block(ctx, id, why, until, who)
	})
}

// Unblock ends a block.
func (f *Flow) Unblock() { f.do("desk.person.unblocked", f.desk.Unblock) }

// NewCard prints the resident's card again: the old one was lost.
func (f *Flow) NewCard() {
	same := f.Resident
	f.run(func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		_, err := f.desk.ReissueCard(ctx, id, who)
		return same, err
	}, func(inventory.Resident) {
		f.Done = "person.card.printing"
		f.stage.Printed()
	})
}

// Borrow lends to the resident who stands at the desk; the way ends here again.
func (f *Flow) Borrow() {
	if !f.Busy && f.Resident.ID != 0 {
		f.stage.Show(stage.Borrow{Who: f.Resident, By: f.who})
	}
}

// Child writes down a child under the guard of the resident, who stands at the desk.
func (f *Flow) Child() {
	switch {
	case f.Busy || f.Resident.ID == 0:
	case !f.Resident.MayGuard(f.desk.Now()):
		f.Refusal = inventory.ErrNoGuardian
		f.stage.Refresh()
	default:
		f.stage.Show(stage.Register{Guardian: f.Resident, By: f.who})
	}
}

// Reveal opens the record; that it was opened is in the audit first.
func (f *Flow) Reveal() {
	f.run(f.desk.Reveal, func(r inventory.Resident) {
		f.Full, f.Note, f.Step = r.Person, r.Note, Open
	})
}

// Forget forgets who the resident was, after a question.
func (f *Flow) Forget() {
	if f.Step != EraseSure {
		return
	}
	f.run(func(ctx context.Context, id inventory.ResidentID, who inventory.StaffID) (inventory.Resident, error) {
		return inventory.Resident{}, f.desk.Erase(ctx, id, who)
	}, func(inventory.Resident) {
		f.Close()
		f.Done = "desk.person.erased"
	})
}

// do runs a deed after which the resident stands as it returns.
func (f *Flow) do(key string, deed func(context.Context, inventory.ResidentID, inventory.StaffID) (inventory.Resident, error)) {
	f.run(deed, func(r inventory.Resident) {
		f.stand()
		f.Resident, f.Done = r, key
	})
}

func (f *Flow) run(deed func(context.Context, inventory.ResidentID, inventory.StaffID) (inventory.Resident, error), done func(inventory.Resident)) {
	if f.Busy || f.Resident.ID == 0 {
		return
	}
	f.Busy, f.Done, f.Clash = true, "", Clash{}
	f.stage.Refresh()
	id := f.Resident.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return deed(ctx, id, f.who.ID)
	}, func(r inventory.Resident, err error) {
		f.Busy, f.Refusal = false, err
		if err == nil && f.Resident.ID == id {
			done(r)
		}
		var changed *inventory.ChangedMeanwhile
		if errors.As(err, &changed) {
			f.reread(changed)
		}
		f.stage.Refresh()
	})
}
