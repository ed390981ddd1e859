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
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg")
	s := newStand(t)
	s.into = "repairs"
	cards := residentCards(t, s.run("demo"))
	s.open()
	time.Sleep(3 * time.Second)
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

// touch taps and waits until the screen has changed.
func (s *stand) touch(x, y int) {
	s.t.Helper()
	before := s.screen()
	s.tap(x, y)
	s.changed(before)
	time.Sleep(atOneTap)
}

// lock leaves the desk; unlock comes in with a PIN, and waits for the desk's bar
// or the volunteers' red button.
func (s *stand) lock() { s.touch(120, 756) }

func (s *stand) unlock(pin string) {
	s.t.Helper()
	s.until(300, 300, func(c [3]byte) bool { return c == red }) // home
	s.touch(1170, 120)
	s.typeText(pin)
	s.until(60, 697, func(c [3]byte) bool { return c == ink || c == red })
	time.Sleep(time.Second)
}

// place touches the nth place of the desk's bar, which turns red.
func (s *stand) place(n int) {
	s.t.Helper()
	x, y := inBar(n)
	s.touch(x, y)
	s.until(30, y, func(c [3]byte) bool { return c == red })
}

// inBar is where the nth place of the desk's bar stands, from 0.
func inBar(n int) (x, y int) { return 116, 127 + 76*n }

// Places of the bar.
const (
	barCounter = iota
	barToday
	barTools
	barPeople
	barJobs
	barPapers
	barReports
	barManage
)

// hireHelper enters a volunteer with a PIN and the skill of plumbing.
func (s *stand) hireHelper() {
	s.t.Helper()
	s.unlock(testPIN)
	s.place(barManage)
	s.touch(1000, 150)        // the crew
	s.touch(380, 730)         // add somebody
	s.touch(750, 218)         // a volunteer
	s.typeText("TEST HELPER") // capitals are no pinyin
	s.tool("xdotool", "key", "Return")
	time.Sleep(time.Second)
	s.picture("crew-pin")
	s.typeText(helperPIN)
	s.typeText(helperPIN)
	s.until(900, 110, func(c [3]byte) bool { return c == greenBox }) // they joined: the hash takes its time on purpose
	s.picture("crew-hired")
	s.touch(700, 352) // the second of the list
	s.picture("crew-one")
	s.touch(1066, 218) // skills
	s.touch(425, 289)  // plumbing
	s.picture("crew-skills")
	s.touch(408, 549) // keep
	s.picture("crew-kept")
	s.lock()
}

// reportTap reports a dripping tap and returns the code on the slip.
func (s *stand) reportTap(card string) string {
	s.t.Helper()
	next := func() { s.touch(1070, 690) }
	s.touch(220, 620)
	s.scan(card)
	s.picture("trade")
	s.touch(220, 230)
	s.touch(400, 185)
	s.picture("fault")
	next()
	s.picture("where")
	s.touch(600, 220)
	s.touch(600, 180)
	s.picture("when")
	next()
	time.Sleep(time.Second) // the same fault is looked for
	s.picture("confirm")
	before := s.papers("slips")
	next()
	slip := s.newPaper("slips", before)
	s.picture("reported")
	s.tap(1070, 690) // home
	return s.code(slip, "slip", inventory.JobID(1))
}

// papers are the PDFs of a printer's folder.
func (s *stand) papers(folder string) []string {
	files, _ := filepath.Glob(filepath.Join(s.dir, "data", "redwrench", folder, "*.pdf"))
	return files
}

// newPaper waits for one more PDF than before and returns the newest.
func (s *stand) newPaper(folder string, before []string) string {
	s.t.Helper()
	for began := time.Now(); time.Since(began) < patiently; time.Sleep(20 * time.Millisecond) {
		if files := s.papers(folder); len(files) > len(before) {
			return files[len(files)-1] // names begin with the time
		}
	}
	s.t.Fatalf("nothing was printed into %s; the log:\n%s", folder, s.log.String())
	return ""
}

// code keeps a paper as a picture and returns what its code says: the job's.
func (s *stand) code(pdf, name string, job inventory.JobID) string {
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
	s.place(barJobs)
	s.picture("board")
	s.touch(700, 290)
	s.picture("job")
	s.touch(358, 400) // give to
	s.picture("suggestions")
	s.touch(700, 215)
	s.picture("given")
	s.lock()
}

// takeTapAlong takes a tool along as the volunteer and prints the sheet; it
// returns the code on it.
func (s *stand) takeTapAlong() string {
	s.t.Helper()
	s.unlock(helperPIN)
	s.picture("volunteer")
	s.touch(600, 210)
	s.scan(inventory.ToolID(6).Code().Payload())
	s.picture("tool-along")
	s.touch(240, 490) // fine
	s.picture("volunteer-job")
	before := s.papers("sheets")
	s.tap(884, 470) // print
	sheet := s.newPaper("sheets", before)
	s.picture("sheet-printed")
	if text := s.text(sheet); !strings.Contains(text, inventory.ToolID(6).Code().Human()) || !strings.Contains(text, "TEST HELPER") {
		s.t.Errorf("the sheet names no tool, or no volunteer:\n%s", text)
	}
	return s.code(sheet, "sheet", inventory.JobID(1))
}

// fillInTap scans the sheet, is told that the tool is still out, and closes the
// job once it is back.
func (s *stand) fillInTap(sheet string) {
	s.t.Helper()
	home := func(n int) {
		for range n {
			s.touch(80, 36)
		}
	}
	s.scan(sheet)
	s.picture("fill")
	s.touch(240, 533) // close the job
	s.picture("fill-tool-out")
	home(3) // the card, the list, home
	s.unlock(testPIN)
	s.scan(inventory.ToolID(6).Code().Payload())
	s.picture("tool-back")
	s.touch(500, 333)
	s.lock()
	s.unlock(helperPIN)
	s.scan(sheet)
	s.touch(940, 340) // what was done
	s.touch(640, 185)
	s.picture("did")
	s.touch(240, 560) // next
	s.picture("filled")
	s.touch(240, 533)
	s.picture("closed")
	s.scan(sheet) // a second time
	s.picture("closed-twice")
	home(2)
}

// rateTap says with the slip how content one is.
func (s *stand) rateTap(slip string) {
	s.t.Helper()
	s.scan(slip)
	s.picture("progress")
	s.touch(1130, 380)
	s.picture("thanks")
}
