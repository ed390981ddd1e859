package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
	"time"

	"redwrench/inventory/simulate"
)

// TestTablesInAWindow takes tools in from a stick, inspects the one that is
// overdue, and writes the tools back to the stick: also to a full one, and to one
// that was pulled out. Pictures in out/e2e/tables.
func TestTablesInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "unshare", "nsenter")
	s := newStand(t)
	s.into = "tables"
	s.run("demo")
	s.openWithStick()
	s.setPIN()
	s.unlock(testPIN)
	s.takeIn()
	s.press(60, 36) // the desk
	s.inspect()
	table := s.writeOut()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}

	written := filepath.Join(s.dir, "written.csv")
	if err := os.WriteFile(written, table, 0o600); err != nil {
		t.Fatal(err)
	}
	tools := s.table(written)
	if len(tools) != 61+2 || tools.find("name_zh", "测试坏行") != nil {
		t.Errorf("%d tools, want those of a new shop and two more", len(tools))
	}
	if ladder := tools.find("name_zh", "测试梯子"); !strings.HasPrefix(ladder["inspected"], shopDay()) || ladder["status"] != "on shelf" {
		t.Errorf("the ladder that was inspected: %v", ladder)
	}
	s.comesBack(written, tools)
}

// shopDay is the shop's day.
func shopDay() string { return time.Now().In(time.FixedZone("", 8*3600)).Format(time.DateOnly) }

// openWithStick opens the kiosk on a machine with a stick that holds two tables: a
// bad one, and above it a good one. Nobody else sees the stick: it is mounted in a
// namespace of the kiosk's own.
func (s *stand) openWithStick() {
	s.t.Helper()
	own := "-rm"
	if os.Getuid() == 0 {
		own = "-m"
	}
	if out, err := exec.Command("unshare", own, "mount", "-t", "tmpfs", "none", "/media").CombinedOutput(); err != nil {
		s.t.Skipf("nothing can be mounted here: %v: %s", err, out)
	}
	s.kiosk = exec.Command("unshare", own, "sh", "-ec", `mount -t tmpfs none /media
		mkdir "/media/A STICK"; mount -t tmpfs -o size=256k none "/media/A STICK"; exec "$0"`, s.binary)
	s.kiosk.Env, s.kiosk.Stderr = s.env(), &s.log
	if err := s.kiosk.Start(); err != nil {
		s.t.Fatal(err)
	}
	running := s.kiosk.Process
	s.t.Cleanup(func() { _ = running.Kill() })
	s.drawn()
	s.until(1000, 400, func(c [3]byte) bool { return c != ground })
	now := time.Now()
	s.onStick("bad.csv", "名称,类别,价格(元)\n测试锤子,手动工具,12.50\n测试坏行,手动工具,十二元\n", now.Add(-time.Hour))
	long := now.AddDate(0, 0, -200).Format(time.DateOnly) // an inspection of a ladder is good for 180 days
	s.onStick("good.csv", "名称,类别,价格(元),货架,上次检查\n测试锤子,手动工具,12.50,A9,\n测试梯子,登高,260,A9,"+long+"\n", now)
}

// stick is where we see the kiosk's stick.
func (s *stand) stick() string {
	return filepath.Join("/proc", fmt.Sprint(s.kiosk.Process.Pid), "root", "media", "A STICK")
}

func (s *stand) onStick(name, text string, at time.Time) {
	s.t.Helper()
	path := filepath.Join(s.stick(), name)
	if err := errors.Join(os.WriteFile(path, []byte(text), 0o644), os.Chtimes(path, at, at)); err != nil {
		s.t.Fatal(err)
	}
}

// tables goes to the place of tables.
func (s *stand) tables() {
	s.t.Helper()
	s.place(barManage)
	s.press(500, 425)
}

