package holidays

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const rowHeight = 78

// usual is how many festivals the words know.
const usual = 5

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case f.Refusal != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	case f.Done.Removed:
		rows = append(rows, k.Notice(k.Say("desk.holiday.removed", "name", f.label(k.Lang, f.Done.Holiday)), width, kit.Good))
	case f.Done.Holiday.From != 0:
		rows = append(rows, k.Notice(k.Say("desk.holiday.added", "name", f.label(k.Lang, f.Done.Holiday)), width, kit.Good))
	}
	up := func() { f.Up() }
	ask := func(title string, body ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Col(18, append(rows, k.Question(title, width, up, body...))...)
	}
	room := width - 44
	switch f.Step {
	case Naming:
		return ask(k.Say("desk.holiday.which"), k.Choices(room, 3, f.names(k)...))
	case Keyboard:
		return k.Col(18, append(rows, k.Letters(kit.Letters{Title: k.Say("desk.holiday.name"), Text: f.Text, Wrong: f.Refusal != nil, Next: k.Say("register.next"),
			Width: width, On: f.Press, OnNext: f.Next, Back: up}))...)
	case From:
		return ask(k.Say("desk.holiday.from", "name", say.Name(k.Lang, f.New.Name)), f.calendar(k, room))
	case To:
		return ask(k.Say("desk.holiday.to", "name", say.Name(k.Lang, f.New.Name)), f.calendar(k, room))
	case Confirm:
		return ask(k.Say("desk.holiday.sure", "name", f.label(k.Lang, f.New)), k.Choices(room, 3,
			kit.Button{Label: k.Say("desk.holiday.save"), Kind: kit.Next, Off: f.Busy, OnTap: f.Save}))
	case Removing:
		return ask(k.Say("desk.holiday.remove.sure", "name", f.label(k.Lang, f.Old)), k.Choices(room, 3,
			kit.Button{Label: k.Say("desk.holiday.remove"), Kind: kit.Next, Off: f.Busy, OnTap: f.Drop}))
	}
	return k.Col(18, append(rows, f.list(k, width, height, rows)...)...)
}

func (f *Flow) list(k kit.Kit, width, height float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Para(k.Say("desk.holiday.how"), width, kit.Style{Size: look.Body, Color: look.Soft})}
	list := f.Holidays()
	add := k.Button(kit.Button{Label: k.Say("desk.holiday.add"), Icon: "plus", Kind: kit.Next, Height: look.Next, OnTap: f.Add})
	used := k.Col(18, append(above, rows[0])...).MinSize().Height / k.Px(1)
	from, to, pages := kit.Page(len(list), int((height-used-look.Next-3*18)/rowHeight), f.Page)
	if to > from {
		rows = append(rows, f.table(k, list[from:to], width))
	}
	return append(rows, k.Space(), k.Row(16, add, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}

func (f *Flow) table(k kit.Kit, list []inventory.Holiday, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - look.Target - 3*12
	var rows []fyne.CanvasObject
	for _, h := range list {
		days := k.Say("desk.holiday.days", "n", k.Lang.Number(int(h.To-h.From)+1))
		rows = append(rows, k.Size(0, rowHeight, k.Pad(24, 0, 12, 0, k.Row(12,
			k.Share(0.34, k.Left(k.Lines(say.Name(k.Lang, h.Name), room*0.34, 2, kit.Style{Size: 22, Fixed: true}))),
			k.Share(0.48, k.Left(k.Lines(f.span(k.Lang, h), room*0.48, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.18, k.Left(k.Fit(days, room*0.18, kit.Style{Size: 20, Color: look.Soft, Fixed: true}))),
			k.Center(k.Remove(func() { f.Remove(h) }))))))
	}
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(2, 4, 2, 4, k.Col(0, rows...)))
}

// span is from when to when.
func (f *Flow) span(l words.Lang, h inventory.Holiday) string {
	zone := f.desk.Now().Location()
	if h.From == h.To {
		return l.Date(h.From.In(zone))
	}
	return l.Say("desk.holiday.span", "from", l.Date(h.From.In(zone)), "to", l.Date(h.To.In(zone)))
}

func (f *Flow) label(l words.Lang, h inventory.Holiday) string {
	return say.Name(l, h.Name) + " · " + f.span(l, h)
}

// names are the usual festivals, and the keyboard for others.
func (f *Flow) names(k kit.Kit) []kit.Button {
	var list []kit.Button
	for i := range usual {
		name := say.InAll("desk.festival." + strconv.Itoa(i))
		list = append(list, kit.Button{Label: say.Name(k.Lang, name), OnTap: func() { f.Name(name) }})
	}
	return append(list, kit.Button{Label: k.Say("desk.holiday.other"), OnTap: f.Type})
}

// calendar is a month of days to tap, and the way to other months.
func (f *Flow) calendar(k kit.Kit, width float32) fyne.CanvasObject {
	arrow := func(icon string, months int) fyne.CanvasObject {
		return k.Button(kit.Button{Icon: icon, Width: 96, OnTap: func() { f.Leaf(months) }})
	}
	month := k.Center(k.Text(f.Month.Format("2006-01"), kit.Style{Size: 26, Bold: true, Fixed: true}))
	var week []string
	for i := range 7 { // from Monday on
		week = append(week, k.Say("desk.weekday."+strconv.Itoa((i+1)%7)))
	}
	first := inventory.DayOf(f.Month)
	days := make([]kit.CalendarDay, (int(f.Month.Weekday())+6)%7)
	for d := first; d < inventory.DayOf(f.Month.AddDate(0, 1, 0)); d++ {
		days = append(days, f.day(k, d))
	}
	return k.Col(look.Gap, k.Row(look.Gap, arrow("left", -1), k.Grow(month), arrow("right", 1)),
		k.Calendar(week, days, width, look.Target))
}

// day is one day of the calendar; one that is closed already says so.
func (f *Flow) day(k kit.Kit, d inventory.Day) kit.CalendarDay {
	day := kit.CalendarDay{Label: strconv.Itoa(d.In(time.UTC).Day()), Kind: kit.DayFree, OnTap: func() { f.Choose(d) }}
	if _, closed := f.desk.Settings().Holiday(d); closed {
		day.Word = k.Say("desk.holiday")
	}
	switch {
	case d == f.New.From:
		day.Kind = kit.DayChosen
	case !f.Free(d):
		day.Kind = kit.DayClosed
	}
	return day
}
