package board

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 14

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	if f.Card.Showing() {
		return f.Card.View(k, width, height)
	}
	if rules := f.ruling(k, width, height); rules != nil {
		return rules
	}
	switch f.Step {
	case Trade:
		return f.trades(k, width, height)
	case Squad:
		return f.squads(k, width)
	case Age:
		return f.ages(k, width)
	}
	rows := f.Card.Said(k, width)
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	}
	rows = append(rows, f.states(k, width), f.filters(k, width))
	used := k.Col(between, rows...).MinSize().Height/k.Px(1) + 2*between + look.Target
	f.PerPage = max(int((height-used-8)/kit.TapRow), 1)
	shown := f.Rows[:min(len(f.Rows), f.PerPage)]
	if len(shown) > 0 {
		rows = append(rows, f.table(k, shown, width))
	} else if f.Loaded {
		rows = append(rows, k.Para(k.Say("repair.board.none"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	pages := f.Page + 1
	if f.More || len(f.Rows) > f.PerPage {
		pages++
	}
	return k.Col(between, append(rows, k.Space(), f.foot(k, width, pages))...)
}

// foot is what else can be done here, and the way to turn pages.
func (f *Flow) foot(k kit.Kit, width float32, pages int) fyne.CanvasObject {
	each := min((width-288-3*16)/2, 240)
	foot := []fyne.CanvasObject{k.Button(kit.Button{Label: k.Say("repair.behalf"), Icon: "repair", Width: each, Text: 18, OnTap: f.Report})}
	if f.MayRule() {
		foot = append(foot, k.Button(kit.Button{Label: k.Say("repair.rules"), Icon: "machine", Width: each, Text: 18, OnTap: func() { f.AskRules(Rules) }}))
	}
	return k.Row(16, append(foot, k.Space(), k.Center(k.Pager(f.Page, pages, f.Turn)))...)
}

// states are the tabs of the board with how many jobs there are in each.
func (f *Flow) states(k kit.Kit, width float32) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, s := range jobs.States {
		label := say.State(k.Lang, s)
		if s.Open() {
			label += " " + k.Lang.Number(f.Counts[s])
		}
		chips = append(chips, k.Chip(label, f.Filter.State == s, func() { f.Show(s) }))
	}
	return k.Wrapped(look.Gap, width, chips...)
}

// filters are what the board is narrowed by.
func (f *Flow) filters(k kit.Kit, width float32) fyne.CanvasObject {
	trade, squad, age := k.Say("repair.filter.trade"), k.Say("repair.filter.squad"), k.Say("repair.filter.age")
	for _, kind := range f.Kinds {
		if kind.ID == f.Filter.Kind {
			trade = say.Name(k.Lang, kind.Name)
		}
	}
	for _, s := range f.Squads() {
		if s.ID == f.Filter.Squad {
			squad = say.Name(k.Lang, s.Name)
		}
	}
	if f.Filter.Older > 0 {
		age = k.Say("repair.filter.days", "n", k.Lang.Number(f.Filter.Older))
	}
	each := (width - 2*look.Gap) / 3
	button := func(label string, on bool, s Step) fyne.CanvasObject {
		b := kit.Button{Label: label, Width: each, Text: 20, OnTap: func() { f.Ask(s) }}
		if on {
			b.Icon = "check"
		}
		return k.Button(b)
	}
	return k.Row(look.Gap, button(trade, f.Filter.Kind != "", Trade), button(squad, f.Filter.Squad != "", Squad), button(age, f.Filter.Older > 0, Age))
}

// table is a page of jobs: never with an address.
func (f *Flow) table(k kit.Kit, list []inventory.JobRow, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 4*12
	var rows []kit.Row
	for _, r := range list {
		rows = append(rows, kit.Row{OnTap: func() { f.Open(r.Job.ID) }, Cells: []fyne.CanvasObject{
			k.Cell(0.16, room, r.Job.ID.Code().Human(), kit.Style{Color: look.Soft}),
			k.Cell(0.26, room, say.Name(k.Lang, r.Kind.Name), kit.Style{Bold: true}),
			k.Cell(0.14, room, r.Name, kit.Style{}),
			k.Share(0.24, k.Left(k.Lines(say.Listed(k.Lang, r.Team, say.Street(k.Lang, r.Street)), room*0.24, 2, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))),
			k.Share(0.2, k.Left(f.pill(k, r.Job, room*0.2)))}})
	}
	return k.Table(rows)
}

// pill is what is most to be said of a job: that it is urgent, when the visit is,
// that it comes first, or how old it is.
func (f *Flow) pill(k kit.Kit, j inventory.Job, room float32) fyne.CanvasObject {
	now := f.desk.Now()
	days := int(inventory.DayOf(now) - inventory.DayOf(j.Asked()))
	switch {
	case j.State.Open() && j.Rank.Urgent():
		return k.Pill(k.Say("repair.pill.urgent"), room, kit.Bad)
	case !j.Visit.IsZero():
		return k.Pill(k.Lang.Day(j.Visit.From, now)+" "+k.Lang.Clock(j.Visit.From), room, kit.Good)
	case !j.State.Open():
		return k.Pill(k.Lang.Day(j.Closed, now), room, kit.Good)
	case j.Rank.First():
		return k.Pill(k.Say("repair.pill.first"), room, kit.Warn)
	case days == 0:
		return k.Pill(k.Lang.Day(j.Asked(), now), room, kit.Good)
	}
	return k.Pill(k.Say("repair.pill.days", "n", k.Lang.Number(days)), room, kit.Warn)
}

func (f *Flow) up() { f.Up() }

func (f *Flow) trades(k kit.Kit, width, height float32) fyne.CanvasObject {
	list := []kit.Button{f.answer(k.Say("repair.filter.all"), f.Filter.Kind == "", func(q *inventory.Filter) { q.Kind = "" })}
	for _, kind := range f.Kinds {
		list = append(list, f.answer(say.Name(k.Lang, kind.Name), f.Filter.Kind == kind.ID, func(q *inventory.Filter) { q.Kind = kind.ID }))
	}
	return f.paged(k, "repair.filter.trade", width, height, list, k.Gap(0))
}

func (f *Flow) squads(k kit.Kit, width float32) fyne.CanvasObject {
	list := []kit.Button{f.answer(k.Say("repair.filter.all"), f.Filter.Squad == "", func(q *inventory.Filter) { q.Squad = "" })}
	for _, s := range f.Squads() {
		list = append(list, f.answer(say.Name(k.Lang, s.Name), f.Filter.Squad == s.ID, func(q *inventory.Filter) { q.Squad = s.ID }))
	}
	return k.Col(0, k.Question(k.Say("repair.filter.squad"), width, f.up, k.Choices(width-44, 3, list...)), k.Space())
}

func (f *Flow) ages(k kit.Kit, width float32) fyne.CanvasObject {
	var list []kit.Button
	for _, days := range Ages {
		label := k.Say("repair.filter.all")
		if days > 0 {
			label = k.Say("repair.filter.days", "n", k.Lang.Number(days))
		}
		list = append(list, f.answer(label, f.Filter.Older == days, func(q *inventory.Filter) { q.Older = days }))
	}
	return k.Col(0, k.Question(k.Say("repair.filter.age"), width, f.up, k.Choices(width-44, 3, list...)), k.Space())
}

// answer is a filter to choose.
func (f *Flow) answer(label string, on bool, change func(*inventory.Filter)) kit.Button {
	b := kit.Button{Label: label, OnTap: func() { f.Narrow(change) }}
	if on {
		b.Icon = "check"
	}
	return b
}
