package text

import (
	"bytes"
	"encoding/binary"
	"fmt"
	"slices"
	"sync"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// Tibetan stacks its letters, so its glyphs come from a shaping engine. The
// engine is given a view of the face with the Tibetan part of the cmap and no
// outlines: parsing all of it would cost some hundred megabytes of garbage.

const tibetanFirst, tibetanLast = 0x0F00, 0x0FFF

func isTibetan(r rune) bool { return r >= tibetanFirst && r <= tibetanLast }

// shaper shapes Tibetan in one face. Its engine keeps state: one at a time. A
// run of 25 letters takes some 0.7 ms, and most runs are the forms' own words:
// known remembers a few hundred short ones.
type shaper struct {
	mu     sync.Mutex
	font   *harfbuzz.Font
	buffer *harfbuzz.Buffer
	known  map[string][]shaped
}

const (
	knownRuns = 512
	knownSize = 400 // bytes; a longer run is a stranger's
)

// shaped is a glyph as the engine places it, in thousandths of the type size.
type shaped struct {
	id      uint16
	cluster int // index of the first rune it stands for
	dx, dy  float64
	advance float64
}

func newShaper(f *Face) (*shaper, error) {
	loader, err := opentype.NewLoader(bytes.NewReader(tibetanView(f)))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFont, err)
	}
	parsed, err := font.NewFont(loader)
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFont, err)
	}
	return &shaper{
		font:   harfbuzz.NewFont(font.NewFace(parsed)),
		buffer: harfbuzz.NewBuffer(),
		known:  map[string][]shaped{},
	}, nil
}

// tibetanView is the face as a font file that holds what shaping needs.
func tibetanView(f *Face) []byte {
	tables := map[string][]byte{"cmap": tibetanCmap(f)}
	for _, name := range []string{"head", "hhea", "hmtx", "maxp", "GDEF", "GSUB", "GPOS"} {
		if t, ok := f.tables[name]; ok {
			tables[name] = t
		}
	}
	return assemble(tables)
}

// tibetanCmap maps the Tibetan block, the blank and the dotted circle, which
// carries a sign that has no letter. Format 12, a group a character.
func tibetanCmap(f *Face) []byte {
	be := binary.BigEndian
	var groups []byte
	n := uint32(0)
	add := func(r rune) {
		if id := f.Glyph(r); id != 0 {
			groups = be.AppendUint32(groups, uint32(r))
			groups = be.AppendUint32(groups, uint32(r))
			groups = be.AppendUint32(groups, uint32(id))
			n++
		}
	}
	add(' ')
	for r := rune(tibetanFirst); r <= tibetanLast; r++ {
		add(r)
	}
	add('◌')
	t := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0}
	t = be.AppendUint32(t, uint32(16+len(groups)))
	t = be.AppendUint32(t, 0)
	t = be.AppendUint32(t, n)
	return append(t, groups...)
}

// shape places a run of Tibetan. It is given whole, never syllable by
// syllable. Without a shaping engine each character stands alone. The result
// is shared: it must not be changed.
func (f *Face) shape(run []rune) []shaped {
	s, err := f.stacks()
	if err != nil {
		out := make([]shaped, len(run))
		for i, r := range run {
			id := f.Glyph(r)
			out[i] = shaped{id: id, cluster: i, advance: f.Advance(id)}
		}
		return out
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	key := string(run)
	if out, ok := s.known[key]; ok {
		return out
	}
	out := s.place(f, run)
	if len(key) <= knownSize {
		if len(s.known) >= knownRuns {
			clear(s.known)
		}
		s.known[key] = out
	}
	return out
}

// place asks the engine.
func (s *shaper) place(f *Face, run []rune) []shaped {
	b := s.buffer
	b.Clear()
	b.Props = harfbuzz.SegmentProperties{Language: "bo", Script: language.Tibetan, Direction: harfbuzz.LeftToRight}
	b.ClusterLevel = harfbuzz.MonotoneGraphemes
	b.AddRunes(run, 0, -1)
	b.Shape(s.font, nil)
	k := 1000 / float64(f.units)
	out := make([]shaped, len(b.Info))
	for i, info := range b.Info {
		p := b.Pos[i]
		out[i] = shaped{
			id: f.known(int(info.Glyph)), cluster: info.Cluster,
			dx: float64(p.XOffset) * k, dy: float64(p.YOffset) * k, advance: float64(p.XAdvance) * k,
		}
	}
	return out
}

// assemble writes a TrueType file of the tables, in the order of their names.
func assemble(tables map[string][]byte) []byte {
	be := binary.BigEndian
	names := make([]string, 0, len(tables))
	size := 12
	for name, t := range tables {
		names = append(names, name)
		size += 16 + (len(t)+3)&^3
	}
	slices.Sort(names)
	power := 0
	for 2<<power <= len(names) {
		power++
	}
	out := make([]byte, 0, size)
	out = be.AppendUint32(out, 0x00010000)
	for _, v := range []int{len(names), 16 << power, power, 16*len(names) - 16<<power} {
		out = be.AppendUint16(out, uint16(v))
	}
	at := 12 + 16*len(names)
	for _, name := range names {
		out = append(out, name...)
		out = be.AppendUint32(out, checksum(tables[name]))
		out = be.AppendUint32(out, uint32(at))
		out = be.AppendUint32(out, uint32(len(tables[name])))
		at += (len(tables[name]) + 3) &^ 3
	}
	for _, name := range names {
		out = append(out, tables[name]...)
		for len(out)%4 != 0 {
			out = append(out, 0)
		}
	}
	return out
}

// checksum is the sum of the table's big-endian words, padded with zeros.
func checksum(t []byte) uint32 {
	var sum uint32
	for len(t) >= 4 {
		sum += binary.BigEndian.Uint32(t)
		t = t[4:]
	}
	var last [4]byte
	copy(last[:], t)
	return sum + binary.BigEndian.Uint32(last[:])
}
