package jobcard

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 14

// View draws the card, or what is asked, in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	if !f.Loaded {
		return k.Col(between, append(rows, k.Para(k.Say("repair.card.opening"), width, kit.Style{Size: look.Body, Color: look.Soft}))...)
	}
	used := k.Col(between, append(rows, k.Gap(0))...).MinSize().Height / k.Px(1)
	return k.Col(between, append(rows, k.Grow(f.body(k, width, height-used)))...)
}

func (f *Flow) body(k kit.Kit, width, height float32) fyne.CanvasObject {
	switch f.Step {
	case Arrange:
		return f.arranging(k, width)
	case Tools:
		return f.equipping(k, width, height)
	case Fill:
		return f.filling(k, width)
	case Outcome:
		return f.outcome(k, width)
	case Times:
		return f.times(k, width)
	case Hours:
		return f.hours(k, width)
	case Materials:
		return f.materials(k, width)
	case Partners:
		return f.partners(k, width)
	case Quote:
		return f.quote(k, width)
	case Assign:
		return f.assigning(k, width, height)
	case Off:
		return f.leaving(k, width)
	case Phrases:
		return f.phrases(k, width)
	case Writing:
		return f.writing(k, width)
	case Money:
		return f.money(k, width)
	}
	return f.card(k, width)
}

// Said is what was done last or refused, also of a card that is closed.
func (f *Flow) Said(k kit.Kit, width float32) []fyne.CanvasObject { return f.said(k, width) }

func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case f.Refusal != nil && f.Anyway():
		ask := k.Button(kit.Button{Label: k.Say("repair.anyway"), Width: 220, OnTap: f.DoAnyway})
		return []fyne.CanvasObject{k.Row(look.Gap, k.Grow(k.Level(k.Notice(f.sorry(k), width-220-look.Gap, kit.Warn))), k.Center(ask))}
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(f.sorry(k), width, kit.Bad)}
	case f.Done != "":
		return []fyne.CanvasObject{k.Notice(k.Say(f.Done), width, kit.Good)}
	}
	return nil
}

func (f *Flow) sorry(k kit.Kit) string {
	if f.Anyway() && lentElsewhere(f.Refusal) {
		return k.Say("repair.handon")
	}
	return say.Refusal(k.Lang, f.Refusal, f.toolName, f.desk.Now())
}

// toolName is the name of a tool that is out for the job.
func (f *Flow) toolName(id inventory.ToolID) inventory.Name {
	for _, t := range f.Sheet.Tools {
		if t.Tool.ID == id {
			return inventory.Name{Zh: t.Tool.Name.Zh + " " + id.Code().Human(), Bo: t.Tool.Name.Bo, En: t.Tool.Name.En}
		}
	}
	return inventory.Name{Zh: id.Code().Human()}
}

// line is a named value of the card.
type line struct{ key, value string }

// card is what stands on the sheet, and what can be done.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	j := f.Sheet.Job
	room := width - 44
	if f.Rest {
		return k.Top(k.Question(k.Say("repair.rest", "code", j.ID.Code().Human()), width, f.up, k.Choices(room, 3, f.buttons(k)...)))
	}
	back := k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: 150, Off: f.Busy, OnTap: f.Close})
	title := say.Name(k.Lang, f.Sheet.Kind.Name) + "  " + j.ID.Code().Human()
	pills := []fyne.CanvasObject{k.Pill(say.State(k.Lang, j.State), 260, Tone(j.State))}
	if j.Rank.Urgent() {
		pills = append(pills, k.Pill(k.Say("repair.pill.urgent"), 160, kit.Bad))
	}
	if j.Rank.First() {
		pills = append(pills, k.Pill(k.Say("repair.pill.first"), 200, kit.Warn))
	}
	if j.Big {
		pills = append(pills, k.Pill(k.Say("repair.pill.big"), 160, kit.Warn))
	}
	words := k.Col(4, k.Lines(title, room-64-16-150-16, 1, kit.Style{Size: 26, Bold: true}), k.Wrapped(8, room-64-16-150-16, pills...))
	head := k.Row(16, k.Center(k.Picture(f.Sheet.Kind.Icon, 64)), k.Grow(k.Level(words)), k.Center(back))
	left, right := f.where(k), f.what(k)
	var facts fyne.CanvasObject
	if k.Portrait() {
		facts = f.lines(k, append(left, right...), room)
	} else {
		half := (room - 24) / 2
		facts = k.Row(24, k.Grow(k.Top(f.lines(k, left, half))), k.Grow(k.Top(f.lines(k, right, half))))
	}
	noted := k.Fit(k.Say("repair.card.noted"), room, kit.Style{Size: look.Small, Color: look.Soft, Fixed: true})
	panel := k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(22, 14, 22, 14, k.Col(8, head, facts, noted)))
	return k.Col(between, panel, k.Choices(width, 5, f.buttons(k)...), k.Space())
}

