package ui_test

import (
	"os"
	"strings"
	"testing"

	"redwrench/assets/words"
)

func TestQuick(t *testing.T) {
	want := os.Getenv("QUICK")
	for _, s := range append(append([]screenCase{}, repairScreens...), jobScreens...) {
		if want != "" && !strings.Contains(","+want+",", ","+s.name+",") {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			k := newKiosk(t, sizes[0], true)
			s.route(k)
			k.queue.Drain()
			k.see(s.name + "-zh")
			k.Speak(words.English, true)
			k.see(s.name + "-en-large")
			k.window.Resize(sizes[2])
			k.Speak(words.Tibetan, true)
			k.see(s.name + "-bo-port-large")
		})
	}
}
