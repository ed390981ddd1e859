package repair

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/jobs"
	"redwrench/ui/stage"
	"redwrench/ui/task"
)

// Progress is how a job stands for whoever has its slip, without a login: the
// trade and how far it has come, nobody's name nor where it is. Of one that is
// done it asks how content one is.
type Progress struct {
	ctx   context.Context
	stage stage.Stage
	desk  *inventory.Desk

	ID      inventory.JobID
	Row     inventory.JobRow
	Loaded  bool
	Stars   int // given now
	Busy    bool
	Refusal error
}

// NewProgress shows a job.
func NewProgress(ctx context.Context, st stage.Stage, desk *inventory.Desk, id inventory.JobID) *Progress {
	f := &Progress{ctx: ctx, stage: st, desk: desk}
	f.load(id)
	return f
}

func (f *Progress) load(id inventory.JobID) {
	f.ID, f.Loaded, f.Stars = id, false, 0
	task.Go(f.stage.Runner(), f.ctx, func(ctx context.Context) (inventory.JobRow, error) {
		return f.desk.JobStatus(ctx, id)
	}, func(row inventory.JobRow, err error) {
		f.Row, f.Refusal, f.Loaded = row, err, err == nil
		f.stage.Flash(err == nil)
		f.stage.Refresh()
	})
}

// Asks says that it asks how content one is: the job is done, and not rated
// longer ago than a rating may be changed.
func (f *Progress) Asks() bool {
	j := f.Row.Job
	return f.Loaded && j.State == jobs.Done && (j.Rated.IsZero() || f.desk.Now().Sub(j.Rated) <= inventory.RateAgain)
}

// Rate says how content one is, 1 to 5.
func (f *Progress) Rate(stars int) {
	if f.Busy || !f.Asks() {
		return
	}
	f.Busy = true
	f.stage.Refresh()
	id := f.ID
	task.Do(f.stage.Runner(), f.ctx, func(ctx context.Context) error {
		return f.desk.RateJob(ctx, id, stars)
	}, func(err error) {
		f.Busy, f.Refusal = false, err
		if err == nil {
			f.Stars, f.Row.Job.Stars = stars, stars
			if f.Row.Job.Rated.IsZero() {
				f.Row.Job.Rated = f.desk.Now()
			}
		}
		f.stage.Refresh()
	})
}

// Scan shows another job's slip; everything else begins at the home screen.
func (f *Progress) Scan(text string) {
	c, err := code.Parse(text)
	switch {
	case f.Busy:
	case err != nil:
		f.stage.Flash(false)
		f.Refusal = err
		f.stage.Refresh()
	case c.Kind == code.Job:
		f.load(inventory.JobID(c.Number))
	case c.Kind == code.Tool:
		f.stage.Show(stage.Borrow{Tool: inventory.ToolID(c.Number)})
	default:
		f.stage.Flash(false)
		f.Refusal = ErrNotNow
		f.stage.Refresh()
	}
}

// Back goes home.
func (f *Progress) Back() { f.stage.Show(stage.Home{}) }
