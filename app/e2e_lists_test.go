package main

import (
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"
)

// simulatedPIN is the manager's of a simulated shop.
const simulatedPIN = "271828"

// lateShop simulates shops until one has a tool out that was due before today:
// it depends on the hour.
func (s *stand) lateShop() {
	s.t.Helper()
	today := time.Now().In(time.FixedZone("", 8*3600)).Format(time.DateOnly)
	for seed := range 50 {
		s.run("simulate", "--days", "30", "--seed", strconv.Itoa(seed))
		for _, r := range s.exported("loans") {
			if r["resident"] != "" && r["due"] < today && r["back"] == "" && r["lost"] == "" && r["undone"] == "" {
				return
			}
		}
		if err := os.RemoveAll(filepath.Join(s.dir, "data", "redwrench")); err != nil {
			s.t.Fatal(err)
		}
	}
	s.t.Fatal("nobody is ever late")
}

// TestListsInAWindow looks at the day's figures of a shop that has been busy for a
// month, calls one of those who are late, prints a reminder and a list, and writes
// the list to a file.
func TestListsInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext")
	s := newStand(t)
	s.lateShop()
	s.open()
	look := func(name string, x, y int) {
		t.Helper()
		before := s.screen()
		s.tap(x, y)
		s.changed(before)
		time.Sleep(time.Second)
		s.picture(name)
	}
	s.tap(950, 300) // return a tool
	time.Sleep(time.Second)
	s.picture("lists-unlock")
	s.typeText(simulatedPIN)
	s.until(10, 600, func(c [3]byte) bool { return c == ink }) // the desk's bar
	look("lists-today", 116, 228)
	look("lists-late", 1130, 180)
	look("lists-sorted", 930, 165)
	look("lists-one", 500, 260)
	look("lists-phone", 680, 360)
	look("lists-promise", 380, 430)
	look("lists-promised", 680, 200)
	printed := s.slips()
	look("lists-reminded", 1078, 470)
	if text := s.text(s.newSlip(printed)); !strings.Contains(text, "催还单") || !strings.Contains(text, "已过") {
		t.Errorf("the reminder:\n%s", text)
	}
	look("lists-back", 1160, 196)
	look("lists-print", 802, 122)
	sheets := s.papers("sheets")
	look("lists-printed", 436, 247)
	if text := s.text(s.newPaper("sheets", sheets)); !strings.Contains(text, "逾期未还") || !strings.Contains(text, "2次") {
		t.Errorf("the list:\n%s", text)
	}
	look("lists-format", 966, 122)
	look("lists-place", 436, 247)
	look("lists-written", 700, 247) // this machine, also beside a stick
	if files, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "*", "redwrench-overdue-*.xlsx")); len(files) != 1 {
		t.Errorf("written: %v", files)
	}
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
}
