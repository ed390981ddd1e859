package kit

import (
	"image/color"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/ui/look"
)

// Header is the bar at the top of a public screen. Back nil shows the shop's
// name instead of a way back.
type Header struct {
	Title   string
	Back    func()
	OnLang  func(words.Lang)
	OnLarge func()
	Clock   *Live
}

// Header makes the bar.
func (k Kit) Header(h Header) fyne.CanvasObject {
	bold := Style{Size: 26, Bold: true, Fixed: true}
	room := k.Width() - 2*look.Margin - 3*k.languageWidth() - k.largeWidth() - 72 - 3*16
	var left fyne.CanvasObject
	if h.Back == nil {
		left = k.Row(16, k.Center(k.logo()), k.Left(k.Lines(h.Title, room-64, 2, bold)))
	} else {
		back := k.Over(k.Box(look.Card, look.Edge, 2, 14), k.Center(k.Row(12,
			k.Center(k.Icon("back", 24, look.Ink)), k.Text(k.Say("header.back"), Style{Size: 22, Fixed: true}))))
		left = k.Row(18, k.Center(k.Size(136, look.Target, k.Tap(back, 14, h.Back))), k.Left(k.Lines(h.Title, room-154, 2, bold)))
	}
	clock := fyne.CanvasObject(k.Gap(0))
	if h.Clock != nil {
		clock = k.Center(h.Clock.Object)
	}
	row := k.Row(16, left, k.Space(), k.Center(k.languages(h.OnLang)), k.Center(k.largeSwitch(h.OnLarge)), clock)
	return k.Size(0, look.HeadBar, k.Box(look.Card, color.NRGBA{}, 0, 0), k.Pad(look.Margin, 0, look.Margin, 0, row), k.Col(0, k.Space(), k.Rule()))
}

// logo is the shop's sign: a white wrench on red.
func (k Kit) logo() fyne.CanvasObject {
	return k.Size(48, 48, k.Box(look.Red, color.NRGBA{}, 0, 10), k.Center(k.Icon("wrench", 34, look.White)))
}

// languageWidth is the width of one language's part of the switch.
func (k Kit) languageWidth() float32 {
	if k.Portrait() {
		return 84
	}
	return 98
}

// largeWidth is the width of the button for large text: upright, only its icon.
func (k Kit) largeWidth() float32 {
	if k.Portrait() {
		return look.Target
	}
	return 124
}

func (k Kit) languages(onLang func(words.Lang)) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	width := k.languageWidth()
	for _, l := range words.All {
		ink, fill := look.Ink, color.NRGBA{}
		if l == k.Lang {
			ink, fill = look.White, look.Ink
		}
		name := k.Fit(l.Say("lang."+string(l)), width-12, Style{Size: 20, Color: ink, Align: fyne.TextAlignCenter, Fixed: true})
		face := k.Over(k.Box(fill, color.NRGBA{}, 0, 12), k.Center(name))
		parts = append(parts, k.Size(width, look.Target, k.Tap(face, 12, func() { onLang(l) })))
	}
	return k.Over(k.Row(0, parts...), k.Box(color.NRGBA{}, look.Edge, 2, 14))
}

func (k Kit) largeSwitch(onLarge func()) fyne.CanvasObject {
	key := "header.large"
	if k.Large {
		key = "header.normal"
	}
	inside := fyne.CanvasObject(k.Icon("text-size", 28, look.Ink))
	if !k.Portrait() {
		inside = k.Row(8, k.Center(k.Icon("text-size", 24, look.Ink)), k.Fit(k.Say(key), 80, Style{Size: 20, Fixed: true}))
	}
	face := k.Over(k.Box(look.Card, look.Edge, 2, 14), k.Center(inside))
	return k.Size(k.largeWidth(), look.Target, k.Tap(face, 14, onLarge))
}

// Footer is the bar at the bottom of the home screen.
type Footer struct {
	Printer *Live
	OnStaff func()
}

// Footer makes the bar.
func (k Kit) Footer(f Footer) fyne.CanvasObject {
	staff := k.Over(k.Box(look.Foot, look.Edge, 2, 14), k.Pad(20, 0, 20, 0, k.Center(k.Row(10,
		k.Center(k.Icon("staff", 24, look.Soft)), k.Text(k.Say("home.staff"), Style{Size: look.Second, Color: look.Soft, Fixed: true})))))
	row := k.Row(10, k.Center(k.Icon("printer", 24, look.Soft)), k.Left(f.Printer.Object), k.Space(),
		k.Center(k.Size(0, look.Target, k.Tap(staff, 14, f.OnStaff))))
	return k.Size(0, look.FootBar+12, k.Box(look.Foot, color.NRGBA{}, 0, 0), k.Pad(look.Margin, 0, look.Margin, 0, row))
}

// SideItem is a place of the desk.
type SideItem struct {
	Icon, Label string
	Selected    bool
	OnTap       func()
}

// SideWidth is how wide the desk's bar is: upright, room for icons only.
func (k Kit) SideWidth() float32 {
	if k.Portrait() {
		return 112
	}
	return 232
}

// SideBar is the desk's dark bar at the left.
func (k Kit) SideBar(title string, items []SideItem) fyne.CanvasObject {
	white := Style{Size: 22, Color: look.White, Fixed: true}
	rows := []fyne.CanvasObject{k.Row(12, k.Center(k.logo()), k.Left(k.Lines(title, 140, 2, white))), k.Gap(12)}
	if k.Portrait() {
		rows = []fyne.CanvasObject{k.Center(k.logo()), k.Gap(24)}
	}
	for _, i := range items {
		fill := color.NRGBA{}
		if i.Selected {
			fill = look.Red
		}
		inside := k.Pad(18, 0, 12, 0, k.Row(14, k.Center(k.Icon(i.Icon, 28, look.White)), k.Left(k.Fit(i.Label, 130, white)), k.Space()))
		if k.Portrait() {
			white.Size, white.Align = look.Small, fyne.TextAlignCenter
			inside = k.Pad(4, 8, 4, 6, k.Col(0, k.Center(k.Icon(i.Icon, 28, look.White)), k.Center(k.Lines(i.Label, 72, 2, white))))
		}
		face := k.Over(k.Box(fill, color.NRGBA{}, 0, 14), inside)
		rows = append(rows, k.Size(0, look.Target, k.Tap(face, 14, i.OnTap)), k.Gap(0))
	}
	return k.Size(k.SideWidth(), 0, k.Box(look.Ink, color.NRGBA{}, 0, 0), k.Pad(16, 24, 16, 16, k.Top(k.Col(6, rows...))))
}
