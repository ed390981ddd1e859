package main

import (
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// ink is the ground of the desk's bar.
var ink = [3]byte{0x24, 0x1A, 0x14}

// TestPapersInAWindow looks at a slip on the desk's screen, prints a copy of it,
// and asks for the receipt of a return, in the real program in a real window.
func TestPapersInAWindow(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftoppm", "pdftotext", "zbarimg", "convert")
	s := newStand(t)
	card := residentCards(t, s.run("demo"))[0]
	tag := inventory.ToolID(1).Code().Payload()
	slip := inventory.LoanID(1).Code().Payload()
	s.open()
	s.setPIN()
	s.borrow(card, tag)

	s.tap(232, 692) // done: home
	s.tap(950, 300) // return a tool
	s.typeText(testPIN)
	s.until(10, 600, func(c [3]byte) bool { return c == ink }) // the desk's bar
	s.tap(inBar(barPapers))
	time.Sleep(time.Second)
	s.picture("papers")
	before := s.screen()
	s.tap(700, 378) // the newest: the slip
	s.changed(before)
	time.Sleep(2 * time.Second) // it is drawn
	s.picture("papers-look")
	s.savePicture(filepath.Join(s.dir, "look.png"))
	if got := s.decode(filepath.Join(s.dir, "look.png")); got != slip {
		t.Errorf("the slip on the screen says %q, want %q", got, slip)
	}

	printed := s.slips()
	s.tap(1120, 205) // print a copy
	copied := s.newSlip(printed)
	s.tool("pdftoppm", "-r", "203", "-png", "-singlefile", copied, filepath.Join(s.dir, "copy"))
	if got := s.decode(filepath.Join(s.dir, "copy.png")); got != slip {
		t.Errorf("the copy says %q, want %q", got, slip)
	}
	if text := s.text(copied); !strings.Contains(text, "复印件") || !strings.Contains(text, "COPY") {
		t.Errorf("the copy is not marked:\n%s", text)
	}

	s.tap(1120, 360) // back to the list, under what was said
	s.scan(tag)
	s.tap(500, 333) // complete and good
	time.Sleep(time.Second)
	s.picture("papers-receipt")
	printed = s.slips()
	s.tap(372, 389) // its receipt
	if text := s.text(s.newSlip(printed)); !strings.Contains(text, "归还单") || !strings.Contains(text, inventory.ToolID(1).Code().Human()) || strings.Contains(text, "19900000001") {
		t.Errorf("the receipt:\n%s", text)
	}
	s.close()
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
}
