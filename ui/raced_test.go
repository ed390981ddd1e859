//go:build race

package ui_test

func init() { each, windows, tongues = 4, 1, tongues[:1] }
