package photo

import (
	"bytes"
	"context"
	"encoding/binary"
	"errors"
	"hash/crc32"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"
	"math/rand/v2"
	"strings"
	"testing"
	"time"
)

// scene is a picture whose upper left quarter is red, the rest blue.
func scene(w, h int) *image.RGBA {
	img := image.NewRGBA(image.Rect(0, 0, w, h))
	for y := range h {
		for x := range w {
			c := color.RGBA{B: 200, A: 255}
			if x < w/2 && y < h/2 {
				c = color.RGBA{R: 200, A: 255}
			}
			img.SetRGBA(x, y, c)
		}
	}
	return img
}

// made is the middle of a picture as a photo.
func made(ctx context.Context, from io.Reader) ([]byte, error) {
	p, err := Read(ctx, from)
	if err != nil {
		return nil, err
	}
	return p.Photo(p.Whole())
}

func asJPEG(img image.Image) []byte {
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, &jpeg.Options{Quality: 90}); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func asPNG(img image.Image) []byte {
	var b bytes.Buffer
	if err := png.Encode(&b, img); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// held is a JPEG whose camera was held so; place stands in its data, too.
func held(raw []byte, orientation uint16, order binary.AppendByteOrder, mark, place string) []byte {
	data := append([]byte(mark), order.AppendUint32(nil, 8)...)
	data = order.AppendUint16(data, 1)
	data = order.AppendUint16(data, 0x0112)
	data = order.AppendUint16(data, 3)
	data = order.AppendUint32(data, 1)
	data = order.AppendUint16(data, orientation)
	data = append(order.AppendUint16(data, 0), place...)
	body := append([]byte("Exif\x00\x00"), data...)
	app := append([]byte{0xFF, 0xE1}, binary.BigEndian.AppendUint16(nil, uint16(len(body)+2))...)
	return append(append([]byte{0xFF, 0xD8}, append(app, body...)...), raw[2:]...)
}

func TestAPictureBecomesASmallUprightSquareWithNothingElseInIt(t *testing.T) {
	noise := image.NewRGBA(image.Rect(0, 0, 900, 700))
	rng := rand.New(rand.NewPCG(1, 2))
	for i := range noise.Pix {
		noise.Pix[i] = uint8(rng.Uint32())
	}
	for name, c := range map[string]struct {
		raw  []byte
		side int
	}{
		"a wide JPEG":      {asJPEG(scene(1600, 900)), Side},
		"a high PNG":       {asPNG(scene(600, 1400)), Side},
		"a tiny one":       {asPNG(scene(40, 60)), 40},
		"nothing but grit": {asPNG(noise), 0},
		"one with a place": {held(asJPEG(scene(800, 800)), 1, binary.LittleEndian, "II*\x00", "GPS 29.65N 91.13E"), Side},
	} {
		got, err := made(context.Background(), bytes.NewReader(c.raw))
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		img, err := Open(got)
		if err != nil || len(got) > MaxBytes || c.side != 0 && img.Bounds().Dx() != c.side {
			t.Errorf("%s: %v, %d bytes, %v", name, err, len(got), img.Bounds())
		}
		if strings.Contains(string(got), "GPS") || strings.Contains(string(got), "Exif") {
			t.Errorf("%s: what the camera noted is still there", name)
		}
	}
}

func TestAPictureStandsUprightHoweverTheCameraWasHeld(t *testing.T) {
	// Where the red quarter of the scene is to be seen: left, upper.
	for orientation, want := range map[uint16][2]bool{
		1: {true, true}, 2: {false, true}, 3: {false, false}, 4: {true, false}, 5: {true, true}, 6: {false, true}, 7: {false, false}, 8: {true, false}, 9: {true, true},
	} {
		for mark, order := range map[string]binary.AppendByteOrder{"II*\x00": binary.LittleEndian, "MM\x00*": binary.BigEndian} {
			raw, err := made(context.Background(), bytes.NewReader(held(asJPEG(scene(400, 400)), orientation, order, mark, "")))
			if err != nil {
				t.Fatal(err)
			}
			img, _ := Open(raw)
			side := img.Bounds().Dx()
			x, y := side*3/4, side*3/4
			if want[0] {
				x = side / 4
			}
			if want[1] {
				y = side / 4
			}
			if r, _, b, _ := img.At(x, y).RGBA(); r < 2*b {
				t.Errorf("orientation %d, %q: not red at %d,%d", orientation, mark, x, y)
			}
		}
	}
}

// bomb is a PNG that says it is w × h.
func bomb(w, h uint32) []byte {
	raw := asPNG(scene(2, 2))
	binary.BigEndian.PutUint32(raw[16:], w)
	binary.BigEndian.PutUint32(raw[20:], h)
	binary.BigEndian.PutUint32(raw[29:], crc32.ChecksumIEEE(raw[12:29]))
	return raw
}

func TestWhatIsNoPictureOrTooLargeIsRefused(t *testing.T) {
	for name, c := range map[string]struct {
		raw  []byte
		want error
	}{
		"nothing":           {nil, ErrFormat},
		"a letter":          {[]byte("dear shop"), ErrFormat},
		"a picture cut off": {asJPEG(scene(300, 300))[:900], ErrFormat},
		"a hundred million": {bomb(10_000, 10_000), ErrLarge},
		"a line too long":   {bomb(1<<31-1, 1), ErrLarge},
		"a large file":      {bytes.Repeat([]byte{0xFF}, MaxFile+1), ErrLarge},
	} {
		if _, err := made(context.Background(), bytes.NewReader(c.raw)); !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
	gone, stop := context.WithCancel(context.Background())
	stop()
	if _, err := made(gone, bytes.NewReader(asJPEG(scene(300, 300)))); !errors.Is(err, ErrLarge) {
		t.Errorf("when there is no time: %v", err)
	}
	if err := Check(asJPEG(scene(300, 200))); err == nil {
		t.Error("one that is not square is taken for a photo")
	}
}

func FuzzPhoto(f *testing.F) {
	f.Add(asJPEG(scene(30, 20)))
	f.Add(asPNG(scene(20, 30)))
	f.Add(held(asJPEG(scene(8, 8)), 6, binary.LittleEndian, "II*\x00", ""))
	f.Add(bomb(5000, 5000))
	f.Fuzz(func(t *testing.T, raw []byte) {
		ctx, stop := context.WithTimeout(context.Background(), time.Second)
		defer stop()
		got, err := made(ctx, bytes.NewReader(raw))
		if err != nil {
			if !errors.Is(err, ErrFormat) && !errors.Is(err, ErrLarge) {
				t.Fatalf("refused with %v", err)
			}
			return
		}
		if err := Check(got); err != nil {
			t.Fatalf("made %d bytes that are no photo", len(got))
		}
	})
}

func BenchmarkRead(b *testing.B) {
	raw := asJPEG(scene(4000, 3000))
	b.SetBytes(int64(len(raw)))
	for b.Loop() {
		if _, err := made(context.Background(), bytes.NewReader(raw)); err != nil {
			b.Fatal(err)
		}
	}
}
