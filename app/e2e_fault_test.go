package main

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestFaultsInAWindow does to a shop in a real window what happens to shops: a
// crash, a full disk, a damaged file, a file cut short under the running program.
// Each time the way back is the one a person would go. Pictures in out/e2e.
func TestFaultsInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "prlimit", "pgrep")
	s := newStand(t)
	s.steps = 50
	card := residentCards(t, s.run("demo"))[0]
	s.open()
	s.setPIN()
	s.home()
	s.close() // with a backup
	if got := len(s.backups()); got != 1 {
		t.Fatalf("%d backups after closing, want 1", got)
	}

	s.open()
	s.crash()
	s.hang()
	s.fullDisk(card, inventory.ToolID(1).Code().Payload())
	s.power()
	s.damage()
	s.openFaulty("damaged")
	s.tap(880, 36)
	s.picture("damaged-bo")
	s.tap(978, 36)
	s.picture("damaged-en")
	s.tap(560, 730)
	s.picture("damaged-list")
	s.tap(100, 36) // back
	s.restoreOnScreen()

	s.cutShort(inventory.ToolID(2).Code().Payload())
	s.restoreOnScreen()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	kept, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "shop.db.before-*"))
	if len(kept) != 2 {
		t.Errorf("kept: %v, want both damaged files", kept)
	}
}

func (s *stand) db() string { return filepath.Join(s.dir, "data", "redwrench", "shop.db") }

func (s *stand) backups() []string {
	all, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "backups", "*.json"))
	return all
}

// child is the process that has the window: the kiosk under its supervisor.
func (s *stand) child() string {
	s.t.Helper()
	return strings.TrimSpace(string(s.tool("pgrep", "-P", fmt.Sprint(s.kiosk.Process.Pid))))
}

// home waits until the home screen is shown.
func (s *stand) home() {
	s.t.Helper()
	s.until(1000, 300, func(c [3]byte) bool { return c == blue })
}

// crash kills the kiosk's process: it is back at home soon.
func (s *stand) crash() {
	s.t.Helper()
	s.tool("kill", "-9", s.child())
	began := time.Now()
	s.until(1000, 300, func(c [3]byte) bool { return c != blue })
	s.home()
	took := time.Since(began)
	s.t.Logf("home %v after a crash", took.Round(10*time.Millisecond))
	if took > 10*time.Second { // 3 s on a machine that does nothing else
		s.t.Error("that is too long")
	}
	time.Sleep(atOneTap)
}

// hang stops the kiosk's process as if its window had hung: it is back at home
// once its silence was noticed.
func (s *stand) hang() {
	s.t.Helper()
	hung := s.child()
	s.tool("kill", "-STOP", hung)
	began := time.Now()
	for { // none for a moment, then another one
		now, err := exec.Command("pgrep", "-P", fmt.Sprint(s.kiosk.Process.Pid)).Output()
		if err == nil && strings.TrimSpace(string(now)) != hung {
			break
		}
		if time.Since(began) > stuckAfter+dumpWithin+patiently {
			s.t.Fatalf("a kiosk that hangs is left alone; the log:\n%s", s.log.String())
		}
		time.Sleep(100 * time.Millisecond)
	}
	s.home()
	s.t.Logf("home %v after it hung", time.Since(began).Round(10*time.Millisecond))
	time.Sleep(atOneTap)
}

// fullDisk lends while nothing can be written, and again when there is room.
func (s *stand) fullDisk(card, tag string) {
	s.t.Helper()
	child := s.child()
	s.scan(tag)
	s.scan(card)
	s.tool("prlimit", "--pid", child, "--fsize=4096:")
	s.tap(confirmX, confirmY)
	s.until(60, confirmY, func(c [3]byte) bool { return c == red }) // refused: it may be tried again
	s.picture("disk-full")
	if out, err := exec.Command("prlimit", "--pid", child, "--fsize=unlimited:").CombinedOutput(); err != nil {
		s.t.Fatalf("prlimit: %v: %s", err, out)
	}
	before := s.slips()
	s.tap(confirmX, confirmY)
	s.newSlip(before) // so the loan is kept
	s.picture("disk-has-room")
}

// power is a power cut: nobody is told.
func (s *stand) power() {
	s.t.Helper()
	child := s.child()
	if err := s.kiosk.Process.Kill(); err != nil {
		s.t.Fatal(err)
	}
	_ = s.kiosk.Wait()
	for began := time.Now(); exec.Command("kill", "-0", child).Run() == nil; time.Sleep(10 * time.Millisecond) {
		if time.Since(began) > patiently {
			s.t.Fatal("the kiosk lives on without its supervisor")
		}
	}
}

// damage changes a letter in the records.
func (s *stand) damage() {
	s.t.Helper()
	raw, err := os.ReadFile(s.db())
	if err != nil {
		s.t.Fatal(err)
	}
	if err := os.WriteFile(s.db(), bytes.ReplaceAll(raw, []byte("Claw hammer"), []byte("Claw hammes")), 0o600); err != nil {
		s.t.Fatal(err)
	}
}

// openFaulty starts the kiosk of a shop that cannot open and waits for the offer.
func (s *stand) openFaulty(name string) {
	s.t.Helper()
	s.kiosk = exec.Command(s.binary)
	s.kiosk.Env, s.kiosk.Stderr = s.env(), &s.log
	if err := s.kiosk.Start(); err != nil {
		s.t.Fatal(err)
	}
	running := s.kiosk.Process
	s.t.Cleanup(func() { _ = running.Kill() })
	s.offered(name)
}

// offered waits for the button that restores a backup.
func (s *stand) offered(name string) {
	s.t.Helper()
	s.until(60, 730, func(c [3]byte) bool { return c == red })
	time.Sleep(atOneTap)
	s.picture(name)
}

// restoreOnScreen takes the backup that is offered, as a manager does.
func (s *stand) restoreOnScreen() {
	s.t.Helper()
	s.tap(200, 730)
	s.picture("restore-pin")
	began := time.Now()
	s.typeText(testPIN)
	s.home()
	s.t.Logf("home %v after the PIN", time.Since(began).Round(10*time.Millisecond))
	time.Sleep(atOneTap)
	s.picture("restored")
}

// cutShort cuts the file under the running kiosk. The next scan says so, and the
// program starts again and offers the backup.
func (s *stand) cutShort(tag string) {
	s.t.Helper()
	if err := os.Truncate(s.db(), 4096); err != nil {
		s.t.Fatal(err)
	}
	s.types(tag)
	s.until(1000, 600, func(c [3]byte) bool { return c == ground })
	time.Sleep(atOneTap)
	s.picture("fault-running")
	s.offered("fault-offered")
}
