// Package text sets type for paper: it turns Chinese, Tibetan and Latin into
// lines of positioned glyphs, breaks them where a reader would, and cuts the
// small font a document needs out of the big one.
//
// It knows no page and no PDF. Everything it returns is in millimetres; type
// sizes are in points. What it is given may be anything: it never fails and
// never drops a character that can be printed; one that no font has becomes
// a box and is counted as missing.
package text

import (
	"encoding/binary"
	"errors"
	"fmt"
	"sync"

	"redwrench/assets"
)

// ErrFont says that a font file is not one that can be read in place: no
// TrueType outlines, tables missing or too short.
var ErrFont = errors.New("text: unusable font")

// Face is one font file, read where it lies. It is safe for concurrent use.
type Face struct {
	tables map[string][]byte
	cmap   []byte // the subtable in use: format 12 or 4
	units  int    // of an em
	glyphs int
	longs  int // records of hmtx with an advance of their own
	wide   bool
	stacks func() (*shaper, error)
}

// Regular is the face of plain text, Bold the one of what matters.
var (
	Regular = sync.OnceValue(func() *Face { return mustParse(assets.FontRegular) })
	Bold    = sync.OnceValue(func() *Face { return mustParse(assets.FontBold) })
)

func mustParse(file []byte) *Face {
	f, err := Parse(file)
	if err != nil {
		panic(err) // embedded: a test reads both first
	}
	return f
}

// Parse reads the directory of a TrueType file and keeps the file: it must not
// be changed afterwards. It returns ErrFont for a file it cannot use.
func Parse(file []byte) (*Face, error) {
	f := &Face{tables: map[string][]byte{}}
	if len(file) < 12 || binary.BigEndian.Uint32(file) != 0x00010000 {
		return nil, fmt.Errorf("%w: not TrueType", ErrFont)
	}
	for i := range u16(file, 4) {
		entry := piece(file, 12+16*i, 16)
		if entry == nil {
			return nil, fmt.Errorf("%w: directory too short", ErrFont)
		}
		table := piece(file, u32(entry, 8), u32(entry, 12))
		if table == nil {
			return nil, fmt.Errorf("%w: table %q outside the file", ErrFont, entry[:4])
		}
		f.tables[string(entry[:4])] = table
	}
	for name, least := range map[string]int{"head": 54, "hhea": 36, "maxp": 6, "hmtx": 4, "loca": 4, "glyf": 0, "cmap": 4} {
		if table, ok := f.tables[name]; !ok || len(table) < least {
			return nil, fmt.Errorf("%w: no table %q", ErrFont, name)
		}
	}
	f.units = u16(f.tables["head"], 18)
	f.wide = u16(f.tables["head"], 50) == 1
	f.glyphs = u16(f.tables["maxp"], 4)
	f.longs = u16(f.tables["hhea"], 34)
	f.cmap = bestCmap(f.tables["cmap"])
	if f.units == 0 || f.glyphs == 0 || f.longs == 0 || f.longs > f.glyphs || f.cmap == nil || len(f.tables["hmtx"]) < 4*f.longs {
		return nil, fmt.Errorf("%w: tables disagree", ErrFont)
	}
	f.stacks = sync.OnceValues(func() (*shaper, error) { return newShaper(f) })
	return f, nil
}

// bestCmap is the subtable with the widest range: format 12, else format 4.
func bestCmap(cmap []byte) []byte {
	var four []byte
	for i := range u16(cmap, 2) {
		at := u32(cmap, 4+8*i+4)
		if at <= 0 || at+8 > len(cmap) {
			continue
		}
		switch u16(cmap, at) {
		case 12:
			if t := piece(cmap, at, u32(cmap, at+4)); len(t) >= 16 {
				return t
			}
		case 4:
			if t := piece(cmap, at, u16(cmap, at+2)); len(t) >= 16 {
				four = t
			}
		}
	}
	return four
}

// Glyph is the glyph of r, 0 when the face has none.
func (f *Face) Glyph(r rune) uint16 {
	if u16(f.cmap, 0) == 12 {
		return f.glyph12(int(r))
	}
	return f.glyph4(int(r))
}

func (f *Face) glyph12(r int) uint16 {
	low, high := 0, min(u32(f.cmap, 12), (len(f.cmap)-16)/12)
	for low < high {
		mid := (low + high) / 2
		at := 16 + 12*mid
		switch {
		case r > u32(f.cmap, at+4):
			low = mid + 1
		case r < u32(f.cmap, at):
			high = mid
		default:
			return f.known(u32(f.cmap, at+8) + r - u32(f.cmap, at))
		}
	}
	return 0
}

func (f *Face) glyph4(r int) uint16 {
	twice := u16(f.cmap, 6) // two bytes a segment
	for at := 14; at < 14+twice && r <= 0xFFFF; at += 2 {
		if r > u16(f.cmap, at) {
			continue
		}
		start := at + twice + 2
		delta, offset := start+twice, start+2*twice
		if r < u16(f.cmap, start) {
			return 0
		}
		if u16(f.cmap, offset) == 0 {
			return f.known((r + u16(f.cmap, delta)) & 0xFFFF)
		}
		if g := u16(f.cmap, offset+u16(f.cmap, offset)+2*(r-u16(f.cmap, start))); g != 0 {
			return f.known((g + u16(f.cmap, delta)) & 0xFFFF)
		}
		return 0
	}
	return 0
}

func (f *Face) known(id int) uint16 {
	if id < 0 || id >= f.glyphs {
		return 0
	}
	return uint16(id)
}

// Advance is the width of a glyph's cell in thousandths of the type size.
func (f *Face) Advance(id uint16) float64 {
	i := min(int(id), f.longs-1)
	return float64(u16(f.tables["hmtx"], 4*i)) * 1000 / float64(f.units)
}

// Box is the ink of a glyph, in thousandths of the type size, y upwards. A
// blank has an empty box.
func (f *Face) Box(id uint16) (left, bottom, right, top float64) {
	g := f.outline(id)
	if len(g) < 10 {
		return 0, 0, 0, 0
	}
	k := 1000 / float64(f.units)
	at := func(i int) float64 { return float64(int16(u16(g, i))) * k }
	return at(2), at(4), at(6), at(8)
}

// outline is the glyph's record in glyf; nil for a blank.
func (f *Face) outline(id uint16) []byte {
	loca, i := f.tables["loca"], int(id)
	if i >= f.glyphs {
		return nil
	}
	from, to := 2*u16(loca, 2*i), 2*u16(loca, 2*i+2)
	if f.wide {
		from, to = u32(loca, 4*i), u32(loca, 4*i+4)
	}
	return piece(f.tables["glyf"], from, to-from)
}

// u16 and u32 read a big-endian number; 0 when it lies outside b.
func u16(b []byte, at int) int {
	if at < 0 || at+2 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint16(b[at:]))
}

func u32(b []byte, at int) int {
	if at < 0 || at+4 > len(b) {
		return 0
	}
	return int(binary.BigEndian.Uint32(b[at:]))
}

// piece is b[at:at+length]; nil when that lies outside b.
func piece(b []byte, at, length int) []byte {
	if at < 0 || length < 0 || at > len(b) || length > len(b)-at {
		return nil
	}
	return b[at : at+length : at+length]
}
