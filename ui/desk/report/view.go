package report

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 14

// View draws the step in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if said := f.notice(k, width); said != nil && f.Step != Showing {
		rows = append(rows, said)
	}
	left := func() float32 { return height - used(k, rows) }
	switch f.Step {
	case From, Until:
		rows = append(rows, f.typing(k, width))
	case Table:
		return f.Table.View(k, width, height, func() { f.Up() })
	case Bars:
		rows = append(rows, f.head(k, width, k.Say(f.Chart.Key)))
		rows = append(rows, f.bars(k, width, left())...)
	case Records:
		title, total := say.BarTitle(k.Lang, f.Bar), f.Chart.BarValue(k.Lang, f.Bar)
		if f.Of != 0 {
			title, total = say.Figure(k.Lang, f.Of), say.FigureValue(k.Lang, f.Of, f.Report.Is)
		}
		rows = append(rows, f.head(k, width, title+"  "+total))
		rows = append(rows, f.records(k, width, left())...)
	default:
		rows = append(rows, f.choices(k, width), f.days(k, width))
		rows = append(rows, f.leaf(k, width, left())...)
	}
	return k.Col(between, rows...)
}

// notice is what happened to the last tap; nil: nothing to say.
func (f *Flow) notice(k kit.Kit, width float32) fyne.CanvasObject {
	switch {
	case f.Notice.Err != nil:
		return k.Notice(say.Refusal(k.Lang, f.Notice.Err, nil, f.desk.Now()), width, kit.Bad)
	case f.Notice.Key != "":
		return k.Notice(k.Say(f.Notice.Key), width, kit.Good)
	}
	return nil
}

// used is the height of rows with the gaps under them, in design pixels.
func used(k kit.Kit, rows []fyne.CanvasObject) float32 {
	if len(rows) == 0 {
		return 0
	}
	return k.Col(between, rows...).MinSize().Height/k.Px(1) + between
}

// choices are the periods one can tap.
func (f *Flow) choices(k kit.Kit, width float32) fyne.CanvasObject {
	chip := func(key string, p inventory.Period) fyne.CanvasObject {
		return k.Chip(k.Say(key), f.Period == p, func() { f.Choose(p) })
	}
	return k.Wrapped(look.Gap, width,
		chip("report.thismonth", f.Whole(1, 0)), chip("report.lastmonth", f.Whole(1, 1)),
		chip("report.thishalf", f.Whole(6, 0)), chip("report.lasthalf", f.Whole(6, 1)),
		chip("report.thisyear", f.Whole(12, 0)), k.Chip(k.Say("report.range"), false, f.AskDays), k.Chip(k.Say("report.table"), false, f.AsTable), k.Chip(k.Say("desk.activities"), false, f.held))
}

// days says which period is shown and which it is compared with; what happened
// to the last tap stands in their place, so that nothing else moves.
func (f *Flow) days(k kit.Kit, width float32) fyne.CanvasObject {
	const button = 190
	room := width - button - 16
	before := f.Period.Before()
	note := k.Say("report.compared", "from", say.FullDay(k.Lang, before.From), "to", say.FullDay(k.Lang, before.Until))
	if f.Report.Running {
		note += "   " + k.Say("report.running")
	}
	words := fyne.CanvasObject(k.Col(0, k.Fit(say.Period(k.Lang, f.Period), room, kit.Style{Size: look.Body, Bold: true}), k.Lines(note, room, 2, kit.Style{Size: look.Second, Color: look.Soft})))
	high := words.MinSize().Height / k.Px(1)
	if said := f.notice(k, room); said != nil {
		words = said
	}
	print := k.Button(kit.Button{Icon: "printer", Label: k.Say("report.print"), Width: button, Off: f.Busy || f.Report.Made.IsZero(), OnTap: f.Print})
	return k.Size(0, high, k.Row(16, k.Grow(k.Left(words)), k.Center(print)))
}

