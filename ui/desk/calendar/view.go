package calendar

import (
	"slices"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case f.Refusal != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	case f.Done != "":
		rows = append(rows, k.Notice(k.Say(f.Done), width, kit.Good))
	}
	if f.Step != Week {
		return k.Col(18, append(rows, f.question(k, width))...)
	}
	rows = append(rows, f.head(k, width))
	switch {
	case len(f.Lines) > 0:
		used := k.Col(18, rows...).MinSize().Height / k.Px(1)
		return k.Col(18, append(rows, f.days(k, width, height-used-18)...)...)
	case f.Loaded:
		rows = append(rows, k.Para(k.Say("week.none"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	return k.Col(18, rows...)
}

// head is which days are shown, the way to others, and to the paper.
func (f *Flow) head(k kit.Kit, width float32) fyne.CanvasObject {
	const arrowWidth, printWidth = 96, 170
	arrow := func(icon string, weeks int) fyne.CanvasObject {
		return k.Button(kit.Button{Icon: icon, Width: arrowWidth, OnTap: func() { f.Leaf(weeks) }})
	}
	zone := f.desk.Now().Location()
	days := k.Say("desk.holiday.span", "from", k.Lang.Date(f.From.In(zone)), "to", k.Lang.Date((f.From + inventory.WeekDays - 1).In(zone)))
	room := width - 2*arrowWidth - printWidth - 3*16
	return k.Row(16, arrow("left", -1), k.Grow(k.Center(k.Lines(days, room, 2, kit.Style{Size: 24, Bold: true, Fixed: true}))), arrow("right", 1),
		k.Button(kit.Button{Label: k.Say("week.print"), Icon: "printer", Width: printWidth, Off: f.Busy, OnTap: f.Print}))
}

// grid is how the week is laid out: a column for each day, before them the names
// of the tools; in a narrow window the names stand above.
type grid struct {
	names, each float32 // widths
	row         float32 // height of a tool's row with the gap under it
}

func layout(k kit.Kit, width float32) grid {
	g := grid{names: 230, row: look.Target + look.Gap}
	if k.Portrait() {
		g.names, g.row = 0, look.Target+44
	}
	left := width
	if g.names > 0 {
		left -= g.names + look.Gap
	}
	g.each = (left - 6*look.Gap) / 7
	return g
}

// span is how wide n days are.
func (g grid) span(n int) float32 { return float32(n)*g.each + float32(n-1)*look.Gap }

// days are the names of the days, and a row for each tool.
func (f *Flow) days(k kit.Kit, width, height float32) []fyne.CanvasObject {
	g := layout(k, width)
	tools := f.tools()
	heads := f.heads(k, g)
	room := height - heads.MinSize().Height/k.Px(1) - look.Gap - look.Target - 18
	from, to, pages := kit.Page(len(tools), int((room+look.Gap)/g.row), f.Page)
	rows := []fyne.CanvasObject{heads}
	for _, lines := range tools[from:to] {
		rows = append(rows, f.row(k, g, width, lines))
	}
	return []fyne.CanvasObject{k.Col(look.Gap, rows...), k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn))}
}

// tools are the reservations of each tool.
func (f *Flow) tools() [][]inventory.WeekLine {
	var list [][]inventory.WeekLine
	for _, l := range f.Lines {
		if n := len(list); n > 0 && list[n-1][0].Tool.ID == l.Tool.ID {
			list[n-1] = append(list[n-1], l)
		} else {
			list = append(list, []inventory.WeekLine{l})
		}
	}
	return list
}

// heads are the days; today stands out.
func (f *Flow) heads(k kit.Kit, g grid) fyne.CanvasObject {
	today := inventory.DayOf(f.desk.Now())
	var row []fyne.CanvasObject
	if g.names > 0 {
		row = append(row, k.Size(g.names, 0))
	}
	for n := range inventory.Day(inventory.WeekDays) {
		day := (f.From + n).In(time.UTC)
		style := kit.Style{Size: 20, Color: look.Soft, Align: fyne.TextAlignCenter, Fixed: true}
		if f.From+n == today {
			style.Color, style.Bold = look.Red, true
		}
		row = append(row, k.Size(g.each, 0, k.Center(k.Col(0, k.Fit(k.Say("desk.weekday."+strconv.Itoa(int(day.Weekday()))), g.each, style),
			k.Fit(strconv.Itoa(day.Day()), g.each, style)))))
	}
	return k.Row(look.Gap, row...)
}

// row is a tool with its days: those that are promised can be touched.
func (f *Flow) row(k kit.Kit, g grid, width float32, lines []inventory.WeekLine) fyne.CanvasObject {
	name := say.Name(k.Lang, lines[0].Tool.Name)
	var row []fyne.CanvasObject
	if g.names > 0 {
		row = append(row, k.Size(g.names, look.Target, k.Left(k.Lines(name, g.names, 2, kit.Style{Size: 20, Fixed: true}))))
	}
	for day := f.From; day < f.From+inventory.WeekDays; {
		i := slices.IndexFunc(lines, func(l inventory.WeekLine) bool { return l.Reservation.From <= day && day <= l.Reservation.To })
		if i < 0 {
			row = append(row, f.free(k, g, day))
			day++
			continue
		}
		to := min(lines[i].Reservation.To, f.From+inventory.WeekDays-1)
		row = append(row, f.promised(k, g.span(int(to-day)+1), lines[i]))
		day = to + 1
	}
	if g.names > 0 {
		return k.Row(look.Gap, row...)
	}
	return k.Col(2, k.Size(0, 30, k.Left(k.Fit(name, width, kit.Style{Size: 20, Fixed: true}))), k.Row(look.Gap, row...))
}

// free is a day on which the tool is promised to nobody; a closed one is grey.
func (f *Flow) free(k kit.Kit, g grid, day inventory.Day) fyne.CanvasObject {
	fill := look.Card
	if !f.desk.Settings().Open(day) {
		fill = look.Foot
	}
	return k.Size(g.each, look.Target, k.Box(fill, look.Line, 2, 14))
}

func (f *Flow) promised(k kit.Kit, width float32, l inventory.WeekLine) fyne.CanvasObject {
	face := k.Over(k.Box(look.AmberBox, look.Edge, 2, 14), k.Center(k.Fit(l.Name, width-12, kit.Style{Size: 20, Align: fyne.TextAlignCenter, Fixed: true})))
	return k.Size(width, look.Target, k.Tap(face, 14, func() { f.Pick(l) }))
}

// question is a reservation and what can be done with it.
func (f *Flow) question(k kit.Kit, width float32) fyne.CanvasObject {
	room, up := width-44, func() { f.Up() }
	l := f.Line
	if f.Step == Sure {
		return k.Question(k.Say("week.cancel.sure", "name", say.Name(k.Lang, l.Tool.Name)), width, up, k.Choices(room, 3,
			kit.Button{Label: k.Say("week.cancel.yes"), Kind: kit.Next, Off: f.Busy, OnTap: f.Cancel}))
	}
	zone := f.desk.Now().Location()
	days := k.Lang.Date(l.Reservation.From.In(zone))
	if l.Reservation.To != l.Reservation.From {
		days = k.Say("desk.holiday.span", "from", days, "to", k.Lang.Date(l.Reservation.To.In(zone)))
	}
	who := l.Name
	if l.Phone != "" { // a child may have none
		who = k.Say("desk.resident", "name", l.Name, "phone", l.Phone)
	}
	return k.Question(say.Name(k.Lang, l.Tool.Name), width, up,
		k.Para(days, room, kit.Style{Size: 24}),
		k.Para(who, room, kit.Style{Size: 24}),
		k.Para(l.Reservation.ID.Code().Human()+" · "+l.Tool.ID.Code().Human(), room, kit.Style{Size: look.Second, Color: look.Soft}),
		k.Choices(room, 3, kit.Button{Label: k.Say("week.person"), Icon: "account", OnTap: f.Person},
			kit.Button{Label: k.Say("week.cancel"), OnTap: f.Ask}))
}
