package repair

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Requests is what a resident asked for and how it stands.
type Requests struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	Resident  inventory.Resident
	Rows      []inventory.JobRow // the latest first
	Loaded    bool
	Page      int
	Asking    inventory.JobID // really cancel?
	Cancelled inventory.JobID // just now
	Busy      bool
	Refusal   error
}

// NewRequests shows what somebody asked for.
func NewRequests(ctx context.Context, st stage.Stage, desk *inventory.Desk, who inventory.Resident) *Requests {
	f := &Requests{ctx: ctx, stage: st, desk: desk, Resident: who}
	f.load()
	return f
}

func (f *Requests) load() {
	who := f.Resident.ID
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) ([]inventory.JobRow, error) {
		return f.desk.JobsOf(ctx, who)
	}, func(rows []inventory.JobRow, err error) {
		f.Rows, f.Loaded = rows, true
		if err != nil {
			f.Refusal = err
		}
		f.stage.Refresh()
	})
}

// Turn shows another page.
func (f *Requests) Turn(page int) {
	f.Page = page
	f.stage.Refresh()
}

// MayCancel says that the resident may still cancel a job alone.
func (f *Requests) MayCancel(j inventory.Job) bool {
	_, err := j.State.Next(jobs.Cancel, jobs.Asker)
	return err == nil
}

// Cancel asks whether a request is really not wanted any more.
func (f *Requests) Cancel(id inventory.JobID) {
	f.Asking, f.Refusal, f.Cancelled = id, nil, 0
	f.stage.Refresh()
}

// Keep leaves it as it is.
func (f *Requests) Keep() { f.Cancel(0) }

// ReallyCancel cancels what was asked about.
func (f *Requests) ReallyCancel() {
	if f.Busy || f.Asking == 0 {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	id, who := f.Asking, f.Resident.ID
	task.Deed(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.CancelledJob, error) {
		return f.desk.CancelJob(ctx, id, who, 0, "")
	}, func(_ inventory.CancelledJob, err error) {
		f.Busy, f.Asking, f.Refusal = false, 0, err
		if err == nil {
			f.Cancelled = id
		}
		f.load()
	})
}

// Rate goes on to how content one is.
func (f *Requests) Rate(id inventory.JobID) { f.stage.Show(stage.Progress{Job: id}) }

// Report begins a new request.
func (f *Requests) Report() { f.stage.Show(stage.Repair{Who: f.Resident}) }

// Finish goes home.
func (f *Requests) Finish() { f.stage.Show(stage.Home{}) }

// Scan shows the job of a slip, if it is theirs.
func (f *Requests) Scan(text string) {
	c, err := code.Parse(text)
	if err == nil && c.Kind == code.Job && !f.Busy {
		f.stage.Flash(true)
		f.stage.Show(stage.Progress{Job: inventory.JobID(c.Number)})
		return
	}
	f.stage.Flash(false)
}

// Back goes to what one has borrowed.
func (f *Requests) Back() {
	if f.Asking != 0 {
		f.Keep()
		return
	}
	f.stage.Show(stage.Loans{Who: f.Resident})
}
