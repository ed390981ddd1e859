package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// TestTheWeekInAWindow reserves a tool that is lent, finds it in the calendar of
// the week and on its paper, and takes in two gifts with their thanks slips, in the
// real program in a real window. Pictures in out/e2e/week.
func TestTheWeekInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg")
	s := newStand(t)
	s.into = "week"
	cards := residentCards(t, s.run("demo"))
	s.open()
	s.setPIN()
	from := s.reserve(inventory.ToolID(33), cards[0], cards[1])
	s.unlock(testPIN)
	s.week(from)
	s.giveTool()
	s.giveMoney()
	s.lock()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	r := s.exported("reservations").find("tool", inventory.ToolID(33).Code().String())
	if day := from.Format(time.DateOnly); r["from"] != day || r["to"] != day || "R:"+r["resident"] != cards[1] || r["ended"] != "" {
		t.Errorf("reserved: %v, want %s for %s", r, day, cards[1])
	}
	given := s.exported("tools").find("name_zh", "TEST DRILL")
	if given["donated"] != "yes" || given["category"] != "power" || given["donor"] != "" {
		t.Errorf("the tool that was given: %v", given)
	}
}

// reserveIn is for which day from now a tool is reserved: a power tool lent today
// is back by then, and the calendar shows it without leafing.
const reserveIn = 5

// reserve lends a tool to one resident, and reserves it for the other. It returns
// the day.
func (s *stand) reserve(id inventory.ToolID, holder, next string) time.Time {
	s.t.Helper()
	s.home()
	s.scan(id.Code().Payload())
	s.scan(holder)
	s.until(60, confirmY, func(c [3]byte) bool { return c == red })
	before := s.slips()
	s.tap(confirmX, confirmY)
	s.newSlip(before)
	s.goHome()
	s.scan(id.Code().Payload())
	s.settled()
	s.picture("lent")
	s.press(1070, 290) // wait for it, or a day
	s.picture("card")
	s.press(1007, 545)
	s.picture("days")
	s.scan(next) // before the days: it only says who that is
	s.settled()
	now := time.Now().In(time.FixedZone("", 8*3600))
	day := now.AddDate(0, 0, reserveIn)
	s.press(inDays(now, day))
	s.picture("day")
	s.press(1065, 700)
	s.until(60, 700, func(c [3]byte) bool { return c == red })
	s.picture("sure")
	s.press(350, 700)
	s.picture("reserved")
	s.goHome()
	return day
}

// inDays is where a day stands among the days that can be reserved: a row a week,
// from tomorrow's Monday on.
func inDays(now, day time.Time) (x, y int) {
	column := func(t time.Time) int { return (int(t.Weekday()) + 6) % 7 }
	first := now.AddDate(0, 0, 1)
	row := (column(first) + int(day.Sub(first).Hours()+12)/24) / 7
	return 83 + 117*column(day), 162 + 101*row
}

// week finds the reservation in the calendar and prints the week.
func (s *stand) week(day time.Time) {
	s.t.Helper()
	s.place(barToday)
	s.press(400, 750)
	s.until(1052, 245, func(c [3]byte) bool { return c == amberBox }) // promised
	if c := s.at(1052-109, 245); c == amberBox {
		s.t.Error("the day before is promised too")
	}
	s.picture("calendar")
	s.press(1095, 262)
	s.picture("one")
	s.press(1155, 110) // back
	before := s.papers("sheets")
	s.press(1183, 114)
	text := s.text(s.newPaper("sheets", before))
	if !strings.Contains(text, inventory.ToolID(33).Code().Human()) || !strings.Contains(text, day.Format("1月2日")) || strings.Contains(text, "19900000002") {
		s.t.Errorf("the week on paper:\n%s", text)
	}
	s.picture("printed")
}

// giveTool takes in a tool of a donor without a name.
func (s *stand) giveTool() {
	s.t.Helper()
	s.hub(tileDonations)
	s.press(360, 755)
	s.press(440, 240) // a tool
	s.typeText("TEST DRILL")
	s.tool("xdotool", "key", "Return")
	s.settled()
	s.picture("category")
	s.press(760, 240) // power tools
	s.press(430, 260) // nameless
	s.picture("tool")
	before := s.slips()
	s.tap(440, 265)
	const tool = 62 // behind those of the starter stock
	s.thanks(s.newSlip(before), inventory.ToolID(tool).Code(), inventory.DonationID(1).Code().Human(), "TEST DRILL")
	s.said(greenBox)
	s.picture("tool-given")
	s.press(1155, 195) // back to the list
}

// giveMoney takes in money of a donor who is named. A slip that is scanned
// meanwhile is asked about.
func (s *stand) giveMoney() {
	s.t.Helper()
	s.press(360, 755)
	s.press(860, 240) // money
	s.typeText("500")
	s.tool("xdotool", "key", "Return")
	s.settled()
	s.picture("purpose")
	s.scan(inventory.DonationID(1).Code().Payload())
	s.settled()
	s.picture("leaving")
	s.press(440, 290)  // stay
	s.press(430, 240)  // whatever is needed
	s.press(1100, 260) // the whole name
	s.typeText("zxdz")
	s.typeText("1") // the first candidate
	s.picture("donor")
	s.tool("xdotool", "key", "Return")
	s.settled()
	s.picture("money")
	before := s.slips()
	s.tap(440, 265)
	given := inventory.DonationID(2).Code()
	s.thanks(s.newSlip(before), given, given.Human(), "500", "扎西顿珠")
	s.said(greenBox)
	s.picture("money-given")
}

// thanks reads a thanks slip: its code, that of the tool or of the money, and what
// it says.
func (s *stand) thanks(slip string, of code.Code, says ...string) {
	s.t.Helper()
	to := filepath.Join(pictures, s.into, "thanks-"+of.String())
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", slip, to)
	if got, want := s.decode(to+".png"), of.Payload(); got != want {
		s.t.Errorf("the thanks slip's code says %q, want %q", got, want)
	}
	for text, i := s.text(slip), 0; i < len(says); i++ {
		if !strings.Contains(text, says[i]) {
			s.t.Errorf("%q is not on the thanks slip:\n%s", says[i], text)
		}
	}
}
