package loans

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "loans.title"} }

// Typed takes a typed digit while it asks who.
func (f *Flow) Typed(r rune) { f.Identify.Digit(r) }

// Erase takes the last digit back.
func (f *Flow) Erase() { f.Identify.Erase() }

// Enter asks the desk when everything is typed.
func (f *Flow) Enter() { f.Identify.Submit() }

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Resident.ID == 0 }

// View draws the state.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	if f.Resident.ID == 0 {
		body := f.Identify.View(k, func() { f.stage.Show(stage.Register{}) })
		if f.Notice == (Notice{}) {
			return body
		}
		return k.Col(0, k.Pad(look.Margin, 12, look.Margin, 0, f.notice(k, full)), k.Grow(body))
	}
	title := k.Say("loans.of", "name", f.Resident.Person.MaskedName(), "n", k.Lang.Number(f.onLoan()))
	rows := []fyne.CanvasObject{k.Fit(title, full, kit.Style{Size: 34})}
	if f.Notice != (Notice{}) {
		rows = append(rows, f.notice(k, full))
	}
	if f.Loaded && len(f.Entries) == 0 {
		rows = append(rows, k.Para(k.Say("loans.none"), full, kit.Style{Size: 28, Color: look.Soft}))
	}
	foot := f.foot(k, 1, 0)
	room := k.Room() - 2*16 - 12*2 - k.Col(12, append(rows, foot)...).MinSize().Height/k.Px(1)
	perPage := int((room + 12) / (f.rowHeight(k) + 12))
	if len(f.Entries) > perPage && k.Portrait() {
		perPage = int((room - look.Target) / (f.rowHeight(k) + 12)) // the pager has a line of its own
	}
	from, to, pages := kit.Page(len(f.Entries), perPage, f.Page)
	for _, e := range f.Entries[from:to] {
		rows = append(rows, f.row(k, e, full))
	}
	return k.Pad(look.Margin, 16, look.Margin, 16, k.Col(12, append(rows, k.Space(), f.foot(k, pages, min(f.Page, pages-1)))...))
}

func (f *Flow) notice(k kit.Kit, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	if f.Notice.Err != nil {
		return k.Notice(say.Refusal(k.Lang, f.Notice.Err, nil, now), width, kit.Bad)
	}
	tone := kit.Good
	if f.Notice.Key == "loans.code" {
		tone = kit.Warn
	}
	return k.Notice(k.Say(f.Notice.Key, "tool", say.Name(k.Lang, f.Notice.Tool), "day", k.Lang.Day(f.Notice.Due, now)), width, tone)
}

// foot is the next step, the way to the catalogue and the pages.
func (f *Flow) foot(k kit.Kit, pages, page int) fyne.CanvasObject {
	finish := k.Button(kit.Button{Label: k.Say("loans.finish"), Second: k.SaySecond("loans.finish"), Kind: kit.Next, Width: 280, Height: 88, OnTap: f.Finish})
	more := k.Button(kit.Button{Label: k.Say("loans.borrow"), Second: k.SaySecond("loans.borrow"), Icon: "wrench", Width: 300, Height: 88, OnTap: f.Borrow})
	asked := k.Button(kit.Button{Label: k.Say("repair.mine"), Second: k.SaySecond("repair.mine"), Icon: "repair", Width: 280, Height: 88, OnTap: f.Requests})
	pager := k.Center(k.Pager(page, pages, f.Turn))
	if !k.Portrait() {
		return k.Row(20, finish, more, asked, k.Space(), pager)
	}
	wide := (k.Width() - 2*look.Margin - 20) / 2
	first := k.Row(20, finish, k.Space())
	if pages > 1 {
		first = k.Row(20, finish, k.Space(), pager)
	}
	return k.Col(12, first, k.Row(20, k.Size(wide, 0, more), k.Size(wide, 0, asked)))
}

// stacked says that the buttons of a row stand under its words.
func stacked(k kit.Kit) bool { return k.Portrait() || k.Large }

func (f *Flow) rowHeight(k kit.Kit) float32 {
	if stacked(k) {
		return 188
	}
	return 116
}

