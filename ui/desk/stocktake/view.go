package stocktake

import (
	"fmt"

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
	rows := f.said(k, width)
	left := func() float32 { return height - used(k, rows) }
	switch f.Step {
	case Earlier:
		rows = append(rows, f.head(k, width, k.Say("stock.earlier")))
		rows = append(rows, f.past(k, width, left())...)
	case Begin:
		rows = append(rows, f.begin(k, width))
	case Counting:
		rows = append(rows, f.chips(k, width))
		rows = append(rows, f.tools(k, width, left(), f.foot(k))...)
	case Number:
		rows = append(rows, f.number(k, width))
	case Card:
		rows = append(rows, f.card(k, width))
	case Closing:
		rows = append(rows, f.closing(k, width))
	case Report:
		rows = append(rows, f.head(k, width, f.name(k.Lang)), f.sums(k, width))
		print := k.Button(kit.Button{Icon: "printer", Label: k.Say("report.print"), Kind: kit.Next, Height: look.Next, Off: f.Busy, OnTap: f.Print})
		rows = append(rows, f.tools(k, width, left(), print)...)
	default:
		rows = append(rows, f.shelves(k, width, left())...)
	}
	return k.Col(between, rows...)
}

// used is the height of rows with the gaps under them, in design pixels.
func used(k kit.Kit, rows []fyne.CanvasObject) float32 {
	if len(rows) == 0 {
		return 0
	}
	return k.Col(between, rows...).MinSize().Height/k.Px(1) + between
}

// said is what happened to the last tap or scan. While a shelf is counted that is
// the tool that was seen last, to be read at arm's length.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	n := f.Notice
	switch {
	case n.Err != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, n.Err, nil, f.desk.Now()), width, kit.Bad)}
	case n.Key == "":
		return nil
	}
	text := k.Say(n.Key, "tool", say.Name(k.Lang, n.Line.Tool.Name), "shelf", say.Shelf(k.Lang, n.Line.Tool.Shelf, false))
	if n.Line.Finding.Unexpected() && n.Key == foundKey(n.Line.Finding) {
		return []fyne.CanvasObject{k.Announce("alert", text, width)}
	}
	return []fyne.CanvasObject{k.Notice(text, width, kit.Good)}
}

// head is a title with the way back.
func (f *Flow) head(k kit.Kit, width float32, title string) fyne.CanvasObject {
	const back = 150
	return k.Row(16, k.Left(k.Lines(title, width-back-16, 2, kit.Style{Size: 26, Bold: true})), k.Space(),
		k.Center(k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: back, OnTap: func() { f.Up() }})))
}

func (f *Flow) name(l words.Lang) string { return say.Shelf(l, f.Stock.Shelf, f.Stock.All) }

