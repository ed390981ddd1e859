//go:build unix

package main

import (
	"bytes"
	"cmp"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory/simulate/simtest"
)

// TestKilledAtAnyMoment kills a shop that is being used, again and again, and
// compares what it said was on disk with what is. A kill cannot see a missing
// sync (package powercut does); it sees what the process still had in its hands.
func TestKilledAtAnyMoment(t *testing.T) {
	if raced {
		t.Skip("other processes: runs without the race detector")
	}
	t.Setenv("XDG_CONFIG_HOME", t.TempDir())
	kills, fresh := 60, 15
	if tortured() {
		kills, fresh = 500, 100
	}
	t.Run("nothing acknowledged is lost and nothing is lent twice", func(t *testing.T) {
		k := &killing{dir: filepath.Join(t.TempDir(), "shop"), which: asBuilt, rng: rand.New(rand.NewPCG(1, 1))}
		for n := range kills {
			k.kill(t, n)
			k.look(t)
		}
		t.Logf("%d kills, %d lines acknowledged, %d deeds in the audit, %d acknowledged and missing, %d lent twice", kills, k.lines, k.deeds, len(k.lost), len(k.twice))
		for _, fault := range slices.Concat(k.lost, k.twice, k.faults) {
			t.Error(fault)
		}
		if k.lines < kills {
			t.Errorf("%d kills and %d lines: that tried nothing", kills, k.lines)
		}
	})
	t.Run("a shop that is killed while it is made is whole or none", func(t *testing.T) {
		rng := rand.New(rand.NewPCG(2, 2))
		none := 0
		first := &killing{dir: filepath.Join(t.TempDir(), "shop"), which: asBuilt, rng: rng}
		start := time.Now()
		first.kill(t, 0)
		founding := time.Since(start) // up to its first deed, on this machine now
		for n := range fresh {
			k := &killing{dir: filepath.Join(t.TempDir(), "shop"), which: asBuilt, rng: rng, early: founding}
			k.kill(t, n)
			if _, err := os.Stat(filepath.Join(k.dir, "shop.db")); err != nil {
				none++
				if out, err := runIn(t, "simulate", "--data", k.dir, "--days", "1"); err != nil {
					t.Errorf("the next start: %v %s", err, out)
				}
			}
			k.look(t)
			for _, fault := range slices.Concat(k.lost, k.twice, k.faults) {
				t.Error(fault)
			}
		}
		t.Logf("%d shops killed young, %d of them before there was one", fresh, none)
	})
	t.Run("a program that acknowledges before the commit is caught", func(t *testing.T) {
		k := &killing{dir: filepath.Join(t.TempDir(), "shop"), which: hasty, rng: rand.New(rand.NewPCG(3, 3))}
		for n := range 10 {
			k.kill(t, n)
			k.look(t)
		}
		t.Logf("10 kills, %d lines, %d acknowledged and missing", k.lines, len(k.lost))
		if len(k.lost) == 0 {
			t.Error("not caught: this test proves nothing")
		}
	})
}

// killing is a folder whose program is killed again and again.
type killing struct {
	dir   string
	which string
	rng   *rand.Rand
	early time.Duration // kill while the shop is being made, within this time

	acked               map[string]int // "loan L…" -> how often
	lines, deeds        int
	lost, twice, faults []string
}

// kill runs the program for a random while and kills it.
func (k *killing) kill(t *testing.T, n int) {
	t.Helper()
	var out, complaint bytes.Buffer
	begun := make(chan struct{})
	cmd := child(k.which, "simulate", "--data", k.dir, "--days", "3000", "--seed", fmt.Sprint(n), "--clients", fmt.Sprint(1+n%3))
	cmd.Stdout = &firstLine{to: &out, begun: begun}
	cmd.Stderr = &complaint
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	within := 120 * time.Millisecond
	if within = max(within, k.early); k.early == 0 {
		select {
		case <-begun:
		case <-time.After(30 * time.Second):
			_ = cmd.Process.Kill()
			_ = cmd.Wait()
			t.Fatalf("no deed in 30 s: %s", &complaint)
		}
	}
	moment := k.rng.Float64()
	if k.early > 0 { // a shop is soon there; its manager's PIN takes longer
		moment *= moment * moment
	}
	time.Sleep(time.Duration(moment * float64(within)))
	_ = cmd.Process.Kill()
	if err := cmd.Wait(); err == nil || err.Error() != "signal: killed" {
		t.Fatalf("not killed but %v: %s", err, &complaint)
	}
	if k.acked == nil {
		k.acked = map[string]int{}
	}
	for _, ack := range simtest.Acks(out.String()) {
		k.acked[ack]++
		k.lines++
	}
}

