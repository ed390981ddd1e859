package ipp

import "testing"

// What a printer calls its media never does harm, and what is asked for is one
// of its own names.
func FuzzMedium(f *testing.F) {
	f.Add("iso_a4_210x297mm")
	f.Add("custom_max_8.5x300in")
	f.Add("_1e9x.mm")
	f.Fuzz(func(t *testing.T, name string) {
		got, fits := medium([]string{name, "custom_min_10x10mm"}, 80, 143)
		if got != "" && (got != name || fits) {
			t.Fatalf("%q of %q, fits %v", got, name, fits)
		}
	})
}
