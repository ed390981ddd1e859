package main

import (
	"bytes"
	"errors"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestPracticeInAWindow goes from the manager's place into the shop for practice,
// lends a tool there, and comes back: nothing of it is in the real shop, and
// nothing came out of its printers. Pictures in out/e2e/practice.
func TestPracticeInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext", "pgrep")
	s := newStand(t)
	s.into = "practice"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	s.unlock(testPIN)
	s.place(barManage)
	s.press(1005, 425)
	s.picture("begin")
	real := s.printed()
	s.tap(243, 273)
	banded := func(c [3]byte) bool { return c == amberBox }
	s.until(100, 17, banded)
	s.home()
	s.picture("home")
	dir := s.practiceDir()
	records, err := os.ReadFile(s.db())
	if err != nil {
		t.Fatal(err)
	}

	slips := func() []string {
		list, _ := filepath.Glob(filepath.Join(dir, "slips", "*.pdf"))
		return list
	}
	s.scan(inventory.ToolID(10).Code().Payload())
	s.scan(cards[0]) // the first invented person is here too
	s.until(60, confirmY, func(c [3]byte) bool { return c == red })
	s.picture("confirm")
	before := slips()
	s.tap(confirmX, confirmY)
	for began := time.Now(); len(slips()) == len(before); time.Sleep(glance) {
		if time.Since(began) > patiently {
			t.Fatalf("no slip for practice; the log:\n%s", s.log.String())
		}
	}
	s.picture("lent")
	if text := s.text(slips()[len(before)]); !strings.Contains(text, inventory.ToolID(10).Code().Human()) {
		t.Errorf("the slip for practice says\n%s", text)
	}
	s.until(100, 17, banded)

	s.tool("xdotool", "key", "Escape")
	s.home()
	s.press(1170, 150)
	s.typeText(practicePIN)
	s.until(60, 697, func(c [3]byte) bool { return c == ink })
	s.settled()
	s.press(116, 667) // the manager's place
	s.press(1005, 455)
	s.picture("end")
	if now, err := os.ReadFile(s.db()); err != nil || !bytes.Equal(now, records) {
		t.Errorf("the real records are not what they were: %v", err)
	}
	s.tap(243, 262)
	s.until(100, 17, func(c [3]byte) bool { return c == card }) // the header of the real shop
	s.home()
	s.picture("back")
	if _, err := os.Stat(dir); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the shop for practice is still there: %v", err)
	}
	if now := s.printed(); now != real {
		t.Errorf("%d papers in the real printers' folders, %d before", now, real)
	}
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	if loans := s.exported("loans"); len(loans) != 0 {
		t.Errorf("the real shop knows of loans: %v", loans)
	}
}

// printed is how many papers lie in the folders of the real printers.
func (s *stand) printed() int {
	papers, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "*", "*.pdf"))
	return len(papers)
}

// practiceDir is the folder of the shop for practice that is open.
func (s *stand) practiceDir() string {
	s.t.Helper()
	env, err := os.ReadFile(filepath.Join("/proc", s.child(), "environ"))
	if err != nil {
		s.t.Fatal(err)
	}
	for _, v := range strings.Split(string(env), "\x00") {
		if dir, is := strings.CutPrefix(v, practiceDir+"="); is {
			return dir
		}
	}
	s.t.Fatal("what is open is not the shop for practice")
	return ""
}
