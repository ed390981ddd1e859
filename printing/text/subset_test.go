package text

import (
	"bytes"
	"encoding/binary"
	"testing"

	"golang.org/x/image/font/gofont/goregular"
)

func TestACutFontIsAFontWithTheSameGlyphs(t *testing.T) {
	var c Cut
	type taken struct {
		face *Face
		id   uint16
		code rune
	}
	var all []taken
	for _, style := range []Style{{10, false}, {10, true}} {
		for _, cluster := range Set(Span{"红扳手 གཡར་འཛིན། 𠮷 Wrench \U0001F6E0", style}).Clusters {
			for _, g := range cluster.Glyphs {
				code, speaks := c.Code(style.Face(), g.ID, cluster.Plain)
				if speaks && (code != cluster.Plain || style.Bold) {
					t.Errorf("%q speaks as %U", cluster.Text, code)
				}
				all = append(all, taken{style.Face(), g.ID, code})
			}
		}
	}
	f, err := Parse(c.TTF())
	if err != nil {
		t.Fatal(err)
	}
	for _, g := range all {
		id := f.Glyph(g.code)
		if id == 0 || f.Advance(id) != g.face.Advance(g.id) || !bytes.Equal(f.outline(id), padded(g.face.outline(g.id))) {
			t.Errorf("code %U: glyph %d is not glyph %d of its face", g.code, id, g.id)
		}
	}
	if !bytes.Equal(c.TTF(), c.TTF()) {
		t.Error("cut twice, two files")
	}
}

// padded is an outline as it lies in a table of words of four bytes.
func padded(outline []byte) []byte {
	out := bytes.Clone(outline)
	for len(out)%4 != 0 {
		out = append(out, 0)
	}
	return out
}

// composed is a font of four glyphs: the box, two triangles, and 'é' made of
// both.
func composed(t *testing.T) *Face {
	t.Helper()
	triangle := func(x byte) []byte {
		return []byte{0, 1, 0, 0, 0, 0, 0, 100, 0, 100, 0, 2, 0, 0, 0x37, 0x37, 0x37, x, x, x, x, x, x, 0}
	}
	both := []byte{0xFF, 0xFF, 0, 0, 0, 0, 0, 100, 0, 100, 0, 34, 0, 1, 0, 0, 0, 2, 0, 2, 1, 1}
	glyf := append(append(append(triangle(9), triangle(20)...), both...), 0, 0)
	be := binary.BigEndian
	loca, hmtx := []byte{0, 0, 0, 0}, []byte{}
	for _, at := range []uint32{0, 24, 48, 72} {
		loca = be.AppendUint32(loca, at)
		hmtx = be.AppendUint32(hmtx, 500<<16)
	}
	head, hhea := make([]byte, 54), make([]byte, 36)
	be.PutUint16(head[18:], 1000)
	be.PutUint16(head[50:], 1)
	be.PutUint16(hhea[34:], 4)
	cmap := []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 28, 0, 0, 0, 0, 0, 0, 0, 1, 0, 0, 0, 'é', 0, 0, 0, 'é', 0, 0, 0, 3}
	f, err := Parse(assemble(map[string][]byte{
		"head": head, "hhea": hhea, "maxp": {0, 1, 0, 0, 0, 4}, "hmtx": hmtx, "loca": loca, "glyf": glyf, "cmap": cmap,
	}))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

func TestPartsOfCompositeGlyphsComeAlong(t *testing.T) {
	face := composed(t)
	var c Cut
	code, speaks := c.Code(face, face.Glyph('é'), 'é')
	f, err := Parse(c.TTF())
	if err != nil || !speaks {
		t.Fatal(err, speaks)
	}
	outline := f.outline(f.Glyph(code))
	for part, at := range map[uint16]int{1: 12, 2: 18} {
		if id := uint16(u16(outline, at)); !bytes.Equal(f.outline(id), face.outline(part)) {
			t.Errorf("part %d became glyph %d, which is another", part, id)
		}
	}
}

func TestAnEmptyCutIsNoFont(t *testing.T) {
	var c Cut
	if c.TTF() != nil {
		t.Error("a font of nothing")
	}
}

func TestMoreRareGlyphsThanPrivateCodesDoNotFail(t *testing.T) {
	var c Cut
	for id := range uint16(8000) {
		if code, _ := c.Code(Regular(), id, 0); code < privateFirst || code > privateLast {
			t.Fatalf("glyph %d: %U", id, code)
		}
	}
	if _, err := Parse(c.TTF()); err != nil {
		t.Error(err)
	}
}

func FuzzParse(f *testing.F) {
	f.Add(goregular.TTF[:400])
	f.Add([]byte{0, 1, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0})
	f.Fuzz(func(t *testing.T, file []byte) {
		face, err := Parse(file)
		if err != nil {
			return
		}
		for r := rune(0); r < 300; r++ {
			id := face.Glyph(r)
			face.Box(id)
			face.Advance(id)
		}
	})
}
