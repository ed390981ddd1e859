// Package task runs work off the UI's goroutine and brings its outcome home. It
// knows no screen and no Fyne: how to come home is handed in (fyne.Do in the
// program, a queue that the test drains in tests).
package task

import (
	"context"
	"fmt"
	"log/slog"
	"runtime/debug"
	"sync"
)

// Runner runs work.
type Runner struct {
	onUI  func(func())
	log   *slog.Logger
	work  *sync.WaitGroup
	watch Watch
}

// Watch is told, on the UI's goroutine, of the work of a Runner.
type Watch struct {
	Began func() (ended func()) // of each work: ended is called after its outcome
	Deed  func(error)           // how a Deed went whose screen is still there, before its outcome
}

// New makes a Runner whose outcomes come home through onUI.
func New(onUI func(func()), log *slog.Logger) *Runner {
	nobody := Watch{Began: func() func() { return func() {} }, Deed: func(error) {}}
	return &Runner{onUI: onUI, log: log, work: &sync.WaitGroup{}, watch: nobody}
}

// Watched is r with somebody who is told of its work, which is also r's. Work is
// then begun on the UI's goroutine only.
func (r *Runner) Watched(w Watch) *Runner {
	return &Runner{onUI: r.onUI, log: r.log, work: r.work, watch: w}
}

// Wait returns when all work is done; outcomes may still be on their way home.
func (r *Runner) Wait() { r.work.Wait() }

// OnUI calls fn on the UI's goroutine, soon.
func (r *Runner) OnUI(fn func()) { r.onUI(fn) }

// Go runs work and hands its outcome to done on the UI's goroutine. When ctx
// ends first, because the screen was left, work is cancelled and done is not
// called. A panic in work is logged and comes home as an error.
func Go[T any](r *Runner, ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	start(r, ctx, ctx, work, done)
}

// Deed is Go for what must not stop half way: work goes on when the screen is
// left, only nobody is told any more.
func Deed[T any](r *Runner, ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	start(r, ctx, context.WithoutCancel(ctx), work, func(v T, err error) {
		r.watch.Deed(err)
		done(v, err)
	})
}

// Do is Deed for what succeeds or not, and finds nothing.
func Do(r *Runner, ctx context.Context, work func(context.Context) error, done func(error)) {
	Deed(r, ctx, func(ctx context.Context) (struct{}, error) { return struct{}{}, work(ctx) }, func(_ struct{}, err error) { done(err) })
}

func start[T any](r *Runner, screen, ctx context.Context, work func(context.Context) (T, error), done func(T, error)) {
	ended := r.watch.Began()
	r.work.Go(func() {
		v, err := guarded(r, ctx, work)
		r.onUI(func() {
			if screen.Err() == nil {
				done(v, err)
			}
			ended()
		})
	})
}

func guarded[T any](r *Runner, ctx context.Context, work func(context.Context) (T, error)) (v T, err error) {
	defer func() {
		if p := recover(); p != nil {
			r.log.Error("work panicked", "panic", fmt.Sprint(p), "stack", string(debug.Stack()))
			err = fmt.Errorf("task: panic: %v", p)
		}
	}()
	return work(ctx)
}
