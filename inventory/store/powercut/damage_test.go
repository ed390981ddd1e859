//go:build linux

package powercut_test

import (
	"bufio"
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"
)

// TestDamagedRecords damages copies of a shop's records at random. Each is named
// by the examination, or does no harm: nothing is handed on that was not put
// in. An examination that dies of the file, or does not end, is stopped by who
// started it, and the records are refused.
func TestDamagedRecords(t *testing.T) {
	copies := 180
	if tortured() {
		copies = 18_000
	}
	template := foundedShop(t)
	older := filepath.Join(t.TempDir(), "older.db")
	raw, err := os.ReadFile(filepath.Join(string(template), "shop", "shop.db"))
	if err == nil {
		err = os.WriteFile(older, raw, 0o600)
	}
	if err != nil {
		t.Fatal(err)
	}
	out, err := job{Do: "go on", Base: string(template), Deeds: 200, Seed: 5}.command(t).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "end ok") {
		t.Fatalf("%v: %s", err, out)
	}
	const children = 2
	sums := make([]damages, children)
	var wait sync.WaitGroup
	start := time.Now()
	for part := range children {
		j := job{Do: "damage", Base: filepath.Join(memory(t), "base"), Template: string(template), Old: older, Seed: 11, Part: part, Of: children, Most: copies}
		sums[part] = damages{}
		wait.Go(func() { sums[part].campaign(t, j) })
	}
	wait.Wait()
	all := damages{}
	for _, s := range sums {
		for k, n := range s {
			all[k] += n
		}
	}
	looked := 0
	for _, kind := range kinds {
		line := kind.name + ":"
		for _, v := range []string{"named", "same", "died", "stopped", "bad"} {
			line += fmt.Sprintf(" %d %s", all[key{kind.name, v}], v)
			looked += all[key{kind.name, v}]
		}
		t.Log(line)
	}
	t.Logf("%d damaged files in %.0f s", looked, time.Since(start).Seconds())
	if looked != copies {
		t.Errorf("%d looked at, want %d", looked, copies)
	}
}

// damages counts verdicts by kind of damage.
type damages map[key]int

type key struct{ kind, verdict string }

// campaign has one child after the other examine its share of the copies.
func (d damages) campaign(t *testing.T, j job) {
	for {
		last, ended, stopped := d.child(t, j)
		if ended {
			return
		}
		verdict := "died"
		if stopped {
			verdict = "stopped"
		}
		d[key{kinds[last%len(kinds)].name, verdict}]++
		j.From = last + 1
	}
}

// child runs one child to its end, or until a copy kills or holds it up.
func (d damages) child(t *testing.T, j job) (last int, ended, stopped bool) {
	cmd := j.command(t)
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.StdoutPipe()
	if err == nil {
		err = cmd.Start()
	}
	if err != nil {
		t.Error(err)
		return 0, true, false
	}
	const patience = 5 * time.Second
	watchdog := time.AfterFunc(time.Minute, func() { _ = cmd.Process.Kill() })
	defer watchdog.Stop()
	last = -1
	said := "" // the verdict on the last copy
	lines := bufio.NewScanner(out)
	for lines.Scan() {
		watchdog.Reset(patience)
		number, verdict, _ := strings.Cut(lines.Text(), " ")
		if _, err := fmt.Sscan(number, &last); err != nil {
			t.Errorf("a child said %q", lines.Text())
			continue
		}
		word, _, _ := strings.Cut(verdict, " ")
		if word == "began" {
			said = ""
			continue
		}
		word = strings.TrimSuffix(word, ":")
		said = word
		d[key{kinds[last%len(kinds)].name, word}]++
		if word == "bad" {
			t.Errorf("copy %d, %s: %s", last, kinds[last%len(kinds)].name, verdict)
		}
	}
	err = cmd.Wait()
	if err == nil {
		return last, true, false
	}
	if last < 0 {
		t.Errorf("a child does not begin: %v: %s", err, &complaint)
		return 0, true, false
	}
	if said != "" { // it died of that copy all the same, only later
		d[key{kinds[last%len(kinds)].name, said}]--
		t.Logf("after copy %d was %s: %v: %.2000s", last, said, err, &complaint)
	}
	return last, false, strings.Contains(err.Error(), "killed")
}
