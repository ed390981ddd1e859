package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// monkeyEnv replays a run: its seed.
const monkeyEnv = "REDWRENCH_MONKEY"

// TestAMonkeyAtTheScreen lets somebody who means nothing by it touch, drag, scan
// and type in a real window: 300 times, or 20,000 times (make monkey). The kiosk
// neither crashes nor hangs, its records are in order afterwards, and its memory
// does not grow.
func TestAMonkeyAtTheScreen(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pgrep")
	events, seed := 300, uint64(time.Now().UnixNano())
	if tortured() {
		events = 20_000
	}
	if given := os.Getenv(monkeyEnv); given != "" {
		var err error
		if seed, err = strconv.ParseUint(given, 10, 64); err != nil {
			t.Fatal(err)
		}
	}
	t.Logf("%d events; again with %s=%d", events, monkeyEnv, seed)
	s := newStand(t)
	s.steps = 80
	m := &monkey{stand: s, rand: rand.New(rand.NewPCG(seed, 0)), cards: residentCards(t, s.run("demo"))}
	s.open()
	s.setPIN()
	m.watch()
	sizes := []int{m.memory()}
	for quarter := range 4 {
		for done := 0; done < events/4; done += batch {
			m.play(batch)
		}
		sizes = append(sizes, m.memory())
		t.Logf("memory after %d events: %d MB", (quarter+1)*events/4, sizes[quarter+1])
	}
	s.picture("after-the-monkey")
	if grown := sizes[4] - sizes[1]; tortured() && grown > sizes[1]/5 {
		t.Errorf("the kiosk's memory grew by %d MB after the first quarter", grown)
	}
	time.Sleep(time.Second) // what it still works at
	m.answers()
	s.close()
	for _, bad := range []string{"panic", "starting it again", "does not answer"} {
		if strings.Contains(s.log.String(), bad) {
			t.Errorf("the log says %q:\n%s", bad, s.log.String())
		}
	}
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	t.Logf("%d deeds; the program was left %d times with the PIN", m.deeds(), m.left)
}

// batch is how many events one xdotool plays, before the window may catch up.
const batch = 10

// monkey touches the kiosk of a stand.
type monkey struct {
	*stand
	rand  *rand.Rand
	cards []string
	pid   string // of the process with the window
	left  int
}

func (m *monkey) watch() { m.pid = m.child() }

// memory is what the process with the window holds, in MB.
func (m *monkey) memory() int {
	m.t.Helper()
	raw, err := os.ReadFile("/proc/" + m.pid + "/status")
	if err != nil {
		m.t.Fatalf("the kiosk's process is gone: %v; the log:\n%s", err, m.log.String())
	}
	_, after, _ := strings.Cut(string(raw), "VmRSS:")
	kB, err := strconv.Atoi(strings.Fields(after)[0])
	if err != nil {
		m.t.Fatal(err)
	}
	return kB / 1024
}

// play plays events. A kiosk that was left with the PIN is opened again; one that
// was started again by its supervisor has failed.
func (m *monkey) play(events int) {
	m.t.Helper()
	var script []string
	for range events {
		script = append(script, m.event()...)
		script = append(script, "sleep", "0.04")
	}
	m.tool("xdotool", script...)
	m.rested()
	if out, err := exec.Command("pgrep", "-P", fmt.Sprint(m.kiosk.Process.Pid)).Output(); err != nil {
		if m.kiosk.Wait() != nil {
			m.t.Fatalf("the kiosk ended; the log:\n%s", m.log.String())
		}
		m.left++
		m.open()
		m.watch()
	} else if pid := strings.TrimSpace(string(out)); pid != m.pid {
		m.t.Fatalf("the kiosk was started again; the log:\n%s", m.log.String())
	}
}

// rested waits until the window's thread has nothing to do: on a machine that is
// busy with others the monkey is faster than any screen.
func (m *monkey) rested() {
	for began, asleep := time.Now(), 0; asleep < 4 && time.Since(began) < patiently; time.Sleep(10 * time.Millisecond) {
		raw, _ := os.ReadFile("/proc/" + m.pid + "/stat") // gone: play says so
		if asleep++; strings.Contains(string(raw), ") R ") {
			asleep = 0
		}
	}
}

// event is something somebody does, as arguments of xdotool.
func (m *monkey) event() []string {
	typed := func(text string) []string { return []string{"type", "--args", "1", "--delay", "0", text} }
	enter := []string{"key", "Return"}
	scan := func(text string) []string { return append(typed(text), enter...) }
	switch n := m.rand.IntN(100); {
	case n < 52:
		return m.touch()
	case n < 58: // a hand with all its fingers, rain on the glass
		return append(m.move(), "click", "--repeat", "8", "--delay", "12", "1")
	case n < 62:
		var palm []string
		for range 6 {
			palm = append(palm, m.touch()...)
		}
		return palm
	case n < 70: // a drag
		drag := append(m.move(), "mousedown", "1")
		for range 4 {
			drag = append(drag, m.move()...)
		}
		return append(drag, "mouseup", "1")
	case n < 80:
		return scan(inventory.ToolID(m.rand.IntN(60) + 1).Code().Payload())
	case n < 84:
		return scan(m.cards[m.rand.IntN(len(m.cards))])
	case n < 86:
		return scan(code.Code{Kind: code.Loan, Number: uint32(m.rand.IntN(30) + 1)}.Payload())
	case n < 88: // two at once
		return append(scan(inventory.ToolID(m.rand.IntN(60)+1).Code().Payload()), scan(m.cards[0])...)
	case n < 89: // cut
		return typed(inventory.ToolID(7).Code().Payload()[:5])
	case n < 90:
		return scan("6901234567892")
	case n == 90 && m.rand.IntN(10) == 0:
		return scan(strings.Repeat("x7", 2048))
	case n < 95:
		return typed(testPIN)
	case n < 97:
		return typed(strconv.Itoa(m.rand.IntN(1000)))
	}
	return []string{"key", []string{"Escape", "BackSpace", "Return", "Tab", "F4", "space"}[m.rand.IntN(6)]}
}

// touch touches a place; xdotool would rest for 100 ms after it.
func (m *monkey) touch() []string { return append(m.move(), "click", "--delay", "0", "1") }

// move goes to a place on the glass; often to where buttons are: the lower third
// and the left edge.
func (m *monkey) move() []string {
	x, y := m.rand.IntN(1280), m.rand.IntN(800)
	if m.rand.IntN(3) == 0 {
		y = 640 + m.rand.IntN(150)
	}
	return []string{"mousemove", strconv.Itoa(x), strconv.Itoa(y)}
}

// answers goes home and scans a tag: the screen answers.
func (m *monkey) answers() {
	m.t.Helper()
	for range 8 {
		m.tool("xdotool", "key", "Escape")
		time.Sleep(atOneTap)
	}
	m.t.Logf("a scan was answered after %v", m.scan(inventory.ToolID(5).Code().Payload()).Round(time.Millisecond))
}

// deeds is how many there were, by the audit.
func (m *monkey) deeds() uint64 {
	m.t.Helper()
	var all inventory.Deeds
	if err := json.Unmarshal([]byte(m.run("verify", "--after", "0")), &all); err != nil {
		m.t.Fatal(err)
	}
	return all.Total
}
