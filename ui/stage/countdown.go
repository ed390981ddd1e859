package stage

import (
	"context"
	"time"
)

// Countdown is how long a screen still stands before it goes by itself.
type Countdown struct {
	Left time.Duration
	Tick func(time.Duration) // is told what is left, each second; nil: nobody
}

// Run counts the seconds down and calls over at the end, unless ctx ends before.
func (c *Countdown) Run(ctx context.Context, s Stage, over func()) {
	s.After(ctx, time.Second, func() {
		c.Left -= time.Second
		if c.Left <= 0 {
			over()
			return
		}
		if c.Tick != nil {
			c.Tick(c.Left)
		}
		c.Run(ctx, s, over)
	})
}
