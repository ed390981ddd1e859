package today

import (
	"strings"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// late is one loan that is overdue: who has it, how often they were reminded, as
// far as there is room, and what can be done.
func (f *Flow) late(k kit.Kit, width, height float32) fyne.CanvasObject {
	return k.Fitting(height, func() fyne.CanvasObject { return f.lateWith(k, width, 4) }, func() fyne.CanvasObject { return f.lateWith(k, width, 1) })
}

// lateWith shows at most so many of the times they were reminded.
func (f *Flow) lateWith(k kit.Kit, width float32, reminders int) fyne.CanvasObject {
	room, r := width-44, f.Line
	rows := []fyne.CanvasObject{
		k.Para(k.Say("today.late", "who", r.Who, "out", k.Lang.Short(r.Loan.Out), "due", k.Lang.Short(r.Loan.Due), "days", k.Lang.Number(r.Late)), room, kit.Style{Size: 24}),
	}
	if f.Person.Name != "" {
		rows = append(rows, f.person(k, room))
	}
	rows = append(rows, f.reminders(k, room, reminders))
	choices := []kit.Button{{Label: k.Say("today.note"), Icon: "check", Kind: kit.Next, Off: f.Busy, OnTap: f.Called}}
	if r.Loan.Borrower != 0 {
		choices = append(choices,
			kit.Button{Label: k.Say("today.reveal"), Icon: "phone", Off: f.Busy || f.Person.Name != "", OnTap: f.Reveal},
			kit.Button{Label: k.Say("today.remind"), Icon: "printer", Off: f.Busy, OnTap: f.Remind},
			kit.Button{Label: k.Say("desk.person"), Icon: "account", OnTap: f.Borrower})
	}
	choices = append(choices, kit.Button{Label: k.Say("today.tool"), Icon: "toolbox", OnTap: f.Tool})
	rows = append(rows, k.Choices(room, 3, choices...))
	title := say.Name(k.Lang, r.Tool.Name) + " · " + r.Tool.ID.Code().Human()
	return k.Col(between, append(f.said(k, width), k.Question(title, width, func() { f.Up() }, rows...))...)
}

// person is who has the tool, in full.
func (f *Flow) person(k kit.Kit, room float32) fyne.CanvasObject {
	p := f.Person
	phone := kit.Grouped(p.Phone, 3, 4, 4)
	var home []string
	for _, part := range []string{p.Home.Building, p.Home.Unit, p.Home.Room} {
		if part != "" {
			home = append(home, part)
		}
	}
	return k.Quiet(k.Col(4, k.Lines(phone, room-40, 1, kit.Style{Size: 34, Bold: true}),
		k.Para(p.Name+"    "+strings.Join(home, " - "), room-40, kit.Style{Size: look.Body})))
}

// reminders are the last times they were reminded, a line each.
func (f *Flow) reminders(k kit.Kit, room float32, most int) fyne.CanvasObject {
	var asked []fyne.CanvasObject
	list := f.Line.Loan.Reminders
	for _, m := range list[max(len(list)-most, 0):] {
		asked = append(asked, k.Para(f.reminder(k, m), room-40, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	if len(asked) == 0 {
		asked = append(asked, k.Para(k.Say("today.never"), room-40, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	return k.Quiet(k.Col(2, asked...))
}

// reminder is one time they were reminded.
func (f *Flow) reminder(k kit.Kit, m inventory.Reminder) string {
	at := f.desk.Local(m.At)
	when := k.Lang.Short(at) + " " + k.Lang.Clock(at) + " · "
	switch {
	case m.Slip != 0:
		return when + k.Say("today.was.slip")
	case m.Promised != 0:
		return when + k.Say("today.was.promised", "day", k.Lang.Short(m.Promised.In(at.Location())))
	}
	return when + k.Say("today.was.called")
}

// promise asks on which day they bring it.
func (f *Flow) promise(k kit.Kit, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	var days []kit.Button
	for _, d := range f.Days() {
		days = append(days, kit.Button{Label: say.Day(k.Lang, d, now), Off: f.Busy, OnTap: func() { f.Promised(d) }})
	}
	days = append(days, kit.Button{Label: k.Say("today.noday"), Off: f.Busy, OnTap: func() { f.Promised(0) }})
	return k.Col(between, append(f.said(k, width), k.Question(k.Say("today.which"), width, func() { f.Up() }, k.Choices(width-44, 3, days...)))...)
}

// printing asks what is printed.
func (f *Flow) printing(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Col(between, append(f.said(k, width), k.Question(k.Say("today.print.what"), width, func() { f.Up() }, k.Choices(width-44, 3,
		kit.Button{Label: k.Say("today.print.list"), Icon: "printer", Off: f.Busy, OnTap: f.Plain},
		kit.Button{Label: k.Say("today.print.calls"), Icon: "phone", Off: f.Busy, OnTap: f.CallList},
		kit.Button{Label: k.Say("today.print.slips"), Icon: "card", Off: f.Busy, OnTap: f.AskAll})))...)
}

// remindAll asks whether slips are printed for all that is listed.
func (f *Flow) remindAll(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Col(between, append(f.said(k, width), k.Question(k.Say("today.remindall.sure", "n", k.Lang.Number(len(f.List.Rows()))), width, func() { f.Up() },
		k.Para(k.Say("today.remindall.how"), width-44, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Choices(width-44, 3, kit.Button{Label: k.Say("today.remindall.yes"), Icon: "printer", Kind: kit.Next, Off: f.Busy, OnTap: f.ForAll})))...)
}
