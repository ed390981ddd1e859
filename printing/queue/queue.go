// Package queue brings the wishes for paper to a printer, each once. The wishes
// are in the records, stored with the deed that made them; the worker stores
// each state before the step it names, so that after a crash, a cut line or an
// empty tray nothing is missing and nothing comes out twice. It knows no form.
package queue

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"sync"
	"time"

	"redwrench/inventory"
)

// Outbox is where the wishes are kept; inventory.Desk is one.
type Outbox interface {
	// WaitingPrints are jobs that are not final, the oldest first.
	WaitingPrints(ctx context.Context, limit int) ([]inventory.PrintJob, error)
	// KeepPrint stores how far a job has come; on disk when it returns nil.
	KeepPrint(ctx context.Context, job inventory.PrintJob) error
}

// Render makes the PDF of a job. An error is final for the job.
type Render func(ctx context.Context, job inventory.PrintJob) ([]byte, error)

// Printer is where paper comes out.
type Printer interface {
	// Print brings the job as far as it goes now and returns it as it then is,
	// also with an error. It calls keep with each state before the step it
	// names. name is the job's own, the same after a restart.
	// Errors: ErrAway, ErrBusy, ErrRefused.
	Print(ctx context.Context, job inventory.PrintJob, name string, pdf func() ([]byte, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error)
	// Health says how the printer is.
	Health(ctx context.Context) Condition
}

// Errors of a Printer.
var (
	// ErrAway: it could not be reached, or the exchange broke.
	ErrAway = errors.New("queue: printer is away")
	// ErrBusy: it takes one job at a time and has one.
	ErrBusy = errors.New("queue: printer is busy")
	// ErrRefused: it will not take the job now.
	ErrRefused = errors.New("queue: printer refused")
	// ErrRender: the paper of this job cannot be made.
	ErrRender = errors.New("queue: no paper can be made of this job")
)

// Condition is how a printer is. The zero Condition is ready.
type Condition int

// The conditions that can be told apart.
const (
	Ready Condition = iota
	Away
	OutOfPaper
	CoverOpen
	Jammed
	Stopped
	Unwritable // a folder that cannot be written to
)

// Status is what the kiosk shows of the printer.
type Status struct {
	Condition Condition
	Waiting   int // jobs not on paper yet
}

// Config is what a Worker needs; all of it is required.
type Config struct {
	Outbox   Outbox
	Render   Render
	Printer  Printer
	ShopID   string       // makes our jobs known at a printer several shops share
	OnStatus func(Status) // called on the worker's goroutine when it changes
	Log      *slog.Logger
}

// Worker prints. Make it with New, start it with Run.
type Worker struct {
	Config
	pace   pace
	wake   chan struct{}
	status Status
	said   sync.Once
}

// pace is how often the worker looks; tests are in more of a hurry.
type pace struct {
	poll    time.Duration // while the printer works on something
	waiting time.Duration // the printer's health, while something waits
	idle    time.Duration // the printer's health, else
	first   time.Duration // before the second try; then doubling
	longest time.Duration // between two tries
}

var calm = pace{poll: time.Second, waiting: 5 * time.Second, idle: 30 * time.Second, first: time.Second, longest: time.Minute}

const atOnce = 100 // jobs looked at in one round

// New makes a Worker.
func New(cfg Config) *Worker {
	return &Worker{Config: cfg, pace: calm, wake: make(chan struct{}, 1)}
}

// Wake says that there may be something new to print. It never blocks.
func (w *Worker) Wake() {
	select {
	case w.wake <- struct{}{}:
	default:
	}
}

// Run prints until ctx ends.
func (w *Worker) Run(ctx context.Context) {
	for ctx.Err() == nil {
		next := w.round(ctx)
		timer := time.NewTimer(next)
		select {
		case <-ctx.Done():
		case <-w.wake:
		case <-timer.C:
		}
		timer.Stop()
	}
}

// round looks at every waiting job once and says how long to wait.
func (w *Worker) round(ctx context.Context) time.Duration {
	jobs, err := w.Outbox.WaitingPrints(ctx, atOnce)
	if err != nil {
		w.Log.Error("the print queue cannot be read", "error", err)
		return w.pace.waiting
	}
	wait, left, away := w.pace.idle, len(jobs), false
	for _, job := range jobs {
		now := time.Now()
		if job.NotBefore.After(now.Add(w.pace.longest)) {
			job.NotBefore = now // the clock was set back
		}
		if away || job.NotBefore.After(now) {
			wait = min(wait, max(job.NotBefore.Sub(now), w.pace.poll))
			continue
		}
		done, err := w.step(ctx, job)
		if ctx.Err() != nil {
			return 0
		}
		if done.State.Final() {
			left--
			w.Log.Info("print job finished", "job", job.ID, "state", done.State)
			continue
		}
		wait = min(wait, w.pace.poll)
		switch {
		case errors.Is(err, ErrBusy):
			away = true // the others stand in line behind it
		case err != nil:
			away = errors.Is(err, ErrAway)
			w.Log.Warn("print job waits", "job", job.ID, "state", done.State, "try", done.Tries, "error", err)
		}
	}
	if left > 0 {
		wait = min(wait, w.pace.waiting)
	}
	w.say(Status{Condition: w.Printer.Health(ctx), Waiting: left})
	return wait
}

// step takes a job as far as it goes and stores where that is.
func (w *Worker) step(ctx context.Context, job inventory.PrintJob) (inventory.PrintJob, error) {
	keep := func(j inventory.PrintJob) error { return w.Outbox.KeepPrint(ctx, j) }
	pdf := func() ([]byte, error) {
		raw, err := w.Render(ctx, job)
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%w: %w", ErrRender, err)
		}
		return raw, err
	}
	name := fmt.Sprintf("redwrench-%s-P%06d", w.ShopID, job.ID)
	done, err := w.Printer.Print(ctx, job, name, pdf, keep)
	switch {
	case ctx.Err() != nil:
		return done, ctx.Err()
	case errors.Is(err, ErrRender):
		w.Log.Error("print job cannot be made", "job", job.ID, "error", err)
		done.State, err = inventory.PrintFailed, nil
	case err != nil && !errors.Is(err, ErrBusy):
		done.Tries++
		done.NotBefore = time.Now().Add(min(w.pace.first<<min(done.Tries-1, 6), w.pace.longest))
	}
	if same(done, job) {
		return done, err
	}
	return done, errors.Join(err, keep(done))
}

func same(a, b inventory.PrintJob) bool {
	return a.State == b.State && a.Remote == b.Remote && a.Tries == b.Tries && a.NotBefore.Equal(b.NotBefore)
}

// say tells a change of the status, and the first one in any case.
func (w *Worker) say(s Status) {
	first := false
	w.said.Do(func() { first = true })
	if first || s != w.status {
		w.status = s
		w.OnStatus(s)
	}
}
