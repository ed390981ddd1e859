package main

import (
	"context"
	"errors"
	"log/slog"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"
)

func TestTheKioskSweepsAtItsStartAndEveryMinuteAlsoAfterAFault(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		ctx, cancel := context.WithCancel(t.Context())
		var calls atomic.Int32
		go sweeping(ctx, func(context.Context) (int, error) {
			n := int(calls.Add(1))
			if n == 2 {
				return 0, errors.New("the disk is full")
			}
			return n, nil
		}, slog.New(slog.DiscardHandler))
		synctest.Wait()
		if n := calls.Load(); n != 1 {
			t.Fatalf("%d sweeps at the start, want 1", n)
		}
		time.Sleep(3*time.Minute + time.Second)
		synctest.Wait()
		if n := calls.Load(); n != 4 {
			t.Errorf("%d sweeps after three minutes, want 4", n)
		}
		cancel()
		synctest.Wait()
		time.Sleep(5 * time.Minute)
		if n := calls.Load(); n != 4 {
			t.Errorf("%d sweeps after the end, want 4", n)
		}
	})
}
