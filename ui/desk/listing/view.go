package listing

import (
	"fyne.io/fyne/v2"

	tables "redwrench/inventory/exchange"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/kit"
	"redwrench/ui/look"
)

const (
	between = 14
	button  = 150 // width of a button
)

// View draws the list, or the question that is asked, in a room of width ×
// height, with Back as the way out of it.
func (f *Flow[T]) View(k kit.Kit, width, height float32, back func()) fyne.CanvasObject {
	f.speak(k.Lang)
	up := func() { f.Up() }
	room := width - 44
	ask := func(key string, body ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Col(between, append(f.said(k, width), k.Question(k.Say(key), width, up, body...))...)
	}
	switch f.Step {
	case Finding:
		title := k.Say("list.find", "n", k.Lang.Number(len(f.rows)), "of", k.Lang.Number(len(f.all)))
		return k.Col(between, append(f.said(k, width), k.Letters(kit.Letters{Title: title, Text: f.Words, Wrong: f.Notice.Err != nil, Empty: true,
			Next: k.Say("list.show"), Width: width, On: f.Press, OnNext: f.Next, Back: up}))...)
	case WhichFormat:
		return ask("exchange.which.format", k.Choices(room, 3,
			kit.Button{Label: k.Say("exchange.format.xlsx"), OnTap: func() { f.As(tables.XLSX) }},
			kit.Button{Label: k.Say("exchange.format.csv"), OnTap: func() { f.As(tables.CSV) }}))
	case WhichPlace:
		return ask("exchange.which.place", f.places(k, room)...)
	}
	return f.list(k, width, height, back)
}

// said is what happened to the last tap.
func (f *Flow[T]) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch n := f.Notice; {
	case n.Err != nil:
		return []fyne.CanvasObject{k.Notice(exchange.Refusal(k.Lang, n.Err, f.desk.Now()), width, kit.Bad)}
	case n.Key != "":
		text := k.Say(n.Key, "n", k.Lang.Number(n.Rows), "of", k.Lang.Number(n.Of), "file", n.File, "place", n.Place.In(k.Lang))
		tone := kit.Good
		if n.Of > n.Rows {
			tone = kit.Warn
		}
		return []fyne.CanvasObject{k.Notice(text, width, tone)}
	}
	return nil
}

// mostPlaces is how many sticks are shown: more than a machine has sockets.
const mostPlaces = 5

// places are where a file can be written, and the way to look anew.
func (f *Flow[T]) places(k kit.Kit, room float32) []fyne.CanvasObject {
	var list []kit.Button
	for _, p := range f.Places[:min(len(f.Places), mostPlaces)] {
		list = append(list, kit.Button{Label: p.In(k.Lang), Off: f.Busy, OnTap: func() { f.To(p) }})
	}
	list = append(list, kit.Button{Label: k.Say("exchange.again"), Icon: "renew", Off: f.Busy, OnTap: f.Seek})
	rows := []fyne.CanvasObject{k.Choices(room, 3, list...)}
	if len(f.Places) == 1 && f.Places[0].Name == "" && !f.Busy {
		rows = append(rows, k.Notice(k.Say("exchange.nosticks"), room, kit.Warn))
	}
	return rows
}

// list is the list with what can be done with it.
func (f *Flow[T]) list(k kit.Kit, width, height float32, back func()) fyne.CanvasObject {
	rows := append(f.top(k, width, back), f.said(k, width)...)
	foot, under := f.chips(k, width), true
	if foot != nil && foot.MinSize().Width > k.Px(width-pager) {
		rows, under = append(rows, foot), false
	}
	if len(f.rows) == 0 {
		rows = append(rows, f.none(k, width)...)
		if foot != nil && under {
			rows = append(rows, k.Space(), foot)
		}
		return k.Col(between, rows...)
	}
	columns, shares := f.columns(k)
	rows = append(rows, f.heads(k, width, columns, shares))
	tall := float32(kit.PlainRow)
	if f.Open != nil {
		tall = kit.TapRow
	}
	room := height - k.Col(between, rows...).MinSize().Height/k.Px(1) - between - 8
	perPage := int(room / tall)
	if under = under && foot != nil; under || perPage < len(f.rows) { // room for what stands under the table
		perPage = int((room - look.Target - between) / tall)
	}
	from, to, pages := kit.Page(len(f.rows), perPage, f.Page)
	var table []kit.Row
	for _, r := range f.rows[from:to] {
		table = append(table, f.row(k, width, columns, shares, r))
	}
	last := []fyne.CanvasObject{k.Space(), k.Pager(min(f.Page, pages-1), pages, f.Turn)}
	if under {
		last = append([]fyne.CanvasObject{foot}, last...)
	}
	return k.Col(between, append(rows, k.Table(table), k.Space(), k.Row(look.Gap, last...))...)
}

// pager is the width that is kept free beside the chips, for the way to other
// pages.
const pager = 320