// Tone is how a state looks.
func Tone(s jobs.State) kit.Tone {
	switch s {
	case jobs.Assigned, jobs.Visiting, jobs.Done:
		return kit.Good
	case jobs.Cancelled:
		return kit.Bad
	}
	return kit.Warn
}

func (f *Flow) lines(k kit.Kit, list []line, width float32) fyne.CanvasObject {
	const name = 104
	var rows []fyne.CanvasObject
	for _, l := range list {
		if l.value == "" {
			continue
		}
		rows = append(rows, k.Row(10,
			k.Size(name, 0, k.Left(k.Fit(k.Say(l.key), name, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))),
			k.Grow(k.Level(k.Lines(l.value, width-name-10, 2, kit.Style{Size: 20})))))
	}
	return k.Col(2, rows...)
}

// where is whom to visit, where and when.
func (f *Flow) where(k kit.Kit) []line {
	j, now := f.Sheet.Job, f.desk.Now()
	visit := ""
	if !j.Visit.IsZero() {
		visit = say.Visit(k.Lang, j.Visit, now)
	}
	return []line{
		{"repair.line.who", f.Sheet.Who.Name}, {"repair.line.phone", f.Sheet.Who.Phone},
		{"repair.line.where", say.Address(k.Lang, f.Sheet.Notes.Place)},
		{"repair.line.suits", say.Suits(k.Lang, j.When, j.Rank.Urgent())},
		{"repair.line.visit", visit},
		{"repair.line.asked", k.Lang.Date(j.Asked()) + " " + k.Lang.Clock(j.Asked())},
	}
}

// what is what is wrong, who has it, what was done and what it costs.
func (f *Flow) what(k kit.Kit) []line {
	j := f.Sheet.Job
	var team, tools []string
	for _, s := range f.Sheet.Team {
		team = append(team, s.Name)
	}
	for _, t := range f.Sheet.Tools {
		tools = append(tools, say.Name(k.Lang, t.Tool.Name))
	}
	for _, c := range f.Sheet.Used {
		tools = append(tools, say.Name(k.Lang, c.Name)+" × "+k.Lang.Number(c.Stock))
	}
	price := ""
	if j.Big {
		price = k.Say("repair.price", "sum", say.Yuan(j.Quote.Sum()), "off", say.Yuan(j.Off), "pay", say.Yuan(j.Price()))
		if j.Agreed.IsZero() {
			price += "  " + k.Say("repair.price.open")
		} else {
			price += "  " + k.Say("repair.price.agreed", "day", k.Lang.Day(j.Agreed, f.desk.Now()))
		}
	}
	list := []line{
		{"repair.line.fault", say.Fault(k.Lang, j.Faults, f.Sheet.Notes.Words)},
		{"repair.line.team", say.Listed(k.Lang, team, k.Say("repair.nobody"))},
		{"repair.line.tools", say.Listed(k.Lang, tools, "")},
		{"repair.line.price", price},
		{"repair.line.last", f.last(k)},
		{"repair.line.end", f.Sheet.Notes.End},
	}
	if p, ok := f.desk.Settings().Jobs.Partner(j.Partner); ok {
		list = append(list, line{"repair.line.partner", say.Name(k.Lang, p.Name)})
	}
	if j.Stars > 0 {
		list = append(list, line{"repair.line.stars", k.Say("repair.face." + strconv.Itoa(j.Stars))})
	}
	return list
}

