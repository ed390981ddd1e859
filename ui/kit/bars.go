package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/ui/look"
)

// Header is the bar at the top of a public screen. Back nil shows the shop's
// name instead of a way back; a switch whose function is nil is not shown.
type Header struct {
	Title      string
	Step, Of   int // how far a journey of several steps has come; Of 0: no marks
	Back       func()
	OnLang     func(words.Lang)
	OnLarge    func()
	OnContrast func()
	OnHelp     func()
	Called     bool // the staff was called already
	Clock      *Live
}

// switchRow is the height of the second row of an upright header.
const switchRow = 76

// HeadHeight is the height of the header: upright, it has two rows.
func (k Kit) HeadHeight() float32 {
	if k.Portrait() {
		return look.HeadBar + switchRow
	}
	return look.HeadBar
}

// Header makes the bar.
func (k Kit) Header(h Header) fyne.CanvasObject {
	switches := k.switches(h)
	clock := fyne.CanvasObject(k.Gap(0))
	if h.Clock != nil {
		clock = k.Center(h.Clock.Object)
	}
	ground := k.Box(look.Card, look.Clear, 0, 0)
	rule := k.Col(0, k.Space(), k.Rule())
	room := k.Width() - 2*look.Margin - 72 - 16
	if k.Portrait() {
		first := k.Size(0, look.HeadBar, k.Row(16, k.title(h, room), k.Space(), clock))
		second := k.Size(0, switchRow, k.Pad(0, 0, 0, 12, k.Row(16, append([]fyne.CanvasObject{k.Space()}, switches...)...)))
		return k.Size(0, k.HeadHeight(), ground, k.Pad(look.Margin, 0, look.Margin, 0, k.Col(0, first, second)), rule)
	}
	row := append([]fyne.CanvasObject{k.title(h, room-k.switchesWidth(h)), k.Space()}, switches...)
	return k.Size(0, look.HeadBar, ground, k.Pad(look.Margin, 0, look.Margin, 0, k.Row(16, append(row, clock)...)), rule)
}

// title is the way back, or the shop's sign, and where one is.
func (k Kit) title(h Header, room float32) fyne.CanvasObject {
	bold := Style{Size: 26, Bold: true, Fixed: true}
	if h.Back == nil {
		return k.Row(16, k.Center(k.logo()), k.Left(k.Lines(h.Title, room-64, 2, bold)))
	}
	back := k.Over(k.Box(look.Card, look.Edge, 2, 14), k.Center(k.Row(12,
		k.Center(k.Icon("back", 24, look.Ink)), k.Text(k.Say("header.back"), Style{Size: 22, Fixed: true}))))
	words := fyne.CanvasObject(k.Lines(h.Title, room-154, 2, bold))
	if h.Of > 0 {
		words = k.Col(4, k.Fit(h.Title, room-154, bold), k.marks(h.Step, h.Of, room-154))
	}
	return k.Row(18, k.Center(k.Size(136, look.Target, k.Tap(back, 14, h.Back))), k.Left(words))
}

// marks are bars, one a step, full up to the one that is shown, and its number,
// in the room there is.
func (k Kit) marks(step, of int, room float32) fyne.CanvasObject {
	const gap, words = 6, 120
	width := min((room-words)/float32(of)-gap, 36)
	var row []fyne.CanvasObject
	for i := range of {
		fill, edge := look.Clear, look.Edge
		if i < step {
			fill, edge = look.Red, look.Red
		}
		row = append(row, k.Center(k.Size(width, 8, k.Box(fill, edge, 1.5, 4))))
	}
	number := k.Say("header.step", "n", k.Lang.Number(step), "of", k.Lang.Number(of))
	return k.Row(gap, append(row, k.Fit(number, words, Style{Size: look.Small, Color: look.Soft, Fixed: true}))...)
}

// switches are what stands at the right of every public screen's header.
func (k Kit) switches(h Header) []fyne.CanvasObject {
	var row []fyne.CanvasObject
	if len(k.Offered()) > 1 {
		row = append(row, k.Center(k.languages(h.OnLang)))
	}
	if h.OnHelp != nil {
		key, fill, edge := "help.call", look.Card, look.Edge
		if h.Called {
			key, fill, edge = "help.called", look.AmberBox, look.Amber
		}
		row = append([]fyne.CanvasObject{k.switchButton("help", k.Say(key), fill, edge, h.OnHelp)}, row...)
	}
	key := "header.large"
	if k.Large {
		key = "header.normal"
	}
	return append(row,
		k.switchButton("text-size", k.Say(key), look.Card, look.Edge, h.OnLarge),
		k.switchButton("contrast", "", look.Card, look.Edge, h.OnContrast))
}

// switchButton is a button of the header; upright, only its icon.
func (k Kit) switchButton(icon, label string, fill, edge look.Colour, onTap func()) fyne.CanvasObject {
	width, inside := float32(look.Target), fyne.CanvasObject(k.Icon(icon, 30, look.Ink))
	if label != "" && !k.Portrait() {
		width = labelled
		inside = k.Row(8, k.Center(k.Icon(icon, 26, look.Ink)), k.Lines(label, 78, 2, Style{Size: 20, Fixed: true}))
	}
	face := k.Over(k.Box(fill, edge, 2, 14), k.Center(inside))
	return k.Center(k.Size(width, look.Target, k.Tap(face, 14, onTap)))
}

