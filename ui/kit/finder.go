package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
	"redwrench/ui/typing"
)

// Finder asks for words over the keyboard and shows above it what they find. It
// fills a page between header and footer.
type Finder struct {
	Text   *typing.Text
	Said   fyne.CanvasObject // above what was found; nil: nothing
	Hits   []Hit             // as many are shown as there is room for
	Next   string            // what the button at the end says
	On     func(typing.Event)
	OnNext func()
}

// Hit is something found.
type Hit struct {
	Icon     string
	Title    string
	Pill     string
	Tone     Tone
	Selected bool
	OnTap    func()
}

// Finder makes the page.
func (k Kit) Finder(f Finder) fyne.CanvasObject {
	const nextWidth = 220
	full := k.Width() - 2*look.Margin
	field := k.Field(Field{Text: f.Text.String(), Letters: f.Text.Composing(), Active: true, Width: full - nextWidth - 20, Compact: true})
	next := k.Button(Button{Label: f.Next, Kind: Next, Width: nextWidth, OnTap: f.OnNext})
	rows := []fyne.CanvasObject{k.Row(20, k.Grow(field), next)}
	if f.Said != nil {
		rows = append(rows, f.Said)
	}
	keys := k.Keyboard(Keyboard{Text: f.Text, On: f.On, Width: full})
	used := 2*16 + (k.Col(look.Gap, rows...).MinSize().Height+keys.MinSize().Height)/k.Px(1) + 2*look.Gap
	if hits := k.hits(f.Hits, full, k.Room()-used); hits != nil {
		rows = append(rows, hits)
	}
	return k.Pad(look.Margin, 16, look.Margin, 16, k.Col(look.Gap, append(rows, k.Grow(k.Bottom(keys)))...))
}

// hits are as many as there is room for; nil: none.
func (k Kit) hits(list []Hit, width, height float32) fyne.CanvasObject {
	const tileHeight = 66
	columns := 3
	if k.Portrait() {
		columns = 2
	}
	each := (width - float32(columns-1)*look.Gap) / float32(columns)
	lines := int((height + look.Gap) / (tileHeight + look.Gap))
	var tiles []fyne.CanvasObject
	for _, t := range list[:min(len(list), max(lines, 0)*columns)] {
		tiles = append(tiles, k.hit(t, each, tileHeight))
	}
	if len(tiles) == 0 {
		return nil
	}
	return k.Grid(columns, look.Gap, tileHeight, tiles...)
}

func (k Kit) hit(t Hit, width, height float32) fyne.CanvasObject {
	fill, edge, ink, icon := look.Card, look.Edge, look.Ink, t.Icon
	if t.Selected {
		fill, edge, ink, icon = look.Ink, look.Ink, look.White, "check"
	}
	room := width - 2*16 - 40 - 14 // the pill is narrow, so that it does not grow: there is no room for it
	words := k.Col(2, k.Fit(t.Title, room, Style{Size: look.Body, Color: ink, Fixed: true}), k.Left(k.Pill(t.Pill, min(room, 159), t.Tone)))
	face := k.Over(k.Box(fill, edge, 2, 18), k.Pad(16, 0, 16, 0, k.Row(14, k.Center(k.Icon(icon, 40, ink)), k.Left(words))))
	return k.Size(width, height, k.Tap(face, 18, t.OnTap))
}
