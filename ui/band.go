package ui

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// band is how high the band of the shop for practice is.
const band = 36

// bandHeight is the band's height in a window; in the real shop there is none.
func (s *Shell) bandHeight(window fyne.Size) float32 {
	if s.Training == "" {
		return 0
	}
	return look.Look{W: window.Width, H: window.Height}.Px(band)
}

// drawBand says above every screen that nothing is real. The screens get smaller
// by it, as in a smaller window.
func (s *Shell) drawBand() {
	if s.Training == "" {
		return
	}
	k := s.kit()
	text := k.Fit(k.Say("training.band", "pin", s.Training), k.Width()-80, kit.Style{Size: look.Second, Bold: true, Color: look.Amber, Fixed: true})
	s.band.Objects = []fyne.CanvasObject{k.Over(k.Box(look.AmberBox, look.Amber, 3, 0), k.Center(k.Row(12, k.Center(k.Icon("alert", 22, look.Amber)), text)))}
	s.band.Refresh()
}
