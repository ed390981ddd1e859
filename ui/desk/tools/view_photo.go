package tools

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory/photo"
	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// photos are the pictures to choose from.
func (f *Flow) photos(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	again := k.Button(kit.Button{Label: k.Say("tools.photo.again"), Icon: "renew", Height: look.Next, Off: f.Busy, OnTap: f.SeekPhotos})
	foot := []fyne.CanvasObject{again}
	if f.Pictured() {
		foot = append(foot, k.Button(kit.Button{Label: k.Say("tools.photo.drop"), Icon: "close", Height: look.Next, Off: f.Busy, OnTap: f.DropPhoto}))
	}
	how := "tools.photo.how"
	if f.Busy {
		how = "tools.photo.busy"
	}
	ask := k.Question(k.Say("tools.photo"), width, f.up, k.Para(k.Say(how), room, kit.Style{Size: 20, Color: look.Soft}))
	below := k.Wrapped(16, width, foot...)
	used := (ask.MinSize().Height+below.MinSize().Height)/k.Px(1) + 4*between + look.Target
	from, to, pages := kit.Page(len(f.Files), int((height-used)/kit.TapRow), f.Page)
	var rows []kit.Row
	cells := width - 4 - 38 - 2*12
	for _, file := range f.Files[from:to] {
		rows = append(rows, kit.Row{OnTap: func() { f.Shoot(file) }, Cells: []fyne.CanvasObject{
			k.Share(0.5, k.Left(k.Lines(file.Name, cells*0.5, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Cell(0.25, cells, file.Place.Name, kit.Style{Color: look.Soft}),
			k.Cell(0.25, cells, moment(k.Lang, file.At, f.desk.Now()), kit.Style{Color: look.Soft})}})
	}
	list := []fyne.CanvasObject{ask}
	if len(rows) > 0 {
		list = append(list, k.Table(rows))
	} else if !f.Busy {
		list = append(list, k.Para(k.Say("tools.photo.none"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	return k.Grow(k.Col(between, append(list, k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)), below)...))
}

// shot is the photo that was made, and what moves its cut: beside it, or under it
// where there is no room.
func (f *Flow) shot(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	keep := kit.Button{Label: k.Say("tools.photo.keep"), Kind: kit.Next, Off: f.Busy || !f.Shot.Sharp(), OnTap: f.KeepPhoto}
	below := k.Choices(room, 3, keep, kit.Button{Label: k.Say("tools.photo.other"), Off: f.Busy, OnTap: f.up})
	how := k.Para(k.Say("tools.photo.cut"), room, kit.Style{Size: look.Second, Color: look.Soft})
	pad := f.cutPad(k)
	padSize := pad.MinSize()
	least := (below.MinSize().Height+how.MinSize().Height)/k.Px(1) + 190 // the title and what is between
	preview := func(side float32) fyne.CanvasObject {                    // its margins may be white
		return k.Center(k.Over(k.Preview(f.Shot.Picture, side), k.Box(look.Clear, look.Line, 2, 22)))
	}
	var both fyne.CanvasObject
	if k.Portrait() {
		side := min(height-least-padSize.Height/k.Px(1), room, 480)
		both = k.Col(16, k.Row(0, k.Space(), preview(side), k.Space()), k.Row(0, k.Space(), pad, k.Space()))
	} else {
		side := min(height-least, room-padSize.Width/k.Px(1)-40, 480)
		both = k.Row(40, k.Space(), preview(side), k.Center(pad), k.Space())
	}
	return k.Question(k.Say("tools.photo.sure", "kb", strconv.Itoa((len(f.Shot.raw)+1023)/1024)), width, f.up, how, both, below)
}

// cutPad moves the cut in steps, and brings it nearer or farther.
func (f *Flow) cutPad(k kit.Kit) fyne.CanvasObject {
	const wide, high = 110, 76
	to := func(icon, label string, width float32, c photo.Cut) fyne.CanvasObject {
		return k.Button(kit.Button{Icon: icon, Label: label, Width: width, Height: high, Off: f.Busy || c == f.Shot.Cut, OnTap: func() { f.Cut(c) }})
	}
	arrow := func(icon string, right, down int) fyne.CanvasObject {
		return to(icon, "", wide, f.Moved(right, down))
	}
	blank := k.Size(wide, high)
	half := float32(3*wide+look.Gap) / 2
	return k.Col(look.Gap,
		k.Row(look.Gap, blank, arrow("up", 0, -1), blank),
		k.Row(look.Gap, arrow("left", -1, 0), blank, arrow("right", 1, 0)),
		k.Row(look.Gap, blank, arrow("down", 0, 1), blank),
		k.Row(look.Gap, to("plus", k.Say("tools.photo.nearer"), half, f.Nearer(1)), to("minus", k.Say("tools.photo.farther"), half, f.Nearer(-1))))
}
