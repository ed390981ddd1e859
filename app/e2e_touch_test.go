package main

import (
	"bytes"
	"os/exec"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"
)

// TestTouchesInAWindow touches keys, digits and tiles at 1920×1080, painted by
// software, and says how long it took until the answer was on the display, 200 times
// each (make touches). That each touch is answered is the test; the figures are for
// people.
func TestTouchesInAWindow(t *testing.T) {
	if !tortured() {
		t.Skip("make touches measures")
	}
	needs(t, "Xvfb", "xdotool", "date")
	s := newStandOf(t, 1920, 1080)
	s.into = "touches"
	s.run("demo")
	s.open()
	s.setPIN()
	const times = 200
	type point struct{ x, y int }
	back, erase := point{135, 48}, point{1775, 755}
	for _, touch := range []struct {
		name  string
		way   []point // to the screen
		at    []point // in turn
		above int     // the answer is between these lines of the display
		below int
	}{
		{"a screen", nil, []point{{500, 460}, back}, 240, 900},
		{"a screen with fields", nil, []point{{1600, 820}, back}, 240, 900},
		{"a digit", []point{{560, 820}}, []point{{1440, 367}, erase}, 371, 459},
		{"a key, with candidates", []point{back, {1600, 820}}, []point{{540, 775}, {1560, 775}}, 165, 480},
	} {
		for _, p := range touch.way {
			s.tap(p.x, p.y)
			time.Sleep(time.Second)
		}
		var took []time.Duration
		for i := range times {
			p := touch.at[i%len(touch.at)]
			took = append(took, s.answer(p.x, p.y, touch.above, touch.below))
		}
		s.picture(strings.ReplaceAll(touch.name, " ", "-"))
		slices.Sort(took)
		at := func(percent int) time.Duration { return took[(len(took)-1)*percent/100].Round(time.Millisecond) }
		t.Logf("%s: p50 %v, p95 %v, p99 %v, max %v", touch.name, at(50), at(95), at(99), at(100))
	}
	s.close()
}

// answer touches a point and returns how long it took until something was painted
// between two lines of the display. The hand rests before.
func (s *stand) answer(x, y, above, below int) time.Duration {
	s.t.Helper()
	s.tool("xdotool", "mousemove", strconv.Itoa(x), strconv.Itoa(y))
	time.Sleep(atOneTap)
	seen := func(into []byte) []byte {
		s.lines(into, above, 0)
		return into
	}
	before := seen(make([]byte, (below-above)*4*s.wide))
	touch := exec.Command("xdotool", "exec", "--sync", "--args", "2", "date", "+%s%N", "click", "1")
	touch.Env = s.env()
	var began bytes.Buffer
	touch.Stdout = &began
	if err := touch.Start(); err != nil {
		s.t.Fatal(err)
	}
	now := make([]byte, len(before))
	for patience := time.Now(); bytes.Equal(before, seen(now)); time.Sleep(500 * time.Microsecond) {
		if time.Since(patience) > patiently {
			s.picture("in-vain")
			s.t.Fatalf("a touch at %d,%d had no answer; the log:\n%s", x, y, s.log.String())
		}
	}
	painted := time.Now()
	if err := touch.Wait(); err != nil {
		s.t.Fatal(err)
	}
	touched, err := strconv.ParseInt(strings.TrimSpace(began.String()), 10, 64)
	if err != nil {
		s.t.Fatal(err)
	}
	return painted.Sub(time.Unix(0, touched))
}
