//go:build race

package ui_test

func init() { windows = 1 }
