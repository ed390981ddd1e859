//go:build linux

package powercut_test

import (
	"bufio"
	"bytes"
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"redwrench/inventory/store/powercut"
)

// TestPowerCuts records a shop's run from its founding on and rebuilds what a
// power cut may have left at each of its moments: each state must open clean and
// hold every deed that was acknowledged before the cut. The same look must
// notice programs with a planted defect.
func TestPowerCuts(t *testing.T) {
	needStrace(t)
	deeds, cuts, most := 100, 6, 200 // of planted ones: a damaged file may keep a look busy until it is stopped
	if tortured() {
		deeds, cuts, most = 300, 24, 4000
	}
	whole := record(t, job{Deeds: deeds})
	t.Run("every state opens clean and holds every acknowledged deed", func(t *testing.T) {
		r := whole.look(t, job{Cuts: cuts})
		t.Log(r)
		for _, why := range r.examples {
			t.Error(why)
		}
		if want := deeds * cuts; r.states < want {
			t.Errorf("%d states, want %d and more", r.states, want)
		}
	})
	for _, defect := range []struct {
		name    string
		log     recording
		without string
	}{
		{"no sync at all", whole, "all"},
		{"no sync before the meta page", whole, "barrier"},
		{"a deed in two transactions", record(t, job{Deeds: 40, Variant: "halved"}), ""},
		{"acknowledged before the commit", record(t, job{Deeds: 40, Variant: "hasty"}), ""},
	} {
		t.Run("planted and noticed: "+defect.name, func(t *testing.T) {
			r := defect.log.look(t, job{Cuts: 3, Without: defect.without, Most: most})
			t.Log(r)
			if r.bad == 0 {
				t.Error("not noticed: this test proves nothing")
			}
		})
	}
}

// recording is a run's log and the folder it was made in.
type recording struct{ log, base string }

// record runs a shop under strace.
func record(t *testing.T, j job) recording {
	t.Helper()
	r := recording{filepath.Join(t.TempDir(), "log"), t.TempDir()}
	j.Do, j.Base, j.Seed = "live", r.base, 1
	// Made before: what is above the data is not the program's.
	cmd := powercut.Strace(r.log, nil, os.Args[0])
	cmd.Env = append(os.Environ(), jobEnv+"="+text(t, j))
	if out, err := cmd.CombinedOutput(); err != nil {
		t.Fatalf("the traced shop: %v\n%s", err, out)
	}
	return r
}

// result is what became of all states of a run.
type result struct {
	states, bad, killed int
	took                time.Duration
	examples            []string
}

func (r result) String() string {
	s := fmt.Sprintf("%d different states in %.1f s (%.0f/s), %d bad (%.0f %%), of them %d killed or stopped the process",
		r.states, r.took.Seconds(), float64(r.states)/r.took.Seconds(), r.bad, 100*float64(r.bad)/float64(max(r.states, 1)), r.killed)
	if len(r.examples) > 0 {
		s += ", such as " + r.examples[0]
	}
	return s
}

// look has children look at all states of a recorded run. A state that kills a
// child counts as bad, and another child goes on after it.
func (rec recording) look(t *testing.T, j job) result {
	t.Helper()
	const children = 2
	j.Do, j.Log, j.LogBase, j.Of, j.Seed = "look", rec.log, rec.base, children, 7
	var mu sync.Mutex
	var all result
	start := time.Now()
	var wait sync.WaitGroup
	for part := range children {
		j := j
		j.Part, j.Base = part, filepath.Join(memory(t), "state")
		wait.Go(func() {
			for {
				one, next := j.child(t)
				mu.Lock()
				all.states += one.states
				all.bad += one.bad
				all.killed += one.killed
				all.examples = append(all.examples, one.examples...)
				mu.Unlock()
				if next == 0 {
					return
				}
				j.From = next
			}
		})
	}
	wait.Wait()
	all.took = time.Since(start)
	return all
}

// hang is how long one state may take; of planted ones many take for ever.
func (j job) hang() time.Duration {
	if j.Most > 0 {
		return 2 * time.Second
	}
	return time.Minute
}

// child runs one child until it is done, and returns 0; or until a state kills
// it, and returns the number after that state's.
func (j job) child(t *testing.T) (r result, next int) {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), jobEnv+"="+text(t, j))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Error(err)
		return r, 0
	}
	if err := cmd.Start(); err != nil {
		t.Error(err)
		return r, 0
	}
	watchdog := time.AfterFunc(j.hang()+30*time.Second, func() { _ = cmd.Process.Kill() })
	defer watchdog.Stop()
	last := -1
	lines := bufio.NewScanner(out)
	lines.Buffer(nil, 16<<20)
	for lines.Scan() {
		watchdog.Reset(j.hang())
		number, verdict, _ := strings.Cut(lines.Text(), " ")
		if _, err := fmt.Sscan(number, &last); err != nil {
			t.Errorf("a child said %q", lines.Text())
			continue
		}
		if verdict == "began" {
			continue
		}
		r.states++
		if verdict != "ok" {
			r.bad++
			if len(r.examples) < 3 {
				r.examples = append(r.examples, fmt.Sprintf("state %d: %.300s", last, verdict))
			}
		}
	}
	err = cmd.Wait()
	if err == nil {
		return r, 0
	}
	if last < 0 {
		t.Errorf("a child does not begin: %v: %.300s", err, &complaint)
		return r, 0
	}
	r.states++
	r.bad++
	r.killed++
	r.examples = append(r.examples, fmt.Sprintf("state %d: %v: %.300s", last, err, &complaint))
	return r, last + 1
}

// memory is a folder that needs no disk, where there is one.
func memory(t *testing.T) string {
	dir, err := os.MkdirTemp("/dev/shm", "powercut-*")
	if err != nil {
		return t.TempDir()
	}
	t.Cleanup(func() { _ = os.RemoveAll(dir) })
	return dir
}

func text(t *testing.T, j job) string {
	t.Helper()
	raw, err := json.Marshal(j)
	if err != nil {
		t.Error(err)
	}
	return string(raw)
}

func needStrace(t *testing.T) {
	t.Helper()
	if raced {
		t.Skip("what is tried here are child processes, in which the race detector finds nothing: make test runs it without")
	}
	if _, err := exec.LookPath("strace"); err != nil {
		t.Skip("strace is not installed: run `make test`, which installs it")
	}
	if out, err := exec.Command("strace", "-o", os.DevNull, "true").CombinedOutput(); err != nil {
		t.Skipf("strace may not trace here: %s", out)
	}
}

// tortured says that the long campaigns are wanted: make torture.
func tortured() bool { return os.Getenv("REDWRENCH_TORTURE") != "" }
