package maintenance

import (
	"fmt"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 14

// View draws the step in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch n := f.Notice; {
	case n.Err != nil:
		names := func(inventory.ToolID) inventory.Name { return f.Tool.Item.Tool.Name }
		rows = append(rows, k.Notice(say.Refusal(k.Lang, n.Err, names, f.desk.Now()), width, kit.Bad))
	case n.Key != "":
		rows = append(rows, k.Notice(k.Say(n.Key, "tool", say.Name(k.Lang, n.Tool.Name)), width, kit.Good))
	}
	switch f.Step {
	case Card:
		return k.Col(between, append(rows, f.card(k, width))...)
	case Planning:
		return k.Col(between, append(rows, f.planning(k, width))...)
	}
	return k.Col(between, append(rows, f.list(k, width, height, rows)...)...)
}

// list is a page of the tools of a group.
func (f *Flow) list(k kit.Kit, width, height float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for g := range Group(groups) {
		chips = append(chips, k.Chip(k.Say(fmt.Sprintf("upkeep.group.%d", g), "n", k.Lang.Number(len(f.In(g)))), f.Only == g, func() { f.Show(g) }))
	}
	rows := []fyne.CanvasObject{k.Wrapped(look.Gap, width, chips...)}
	used := k.Col(between, append(above, rows...)...).MinSize().Height / k.Px(1)
	list := f.In(f.Only)
	f.perPage = min(max(int((height-used-look.Target-2*between-12)/kit.TapRow), 1), window)
	from, to, pages := kit.Page(len(list), f.perPage, f.Page)
	switch {
	case to > from:
		rows = append(rows, f.table(k, list[from:to], width))
	case f.Loaded:
		rows = append(rows, k.Quiet(k.Para(k.Say("upkeep.none"), width-40, kit.Style{Size: 24})))
	}
	print := k.Button(kit.Button{Icon: "printer", Label: k.Say("upkeep.print"), Off: f.Busy, OnTap: f.Print})
	return append(rows, k.Space(), k.Row(16, print, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}

func (f *Flow) table(k kit.Kit, list []inventory.Upkeep, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 3*12
	var rows []kit.Row
	for _, u := range list {
		text, tone := f.due(k.Lang, u)
		uses := ""
		if n, known := f.Uses[u.Item.Tool.ID]; known {
			uses = k.Say("upkeep.loans", "n", k.Lang.Number(n))
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Look(u.Item.Tool.ID) }, Cells: []fyne.CanvasObject{
			k.Cell(0.12, room, fmt.Sprintf("T-%04d", u.Item.Tool.ID), kit.Style{Color: look.Soft}),
			k.Share(0.33, k.Left(k.Lines(say.Name(k.Lang, u.Item.Tool.Name), room*0.33, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.37, k.Left(k.Pill(text, room*0.37, tone))),
			k.Cell(0.18, room, uses, kit.Style{Color: look.Soft})}})
	}
	return k.Table(rows)
}

// due is what must be done with a tool and until when; on the bench why it lies
// there.
func (f *Flow) due(l words.Lang, u inventory.Upkeep) (string, kit.Tone) {
	today := inventory.DayOf(f.desk.Now())
	switch due := u.Due(); {
	case f.Only == Bench:
		return say.Pill(l, u.Item, f.desk.Now()), kit.Warn
	case due == 0:
		return l.Say("upkeep.worn"), kit.Warn
	case due < today:
		return l.Say("upkeep.over", "what", l.Say(say.UpkeepKey(u)), "day", dayOf(l, due)), kit.Bad
	case due <= inventory.MonthEnd(f.desk.Now()):
		return l.Say("upkeep.by", "what", l.Say(say.UpkeepKey(u)), "day", dayOf(l, due)), kit.Warn
	default:
		return l.Say("upkeep.by", "what", l.Say(say.UpkeepKey(u)), "day", dayOf(l, due)), kit.Good
	}
}

func dayOf(l words.Lang, d inventory.Day) string { return l.Short(d.In(time.UTC)) }

// card is what is known of a tool's use, and what can be noted of it.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	u, room := f.Tool, width-44
	t := u.Item.Tool
	line := func(text string) fyne.CanvasObject { return k.Para(text, room, kit.Style{Size: look.Body}) }
	rows := []fyne.CanvasObject{line(k.Say("upkeep.use", "loans", k.Lang.Number(u.Loans), "homes", k.Lang.Number(u.Homes)))}
	if u.Inspect != 0 {
		last := k.Say("upkeep.last.never")
		if !t.Inspected.IsZero() {
			last = k.Say("upkeep.last", "day", say.FullDay(k.Lang, inventory.DayOf(f.desk.Local(t.Inspected))))
		}
		rows = append(rows, line(last+" · "+k.Say("upkeep.next", "day", say.FullDay(k.Lang, u.Inspect))))
	}
	if t.ReplaceBy != 0 {
		rows = append(rows, line(k.Say("upkeep.replace.by", "day", say.FullDay(k.Lang, t.ReplaceBy))))
	}
	if t.Worn {
		rows = append(rows, line(k.Say("desk.isworn")))
	}
	if u.Item.Status != inventory.OnShelf {
		rows = append(rows, line(say.Pill(k.Lang, u.Item, f.desk.Now())))
	}
	var buttons []kit.Button
	if f.Inspectable() {
		buttons = append(buttons,
			kit.Button{Label: k.Say("desk.issafe"), Kind: kit.Next, Off: f.Busy, OnTap: func() { f.Inspect(true) }},
			kit.Button{Label: k.Say("desk.notsafe"), Off: f.Busy, OnTap: func() { f.Inspect(false) }})
	}
	if u.Item.Status != inventory.Retired {
		buttons = append(buttons, kit.Button{Label: k.Say("upkeep.plan"), Off: f.Busy, OnTap: f.Plan})
	}
	buttons = append(buttons, kit.Button{Label: k.Say("stock.counter"), Off: f.Busy, OnTap: f.AtCounter})
	return k.Question(say.Name(k.Lang, t.Name)+"  "+t.ID.Code().Human(), width, func() { f.Up() }, append(rows, k.Choices(room, 3, buttons...))...)
}

// planning asks when the tool is to be replaced.
func (f *Flow) planning(k kit.Kit, width float32) fyne.CanvasObject {
	var buttons []kit.Button
	for _, months := range []int{1, 3, 6, 12, 24} {
		buttons = append(buttons, kit.Button{Label: k.Say("upkeep.months", "n", k.Lang.Number(months)), Off: f.Busy, OnTap: func() { f.ReplaceIn(months) }})
	}
	if f.Tool.Item.Tool.ReplaceBy != 0 {
		buttons = append(buttons, kit.Button{Label: k.Say("upkeep.noplan"), Off: f.Busy, OnTap: func() { f.ReplaceIn(0) }})
	}
	title := k.Say("upkeep.plan.when", "tool", say.Name(k.Lang, f.Tool.Item.Tool.Name))
	return k.Question(title, width, func() { f.Up() }, k.Choices(width-44, 3, buttons...))
}
