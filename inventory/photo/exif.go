package photo

import (
	"bytes"
	"encoding/binary"
	"image"
)

// orientation is how a camera was held, as its JPEG says: 1 … 8, 1 when nothing
// is said.
func orientation(raw []byte) int {
	if !bytes.HasPrefix(raw, []byte{0xFF, 0xD8}) {
		return 1
	}
	for rest := raw[2:]; len(rest) >= 4 && rest[0] == 0xFF && rest[1] != 0xDA; {
		size := int(binary.BigEndian.Uint16(rest[2:]))
		if size < 2 || len(rest) < 2+size {
			return 1
		}
		if body := rest[4 : 2+size]; rest[1] == 0xE1 && bytes.HasPrefix(body, []byte("Exif\x00\x00")) {
			return tagged(body[6:])
		}
		rest = rest[2+size:]
	}
	return 1
}

// tagged looks for the orientation in the first directory of Exif's data.
func tagged(data []byte) int {
	const orientationTag, entry = 0x0112, 12
	var order binary.ByteOrder = binary.LittleEndian
	switch {
	case bytes.HasPrefix(data, []byte("MM\x00*")):
		order = binary.BigEndian
	case !bytes.HasPrefix(data, []byte("II*\x00")):
		return 1
	}
	if len(data) < 8 {
		return 1
	}
	at := order.Uint32(data[4:])
	if uint64(at)+2 > uint64(len(data)) {
		return 1
	}
	entries := data[at+2:]
	for n := order.Uint16(data[at:]); n > 0 && len(entries) >= entry; n, entries = n-1, entries[entry:] {
		if order.Uint16(entries) != orientationTag {
			continue
		}
		if o := order.Uint16(entries[8:]); o >= 1 && o <= 8 {
			return int(o)
		}
		return 1
	}
	return 1
}

// upright turns a picture as its orientation asks.
func upright(from *image.RGBA, turned int) *image.RGBA {
	if turned == 1 {
		return from
	}
	w, h := from.Bounds().Dx(), from.Bounds().Dy()
	to := image.NewRGBA(image.Rect(0, 0, w, h))
	if turned >= 5 { // rows are columns
		to = image.NewRGBA(image.Rect(0, 0, h, w))
	}
	for y := range to.Bounds().Dy() {
		for x := range to.Bounds().Dx() {
			sx, sy := x, y
			if turned >= 5 {
				sx, sy = y, x
			}
			switch turned {
			case 2, 3, 7, 8:
				sx = w - 1 - sx
			}
			switch turned {
			case 3, 4, 6, 7:
				sy = h - 1 - sy
			}
			to.SetRGBA(x, y, from.RGBAAt(sx, sy))
		}
	}
	return to
}