// firstLine passes on and says when something has come.
type firstLine struct {
	to    *bytes.Buffer
	begun chan struct{}
	some  bool
}

func (f *firstLine) Write(p []byte) (int, error) {
	if !f.some {
		f.some = true
		close(f.begun)
	}
	return f.to.Write(p)
}

// look checks the folder and compares its exports with what was acknowledged.
func (k *killing) look(t *testing.T) {
	t.Helper()
	if out, err := runIn(t, "check", "--data", k.dir); err != nil {
		k.faults = append(k.faults, fmt.Sprintf("check: %v: %s", err, out))
		return
	}
	loans, audit := exported(t, k.dir, "loans"), exported(t, k.dir, "audit")
	k.deeds = len(audit)
	k.lost = once(k.lost, missing(k.acked, audit), gone(k.acked, loans, exported(t, k.dir, "residents"), exported(t, k.dir, "holds"), exported(t, k.dir, "reservations")))
	k.twice = once(k.twice, lentTwice(loans))
}

// once is what stands in the lists, once.
func once(lists ...[]string) []string {
	all := slices.Concat(lists...)
	slices.Sort(all)
	return slices.Compact(all)
}

// missing are the acknowledged deeds the audit does not know.
func missing(acked map[string]int, audit []map[string]string) []string {
	known := map[string]int{}
	for _, e := range audit {
		for _, code := range append(strings.Fields(e["subjects"]), e["who"]) {
			known[e["deed"]+" "+code]++
		}
	}
	var lost []string
	for ack, times := range acked {
		what, code, deed := simtest.Deed(ack)
		if deed == "" {
			lost = append(lost, "no word of the audit for: "+what)
		}
		if simtest.Idle[what] {
			times = 1
		}
		if n := known[deed+" "+code]; n < times {
			lost = append(lost, fmt.Sprintf("%s acknowledged %d times, in the audit %d", ack, times, n))
		}
	}
	return lost
}

// gone are the acknowledged records that the exports do not show, and the
// returned tools that they show as out, whatever the audit says.
func gone(acked map[string]int, loans []map[string]string, others ...[]map[string]string) []string {
	back, there := map[string]string{}, map[string]bool{}
	for _, table := range append(others, loans) {
		for _, row := range table {
			there[row["code"]] = true
		}
	}
	for _, l := range loans {
		back[l["code"]] = l["back"]
	}
	kept := []string{"loan", "return", "renew", "resident", "hold", "reservation"}
	var lost []string
	for ack := range acked {
		switch what, code, _ := strings.Cut(ack, " "); {
		case slices.Contains(kept, what) && !there[code]:
			lost = append(lost, ack+" is not in the export")
		case what == "return" && back[code] == "":
			lost = append(lost, ack+" is still out")
		}
	}
	return lost
}

// lentTwice are the loans that began while their tool was out on another.
func lentTwice(loans []map[string]string) []string {
	of := map[string][]map[string]string{}
	for _, l := range loans {
		of[l["tool"]] = append(of[l["tool"]], l)
	}
	var twice []string
	for tool, list := range of {
		slices.SortFunc(list, func(a, b map[string]string) int { return cmp.Compare(a["code"], b["code"]) })
		for i := range list[1:] {
			if before, next := list[i], list[i+1]; before["back"] == "" || before["back"] > next["out"] {
				twice = append(twice, fmt.Sprintf("tool %s: lent on %s while out on %s", tool, next["code"], before["code"]))
			}
		}
	}
	return twice
}
