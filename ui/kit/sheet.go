package kit

import (
	"image"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"

	"redwrench/ui/look"
)

// Sheet is a picture of paper with an edge around it, width × height design
// pixels.
func (k Kit) Sheet(picture image.Image, width, height float32) fyne.CanvasObject {
	img := canvas.NewImageFromImage(picture)
	img.FillMode, img.ScaleMode = canvas.ImageFillStretch, canvas.ImageScaleSmooth
	img.SetMinSize(fyne.NewSize(k.Px(width-4), k.Px(height-4)))
	return k.Size(width, height, k.Box(look.White, look.Line, 2, 0), k.Pad(2, 2, 2, 2, img))
}
