package jobcard

import (
	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

func (f *Flow) up() { f.Up() }

// question is a question about the job, with the next step under it.
func (f *Flow) question(k kit.Kit, title string, width float32, next kit.Button, rows ...fyne.CanvasObject) fyne.CanvasObject {
	next.Kind, next.Height, next.Width = kit.Next, look.Next, min(width, 420)
	next.Off = next.Off || f.Busy
	return k.Col(between, k.Question(title, width, f.up, rows...), k.Row(0, k.Button(next), k.Space()), k.Space())
}

// fine is the button that goes back to the sheet.
func (f *Flow) fine(k kit.Kit) kit.Button {
	return kit.Button{Label: k.Say("repair.fine"), OnTap: func() { f.ask(Fill) }}
}

func able(can bool, do func()) func() {
	if can {
		return do
	}
	return nil
}

func (f *Flow) arranging(k kit.Kit, width float32) fyne.CanvasObject {
	room, now := width-44, f.desk.Now()
	v := f.Visit
	step := func(key, value string, less, more func()) fyne.CanvasObject {
		return k.Stepper(kit.Stepper{Label: k.Say(key), Value: value, Width: room, Less: less, More: more})
	}
	today := inventory.DayOf(v.From) <= inventory.DayOf(now)
	return f.question(k, k.Say("repair.arrange"), width, kit.Button{Label: k.Say("repair.arrange.keep"), OnTap: f.KeepVisit},
		k.Para(k.Say("repair.line.suits")+": "+say.Suits(k.Lang, f.Sheet.Job.When, f.Sheet.Job.Rank.Urgent()), room, kit.Style{Size: look.Body, Color: look.Soft}),
		step("repair.arrange.day", k.Lang.Day(v.From, now), able(!today, func() { f.MoveDay(-1) }), func() { f.MoveDay(1) }),
		step("repair.arrange.from", k.Lang.Clock(v.From), func() { f.MoveHour(-1) }, func() { f.MoveHour(1) }),
		step("repair.arrange.long", say.Hours(k.Lang, jobs.Hours(v.To.Sub(v.From))), able(v.To.Sub(v.From) > half, func() { f.Lengthen(-1) }), func() { f.Lengthen(1) }))
}

// equipping is the tools and consumables that are out for the job; each tag that
// is scanned is added at once.
func (f *Flow) equipping(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	rows := []fyne.CanvasObject{k.Row(16, k.Center(k.Icon("qrcode-scan", 40, look.Red)), k.Grow(k.Level(k.Para(k.Say("repair.tools.scan"), room-56, kit.Style{Size: look.Body}))))}
	var lines []kit.Row
	inner := room - 4 - 48 - 12
	for _, t := range f.Sheet.Tools {
		lines = append(lines, kit.Row{Cells: []fyne.CanvasObject{
			k.Cell(0.55, inner, say.Name(k.Lang, t.Tool.Name)+"  "+t.Tool.ID.Code().Human(), kit.Style{}),
			k.Cell(0.45, inner, k.Say("repair.tools.due", "day", k.Lang.Day(f.desk.Local(t.Loan.Due), f.desk.Now()), "time", k.Lang.Clock(f.desk.Local(t.Loan.Due))), kit.Style{Color: look.Soft})}})
	}
	for _, c := range f.Sheet.Used {
		lines = append(lines, kit.Row{Cells: []fyne.CanvasObject{
			k.Cell(0.55, inner, say.Name(k.Lang, c.Name), kit.Style{}),
			k.Cell(0.45, inner, "× "+k.Lang.Number(c.Stock)+" "+say.Name(k.Lang, c.Unit), kit.Style{Color: look.Soft})}})
	}
	fit := int((height - 330) / kit.PlainRow)
	from, to, pages := kit.Page(len(lines), fit, f.Page)
	if len(lines) > 0 {
		rows = append(rows, k.Table(lines[from:to]))
	}
	rows = append(rows, k.Para(k.Say("repair.tools.back"), room, kit.Style{Size: look.Second, Color: look.Soft}), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
	return f.question(k, k.Say("repair.tools"), width, kit.Button{Label: k.Say("repair.fine"), OnTap: func() { f.ask(Card) }}, rows...)
}

// assigning is who may be given the job, the best fit first, with why.
func (f *Flow) assigning(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	title := "repair.assign"
	if f.Replaces != 0 {
		title = "repair.replace"
	}
	var rows []fyne.CanvasObject
	if len(f.Suggested) > 0 && f.NoSkill() {
		rows = append(rows, k.Notice(k.Say("repair.assign.noskill"), room, kit.Warn))
	}
	if len(f.Suggested) == 0 {
		rows = append(rows, k.Para(k.Say("repair.assign.nobody"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	from, to, pages := kit.Page(len(f.Suggested), int((height-240)/kit.TapRow), f.Page)
	inner := room - 4 - 48 - 12
	var lines []kit.Row
	for _, s := range f.Suggested[from:to] {
		lines = append(lines, kit.Row{OnTap: func() { f.Give(s.Staff.ID) }, Cells: []fyne.CanvasObject{
			k.Cell(0.26, inner, s.Staff.Name, kit.Style{Bold: true}),
			k.Share(0.74, k.Left(k.Lines(reasons(k.Lang, s), inner*0.74, 2, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true})))}})
	}
	if len(lines) > 0 {
		rows = append(rows, k.Table(lines))
	}
	return k.Col(between, k.Question(k.Say(title), width, f.up, append(rows, k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))...), k.Space())
}

// reasons is why somebody is suggested, or not first.
func reasons(l words.Lang, s inventory.Suggestion) string {
	var list []string
	for _, r := range []struct {
		so  bool
		key string
	}{
		{s.Fit.Skill, "repair.fits.skill"}, {!s.Fit.Skill, "repair.fits.noskill"}, {s.Fit.Squad, "repair.fits.squad"}, {s.Fit.Language, "repair.fits.lang"},
		{s.Knows, "repair.fits.knows"}, {!s.Fit.Free, "repair.fits.busy"}, {!s.PIN, "repair.fits.nopin"},
	} {
		if r.so {
			list = append(list, l.Say(r.key))
		}
	}
	return say.Listed(l, append(list, l.Say("repair.fits.load", "n", l.Number(s.Fit.Load))), "")
}

// leaving asks who of the team leaves the job.
func (f *Flow) leaving(k kit.Kit, width float32) fyne.CanvasObject {
	var list []kit.Button
	for _, s := range f.Sheet.Team {
		list = append(list, kit.Button{Label: s.Name, Icon: "account", Off: f.Busy, OnTap: func() { f.TakeOff(s.ID) }})
	}
	return k.Col(0, k.Question(k.Say("repair.off"), width, f.up, k.Choices(width-44, 3, list...)), k.Space())
}

func (f *Flow) partners(k kit.Kit, width float32) fyne.CanvasObject {
	var list []kit.Button
	for _, p := range f.Partners() {
		list = append(list, kit.Button{Label: say.Name(k.Lang, p.Name), Second: say.Name(k.Lang, p.What), Icon: "partner", Off: f.Busy, OnTap: func() { f.ChoosePartner(p.ID) }})
	}
	if len(list) == 0 {
		return k.Col(0, k.Question(k.Say("repair.partner"), width, f.up, k.Para(k.Say("repair.partner.none"), width-44, kit.Style{Size: look.Body, Color: look.Soft})), k.Space())
	}
	return k.Col(0, k.Question(k.Say("repair.partner"), width, f.up, k.Choices(width-44, 3, list...)), k.Space())
}

// quote is what a big job costs: both sums, the discount, what is paid.
func (f *Flow) quote(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	q, d := f.Priced.Quote, f.Discount()
	sum := func(key string, s jobs.Fen, onTap func()) kit.Row {
		inner := room - 4 - 48 - 12
		return kit.Row{OnTap: onTap, Cells: []fyne.CanvasObject{
			k.Cell(0.6, inner, k.Say(key), kit.Style{}), k.Cell(0.4, inner, say.Yuan(s), kit.Style{Bold: true})}}
	}
	return f.question(k, k.Say("repair.quote"), width, kit.Button{Label: k.Say("repair.quote.keep"), Off: q.Check() != nil, OnTap: f.KeepQuote},
		k.Para(k.Say("repair.quote.rule", "labour", k.Lang.Number(d.Labour), "materials", k.Lang.Number(d.Materials)), room, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Table([]kit.Row{sum("repair.quote.labour", q.Labour, f.Labour), sum("repair.quote.materials", q.Materials, f.Material)}),
		k.Para(k.Say("repair.price", "sum", say.Yuan(q.Sum()), "off", say.Yuan(d.Off(q)), "pay", say.Yuan(d.Price(q))), room, kit.Style{Size: 24, Bold: true}))
}

// phrases are ready phrases to choose from, and the way to own words.
func (f *Flow) phrases(k kit.Kit, width float32) fyne.CanvasObject {
	c, room := f.Choice, width-44
	columns := 3
	if k.Portrait() || k.Large {
		columns = 2
	}
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	var list []fyne.CanvasObject
	for p := range c.N {
		list = append(list, k.Toggle(k.Say(c.Key(p)), c.Has(p), each, func() { f.Toggle(p) }))
	}
	own := k.Say("repair.write")
	if c.Own != "" {
		own = c.Own
	}
	list = append(list, k.Toggle(own, c.Own != "", each, f.Write))
	return f.question(k, k.Say(c.Title), width, kit.Button{Label: k.Say("register.next"), Off: !f.Chose(), OnTap: f.Choose}, k.Grid(columns, look.Gap, look.Target, list...))
}

func (f *Flow) writing(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Letters(kit.Letters{Title: k.Say(f.Choice.Title), Text: f.Words, Wrong: f.Refusal != nil, Next: k.Say("repair.fine"), Width: width, On: f.Press, OnNext: f.Written, Back: f.up})
}

func (f *Flow) money(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Top(k.Digits(kit.Digits{Title: k.Say(f.Sum.Title), Why: k.Say("repair.fen"), Text: say.Yuan(f.Sum.Fen), Width: width,
		Button: kit.Button{Label: k.Say("repair.fine"), Kind: kit.Next, Off: f.Busy, OnTap: f.KeepSum}, OnKey: f.Rune, OnErase: f.Erase, Back: f.up}))
}
