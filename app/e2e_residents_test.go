package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestResidentsInAWindow runs the desk's place of residents in the real program in
// a real window: somebody is found by initials, by a part of the name, by digits of
// the telephone number and by the card; a document is noted as seen, a number
// corrected, two records become one, somebody is blocked and another unblocked,
// consent is taken back, a card printed. What was done is read in the records. It
// leaves a picture of each step in out/e2e/residents.
func TestResidentsInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg")
	s := newStand(t)
	s.into = "residents"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	s.unlock(testPIN)

	s.find("csj", 333, "initials")   // the first resident
	s.find("ding", 0, "name")        // the fourth, by the sound of a part; already d is nobody else
	s.find("0003", 358, "telephone") // the third
	s.verifyAndCorrect(cards[0])     // whose document is seen now
	s.merge(cards[0], cards[3])
	s.block(cards[4])
	s.block(cards[5])
	s.tap(804, 320)
	s.shows(1240, 330, card, "unblocked") // the line that said so is gone
	s.withdraw(cards[6])
	s.printCard(cards[1])

	s.lock()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	is := map[string]string{}
	for _, r := range s.exported("residents") {
		seen := ""
		if r["verified"] != "" {
			seen = "seen"
		}
		is[r["code"]] = strings.Join([]string{r["name"], r["phone"], seen, r["blocked"]}, " ")
	}
	for code, want := range map[string]string{
		cards[0]: "测*甲 199****7777 seen ", cards[1]: "测** 199****0002 seen ", cards[2]: "样*丙 199****0003  ",
		cards[3]: "   ", cards[4]: "演*戊 199****0005  yes", cards[5]: "བརྟག་** 199****0006  ", cards[6]: "   ",
	} {
		if got := is[strings.TrimPrefix(code, "R:")]; got != want {
			t.Errorf("%s is %q, want %q", code, got, want)
		}
	}
	s.noted(
		"open personal data|"+cards[0], "open personal data|"+cards[3], "open personal data|"+cards[2], // as they were found
		"verify|"+cards[0], "open personal data|"+cards[0], "correct|"+cards[0],
		"open personal data|"+cards[0], "open personal data|"+cards[3], "merge|"+cards[0]+" "+cards[3],
		"block|"+cards[4], "block|"+cards[5], "unblock|"+cards[5], "withdraw|"+cards[6], "verify|"+cards[1])
}

// noted says that the staff's deeds, each written "deed|subjects", are in the audit
// in this order, others between them.
func (s *stand) noted(deeds ...string) {
	s.t.Helper()
	var all []string
	for _, r := range s.exported("audit") {
		if deed := r["deed"] + "|" + r["subjects"]; r["who"] != "" {
			all = append(all, deed)
			if len(deeds) > 0 && deed == strings.ReplaceAll(deeds[0], "R:", "") {
				deeds = deeds[1:]
			}
		}
	}
	if len(deeds) > 0 {
		s.t.Errorf("not in the audit: %q; it says\n%s", deeds, strings.Join(all, "\n"))
	}
}

// resident scans a card, from the counter: then only the card leads to the place
// of residents.
func (s *stand) resident(card string) {
	s.t.Helper()
	s.place(barCounter)
	s.scan(card)
	_, y := inBar(barPeople)
	s.shows(30, y, red, "")
}

// find looks for somebody, takes the first who is found, and opens the record. Where
// the first letters find others, too, cursor is where it stands behind the words.
func (s *stand) find(words string, cursor int, picture string) {
	s.t.Helper()
	s.place(barCounter)
	s.place(barPeople)
	s.typeText(words)
	if cursor > 0 {
		s.until(cursor, 115, func(c [3]byte) bool { return c == red })
	}
	s.shows(1240, 240, card, "found-by-"+picture)
	s.settled()
	s.tap(700, 240)
	s.shows(318, 120, blue, "")
	s.openRecord()
}

// openRecord opens the record of who is shown.
func (s *stand) openRecord() {
	s.t.Helper()
	s.tap(978, 222)
	s.shows(1240, 500, card, "record")
}

// verifyAndCorrect notes that the document was seen, and corrects the telephone
// number; on the way another place is touched, and nothing typed is lost.
func (s *stand) verifyAndCorrect(code string) {
	s.t.Helper()
	s.resident(code)
	s.tap(458, 222)
	s.shows(1200, 108, greenBox, "verified")
	s.resident(code)
	s.openRecord()
	s.tap(500, 293)
	s.shows(884, 350, keys, "correct")
	s.tool("xdotool", "key", "BackSpace", "BackSpace", "BackSpace", "BackSpace")
	s.typeText("77")
	s.settled() // a touch before it is drawn is none
	s.tap(inBar(barToday))
	s.shows(300, 250, red, "leave")
	s.scan(inventory.ToolID(1).Code().Payload()) // is asked about, too
	s.shows(300, 250, red, "leave-scanned")
	s.tap(400, 250) // go on
	s.shows(884, 350, keys, "go-on")
	s.typeText("77")
	s.settled() // a touch before it is drawn is none
	s.tap(450, 315)
	s.shows(1200, 108, greenBox, "corrected")
}

// merge makes one record of two.
func (s *stand) merge(keep, gone string) {
	s.t.Helper()
	s.resident(keep)
	s.tap(1150, 222)
	s.shows(1240, 330, card, "more")
	s.tap(660, 340)
	s.until(1240, 330, func(c [3]byte) bool { return c != card })
	s.scan(gone)
	s.shows(300, 594, red, "merge")
	s.tap(400, 594)
	s.shows(1200, 108, greenBox, "merged")
}

// block blocks somebody for a week, for being late often.
func (s *stand) block(code string) {
	s.t.Helper()
	s.resident(code)
	s.tap(804, 222)
	s.shows(1240, 480, card, "block-why")
	s.tap(400, 346)
	s.until(1240, 480, func(c [3]byte) bool { return c != card })
	time.Sleep(atOneTap)
	s.picture("block-until")
	s.tap(400, 346)
	s.shows(1200, 108, greenBox, "blocked")
}

// withdraw takes the consent of somebody back who has nothing: they are forgotten.
func (s *stand) withdraw(code string) {
	s.t.Helper()
	s.resident(code)
	s.tap(1150, 222)
	s.shows(1240, 330, card, "more")
	s.tap(1116, 340)
	s.shows(400, 350, red, "withdraw")
	s.tap(400, 350)
	s.shows(1200, 108, greenBox, "withdrawn")
}

// printCard prints the card of somebody whose document is seen.
func (s *stand) printCard(code string) {
	s.t.Helper()
	s.resident(code)
	s.tap(458, 222)
	s.shows(1200, 108, greenBox, "verified")
	before := s.slips()
	s.tap(630, 287)
	slip := s.newSlip(before)
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", slip, filepath.Join(s.dir, "card"))
	if got := s.decode(filepath.Join(s.dir, "card.png")); got != code {
		s.t.Errorf("the card's code says %q, want %q", got, code)
	}
	if text := s.text(slip); strings.Contains(text, "19900000002") {
		s.t.Errorf("the card tells a whole telephone number:\n%s", text)
	}
	s.picture("card-printed")
}
