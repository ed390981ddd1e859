package text

// Pen draws an outline. Coordinates are in thousandths of the type size, y
// upwards; each contour begins with Move and ends where it began.
type Pen interface {
	Move(x, y float64)
	Line(x, y float64)
	Quad(cx, cy, x, y float64)
}

// Draw draws a glyph with pen, filled by the rule of winding numbers. A blank
// draws nothing; so does an outline that is cut short.
func (f *Face) Draw(id uint16, pen Pen) {
	k := 1000 / float64(f.units)
	f.draw(id, affine{k, 0, 0, k, 0, 0}, pen, mostNested)
}

// mostNested is how deep a composite glyph may be made of composite glyphs.
const mostNested = 6

// affine maps a glyph's units: x' = xx·x + xy·y + dx, y' = yx·x + yy·y + dy.
type affine struct{ xx, xy, yx, yy, dx, dy float64 }

func (a affine) at(x, y float64) (float64, float64) {
	return a.xx*x + a.xy*y + a.dx, a.yx*x + a.yy*y + a.dy
}

// of is a after part.
func (a affine) of(part affine) affine {
	dx, dy := a.at(part.dx, part.dy)
	return affine{
		a.xx*part.xx + a.xy*part.yx, a.xx*part.xy + a.xy*part.yy,
		a.yx*part.xx + a.yy*part.yx, a.yx*part.xy + a.yy*part.yy, dx, dy,
	}
}

func (f *Face) draw(id uint16, a affine, pen Pen, depth int) {
	g := f.outline(id)
	if len(g) < 10 {
		return
	}
	if contours := int(int16(u16(g, 0))); contours >= 0 {
		for _, c := range contoursOf(g, contours) {
			c.draw(a, pen)
		}
		return
	}
	if depth == 0 {
		return
	}
	f.parts(g, func(part uint16, place affine) { f.draw(part, a.of(place), pen, depth-1) })
}

// Flags of a composite glyph's parts (OpenType, glyf).
const (
	partWords, partOffsets, partScale, partMore, partScales, partMatrix = 1, 2, 8, 32, 64, 128
)

// parts calls fn for each part of a composite glyph.
func (f *Face) parts(g []byte, fn func(id uint16, place affine)) {
	two14 := func(at int) float64 { return float64(int16(u16(g, at))) / (1 << 14) }
	for at := 10; at+4 <= len(g); {
		flags, id := u16(g, at), f.known(u16(g, at+2))
		at += 4
		place := affine{xx: 1, yy: 1}
		if flags&partWords != 0 {
			place.dx, place.dy = float64(int16(u16(g, at))), float64(int16(u16(g, at+2)))
			at += 4
		} else if at+2 <= len(g) {
			place.dx, place.dy = float64(int8(g[at])), float64(int8(g[at+1]))
			at += 2
		}
		if flags&partOffsets == 0 { // points to be laid on each other: no face of ours does
			place.dx, place.dy = 0, 0
		}
		switch {
		case flags&partScale != 0:
			place.xx = two14(at)
			place.yy = place.xx
			at += 2
		case flags&partScales != 0:
			place.xx, place.yy = two14(at), two14(at+2)
			at += 4
		case flags&partMatrix != 0:
			place.xx, place.yx, place.xy, place.yy = two14(at), two14(at+2), two14(at+4), two14(at+6)
			at += 8
		}
		fn(id, place)
		if flags&partMore == 0 {
			return
		}
	}
}

// point is a point of a contour; one that is not on the curve pulls it.
type point struct {
	x, y float64
	on   bool
}

type contour []point

// contoursOf reads the contours of a simple glyph; none when it is cut short.
func contoursOf(g []byte, n int) []contour {
	at := 10
	ends := make([]int, n)
	for i := range ends {
		ends[i] = u16(g, at)
		at += 2
	}
	if n == 0 {
		return nil
	}
	points := make([]point, ends[n-1]+1)
	at += 2 + u16(g, at) // instructions
	flags := make([]byte, 0, len(points))
	for len(flags) < len(points) {
		if at >= len(g) {
			return nil
		}
		flag, times := g[at], 1
		at++
		if flag&8 != 0 {
			if at >= len(g) {
				return nil
			}
			times += int(g[at])
			at++
		}
		for range min(times, len(points)-len(flags)) {
			flags = append(flags, flag)
		}
	}
	at, ok := coordinates(g, at, flags, 2, 16, func(i, v int) { points[i].x, points[i].on = float64(v), flags[i]&1 != 0 })
	if ok {
		_, ok = coordinates(g, at, flags, 4, 32, func(i, v int) { points[i].y = float64(v) })
	}
	if !ok {
		return nil
	}
	list, from := make([]contour, 0, n), 0
	for _, end := range ends {
		if end+1 < from || end >= len(points) {
			return nil
		}
		list = append(list, points[from:end+1])
		from = end + 1
	}
	return list
}

// coordinates reads the x or y of all points, stored as steps: short is the
// flag of one byte, same that of a repeated or a positive one.
func coordinates(g []byte, at int, flags []byte, short, same byte, set func(i, v int)) (int, bool) {
	v := 0
	for i, flag := range flags {
		switch {
		case flag&short != 0:
			if at >= len(g) {
				return at, false
			}
			step := int(g[at])
			at++
			if flag&same == 0 {
				step = -step
			}
			v += step
		case flag&same == 0:
			if at+2 > len(g) {
				return at, false
			}
			v += int(int16(u16(g, at)))
			at += 2
		}
		set(i, v)
	}
	return at, true
}

// draw draws the contour; between two points that both pull lies one on the
// curve.
func (c contour) draw(a affine, pen Pen) {
	if len(c) < 2 {
		return
	}
	middle := func(p, q point) point { return point{(p.x + q.x) / 2, (p.y + q.y) / 2, true} }
	start, rest := c[0], c[1:]
	if !start.on {
		if last := c[len(c)-1]; last.on {
			start, rest = last, c[:len(c)-1]
		} else {
			start, rest = middle(last, start), c
		}
	}
	pen.Move(a.at(start.x, start.y))
	to := func(pull *point, p point) {
		x, y := a.at(p.x, p.y)
		if pull == nil {
			pen.Line(x, y)
			return
		}
		cx, cy := a.at(pull.x, pull.y)
		pen.Quad(cx, cy, x, y)
	}
	var pull *point
	for i := range rest {
		p := &rest[i]
		switch {
		case p.on:
			to(pull, *p)
			pull = nil
		case pull != nil:
			to(pull, middle(*pull, *p))
			pull = p
		default:
			pull = p
		}
	}
	to(pull, start)
}
