package tools

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/desk/crew"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// form is everything of the draft, each to be tapped to change it.
func (f *Flow) form(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	columns := 3
	if k.Portrait() {
		columns = 2
	}
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	var cells []fyne.CanvasObject
	for x := range Field(fields) {
		fact := kit.Fact{Label: k.Say(x.key()), Value: f.value(k, f.Draft, x), Width: each, Off: f.Busy, OnTap: func() { f.Change(x) }}
		if x == OfIcon {
			fact.Icon = f.Draft.Icon
		}
		cells = append(cells, k.Fact(fact))
	}
	title, keep := k.Say("tools.change"), k.Say("tools.keep")
	if f.Draft.ID == 0 {
		title, keep = k.Say("tools.new"), k.Say("tools.keep.new", "n", k.Lang.Number(f.Count))
	}
	next := k.Button(kit.Button{Label: keep, Kind: kit.Next, Height: look.Target, Off: f.Busy, OnTap: f.Keep})
	foot := k.Row(16, next, k.Space())
	switch {
	case f.Draft.ID == 0 && k.Portrait():
		foot = k.Col(look.Gap, f.many(k, room), foot)
	case f.Draft.ID == 0:
		foot = k.Row(24, next, k.Space(), f.many(k, 540))
	}
	return k.Question(title, width, f.up, k.Grid(columns, look.Gap, kit.FactHeight, cells...), foot)
}

// many is how many equal ones are added.
func (f *Flow) many(k kit.Kit, width float32) fyne.CanvasObject {
	less, more := func() { f.Many(f.Count - 1) }, func() { f.Many(f.Count + 1) }
	if f.Count == 1 {
		less = nil
	}
	if f.Count == inventory.MostAlike {
		more = nil
	}
	return k.Stepper(kit.Stepper{Label: k.Say("tools.count"), Value: k.Lang.Number(f.Count), Width: width, Less: less, More: more})
}

// value is what a tool has in a field, in words.
func (f *Flow) value(k kit.Kit, t inventory.Tool, x Field) string {
	l := k.Lang
	none := l.Say("tools.notset")
	category := f.category(t.Category)
	switch x {
	case OfCategory:
		return say.Name(l, category.Name)
	case OfIcon:
		return l.Say("tools.chosen")
	case OfParts:
		if len(t.Parts) > 0 {
			return say.Parts(l, t)
		}
		return l.Say("tools.noparts")
	case OfGear:
		if len(t.Gear) > 0 {
			return l.Say("tools.gear.n", "n", l.Number(len(t.Gear)))
		}
		return l.Say("tools.nogear")
	case OfOrigin:
		return f.came(l, t)
	case LoanDays:
		return f.number0(l, t.LoanDays, category.LoanDays, "tools.days")
	case MinAge:
		return f.number0(l, t.MinAge, category.MinAge, "tools.years")
	case InspectDays:
		return f.number0(l, t.InspectDays, category.InspectDays, "tools.days")
	}
	if text, ok := x.of(&t).(*string); ok && *text != "" {
		return *text
	}
	return none
}

// number0 is a number, or the category's when it is none.
func (f *Flow) number0(l words.Lang, own, category int, key string) string {
	switch {
	case own > 0:
		return l.Say(key, "n", l.Number(own))
	case category > 0:
		return l.Say("tools.ascategory", "value", l.Say(key, "n", l.Number(category)))
	}
	return l.Say("tools.ascategory", "value", l.Say("tools.norule"))
}

// came is where a tool came from: "购买 · 2026年5月11日 · ¥39".
func (f *Flow) came(l words.Lang, t inventory.Tool) string {
	o := t.Origin
	key := "tools.bought"
	if o.Donated {
		key = "tools.given"
	}
	list := []string{l.Say(key)}
	if !o.Date.IsZero() {
		list = append(list, say.FullDay(l, inventory.DayOf(f.desk.Local(o.Date))))
	}
	if o.PriceFen > 0 {
		list = append(list, say.Yuan(jobs.Fen(o.PriceFen)))
	}
	if o.Donor != "" {
		list = append(list, o.Donor)
	}
	return strings.Join(list, " · ")
}

// summary is where a tool belongs and how it is lent.
func (f *Flow) summary(k kit.Kit, t inventory.Tool) string {
	list := []string{say.Name(k.Lang, f.Item.Category.Name)}
	if t.Shelf != "" {
		list = append(list, k.Say("tools.onshelf", "shelf", t.Shelf))
	}
	days, age := t.LoanDays, t.MinAge
	if days == 0 {
		days = f.Item.Category.LoanDays
	}
	if age == 0 {
		age = f.Item.Category.MinAge
	}
	list = append(list, k.Say("tools.lentfor", "days", k.Say("tools.days", "n", k.Lang.Number(days))))
	if age > 0 {
		list = append(list, k.Say("tools.fromage", "years", k.Say("tools.years", "n", k.Lang.Number(age))))
	}
	if t.Serial != "" {
		list = append(list, t.Serial)
	}
	return strings.Join(list, " · ")
}

