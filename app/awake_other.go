//go:build !linux && !windows

package main

import (
	"context"
	"log/slog"
)

// keepLit knows no way here and says so.
func keepLit(_ context.Context, log *slog.Logger) {
	log.Warn("the screen may go dark by itself; set the machine up not to")
}
