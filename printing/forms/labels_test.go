package forms

import (
	"image"
	"image/color"
	"image/draw"
	"math"
	"os"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// sheets is every sheet of labels by its name.
var sheets = map[string]inventory.LabelSheet{"48-up": inventory.Sheet48, "44-up": inventory.Sheet44, "50×30": inventory.Single50}

// part is label n of a page at so many dots a millimetre, on its own.
func (g grid) part(page *image.Gray, n int, dots float64) *image.Gray {
	x, y := g.place(n)
	return crop(page, image.Rect(int(x*dots), int(y*dots), int((x+g.wide)*dots), int((y+g.high)*dots)))
}

// whole says that the tests run in full (make paper): every sheet at every
// resolution. In everyday tests a few labels stand for the others.
func whole() bool { return os.Getenv("REDWRENCH_PAPER") != "" }

func TestEachLabelOfASheetCanBeScanned(t *testing.T) {
	unraced(t)
	for name, sheet := range sheets {
		for _, dpi := range []float64{203.2, 300, 600} {
			if !whole() && (dpi == 300 || dpi == 600 && sheet != inventory.Single50) {
				continue
			}
			g, n := gridOf(sheet), sheet.PerSheet()
			d := sampleLabels(n)
			d.Sheet = sheet
			page := rasterAt(t, labels(t, d), dpi)[0]
			var parts []*image.Gray
			for i := range n {
				parts = append(parts, g.part(page, i, dpi/25.4))
			}
			step := 1 // zbarimg is a process a label
			if !whole() {
				step = 8
			}
			for i := 0; i < n; i++ {
				want := d.Labels[i].Tool.Payload()
				if got := scanned(t, parts[i]); got != want {
					t.Errorf("%s, %.0f dpi, label %d: gozxing reads %q, want %q", name, dpi, i, got, want)
				}
				if i%step == 0 {
					if got := zbar(t, parts[i])[0]; got != want {
						t.Errorf("%s, %.0f dpi, label %d: zbarimg reads %q, want %q", name, dpi, i, got, want)
					}
				}
			}
		}
	}
}

func TestSmallTagsCanBeScanned(t *testing.T) {
	unraced(t)
	for name, sheet := range sheets {
		g := gridOf(sheet)
		d := ToolLabels{Sheet: sheet}
		for i := range 2 * min(4, sheet.PerSheet()) {
			d.Tags = append(d.Tags, code.Code{Kind: code.Tool, Number: uint32(900 + i)})
		}
		paper := labels(t, d)
		for _, dpi := range []float64{203.2, 300, 600} {
			if !whole() && dpi != 203.2 && sheet != inventory.Sheet48 { // the smallest tag stands for the others
				continue
			}
			page := rasterAt(t, paper, dpi)[0]
			for i, tag := range d.Tags {
				place := g.part(page, i/2, dpi/25.4)
				half := place.Rect.Dx() / 2
				one := crop(place, image.Rect(i%2*half, 0, i%2*half+half, place.Rect.Dy()))
				for reader, got := range map[string]string{"gozxing": scanned(t, one), "zbarimg": zbar(t, one)[0]} {
					if got != tag.Payload() {
						t.Errorf("%s, %.0f dpi, tag %d: %s reads %q", name, dpi, i, reader, got)
					}
				}
			}
		}
	}
}

// A blot of a twentieth of the code, wherever it falls but on the three
// corners by which a reader finds the code.
func TestALabelWithABlotCanBeScanned(t *testing.T) {
	unraced(t)
	for name, sheet := range sheets {
		g := gridOf(sheet)
		d := sampleLabels(1)
		d.Sheet = sheet
		clean := g.part(raster(t, labels(t, d))[0], 0, 8)
		side := 21 * g.module * 8
		left := 4*g.module*8 + 1
		top := (float64(clean.Rect.Dy()) - side) / 2
		blot := side * math.Sqrt(0.05)
		n := 0
		for _, at := range [][2]float64{{0.35, 0.35}, {0.4, 0.05}, {0.75, 0.4}, {0.05, 0.4}, {0.4, 0.75}, {0.7, 0.7}, {0.5, 0.5}} {
			img := crop(clean, clean.Rect)
			x, y := int(left+at[0]*side), int(top+at[1]*side)
			draw.Draw(img, image.Rect(x, y, x+int(blot), y+int(blot)), image.NewUniform(color.Gray{Y: 0}), image.Point{}, draw.Src)
			if got := scanned(t, img); got != d.Labels[0].Tool.Payload() {
				t.Errorf("%s, a blot at %v: %q", name, at, got)
			}
			if n++; whole() || n == 1 {
				if got := zbar(t, img)[0]; got != d.Labels[0].Tool.Payload() {
					t.Errorf("%s, a blot at %v: zbarimg reads %q", name, at, got)
				}
			}
		}
	}
}

func TestLabelsBeginWhereTheSheetIsStillFull(t *testing.T) {
	for _, c := range []struct {
		sheet                      inventory.LabelSheet
		labels, tags, start, pages int
	}{
		{inventory.Sheet48, 0, 0, 0, 1}, {inventory.Sheet48, 48, 0, 0, 1}, {inventory.Sheet48, 49, 0, 0, 2}, {inventory.Sheet48, 1, 0, 47, 1}, {inventory.Sheet48, 2, 0, 47, 2},
		{inventory.Sheet48, 48, 0, -1, 1}, {inventory.Sheet48, 48, 0, 48, 1}, {inventory.Sheet48, 100, 0, 5, 3}, {inventory.Sheet48, 47, 2, 0, 1}, {inventory.Sheet48, 47, 3, 0, 2},
		{inventory.Sheet44, 44, 0, 0, 1}, {inventory.Sheet44, 44, 1, 0, 2}, {inventory.Sheet44, 1, 0, 43, 1}, {inventory.Sheet44, 2, 0, 43, 2},
		{inventory.Single50, 3, 0, 0, 3}, {inventory.Single50, 1, 3, 0, 3}, {inventory.Single50, 1, 0, 9, 1},
	} {
		d := sampleLabels(c.labels)
		d.Sheet, d.Start = c.sheet, c.start
		d.Tags = make([]code.Code, c.tags)
		for i := range d.Tags {
			d.Tags[i] = code.Code{Kind: code.Tool, Number: uint32(i)}
		}
		if p := labels(t, d); p.Pages != c.pages {
			t.Errorf("sheet %d: %d labels and %d tags from place %d: %d pages, want %d", c.sheet, c.labels, c.tags, c.start, p.Pages, c.pages)
		}
	}
	for name, sheet := range sheets {
		g := gridOf(sheet)
		x, y := g.place(0)
		right, below := g.place(sheet.PerSheet() - 1)
		if x < 0 || y < 0 || math.Abs(x+right+g.wide-g.width) > 1e-9 || math.Abs(y+below+g.high-g.height) > 1e-9 {
			t.Errorf("%s: the grid is not in the middle of the page", name)
		}
	}
}
