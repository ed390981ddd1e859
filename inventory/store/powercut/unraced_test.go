//go:build !race

package powercut_test

const raced = false