// takeIn looks at the bad table, which is refused whole, and takes in the good one.
func (s *stand) takeIn() {
	s.t.Helper()
	s.tables()
	s.picture("ways")
	s.press(331, 173) // tools
	s.picture("files")
	s.press(500, 253) // bad.csv
	s.said(alertBox)
	s.picture("bad")
	if c := s.at(60, 720); c == red {
		s.t.Error("a table with a bad row can be taken in")
	}
	s.press(60, 36)
	s.press(500, 177) // good.csv
	s.said(greenBox)
	s.picture("sound")
	s.press(100, 689)
	s.picture("pin")
	s.typeText(testPIN)
	s.said(greenBox)
	s.picture("taken")
}

// inspect notes that the ladder, which is due, is safe.
func (s *stand) inspect() {
	s.t.Helper()
	s.hub(tileMaintenance)
	s.picture("due")
	s.press(500, 203)
	s.picture("inspect")
	s.press(358, 320)
	s.said(greenBox)
	s.picture("inspected")
}

// writeOut writes the tools to the stick and returns what is on it. Before, the
// stick is full; afterwards it is pulled out.
func (s *stand) writeOut() []byte {
	s.t.Helper()
	filler, err := os.Create(filepath.Join(s.stick(), "filler"))
	if err != nil {
		s.t.Fatal(err)
	}
	if _, err := io.Copy(filler, endless{}); !errors.Is(err, syscall.ENOSPC) {
		s.t.Fatalf("the stick takes everything: %v", err)
	}
	_ = filler.Close()
	s.tables()
	s.press(331, 276) // write
	s.picture("tables")
	s.press(254, 206) // the tools
	s.press(951, 206) // CSV
	s.picture("places")
	s.press(500, 181) // the stick
	s.said(alertBox)
	s.picture("full")
	if left, err := filepath.Glob(filepath.Join(s.stick(), "*redwrench*")); len(left) != 0 || err != nil {
		s.t.Errorf("left on the full stick: %v", left)
	}
	if err := os.Remove(filler.Name()); err != nil {
		s.t.Fatal(err)
	}
	s.press(500, 250) // again, under the refusal
	s.said(greenBox)
	s.picture("written")
	files, _ := filepath.Glob(filepath.Join(s.stick(), "redwrench-tools-*.csv"))
	if len(files) != 1 {
		s.t.Fatalf("on the stick: %v", files)
	}
	table, err := os.ReadFile(files[0])
	if err != nil {
		s.t.Fatal(err)
	}
	s.press(331, 313)
	s.press(254, 206)
	s.press(951, 206)
	s.tool("nsenter", "-t", fmt.Sprint(s.kiosk.Process.Pid), "-m", "umount", "-l", "/media/A STICK")
	s.press(500, 181)
	s.said(alertBox)
	s.picture("pulled-out")
	s.press(100, 700) // look again
	s.picture("no-stick")
	return table
}

// endless is a file without an end.
type endless struct{}

func (endless) Read(p []byte) (int, error) { return len(p), nil }

// comesBack takes the tools that were written into another shop, where they are
// the same under other numbers.
func (s *stand) comesBack(file string, want table) {
	s.t.Helper()
	other := filepath.Join(s.dir, "other")
	s.run("simulate", "--data", other, "--days", "1")
	there := len(s.exported("tools", "--data", other))
	take := exec.Command(s.binary, "import", "--data", other, "--what", "tools", "--from", file, "--yes", "--pin-stdin")
	take.Env, take.Stdin = s.env(), strings.NewReader(simulate.PIN+"\n")
	if out, err := take.CombinedOutput(); err != nil {
		s.t.Fatalf("%v: %s", err, out)
	}
	got := s.exported("tools", "--data", other)[there:]
	if is, was := got.tools(), want.tools(); !slices.Equal(is, was) {
		s.t.Errorf("came back:\n%s\nwritten:\n%s", strings.Join(is, "\n"), strings.Join(was, "\n"))
	}
}

// tools are the rows of a table of tools without what is only so in one shop.
func (t table) tools() []string {
	var list []string
	for _, row := range t {
		row = maps.Clone(row)
		for _, column := range []string{"code", "status", "added", "gear"} {
			delete(row, column)
		}
		list = append(list, fmt.Sprint(row)) // in the order of the columns' names
	}
	slices.Sort(list)
	return list
}
