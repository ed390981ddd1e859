package tools

import (
	"strconv"

	"fyne.io/fyne/v2"

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

// shot is the photo that was made.
func (f *Flow) shot(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	side := min(height-300, room, 420)
	keep := kit.Button{Label: k.Say("tools.photo.keep"), Kind: kit.Next, Off: f.Busy, OnTap: f.KeepPhoto}
	return k.Question(k.Say("tools.photo.sure", "kb", strconv.Itoa((len(f.Shot.raw)+1023)/1024)), width, f.up,
		k.Row(0, k.Space(), k.Preview(f.Shot.Picture, side), k.Space()),
		k.Choices(room, 3, keep, kit.Button{Label: k.Say("tools.photo.other"), Off: f.Busy, OnTap: f.up}))
}
