package photo

import (
	"bytes"
	"image"
	"image/color"
	"image/jpeg"
	"math"

	"golang.org/x/image/draw"
)

// Picture is a picture to cut a photo out of.
type Picture struct{ image *image.RGBA }

// What is kept of a picture while it is cut: enough for the nearest cut.
const (
	keptShort = 3 * Side  // pixels of its shorter side, at most
	keptLong  = 24 * Side // and of its longer one
)

// reduced is a picture as it is kept; what can be seen through becomes white.
func reduced(picture image.Image) *image.RGBA {
	b := picture.Bounds()
	short, long := min(b.Dx(), b.Dy()), max(b.Dx(), b.Dy())
	scale := min(1, keptShort/float64(short), keptLong/float64(long))
	size := func(n int) int { return max(1, int(math.Round(float64(n)*scale))) }
	kept := blank(size(b.Dx()), size(b.Dy()))
	if scale == 1 {
		draw.Draw(kept, kept.Bounds(), picture, b.Min, draw.Over)
	} else {
		draw.BiLinear.Scale(kept, kept.Bounds(), picture, b, draw.Over, nil)
	}
	return kept
}

// blank is a white picture.
func blank(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	draw.Draw(img, img.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
	return img
}

// Cut is the square of a picture that becomes a photo: its middle, and how near it
// is. At 0 it is as large as the picture's shorter side, each step nearer is a
// fifth smaller; below 0 more of the longer side is seen, between white margins.
type Cut struct {
	Middle image.Point
	Near   int
}

// nearest is how near a cut can be: a third of the shorter side, if that is enough
// for a whole photo.
const nearest = 5

// Whole is the largest square that the picture fills, in its middle.
func (p *Picture) Whole() Cut { return p.within(Cut{Middle: p.size().Div(2)}) }

// Move is a cut moved by so many steps of an eighth of its side; it stays in the
// picture.
func (p *Picture) Move(c Cut, right, down int) Cut {
	step := max(1, p.side(c.Near)/8)
	c.Middle = c.Middle.Add(image.Pt(right*step, down*step))
	return p.within(c)
}

// Nearer is a cut so many steps nearer, or farther below 0, as far as that goes.
func (p *Picture) Nearer(c Cut, steps int) Cut {
	for ; steps > 0 && c.Near < nearest && (c.Near < 0 || p.side(c.Near+1) >= Side); steps-- {
		c.Near++
	}
	for ; steps < 0 && p.side(c.Near) < max(p.size().X, p.size().Y); steps++ {
		c.Near--
	}
	return p.within(c)
}

func (p *Picture) size() image.Point { return p.image.Bounds().Size() }

// side is the side of a cut in pixels.
func (p *Picture) side(near int) int {
	size := p.size()
	side := float64(min(size.X, size.Y)) * math.Pow(0.8, float64(near))
	return min(max(1, int(math.Round(side))), max(size.X, size.Y))
}

// within is a cut that shows as much of the picture as it can.
func (p *Picture) within(c Cut) Cut {
	side, size := p.side(c.Near), p.size()
	along := func(middle, length int) int {
		if side >= length {
			return length / 2
		}
		return min(max(middle, side/2), length-side+side/2)
	}
	c.Middle = image.Pt(along(c.Middle.X, size.X), along(c.Middle.Y, size.Y))
	return c
}

// Photo is a cut as a JPEG of at most MaxBytes.
func (p *Picture) Photo(c Cut) ([]byte, error) {
	c = p.within(c)
	cut := p.side(c.Near)
	corner := c.Middle.Sub(image.Pt(cut/2, cut/2))
	seen := image.Rectangle{Min: corner, Max: corner.Add(image.Pt(cut, cut))}.Intersect(p.image.Bounds())
	for side := min(cut, Side); ; side = side * 3 / 4 {
		square := blank(side, side)
		at := func(q image.Point) image.Point { return q.Sub(corner).Mul(side).Div(cut) }
		draw.BiLinear.Scale(square, image.Rectangle{Min: at(seen.Min), Max: at(seen.Max)}, p.image, seen, draw.Src, nil)
		for quality := 85; quality >= 45; quality -= 10 {
			var out bytes.Buffer
			if err := jpeg.Encode(&out, square, &jpeg.Options{Quality: quality}); err != nil {
				return nil, err
			}
			if out.Len() <= MaxBytes {
				return out.Bytes(), nil
			}
		}
	}
}
