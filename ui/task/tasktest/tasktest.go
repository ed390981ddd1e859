// Package tasktest lets a test be the UI's goroutine: outcomes wait in a queue
// that the test drains.
package tasktest

import (
	"log/slog"
	"sync"

	"redwrench/ui/task"
)

// Queue is a Runner and the outcomes that came home.
type Queue struct {
	*task.Runner
	mu      sync.Mutex
	waiting []func()
}

// New makes an empty queue.
func New() *Queue {
	q := &Queue{}
	q.Runner = task.New(func(fn func()) {
		q.mu.Lock()
		defer q.mu.Unlock()
		q.waiting = append(q.waiting, fn)
	}, slog.New(slog.DiscardHandler))
	return q
}

// Drain waits for all work and runs what came home on the caller's goroutine,
// until nothing is left.
func (q *Queue) Drain() {
	for {
		q.Wait()
		q.mu.Lock()
		fns := q.waiting
		q.waiting = nil
		q.mu.Unlock()
		if len(fns) == 0 {
			return
		}
		for _, fn := range fns {
			fn()
		}
	}
}
