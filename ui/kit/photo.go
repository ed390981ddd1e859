package kit

import (
	"image"
	"image/color"
	"image/draw"
	"math"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"redwrench/ui/look"
)

// Photos are the photos of tools by their names, side pixels square; nil: there is
// none, or it is being read and the screen is drawn anew when it is there.
type Photos interface {
	Photo(name string, side int) image.Image
}

// photo is a photo, as it is drawn size design pixels square, that needs room for
// least; nil: there is none.
func (k Kit) photo(name string, size, least, radius float32) fyne.CanvasObject {
	if name == "" || k.Photos == nil {
		return nil
	}
	picture := k.Photos.Photo(name, int(k.Px(size)))
	if picture == nil {
		return nil
	}
	r := raster(picture, fyne.NewSquareSize(k.Px(least)))
	r.ScaleMode = canvas.ImageScaleSmooth
	if radius > 0 {
		r.Generator = func(w, _ int) image.Image {
			return rounded(picture, int(k.Px(radius)*float32(picture.Bounds().Dx())/float32(max(w, 1))))
		}
	}
	return container.New(square{}, r)
}

// rounded is a square picture without what lies outside corners of that radius.
func rounded(picture image.Image, radius int) image.Image {
	out := image.NewRGBA(image.Rectangle{Max: picture.Bounds().Size()})
	draw.Draw(out, out.Rect, picture, picture.Bounds().Min, draw.Src)
	side := out.Rect.Dx()
	for y := range min(radius, side) {
		for x := range min(radius, side) {
			dx, dy := float64(radius-x)-0.5, float64(radius-y)-0.5
			cover := min(max(float64(radius)+0.5-math.Hypot(dx, dy), 0), 1)
			if cover == 1 {
				continue
			}
			for _, at := range []image.Point{{x, y}, {side - 1 - x, y}, {x, side - 1 - y}, {side - 1 - x, side - 1 - y}} {
				c := out.RGBAAt(at.X, at.Y)
				part := func(v uint8) uint8 { return uint8(float64(v) * cover) }
				out.SetRGBA(at.X, at.Y, color.RGBA{R: part(c.R), G: part(c.G), B: part(c.B), A: part(c.A)})
			}
		}
	}
	return out
}

// square is the layout of something square in the middle of the space there is.
type square struct{}

// MinSize implements fyne.Layout.
func (square) MinSize(objects []fyne.CanvasObject) fyne.Size { return largest(objects) }

// Layout implements fyne.Layout.
func (square) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	side := min(size.Width, size.Height)
	for _, o := range objects {
		Put(o, fyne.NewPos((size.Width-side)/2, (size.Height-side)/2), fyne.NewSquareSize(side))
	}
}

// ToolPicture is a tool's photo, or else its icon on its ground, size design pixels
// square.
func (k Kit) ToolPicture(icon, photo string, size float32) fyne.CanvasObject {
	if p := k.photo(photo, size, size, 16); p != nil {
		return k.Size(size, size, p)
	}
	return k.Picture(icon, size)
}

// Preview is a picture on its ground, size design pixels square.
func (k Kit) Preview(picture image.Image, size float32) fyne.CanvasObject {
	img := canvas.NewImageFromImage(picture)
	img.FillMode, img.ScaleMode, img.CornerRadius = canvas.ImageFillContain, canvas.ImageScaleSmooth, k.Px(22)
	return k.Size(size, size, k.Box(look.Foot, look.Clear, 0, 22), img)
}
