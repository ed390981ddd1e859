//go:build race

package ui_test

func init() { each, windows, tongues = 12, 1, tongues[:1] }