// labelled is the width of a button of the header that has words.
const labelled = 128

// switchesWidth is how much of the header the switches take, with the gaps
// around them.
func (k Kit) switchesWidth(h Header) float32 {
	width := float32(len(k.Offered()))*k.languageWidth() + 16 + labelled + 16 + look.Target + 16
	if h.OnHelp != nil {
		width += labelled + 16
	}
	return width
}

// logo is the shop's sign: a white wrench on red.
func (k Kit) logo() fyne.CanvasObject {
	return k.Size(48, 48, k.Box(look.Red, look.Clear, 0, 10), k.Center(k.Icon("wrench", 34, look.White)))
}

// languageWidth is the width of one language's part of the switch.
func (k Kit) languageWidth() float32 {
	if k.Portrait() {
		return 84
	}
	return 98
}

func (k Kit) languages(onLang func(words.Lang)) fyne.CanvasObject {
	var parts []fyne.CanvasObject
	width := k.languageWidth()
	for _, l := range k.Offered() {
		ink, fill := look.Ink, look.Clear
		if l == k.Lang {
			ink, fill = look.White, look.Ink
		}
		name := k.Fit(l.Say("lang."+string(l)), width-look.Gap, Style{Size: 20, Color: ink, Align: fyne.TextAlignCenter, Fixed: true})
		part := k.Tap(k.Center(name), 12, func() { onLang(l) }) // parts are apart for the finger, not for the eye
		parts = append(parts, k.Size(width, look.Target, k.Box(fill, look.Clear, 0, 12), k.Pad(look.Gap/2, 0, look.Gap/2, 0, part)))
	}
	return k.Over(k.Row(0, parts...), k.Box(look.Clear, look.Edge, 2, 14))
}

// FootHeight is the height of the footer: what lies below 94 % of the window,
// where nothing can be tapped.
func (k Kit) FootHeight() float32 { return k.Height() * 0.06 }

// Room is the height between header and footer.
func (k Kit) Room() float32 { return k.Height() - k.HeadHeight() - k.FootHeight() }

// Foot is the bar at the bottom of a public screen. It lives on: Set.
type Foot struct {
	Object        fyne.CanvasObject
	said          *Live
	printer, sign fyne.CanvasObject // the icons: one of them is seen
}

// Foot makes the bar. Nothing in it can be tapped: it is too low.
func (k Kit) Foot(text string, notice bool) *Foot {
	f := &Foot{
		said:    k.Live(text, text, Style{Size: look.Second, Color: look.Soft, Fixed: true}),
		printer: k.Icon("printer", 24, look.Soft),
		sign:    k.Icon("alert", 24, look.Soft),
	}
	f.Set(text, notice)
	row := k.Row(10, k.Center(k.Over(f.printer, f.sign)), k.Left(f.said.Object), k.Space())
	f.Object = k.Size(0, k.FootHeight(), k.Box(look.Foot, look.Clear, 0, 0), k.Pad(look.Margin, 0, look.Margin, 0, row))
	return f
}

// Set says how the printer is or, with notice, what else must be known. It returns
// whether that is said anew.
func (f *Foot) Set(text string, notice bool) bool {
	if f == nil {
		return false
	}
	anew := f.said.Set(text)
	if notice {
		f.printer.Hide()
		f.sign.Show()
	} else {
		f.sign.Hide()
		f.printer.Show()
	}
	return anew
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

// SideBar is the desk's dark bar at the left; its last item stands at the bottom.
func (k Kit) SideBar(title string, items []SideItem) fyne.CanvasObject {
	white := Style{Size: 22, Color: look.White, Fixed: true}
	rows := []fyne.CanvasObject{k.Row(12, k.Center(k.logo()), k.Left(k.Lines(title, 140, 2, white)))}
	if k.Portrait() {
		rows = []fyne.CanvasObject{k.Center(k.logo())}
	}
	cells := make([]fyne.CanvasObject, len(items))
	for n, i := range items {
		cells[n] = k.sideItem(i, k.Portrait())
	}
	last := len(cells) - 1
	rows = append(rows, k.Gap(0), k.Grid(1, look.Gap, look.Target, cells[:last]...), k.Space(), k.Size(0, look.Target, cells[last]))
	return k.Size(k.SideWidth(), 0, k.Box(look.Ink, look.Clear, 0, 0), k.Pad(16, 24, 16, 4, k.Col(12, rows...)))
}

// sideItem is a place of the bar; a small one has its name under its icon.
func (k Kit) sideItem(i SideItem, small bool) fyne.CanvasObject {
	fill, edge := look.Clear, look.Clear
	if i.Selected {
		fill, edge = look.Red, look.White
	}
	white := Style{Size: 22, Color: look.White, Fixed: true}
	inside := k.Pad(18, 0, 12, 0, k.Row(14, k.Center(k.Icon(i.Icon, 28, look.White)), k.Left(k.Fit(i.Label, 130, white)), k.Space()))
	if small {
		white.Size, white.Align = look.Small, fyne.TextAlignCenter
		inside = k.Pad(4, 8, 4, 6, k.Col(0, k.Center(k.Icon(i.Icon, 28, look.White)), k.Center(k.Lines(i.Label, 72, 2, white))))
	}
	return k.Tap(k.Over(k.Box(fill, edge, 2, 14), inside), 14, i.OnTap)
}
