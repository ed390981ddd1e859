package tools

import (
	"fmt"
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 16

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	left := height
	if len(rows) > 0 {
		left -= k.Col(between, rows...).MinSize().Height/k.Px(1) + between
	}
	switch f.Step {
	case Finding, Naming, Words, Part:
		rows = append(rows, f.words(k, width, left))
	case Number:
		rows = append(rows, f.digits(k, width))
	case Filter, Kind:
		rows = append(rows, f.kinds(k, width, left))
	case One:
		rows = append(rows, f.one(k, width))
	case Form:
		rows = append(rows, f.form(k, width))
	case Icon:
		rows = append(rows, f.icons(k, width, left))
	case Parts:
		rows = append(rows, f.parts(k, width, left))
	case Gear:
		rows = append(rows, f.gear(k, width, left)...)
	case Origin:
		rows = append(rows, f.origin(k, width))
	case Leaving:
		rows = append(rows, k.Unsaved(width, f.Stay, f.Forget))
	case Differs:
		rows = append(rows, f.differs(k, width, left))
	case Added:
		rows = append(rows, f.added(k, width))
	case Rules:
		rows = append(rows, f.rules(k, width, left)...)
	case Category:
		rows = append(rows, f.rule(k, width))
	case Photos:
		rows = append(rows, f.photos(k, width, left))
	case Photo:
		rows = append(rows, f.shot(k, width, left))
	default:
		rows = append(rows, f.list(k, width, left)...)
	}
	return k.Col(between, rows...)
}

// said is what was done or refused last.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case f.Refusal != nil && f.Step != Differs:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Done != "":
		return []fyne.CanvasObject{k.Notice(k.Say(f.Done), width, kit.Good)}
	}
	return nil
}

func (f *Flow) up() { f.Up() }

// wheres are the places to look in that are offered.
var wheres = []inventory.Where{inventory.InStock, inventory.AtHand, inventory.LentOut, inventory.Withheld, inventory.WasHere}

