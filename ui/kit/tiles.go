package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Tile is a way to go from the home screen.
type Tile struct {
	Icon, Title, Second, Sub string
	Fill                     look.Colour // zero: a small white tile
	Width                    float32     // design pixels
	OnTap                    func()
}

// Tile makes the tile: big and coloured, or small and white with the icon left.
func (k Kit) Tile(t Tile) fyne.CanvasObject {
	beside := k.Portrait() || k.Large // the icon beside the words, where height is dear
	room := t.Width - 72
	if beside {
		room -= 100 + 28
	}
	white, sub := look.White, look.White
	big := t.Fill != look.Clear
	if !big {
		room = t.Width - 140
		white, sub = look.Ink, look.Soft
	}
	title, second, small := float32(52), float32(30), float32(22)
	switch {
	case !big:
		title, second, small = 30, 22, look.Second
	case k.Large:
		title, second, small = 44, 26, look.Second
	}
	words := []fyne.CanvasObject{k.Fit(t.Title, room, Style{Size: title, Color: white})}
	if t.Second != "" {
		words = append(words, k.Fit(t.Second, room, Style{Size: second, Color: white}))
	}
	if t.Sub != "" {
		words = append(words, k.Para(t.Sub, room, Style{Size: small, Color: sub}))
	}
	text := k.Col(0, words...)
	if !big {
		row := k.Row(24, k.Center(k.Icon(t.Icon, 60, look.Red)), k.Grow(k.Left(text)))
		return k.Tap(k.Over(k.Box(look.Card, look.Edge, 2, 28), k.Pad(28, 12, 20, 12, row)), 28, t.OnTap)
	}
	if beside {
		row := k.Row(28, k.Center(k.Icon(t.Icon, 100, look.White)), k.Grow(k.Left(text)))
		return k.Tap(k.Over(k.Box(t.Fill, look.Clear, 0, 28), k.Pad(36, 20, 36, 20, row)), 28, t.OnTap)
	}
	col := k.Col(4, k.Left(k.Icon(t.Icon, 116, look.White)), k.Space(), text)
	return k.Tap(k.Over(k.Box(t.Fill, look.Clear, 0, 28), k.Pad(36, 36, 36, 28, col)), 28, t.OnTap)
}

// ToolCard is a tool of the catalogue.
type ToolCard struct {
	Icon, Title, Second, Pill, Code string
	Photo                           string // instead of the icon, once it is read
	Tone                            Tone
	Width                           float32
	Selected                        bool
	OnTap                           func()
}

// ToolCard makes the card.
func (k Kit) ToolCard(c ToolCard) fyne.CanvasObject {
	edge, width := look.Edge, float32(2)
	if c.Selected {
		edge, width = look.Red, 5
	}
	room := c.Width - 36
	inside := k.photo(c.Photo, c.Width*0.6, 56, 0)
	if inside == nil {
		inside = k.Pad(0, 4, 0, 4, k.Center(k.Icon(c.Icon, 56, look.Alert)))
	}
	picture := k.Over(k.Box(look.Foot, look.Clear, 0, 14), inside)
	if c.Selected {
		picture.Add(k.Pad(0, 6, 8, 0, k.Right(k.Icon("check", 30, look.Green))))
	}
	foot := k.Row(4, k.Left(k.Pill(c.Pill, room, c.Tone)), k.Space())
	if !k.Large {
		foot = k.Row(4, k.Left(k.Pill(c.Pill, room-60, c.Tone)), k.Space(), k.Right(k.Text(c.Code, Style{Size: 15, Color: look.Soft, Fixed: true})))
	}
	most := 2
	if c.Second != "" {
		most = 1
	}
	rows := []fyne.CanvasObject{k.Grow(picture), k.Lines(c.Title, room, most, Style{Size: 24})}
	if c.Second != "" {
		rows = append(rows, k.Fit(c.Second, room, Style{Size: look.Second, Color: look.Soft, Fixed: true}))
	}
	rows = append(rows, k.Gap(2), foot)
	return k.Tap(k.Over(k.Box(look.Card, edge, width, 22), k.Pad(18, 16, 18, 12, k.Col(2, rows...))), 22, c.OnTap)
}

