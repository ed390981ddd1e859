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
	"sync/atomic"
	"time"

	"redwrench/inventory"
	"redwrench/printing/pdf"
)

// Outbox is where the wishes are kept; inventory.Desk is one.
type Outbox interface {
	// PrintsFor are jobs for the printer of a role that are not final, the
	// oldest first.
	PrintsFor(ctx context.Context, role inventory.PrinterRole, limit int) ([]inventory.PrintJob, error)
	// KeepPrint stores how far a job has come; on disk when it returns nil.
	KeepPrint(ctx context.Context, job inventory.PrintJob) error
}

// Paper is a job's paper in the two ways printers take it.
type Paper struct {
	PDF           []byte
	Document      *pdf.Document // the same pages, for a printer that knows no PDF
	Width, Height float64       // of the first page, in millimetres: the medium to ask for
}

// Render makes the paper of a job for a printer. An error is final for the job:
// inventory.ErrMoot says that nobody needs it any more.
type Render func(ctx context.Context, job inventory.PrintJob, to inventory.Printer) (Paper, error)

// Printer is where paper comes out. Print is called by one goroutine, Health by
// another at the same time.
type Printer interface {
	// Print brings the job as far as it goes now and returns it as it then is,
	// also with an error. It calls keep with each state before the step it
	// names. name is the job's own, the same after a restart.
	// Errors: ErrAway, ErrBusy, ErrRefused.
	Print(ctx context.Context, job inventory.PrintJob, name string, paper func() (Paper, error), keep func(inventory.PrintJob) error) (inventory.PrintJob, error)
	// Health says how the printer is.
	Health(ctx context.Context) Condition
}

