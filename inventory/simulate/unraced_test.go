//go:build !race

package simulate_test

import (
	"strings"
	"testing"

	"redwrench/inventory/simulate"
	"redwrench/inventory/simulate/simtest"
)

const raced = false

// One goroutine does all of this: the race detector only makes it slow.
func TestEverythingHappensInAYear(t *testing.T) {
	year := live(t, newShop(t), simulate.Config{Seed: 1, Until: founded.AddDate(1, 0, 0)})
	for deed := range simtest.DeedOf {
		if !strings.Contains(year, "ack "+deed+" ") {
			t.Errorf("in a year no %s", deed)
		}
	}
	if !strings.Contains(year, "ack undo ") {
		t.Error("in a year no undo")
	}
}
