//go:build race

package simulate_test

// raced: the race detector makes all this several times slower, and finds nothing
// in the child processes; a taste is enough.
const raced = true
