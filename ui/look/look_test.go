package look

import "testing"

// The pairs of colours in use and the contrast they need (WCAG 2.2, 1.4.3,
// 1.4.6, 1.4.11; design/DESIGN.md: what a resident must read has 7:1). What a
// screen really puts over what is computed by kittest on every screen.
func TestContrast(t *testing.T) {
	for _, p := range []struct {
		what    string
		fg, bg  Colour
		atLeast float64
	}{
		{"text on paper", Ink, Paper, 7},
		{"text on cards", Ink, Card, 7},
		{"secondary text on paper", Soft, Paper, 7},
		{"secondary text on cards", Soft, Card, 7},
		{"the footer", Soft, Foot, 7},
		{"the step one is at", Red, Paper, 7},
		{"the next step", White, Red, 7},
		{"a return", White, Blue, 7},
		{"on the shelf", Green, GreenBox, 7},
		{"waiting", Amber, AmberBox, 7},
		{"refused", Alert, AlertBox, 7},
		{"a selected chip", White, Ink, 7},
		{"a key", Ink, Control, 7},
		{"the outline of a target on paper", Edge, Paper, 3},
		{"the outline of a target on a card", Edge, Card, 3},
		{"the outline of a key", Edge, Keys, 3},
	} {
		for _, l := range []Look{{}, {Contrast: true}} {
			if c := Contrast(l.Paint(p.fg), l.Paint(p.bg)); c < p.atLeast {
				t.Errorf("%s, high contrast %t: %.2f, want %.1f", p.what, l.Contrast, c, p.atLeast)
			}
		}
	}
}

func TestEveryColourIsInBothPalettes(t *testing.T) {
	for c := Clear + 1; c < colours; c++ {
		if normal[c].A == 0 || high[c].A == 0 {
			t.Errorf("colour %d is nothing in a palette", c)
		}
	}
}
