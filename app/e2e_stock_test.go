package main

import (
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"redwrench/inventory"
)

// TestTheStockInAWindow counts a shelf while lending goes on and the kiosk is
// killed, and hands out what is used up, in the real program in a real window.
// Pictures in out/e2e/stock.
func TestTheStockInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg", "pgrep")
	s := newStand(t)
	s.into = "stock"
	card := residentCards(t, s.run("demo"))[0]
	s.open()
	s.setPIN()
	slip := s.countShelf(card)
	s.usedUp(slip)
	s.lock()
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
	tools := s.exported("tools")
	if is := tools.find("code", inventory.ToolID(3).Code().String()); is["status"] != "missing" {
		t.Errorf("the tool that was not seen is %q", is["status"])
	}
	if is := tools.find("code", inventory.ToolID(6).Code().String()); is["shelf"] != "A1" {
		t.Errorf("the tool that was put there belongs on %q", is["shelf"])
	}
	if is := tools.find("code", inventory.ToolID(5).Code().String()); is["status"] != "lent" {
		t.Errorf("the tool lent meanwhile is %q", is["status"])
	}
	paper := s.exported("consumables").find("name_zh", "砂纸")
	if paper["stock"] != "9" {
		t.Errorf("left of what was handed out: %v", paper)
	}
	if out := s.exported("moves").find("kind", "handed out"); out["change"] != "-6" || "R:"+out["loan"] != slip {
		t.Errorf("handed out: %v, want 6 with %s", out, slip)
	}
}

// countShelf counts shelf A1 with a loan and a kill in between, and returns the
// loan's slip.
func (s *stand) countShelf(card string) (slip string) {
	s.t.Helper()
	s.unlock(testPIN)
	s.hub(tileStocktake)
	s.picture("shelves")
	s.press(500, 230) // A1
	s.picture("begin")
	s.press(440, 280)
	s.until(300, 760, func(c [3]byte) bool { return c == red }) // it can be closed
	s.picture("counting")
	for _, id := range []inventory.ToolID{1, 2} {
		s.scan(id.Code().Payload())
	}
	s.picture("seen")
	s.scan(inventory.ToolID(6).Code().Payload()) // belongs on A2
	s.picture("unexpected")
	s.scan("6901234567892") // no tag of ours
	s.picture("foreign")
	s.lock()

	s.home()
	s.scan(inventory.ToolID(5).Code().Payload()) // lending goes on
	s.scan(card)
	s.until(60, confirmY, func(c [3]byte) bool { return c == red })
	before := s.slips()
	s.tap(confirmX, confirmY)
	printed := filepath.Join(s.dir, "slip")
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", s.newSlip(before), printed)
	slip = s.decode(printed + ".png")
	s.goHome()
	s.crash()

	s.unlock(testPIN)
	s.hub(tileStocktake)
	s.picture("shelves-left")
	s.press(500, 230)
	s.until(300, 760, func(c [3]byte) bool { return c == red })
	s.picture("goes-on")
	s.scan(inventory.ToolID(4).Code().Payload())
	s.scan(inventory.ToolID(7).Code().Payload()) // belongs on A2 too
	s.scan(inventory.ToolID(1).Code().Payload()) // a second time
	s.picture("again")
	s.press(426, 256) // what does not agree
	s.press(500, 342) // the tool from the other shelf
	s.picture("elsewhere")
	s.press(440, 280) // belongs here now
	s.said(greenBox)
	s.picture("moved")
	s.closeShelf()
	return slip
}

// closeShelf closes the count, notes what was not seen as missing, and reads the
// report that is printed.
func (s *stand) closeShelf() {
	s.t.Helper()
	s.press(335, 736)
	s.press(490, 249) // missing from now on
	s.picture("closing")
	s.tap(490, 325)
	s.said(greenBox)
	s.picture("closed")
	before := s.papers("sheets")
	s.press(335, 736)
	text := s.text(s.newPaper("sheets", before))
	for _, line := range []string{"T-000003-J .*没见到", "T-000007-B .*放错架", "见到 4 件"} {
		if !regexp.MustCompile(line).MatchString(text) {
			s.t.Errorf("%s is not on the report:\n%s", line, text)
		}
	}
	s.picture("printed")
}

// usedUp takes a delivery in and hands some of it out with a slip, until there is
// little left.
func (s *stand) usedUp(slip string) {
	s.t.Helper()
	s.hub(tileSupplies)
	s.picture("supplies")
	s.press(400, 380) // sandpaper
	s.picture("supply")
	s.press(500, 421) // a delivery
	s.typeText("15")
	s.tool("xdotool", "key", "Return")
	s.said(greenBox)
	s.picture("delivered")
	s.scan(inventory.ConsumableID(1).Code().Payload()) // the code on its box
	s.settled()
	s.scan(slip) // leaves what was chosen
	s.settled()
	s.press(500, 322) // hand out
	s.typeText("6")
	s.picture("hand-out")
	s.tool("xdotool", "key", "Return")
	s.until(1200, 180, func(c [3]byte) bool { return c == amberBox }) // it runs low
	s.picture("low")
}
