package forms

import (
	"fmt"
	"image"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"
)

// tool is the path of a program of the system; the test is skipped without it.
func tool(t testing.TB, name, from string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil {
		t.Skipf("%s is not installed (Debian: %s)", name, from)
	}
	return path
}

func run(t testing.TB, program string, args ...string) string {
	t.Helper()
	out, err := exec.Command(program, args...).Output()
	if err != nil {
		t.Fatalf("%s: %v", filepath.Base(program), err)
	}
	return string(out)
}

func save(t testing.TB, p Paper) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(path, p.PDF, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

// written is the text of a paper as another program reads it.
func written(t testing.TB, p Paper) string {
	t.Helper()
	return run(t, tool(t, "pdftotext", "poppler-utils"), "-raw", save(t, p), "-")
}

// raster is the pages of a paper as a printer of 203.2 dpi (8 dots a
// millimetre) puts them down.
func raster(t testing.TB, p Paper) []*image.Gray {
	t.Helper()
	return rasterAt(t, p, 203.2)
}

func rasterAt(t testing.TB, p Paper, dpi float64) []*image.Gray {
	t.Helper()
	dir := t.TempDir()
	run(t, tool(t, "pdftoppm", "poppler-utils"), "-r", fmt.Sprint(dpi), "-gray", "-png", save(t, p), filepath.Join(dir, "page"))
	names, err := filepath.Glob(filepath.Join(dir, "page*.png"))
	if err != nil || len(names) != p.Pages {
		t.Fatalf("%d pictures of %d pages: %v", len(names), p.Pages, err)
	}
	var pages []*image.Gray
	for _, name := range names {
		file, err := os.Open(name)
		if err != nil {
			t.Fatal(err)
		}
		img, err := png.Decode(file)
		if err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		gray := image.NewGray(img.Bounds())
		draw.Draw(gray, gray.Bounds(), img, img.Bounds().Min, draw.Src)
		pages = append(pages, gray)
	}
	return pages
}

// crop is a part of a page, in dots, as a picture of its own.
func crop(page *image.Gray, r image.Rectangle) *image.Gray {
	out := image.NewGray(image.Rect(0, 0, r.Dx(), r.Dy()))
	draw.Draw(out, out.Bounds(), page, r.Min, draw.Src)
	return out
}

// scanned is the QR code of a picture, read in this process.
func scanned(t testing.TB, img image.Image) string {
	t.Helper()
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, map[gozxing.DecodeHintType]any{gozxing.DecodeHintType_TRY_HARDER: true})
	if err != nil {
		return err.Error()
	}
	return result.GetText()
}

// zbar is the QR codes of pictures, one each, read by zbarimg.
func zbar(t testing.TB, imgs ...*image.Gray) []string {
	t.Helper()
	program := tool(t, "zbarimg", "zbar-tools")
	dir := t.TempDir()
	var out []string
	for i, img := range imgs {
		name := filepath.Join(dir, "part.png")
		file, err := os.Create(name)
		if err != nil {
			t.Fatal(err)
		}
		if err := png.Encode(file, img); err != nil {
			t.Fatal(err)
		}
		if err := file.Close(); err != nil {
			t.Fatal(err)
		}
		text, err := exec.Command(program, "--nodbus", "-q", "--raw", "-Sdisable", "-Sqrcode.enable", name).Output()
		if err != nil {
			t.Errorf("picture %d: %v", i, err)
		}
		out = append(out, strings.TrimSpace(string(text)))
	}
	return out
}
