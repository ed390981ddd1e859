package main

import (
	"context"
	"errors"
	"log/slog"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheKioskSweepsAtItsStartAndEveryMinuteAlsoAfterAFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		calls := 0
		go sweeping(ctx, func(context.Context) (int, error) {
			calls++
			if calls == 2 {
				return 0, errors.New("the disk is full")
			}
			return calls, nil
		}, slog.New(slog.DiscardHandler))
		synctest.Wait()
		if calls != 1 {
			t.Fatalf("%d sweeps at the start, want 1", calls)
		}
		time.Sleep(3*time.Minute + time.Second)
		synctest.Wait()
		if calls != 4 {
			t.Errorf("%d sweeps after three minutes, want 4", calls)
		}
		cancel()
		synctest.Wait()
		time.Sleep(5 * time.Minute)
		if calls != 4 {
			t.Errorf("%d sweeps after the end, want 4", calls)
		}
	})
}