// shelves is the list to begin with.
func (f *Flow) shelves(k kit.Kit, width, height float32) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Para(k.Say("stock.how"), width, kit.Style{Size: look.Body, Color: look.Soft})}
	past := k.Button(kit.Button{Icon: "history", Label: k.Say("stock.earlier"), OnTap: f.ShowPast})
	from, to, pages := kit.Page(len(f.Shelves), int((height-used(k, rows)-look.Target-between-12)/kit.TapRow), f.Page)
	room := width - 4 - 48 - 2*12
	var lines []kit.Row
	for _, s := range f.Shelves[from:to] {
		lines = append(lines, kit.Row{OnTap: func() { f.Choose(s) }, Cells: []fyne.CanvasObject{
			k.Share(0.4, k.Left(k.Lines(say.Shelf(k.Lang, s.Name, s.All), room*0.4, 2, kit.Style{Size: 22, Bold: s.All, Fixed: true}))),
			k.Cell(0.22, room, k.Say("stock.tools", "n", k.Lang.Number(s.Tools)), kit.Style{Color: look.Soft}),
			k.Share(0.38, k.Left(f.state(k, s, room*0.38)))}})
	}
	if len(lines) > 0 {
		rows = append(rows, k.Table(lines))
	}
	return append(rows, k.Space(), k.Row(16, past, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}

// state says whether a shelf is being counted, or when it was counted last.
func (f *Flow) state(k kit.Kit, s inventory.Shelf, width float32) fyne.CanvasObject {
	switch {
	case s.Open.ID != 0:
		return k.Pill(k.Say("stock.going", "n", k.Lang.Number(s.Open.Tally.Counted), "of", k.Lang.Number(s.Open.Tally.Counted+s.Open.Tally.NotSeen)), width, kit.Warn)
	case s.Last.IsZero():
		return k.Fit(k.Say("stock.never"), width, kit.Style{Size: 20, Color: look.Soft, Fixed: true})
	}
	return k.Fit(k.Say("stock.last", "day", say.FullDay(k.Lang, inventory.DayOf(s.Last))), width, kit.Style{Size: 20, Color: look.Soft, Fixed: true})
}

func (f *Flow) begin(k kit.Kit, width float32) fyne.CanvasObject {
	title := k.Say("stock.begin.sure", "shelf", say.Shelf(k.Lang, f.Shelf.Name, f.Shelf.All), "n", k.Lang.Number(f.Shelf.Tools))
	room := width - 44
	return k.Question(title, width, func() { f.Up() },
		k.Para(k.Say("stock.begin.how"), room, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Choices(room, 3, kit.Button{Label: k.Say("stock.begin"), Kind: kit.Next, Off: f.Busy, OnTap: f.Start}))
}

// chips say how far the count is, and which tools are listed.
func (f *Flow) chips(k kit.Kit, width float32) fyne.CanvasObject {
	t := f.Stock.Tally
	counts := [groups]int{ToSee: t.NotSeen, Unexpected: t.Unexpected, Seen: t.Counted, Elsewhere: t.Away + t.Gone}
	var chips []fyne.CanvasObject
	for g, n := range counts {
		chips = append(chips, k.Chip(k.Say(fmt.Sprintf("stock.group.%d", g), "n", k.Lang.Number(n)), f.Only == Group(g), func() { f.Show(Group(g)) }))
	}
	done := k.Say("stock.progress", "n", k.Lang.Number(t.Counted), "of", k.Lang.Number(t.Counted+t.NotSeen))
	return k.Col(look.Gap, f.head(k, width, f.name(k.Lang)+" · "+done), k.Wrapped(look.Gap, width, chips...))
}

// foot is what can be done with a count besides scanning.
func (f *Flow) foot(k kit.Kit) fyne.CanvasObject {
	return k.Row(look.Gap,
		k.Button(kit.Button{Label: k.Say("stock.close"), Kind: kit.Next, Height: look.Next, OnTap: f.AskClose}),
		k.Button(kit.Button{Icon: "pencil", Label: k.Say("stock.number"), Height: look.Next, OnTap: f.AskNumber}))
}

// tools is a page of the tools listed, over what can be done with them all.
func (f *Flow) tools(k kit.Kit, width, height float32, foot fyne.CanvasObject) []fyne.CanvasObject {
	list := f.Listed()
	pager := k.Pager(0, 2, f.Turn)
	under := foot.MinSize().Height / k.Px(1)
	stacked := foot.MinSize().Width+pager.MinSize().Width+k.Px(16) > k.Px(width)
	if stacked {
		under += look.Target + look.Gap
	}
	from, to, pages := kit.Page(len(list), int((height-under-2*between-12)/kit.TapRow), f.Page)
	pager = k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))
	var rows []fyne.CanvasObject
	if len(list) == 0 {
		rows = append(rows, k.Quiet(k.Para(k.Say(f.none()), width-40, kit.Style{Size: 24})))
	} else {
		rows = append(rows, f.table(k, list[from:to], width))
	}
	if stacked {
		return append(rows, k.Space(), k.Col(look.Gap, k.Right(pager), foot))
	}
	return append(rows, k.Space(), k.Row(16, foot, k.Space(), pager))
}

// none is what is said when no tool is listed.
func (f *Flow) none() string {
	switch {
	case f.Step == Report:
		return "paper.counted.all"
	case f.Only == ToSee:
		return "stock.none.tosee"
	}
	return "stock.none"
}

