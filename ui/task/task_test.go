package task_test

import (
	"context"
	"errors"
	"testing"

	"redwrench/ui/task"
	"redwrench/ui/task/tasktest"
)

func TestAnOutcomeComesHome(t *testing.T) {
	q := tasktest.New()
	got := 0
	task.Go(q.Runner, context.Background(), func(context.Context) (int, error) { return 7, nil }, func(n int, err error) {
		if err == nil {
			got = n
		}
	})
	if got != 0 {
		t.Fatal("the outcome came before the UI was ready")
	}
	q.Drain()
	if got != 7 {
		t.Errorf("got %d, want 7", got)
	}
}

func TestAPanicIsAnError(t *testing.T) {
	q := tasktest.New()
	var got error
	task.Go(q.Runner, context.Background(), func(context.Context) (int, error) { panic("oh") }, func(_ int, err error) { got = err })
	q.Drain()
	if got == nil {
		t.Error("no error after a panic")
	}
}

func TestLeavingAScreenCancelsWorkButNeverADeed(t *testing.T) {
	for _, deed := range []bool{false, true} {
		q := tasktest.New()
		ctx, leave := context.WithCancel(context.Background())
		leave()
		var seen error
		work := func(ctx context.Context) (int, error) { seen = ctx.Err(); return 0, nil }
		done := func(int, error) { t.Error("the left screen was told") }
		if deed {
			task.Deed(q.Runner, ctx, work, done)
		} else {
			task.Go(q.Runner, ctx, work, done)
		}
		q.Drain()
		if cancelled := errors.Is(seen, context.Canceled); cancelled == deed {
			t.Errorf("deed %t: cancelled %t", deed, cancelled)
		}
	}
}
