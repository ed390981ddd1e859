// Package identify asks who somebody is: the resident card, or telephone number
// and the last four characters of the identity number. It is a step of other
// screens.
package identify

import (
	"context"
	"strings"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/people"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the question. Found is called once with the answer.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk
	found func(inventory.Resident)

	Phone    string
	LastFour string
	Busy     bool
	Refusal  error // why the last answer was not accepted
	fresh    int   // the last character of LastFour is still shown: which one it is, from 1; 0: none
}

// seenFor is how long a character of the last four is shown before a dot.
const seenFor = time.Second

// New asks until found is called.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk, found func(inventory.Resident)) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk, found: found}
}

// OnLastFour says that the telephone number is complete and the digits go to
// the last four.
func (f *Flow) OnLastFour() bool { return len(f.Phone) == 11 }

// Ready says that everything is typed.
func (f *Flow) Ready() bool { return f.OnLastFour() && len(f.LastFour) == 4 && !f.Busy }

// Digit types a digit, or the X some identity numbers end in.
func (f *Flow) Digit(r rune) {
	if f.Busy {
		return
	}
	f.Refusal = nil
	switch {
	case !f.OnLastFour() && r >= '0' && r <= '9':
		if !people.PhoneSoFar(f.Phone + string(r)) {
			f.Refusal = people.ErrPhone
			break
		}
		f.Phone += string(r)
	case f.OnLastFour() && len(f.LastFour) < 3 && r >= '0' && r <= '9':
		f.LastFour += string(r)
		f.showLast()
	case f.OnLastFour() && len(f.LastFour) == 3 && strings.ContainsRune("0123456789Xx", r):
		f.LastFour += strings.ToUpper(string(r))
		f.Submit()
		return
	}
	f.stage.Refresh()
}

// showLast lets the character typed last be seen for a moment.
func (f *Flow) showLast() {
	n := len(f.LastFour)
	f.fresh = n
	f.stage.After(f.ctx, seenFor, func() {
		if f.fresh == n {
			f.fresh = 0
			f.stage.Refresh()
		}
	})
}

// Masked is the last four as they are shown: dots, but for what was typed just now.
func (f *Flow) Masked() string {
	n := len(f.LastFour)
	if n == 0 || f.fresh != n {
		return strings.Repeat(dot, n)
	}
	return strings.Repeat(dot, n-1) + f.LastFour[n-1:]
}

const dot = "●"

// Erase takes the last character back.
func (f *Flow) Erase() {
	if f.Busy {
		return
	}
	f.fresh = 0
	f.Refusal = nil
	switch {
	case f.LastFour != "":
		f.LastFour = f.LastFour[:len(f.LastFour)-1]
	case f.Phone != "":
		f.Phone = f.Phone[:len(f.Phone)-1]
	}
	f.stage.Refresh()
}

// Submit asks the desk who that is.
func (f *Flow) Submit() {
	if !f.Ready() {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	phone, lastFour := f.Phone, f.LastFour
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.ByPhone(ctx, phone, lastFour)
	}, f.answer)
}

// Scan takes a scanned code; true means it was a resident card and is dealt with.
func (f *Flow) Scan(text string) bool {
	c, err := code.Parse(text)
	if err != nil || c.Kind != code.Resident || f.Busy {
		return false
	}
	f.Busy = true
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Resident, error) {
		return f.desk.ByCard(ctx, inventory.ResidentID(c.Number))
	}, func(r inventory.Resident, err error) {
		f.stage.Flash(err == nil)
		f.answer(r, err)
	})
	return true
}

func (f *Flow) answer(r inventory.Resident, err error) {
	f.Busy = false
	f.Refusal = err
	if err != nil {
		f.LastFour = "" // the only thing that must be typed again: it may be a guess
		f.stage.Refresh()
		return
	}
	f.found(r)
}