func (f *Flow) table(k kit.Kit, list []inventory.StockLine, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 3*12
	var rows []kit.Row
	for _, l := range list {
		rows = append(rows, kit.Row{OnTap: func() { f.Look(l) }, Cells: []fyne.CanvasObject{
			k.Cell(0.12, room, fmt.Sprintf("T-%04d", l.Tool.ID), kit.Style{Color: look.Soft}),
			k.Share(0.4, k.Left(k.Lines(say.Name(k.Lang, l.Tool.Name), room*0.4, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Cell(0.16, room, l.Tool.Shelf, kit.Style{Color: look.Soft}),
			k.Share(0.32, k.Left(k.Pill(f.found(k.Lang, l), room*0.32, tone(l.Finding))))}})
	}
	return k.Table(rows)
}

// found is what a stocktake says of a tool, in two or three words.
func (f *Flow) found(l words.Lang, line inventory.StockLine) string {
	if line.Finding == inventory.Away && !line.Lent {
		return say.Reason(l, line.Reason)
	}
	return l.Say(say.Finding(line.Finding))
}

func tone(f inventory.Finding) kit.Tone {
	switch {
	case f.Unexpected():
		return kit.Bad
	case f == inventory.NotSeen || f == inventory.Gone:
		return kit.Warn
	}
	return kit.Good
}

// sums says in a line how many were found how.
func (f *Flow) sums(k kit.Kit, width float32) fyne.CanvasObject {
	t := f.Stock.Tally
	text := k.Say("stock.sums", "counted", k.Lang.Number(t.Counted), "notseen", k.Lang.Number(t.NotSeen), "unexpected", k.Lang.Number(t.Unexpected),
		"away", k.Lang.Number(t.Away), "gone", k.Lang.Number(t.Gone))
	if !f.Stock.Open() {
		text = k.Say("stock.closed.on", "from", say.FullDay(k.Lang, inventory.DayOf(f.Stock.Begun)), "to", say.FullDay(k.Lang, inventory.DayOf(f.Stock.Closed))) + " · " + text
	}
	return k.Para(text, width, kit.Style{Size: look.Body, Color: look.Soft})
}

// past are the stocktakes that are closed.
func (f *Flow) past(k kit.Kit, width, height float32) []fyne.CanvasObject {
	if len(f.Past) == 0 {
		return []fyne.CanvasObject{k.Quiet(k.Para(k.Say("stock.earlier.none"), width-40, kit.Style{Size: 24}))}
	}
	from, to, pages := kit.Page(len(f.Past), int((height-look.Target-between-12)/kit.TapRow), f.Page)
	room := width - 4 - 48 - 2*12
	var rows []kit.Row
	for _, s := range f.Past[from:to] {
		text, tone := k.Say("stock.past.right"), kit.Good
		if n := s.Tally.NotSeen + s.Tally.Unexpected; n > 0 {
			text, tone = k.Say("stock.past.wrong", "n", k.Lang.Number(n)), kit.Warn
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Open(s) }, Cells: []fyne.CanvasObject{
			k.Cell(0.3, room, say.FullDay(k.Lang, inventory.DayOf(s.Closed)), kit.Style{}),
			k.Cell(0.4, room, say.Shelf(k.Lang, s.Shelf, s.All), kit.Style{}),
			k.Share(0.3, k.Left(k.Pill(text, room*0.3, tone)))}})
	}
	return []fyne.CanvasObject{k.Table(rows), k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn))}
}

func (f *Flow) number(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Digits(kit.Digits{
		Title: k.Say("stock.number.which"), Why: k.Say("stock.number.how"), Text: f.Digits, Wrong: f.Notice.Err != nil, Width: width,
		Button: kit.Button{Label: k.Say("stock.here"), Kind: kit.Next, Off: f.Digits == "", OnTap: f.Enter},
		OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() }})
}

// card is what can be done with one tool.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	t, room := f.Line.Tool, width-44
	button := func(key string, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: onTap}
	}
	var buttons []kit.Button
	switch f.Line.Finding {
	case inventory.NotSeen:
		buttons = append(buttons, button("stock.here", f.Here), button("stock.lose", f.Lose))
	case inventory.HereMissing:
		buttons = append(buttons, button("stock.find", f.Find))
	case inventory.HereOff:
		buttons = append(buttons, button("stock.putback", f.PutBack))
	case inventory.HereElsewhere:
		buttons = append(buttons, button("stock.movehere", f.MoveHere))
	}
	if f.Line.Seen.IsZero() && f.Line.Finding != inventory.NotSeen {
		buttons = append(buttons, button("stock.here", f.Here))
	}
	if !f.Line.Seen.IsZero() {
		buttons = append(buttons, button("stock.unsee", f.NotHere))
	}
	buttons = append(buttons, button("stock.counter", f.AtCounter))
	buttons[0].Kind = kit.Next
	return k.Question(say.Name(k.Lang, t.Name)+"  "+t.ID.Code().Human(), width, func() { f.Up() },
		k.Para(k.Say(foundKey(f.Line.Finding), "tool", say.Name(k.Lang, t.Name), "shelf", say.Shelf(k.Lang, t.Shelf, false)), room, kit.Style{Size: look.Body}),
		k.Choices(room, 3, buttons...))
}

// closing asks what is to be done with the tools besides.
func (f *Flow) closing(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	rows := []fyne.CanvasObject{f.sums(k, room)}
	if n := f.Stock.Tally.NotSeen; n > 0 {
		rows = append(rows, k.Toggle(k.Say("stock.close.lose", "n", k.Lang.Number(n)), f.With.Lose, room, f.ToggleLose))
	}
	if n := f.FoundAgain(); n > 0 {
		rows = append(rows, k.Toggle(k.Say("stock.close.find", "n", k.Lang.Number(n)), f.With.Find, room, f.ToggleFind))
	}
	rows = append(rows, k.Choices(room, 3, kit.Button{Label: k.Say("stock.close.yes"), Kind: kit.Next, Off: f.Busy, OnTap: f.Close}))
	return k.Question(k.Say("stock.close.sure", "shelf", f.name(k.Lang)), width, func() { f.Up() }, rows...)
}