// Errors of a Printer.
var (
	// ErrAway: it could not be reached, the exchange broke, or it says itself that
	// it cannot print now.
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

// String is the condition for the log.
func (c Condition) String() string {
	return [...]string{"ready", "away", "out of paper", "open", "jammed", "stopped", "not writable"}[c]
}

// notWell is the refusal of a printer that says how it is; it is an ErrAway.
type notWell struct{ is Condition }

func (e notWell) Error() string { return "queue: printer is " + e.is.String() }

// Is implements the contract of errors.Is.
func (notWell) Is(target error) bool { return target == ErrAway }

// Status is what the kiosk shows of a printer.
type Status struct {
	Printer   inventory.Printer
	Condition Condition
	Waiting   int // jobs not on paper yet, as far as they were looked at
}

// Config is what a Worker needs; all of it is required.
type Config struct {
	Outbox   Outbox
	Render   Render
	Record   inventory.Printer // what the shop says of the printer
	Printer  Printer           // what is at its address
	ShopID   string            // makes our jobs known at a printer several shops share
	OnStatus func(Status)      // called when it changes, one call at a time
	Log      *slog.Logger
}

// Worker prints what is for one printer, so that a printer without paper holds
// up no other. Make it with New, start it with Run.
type Worker struct {
	Config
	pace  pace
	wake  chan struct{}
	hurry atomic.Bool // the printer is well again: try at once what was put off

	mu     sync.Mutex // guards the status and its saying
	status Status
	said   bool
}

// pace is how often the worker looks; tests are in more of a hurry.
type pace struct {
	poll    time.Duration // while the printer works on something
	idle    time.Duration // else; a wish wakes the worker by itself
	watch   time.Duration // between two looks at the printer's health
	look    time.Duration // the longest such look
	first   time.Duration // before the second try; then doubling
	longest time.Duration // between two tries
}

// calm: what is wrong with a printer is known within watch and look, less than
// five seconds.
var calm = pace{
	poll: time.Second, idle: 30 * time.Second, watch: 2 * time.Second, look: 2500 * time.Millisecond,
	first: time.Second, longest: time.Minute,
}

const atOnce = 100 // jobs looked at in one round

// New makes a Worker.
func New(cfg Config) *Worker {
	return &Worker{Config: cfg, pace: calm, wake: make(chan struct{}, 1), status: Status{Printer: cfg.Record}}
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
	var watching sync.WaitGroup
	watching.Go(func() { w.watch(ctx) })
	defer watching.Wait()
	w.hurry.Store(true)
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

// watch looks after the printer's health until ctx ends, also while a job takes
// its time.
func (w *Worker) watch(ctx context.Context) {
	was := Ready
	for ctx.Err() == nil {
		looking, done := context.WithTimeout(ctx, w.pace.look)
		is := w.Printer.Health(looking)
		done()
		if ctx.Err() != nil {
			return
		}
		if is == Ready && was != Ready {
			w.hurry.Store(true)
			w.Wake()
		}
		if is != was {
			w.Log.Info("printer", "role", w.Record.Role, "is", is)
		}
		was = is
		w.say(func(s *Status) { s.Condition = is })
		select {
		case <-ctx.Done():
		case <-time.After(w.pace.watch):
		}
	}
}

// round looks at every waiting job once and says how long to wait.
func (w *Worker) round(ctx context.Context) time.Duration {
	jobs, err := w.Outbox.PrintsFor(ctx, w.Record.Role, atOnce)
	if err != nil {
		if ctx.Err() == nil {
			w.Log.Error("the print queue cannot be read", "error", err)
		}
		return w.pace.poll
	}
	w.say(func(s *Status) { s.Waiting = len(jobs) })
	hurry := w.hurry.Swap(false)
	wait, left, away := w.pace.idle, len(jobs), false
	for _, job := range jobs {
		now := time.Now()
		if hurry || job.NotBefore.After(now.Add(w.pace.longest)) { // else the clock was set back
			job.NotBefore = now
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
			w.Log.Info("print job finished", "job", job.ID, "printer", w.Record.Role, "state", done.State)
			continue
		}
		wait = min(wait, w.pace.poll)
		switch {
		case errors.Is(err, ErrBusy):
			away = true // the others stand in line behind it
		case err != nil:
			away = errors.Is(err, ErrAway)
			w.Log.Warn("print job waits", "job", job.ID, "printer", w.Record.Role, "state", done.State, "try", done.Tries, "error", err)
		}
	}
	w.say(func(s *Status) { s.Waiting = left })
	if left == 0 && len(jobs) == atOnce {
		return 0 // there may be more behind them
	}
	return wait
}

// step takes a job as far as it goes and stores where that is.
func (w *Worker) step(ctx context.Context, job inventory.PrintJob) (inventory.PrintJob, error) {
	keep := func(j inventory.PrintJob) error { return w.Outbox.KeepPrint(ctx, j) }
	if stranded := w.stranded(job); !same(stranded, job) {
		return stranded, keep(stranded)
	}
	job.At = w.Record.Address
	paper := func() (Paper, error) {
		p, err := w.Render(ctx, job, w.Record)
		if err != nil && ctx.Err() == nil {
			err = fmt.Errorf("%w: %w", ErrRender, err)
		}
		return p, err
	}
	name := fmt.Sprintf("redwrench-%s-P%06d", w.ShopID, job.ID)
	done, err := w.Printer.Print(ctx, job, name, paper, keep)
	switch {
	case ctx.Err() != nil && done.State == job.State:
		return done, ctx.Err()
	case ctx.Err() != nil: // asked to end, and something became known meanwhile
		return done, w.Outbox.KeepPrint(context.WithoutCancel(ctx), done)
	case errors.Is(err, inventory.ErrMoot):
		done.State, err = inventory.PrintDropped, nil
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

// stranded is the job as it stands when another printer has begun it: what that
// one has not been given is begun here, of all else nobody can tell.
func (w *Worker) stranded(job inventory.PrintJob) inventory.PrintJob {
	switch {
	case job.At == "" || job.At == w.Record.Address || job.State == inventory.PrintPending:
	case job.State == inventory.PrintCreating:
		job.State, job.Remote = inventory.PrintPending, 0
	default:
		job.State = inventory.PrintUnknown
	}
	return job
}

func same(a, b inventory.PrintJob) bool {
	return a.State == b.State && a.Remote == b.Remote && a.Tries == b.Tries && a.NotBefore.Equal(b.NotBefore)
}

// say tells a change of the status, and the first one in any case.
func (w *Worker) say(change func(*Status)) {
	w.mu.Lock()
	defer w.mu.Unlock()
	is := w.status
	change(&is)
	if w.said && is == w.status {
		return
	}
	w.status, w.said = is, true
	w.OnStatus(is)
}
