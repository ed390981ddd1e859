package kit

import (
	"image"
	"image/color"
	"testing"

	"redwrench/assets"
)

func TestEveryIconIsDrawnInItsColour(t *testing.T) {
	ink := color.NRGBA{R: 0xB3, G: 0x18, B: 0x1F, A: 255}
	for _, name := range append(assets.IconNames(), "no such icon") {
		img := drawIcon(name, ink, 48)
		full := 0
		for y := range 48 {
			for x := range 48 {
				switch c := color.NRGBAModel.Convert(img.At(x, y)).(color.NRGBA); {
				case c == ink:
					full++
				case c.A == 255:
					t.Fatalf("%s: a point in another colour: %v", name, c)
				}
			}
		}
		if full < 48 {
			t.Errorf("%s: %d points are drawn", name, full)
		}
	}
}

func TestAnIconIsDrawnOnceForASizeAndAColour(t *testing.T) {
	var m iconMemo
	black, red := color.NRGBA{A: 255}, color.NRGBA{R: 255, A: 255}
	first := m.of("wrench", black, 32)
	if m.of("wrench", black, 32) != first {
		t.Error("it was drawn a second time")
	}
	if m.of("wrench", black, 40) == first || m.of("wrench", red, 32) == first || m.of("hammer", black, 32) == first {
		t.Error("another one is the same")
	}
	for side := range mostIcons + 10 {
		m.of("wrench", black, side+1)
	}
	if len(m.drawn) > mostIcons {
		t.Errorf("%d icons are remembered", len(m.drawn))
	}
	if b := m.of("wrench", black, 0).Bounds(); b != image.Rect(0, 0, 1, 1) {
		t.Errorf("an icon of no size is %v", b)
	}
}
