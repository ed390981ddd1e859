//go:build race

package ui_test

func init() { windows, tongues = 1, tongues[:1] }
