package wait

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (f *Flow) Chrome() stage.Chrome {
	c := stage.Chrome{Title: "wait.title"}
	switch {
	case f.Step == FirstTime:
		c.Title = "register.title"
	case f.Step == Days || f.Step != Card && f.wish == toReserve:
		c.Title = "reserve.title"
	case f.Step != Card && f.wish == toWait:
		c.Title = "wait.wait"
	case f.Step != Card:
		c.Title = "borrow.title"
	}
	if at := map[Step]int{Days: 1, Who: 2, FirstTime: 2, Confirm: 3}[f.Step]; at > 0 && f.wish != toWait && f.wish != toTake {
		c.Step, c.Of = at, 3
	}
	return c
}

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	switch f.Step {
	case Who:
		return f.Identify.View(k, f.NewHere)
	case FirstTime:
		return f.Register.View(k)
	case Days:
		return f.days(k)
	case Confirm:
		return f.confirmation(k)
	case Placed, Booked:
		return f.over(k)
	}
	return f.card(k)
}

// card is the tool at the left and the ways to go on at the right, or below.
func (f *Flow) card(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	if k.Portrait() {
		return k.Pad(look.Margin, 16, look.Margin, 12, k.Col(16, f.about(k, full), k.Space(), f.choices(k, full)))
	}
	const right = 480
	left := full - right - 40
	return k.Pad(look.Margin, 24, look.Margin, 12, k.Row(40,
		k.Size(left, 0, f.about(k, left)), k.Size(right, 0, k.Col(0, k.Space(), f.choices(k, right)))))
}

// about is the tool, where it is, and what has to be said.
func (f *Flow) about(k kit.Kit, width float32) fyne.CanvasObject {
	picture := float32(160)
	if k.Large {
		picture = 112
	}
	room := width - 48 - picture - 24
	now := f.desk.Now()
	name := []fyne.CanvasObject{k.Lines(say.Name(k.Lang, f.Item.Tool.Name), room, 2, kit.Style{Size: 36})}
	if second := say.SecondName(k.Lang, k.Second(), f.Item.Tool.Name); second != "" {
		name = append(name, k.Lines(second, room, 2, kit.Style{Size: 24, Color: look.Soft}))
	}
	rows := []fyne.CanvasObject{k.Row(24, k.Center(k.ToolPicture(f.Item.Tool.Icon, string(f.Item.Tool.Photo), picture)), k.Grow(k.Level(k.Col(0, name...)))), k.Gap(2), k.Rule(), k.Gap(2)}
	line := func(icon, text string, s kit.Style) {
		rows = append(rows, k.Row(16, k.Center(k.Icon(icon, 36, look.Red)), k.Level(k.Lines(text, width-48-52, 2, s))))
	}
	line("clock", say.Where(k.Lang, f.Item, now), kit.Style{Size: 30, Bold: true})
	if f.Item.Status == inventory.Lent {
		line("loans", k.Say("wait.since", "day", k.Lang.Day(f.Item.Since, now)), kit.Style{Size: 24})
	}
	queue := k.Say("wait.nobody")
	if f.Item.Waiting > 0 {
		queue = k.Say("wait.queue", "n", k.Lang.Number(f.Item.Waiting))
	}
	line("account", queue, kit.Style{Size: 24})
	if f.Item.Status == inventory.Lent {
		line("return", k.Say("wait.hand"), kit.Style{Size: 24})
	}
	rows = append(rows, k.Space())
	if said := f.said(k, width-48); said != nil {
		rows = append(rows, said)
	}
	return k.Panel(k.Col(14, rows...))
}

// said is the notice, or nil.
func (f *Flow) said(k kit.Kit, width float32) fyne.CanvasObject {
	names := func(inventory.ToolID) inventory.Name { return f.Item.Tool.Name }
	switch {
	case f.Notice.Err != nil:
		return k.Notice(say.Refusal(k.Lang, f.Notice.Err, names, f.desk.Now()), width, kit.Bad)
	case f.Notice.Key != "":
		return k.Notice(k.Say(f.Notice.Key, "tool", say.Name(k.Lang, f.Item.Tool.Name)), width, kit.Warn)
	}
	return nil
}