// last is what the last visit's sheet says.
func (f *Flow) last(k kit.Kit) string {
	for n := len(f.Sheet.Job.Visits) - 1; n >= 0; n-- {
		v := f.Sheet.Job.Visits[n]
		if v.Undone != 0 {
			continue
		}
		text := k.Lang.Short(v.From)
		if n < len(f.Sheet.Notes.Visits) {
			for _, t := range []string{f.Sheet.Notes.Visits[n].Did, f.Sheet.Notes.Visits[n].Why} {
				if t != "" {
					text += " · " + t
				}
			}
		}
		return text
	}
	return ""
}

// act is a button of the card, shown when who looks may do it now.
type act struct {
	may   bool
	key   string
	icon  string
	onTap func()
}

// buttons are the first acts and the way to the rest, or the rest.
func (f *Flow) buttons(k kit.Kit) []kit.Button {
	list, most := f.acts(k), 8
	if k.Large {
		most = 6
	}
	switch {
	case len(list) <= most:
		return list
	case f.Rest:
		return list[most-1:]
	}
	return append(list[:most-1:most-1], kit.Button{Label: k.Say("desk.more"), Icon: "more", OnTap: func() { f.ShowRest(true) }})
}

// acts are what can be done with the job as it stands, by who looks.
func (f *Flow) acts(k kit.Kit) []kit.Button {
	j, staff := f.Sheet.Job, f.actor() == jobs.Duty || f.actor() == jobs.Manager
	team := len(f.Sheet.Team) > 0
	one := inventory.StaffID(0)
	if len(f.Sheet.Team) == 1 {
		one = f.Sheet.Team[0].ID
	}
	var list []kit.Button
	for _, a := range []act{
		{f.actor() == jobs.Helper && f.May(jobs.Take), "repair.act.take", "check", f.Take},
		{staff && f.May(jobs.Assign) && !team, "repair.act.assign", "account", func() { f.Suggest(0) }},
		{f.May(jobs.Finish), "repair.act.fill", "pencil", f.FillIn},
		{f.May(jobs.Visit), "repair.act.arrange", "calendar", f.ArrangeVisit},
		{f.May(jobs.Equip), "repair.act.tools", "toolbox", func() { f.Ask(Tools) }},
		{j.State.Open() || j.State == jobs.Done, "repair.act.print", "printer", f.Print},
		{staff && f.May(jobs.Assign) && team, "repair.act.second", "team", func() { f.Suggest(0) }},
		{staff && f.May(jobs.HandOver) && one != 0, "repair.act.replace", "renew", func() { f.Suggest(one) }},
		{f.May(jobs.GiveUp) && team, "repair.act.giveup", "undo", f.GiveUp},
		{f.May(jobs.Price) && !j.Big, "repair.act.big", "cash", f.Big},
		{f.May(jobs.Price) && j.Big, "repair.act.quote", "cash", f.Big},
		{f.May(jobs.Price) && j.Big, "repair.act.small", "cash", f.Small},
		{f.May(jobs.Agree) && j.Big && j.Agreed.IsZero(), "repair.act.agree", "check", f.Agree},
		{staff && f.May(jobs.Assign) && f.Sheet.Kind.Urgent && !j.Rank.Urgent(), "repair.act.urgent", "urgent", func() { f.Urgent(true) }},
		{staff && f.May(jobs.Assign) && j.Rank.Urgent(), "repair.act.noturgent", "urgent", func() { f.Urgent(false) }},
		{f.May(jobs.PassOn) && len(f.Partners()) > 0, "repair.act.pass", "partner", f.PassOn},
		{staff && f.May(jobs.Cancel), "repair.act.cancel", "close", f.Cancel},
	} {
		if a.may {
			b := kit.Button{Label: k.Say(a.key), Icon: a.icon, Off: f.Busy, OnTap: a.onTap}
			if len(list) == 0 {
				b.Kind = kit.Next
			}
			list = append(list, b)
		}
	}
	return list
}
