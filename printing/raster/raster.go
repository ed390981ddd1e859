// Package raster draws pages as the dots of a printer that knows no PDF: black
// or white, as many to the millimetre as the printer has. It knows no form and
// no printer.
package raster

import (
	"image"
	"image/color"
	"math"

	"golang.org/x/image/vector"

	"redwrench/printing/pdf"
	"redwrench/printing/text"
)

// Bitmap is black and white dots: rows from the top, each of whole bytes, the
// leftmost dot in the highest bit, 1 for black.
type Bitmap struct {
	Width, Height int
	Rows          []byte
}

// New is a white bitmap.
func New(width, height int) Bitmap {
	return Bitmap{width, height, make([]byte, (width+7)/8*height)}
}

// Stride is the number of bytes of a row.
func (b Bitmap) Stride() int { return (b.Width + 7) / 8 }

// Black says whether a dot is black; outside all is white.
func (b Bitmap) Black(x, y int) bool {
	return x >= 0 && y >= 0 && x < b.Width && y < b.Height && b.Rows[y*b.Stride()+x/8]&(0x80>>(x%8)) != 0
}

func (b Bitmap) set(x, y int, black bool) {
	if x < 0 || y < 0 || x >= b.Width || y >= b.Height {
		return
	}
	at, bit := y*b.Stride()+x/8, byte(0x80>>(x%8))
	if black {
		b.Rows[at] |= bit
	} else {
		b.Rows[at] &^= bit
	}
}

// Picture is the bitmap to be looked at.
func (b Bitmap) Picture() *image.Gray {
	picture := image.NewGray(image.Rect(0, 0, b.Width, b.Height))
	for y := range b.Height {
		for x := range b.Width {
			if !b.Black(x, y) {
				picture.SetGray(x, y, color.Gray{Y: 0xFF})
			}
		}
	}
	return picture
}

// Head is the row of dots that prints: so many in all, so many to the inch.
type Head struct {
	Dots, DPI int
}

// perMM is the dots in a millimetre. Printers that call themselves 203 dpi have
// eight.
func (h Head) perMM() float64 {
	if h.DPI == 203 {
		return 8
	}
	return float64(h.DPI) / 25.4
}

// tallest is the most dots of a page: four metres of a roll at 203 dpi.
const tallest = 32_000

// Page draws a page for a head that stands over the middle of the paper. What
// the head cannot reach because the page is wider is lost only when it is
// blank: else the page is drawn smaller, so that all of its ink fits.
func Page(p *pdf.Page, h Head) Bitmap {
	scale := h.perMM()
	shift := math.Round((float64(h.Dots) - p.Width*scale) / 2)
	left, _, right, _ := p.Ink()
	if left*scale+shift < -slack || right*scale+shift > float64(h.Dots)+slack {
		scale = min(scale, float64(h.Dots)/(right-left))
		shift = (float64(h.Dots) - (left+right)*scale) / 2
	}
	height := min(int(math.Ceil(p.Height*scale)), tallest)
	c := &canvas{to: New(h.Dots, height), scale: scale, shift: shift, shapes: map[shape]mask{}}
	p.Draw(c)
	return c.to
}

// slack is the dots of ink that may be lost at either edge without making the
// whole page smaller: less than a millimetre's eighth.
const slack = 1

// canvas draws into a bitmap.
type canvas struct {
	to           Bitmap
	scale, shift float64
	shapes       map[shape]mask // glyphs drawn before: most come again
	vector       vector.Rasterizer
}

// shape is a glyph at a size.
type shape struct {
	face *text.Face
	id   uint16
	size float64
}

// mask is a glyph's dots; left and top are from its origin.
type mask struct {
	left, top int
	dots      Bitmap
}

// enough is the coverage from which a dot is black, of 255: a little less than
// half, so that a thin stroke between two rows of dots is not lost. Heat makes
// dots grow by itself; more would fill the eyes of Chinese characters.
const enough = 104

// Glyph implements pdf.Canvas. The origin is moved to the nearest dot, so that
// a character looks the same wherever it stands.
func (c *canvas) Glyph(face *text.Face, id uint16, x, y, size float64, white bool) {
	key := shape{face, id, size}
	m, ok := c.shapes[key]
	if !ok {
		m = c.draw(key)
		c.shapes[key] = m
	}
	ox, oy := int(math.Round(x*c.scale+c.shift))+m.left, int(math.Round(y*c.scale))+m.top
	for dy := range m.dots.Height {
		for dx := range m.dots.Width {
			if m.dots.Black(dx, dy) {
				c.to.set(ox+dx, oy+dy, !white)
			}
		}
	}
}

