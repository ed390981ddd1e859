// Package look is how the kiosk looks: colours, sizes, the font. Sizes are
// given in pixels of the 1280×800 design (800×1280 upright) and scale with the
// window (design/DESIGN.md).
package look

import (
	"image/color"
	"sync"
	"unicode"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/theme"
	"golang.org/x/image/font/sfnt"

	"redwrench/assets"
)

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
)

// largeFactor is how much bigger text is when the resident asks for it.
const largeFactor = 1.35

// Look is what the size of everything depends on.
type Look struct {
	W, H     float32 // of the window
	Large    bool    // big text
	Contrast bool    // high contrast
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

// boldHas looks into the bold font, which has the characters of everyday and of
// names, not the rare ones.
var boldHas = sync.OnceValue(func() func(rune) bool {
	font, err := sfnt.Parse(assets.FontBold)
	if err != nil {
		return func(rune) bool { return false } // embedded: a test reads it
	}
	return func(r rune) bool {
		var none sfnt.Buffer
		glyph, err := font.GlyphIndex(&none, r)
		return err == nil && glyph != 0
	}
})

// CanBeBold says that the bold font has all of text.
func CanBeBold(text string) bool {
	has := boldHas()
	for _, r := range text {
		if unicode.Is(unicode.Han, r) && !has(r) {
			return false
		}
	}
	return true
}

func (kiosk) Font(s fyne.TextStyle) fyne.Resource {
	if s.Bold {
		return bold
	}
	return regular
}

func (k kiosk) Color(n fyne.ThemeColorName, _ fyne.ThemeVariant) color.Color {
	switch n {
	case theme.ColorNameBackground:
		return cleared(normal[Paper])
	case theme.ColorNameForeground:
		return normal[Ink]
	case theme.ColorNamePrimary:
		return normal[Red]
	}
	return k.Theme.Color(n, theme.VariantLight)
}

// cleared is what Fyne must be told for a window cleared in c: it takes 255·255 for
// the most a channel can be, where it is 65,535.
func cleared(c color.NRGBA) color.Color {
	return color.RGBA64{R: uint16(c.R) * 255, G: uint16(c.G) * 255, B: uint16(c.B) * 255, A: 65_535}
}

func (k kiosk) Size(n fyne.ThemeSizeName) float32 {
	switch n {
	case theme.SizeNamePadding, theme.SizeNameInnerPadding, theme.SizeNameLineSpacing:
		return 0
	}
	return k.Theme.Size(n)
}
