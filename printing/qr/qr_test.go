package qr

import (
	"errors"
	"image"
	"image/color"
	"strings"
	"testing"

	"github.com/makiuchi-d/gozxing"
	"github.com/makiuchi-d/gozxing/qrcode"

	"redwrench/inventory/code"
)

func TestEveryCodeOfTheShopIsTheSmallestQR(t *testing.T) {
	for _, kind := range []code.Kind{code.Tool, code.Loan, code.Resident, code.Staff, code.Job} {
		for _, number := range []uint32{0, 1, 7, 123, 31337, 500_000, 999_999} {
			payload := code.Code{Kind: kind, Number: number}.Payload()
			m, err := New(payload)
			if err != nil {
				t.Fatal(err)
			}
			if m.Size() != 21 {
				t.Errorf("%s: %d modules, want 21", payload, m.Size())
			}
			if got := decode(t, m); got != payload {
				t.Errorf("%s reads as %q", payload, got)
			}
		}
	}
}

func TestWhatCannotBeWritten(t *testing.T) {
	if _, err := New(strings.Repeat("长", 2000)); !errors.Is(err, ErrTooLong) {
		t.Errorf("too long: %v", err)
	}
	if _, err := New(""); err == nil {
		t.Error("nothing was written")
	}
	if m, err := New("红扳手 \x00\xff"); err != nil || m.Size() < 21 {
		t.Errorf("any bytes: %v", err)
	}
}

func TestOutsideAMatrixAllIsWhite(t *testing.T) {
	m, err := New("R:T0001237")
	if err != nil {
		t.Fatal(err)
	}
	if m.Dark(-1, 0) || m.Dark(0, 21) || m.Dark(99, 99) || !m.Dark(0, 0) {
		t.Error("a module outside is black, or the corner is white")
	}
	if (Matrix{}).Dark(0, 0) {
		t.Error("an empty matrix has a module")
	}
}

// decode reads a matrix as a camera would see it, 8 pixels a module.
func decode(t *testing.T, m Matrix) string {
	t.Helper()
	const scale = 8
	side := (m.Size() + 2*Quiet) * scale
	img := image.NewGray(image.Rect(0, 0, side, side))
	for y := range side {
		for x := range side {
			v := color.Gray{Y: 255}
			if m.Dark(x/scale-Quiet, y/scale-Quiet) {
				v.Y = 0
			}
			img.SetGray(x, y, v)
		}
	}
	bitmap, err := gozxing.NewBinaryBitmapFromImage(img)
	if err != nil {
		t.Fatal(err)
	}
	result, err := qrcode.NewQRCodeReader().Decode(bitmap, nil)
	if err != nil {
		t.Fatal(err)
	}
	return result.GetText()
}
