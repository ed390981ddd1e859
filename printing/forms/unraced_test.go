//go:build !race

package forms

import "testing"

func unraced(*testing.T) {}
