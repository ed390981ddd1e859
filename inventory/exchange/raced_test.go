//go:build race

package exchange_test

import "flag"

const raced = true

// The race detector makes a random shop ten times slower, and there is one
// goroutine: a taste is enough.
func init() {
	if err := flag.Set("rapid.checks", "3"); err != nil {
		panic(err)
	}
}
