package kit

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/ime"
	"redwrench/ui/look"
	"redwrench/ui/typing"
)

// Keyboard is the board a text is typed on, with what its letters may stand for.
type Keyboard struct {
	Text  *typing.Text
	On    func(typing.Event)
	Width float32 // the room it has, in design pixels
}

const (
	keyWidth, keyHeight, keyUpright = 92, 68, 80 // keyUpright: the height in a window higher than wide
	keyRadius                       = 14
	candidateHeight                 = look.Target
)

// Keyboard makes it. Boards that compose are higher by their candidates; put it
// at the bottom, so that its keys stay where they are. Upright it is as wide as the
// window, and so sticks out on both sides of a narrower page.
func (k Kit) Keyboard(b Keyboard) fyne.CanvasObject {
	if k.Portrait() {
		page := b.Width
		b.Width = k.Width() - 16
		return k.Size(page, 0, k.Center(k.board(b, 4, keyUpright)))
	}
	if k.Large { // what stands above it needs more room
		return k.board(b, 16, look.Target)
	}
	return k.board(b, 16, keyHeight)
}

// board is the keyboard with so much bed left and right of its keys.
func (k Kit) board(b Keyboard, bed, height float32) fyne.CanvasObject {
	room := b.Width - 2*bed
	unit := min((room-(typing.Columns-1)*look.Gap)/typing.Columns, keyWidth)
	var rows []fyne.CanvasObject
	for _, caps := range b.Text.Rows() {
		row := make([]fyne.CanvasObject, len(caps))
		for i, c := range caps {
			wide := max(c.Wide, 1)
			row[i] = k.cap(c, wide*unit+(wide-1)*look.Gap, height, b.On)
		}
		rows = append(rows, k.Center(k.Row(look.Gap, row...)))
	}
	keys := k.Over(k.Plate(look.Keys, 24), k.Pad(bed, 18, bed, 18, k.Col(look.Gap, rows...)))
	if !b.Text.Board().Composes() {
		return keys
	}
	return k.Col(8, k.candidates(b), keys)
}

// cap is a key.
func (k Kit) cap(c typing.Cap, width, height float32, on func(typing.Event)) fyne.CanvasObject {
	if c.Label == "" && c.Word == "" && c.Icon == "" {
		return k.Size(width, height)
	}
	fill, edge, ink := look.Card, look.Edge, look.Ink
	switch {
	case c.On:
		fill, edge, ink = look.Ink, look.Ink, look.White
	case c.Off:
		fill, edge, ink = look.Keys, look.Line, look.Soft
	case c.Quiet:
		fill = look.Control
	}
	onTap := func() { on(c.Event) }
	if c.Off {
		onTap = nil
	}
	face := k.Over(k.Box(fill, edge, 2, keyRadius), k.Center(k.capFace(c, width-12, ink)))
	return k.Size(width, height, k.Key(face, keyRadius, onTap))
}

// capFace is what stands on a key.
func (k Kit) capFace(c typing.Cap, room float32, ink look.Colour) fyne.CanvasObject {
	big, small := float32(32), float32(22)
	if k.Large {
		big, small = 38, 26
	}
	style := Style{Size: big, Color: ink, Align: fyne.TextAlignCenter, Fixed: true}
	switch {
	case c.Icon != "":
		return k.Icon(c.Icon, 36, ink)
	case c.Word != "":
		style.Size = small
		return k.Fit(k.Say(c.Word), room, style)
	case c.Event.Act == typing.Key && hasTibetan(c.Label):
		style.Size = big + 4
	case c.Event.Act != typing.Key:
		style.Size = small
	}
	label := k.Fit(c.Label, room, style)
	if c.Under == "" {
		return label
	}
	return k.Row(14, k.Center(label), k.Center(k.Fit(k.Say(c.Under), room-big-14, Style{Size: small, Color: ink, Fixed: true})))
}

