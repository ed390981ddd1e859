package wait

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// days is the calendar at the left and what was chosen at the right, or below.
func (f *Flow) days(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	if k.Portrait() {
		cell := float32(116)
		if k.Large {
			cell = 96
		}
		return k.Pad(look.Margin, 16, look.Margin, 12, k.Col(16,
			f.tool(k, full), f.calendar(k, full, cell), k.Space(), f.choice(k, full)))
	}
	const right = 380
	left := full - right - 32
	return k.Pad(look.Margin, 20, look.Margin, 12, k.Row(32,
		k.Size(left, 0, k.Top(f.calendar(k, left, 88))),
		k.Size(right, 0, k.Col(16, f.tool(k, right), k.Space(), f.choice(k, right)))))
}

// tool is which tool the days are for.
func (f *Flow) tool(k kit.Kit, width float32) fyne.CanvasObject {
	name := k.Lines(say.Name(k.Lang, f.Item.Tool.Name), width-80, 2, kit.Style{Size: 28})
	ask := k.Say("reserve.choose", "n", k.Lang.Number(f.desk.Settings().ReserveDays))
	return k.Col(12, k.Row(16, k.Center(k.ToolPicture(f.Item.Tool.Icon, string(f.Item.Tool.Photo), 64)), k.Level(name)),
		k.Lines(ask, width, 4, kit.Style{Size: look.Body, Color: look.Soft}))
}

// calendar is the days within reach, in weeks from Monday on.
func (f *Flow) calendar(k kit.Kit, width, cell float32) fyne.CanvasObject {
	var heads []string
	for i := range 7 {
		heads = append(heads, k.Say("weekday."+strconv.Itoa((i+1)%7)))
	}
	today, ahead := inventory.DayOf(f.desk.Now()), inventory.Day(f.desk.Settings().ReserveAhead)
	first, last := f.Span()
	var days []kit.CalendarDay
	for d := first; d <= last; d++ {
		day := kit.CalendarDay{}
		if today < d && d <= today+ahead {
			day = f.day(k, d, d == today+1)
		}
		days = append(days, day)
	}
	return k.Calendar(heads, days, width, cell)
}

// day is one cell. The first one, and the first of a month, name the month.
func (f *Flow) day(k kit.Kit, d inventory.Day, named bool) kit.CalendarDay {
	date := d.In(time.UTC)
	cell := kit.CalendarDay{Label: k.Lang.Number(date.Day()), Kind: kit.DayFree, OnTap: func() { f.Touch(d) }}
	if named || date.Day() == 1 {
		cell.Label = k.Lang.Short(date)
	}
	switch {
	case !f.desk.Settings().Open(d):
		cell.Kind, cell.Word = kit.DayClosed, k.Say("reserve.closed")
	case f.Chosen(d):
		cell.Kind = kit.DayChosen
	case !f.IsFree(d):
		cell.Kind, cell.Word = kit.DayTaken, k.Say("reserve.taken")
	default:
		cell.Word = k.Say("reserve.free")
	}
	return cell
}

// choice is what was chosen, what has to be said, and the next step.
func (f *Flow) choice(k kit.Kit, width float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if said := f.said(k, width); said != nil {
		rows = append(rows, said)
	}
	if f.From != 0 {
		rows = append(rows, k.Lines(say.Days(k.Lang, f.From, f.To), width, 3, kit.Style{Size: 30, Bold: true}))
	}
	next := k.Button(kit.Button{Label: k.Say("reserve.next"), Second: k.SaySecond("reserve.next"), Kind: kit.Next, Width: width, Height: 96,
		Text: 32, Off: f.From == 0 || f.Busy, OnTap: f.Next})
	return k.Col(16, append(rows, next)...)
}

// rule is what a reservation means.
func (f *Flow) rule(k kit.Kit) string {
	now := f.desk.Now()
	return k.Say("reserve.rule", "from", say.Day(k.Lang, f.From, now), "to", say.Day(k.Lang, f.To, now),
		"time", say.Closing(k.Lang, f.From, f.desk.Settings(), now))
}

// confirmation shows who gets which tool when.
func (f *Flow) confirmation(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	who := f.Resident.Person.Masked()
	rows := []fyne.CanvasObject{
		k.Fit(k.Say("borrow.confirm"), full, kit.Style{Size: 32}),
		k.Row(16, k.Center(k.Icon("account", 40, look.Red)), k.Left(k.Fit(who, full-80, kit.Style{Size: 30, Bold: true}))),
		k.Rule(),
		k.Row(16, k.Center(k.ToolPicture(f.Item.Tool.Icon, string(f.Item.Tool.Photo), 64)), k.Left(k.Lines(say.Name(k.Lang, f.Item.Tool.Name), full-80, 2, kit.Style{Size: 28}))),
		k.Row(16, k.Center(k.Icon("calendar", 48, look.Red)), k.Left(k.Lines(say.Days(k.Lang, f.From, f.To), full-80, 2, kit.Style{Size: 34, Bold: true}))),
		k.Notice(f.rule(k), full, kit.Warn),
	}
	if said := f.said(k, full); said != nil {
		rows = append(rows, said)
	}
	label := "reserve.confirm"
	if f.Busy {
		label = "borrow.lending"
	}
	book := k.Button(kit.Button{Label: k.Say(label), Second: k.SaySecond(label), Kind: kit.Next, Width: min(full*0.62, 640), Height: 100, Text: 34,
		Off: f.Busy || f.Notice.Err != nil, OnTap: f.Book})
	other := k.Button(kit.Button{Label: k.Say("reserve.other"), Icon: "calendar", Width: min(full*0.34, 320), Height: 100, OnTap: f.Back})
	return k.Pad(look.Margin, 16, look.Margin, 12, k.Col(14, append(rows, k.Space(), k.Row(20, book, k.Space(), other))...))
}
