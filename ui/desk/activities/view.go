package activities

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const (
	between   = 18
	rowHeight = 78
	usual     = 5 // kinds of activities the words know
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
	up := func() { f.Up() }
	ask := func(title string, columns int, list []kit.Button) fyne.CanvasObject {
		return k.Col(between, append(rows, k.Question(title, width, up, k.Choices(width-44, columns, list...)))...)
	}
	name := say.Name(k.Lang, f.New.Name)
	switch f.Step {
	case Naming:
		return ask(k.Say("activities.what"), 3, f.names(k))
	case Keyboard:
		return k.Col(between, append(rows, k.Letters(kit.Letters{Title: k.Say("activities.what"), Text: f.Text, Wrong: f.Refusal != nil, Next: k.Say("register.next"),
			Width: width, On: f.Press, OnNext: f.Next, Back: up}))...)
	case When:
		return ask(k.Say("activities.when", "name", name), 4, f.days(k))
	case Who:
		return ask(k.Say("activities.who", "name", name), 3, f.squads(k))
	case Persons:
		return k.Col(between, append(rows, k.Digits(kit.Digits{
			Title: k.Say("activities.howmany", "name", name), Why: k.Say("activities.count"), Text: f.Digits, Wrong: f.Refusal != nil, Width: width,
			Button: kit.Button{Label: k.Say("activities.keep"), Kind: kit.Next, Off: f.Busy, OnTap: f.Keep},
			OnKey:  f.Typed, OnErase: f.Erase, Back: up}))...)
	case Striking:
		return ask(k.Say("activities.strike.sure", "name", say.Name(k.Lang, f.Old.Name), "day", say.FullDay(k.Lang, f.Old.Day)), 3,
			[]kit.Button{{Label: k.Say("activities.strike"), Kind: kit.Next, Off: f.Busy, OnTap: f.StrikeOut}})
	}
	return k.Col(between, append(rows, f.list(k, width, height, rows)...)...)
}

func (f *Flow) list(k kit.Kit, width, height float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Para(k.Say("activities.how"), width, kit.Style{Size: look.Body, Color: look.Soft})}
	add := k.Button(kit.Button{Label: k.Say("activities.add"), Icon: "plus", Kind: kit.Next, Height: look.Next, OnTap: f.Add})
	used := k.Col(between, append(above, rows[0])...).MinSize().Height / k.Px(1)
	from, to, pages := kit.Page(len(f.Held), int((height-used-look.Next-3*between)/rowHeight), f.Page)
	if to > from {
		rows = append(rows, f.table(k, f.Held[from:to], width))
	}
	return append(rows, k.Space(), k.Row(16, add, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}

func (f *Flow) table(k kit.Kit, list []inventory.Activity, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - look.Target - 3*12
	var rows []fyne.CanvasObject
	for _, a := range list {
		came := ""
		if a.Persons > 0 {
			came = k.Say("activities.persons", "n", k.Lang.Number(a.Persons))
		}
		rows = append(rows, k.Size(0, rowHeight, k.Pad(24, 0, 12, 0, k.Row(12,
			k.Share(0.46, k.Left(k.Lines(say.Name(k.Lang, a.Name), room*0.46, 2, kit.Style{Size: 22, Fixed: true}))),
			k.Share(0.34, k.Left(k.Lines(say.FullDay(k.Lang, a.Day), room*0.34, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.20, k.Left(k.Fit(came, room*0.20, kit.Style{Size: 20, Color: look.Soft, Fixed: true}))),
			k.Center(k.Remove(func() { f.Strike(a) }))))))
	}
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(2, 4, 2, 4, k.Col(0, rows...)))
}

// names are the usual activities, and the keyboard for others.
func (f *Flow) names(k kit.Kit) []kit.Button {
	var list []kit.Button
	for i := range usual {
		name := say.InAll("activities.usual." + strconv.Itoa(i))
		list = append(list, kit.Button{Label: say.Name(k.Lang, name), OnTap: func() { f.Name(name) }})
	}
	return append(list, kit.Button{Label: k.Say("desk.holiday.other"), OnTap: f.Type})
}

func (f *Flow) days(k kit.Kit) []kit.Button {
	now := f.desk.Now()
	var list []kit.Button
	for _, d := range f.Days() {
		list = append(list, kit.Button{Label: k.Lang.Day(d.In(now.Location()), now), OnTap: func() { f.On(d) }})
	}
	return list
}

func (f *Flow) squads(k kit.Kit) []kit.Button {
	var list []kit.Button
	for _, s := range f.desk.Settings().Jobs.Squads {
		list = append(list, kit.Button{Label: say.Name(k.Lang, s.Name), OnTap: func() { f.By(s.ID) }})
	}
	return append(list, kit.Button{Label: k.Say("activities.nosquad"), OnTap: func() { f.By("") }})
}
