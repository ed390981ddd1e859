package raster_test

import (
	"errors"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/printing/forms"
	"redwrench/printing/pdf"
	"redwrench/printing/raster"
	"redwrench/printing/text"
)

// slip is a loan slip as the shop prints it.
func slip(t testing.TB, l words.Lang) *pdf.Page {
	t.Helper()
	lhasa := time.FixedZone("CST", 8*3600)
	paper, err := forms.Slip(forms.LoanSlip{
		Lang: l, Slip: inventory.LoanID(123).Code(), Borrower: "扎*珠", Phone: "138****6621",
		Shop: forms.Shop{Name: inventory.Name{Zh: "红扳手志愿服务铺", En: "Red Wrench Volunteer Service Shop"}, Place: "雄嘎社区 · 扎细街道", Phone: "0891-0000000"},
		Out:  time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa),
		Lines: []forms.SlipLine{
			{Tool: inventory.ToolID(31).Code(), Name: "人字梯 2 米", Second: "སྐས་འཛེག", Safety: "两人使用：一人扶梯，一人上梯。མི་གཉིས་ཀྱིས་སྤྱོད་དགོས།", Due: time.Date(2026, 11, 27, 18, 0, 0, 0, lhasa)},
			{Tool: inventory.ToolID(12).Code(), Name: "充电式冲击钻", Second: "གློག་སོར།", Parts: []string{"电池 × 2", "充电器 × 1", "钻头 × 5"}, Due: time.Date(2026, 11, 27, 18, 0, 0, 0, lhasa)},
		},
	})
	if err != nil {
		t.Fatal(err)
	}
	return paper.Document.List()[0]
}

// keep writes a picture to out/paper for a person to look at, when asked for.
func keep(t testing.TB, b raster.Bitmap, name string) {
	t.Helper()
	dir := os.Getenv("REDWRENCH_GALLERY")
	if dir == "" {
		return
	}
	f, err := os.Create(filepath.Join(dir, name+".png"))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	if err := png.Encode(f, b.Picture()); err != nil {
		t.Fatal(err)
	}
}

func read(t testing.TB, b raster.Bitmap) string {
	t.Helper()
	dots, err := gozxing.NewBinaryBitmapFromImage(b.Picture())
	if err != nil {
		t.Fatal(err)
	}
	found, err := qrcode.NewQRCodeReader().Decode(dots, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		t.Fatalf("no code can be read: %v", err)
	}
	return found.GetText()
}

func TestTheCodeOfASlipScansOnEveryHead(t *testing.T) {
	for name, head := range map[string]raster.Head{
		"80 mm": {Dots: 576, DPI: 203}, "58 mm": {Dots: 384, DPI: 203}, "80 mm at 180 dpi": {Dots: 512, DPI: 180}, "80 mm at 300 dpi": {Dots: 848, DPI: 300},
	} {
		for _, l := range words.All {
			b := raster.Page(slip(t, l), head)
			keep(t, b, "slip-"+string(l)+"-"+name)
			if b.Width != head.Dots {
				t.Errorf("%s: %d dots wide", name, b.Width)
			}
			if got, want := read(t, b), inventory.LoanID(123).Code().Payload(); got != want {
				t.Errorf("%s in %s: the code says %q, want %q", name, l, got, want)
			}
		}
	}
}

// black counts dots in a part of the bitmap.
func black(b raster.Bitmap, left, top, right, bottom int) int {
	n := 0
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			if b.Black(x, y) {
				n++
			}
		}
	}
	return n
}

