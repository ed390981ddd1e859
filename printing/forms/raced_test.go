//go:build race

package forms

import "testing"

// unraced skips what works on many pictures on one goroutine: the race detector
// makes it ten times slower. `make test` runs it without.
func unraced(t *testing.T) { t.Skip("runs without the race detector") }