// leaf is a page of the report: the figures of lending, those of jobs, then a
// chart each.
func (f *Flow) leaf(k kit.Kit, width, height float32) []fyne.CanvasObject {
	if f.Report.Made.IsZero() {
		return nil
	}
	lending, repairs := split(inventory.Figures())
	columns := 4
	if k.Portrait() {
		columns = 3
	}
	const tile = 116
	pages := append(f.sheets(lending, columns, height, tile), f.sheets(repairs, columns, height, tile)...)
	charts := f.Charts()
	leaves := len(pages) + len(charts)
	n := min(f.Leaf, leaves-1)
	foot := k.Right(k.Pager(n, leaves, f.TurnLeaf))
	if n < len(pages) {
		return []fyne.CanvasObject{f.tiles(k, pages[n], columns, width, tile), k.Space(), foot}
	}
	return []fyne.CanvasObject{f.chart(k, charts[n-len(pages)], width, height-look.Target-2*between), k.Space(), foot}
}

func split(all []inventory.Figure) (lending, repairs []inventory.Figure) {
	n := int(inventory.FigureReported) - 1
	return all[:n], all[n:]
}

// sheets are the figures of a part, as many on a page as there is room for.
func (f *Flow) sheets(all []inventory.Figure, columns int, height, tile float32) [][]inventory.Figure {
	rows := max(int((height-look.Target-2*between-40)/(tile+look.Gap)), 1)
	var pages [][]inventory.Figure
	for len(all) > 0 {
		n := min(rows*columns, len(all))
		pages = append(pages, all[:n])
		all = all[n:]
	}
	return pages
}

