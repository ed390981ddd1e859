package kit

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"math"
	"sync"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"github.com/fyne-io/oksvg"
	"github.com/srwiley/rasterx"

	"redwrench/assets"
	"redwrench/ui/look"
)

// Icon is an icon in a colour, size design pixels square.
func (k Kit) Icon(name string, size float32, c look.Colour) fyne.CanvasObject {
	side := k.Px(size)
	return k.Center(raster(icons.of(name, k.Paint(c), int(math.Ceil(float64(side)))), fyne.NewSquareSize(side)))
}

// raster is a picture stretched over its size. A canvas.Image would do the same,
// but Fyne paints the whole window a second time after each new one.
func raster(picture image.Image, size fyne.Size) *canvas.Raster {
	r := canvas.NewRaster(func(int, int) image.Image { return picture })
	r.ScaleMode = canvas.ImageScaleFastest
	r.SetMinSize(size)
	return r
}

// IconChoice is an icon to choose, size design pixels square.
func (k Kit) IconChoice(name string, size float32, chosen bool, onTap func()) fyne.CanvasObject {
	edge, thick := look.Edge, float32(2)
	if chosen {
		edge, thick = look.Red, 4
	}
	return k.Size(size, size, k.Tap(k.Over(k.Box(look.Card, edge, thick, 18), k.Center(k.Icon(name, size*0.62, look.Ink))), 18, onTap))
}

// mostIcons is how many drawn icons are remembered; then remembering begins anew.
const mostIcons = 600

// icons remembers icons as they were drawn. Fyne would read and draw an icon
// twice each time a screen is built anew: a third of the time a touch takes.
var icons iconMemo

type iconMemo struct {
	mu    sync.Mutex
	drawn map[iconKey]image.Image
}

type iconKey struct {
	name string
	ink  color.NRGBA
	side int // pixels
}

func (m *iconMemo) of(name string, ink color.NRGBA, side int) image.Image {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := iconKey{name, ink, side}
	img, known := m.drawn[key]
	if !known {
		img = drawIcon(name, ink, side)
		if m.drawn == nil || len(m.drawn) >= mostIcons {
			m.drawn = make(map[iconKey]image.Image)
		}
		m.drawn[key] = img
	}
	return img
}

// drawIcon draws an icon into a square. A tool of the records may name an icon we
// do not have: it gets a toolbox.
func drawIcon(name string, ink color.NRGBA, side int) image.Image {
	raw, err := assets.Icon(name)
	if err != nil {
		raw, _ = assets.Icon("toolbox")
	}
	side = max(side, 1)
	img := image.NewRGBA(image.Rect(0, 0, side, side))
	hex := fmt.Sprintf("#%02X%02X%02X", ink.R, ink.G, ink.B)
	icon, err := oksvg.ReadIconStream(bytes.NewReader(bytes.ReplaceAll(raw, []byte("#000000"), []byte(hex))))
	if err != nil {
		return img // no icon of ours: a test draws them all
	}
	icon.SetTarget(0, 0, float64(side), float64(side))
	icon.Draw(rasterx.NewDasher(side, side, rasterx.NewScannerGV(side, side, img, img.Bounds())), 1)
	return img
}