// chips are what the list is narrowed by, on as many lines as they need; nil: it
// has none.
func (f *Flow[T]) chips(k kit.Kit, width float32) fyne.CanvasObject {
	if len(f.Chips) == 0 || len(f.all) == 0 {
		return nil
	}
	var chips []fyne.CanvasObject
	for i, c := range f.Chips {
		chips = append(chips, k.Chip(k.Say(c.Key), f.Chip == i+1, func() { f.Only(i) }))
	}
	return k.Wrapped(look.Gap, width, chips...)
}

// top is the list's name, how many rows it has, and what can be done with them.
func (f *Flow[T]) top(k kit.Kit, width float32, back func()) []fyne.CanvasObject {
	count := ""
	if f.Loaded {
		count = k.Say("list.count", "n", k.Lang.Number(len(f.rows)))
	}
	if f.Loaded && len(f.rows) < len(f.all) {
		count = k.Say("list.count.of", "n", k.Lang.Number(len(f.rows)), "of", k.Lang.Number(len(f.all)))
	}
	find := k.Say("list.look")
	if s := f.Sought(); s != "" {
		find = k.Say("list.sought", "words", s)
	}
	some := []fyne.CanvasObject{k.Button(kit.Button{Label: find, Icon: "search", Width: button + 40, Text: 20, Off: len(f.all) == 0, OnTap: f.Find})}
	if f.Print != nil {
		print := f.OnPaper
		if f.Which != nil {
			print = f.Which
		}
		some = append(some, k.Button(kit.Button{Label: k.Say("list.print"), Icon: "printer", Width: button, Text: 20, Off: f.Busy || len(f.rows) == 0, OnTap: print}))
	}
	some = append(some, k.Button(kit.Button{Label: k.Say("list.save"), Icon: "table-out", Width: button, Text: 20, Off: f.Busy || len(f.rows) == 0, OnTap: f.Save}))
	out := k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: button, Text: 20, OnTap: back})
	title := func(room float32) fyne.CanvasObject {
		return k.Grow(k.Left(k.Col(0, k.Fit(k.Say(f.Title), room, kit.Style{Size: 26, Bold: true, Fixed: true}),
			k.Fit(count, room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))))
	}
	if k.Portrait() {
		return []fyne.CanvasObject{k.Row(16, title(width-button-16), out), k.Row(16, append(some, k.Space())...)}
	}
	used := float32(len(some)+1)*(button+16) + 40
	return []fyne.CanvasObject{k.Row(16, append(append([]fyne.CanvasObject{title(width - used)}, some...), out)...)}
}

// none says that no row is shown, and why.
func (f *Flow[T]) none(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case !f.Loaded:
		return nil
	case len(f.all) == 0:
		return []fyne.CanvasObject{k.Quiet(k.Para(k.Say("list.none"), width-40, kit.Style{Size: look.Body}))}
	}
	return []fyne.CanvasObject{k.Quiet(k.Para(k.Say("list.notfound"), width-40, kit.Style{Size: look.Body})),
		k.Choices(width, 3, kit.Button{Label: k.Say("list.everything"), OnTap: f.Everything})}
}

// columns are the places of the columns there is room for, with their shares of
// the width.
func (f *Flow[T]) columns(k kit.Kit) (places []int, shares []float32) {
	all := float32(0)
	for i, c := range f.Columns {
		if !c.Wide || !k.Portrait() {
			places = append(places, i)
			all += c.Share
		}
	}
	for _, i := range places {
		shares = append(shares, f.Columns[i].Share/all)
	}
	return places, shares
}

func (f *Flow[T]) heads(k kit.Kit, width float32, columns []int, shares []float32) fyne.CanvasObject {
	var heads []kit.Head
	for n, i := range columns {
		heads = append(heads, kit.Head{Label: k.Say(f.Columns[i].Key), Share: shares[n], Sorted: f.Sort == i+1, Down: f.Down, OnTap: func() { f.By(i) }})
	}
	return k.Heads(width, heads)
}

func (f *Flow[T]) row(k kit.Kit, width float32, columns []int, shares []float32, r row[T]) kit.Row {
	room := width - 4 - 48 - float32(len(columns)-1)*12
	var line kit.Row
	for n, i := range columns {
		mark := Plain
		if c := f.Columns[i]; c.Mark != nil && r.cells[i] != "" {
			mark = c.Mark(r.of)
		}
		wide := room * shares[n]
		if mark == Plain {
			style := kit.Style{Size: 20, Bold: n == 0, Fixed: true}
			line.Cells = append(line.Cells, k.Share(shares[n], k.Left(k.Lines(r.cells[i], wide, 2, style))))
			continue
		}
		line.Cells = append(line.Cells, k.Share(shares[n], k.Left(k.Pill(r.cells[i], wide, kit.Tone(mark-Good)))))
	}
	if f.Open != nil {
		line.OnTap = func() { f.Open(r.of) }
	}
	return line
}
