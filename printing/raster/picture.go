package raster

import (
	"image"
	"image/color"
	"math"

	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Picture draws a page to be looked at on a screen: smooth, in greys, so many
// dots to the millimetre.
func Picture(p *pdf.Page, perMM float64) *image.Gray {
	to := image.NewGray(image.Rect(0, 0, max(1, int(math.Ceil(p.Width*perMM))), max(1, min(int(math.Ceil(p.Height*perMM)), tallest))))
	for i := range to.Pix {
		to.Pix[i] = white
	}
	p.Draw(&paint{canvas: canvas{scale: perMM}, to: to, masks: map[shape]alpha{}})
	return to
}

const white = 0xFF

// paint draws into a picture.
type paint struct {
	canvas // the outlines of glyphs
	to     *image.Gray
	masks  map[shape]alpha
}

// alpha is how much of each dot a glyph covers; left and top are from its
// origin.
type alpha struct {
	left, top int
	dots      *image.Alpha
}

// Glyph implements pdf.Canvas.
func (c *paint) Glyph(face *text.Face, id uint16, x, y, size float64, inWhite bool) {
	key := shape{face, id, size}
	m, ok := c.masks[key]
	if !ok {
		m.left, m.top, m.dots = c.cover(key)
		c.masks[key] = m
	}
	if m.dots == nil {
		return
	}
	ink := 0
	if inWhite {
		ink = white
	}
	ox, oy := int(math.Round(x*c.scale))+m.left, int(math.Round(y*c.scale))+m.top
	b := m.dots.Bounds()
	for dy := range b.Dy() {
		for dx := range b.Dx() {
			a := int(m.dots.Pix[dy*m.dots.Stride+dx])
			if a == 0 || !(image.Point{X: ox + dx, Y: oy + dy}).In(c.to.Rect) {
				continue
			}
			at := c.to.PixOffset(ox+dx, oy+dy)
			c.to.Pix[at] = uint8((int(c.to.Pix[at])*(white-a) + ink*a) / white)
		}
	}
}

// Box implements pdf.Canvas.
func (c *paint) Box(x, y, width, height float64) { c.area(x, y, width, height, 0) }

// Shade implements pdf.Canvas.
func (c *paint) Shade(x, y, width, height float64) { c.area(x, y, width, height, 0xE1) }

func (c *paint) area(x, y, width, height float64, grey uint8) {
	left, right := edges(x*c.scale, width*c.scale)
	top, bottom := edges(y*c.scale, height*c.scale)
	c.rect(left, top, right, bottom, grey)
}

func (c *paint) rect(left, top, right, bottom int, grey uint8) {
	r := image.Rect(left, top, right, bottom).Intersect(c.to.Rect)
	for y := r.Min.Y; y < r.Max.Y; y++ {
		for x := r.Min.X; x < r.Max.X; x++ {
			c.to.SetGray(x, y, color.Gray{Y: grey})
		}
	}
}

// Code implements pdf.Canvas.
func (c *paint) Code(x, y, module float64, quiet int, bits pdf.Bits) {
	squares(c.scale, 0, x, y, module, quiet, bits, func(left, top, right, bottom int, black bool) {
		grey := uint8(white)
		if black {
			grey = 0
		}
		c.rect(left, top, right, bottom, grey)
	})
}
