package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

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
	img := canvas.NewImageFromImage(picture)
	img.FillMode, img.ScaleMode, img.CornerRadius = canvas.ImageFillContain, canvas.ImageScaleSmooth, k.Px(radius)
	img.SetMinSize(fyne.NewSquareSize(k.Px(least)))
	return img
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
