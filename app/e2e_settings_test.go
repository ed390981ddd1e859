package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestSettingsInAWindow changes the shop's rules in the real program in a real
// window: a number, one out of its bounds, the hour of closing, the shop's name. All
// are in force at once, which a loan and its slip show. Then the audit that noted
// them is filtered, proved, and exported. It leaves a picture of each step in
// out/e2e/settings.
func TestSettingsInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext")
	s := newStand(t)
	s.into = "settings"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	s.unlock(testPIN)
	s.changeNumber(cards[0])
	s.closeEarlier()
	s.nameShop()
	s.lock()
	s.borrowUnderNewRules(cards[0])
	s.unlock(testPIN)
	s.readAudit(cards[0])
	s.lock()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	for _, r := range s.exported("loans") {
		if !strings.HasSuffix(r["due"], " 17:30:00") {
			t.Errorf("%s is due %s", r["code"], r["due"])
		}
	}
	name := func(en string) string {
		shop := inventory.Defaults().Shop
		return strings.Join([]string{shop.Zh, shop.Bo, en}, " / ")
	}
	was := inventory.Defaults().Shop.En
	s.noted("change settings|LimitUnverified: 1 → 2", "change settings|Closes: 18:00 → 17:30", "change settings|Shop: "+name(was)+" → "+name(was)+"X")
}

// section shows a section of the settings, from the manager's hub.
func (s *stand) section(x, y int, picture string) {
	s.t.Helper()
	s.place(barCounter)
	s.place(barManage)
	s.settled()
	s.tap(400, 330)
	s.shows(270, 765, card, "") // the way out of the program
	s.tap(x, y)
	s.shows(1240, 320, card, picture)
}

// changeNumber lends a second tool to people whose document nobody has seen. On the
// way it is refused once, another place is touched and a card is scanned.
func (s *stand) changeNumber(code string) {
	s.t.Helper()
	s.section(1090, 182, "lending")
	s.tap(500, 320)
	s.shows(884, 350, keys, "number")
	s.typeText("993")
	s.shows(300, 393, red, "typed")
	s.tap(450, 389)
	s.shows(1200, 108, alertBox, "out-of-bounds")
	s.tap(inBar(barToday))
	s.shows(300, 250, red, "leave")
	if c := s.at(1200, 108); c != card {
		s.t.Errorf("the refusal still stands above the question: %x", c)
	}
	s.scan(code)
	s.shows(300, 250, red, "leave-scanned")
	s.tap(400, 250) // go on
	s.shows(884, 350, keys, "go-on")
	s.tool("xdotool", "key", "BackSpace", "BackSpace", "BackSpace")
	s.until(300, 393, func(c [3]byte) bool { return c != red }) // nothing to keep
	s.typeText("2")
	s.shows(300, 393, red, "typed-again")
	s.tap(450, 389)
	s.shows(1200, 108, greenBox, "number-kept")
}

// closeEarlier closes the shop half an hour earlier.
func (s *stand) closeEarlier() {
	s.t.Helper()
	s.section(740, 182, "hours")
	s.tap(500, 320)
	s.shows(1240, 200, card, "hour")
	s.settled()
	s.tap(848, 246)
	s.shows(300, 350, red, "earlier")
	s.tap(450, 350)
	s.shows(1200, 108, greenBox, "hour-kept")
}

// nameShop writes another English name. Back asks before what was written is lost.
func (s *stand) nameShop() {
	s.t.Helper()
	s.section(420, 182, "shop")
	s.tap(500, 240)
	s.shows(1240, 480, card, "names")
	s.tap(1156, 400)
	s.shows(270, 560, keys, "write")
	s.typeText("X")
	s.settled()
	s.tap(1156, 132) // Back
	s.shows(300, 250, red, "leave-text")
	s.tap(400, 250) // go on
	s.shows(270, 560, keys, "go-on-writing")
	s.tap(1156, 210)
	s.shows(300, 500, red, "written")
	s.tap(400, 500)
	s.shows(1200, 108, greenBox, "name-kept")
}

// borrowUnderNewRules lends two tools in English to somebody whose document nobody
// has seen.
func (s *stand) borrowUnderNewRules(code string) {
	s.t.Helper()
	s.until(300, 300, func(c [3]byte) bool { return c == red })
	s.tap(894, 36) // English
	s.shows(856, 24, ink, "english")
	s.scan(inventory.ToolID(6).Code().Payload())
	s.scan(inventory.ToolID(7).Code().Payload())
	s.scan(code)
	s.shows(confirmX, confirmY, red, "confirm")
	before := s.slips()
	s.tap(confirmX, confirmY)
	if text := s.text(s.newSlip(before)); !strings.Contains(text, inventory.Defaults().Shop.En+"X") || !strings.Contains(text, inventory.ToolID(7).Code().Human()) {
		s.t.Errorf("the slip knows nothing of the new name, or of the second tool:\n%s", text)
	}
	s.picture("borrowed")
	s.tap(232, 692) // done
}

// readAudit proves the audit, and exports what was changed of the settings.
func (s *stand) readAudit(code string) {
	s.t.Helper()
	s.place(barManage)
	s.settled()
	s.tap(900, 300)
	s.shows(1240, 240, card, "audit")
	s.settled()
	s.tap(664, 748)
	s.shows(1200, 108, greenBox, "proved")
	s.tap(630, 190) // of which kind?
	s.shows(1240, 100, card, "kinds")
	s.settled()
	s.tap(500, 320)
	s.shows(1240, 340, card, "filtered")
	s.settled()
	s.tap(394, 748)
	s.shows(640, 16, card, "export")
	s.tap(938, 204) // CSV
	s.shows(44, 700, card, "export-where")
	y := 184
	if s.at(1200, 260) == card { // beside a stick
		y = 260
	}
	s.tap(640, y)
	var files []string
	for began := time.Now(); len(files) == 0 && time.Since(began) < patiently; time.Sleep(glance) {
		files, _ = filepath.Glob(filepath.Join(s.dir, "data", "redwrench", "*", "*audit*.csv"))
	}
	if len(files) != 1 {
		s.t.Fatalf("written: %v", files)
	}
	s.settled()
	s.picture("exported")
	rows := s.table(files[0])
	for _, r := range rows {
		if r["deed"] != "change settings" {
			s.t.Errorf("written, too: %v", r)
		}
	}
	if info, err := os.Stat(files[0]); err != nil || len(rows) != 3 || info.Mode().Perm()&0o077 != 0 {
		s.t.Errorf("%d deeds, %v, %v", len(rows), info.Mode(), err)
	}
	for s.at(10, 600) != ink { // Back, to the desk
		s.tool("xdotool", "key", "Escape")
		s.settled()
	}
}
