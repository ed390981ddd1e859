package main

import (
	"context"
	"log/slog"
	"time"
)

// sweepEvery is how often what time alone has ended is filed.
const sweepEvery = time.Minute

// sweeping calls sweep now and every minute until ctx ends. A sweep that fails
// is logged and tried again: no rule depends on it.
func sweeping(ctx context.Context, sweep func(context.Context) (int, error), log *slog.Logger) {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		switch n, err := sweep(ctx); {
		case ctx.Err() != nil:
			return
		case err != nil:
			log.Error("what has ended could not be filed", "error", err)
		case n > 0:
			log.Info("filed what has ended", "records", n)
		}
		select {
		case <-ctx.Done():
			return
		case <-tick.C:
		}
	}
}