// BasketRow is a tool of the basket; OnRemove nil: it stays.
type BasketRow struct {
	Icon, Title, Sub string
	Photo            string // instead of the icon, once it is read
	Width            float32
	OnRemove         func()
}

// BasketRow makes the row with its line under it.
func (k Kit) BasketRow(b BasketRow) fyne.CanvasObject {
	room := b.Width - 80
	if b.OnRemove != nil {
		room -= 80
	}
	row := []fyne.CanvasObject{
		k.Center(k.ToolPicture(b.Icon, b.Photo, 64)),
		k.Grow(k.Left(k.Col(0, k.Lines(b.Title, room, 2, Style{Size: 24}), k.Lines(b.Sub, room, 2, Style{Size: look.Second, Color: look.Soft})))),
	}
	if b.OnRemove != nil {
		row = append(row, k.Center(k.Remove(b.OnRemove)))
	}
	return k.Col(8, k.Row(16, row...), k.Rule())
}

// Picture is a tool's icon on its ground, size design pixels square.
func (k Kit) Picture(icon string, size float32) fyne.CanvasObject {
	return k.Size(size, size, k.Box(look.Foot, look.Clear, 0, 16), k.Center(k.Icon(icon, size*2/3, look.Alert)))
}

// Remove is the button that takes something out of a list.
func (k Kit) Remove(onTap func()) fyne.CanvasObject {
	face := k.Over(k.Box(look.Card, look.Edge, 2, 14), k.Center(k.Icon("close", 30, look.Alert)))
	return k.Size(look.Target, look.Target, k.Tap(face, 14, onTap))
}

// Rule is a quiet line.
func (k Kit) Rule() fyne.CanvasObject { return k.Size(0, 2, k.Box(look.Line, look.Clear, 0, 0)) }

// Panel is a card around something.
func (k Kit) Panel(o fyne.CanvasObject) *fyne.Container {
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(24, 20, 24, 20, o))
}

// Stat is a number with its name.
func (k Kit) Stat(label, number string, t Tone) fyne.CanvasObject {
	ink := look.Ink
	if t == Bad {
		ink = look.Alert
	}
	col := k.Col(0, k.Text(label, Style{Size: look.Second, Color: look.Soft}), k.Text(number, Style{Size: 46, Color: ink, Fixed: true}))
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(20, 10, 20, 6, col))
}

// Count is a number, or a few words, with its name; a tap opens what was counted.
type Count struct {
	Icon, Label, Text string
	Tone              Tone
	Width, Height     float32 // design pixels
	OnTap             func()
}

// Count makes the tile.
func (k Kit) Count(c Count) fyne.CanvasObject {
	ink := look.Ink
	switch c.Tone {
	case Warn:
		ink = look.Amber
	case Bad:
		ink = look.Alert
	}
	const icon, few = 30, 4 // few characters are written large
	room := c.Width - 2*18
	text := k.Lines(c.Text, room, 2, Style{Size: 26, Color: ink, Fixed: true})
	if len([]rune(c.Text)) <= few {
		text = k.Fit(c.Text, room, Style{Size: 46, Color: ink, Fixed: true})
	}
	label := k.Row(10, k.Center(k.Icon(c.Icon, icon, look.Soft)), k.Left(k.Lines(c.Label, room-icon-10, 2, Style{Size: 20, Color: look.Soft, Fixed: true})))
	face := k.Over(k.Box(look.Card, look.Edge, 2, 22), k.Pad(18, 12, 18, 12, k.Col(0, label, k.Space(), k.Row(0, text, k.Space()), k.Space())))
	return k.Size(c.Width, c.Height, k.Tap(face, 22, c.OnTap))
}
