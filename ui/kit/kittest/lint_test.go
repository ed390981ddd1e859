package kittest_test

import (
	"strings"
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"redwrench/ui/kit"
	"redwrench/ui/kit/kittest"
	"redwrench/ui/look"
)

// A careful person would see each of these.
func TestFaultsAreSeen(t *testing.T) {
	test.NewTempApp(t).Settings().SetTheme(look.Theme())
	l := look.Look{W: 1280, H: 800}
	k := kit.Kit{Look: l, Lang: "en"}
	button := func(edge look.Colour) fyne.CanvasObject {
		return k.Size(200, look.Target, k.Tap(k.Box(look.Paper, edge, 2, 0), 0, func() {}))
	}
	for _, c := range []struct{ what, want string }{
		{"nothing wrong", ""},
		{"pale letters", "has a contrast of"},
		{"big letters a little pale", ""},
		{"a pale outline", "the outline of a target"},
		{"targets side by side", "apart, want 12"},
		{"a small target", "is too small"},
		{"a target at the lower edge", "is out of reach"},
	} {
		t.Run(c.what, func(t *testing.T) {
			o := map[string]fyne.CanvasObject{
				"nothing wrong":              k.Row(12, button(look.Edge), button(look.Edge), k.Text("A", kit.Style{Size: 22})),
				"pale letters":               k.Text("A", kit.Style{Size: 22, Color: look.Line}),
				"big letters a little pale":  k.Over(k.Box(look.Control, look.Clear, 0, 0), k.Text("A", kit.Style{Size: 30, Color: look.Soft})),
				"a pale outline":             button(look.Line),
				"targets side by side":       k.Row(4, button(look.Edge), button(look.Edge)),
				"a small target":             k.Size(40, 40, k.Tap(k.Box(look.Paper, look.Edge, 2, 0), 0, func() {})),
				"a target at the lower edge": k.Col(0, k.Gap(620), button(look.Edge)),
			}[c.what]
			screen := k.Over(k.Box(look.Paper, look.Clear, 0, 0), k.Pad(100, 100, 100, 0, k.Col(0, k.Row(0, o, k.Space()), k.Space())))
			size := fyne.NewSize(l.W, l.H)
			test.NewTempWindow(t, screen).Resize(size)
			screen.Resize(size)
			faults := strings.Join(append(kittest.Lint(screen, size, l), kittest.Reach(screen, size, l.Px(look.HeadBar))...), "; ")
			if c.want == "" && faults != "" || !strings.Contains(faults, c.want) {
				t.Errorf("said %q, want %q", faults, c.want)
			}
		})
	}
}