// tiles are figures with those of the period before; each opens its records.
func (f *Flow) tiles(k kit.Kit, figures []inventory.Figure, columns int, width, height float32) fyne.CanvasObject {
	room := (width-float32(columns-1)*look.Gap)/float32(columns) - 36
	key := "report.lending"
	if figures[0] >= inventory.FigureReported {
		key = "report.repairs"
	}
	var cells []fyne.CanvasObject
	for _, x := range figures {
		words := k.Col(0,
			k.Fit(say.Figure(k.Lang, x), room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}),
			k.Fit(say.FigureValue(k.Lang, x, f.Report.Is), room, kit.Style{Size: 32, Fixed: true}),
			k.Fit(k.Say("report.before", "n", say.FigureValue(k.Lang, x, f.Report.Was)), room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
		face := k.Over(k.Box(look.Card, look.Edge, 2, 18), k.Pad(18, 4, 18, 4, k.Left(words)))
		cells = append(cells, k.Tap(face, 18, func() { f.OpenFigure(x) }))
	}
	title := k.Fit(k.Say(key), width, kit.Style{Size: look.Body, Bold: true, Fixed: true})
	return k.Col(look.Gap, title, k.Grid(columns, look.Gap, height, cells...))
}

// chart is a chart in a card; a tap lists its bars.
func (f *Flow) chart(k kit.Kit, c say.Chart, width, height float32) fyne.CanvasObject {
	title := k.Fit(k.Say(c.Key), width-48, kit.Style{Size: look.Body, Bold: true, Fixed: true})
	if len(c.Bars) == 0 {
		return k.Panel(k.Col(between, title, k.Para(k.Say("report.bars"), width-48, kit.Style{Size: look.Body, Color: look.Soft})))
	}
	var bars []kit.Bar
	for _, b := range c.Bars {
		bars = append(bars, kit.Bar{Name: say.BarName(k.Lang, b), Text: c.BarValue(k.Lang, b), N: b.N})
	}
	room := min(height-44-between-title.MinSize().Height/k.Px(1), 420)
	var drawing fyne.CanvasObject
	if c.Up {
		drawing = k.Columns(bars, width-48, room)
	} else {
		bars = bars[:min(len(bars), int(room/30))]
		drawing = k.Levels(bars, width-48, min(room/float32(len(bars)), 48))
	}
	face := k.Over(k.Box(look.Card, look.Edge, 2, 22), k.Pad(24, 20, 24, 20, k.Col(between, title, drawing)))
	return k.Tap(face, 22, func() { f.List(c) })
}

// head is a title with the way back.
func (f *Flow) head(k kit.Kit, width float32, title string) fyne.CanvasObject {
	const button = 150
	back := k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: button, OnTap: func() { f.Up() }})
	room := width - button - 16
	under := say.Period(k.Lang, f.Period)
	if f.Step == Records && !f.Busy && f.Notice.Err == nil {
		under += "   " + k.Say("report.behind", "n", k.Lang.Number(len(f.Behind)))
	}
	words := k.Col(0, k.Fit(title, room, kit.Style{Size: 26, Bold: true, Fixed: true}), k.Fit(under, room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
	return k.Row(16, k.Grow(k.Left(words)), k.Center(back))
}

// bars are the bars of a chart, each a row that opens its records.
func (f *Flow) bars(k kit.Kit, width, height float32) []fyne.CanvasObject {
	from, to, pages := kit.Page(len(f.Chart.Bars), int((height-look.Target-2*between)/kit.TapRow), f.ListPage)
	room := width - 4 - 48 - 12
	var rows []kit.Row
	for _, b := range f.Chart.Bars[from:to] {
		rows = append(rows, kit.Row{OnTap: func() { f.OpenBar(b) }, Cells: []fyne.CanvasObject{
			k.Cell(0.8, room, say.BarTitle(k.Lang, b), kit.Style{}),
			k.Cell(0.2, room, f.Chart.BarValue(k.Lang, b), kit.Style{Bold: true}),
		}})
	}
	return []fyne.CanvasObject{k.Table(rows), k.Space(), k.Right(k.Pager(min(f.ListPage, pages-1), pages, f.TurnBars))}
}

// records are the lines behind a figure, a page at a time.
func (f *Flow) records(k kit.Kit, width, height float32) []fyne.CanvasObject {
	perPage := max(int((height-look.Target-2*between)/kit.PlainRow), 1)
	f.perPage = min(perPage, window)
	if len(f.Behind) == 0 {
		if f.Busy || f.Notice.Err != nil {
			return nil
		}
		return []fyne.CanvasObject{k.Quiet(k.Para(k.Say("report.none"), width-40, kit.Style{Size: look.Body}))}
	}
	from, to, pages := kit.Page(len(f.Behind), f.perPage, f.Page)
	within := func(n int) int { return min(max(n-f.first, 0), len(f.Lines)) }
	var rows []kit.Row
	for _, l := range f.Lines[within(from):within(to)] {
		rows = append(rows, kit.Row{Cells: f.cells(k, l, width-4-48-4*12)})
	}
	pager := k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn))
	if len(rows) == 0 { // the page is being read
		return []fyne.CanvasObject{k.Space(), pager}
	}
	return []fyne.CanvasObject{k.Table(rows), k.Space(), pager}
}

func (f *Flow) typing(k kit.Kit, width float32) fyne.CanvasObject {
	key, next := "report.from", "report.next"
	why := k.Say("report.typing")
	if f.Step == Until {
		key, next = "report.until", "report.show"
		why = say.FullDay(k.Lang, f.Period.From) + " –  " + why
	}
	if f.Wrong {
		why = k.Say("report.noday")
	}
	return k.Digits(kit.Digits{
		Title: k.Say(key), Why: why, Text: typed(f.Digits), Wrong: f.Wrong || f.Notice.Err != nil, Width: width,
		Button: kit.Button{Label: k.Say(next), Kind: kit.Next, Off: !f.Full(), OnTap: f.Enter},
		OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() },
	})
}

// typed is a day with its parts apart: "2026 01 01".
func typed(digits string) string {
	if len(digits) > 6 {
		digits = digits[:6] + " " + digits[6:]
	}
	if len(digits) > 4 {
		digits = digits[:4] + " " + digits[4:]
	}
	return digits
}
