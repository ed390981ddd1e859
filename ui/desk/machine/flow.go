// Package machine is the manager's place for the kiosk as a machine: how loud it
// is, when the shop is open, and the way out of the program. The flow knows no
// Fyne.
package machine

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Step is how much earlier or later one tap makes opening or closing.
const Step = 30 * time.Minute

// Flow is the state of the place.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	who   inventory.StaffID

	Busy    bool
	Refusal error
}

// New makes the place.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.StaffID) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, who: who}
}

// Load shows the place anew.
func (f *Flow) Load() {
	f.Refusal = nil
	f.stage.Refresh()
}

// Up goes nowhere: nothing is asked here.
func (*Flow) Up() bool { return false }

// Loud sets the volume; the sound of the deed is heard at the new one.
func (f *Flow) Loud(v inventory.Volume) {
	f.change(func(s *inventory.Settings) { s.Volume = v })
}

// Spell says whether the keyboard takes pinyin only as it is spelled.
func (f *Flow) Spell(exact bool) {
	f.change(func(s *inventory.Settings) { s.ExactPinyin = exact })
}

// Open makes the shop open earlier or later.
func (f *Flow) Open(by time.Duration) {
	f.change(func(s *inventory.Settings) { s.Opens = f.Opens() + by })
}

// Close makes the shop close earlier or later.
func (f *Flow) Close(by time.Duration) {
	f.change(func(s *inventory.Settings) {
		s.Opens = f.Opens() // it does not move with the closing
		s.Closes += by
	})
}

// Opens is how long after midnight the shop opens.
func (f *Flow) Opens() time.Duration { return f.desk.Settings().OpensAt() }

// MayOpen says whether opening can be moved so.
func (f *Flow) MayOpen(by time.Duration) bool {
	at := f.Opens() + by
	return at > 0 && at < f.desk.Settings().Closes
}

// MayClose says whether closing can be moved so.
func (f *Flow) MayClose(by time.Duration) bool {
	at := f.desk.Settings().Closes + by
	return at > f.Opens() && at < 24*time.Hour
}

// Leave asks for the PIN and ends the program.
func (f *Flow) Leave() { f.stage.Show(stage.Leave{}) }

func (f *Flow) change(change func(*inventory.Settings)) {
	if f.Busy {
		return
	}
	f.Busy = true
	rules := f.desk.Settings()
	change(&rules)
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (struct{}, error) {
		return struct{}{}, f.desk.ChangeSettings(ctx, rules, f.who)
	}, func(_ struct{}, err error) {
		f.Busy, f.Refusal = false, err
		f.stage.Refresh()
	})
}