// row is one line: what it is, how it stands, what can be done.
func (f *Flow) row(k kit.Kit, e Entry, width float32) fyne.CanvasObject {
	box := k.Box(look.Card, look.Line, 2, 22)
	switch {
	case e.Ready(inventory.DayOf(f.desk.Now())):
		box = k.Box(look.AmberBox, look.Amber, 2, 22)
	case e.Code() == f.Wanted:
		box = k.Box(look.Card, look.Ink, 3, 22)
	}
	const pad, picture, gap, acts = 20, 64, 16, 392
	room := width - 2*pad - picture - gap
	if !stacked(k) {
		room -= gap + acts
	}
	words, buttons := f.words(k, e, room), f.actions(k, e)
	if e.Code() == f.Asking {
		words, buttons = f.question(k, e, room), f.answers(k, e)
	}
	head := k.Row(gap, k.Center(k.ToolPicture(e.Tool.Icon, string(e.Tool.Photo), picture)), k.Grow(k.Level(words)))
	inside := fyne.CanvasObject(k.Row(gap, k.Grow(head), k.Size(acts, 0, k.Right(k.Row(look.Gap, buttons...)))))
	if stacked(k) {
		inside = k.Col(0, k.Grow(head), k.Row(look.Gap, append([]fyne.CanvasObject{k.Space()}, buttons...)...))
	}
	return k.Size(0, f.rowHeight(k), k.Over(box, k.Pad(pad, 8, pad, 10, inside)))
}

// words is the tool's name and how it stands, side by side.
func (f *Flow) words(k kit.Kit, e Entry, room float32) fyne.CanvasObject {
	name, second := say.Name(k.Lang, e.Tool.Name), say.SecondName(k.Lang, k.Second(), e.Tool.Name)
	left, right := room*0.42, room*0.54
	title := []fyne.CanvasObject{k.Lines(name, left, 2, kit.Style{Size: 24})}
	if second != "" && !k.Large {
		title = append(title, k.Fit(second, left, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	big, ink, small := f.state(k, e)
	state := []fyne.CanvasObject{k.Lines(big, right, 2, kit.Style{Size: 22, Bold: true, Color: ink})}
	if small != "" {
		state = append(state, k.Lines(small, right, 2, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
	}
	return k.Row(0, k.Size(left, 0, k.Level(k.Col(0, title...))), k.Gap(room*0.04), k.Size(right, 0, k.Level(k.Col(0, state...))))
}

// actions are the buttons of a line, or why there is none.
func (f *Flow) actions(k kit.Kit, e Entry) []fyne.CanvasObject {
	wider := float32(0)
	if stacked(k) {
		wider = 70
	}
	button := func(label, icon string, width float32, off bool, act func(Entry)) fyne.CanvasObject {
		width += wider
		return k.Button(kit.Button{Label: label, Icon: icon, Width: width, Text: 20, Off: f.Busy || off, OnTap: func() { act(e) }})
	}
	cancel := button(k.Say("loans.cancel"), "close", 160, false, f.Cancel)
	switch {
	case e.Loan.ID == 0 && e.Ready(inventory.DayOf(f.desk.Now())):
		return []fyne.CanvasObject{button(k.Say("loans.take"), "wrench", 220, false, f.Take), cancel}
	case e.Loan.ID == 0:
		return []fyne.CanvasObject{cancel}
	}
	slip := button(k.Say("loans.slip"), "printer", 150, f.Printed[e.Loan.Slip], f.Reprint)
	switch {
	case !e.Loan.Open():
		return []fyne.CanvasObject{slip}
	case e.NoRenewal == nil:
		label := k.Say("loans.renew", "day", k.Lang.Day(f.desk.Local(e.Renewed), f.desk.Now()))
		return []fyne.CanvasObject{button(label, "renew", 230, false, f.Renew), slip}
	}
	why := k.Lines(say.NoRenewal(k.Lang, e.NoRenewal, f.desk.Now()), 224+wider, 2, kit.Style{Size: look.Second, Color: look.Soft, Align: fyne.TextAlignCenter})
	return []fyne.CanvasObject{k.Size(230+wider, 0, k.Center(why)), slip}
}

// question asks once before a hold or a reservation ends.
func (f *Flow) question(k kit.Kit, e Entry, room float32) fyne.CanvasObject {
	key := "loans.ask.reservation"
	if e.Code().Kind == code.Hold {
		key = "loans.ask.hold"
	}
	return k.Lines(k.Say(key, "tool", say.Name(k.Lang, e.Tool.Name)), room, 3, kit.Style{Size: look.Body})
}

func (f *Flow) answers(k kit.Kit, e Entry) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		k.Button(kit.Button{Label: k.Say("loans.ask.yes"), Width: 210, Text: 20, OnTap: func() { f.ReallyCancel(e) }}),
		k.Button(kit.Button{Label: k.Say("loans.ask.no"), Width: 160, Text: 20, OnTap: f.Keep}),
	}
}
