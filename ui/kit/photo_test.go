package kit

import (
	"image"
	"image/color"
	"image/draw"
	"testing"
)

func TestAPhotoLosesOnlyItsCorners(t *testing.T) {
	full := color.RGBA{R: 200, G: 100, B: 50, A: 255}
	picture := image.NewRGBA(image.Rect(0, 0, 40, 40))
	draw.Draw(picture, picture.Rect, image.NewUniform(full), image.Point{}, draw.Src)
	out := rounded(picture, 10)
	for _, p := range []image.Point{{0, 0}, {39, 0}, {0, 39}, {39, 39}} {
		if c := out.At(p.X, p.Y).(color.RGBA); c.A != 0 {
			t.Errorf("the corner at %v is still there: %v", p, c)
		}
	}
	for _, p := range []image.Point{{20, 0}, {0, 20}, {39, 20}, {20, 39}, {20, 20}, {5, 5}} {
		if c := out.At(p.X, p.Y).(color.RGBA); c != full {
			t.Errorf("at %v there is %v", p, c)
		}
	}
	if picture.RGBAAt(0, 0) != full {
		t.Error("the picture itself was changed")
	}
}
