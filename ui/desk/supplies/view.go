package supplies

import (
	"slices"
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// usual is how many things the words know that most shops have.
const usual = 5

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	if !f.Done.Low { // one thing to read at a time
		rows = append(rows, f.slip(k, width))
	}
	switch {
	case f.Act != NoAct:
		return k.Col(18, append(rows, f.pad(k, width))...)
	case f.Chosen.ID != 0:
		return k.Col(18, append(rows, f.acts(k, width))...)
	}
	used := k.Col(18, rows...).MinSize().Height / k.Px(1)
	return k.Col(18, append(rows, f.list(k, width, height-used-18)...)...)
}

// said is what was noted or refused, and once that something runs low.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	if f.Refusal != nil {
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	}
	if f.Done.Act == NoAct {
		return nil
	}
	d := f.Done
	text := k.Say("desk.supply.done."+strconv.Itoa(int(d.Act)), "thing", say.Name(k.Lang, d.Thing.Name),
		"n", k.Lang.Number(d.Quantity), "unit", say.Name(k.Lang, d.Thing.Unit), "left", k.Lang.Number(d.Thing.Stock))
	rows := []fyne.CanvasObject{k.Notice(text, width, kit.Good)}
	if d.Low {
		rows = append(rows, k.Announce("box", k.Say("desk.supply.low", "thing", say.Name(k.Lang, d.Thing.Name), "left", f.amount(k.Lang, d.Thing, d.Thing.Stock)), width))
	}
	return rows
}

// slip says whose slip hand-outs go with.
func (f *Flow) slip(k kit.Kit, width float32) fyne.CanvasObject {
	if f.Slip == 0 {
		return k.Para(k.Say("desk.supply.noslip"), width, kit.Style{Size: look.Body, Color: look.Soft})
	}
	text := k.Say("desk.supply.slip", "code", f.Slip.Code().Human(), "name", f.Name)
	return k.Quiet(k.Row(16, k.Left(k.Lines(text, width-40-16-look.Target, 2, kit.Style{Size: 24})), k.Space(), k.Center(k.Remove(f.NoSlip))))
}

func (f *Flow) list(k kit.Kit, width, height float32) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if f.Loaded && len(f.Things) < usual {
		if buttons := f.usual(k); len(buttons) > 0 {
			rows = append(rows, k.Panel(k.Col(12, k.Para(k.Say("desk.supply.usual"), width-48, kit.Style{Size: look.Body}), k.Choices(width-48, 3, buttons...))))
		}
	}
	used := float32(0)
	for _, r := range rows {
		used += r.MinSize().Height/k.Px(1) + 18
	}
	from, to, pages := kit.Page(len(f.Things), int((height-used-look.Target-18-12)/kit.TapRow), f.Page)
	if to > from {
		rows = append(rows, f.table(k, f.Things[from:to], width))
	}
	return append(rows, k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

func (f *Flow) table(k kit.Kit, things []inventory.Consumable, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 3*12
	var rows []kit.Row
	for _, c := range things {
		text, tone := k.Say("desk.supply.enough"), kit.Good
		if c.Stock <= c.Low {
			text, tone = k.Say("desk.supply.short"), kit.Warn
		}
		went := ""
		if n := f.Out[c.ID]; n > 0 {
			went = k.Say("desk.supply.went", "n", k.Lang.Number(n))
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Choose(c) }, Cells: []fyne.CanvasObject{
			k.Share(0.38, k.Left(k.Lines(say.Name(k.Lang, c.Name), room*0.38, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Cell(0.22, room, f.amount(k.Lang, c, c.Stock), kit.Style{}),
			k.Cell(0.18, room, went, kit.Style{Color: look.Soft}),
			k.Share(0.22, k.Left(k.Pill(text, room*0.22, tone)))}})
	}
	return k.Table(rows)
}

// amount is a quantity with its unit.
func (f *Flow) amount(l words.Lang, c inventory.Consumable, n int) string {
	return l.Say("desk.supply.amount", "n", l.Number(n), "unit", say.Name(l, c.Unit))
}

// acts are what can be done with the thing that was chosen.
func (f *Flow) acts(k kit.Kit, width float32) fyne.CanvasObject {
	act := func(a Act, kind kit.Kind, off bool) kit.Button {
		return kit.Button{Label: k.Say("desk.supply.act." + strconv.Itoa(int(a))), Kind: kind, Off: f.Busy || off, OnTap: func() { f.Begin(a) }}
	}
	title := k.Say("desk.supply.has", "thing", say.Name(k.Lang, f.Chosen.Name), "left", f.amount(k.Lang, f.Chosen, f.Chosen.Stock))
	return k.Question(title, width, func() { f.Up() }, k.Choices(width-44, 2,
		act(HandOut, kit.Next, f.Chosen.Stock == 0), act(GiveBack, kit.Plain, f.Out[f.Chosen.ID] == 0),
		act(Restock, kit.Plain, false), act(Count, kit.Plain, false)))
}

// pad asks for the quantity.
func (f *Flow) pad(k kit.Kit, width float32) fyne.CanvasObject {
	act := strconv.Itoa(int(f.Act))
	return k.Digits(kit.Digits{
		Title: k.Say("desk.supply.ask."+act, "thing", say.Name(k.Lang, f.Chosen.Name)),
		Why:   k.Say("desk.supply.left", "left", f.amount(k.Lang, f.Chosen, f.Chosen.Stock)),
		Text:  f.Digits, Wrong: f.Refusal != nil, Width: width,
		Button: kit.Button{Label: k.Say("desk.supply.act." + act), Kind: kit.Next, Off: !f.Ready(), OnTap: f.Submit},
		OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() }})
}

// usual are the usual things the shop has not got yet.
func (f *Flow) usual(k kit.Kit) []kit.Button {
	var list []kit.Button
	for i := range usual {
		u := usualThing(i)
		if slices.ContainsFunc(f.Things, func(c inventory.Consumable) bool { return c.Name.Zh == u.Name.Zh }) {
			continue
		}
		list = append(list, kit.Button{Label: say.Name(k.Lang, u.Name), Icon: "plus", Off: f.Busy, OnTap: func() { f.Add(u) }})
	}
	return list
}

// lowMark is the low mark of a usual thing.
const lowMark = 10

func usualThing(i int) Usual {
	n := strconv.Itoa(i)
	return Usual{Name: say.InAll("desk.usual." + n), Unit: say.InAll("desk.usual.unit." + n), Low: lowMark}
}
