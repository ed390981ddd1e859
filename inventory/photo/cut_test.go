package photo

import (
	"bytes"
	"context"
	"image"
	"image/color"
	"testing"
)

// bands is a picture of twelve bands from left to right, each of another grey.
func bands(w, h int) *Picture {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			grey := uint8(10 + x*12/w*20)
			img.SetRGBA(x, y, color.RGBA{R: grey, G: grey, B: grey, A: 255})
		}
	}
	p, err := Read(context.Background(), bytes.NewReader(asPNG(img)))
	if err != nil {
		panic(err)
	}
	return p
}

// grey is how bright a photo is at a part of its width, in its middle.
func grey(t *testing.T, p *Picture, c Cut, part float64) int {
	t.Helper()
	raw, err := p.Photo(c)
	if err != nil {
		t.Fatal(err)
	}
	if err := Check(raw); err != nil {
		t.Fatalf("a cut %+v is no photo", c)
	}
	img, _ := Open(raw)
	side := img.Bounds().Dx()
	r, _, _, _ := img.At(int(part*float64(side-1)), side/2).RGBA()
	return int(r >> 8)
}

func TestACutIsMovedInThePictureAndNoFarther(t *testing.T) {
	p := bands(1440, 480) // each band is 120 wide, a cut shows four
	c := p.Whole()
	if left, right := grey(t, p, c, 0.1), grey(t, p, c, 0.9); left < 80 || left > 100 || right < 140 || right > 160 {
		t.Errorf("in the middle %d … %d, want bands 4 … 7: 90 … 150", left, right)
	}
	c = p.Move(c, -1, 0)
	if c.Middle.X != 720-60 {
		t.Errorf("a step of %d pixels, want an eighth of 480", 720-c.Middle.X)
	}
	for range 20 {
		c = p.Move(c, -1, 0)
	}
	if left := grey(t, p, c, 0.1); left < 5 || left > 15 {
		t.Errorf("at the left end %d, want the first band: 10", left)
	}
	if p.Move(c, -1, 0) != c {
		t.Error("it goes beyond the left end")
	}
	if p.Move(c, 0, 1) != c || p.Move(c, 0, -1) != c {
		t.Error("it goes up or down where nothing is")
	}
	if right := p.Move(c, 100, 0); grey(t, p, right, 0.9) < 225 || grey(t, p, right, 0.9) > 235 {
		t.Errorf("at the right end %d, want the last band: 230", grey(t, p, right, 0.9))
	}
}

func TestACutIsNearerAndFartherInSteps(t *testing.T) {
	p := bands(2880, 1440)
	c := p.Whole()
	if near := p.Nearer(c, 1); p.side(near.Near) != 1152 || p.Nearer(near, -1) != c {
		t.Errorf("a step nearer is %d pixels of 1440, and back %+v", p.side(near.Near), p.Nearer(near, -1))
	}
	nearest := p.Nearer(c, 100)
	if side := p.side(nearest.Near); side > 620 || side < Side || p.Nearer(nearest, 1) != nearest {
		t.Errorf("the nearest is %d pixels", side)
	}
	all := p.Nearer(c, -100)
	if p.side(all.Near) != 2880 || p.Nearer(all, -1) != all {
		t.Errorf("the farthest is %d pixels, want all 2880", p.side(all.Near))
	}
	if first, last := grey(t, p, all, 0.03), grey(t, p, all, 0.97); first > 20 || last < 220 {
		t.Errorf("the whole picture goes from %d to %d", first, last)
	}
	raw, _ := p.Photo(all)
	img, _ := Open(raw)
	if r, _, _, _ := img.At(240, 20).RGBA(); r>>8 < 250 {
		t.Errorf("the margin is %d, want white", r>>8)
	}
	moved := p.Nearer(p.Move(c, 5, 0), -100)
	if moved != all {
		t.Errorf("the farthest after a move is %+v", moved)
	}
}

func TestASmallPictureIsNotMadeLargerByGoingNear(t *testing.T) {
	p := bands(300, 200)
	if c := p.Whole(); p.Nearer(c, 3) != c {
		t.Errorf("nearer: %d pixels", p.side(p.Nearer(c, 3).Near))
	}
	for _, size := range []image.Point{{1, 1}, {1, 900}, {900, 1}, {2, 3}, {479, 481}} {
		p := bands(size.X, size.Y)
		for _, c := range []Cut{p.Whole(), p.Nearer(p.Whole(), -50), p.Nearer(p.Whole(), 50), {Middle: image.Pt(-5, 5000), Near: 900}, {Near: -900}} {
			grey(t, p, c, 0.5)
		}
	}
}

func BenchmarkPhoto(b *testing.B) {
	p := bands(1920, 1440)
	for b.Loop() {
		if _, err := p.Photo(p.Whole()); err != nil {
			b.Fatal(err)
		}
	}
}
