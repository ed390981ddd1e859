//go:build linux

package powercut_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/simulate/simtest"
	"redwrench/inventory/store/powercut"
)

// TestAFailingDisk lets each write, sync and growth of a run fail once. What was
// said to be done is there; what was said to have failed is not; where nobody
// can know the shop says so, and writes nothing more until it starts anew.
func TestAFailingDisk(t *testing.T) {
	needStrace(t)
	template := foundedShop(t)
	deeds, step := 12, 7
	if tortured() {
		deeds, step = 25, 1
	}
	for _, f := range []struct {
		call, errno string
	}{
		{"fdatasync", "EIO"}, {"fdatasync", "ENOSPC"}, {"pwrite64", "EIO"}, {"pwrite64", "ENOSPC"}, {"ftruncate", "EIO"}, {"ftruncate", "ENOSPC"}, {"fsync", "EIO"},
	} {
		t.Run(f.call+" fails with "+f.errno, func(t *testing.T) {
			var sum faults
			for n := 1; ; n += step {
				one := template.suffer(t, f.call, f.errno, n, deeds)
				if !one.hit {
					break
				}
				sum.add(one)
			}
			t.Log(sum)
			if sum.points == 0 {
				t.Errorf("%s never failed: that tried nothing", f.call)
			}
			if f.errno == "EIO" && sum.unknown == 0 || f.call == "pwrite64" && f.errno == "ENOSPC" && sum.full == 0 {
				t.Error("nothing was noticed")
			}
		})
	}
}

// faults counts what became of a kind of failure.
type faults struct{ points, unknown, full, acked, kept int }

func (s *faults) add(one fault) {
	s.points++
	s.acked += one.acked
	s.kept += one.kept - one.acked
	if strings.HasPrefix(one.end, "unknown") {
		s.unknown++
	}
	s.full += one.full
}

func (s faults) String() string {
	return fmt.Sprintf("%d points, %d deeds acknowledged; %d ends unknown (%d of these deeds had been done), %d refused for want of room", s.points, s.acked, s.unknown, s.kept, s.full)
}

// fault is one run with a failure.
type fault struct {
	hit               bool
	end               string
	acked, kept, full int
}

// shopAt is a folder with a shop and its key.
type shopAt string

// foundedShop makes one, with a manager and a little past.
func foundedShop(t *testing.T) shopAt {
	t.Helper()
	base := t.TempDir()
	out, err := job{Do: "go on", Base: base, Deeds: 30, Seed: 1}.command(t).CombinedOutput()
	if err != nil || !strings.Contains(string(out), "end ok") {
		t.Fatalf("%v: %s", err, out)
	}
	return shopAt(base)
}

func (j job) command(t *testing.T) *exec.Cmd {
	cmd := exec.Command(os.Args[0])
	cmd.Env = append(os.Environ(), jobEnv+"="+text(t, j))
	return cmd
}

