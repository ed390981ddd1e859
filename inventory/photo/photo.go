// Package photo makes pictures of tools small: any JPEG or PNG becomes a square
// JPEG without anything else in it, no place, no date, no name of a camera. It
// knows no tool and no file.
package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"
	"image/png"
	"io"

	"golang.org/x/image/draw"
)

// What a photo is, and what is looked at to make one.
const (
	Side      = 480        // pixels of its side, at most
	MaxBytes  = 60 << 10   // of a photo
	MaxFile   = 24 << 20   // bytes of a file
	MaxPixels = 24_000_000 // of the picture in it; to open a larger one takes too much memory
)

// Refusals.
var (
	// ErrFormat: not a JPEG or PNG, or a damaged one.
	ErrFormat = errors.New("photo: not a picture")
	// ErrLarge: the file or the picture in it is too large, or takes too long.
	ErrLarge = errors.New("photo: too large")
)

// Make is the middle of a picture, upright, as a photo. It stops when ctx ends.
// Refusals: ErrFormat, ErrLarge, and those of from.
func Make(ctx context.Context, from io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(from, MaxFile+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > MaxFile {
		return nil, ErrLarge
	}
	decodeConfig, decode := jpeg.DecodeConfig, jpeg.Decode
	if bytes.HasPrefix(raw, []byte("\x89PNG")) {
		decodeConfig, decode = png.DecodeConfig, png.Decode
	}
	config, err := decodeConfig(bytes.NewReader(raw))
	switch {
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	case config.Width < 1 || config.Height < 1:
		return nil, ErrFormat
	case config.Width > MaxPixels/config.Height:
		return nil, ErrLarge
	}
	picture, err := decode(&patient{ctx, bytes.NewReader(raw)})
	switch {
	case ctx.Err() != nil:
		return nil, fmt.Errorf("%w: %w", ErrLarge, ctx.Err())
	case err != nil:
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return small(picture, orientation(raw))
}

// patient is a reader that ends with ctx: a small file may hold a picture that is
// drawn over and over again.
type patient struct {
	ctx  context.Context
	from io.Reader
}

func (p *patient) Read(b []byte) (int, error) {
	if err := p.ctx.Err(); err != nil {
		return 0, err
	}
	return p.from.Read(b)
}

// small is the middle square of a picture as a JPEG of at most MaxBytes. What can
// be seen through becomes white.
func small(picture image.Image, turned int) ([]byte, error) {
	b := picture.Bounds()
	cut := min(b.Dx(), b.Dy())
	at := b.Min.Add(image.Pt((b.Dx()-cut)/2, (b.Dy()-cut)/2))
	middle := image.Rectangle{Min: at, Max: at.Add(image.Pt(cut, cut))}
	for side := min(cut, Side); ; side = side * 3 / 4 {
		square := image.NewRGBA(image.Rect(0, 0, side, side))
		draw.Draw(square, square.Bounds(), image.NewUniform(color.White), image.Point{}, draw.Src)
		draw.BiLinear.Scale(square, square.Bounds(), picture, middle, draw.Over, nil)
		square = upright(square, turned)
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

// Open is a photo as a picture. It returns ErrFormat for what Make did not make.
func Open(raw []byte) (image.Image, error) {
	if err := Check(raw); err != nil {
		return nil, err
	}
	picture, err := jpeg.Decode(bytes.NewReader(raw))
	if err != nil {
		return nil, fmt.Errorf("%w: %w", ErrFormat, err)
	}
	return picture, nil
}

// Check says whether something may be a photo: a JPEG, square and small. It
// returns ErrFormat.
func Check(raw []byte) error {
	if len(raw) > MaxBytes {
		return ErrFormat
	}
	config, err := jpeg.DecodeConfig(bytes.NewReader(raw))
	if err != nil || config.Width != config.Height || config.Width > Side || config.Width < 1 {
		return ErrFormat
	}
	return nil
}