func (f *Flow) list(k kit.Kit, width, height float32) []fyne.CanvasObject {
	find, of := f.Sought, k.Say("tools.allkinds")
	if find == "" {
		find = k.Say("keys.find")
	}
	if f.Of != "" {
		of = say.Name(k.Lang, f.category(f.Of).Name)
	}
	chips := []fyne.CanvasObject{k.IconChip("search", find, f.Sought != "", f.Find)}
	for _, w := range wheres {
		chips = append(chips, k.Chip(k.Say("tools.where."+strconv.Itoa(int(w))), f.Where == w, func() { f.Look(w) }))
	}
	chips = append(chips, k.IconChip("more", of, f.Of != "", func() { f.Ask(Filter) }))
	head := k.Wrapped(look.Gap, width, chips...)
	buttons := []fyne.CanvasObject{k.Button(kit.Button{Label: k.Say("tools.add"), Icon: "plus", Kind: kit.Next, Height: look.Next, OnTap: f.Add})}
	if f.MayRule() {
		buttons = append(buttons, k.Button(kit.Button{Label: k.Say("tools.rules"), Height: look.Next, OnTap: f.ShowRules}))
	}
	foot := k.Wrapped(16, width, buttons...)
	used := (head.MinSize().Height+foot.MinSize().Height)/k.Px(1) + 3*between
	turner := k.Portrait() || k.Large
	if turner {
		used += look.Target + between
	}
	items, page, pages := f.lines(int((height - used) / kit.TapRow))
	rows := []fyne.CanvasObject{head}
	if f.Total == 0 {
		rows = append(rows, k.Para(k.Say("tools.none"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	} else {
		rows = append(rows, f.table(k, items, width, func(i inventory.Item) { f.Done = ""; f.Open(i.Tool.ID) }))
	}
	pager := k.Pager(page, pages, f.Turn)
	if turner {
		return append(rows, k.Space(), k.Right(pager), foot)
	}
	return append(rows, k.Space(), k.Row(16, foot, k.Space(), k.Center(pager)))
}

// lines is the part of what was found that the page shows, perPage lines each.
func (f *Flow) lines(perPage int) (items []inventory.Item, page, pages int) {
	from, to, pages := kit.Page(f.Total, perPage, f.Page)
	f.perPage = max(perPage, 1)
	within := func(n int) int { return min(max(n-f.first, 0), len(f.Items)) }
	return f.Items[within(from):within(to)], min(f.Page, pages-1), pages
}

// table is a line a tool; upright without the category and the shelf.
func (f *Flow) table(k kit.Kit, items []inventory.Item, width float32, open func(inventory.Item)) fyne.CanvasObject {
	room := width - 4 - 38 - 4*12 - 48 - 12
	share := []float32{0.13, 0.36, 0.18, 0.11, 0.22}
	if k.Portrait() {
		share = []float32{0.2, 0.5, 0, 0, 0.3}
	}
	var rows []kit.Row
	for _, i := range items {
		text, tone := f.state(k, i)
		cells := []fyne.CanvasObject{
			k.Center(k.ToolPicture(i.Tool.Icon, string(i.Tool.Photo), 48)),
			k.Cell(share[0], room, fmt.Sprintf("T-%04d", i.Tool.ID), kit.Style{Color: look.Soft}),
			k.Share(share[1], k.Left(k.Lines(say.Name(k.Lang, i.Tool.Name), room*share[1], 2, kit.Style{Size: 20, Fixed: true})))}
		if !k.Portrait() {
			cells = append(cells, k.Cell(share[2], room, say.Name(k.Lang, i.Category.Name), kit.Style{Color: look.Soft}),
				k.Cell(share[3], room, i.Tool.Shelf, kit.Style{}))
		}
		cells = append(cells, k.Share(share[4], k.Left(k.Pill(text, min(room*share[4], 159), tone))))
		rows = append(rows, kit.Row{OnTap: func() { open(i) }, Cells: cells})
	}
	return k.Table(rows)
}

// state is where a tool is, in two words, and how that looks; for the gear, whether
// it was chosen.
func (f *Flow) state(k kit.Kit, i inventory.Item) (string, kit.Tone) {
	switch {
	case f.Step == Gear && has(f.Draft.Gear, i.Tool.ID):
		return k.Say("tools.along"), kit.Good
	case f.Step == Gear:
		return k.Say("tools.notalong"), kit.Warn
	case i.Status == inventory.Retired:
		return k.Say("tools.where." + strconv.Itoa(int(inventory.WasHere))), kit.Warn
	case i.Status == inventory.OnShelf:
		return say.Pill(k.Lang, i, f.desk.Now()), kit.Good
	case i.Status == inventory.Lent:
		return say.Pill(k.Lang, i, f.desk.Now()), kit.Bad
	}
	return say.Pill(k.Lang, i, f.desk.Now()), kit.Warn
}

// one is a tool with what is known of it, and what can be done.
func (f *Flow) one(k kit.Kit, width float32) fyne.CanvasObject {
	const picture = 140
	room := width - 44
	t := f.Item.Tool
	text, tone := f.state(k, f.Item)
	left := room - picture - 24
	rows := []fyne.CanvasObject{k.Row(12, k.Left(k.Pill(text, min(left*0.5, 159), tone)), k.Left(k.Text(t.ID.Code().Human(), kit.Style{Size: 20, Color: look.Soft, Fixed: true})), k.Space())}
	line := func(text string) {
		if text != "" {
			rows = append(rows, k.Lines(text, left, 2, kit.Style{Size: 20, Color: look.Soft}))
		}
	}
	line(others(k.Lang, t.Name))
	line(f.summary(k, t))
	line(say.Parts(k.Lang, t))
	line(f.came(k.Lang, t))
	line(t.Notes)
	if t.Edit.Times > 0 {
		line(k.Say("tools.editedby", "name", f.editor(k.Lang, t.Edit.By), "time", moment(k.Lang, t.Edit.At, f.desk.Now())))
	}
	button := func(key, icon string, kind kit.Kind, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Icon: icon, Kind: kind, Off: f.Busy, OnTap: onTap}
	}
	return k.Question(say.Name(k.Lang, t.Name), width, f.up,
		k.Row(24, k.Col(0, k.ToolPicture(t.Icon, string(t.Photo), picture), k.Space()), k.Grow(k.Top(k.Col(6, rows...)))),
		k.Gap(4),
		k.Choices(room, 3,
			button("tools.edit", "pencil", kit.Next, f.Edit),
			button("tools.photo", "image", kit.Plain, f.AskPhoto),
			button("tools.label", "printer", kit.Plain, f.PrintLabels),
			button("tools.alike", "plus", kit.Plain, f.Alike),
			button("tools.counter", "history", kit.Plain, f.Counter)))
}

// added is what was added, and its labels.
func (f *Flow) added(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	first, last := f.New[0].ID.Code().Human(), f.New[len(f.New)-1].ID.Code().Human()
	name := say.Name(k.Lang, f.New[0].Name)
	text := k.Say("tools.added.one", "name", name, "code", first)
	if len(f.New) > 1 {
		text = k.Say("tools.added.many", "n", k.Lang.Number(len(f.New)), "name", name, "first", first, "last", last)
	}
	rows := []fyne.CanvasObject{k.Notice(text, room, kit.Good)}
	if !f.Roll {
		less := func() { f.StartAt(f.Row - 1) }
		more := func() { f.StartAt(f.Row + 1) }
		if f.Row == 0 {
			less = nil
		}
		if f.Row == labelRows-1 {
			more = nil
		}
		rows = append(rows, k.Stepper(kit.Stepper{Label: k.Say("tools.labels.row"), Value: k.Lang.Number(f.Row + 1), Width: room, Less: less, More: more}))
	}
	labels, another := kit.Next, kit.Plain
	if f.Done == "papers.printing" { // they are on their way
		labels, another = another, labels
	}
	list := []kit.Button{
		{Label: k.Say("tools.labels", "n", k.Lang.Number(len(f.New))), Icon: "printer", Kind: labels, Off: f.Busy, OnTap: f.PrintLabels},
		{Label: k.Say("tools.photo"), Icon: "image", Off: f.Busy, OnTap: f.AskPhoto},
		{Label: k.Say("tools.another"), Icon: "plus", Kind: another, Off: f.Busy, OnTap: f.Add}}
	if f.Deed != 0 {
		list = append(list, kit.Button{Label: k.Say("desk.undo.last"), Icon: "undo", Off: f.Busy, OnTap: f.UndoAdded})
	}
	rows = append(rows, k.Choices(room, 3, list...))
	return k.Question(k.Say("tools.added"), width, f.up, rows...)
}