// suffer goes on in a copy of the shop while call fails the n-th time, and
// compares.
func (s shopAt) suffer(t *testing.T, call, errno string, n, deeds int) (f fault) {
	t.Helper()
	base, log := filepath.Join(memory(t), "base"), filepath.Join(memory(t), "log")
	if err := os.CopyFS(base, os.DirFS(string(s))); err != nil {
		t.Fatal(err)
	}
	before := audited(t, base)
	j := job{Do: "go on", Base: base, Deeds: deeds, Seed: 2}
	only := filepath.Join(base, "shop", "shop.db")
	cmd := powercut.Strace(log, []string{"-P", only, "-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, errno, n)}, os.Args[0])
	cmd.Env = append(os.Environ(), jobEnv+"="+text(t, j))
	var complaint bytes.Buffer
	cmd.Stderr = &complaint
	out, err := cmd.Output()
	raw, rerr := os.ReadFile(log)
	if rerr != nil {
		t.Fatal(rerr)
	}
	at := bytes.Index(raw, []byte("(INJECTED)"))
	if f.hit = at >= 0; !f.hit {
		return f
	}
	what := fmt.Sprintf("%s number %d failed with %s", call, n, errno)
	f.read(string(out))
	if err != nil && f.acked > 0 {
		t.Errorf("%s: %v: %s", what, err, &complaint)
	}
	f.kept = audited(t, base) - before
	if f.end == "unknown" && bytes.Contains(raw[at:], []byte("pwrite64(")) {
		t.Errorf("%s: written to after that:\n%s", what, writes.Find(raw[at:]))
	}
	switch {
	case f.kept < f.acked:
		t.Errorf("%s: %d deeds acknowledged, %d found", what, f.acked, f.kept)
	case f.kept > f.acked && f.end != "unknown", f.kept > f.acked+1:
		t.Errorf("%s: %d deeds acknowledged, then %q, and %d found", what, f.acked, f.end, f.kept)
	case f.end == "" && err == nil, f.end != "" && f.end != "ok" && f.end != "unknown":
		t.Errorf("%s: the end: %q", what, f.end)
	}
	return f
}

var writes = regexp.MustCompile(`(?m)^.*pwrite64\(\d+`)

// read reads what a child said.
func (f *fault) read(out string) {
	for line := range strings.Lines(out) {
		line = strings.TrimSpace(line)
		if end, ok := strings.CutPrefix(line, "end "); ok {
			f.end = end
		}
		if strings.HasPrefix(line, "full") {
			f.full++
		}
	}
	f.acked = deedsIn(out)
}

// deedsIn counts the deeds of what a child said; a loan of several tools has a
// line each.
func deedsIn(out string) int { return len(simtest.Acks(out)) }

// audited opens a shop, looks whether all is well, and counts the audit's
// entries: a loan of several tools as many.
func audited(t *testing.T, base string) int {
	t.Helper()
	t.Setenv("XDG_CONFIG_HOME", filepath.Join(base, "config"))
	j := job{Base: base}
	f, err := j.open(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	defer func() {
		if err := f.Close(); err != nil {
			t.Error(err)
		}
	}()
	if f.Created {
		t.Fatal("a new shop in place of the old one")
	}
	if err := f.Verify(t.Context()); err != nil {
		t.Error(err)
	}
	d, err := inventory.Open(t.Context(), f.Store, f.Keys, later)
	if err != nil {
		t.Fatal(err)
	}
	if faults, err := d.Check(t.Context()); err != nil || len(faults) > 0 {
		t.Errorf("check: %v %q", err, faults)
	}
	count := 0
	for after := uint64(0); ; {
		page, err := d.EntriesAfter(t.Context(), after, 1000)
		if err != nil {
			t.Fatal(err)
		}
		for _, e := range page {
			after = e.Seq
			switch e.Deed {
			case "lapse": // nobody did it
			case "lend": // resident, then loan and tool
				count += len(e.Subjects) / 2
			default:
				count++
			}
		}
		if len(page) < 1000 {
			return count
		}
	}
}

// TestAFailingDiskWhileTheShopIsMade lets each call of a founding fail once: the
// next start finds the whole shop or makes one.
func TestAFailingDiskWhileTheShopIsMade(t *testing.T) {
	needStrace(t)
	points := 0
	for _, call := range []string{"fsync", "fdatasync", "pwrite64", "write", "ftruncate", "linkat", "mkdirat", "unlinkat"} {
		for _, errno := range []string{"EIO", "ENOSPC"} {
			for n := 1; ; n++ {
				base, log := filepath.Join(memory(t), "base"), filepath.Join(memory(t), "log")
				if err := os.MkdirAll(base, 0o700); err != nil {
					t.Fatal(err)
				}
				cmd := powercut.Strace(log, []string{"-e", fmt.Sprintf("inject=%s:error=%s:when=%d", call, errno, n)}, os.Args[0])
				cmd.Env = append(os.Environ(), jobEnv+"="+text(t, job{Do: "found", Base: base}))
				out, err := cmd.Output()
				raw, rerr := os.ReadFile(log)
				if rerr != nil {
					t.Fatal(rerr)
				}
				if !bytes.Contains(raw, []byte("(INJECTED)")) {
					break
				}
				points++
				said := strings.Contains(string(out), "ack founded")
				again, err2 := job{Do: "found", Base: base}.command(t).CombinedOutput()
				if err2 != nil {
					t.Errorf("%s number %d failed with %s (said founded: %t, %v); the next start: %v %s", call, n, errno, said, err, err2, again)
				}
				audited(t, base)
			}
		}
	}
	t.Logf("%d points", points)
	if points < 20 {
		t.Errorf("only %d points", points)
	}
}

// TestDiskFullAtEverySize lets the file find no room again and again, each time
// a page later: each deed is refused or done, and it goes on when there is room.
func TestDiskFullAtEverySize(t *testing.T) {
	template := foundedShop(t)
	base := filepath.Join(memory(t), "base")
	if err := os.CopyFS(base, os.DirFS(string(template))); err != nil {
		t.Fatal(err)
	}
	before := audited(t, base)
	deeds := 150
	if tortured() {
		deeds = 3000
	}
	out, err := job{Do: "go on", Base: base, Deeds: deeds, Seed: 3, Room: 1}.command(t).CombinedOutput()
	if err != nil {
		t.Fatalf("%v: %s", err, out)
	}
	var f fault
	f.read(string(out))
	f.kept = audited(t, base) - before
	t.Logf("%d deeds, %d times no room", f.acked, f.full)
	if f.kept != f.acked || f.end != "ok" {
		t.Errorf("%d deeds acknowledged, %d found, end %q", f.acked, f.kept, f.end)
	}
	if f.full < 10 {
		t.Errorf("only %d times no room", f.full)
	}
}