// choices are the ways to go on; the next step is the lowest, as on every screen.
func (f *Flow) choices(k kit.Kit, width float32) fyne.CanvasObject {
	var list []fyne.CanvasObject
	way := func(key, icon string, kind kit.Kind, act func(), why string) {
		list = append(list, k.Button(kit.Button{Label: k.Say(key), Second: k.SaySecond(key), Icon: icon, Kind: kind, Why: why,
			Width: width, Height: 96, Text: 28, Off: f.Busy || act == nil, OnTap: act}))
	}
	if f.Kept() {
		way("wait.mine", "account", kit.Plain, f.Mine, k.Say("wait.mine.sub"))
	}
	switch {
	case f.MayReserve():
		way("wait.reserve", "calendar", kit.Plain, f.Reserve, k.Say("wait.reserve.sub"))
	case f.NoDays != nil && f.Item.Status == inventory.Lent:
		way("wait.reserve", "calendar", kit.Plain, nil, k.Say("wait.reserve.late"))
	}
	if f.MayWait() {
		way("wait.wait", "clock", kit.Next, f.Wait, k.Say("wait.wait.sub", "days", k.Lang.Number(f.desk.Settings().HoldDays)))
	} else {
		way("wait.other", "wrench", kit.Next, f.Leave, "")
	}
	return k.Col(18, list...)
}

// over says what is on disk now, and the two ways to leave.
func (f *Flow) over(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	settings, now := f.desk.Settings(), f.desk.Now()
	key, big := "wait.done", ""
	text := k.Say("wait.then", "days", k.Lang.Number(settings.HoldDays))
	if f.Place > 0 {
		big = k.Say("wait.place", "n", k.Lang.Number(f.Place))
	}
	if f.Step == Booked {
		key, big, text = "reserve.done", say.Days(k.Lang, f.From, f.To), f.rule(k)
	}
	title := []fyne.CanvasObject{k.Fit(k.Say(key), full-112, kit.Style{Size: look.Big})}
	if second := k.SaySecond(key); second != "" {
		title = append(title, k.Fit(second, full-112, kit.Style{Size: 28, Color: look.Soft}))
	}
	rows := []fyne.CanvasObject{
		k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Grow(k.Left(k.Col(0, title...)))), k.Gap(4),
		k.Row(16, k.Center(k.ToolPicture(f.Item.Tool.Icon, string(f.Item.Tool.Photo), 64)), k.Left(k.Lines(say.Name(k.Lang, f.Item.Tool.Name), full-80, 2, kit.Style{Size: 30}))),
	}
	if big != "" {
		rows = append(rows, k.Lines(big, full, 2, kit.Style{Size: 40, Bold: true}))
	}
	if f.Step == Placed && f.Item.Status == inventory.Lent {
		rows = append(rows, k.Lines(say.Where(k.Lang, f.Item, now), full, 2, kit.Style{Size: look.Body}))
	}
	rows = append(rows, k.Para(text, full, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Fit(f.Resident.Person.Masked(), full, kit.Style{Size: 24}), k.Gap(8))
	finish := k.Button(kit.Button{Label: k.Say("wait.finish"), Second: k.SaySecond("wait.finish"), Kind: kit.Next, Width: 300, Height: 96, OnTap: f.Finish})
	other := k.Button(kit.Button{Label: k.Say("wait.other"), Second: k.SaySecond("wait.other"), Icon: "wrench", Width: 340, Height: 96, OnTap: f.Leave})
	return k.Pad(look.Margin, 24, look.Margin, 12, k.Top(k.Col(14, append(rows, k.Row(20, finish, other, k.Space()))...)))
}
