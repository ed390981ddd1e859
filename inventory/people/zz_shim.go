package people

import "time"

// Age is in years.
func (p Person) Age(now time.Time) int { return p.ID.Age(now) }
