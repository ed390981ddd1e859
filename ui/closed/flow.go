// Package closed is what the kiosk shows while the shop is closed and nobody is
// there: when it opens, and a few figures. A touch or a scan wakes the kiosk.
package closed

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Flow is the state of the closed shop's screen.
type Flow struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Opens time.Time // the next time
	Board inventory.NoticeBoard
}

// New rests until the shop opens.
func New(ctx context.Context, st stage.Stage, desk *inventory.Desk) *Flow {
	f := &Flow{ctx: ctx, stage: st, desk: desk, Opens: desk.Settings().NextOpening(desk.Now())}
	f.count()
	f.watch()
	return f
}

// count reads the figures. Where that fails none are shown: nobody is there to
// be told, and home will say it.
func (f *Flow) count() {
	task.Go(f.stage.Runner(), f.ctx, f.desk.NoticeBoard, func(b inventory.NoticeBoard, err error) {
		if err == nil {
			f.Board = b
			f.stage.Refresh()
		}
	})
}

// watch looks each minute whether the shop opens, or another day has begun.
func (f *Flow) watch() {
	f.stage.After(f.ctx, time.Minute, func() { f.Minute() })
}

// Minute goes home when the shop opens, and else shows things as they are now.
func (f *Flow) Minute() {
	now := f.desk.Now()
	if f.Opens = f.desk.Settings().NextOpening(now); f.Opens.IsZero() {
		f.Wake()
		return
	}
	f.count()
	f.watch()
}

// Wake goes home.
func (f *Flow) Wake() { f.stage.Show(stage.Home{}) }

// Back wakes the kiosk.
func (f *Flow) Back() { f.Wake() }

// Scan does nothing: the first key of a scan has woken the kiosk.
func (f *Flow) Scan(string) {}
