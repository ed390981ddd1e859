// Package setup is the first start of a new shop: the manager sets a PIN. There
// is no default one.
package setup

import (
	"context"
	"errors"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// ErrDiffer: the PIN typed the second time is another one.
var ErrDiffer = errors.New("setup: the two PINs differ")

// Flow is the state of the screen: First is empty until the PIN was typed once.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	First   string
	PIN     string
	Busy    bool
	Refusal error
}

// New asks for a PIN, twice.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Flow {
	return &Flow{ctx: ctx, stage: st, desk: desk}
}

// Digit types a digit; the last one goes on.
func (f *Flow) Digit(r rune) {
	if f.Busy || r < '0' || r > '9' || len(f.PIN) >= inventory.PINLength {
		return
	}
	f.Refusal = nil
	f.PIN += string(r)
	if len(f.PIN) == inventory.PINLength {
		f.complete()
	}
	f.stage.Refresh()
}

func (f *Flow) complete() {
	pin := f.PIN
	f.PIN = ""
	switch {
	case f.First == "" && !inventory.GoodPIN(pin):
		f.Refusal = inventory.ErrWeakPIN
	case f.First == "":
		f.First = pin
	case f.First != pin:
		f.First, f.Refusal = "", ErrDiffer
	default:
		f.appoint(pin)
	}
}

func (f *Flow) appoint(pin string) {
	f.Busy = true
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.Staff, error) {
		return f.desk.AppointManager(ctx, pin)
	}, func(_ inventory.Staff, err error) {
		f.Busy, f.First, f.Refusal = false, "", err
		if err != nil {
			f.stage.Refresh()
			return
		}
		f.stage.Show(stage.Home{})
	})
}

// Erase takes the last digit back.
func (f *Flow) Erase() {
	if f.Busy || f.PIN == "" {
		return
	}
	f.PIN = f.PIN[:len(f.PIN)-1]
	f.stage.Refresh()
}

// Scan does nothing yet: nobody lends before there is a manager.
func (f *Flow) Scan(string) { f.stage.Flash(false) }
