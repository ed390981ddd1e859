// Package photo makes pictures of tools small: a square of any JPEG or PNG becomes a
// JPEG without anything else in it, no place, no date, no name of a camera. It
// knows no tool and no file.
package photo

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"image"
	"image/jpeg"
	"image/png"
	"io"
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

// Read is a picture, upright, to cut a photo out of. It stops when ctx ends.
// Refusals: ErrFormat, ErrLarge, and those of from.
func Read(ctx context.Context, from io.Reader) (*Picture, error) {
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
	return &Picture{upright(reduced(picture), orientation(raw))}, nil
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

// Open is a photo as a picture. It returns ErrFormat for what Photo did not make.
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
