package simulate

import (
	"sync"
	"time"

	"redwrench/inventory"
)

// Clock is the simulated time. It only goes forward. Hand its Now to
// inventory.Open.
type Clock struct {
	mu  sync.Mutex
	now time.Time
}

// NewClock is a clock that stands at t.
func NewClock(t time.Time) *Clock { return &Clock{now: t} }

// Now is the simulated time.
func (c *Clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

// Set moves the clock to t, unless it stands there or later already.
func (c *Clock) Set(t time.Time) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if t.After(c.now) {
		c.now = t
	}
}

// Pass lets d go by. After the shop has closed, and on days it is not open, the
// next thing that happens does so on the next open day's morning.
func (c *Clock) Pass(d time.Duration, h hours) time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	t := c.now.Add(d).In(h.zone)
	for range 366 { // a shop that never opens is simulated all the same
		y, m, day := t.Date()
		midnight := time.Date(y, m, day, 0, 0, 0, 0, h.zone)
		opens, closes := midnight.Add(opening), midnight.Add(h.closes)
		open := h.open(inventory.DayOf(t))
		if open && t.Before(opens) {
			t = opens
		}
		if open && t.Before(closes) {
			break
		}
		t = midnight.AddDate(0, 0, 1).Add(opening)
	}
	c.now = t
	return t
}

// opening is when the simulated shop opens, after midnight. The settings know
// only when it closes.
const opening = 9 * time.Hour

// hours are when the shop is open.
type hours struct {
	zone   *time.Location
	closes time.Duration
	open   func(inventory.Day) bool
}