// others are a name in the languages in which it is not the title.
func others(l words.Lang, n inventory.Name) string {
	var list []string
	for _, other := range words.All {
		if text := map[words.Lang]string{words.Chinese: n.Zh, words.Tibetan: n.Bo, words.English: n.En}[other]; text != "" && text != say.Name(l, n) {
			list = append(list, text)
		}
	}
	return strings.Join(list, " · ")
}

// editor is who corrected something, as staff call each other.
func (f *Flow) editor(l words.Lang, id inventory.StaffID) string { return crew.Label(l, f.Editors[id]) }

func moment(l words.Lang, t, now time.Time) string {
	t = t.In(now.Location())
	return l.Day(t, now) + " " + t.Format("15:04")
}

// differs shows what somebody else changed meanwhile beside what was changed here.
func (f *Flow) differs(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	rows := []fyne.CanvasObject{k.Notice(k.Say("tools.differs", "name", f.editor(k.Lang, f.Theirs.Edit.By), "time", moment(k.Lang, f.Theirs.Edit.At, f.desk.Now())), room, kit.Warn)}
	cells := room - 4 - 48 - 2*12
	list := f.Difference()
	const most = 5
	lines := []kit.Row{{Cells: f.threefold(k, cells, k.Say("tools.differs.field"), k.Say("tools.differs.theirs"), k.Say("tools.differs.mine"))}}
	for _, x := range list[:min(len(list), most)] {
		mine := k.Say("tools.differs.same")
		if f.Mine(x) {
			mine = f.value(k, f.Draft, x)
		}
		lines = append(lines, kit.Row{Cells: f.threefold(k, cells, k.Say(x.key()), f.value(k, f.Theirs, x), mine)})
	}
	rows = append(rows, k.Table(lines))
	rows = append(rows, k.Choices(room, 3,
		kit.Button{Label: k.Say("tools.differs.ontop"), Kind: kit.Next, Off: f.Busy, OnTap: f.OnTop},
		kit.Button{Label: k.Say("tools.differs.take"), Off: f.Busy, OnTap: f.TakeTheirs}))
	return k.Question(k.Say("tools.differs.title"), width, f.up, rows...)
}

func (f *Flow) threefold(k kit.Kit, room float32, a, b, c string) []fyne.CanvasObject {
	return []fyne.CanvasObject{k.Cell(0.3, room, a, kit.Style{Color: look.Soft}), k.Cell(0.35, room, b, kit.Style{}), k.Cell(0.35, room, c, kit.Style{})}
}

// origin is where the draft came from.
func (f *Flow) origin(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	half := (room - look.Gap) / 2
	o := f.Draft.Origin
	day, price, donor := k.Say("tools.notset"), k.Say("tools.notset"), k.Say("tools.notset")
	if !o.Date.IsZero() {
		day = say.FullDay(k.Lang, inventory.DayOf(f.desk.Local(o.Date)))
	}
	if o.PriceFen > 0 {
		price = say.Yuan(jobs.Fen(o.PriceFen))
	}
	if o.Donor != "" {
		donor = o.Donor
	}
	fact := func(key, value string, onTap func()) fyne.CanvasObject {
		return k.Fact(kit.Fact{Label: k.Say(key), Value: value, Width: half, OnTap: onTap})
	}
	rows := []fyne.CanvasObject{
		k.Row(look.Gap, k.Toggle(k.Say("tools.bought"), !o.Donated, half, func() { f.Given(false) }), k.Toggle(k.Say("tools.given"), o.Donated, half, func() { f.Given(true) }))}
	if o.Donated {
		rows = append(rows, k.Row(look.Gap, fact("tools.day", day, f.AskDay), fact("tools.donor", donor, f.AskDonor)),
			k.Toggle(k.Say("tools.thanks"), o.Thanks, room, f.Thank))
	} else {
		rows = append(rows, k.Row(look.Gap, fact("tools.day", day, f.AskDay), fact("tools.price", price, f.AskPrice)))
	}
	fine := k.Button(kit.Button{Label: k.Say("repair.fine"), Kind: kit.Next, Width: 300, Height: look.Next, OnTap: f.up})
	return k.Question(k.Say(OfOrigin.key()), width, f.up, append(rows, k.Row(0, fine, k.Space()))...)
}
