package text

import (
	"encoding/binary"
	"slices"
)

// Cut gathers the glyphs one document uses, of all faces, and makes one font
// file of them: a PDF writer pays dearly for each font, not for each glyph.
//
// Each glyph gets a code of 16 bits. A character that is drawn by its own glyph
// keeps its code, so that the page can be searched and copied; where two faces
// want the same code the first has it. All other glyphs get codes of the
// private area. The same calls in the same order make the same file. The faces
// must have the same em. Not safe for concurrent use; the zero Cut is empty.
type Cut struct {
	taken []source
	at    map[source]uint16 // its number in the cut font
	codes map[rune]source
	own   map[source]rune // its private code
}

// source is a glyph in its face.
type source struct {
	face *Face
	id   uint16
}

// The private area of the first plane.
const privateFirst, privateLast = 0xE000, 0xF8FF

// Code is the code of a glyph in the cut font. plain is the character that the
// glyph draws by itself, or 0. The second result says that the code is that
// character; if not, the page has to say what the text is.
func (c *Cut) Code(face *Face, id uint16, plain rune) (code rune, speaks bool) {
	g := source{face, id}
	if plain >= ' ' && plain < 0xFFFE && (plain < 0xD800 || plain > privateLast) {
		if has, ok := c.codes[plain]; !ok || has == g {
			c.take(g)
			c.codes[plain] = g
			return plain, true
		}
	}
	if code, ok := c.own[g]; ok {
		return code, false
	}
	if len(c.own) > privateLast-privateFirst {
		return privateFirst, false // thousands of rare glyphs on one page: the first stands for the rest
	}
	c.take(g)
	code = rune(privateFirst + len(c.own))
	c.own[g] = code
	c.codes[code] = g
	return code, false
}

// take is the number of the glyph in the cut font. Number 0, the box for what
// is not there, stays apart: a writer may treat it in its own way.
func (c *Cut) take(g source) uint16 {
	if c.at == nil {
		c.at, c.codes, c.own = map[source]uint16{}, map[rune]source{}, map[source]rune{}
		c.taken = []source{{g.face, 0}}
	}
	n, ok := c.at[g]
	if !ok {
		n = uint16(len(c.taken))
		c.taken = append(c.taken, g)
		c.at[g] = n
	}
	return n
}

// TTF is the font file, nil when nothing was taken.
func (c *Cut) TTF() []byte {
	if len(c.taken) == 0 {
		return nil
	}
	be := binary.BigEndian
	glyf, loca, hmtx := make([]byte, 0, 1<<16), make([]byte, 0, 1<<10), make([]byte, 0, 1<<10)
	for i := 0; i < len(c.taken); i++ { // grows: parts of composite glyphs are taken on the way
		g := c.taken[i]
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		glyf = append(glyf, c.renumber(g)...)
		for len(glyf)%4 != 0 {
			glyf = append(glyf, 0)
		}
		at := 4 * min(int(g.id), g.face.longs-1)
		hmtx = append(hmtx, piece(g.face.tables["hmtx"], at, 2)...)
		hmtx = be.AppendUint16(hmtx, uint16(u16(g.face.outline(g.id), 2))) // the left side is where the ink begins
	}
	loca = be.AppendUint32(loca, uint32(len(glyf)))
	first := c.taken[0].face.tables
	number := func(table string, least, at, v int) []byte {
		t := make([]byte, max(least, len(first[table])))
		copy(t, first[table])
		be.PutUint16(t[at:], uint16(v))
		return t
	}
	hhea, head := number("hhea", 36, 34, len(c.taken)), number("head", 54, 50, 1)
	be.PutUint32(head[8:], 0)
	return assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": number("maxp", 6, 4, len(c.taken)),
		"OS/2": number("OS/2", 96, 8, 0), // fsType: may be embedded
		"glyf": glyf, "loca": loca, "hmtx": hmtx, "cmap": c.cmap(),
		"name": {0, 0, 0, 0, 0, 6},
		"post": append([]byte{0, 3, 0, 0}, make([]byte, 28)...),
	})
}

// renumber copies an outline; the parts of a composite one are taken and named
// by their new numbers.
func (c *Cut) renumber(g source) []byte {
	outline := g.face.outline(g.id)
	if len(outline) < 10 || int16(u16(outline, 0)) >= 0 {
		return outline
	}
	const words, scale, more, scales, matrix = 1, 8, 32, 64, 128
	out := slices.Clone(outline)
	for at := 10; at+4 <= len(out); {
		flags := u16(out, at)
		binary.BigEndian.PutUint16(out[at+2:], c.take(source{g.face, g.face.known(u16(out, at+2))}))
		at += 6
		if flags&words != 0 {
			at += 2
		}
		switch {
		case flags&scale != 0:
			at += 2
		case flags&scales != 0:
			at += 4
		case flags&matrix != 0:
			at += 8
		}
		if flags&more == 0 {
			break
		}
	}
	return out
}

// cmap is a table of format 4: a segment for each run of codes whose glyphs
// follow each other.
func (c *Cut) cmap() []byte {
	codes := make([]rune, 0, len(c.codes))
	for code := range c.codes {
		codes = append(codes, code)
	}
	slices.Sort(codes)
	type segment struct{ first, last, delta int }
	var segments []segment
	for _, code := range codes {
		delta := int(c.at[c.codes[code]]) - int(code)
		if n := len(segments); n > 0 && segments[n-1].last == int(code)-1 && segments[n-1].delta == delta {
			segments[n-1].last = int(code)
			continue
		}
		segments = append(segments, segment{int(code), int(code), delta})
	}
	segments = append(segments, segment{0xFFFF, 0xFFFF, 1})
	power := 0
	for 2<<power <= len(segments) {
		power++
	}
	n := len(segments)
	words := []int{0, 1, 3, 1, 0, 12, 4, 16 + 8*n, 0, 2 * n, 2 << power, power, 2*n - 2<<power}
	for _, s := range segments {
		words = append(words, s.last)
	}
	words = append(words, 0)
	for _, s := range segments {
		words = append(words, s.first)
	}
	for _, s := range segments {
		words = append(words, s.delta)
	}
	words = append(words, make([]int, n)...)
	out := make([]byte, 0, 2*len(words))
	for _, w := range words {
		out = binary.BigEndian.AppendUint16(out, uint16(w))
	}
	return out
}