func TestMarksFallOnTheDotsTheyStandOn(t *testing.T) {
	doc := pdf.New("")
	p := doc.Page(80, 20)
	p.Fill(10, 2, 5, 3)
	p.Rule(4, 10, 72, 0.01)         // thinner than a dot
	p.Dashes(4, 12, 10, 0.25, 1, 1) // five dashes of eight dots by two
	p.Frame(20, 14, 10, 4, 0.25)    // two dots thick
	p.White(10, 4.5, text.Set(text.Span{Text: "一", Style: text.Style{Size: 9}}))
	p.Shade(60, 14, 10, 4)
	b := raster.Page(p, raster.Head{Dots: 640, DPI: 203})
	if got, want := black(b, 470, 100, 640, 160), 80*32/8; got != want {
		t.Errorf("the grey box has %d dots, want one of eight, %d", got, want)
	}
	if got := black(b, 80, 16, 120, 40); got >= 40*24 || got < 40*24*3/4 {
		t.Errorf("the box with a white stroke has %d of %d dots", got, 40*24)
	}
	if got := black(b, 0, 75, 640, 85); got != 72*8 {
		t.Errorf("a thin rule has %d dots, want %d", got, 72*8)
	}
	if got := black(b, 0, 90, 640, 102); got != 5*8*2 {
		t.Errorf("the dashes have %d dots, want %d", got, 5*8*2)
	}
	if got, want := black(b, 0, 105, 470, 160), 2*(80*2)+2*((32-4)*2); got != want {
		t.Errorf("the frame has %d dots, want %d", got, want)
	}
}

func TestWhatIsTooWideIsDrawnSmallerAndNothingIsLost(t *testing.T) {
	doc := pdf.New("")
	p := doc.Page(210, 20)
	p.Fill(0, 2, 1, 1)
	p.Fill(209, 2, 1, 1)
	b := raster.Page(p, raster.Head{Dots: 576, DPI: 203})
	if black(b, 0, 0, 10, b.Height) == 0 || black(b, 566, 0, 576, b.Height) == 0 {
		t.Error("an edge is cut off")
	}
}

func BenchmarkSlip(b *testing.B) {
	p := slip(b, words.Chinese)
	for b.Loop() {
		raster.Page(p, raster.Head{Dots: 576, DPI: 203})
	}
}

func TestAPictureForTheScreenIsSmoothAndScans(t *testing.T) {
	page := slip(t, words.Tibetan)
	picture := raster.Picture(page, 8)
	if b := picture.Bounds(); b.Dx() != 640 || b.Dy() != int(page.Height*8) {
		t.Fatalf("the picture is %v of a page of %.0f × %.0f mm", b, page.Width, page.Height)
	}
	greys := map[uint8]bool{}
	for _, g := range picture.Pix {
		greys[g] = true
	}
	if len(greys) < 20 || !greys[0] || !greys[0xFF] {
		t.Errorf("%d greys: edges are not smooth", len(greys))
	}
	dots, err := gozxing.NewBinaryBitmapFromImage(picture)
	if err != nil {
		t.Fatal(err)
	}
	got, err := qrcode.NewQRCodeReader().Decode(dots, nil)
	if err != nil || got.GetText() != inventory.LoanID(123).Code().Payload() {
		t.Errorf("the code reads %v, %v", got, err)
	}
}

// Another reader than the one in our tests finds the code in the dots we send to
// a receipt printer.
func TestZbarReadsTheDots(t *testing.T) {
	program, err := exec.LookPath("zbarimg")
	if err != nil {
		t.Skip("zbarimg is not installed: run `make test`, which installs it")
	}
	for name, head := range map[string]raster.Head{"80 mm, 203 dpi": {Dots: 576, DPI: 203}, "58 mm, 203 dpi": {Dots: 384, DPI: 203}, "80 mm, 300 dpi": {Dots: 850, DPI: 300}} {
		file := filepath.Join(t.TempDir(), "dots.png")
		f, err := os.Create(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(png.Encode(f, raster.Page(slip(t, words.Chinese), head).Picture()), f.Close()); err != nil {
			t.Fatal(err)
		}
		out, err := exec.Command(program, "--nodbus", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", file).Output()
		if got := strings.TrimSpace(string(out)); err != nil || got != inventory.LoanID(123).Code().Payload() {
			t.Errorf("%s: zbarimg reads %q, %v", name, got, err)
		}
	}
}
