package main

import (
	"image"
	"image/jpeg"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
)

// TestTheCatalogueEndToEnd runs the real program in a real window: three equal
// tools are added by the sound of an earlier name, get a photo out of the import
// folder and their labels, and one of them is corrected. It leaves a picture of
// each step in out/e2e/tools.
func TestTheCatalogueEndToEnd(t *testing.T) {
	needs(t, "Xvfb", "xdotool", "pdftotext")
	s := newStand(t)
	s.into = "tools"
	s.open()
	time.Sleep(3 * time.Second)
	s.setPIN()
	s.unlock(testPIN)
	s.importPicture("梯子.jpg")
	s.place(barTools)
	s.touch(400, 120) // the catalogue
	s.picture("catalogue")
	began := time.Now()
	s.touch(350, 700) // add
	s.typeText("cjdz")
	s.picture("name")
	s.touch(400, 205) // the first that sounds so
	s.touch(1216, 700)
	s.touch(1216, 700) // three of them
	s.picture("form")
	s.touch(340, 700)
	s.picture("added")
	if took := time.Since(began); took > 30*time.Second {
		t.Errorf("three tools took %v", took.Round(time.Second))
	}
	s.touch(640, 390) // a photo
	s.touch(600, 300)
	s.picture("photo")
	s.touch(480, 622)
	s.picture("photo-kept")
	before := s.papers("labels")
	s.touch(400, 390)
	if text := string(s.tool("pdftotext", s.newPaper("labels", before), "-")); strings.Count(text, "冲击电钻") < 3 {
		t.Errorf("the labels say %q", text)
	}
	s.correct()
	s.close()
	file := filepath.Join(s.dir, "tools.csv")
	s.run("export", "--what", "tools", "--to", file)
	table, err := os.ReadFile(file)
	if err != nil {
		t.Fatal(err)
	}
	if strings.Count(string(table), "冲击电钻(大)") != 4 || strings.Count(string(table), ",B1C7,") != 1 {
		t.Errorf("the table of tools says\n%s", table)
	}
	if out := s.run("check"); !strings.Contains(out, "in order") {
		t.Errorf("check says %q", out)
	}
}

// importPicture copies a picture into the import folder.
func (s *stand) importPicture(name string) {
	s.t.Helper()
	picture := image.NewRGBA(image.Rect(0, 0, 1600, 1200))
	for i := range picture.Pix {
		picture.Pix[i] = uint8(i >> 14)
	}
	dir := filepath.Join(s.dir, "data", "redwrench", "import")
	if err := os.MkdirAll(dir, 0o700); err != nil {
		s.t.Fatal(err)
	}
	f, err := os.Create(filepath.Join(dir, name))
	if err != nil {
		s.t.Fatal(err)
	}
	defer f.Close()
	if err := jpeg.Encode(f, picture, nil); err != nil {
		s.t.Fatal(err)
	}
}

// correct gives the first new tool another shelf.
func (s *stand) correct() {
	s.t.Helper()
	s.scan(inventory.ToolID(62).Code().Payload())
	s.until(300, 395, func(c [3]byte) bool { return c == red }) // the tool's page
	s.picture("one")
	s.touch(300, 395) // change
	s.picture("correct")
	s.touch(400, 345) // the shelf
	s.typeText("C7")  // behind what stands there
	s.tool("xdotool", "key", "Return")
	time.Sleep(time.Second)
	s.picture("changed")
	s.touch(340, 700)
	time.Sleep(time.Second)
	s.picture("kept")
}
