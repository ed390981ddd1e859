package look

import (
	"image/color"
	"math"
	"testing"
)

// The pairs of colours in use and the contrast they need (WCAG 2.2, 1.4.3,
// 1.4.6, 1.4.11; design/DESIGN.md: what a resident must read has 7:1).
func TestContrast(t *testing.T) {
	for _, p := range []struct {
		what    string
		fg, bg  color.NRGBA
		atLeast float64
	}{
		{"text on paper", Ink, Paper, 7},
		{"text on cards", Ink, Card, 7},
		{"secondary text on paper", Soft, Paper, 7},
		{"secondary text on cards", Soft, Card, 7},
		{"the footer", Soft, Foot, 4.5},
		{"the next step", White, Red, 6.5},
		{"a return", White, Blue, 7},
		{"on the shelf", Green, GreenBox, 6},
		{"waiting", Amber, AmberBox, 7},
		{"refused", Alert, AlertBox, 7},
		{"a selected chip", White, Ink, 7},
		{"a key", Ink, Control, 7},
		{"the outline of a target on paper", Edge, Paper, 3},
		{"the outline of a target on a card", Edge, Card, 3},
		{"the outline of a key", Edge, Keys, 3},
	} {
		if c := contrast(p.fg, p.bg); c < p.atLeast {
			t.Errorf("%s: contrast %.2f, want %.1f", p.what, c, p.atLeast)
		}
	}
}

func contrast(a, b color.NRGBA) float64 {
	la, lb := luminance(a), luminance(b)
	return (max(la, lb) + 0.05) / (min(la, lb) + 0.05)
}

// luminance is the relative luminance of WCAG 2.2.
func luminance(c color.NRGBA) float64 {
	part := func(v uint8) float64 {
		s := float64(v) / 255
		if s <= 0.04045 {
			return s / 12.92
		}
		return math.Pow((s+0.055)/1.055, 2.4)
	}
	return 0.2126*part(c.R) + 0.7152*part(c.G) + 0.0722*part(c.B)
}
