package main

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestReturnsInAWindow takes tools back one after the other in the real program in a
// real window, each with a scan and a touch: good, damaged, a part missing, to be
// cleaned, good by a touch too many; one is taken back by mistake and out again with
// one touch. What became of them is read in the records. It leaves a picture of each
// step in out/e2e/returns.
func TestReturnsInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext")
	s := newStand(t)
	s.into = "returns"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	s.unlock(testPIN)
	s.borrowAtDesk(cards[0], 6, 5, 33, 11, 2)

	began := time.Now()
	s.takeBack(6, 500, 341, greenBox, "good")
	s.takeBack(5, 826, 372, amberBox, "damaged")
	s.missPart(33)
	s.takeBack(11, 990, 372, amberBox, "dirty")
	s.tagInHand(2, 341)
	s.tool("xdotool", "mousemove", "500", "364", "click", "--repeat", "2", "--delay", "120", "1") // where undo stands after the first
	s.shows(1200, 322, greenBox, "good-twice")
	t.Logf("five tools took %v", time.Since(began).Round(100*time.Millisecond))
	s.scan(inventory.ToolID(2).Code().Payload())
	s.settled()
	s.picture("not-lent")

	s.borrowAtDesk(cards[0], 6)
	s.takeBack(6, 500, 341, greenBox, "by-mistake")
	s.tap(556, 393)                     // undo
	s.shows(556, 372, ground, "undone") // and the button is gone
	s.lock()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	s.becameOf()
}

// becameOf compares the records with what was done.
func (s *stand) becameOf() {
	s.t.Helper()
	var loans, tools []string
	for _, r := range s.exported("loans") {
		how := r["found"]
		if r["back"] == "" {
			how = "out"
		}
		loans = append(loans, strings.TrimSpace(r["tool"]+" "+how+" "+r["missing"]))
	}
	code := func(id inventory.ToolID, is string) string { return id.Code().String() + " " + is }
	want := []string{code(6, "good"), code(5, "damaged"), code(33, "part missing 电池*1"), code(11, "needs cleaning"), code(2, "good"), code(6, "out")}
	if fmt.Sprint(loans) != fmt.Sprint(want) {
		s.t.Errorf("the loans are %q, want %q", loans, want)
	}
	for _, r := range s.exported("tools") {
		if r["status"] != "on shelf" {
			tools = append(tools, r["code"]+" "+r["status"])
		}
	}
	want = []string{code(5, "repair"), code(6, "lent"), code(11, "cleaning"), code(33, "incomplete")}
	if fmt.Sprint(tools) != fmt.Sprint(want) {
		s.t.Errorf("not on the shelf are %q, want %q", tools, want)
	}
	undone := inventory.LoanID(6).Code().String() + " " + inventory.ToolID(6).Code().String()
	s.noted("take back|"+undone+" #3", "undo take back|"+undone+" #3") // three stays off the shelf before
}

// borrowAtDesk lends tools to a resident who stands at the desk; where their
// document was not seen yet, it is now.
func (s *stand) borrowAtDesk(code string, tools ...inventory.ToolID) {
	s.t.Helper()
	s.resident(code)
	if s.at(458, 195) == red {
		s.tap(458, 222)
		s.shows(1200, 108, greenBox, "verified")
		s.resident(code)
	}
	s.tap(458, 222) // lend
	s.shows(640, 16, card, "lend")
	for _, id := range tools {
		s.scan(id.Code().Payload())
	}
	s.shows(confirmX-150, confirmY, red, "lend-sure")
	s.settled()
	before := s.slips()
	s.tap(confirmX, confirmY)
	s.newSlip(before)
	s.settled()
	s.picture("lent")
	s.tap(232, 692) // done
	s.until(60, 697, func(c [3]byte) bool { return c == ink })
}

// tagInHand scans the tag of a tool that is lent; good is how far down the red
// button stands.
func (s *stand) tagInHand(id inventory.ToolID, good int) {
	s.t.Helper()
	s.scan(id.Code().Payload())
	s.until(450, good-20, func(c [3]byte) bool { return c == red })
	time.Sleep(atOneTap)
}

// takeBack takes a tool back with one touch; what is said has a colour.
func (s *stand) takeBack(id inventory.ToolID, x, y int, said [3]byte, picture string) {
	s.t.Helper()
	s.tagInHand(id, y)
	s.picture(picture)
	s.tap(x, y)
	s.shows(1200, 322, said, picture+"-back")
}

// missPart takes a tool back without one of its batteries.
func (s *stand) missPart(id inventory.ToolID) {
	s.t.Helper()
	s.tagInHand(id, 372)
	s.tap(664, 372)
	s.shows(1240, 640, card, "count")
	s.tap(480, 354)
	s.shows(300, 605, red, "counted")
	s.tap(480, 605)
	s.shows(1200, 322, amberBox, "missing-back")
}
