package borrow

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/register"
	"redwrench/ui/say"
)

// confirmation shows who takes what until when, and what to mind.
func (f *Flow) confirmation(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	who := f.Resident.Person.Masked()
	many := len(f.Basket) > 3 // then height is dear
	head := []fyne.CanvasObject{
		k.Fit(k.Say("borrow.confirm"), full, kit.Style{Size: 32, Fixed: many}),
		k.Row(16, k.Center(k.Icon("account", 40, look.Red)), k.Left(k.Fit(who, full-80, kit.Style{Size: 30, Bold: true, Fixed: many}))),
		k.Rule(),
	}
	var foot []fyne.CanvasObject
	if f.Notice != (Notice{}) {
		foot = append(foot, f.notice(k, full))
	}
	label := "borrow.lend"
	if f.Busy {
		label = "borrow.lending"
	}
	lend := k.Button(kit.Button{Label: k.Say(label), Second: k.SaySecond(label), Kind: kit.Next, Width: min(full*0.62, 640), Height: 100, Text: 34,
		Off: f.Busy || f.stuck(), OnTap: f.Lend})
	more := k.Button(kit.Button{Label: k.Say("borrow.more"), Icon: "plus", Width: min(full*0.34, 320), Height: 100, OnTap: f.Back})
	foot = append(foot, k.Row(20, lend, k.Space(), more))
	room := k.Room() - 16 - 12 - 3*look.Gap - k.Col(look.Gap, head...).MinSize().Height/k.Px(1) - k.Col(look.Gap, foot...).MinSize().Height/k.Px(1)
	rows := func(items []inventory.Item, width float32, tight, tightest bool) fyne.CanvasObject {
		var rows []fyne.CanvasObject
		for _, item := range items {
			rows = append(rows, f.detail(k, item, width, tight, tightest))
		}
		return k.Col(look.Gap, rows...)
	}
	details := func(tight, tightest bool) func() fyne.CanvasObject {
		return func() fyne.CanvasObject { return rows(f.Basket, full, tight, tightest) }
	}
	beside := func() fyne.CanvasObject {
		half, width := (len(f.Basket)+1)/2, (full-24)/2
		return k.Row(24, k.Grow(rows(f.Basket[:half], width, true, true)), k.Grow(rows(f.Basket[half:], width, true, true)))
	}
	list := k.Fitting(room, details(false, false), details(true, false), details(true, true), beside)
	return k.Pad(look.Margin, 16, look.Margin, 12, k.Col(look.Gap, append(append(head, list, k.Space()), foot...)...))
}

// detail is a tool of the basket, all that must be known of it; where room is
// short the letters do not grow, and at last only name and due date are said.
func (f *Flow) detail(k kit.Kit, item inventory.Item, width float32, tight, tightest bool) fyne.CanvasObject {
	room := width - 64 - 16 - 80
	name, due := say.Name(k.Lang, item.Tool.Name), k.Say("borrow.due", "day", k.Lang.Day(item.Due, f.desk.Now()))
	text := []fyne.CanvasObject{
		k.Row(16, k.Share(5, k.Left(k.Lines(name, room*0.52, 2, kit.Style{Size: 26, Fixed: tight}))),
			k.Share(4, k.Left(k.Lines(due, room*0.42, 2, kit.Style{Size: 24, Bold: true, Fixed: tight})))),
	}
	small := kit.Style{Size: look.Second, Color: look.Soft, Fixed: tight}
	if why := f.why(k, item.DueWhy, item.DueWas, item.From); why != "" && !tightest {
		text = append(text, k.Lines(why, room, 2, kit.Style{Size: look.Second, Color: look.Amber, Fixed: tight}))
	}
	if f.mine[item.Tool.ID] && !tightest {
		text = append(text, k.Left(k.Pill(k.Say("status.yours"), 300, kit.Good)))
	}
	if said := f.small(k, item); said != "" && !tightest {
		text = append(text, k.Lines(said, room, 2, small))
	}
	return k.Row(16, k.Center(k.ToolPicture(item.Tool.Icon, string(item.Tool.Photo), 64)), k.Grow(k.Level(k.Col(0, text...))),
		k.Center(k.Remove(func() { f.Remove(item.Tool.ID) })))
}

// why is why a due date is not the plain one, or empty.
func (f *Flow) why(k kit.Kit, why inventory.DueWhy, was time.Time, from inventory.Day) string {
	return say.Due(k.Lang, why, was, from, f.desk.Settings(), f.desk.Now())
}

// small is the line of parts and safety of a tool.
func (f *Flow) small(k kit.Kit, item inventory.Item) string {
	var said []string
	if parts := say.Parts(k.Lang, item.Tool); parts != "" {
		said = append(said, k.Say("borrow.parts", "parts", parts))
	}
	if s := say.Name(k.Lang, item.Tool.Safety); s != "" {
		said = append(said, s)
	}
	return strings.Join(said, "  ·  ")
}

// consent shows the text that must be agreed to anew.
func (f *Flow) consent(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	who := f.Resident.Person.Masked()
	rows := []fyne.CanvasObject{register.Notice(k, "consent.again", who, f.desk.Settings(), full)}
	if f.Notice != (Notice{}) {
		rows = append(rows, f.notice(k, full))
	}
	agree := k.Button(kit.Button{Label: k.Say("consent.agree"), Second: k.SaySecond("consent.agree"), Kind: kit.Next, Width: min(full*0.55, 520), Height: 96, Off: f.Busy, OnTap: f.Agree})
	not := k.Button(kit.Button{Label: k.Say("consent.not"), Width: min(full*0.4, 320), Height: 96, Off: f.Busy, OnTap: f.Back})
	return k.Pad(look.Margin, 20, look.Margin, 12, k.Col(12, append(rows, k.Space(), k.Row(20, agree, k.Space(), not))...))
}
