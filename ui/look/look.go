// Package look is how the kiosk looks: colours, sizes, the font. Sizes are
// given in pixels of the 1280×800 design (800×1280 upright) and scale with the
// window (design/DESIGN.md).
package look

import (
	"image/color"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"

	"redwrench/assets"
)

// The colours by their role.
var (
	Paper    = rgb(0xFAF6F0) // background
	Card     = rgb(0xFFFFFF) // cards, keys
	Line     = rgb(0xE6D9CA) // quiet outlines
	Edge     = rgb(0x8C7A66) // outlines of what can be tapped: 3:1 on card and paper
	Ink      = rgb(0x241A14) // text, selected chips
	Soft     = rgb(0x5E5044) // secondary text
	Red      = rgb(0xB3181F) // the next step; the brand
	Blue     = rgb(0x1F4E79) // returns
	Green    = rgb(0x14602B)
	GreenBox = rgb(0xE4F2E7)
	Amber    = rgb(0x6B4A00)
	AmberBox = rgb(0xFFF0CC)
	Alert    = rgb(0x8F1219)
	AlertBox = rgb(0xFBE3E3)
	Keys     = rgb(0xEFE4D8) // the bed of a keyboard
	Control  = rgb(0xD9C9B6) // keys that type nothing
	Foot     = rgb(0xF1E8DD)
	White    = rgb(0xFFFFFF)
	Clear    = color.NRGBA{}
)

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}

// Sizes of text and targets, in design pixels.
const (
	Small   = 16
	Second  = 18
	Body    = 22
	Title   = 30
	Big     = 48
	Target  = 64 // the least height of what can be tapped
	Next    = 88 // the next step's
	Gap     = 12 // the least distance of two targets
	Margin  = 32
	HeadBar = 72
	FootBar = 64
)

// largeFactor is how much bigger text is when the resident asks for it.
const largeFactor = 1.35

// Look is what the size of everything depends on.
type Look struct {
	W, H  float32 // of the window
	Large bool    // big text
}

// Portrait says that the window is higher than wide.
func (l Look) Portrait() bool { return l.H > l.W }

// unit is how many pixels a design pixel is.
func (l Look) unit() float32 {
	if l.W <= 0 || l.H <= 0 {
		return 1
	}
	if l.Portrait() {
		return min(l.W/800, l.H/1280)
	}
	return min(l.W/1280, l.H/800)
}

// Px is n design pixels.
func (l Look) Px(n float32) float32 { return n * l.unit() }

// Width is the window's width in design pixels.
func (l Look) Width() float32 { return l.W / l.unit() }

// Height is the window's height in design pixels.
func (l Look) Height() float32 { return l.H / l.unit() }

// Pt is the size of text of n design pixels, bigger when Large.
func (l Look) Pt(n float32) float32 {
	if l.Large {
		n *= largeFactor
	}
	return l.Px(n)
}

// Theme is the kiosk's theme for Fyne: our font, no padding.
func Theme() fyne.Theme { return kiosk{theme.DefaultTheme()} }

type kiosk struct{ fyne.Theme }

var (
	regular = fyne.NewStaticResource("RedWrench-Regular.ttf", assets.FontRegular)
	bold    = fyne.NewStaticResource("RedWrench-Bold.ttf", assets.FontBold)
)

func (kiosk) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return bold
	}
	return regular
}

func (k kiosk) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameBackground:
		return Paper
	case theme.ColorNameForeground:
		return Ink
	case theme.ColorNamePrimary:
		return Red
	}
	return k.Theme.Color(n, theme.VariantLight)
}

func (k kiosk) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNamePadding, theme.SizeNameInnerPadding, theme.SizeNameLineSpacing:
		return 0
	}
	return k.Theme.Size(n)
}