// candidates are what the letters may stand for; upright with the pages under
// them. Without letters it is said what to do.
func (k Kit) candidates(b Keyboard) fyne.CanvasObject {
	const inner = 6
	room := b.Width - 2*inner
	var inside fyne.CanvasObject
	switch {
	case b.Text.Composing() == "":
		inside = k.hint(b, room)
	case k.Portrait():
		inside = k.Col(look.Gap, k.choices(b, room), k.pages(b))
	default:
		inside = k.Row(0, k.choices(b, room-pagesWidth-look.Gap), k.Grow(k.pages(b)))
	}
	height := float32(candidateHeight + 2*inner)
	if k.Portrait() {
		height += look.Gap + candidateHeight
	}
	box := k.Over(k.Box(look.Card, look.Line, 2, 18), k.Pad(inner, inner, inner, inner, inside))
	return k.Size(b.Width, height, box)
}

// hint says what to do on the board, or offers to take the last pick back.
func (k Kit) hint(b Keyboard, room float32) fyne.CanvasObject {
	undo := b.Text.Undoable()
	if undo == "" {
		key := "keys.hint.pinyin"
		switch b.Text.Board() {
		case typing.Strokes:
			key = "keys.hint.strokes"
		case typing.Rare:
			key = "keys.hint.rare"
		}
		return k.Pad(20, 0, 20, 0, k.Left(k.Lines(k.Say(key), room-40, 2, Style{Size: 20, Color: look.Soft})))
	}
	again := k.Button(Button{Label: k.Say("keys.again", "letters", undo), Icon: "undo", Width: min(room, 420), Height: candidateHeight,
		OnTap: func() { b.On(typing.Event{Act: typing.Undo}) }})
	return k.Right(again)
}

// choices are as many candidates as there is room for; the first one is what the
// space bar picks.
func (k Kit) choices(b Keyboard, room float32) fyne.CanvasObject {
	var row []fyne.CanvasObject
	left := room
	for i, c := range b.Text.Candidates() {
		style := Style{Size: 32, Align: fyne.TextAlignCenter, Fixed: true}
		if k.Large && c.Note == "" {
			style.Size = 40
		}
		note := Style{Size: look.Small, Color: look.Soft, Align: fyne.TextAlignCenter, Fixed: true}
		px := k.Px(1)
		width := max(look.Target+8, k.measure(c.Text, k.pt(style), style)/px+28, k.measure(c.Note, k.pt(note), note)/px+16)
		if i == typing.Most || i > 0 && width > left {
			break
		}
		width = min(width, room)
		left -= width + look.Gap
		row = append(row, k.choice(c, i, width, style, note, b.On))
	}
	b.Text.Room(len(row))
	return k.Row(look.Gap, row...)
}

func (k Kit) choice(c ime.Candidate, i int, width float32, style, note Style, on func(typing.Event)) fyne.CanvasObject {
	fill, edge := look.Clear, look.Clear
	if i == 0 {
		fill, edge = look.AlertBox, look.Edge
	}
	words := []fyne.CanvasObject{k.Fit(c.Text, width-16, style)}
	if c.Note != "" {
		words = append(words, k.Fit(c.Note, width-8, note))
	}
	face := k.Over(k.Box(fill, edge, 2, 12), k.Center(k.Col(-4, words...)))
	return k.Size(width, candidateHeight, k.Key(face, 12, func() { on(typing.Event{Act: typing.Pick, N: i}) }))
}

const pagesWidth = 130 + 2*(look.Target+8) + 2*look.Gap

// pages are which candidates are shown of how many, and the way to others.
func (k Kit) pages(b Keyboard) fyne.CanvasObject {
	from, to, of := b.Text.Range()
	arrow := func(icon string, by int, on bool) fyne.CanvasObject {
		ink, edge := look.Ink, look.Edge
		onTap := func() { b.On(typing.Event{Act: typing.Turn, N: by}) }
		if !on {
			ink, edge, onTap = look.Line, look.Line, nil
		}
		return k.Size(look.Target+8, candidateHeight, k.Key(k.Over(k.Box(look.Card, edge, 2, 12), k.Center(k.Icon(icon, 30, ink))), 12, onTap))
	}
	shown := k.Say("keys.range", "from", k.Lang.Number(from), "to", k.Lang.Number(to), "of", k.Lang.Number(of))
	return k.Row(look.Gap, k.Space(),
		k.Size(130, 0, k.Right(k.Fit(shown, 130, Style{Size: look.Second, Color: look.Soft, Fixed: true}))),
		arrow("left", -1, from > 1), arrow("right", 1, to < of))
}