func (c *canvas) draw(s shape) mask {
	left, top, covered := c.cover(s)
	if covered == nil {
		return mask{}
	}
	w, h := covered.Rect.Dx(), covered.Rect.Dy()
	m := mask{left, top, New(w, h)}
	for y := range h {
		for x, a := range covered.Pix[y*covered.Stride : y*covered.Stride+w] {
			if a >= enough {
				m.dots.set(x, y, true)
			}
		}
	}
	return m
}

// cover is how much of each dot a glyph covers, from its origin; nil: it has no
// outline, or is larger than any page.
func (c *canvas) cover(s shape) (dx, dy int, covered *image.Alpha) {
	left, bottom, right, top := s.face.Box(s.id)
	k := s.size * c.scale / 1000 // dots in a thousandth
	if left >= right || bottom >= top || (right-left)*k > 4000 || (top-bottom)*k > 4000 {
		return 0, 0, nil
	}
	dx, dy = int(math.Floor(left*k)), int(math.Floor(-top*k))
	w, h := int(math.Ceil(right*k))-dx, int(math.Ceil(-bottom*k))-dy
	c.vector.Reset(w, h)
	s.face.Draw(s.id, &pen{&c.vector, k, float64(-dx), float64(-dy)})
	covered = image.NewAlpha(image.Rect(0, 0, w, h))
	c.vector.Draw(covered, covered.Bounds(), image.Opaque, image.Point{})
	return dx, dy, covered
}

// pen hands an outline to the rasterizer.
type pen struct {
	to     *vector.Rasterizer
	k      float64
	dx, dy float64
}

func (p *pen) at(x, y float64) (float32, float32) {
	return float32(x*p.k + p.dx), float32(-y*p.k + p.dy)
}

// Move implements text.Pen.
func (p *pen) Move(x, y float64) { p.to.MoveTo(p.at(x, y)) }

// Line implements text.Pen.
func (p *pen) Line(x, y float64) { p.to.LineTo(p.at(x, y)) }

// Quad implements text.Pen.
func (p *pen) Quad(cx, cy, x, y float64) {
	ax, ay := p.at(cx, cy)
	bx, by := p.at(x, y)
	p.to.QuadTo(ax, ay, bx, by)
}

// Box implements pdf.Canvas. A box is at least one dot high and wide.
func (c *canvas) Box(x, y, width, height float64) {
	left, right := edges(x*c.scale+c.shift, width*c.scale)
	top, bottom := edges(y*c.scale, height*c.scale)
	c.fill(left, top, right, bottom, true)
}

// shadeOne is that one dot of so many, along and down, is black in grey.
const shadeOne = 4

// Shade implements pdf.Canvas: single dots in a chequer, none of them beside
// another.
func (c *canvas) Shade(x, y, width, height float64) {
	left, right := edges(x*c.scale+c.shift, width*c.scale)
	top, bottom := edges(y*c.scale, height*c.scale)
	for y := top; y < bottom; y++ {
		for x := left; x < right; x++ {
			if y%2 == 0 && (x+y)%shadeOne == 0 {
				c.to.set(x, y, true)
			}
		}
	}
}

// edges are the dots from and up to which something reaches.
func edges(from, length float64) (int, int) {
	first := int(math.Round(from))
	return first, first + max(1, int(math.Round(length)))
}

func (c *canvas) fill(left, top, right, bottom int, black bool) {
	for y := max(top, 0); y < min(bottom, c.to.Height); y++ {
		for x := max(left, 0); x < min(right, c.to.Width); x++ {
			c.to.set(x, y, black)
		}
	}
}

// Code implements pdf.Canvas.
func (c *canvas) Code(x, y, module float64, quiet int, bits pdf.Bits) {
	squares(c.scale, c.shift, x, y, module, quiet, bits, c.fill)
}

// squares fills a code: first its white border and ground, then its dark modules.
// Every module is the same whole number of dots.
func squares(scale, shift, x, y, module float64, quiet int, bits pdf.Bits, fill func(left, top, right, bottom int, black bool)) {
	n := max(1, int(math.Round(module*scale)))
	side := n * bits.Size()
	spare := (module*scale*float64(bits.Size()) - float64(side)) / 2
	left, top := int(math.Round(x*scale+shift+spare)), int(math.Round(y*scale+spare))
	fill(left-quiet*n, top-quiet*n, left+side+quiet*n, top+side+quiet*n, false)
	for row := range bits.Size() {
		for column := range bits.Size() {
			if bits.Dark(column, row) {
				fill(left+column*n, top+row*n, left+(column+1)*n, top+(row+1)*n, true)
			}
		}
	}
}
