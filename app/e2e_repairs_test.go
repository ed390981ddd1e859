package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestARepairEndToEnd runs the real program in a real window: a resident reports
// a dripping tap, the manager gives it to a volunteer, the volunteer prints the
// sheet, scans it after the visit, fills it in, and the resident says how content
// they are with the slip. It leaves a picture of each step in out/e2e/repairs.
func TestARepairEndToEnd(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "import", "xwd", "pdftoppm", "pdftotext", "zbarimg")
	s := newStand(t)
	s.into = "repairs"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	s.hireHelper()
	slip := s.reportTap(cards[0])
	s.assignTap()
	sheet := s.takeTapAlong()
	s.fillInTap(sheet)
	s.rateTap(slip)
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
}

const helperPIN = "314159"

// unlock types a PIN where somebody of several is not asked for yet.
func (s *stand) unlock(pin string) {
	s.t.Helper()
	s.tap(1170, 125) // staff
	s.typeText(pin)
	time.Sleep(1500 * time.Millisecond) // the hash takes its time on purpose
}

// hireHelper enters a volunteer with a PIN and the skill of plumbing.
func (s *stand) hireHelper() {
	s.t.Helper()
	s.unlock(testPIN)
	s.tap(64, 440) // staff
	s.picture("crew")
	s.tap(380, 730) // add somebody
	s.tap(750, 240) // a volunteer
	s.typeText("Test Helper")
	s.tool("xdotool", "key", "Return")
	time.Sleep(atOneTap)
	s.tool("xdotool", "key", "Return")
	time.Sleep(atOneTap)
	s.picture("crew-pin")
	s.typeText(helperPIN)
	s.typeText(helperPIN)
	time.Sleep(1500 * time.Millisecond)
	s.picture("crew-hired")
	s.tap(600, 320) // the second of the list
	s.picture("crew-one")
	s.tap(1090, 240) // skills
	s.tap(400, 300)  // plumbing
	s.picture("crew-skills")
	s.tap(400, 720) // keep
	s.picture("crew-kept")
	s.tap(100, 750) // lock
}

// reportTap reports a dripping tap and returns the code on the slip.
func (s *stand) reportTap(card string) string {
	s.t.Helper()
	s.tap(220, 600)
	s.scan(card)
	s.picture("trade")
	s.tap(220, 230)
	s.tap(350, 185)
	s.picture("fault")
	next := func() { s.tap(1070, 690) }
	next()
	s.picture("where")
	s.tap(600, 220)
	s.tap(600, 185)
	s.picture("when")
	next()
	s.picture("confirm")
	before := s.slips()
	next()
	slip := s.newSlip(before)
	s.picture("reported")
	next() // home
	return s.paper(slip, "slip", inventory.JobID(1))
}

// paper keeps a paper as a picture and returns what its code says: the job's.
func (s *stand) paper(pdf, name string, job inventory.JobID) string {
	s.t.Helper()
	to := filepath.Join(pictures, s.into, name)
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", pdf, to)
	got := s.decode(to + ".png")
	if want := job.Code().Payload(); got != want {
		s.t.Errorf("the %s's code says %q, want %q", name, got, want)
	}
	return got
}

// assignTap gives the job to the volunteer at the desk.
func (s *stand) assignTap() {
	s.t.Helper()
	s.unlock(testPIN)
	s.tap(64, 360)
	s.picture("board")
	s.tap(600, 290)
	s.picture("job")
	s.tap(360, 350) // give to
	s.picture("suggestions")
	s.tap(600, 240)
	s.picture("given")
	s.tap(100, 750) // lock
}

// takeTapAlong prints the sheet as the volunteer, who has taken a tool along and
// brought it back, and returns the code on it.
func (s *stand) takeTapAlong() string {
	s.t.Helper()
	s.unlock(helperPIN)
	s.picture("volunteer")
	s.tap(600, 230)
	s.scan(inventory.ToolID(6).Code().Payload())
	s.picture("tool-along")
	s.tap(240, 560)
	s.picture("volunteer-job")
	before := s.slips()
	s.tap(800, 380) // print
	sheet := s.newSlip(before)
	s.picture("sheet-printed")
	if text := s.text(sheet); !strings.Contains(text, inventory.ToolID(6).Code().Human()) || !strings.Contains(text, "Test Helper") {
		s.t.Errorf("the sheet names no tool, or no volunteer:\n%s", text)
	}
	return s.paper(sheet, "sheet", inventory.JobID(1))
}

// fillInTap scans the sheet, is told that the tool is still out, and closes the
// job once it is back.
func (s *stand) fillInTap(sheet string) {
	s.t.Helper()
	s.scan(sheet)
	s.picture("fill")
	keep := func() { s.tap(240, 560) }
	keep()
	s.picture("fill-tool-out")
	s.tap(100, 36) // back to the card, to the list, home
	s.tap(100, 36)
	s.tap(100, 36)
	s.unlock(testPIN)
	s.scan(inventory.ToolID(6).Code().Payload())
	s.picture("tool-back")
	s.tap(500, 333)
	s.tap(100, 750) // lock
	s.unlock(helperPIN)
	s.scan(sheet)
	s.tap(960, 350) // what was done
	s.picture("did")
	s.tap(500, 250)
	s.tap(240, 500)
	s.picture("filled")
	keep()
	s.picture("closed")
	s.scan(sheet) // a second time
	s.picture("closed-twice")
	s.tap(100, 36)
	s.tap(100, 36)
}

// rateTap says with the slip how content one is.
func (s *stand) rateTap(slip string) {
	s.t.Helper()
	s.scan(slip)
	s.picture("progress")
	s.tap(1130, 400)
	s.picture("thanks")
}
