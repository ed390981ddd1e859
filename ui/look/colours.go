package look

import "image/color"

// Colour is a colour by its role. What it looks like is a matter of the Look:
// Paint. The zero Colour is none at all.
type Colour uint8

// The roles.
const (
	Clear    Colour = iota
	Paper           // background
	Card            // cards, keys
	Line            // quiet outlines
	Edge            // outlines of what can be tapped
	Ink             // text; the ground of a selected chip
	Soft            // secondary text
	Red             // the next step; the brand
	Blue            // returns
	White           // what stands on Red, Blue or Ink
	Green           // on the shelf, done
	GreenBox        // the ground of Green
	Amber           // due today, safety, waiting
	AmberBox        // the ground of Amber
	Alert           // overdue, refused
	AlertBox        // the ground of Alert
	Keys            // the bed of a keyboard
	Control         // keys that type nothing
	Foot            // the footer; the ground of pictures
	Night           // the ground of the closed screen
	Moon            // what stands on Night
	Veil            // over what is being touched
	Curtain         // over a screen that waits for an answer
	colours         // how many there are
)

type palette [colours]color.NRGBA

// normal is the palette of design/DESIGN.md; red, green and the edges of targets
// are a little darker there than in its table, so that its own rule holds: 7:1
// for what a resident reads, 3:1 for the outline of a control.
var normal = palette{
	Paper:    rgb(0xFAF6F0),
	Card:     rgb(0xFFFFFF),
	Line:     rgb(0xE6D9CA),
	Edge:     rgb(0x8C7A66),
	Ink:      rgb(0x241A14),
	Soft:     rgb(0x54473C),
	Red:      rgb(0xA7141B),
	Blue:     rgb(0x1F4E79),
	White:    rgb(0xFFFFFF),
	Green:    rgb(0x0F5223),
	GreenBox: rgb(0xE4F2E7),
	Amber:    rgb(0x664600),
	AmberBox: rgb(0xFFF0CC),
	Alert:    rgb(0x8F1219),
	AlertBox: rgb(0xFBE3E3),
	Keys:     rgb(0xEFE4D8),
	Control:  rgb(0xD9C9B6),
	Foot:     rgb(0xF1E8DD),
	Night:    rgb(0x241A14),
	Moon:     rgb(0xF1E8DD),
	Veil:     {A: 40},
	Curtain:  {R: 0xFA, G: 0xF6, B: 0xF0, A: 245},
}

// high is light on black, the next step in yellow: what people with weak eyes
// know from other public machines.
var high = palette{
	Paper:    rgb(0x000000),
	Card:     rgb(0x000000),
	Line:     rgb(0x8A8A8A),
	Edge:     rgb(0xFFFFFF),
	Ink:      rgb(0xFFFFFF),
	Soft:     rgb(0xE8E8E8),
	Red:      rgb(0xFFE000),
	Blue:     rgb(0x9AD7FF),
	White:    rgb(0x000000),
	Green:    rgb(0x8CFFA6),
	GreenBox: rgb(0x00260C),
	Amber:    rgb(0xFFE680),
	AmberBox: rgb(0x2B2000),
	Alert:    rgb(0xFFB3B3),
	AlertBox: rgb(0x3A0000),
	Keys:     rgb(0x1A1A1A),
	Control:  rgb(0x3D3D3D),
	Foot:     rgb(0x1A1A1A),
	Night:    rgb(0x000000),
	Moon:     rgb(0xFFFFFF),
	Veil:     {R: 0xFF, G: 0xFF, B: 0xFF, A: 70},
	Curtain:  {A: 245},
}

// Paint is what a colour looks like.
func (l Look) Paint(c Colour) color.NRGBA {
	p := &normal
	if l.Contrast {
		p = &high
	}
	return p[c]
}

func rgb(hex uint32) color.NRGBA {
	return color.NRGBA{R: uint8(hex >> 16), G: uint8(hex >> 8), B: uint8(hex), A: 255}
}
