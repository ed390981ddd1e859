package tools

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// words asks for words over the keyboard, with what they find.
func (f *Flow) words(k kit.Kit, width, height float32) fyne.CanvasObject {
	l := kit.Letters{Text: f.Text, Wrong: f.Refusal != nil, Empty: true, Next: k.Say("repair.fine"), Width: width, On: f.Press, OnNext: f.Next, Back: f.up}
	if f.Step != Words {
		l.Height = height
	}
	switch f.Step {
	case Finding:
		l.Title = k.Say("tools.find", "n", k.Lang.Number(f.Total))
		for _, i := range f.Items {
			text, tone := f.state(k, i)
			l.Hits = append(l.Hits, kit.Hit{Icon: i.Tool.Icon, Title: say.Name(k.Lang, i.Tool.Name), Pill: text, Tone: tone, OnTap: func() { f.Open(i.Tool.ID) }})
		}
	case Naming:
		l.Title, l.Empty, l.Next = k.Say("tools.naming"), false, k.Say("register.next")
		for _, t := range f.Hits {
			l.Hits = append(l.Hits, kit.Hit{Icon: t.Icon, Title: say.Name(k.Lang, t.Name), Pill: say.Name(k.Lang, f.category(t.Category).Name), OnTap: func() { f.Pick(t) }})
		}
	case Part:
		l.Title, l.Empty = k.Say("tools.part"), false
		for _, p := range f.Known {
			l.Hits = append(l.Hits, kit.Hit{Icon: "box", Title: say.Name(k.Lang, p.Name), Pill: k.Say("tools.part.known"), OnTap: func() { f.TakePart(p.Name) }})
		}
	default:
		l.Title, l.Empty = k.Say(f.Sheet.key), !f.Sheet.must
	}
	return k.Letters(l)
}

// digits asks for a number.
func (f *Flow) digits(k kit.Kit, width float32) fyne.CanvasObject {
	q := f.Sheet
	why, text := k.Say("tools.number.why"), q.Typed
	switch {
	case q.day:
		why, text = k.Say("tools.day.why", "day", f.desk.Now().Format("20060102")), kit.Grouped(q.Typed, 4, 2, 2)
	case q.fen:
		why = k.Say("tools.price.why")
		if n, err := strconv.Atoi(q.Typed); err == nil {
			text = say.Yuan(jobs.Fen(n))
		}
	}
	return k.Digits(kit.Digits{Title: k.Say(q.key), Why: why, Text: text, Wrong: f.Refusal != nil || q.wrong, Width: width,
		Button: kit.Button{Label: k.Say("repair.fine"), Kind: kit.Next, Off: !f.Full(), OnTap: f.Enter},
		OnKey:  f.Typed, OnErase: f.Erase, Back: f.up})
}

// kinds asks for a category: of the draft, or of what is listed.
func (f *Flow) kinds(k kit.Kit, width, height float32) fyne.CanvasObject {
	var list []kit.Button
	title, now := k.Say("tools.kind"), f.Draft.Category
	choose := func(c inventory.Category) { f.OfKind(c) }
	if f.Step == Filter {
		title, now = k.Say("tools.filter"), f.Of
		choose = func(c inventory.Category) { f.Only(c.ID) }
		list = append(list, kit.Button{Label: k.Say("tools.allkinds"), OnTap: func() { f.Only("") }})
	}
	for _, c := range f.Categories {
		b := kit.Button{Label: say.Name(k.Lang, c.Name), Icon: c.Icon, OnTap: func() { choose(c) }}
		if c.ID == now && now != "" {
			b.Icon = "check"
		}
		list = append(list, b)
	}
	return f.paged(k, title, width, height, list)
}

// paged asks to choose from a list that may need several pages.
func (f *Flow) paged(k kit.Kit, title string, width, height float32, list []kit.Button) fyne.CanvasObject {
	columns := 3
	if k.Portrait() || k.Large {
		columns = 2
	}
	room := width - 44
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	from, to, pages := kit.Page(len(list), max(int((height-260)/(look.Next+look.Gap)), 1)*columns, f.Page)
	var cells []fyne.CanvasObject
	for _, b := range list[from:to] {
		b.Width, b.Height = each, look.Next
		cells = append(cells, k.Button(b))
	}
	return k.Col(between, k.Question(title, width, f.up, k.Grid(columns, look.Gap, look.Next, cells...)),
		k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

// Icons are the pictures a tool may have.
var Icons = []string{
	"wrench", "pipe-wrench", "pliers", "screwdriver", "hammer", "saw", "saw-blade", "circular-saw", "knife", "scissors", "drill", "heat",
	"glue", "tape-measure", "spirit-level", "gauge", "lightbulb", "flashlight", "power-plug", "plunger", "roller", "shovel", "ladder", "dolly",
	"wheelbarrow", "hard-hat", "goggles", "ear", "glove", "wheelchair", "walker", "crutches", "frame", "toolbox", "box", "machine",
}

func (f *Flow) icons(k kit.Kit, width, height float32) fyne.CanvasObject {
	const cell = 84
	columns := int((width - 44 + look.Gap) / (cell + look.Gap))
	now := f.Draft.Icon
	if f.before() == Category {
		now = f.Rule.Icon
	}
	from, to, pages := kit.Page(len(Icons), max(int((height-220)/(cell+look.Gap)), 1)*columns, f.Page)
	var cells []fyne.CanvasObject
	for _, icon := range Icons[from:to] {
		cells = append(cells, k.IconChoice(icon, cell, icon == now, func() { f.GiveIcon(icon) }))
	}
	return k.Col(between, k.Question(k.Say(OfIcon.key()), width, f.up, k.Grid(columns, look.Gap, cell, cells...)),
		k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

// parts are what comes back with the draft.
func (f *Flow) parts(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	from, to, pages := kit.Page(len(f.Draft.Parts), max(int((height-290)/(look.Target+look.Gap)), 1), f.Page)
	var rows []fyne.CanvasObject
	for i := from; i < to; i++ {
		p := f.Draft.Parts[i]
		more := func() { f.CountPart(i, p.Count+1) }
		if p.Count >= mostOfPart {
			more = nil
		}
		rows = append(rows, k.Stepper(kit.Stepper{Label: say.Name(k.Lang, p.Name), Value: "×" + k.Lang.Number(p.Count), Width: room,
			Less: func() { f.CountPart(i, p.Count-1) }, More: more}))
	}
	if len(rows) == 0 {
		rows = append(rows, k.Para(k.Say("tools.noparts"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	add := k.Button(kit.Button{Label: k.Say("tools.part.add"), Icon: "plus", Height: look.Next, Off: !f.MayAddPart(), OnTap: f.AddPart})
	fine := k.Button(kit.Button{Label: k.Say("repair.fine"), Kind: kit.Next, Width: 200, Height: look.Next, OnTap: f.up})
	return k.Col(between, k.Question(k.Say(OfParts.key()), width, f.up, rows...),
		k.Row(16, fine, add, k.Space()), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

// gear is the list of tools, those to offer with the draft marked.
func (f *Flow) gear(k kit.Kit, width, height float32) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Lines(k.Say("tools.gear.how", "n", k.Lang.Number(len(f.Draft.Gear))), width-44, 2, kit.Style{Size: 20, Color: look.Soft})}
	var chips []fyne.CanvasObject
	for _, i := range f.Along {
		chips = append(chips, k.IconChip("close", say.Name(k.Lang, i.Tool.Name), true, func() { f.TakeGear(i.Tool.ID) }))
	}
	if len(chips) > 0 {
		rows = append(rows, k.Wrapped(look.Gap, width-44, chips...))
	}
	ask := k.Question(k.Say(OfGear.key()), width, f.up, rows...)
	used := ask.MinSize().Height/k.Px(1) + 3*between + look.Target
	items, page, pages := f.lines(int((height - used) / kit.TapRow))
	return []fyne.CanvasObject{ask, f.table(k, items, width, func(i inventory.Item) { f.TakeGear(i.Tool.ID) }), k.Space(), k.Right(k.Pager(page, pages, f.Turn))}
}

// rules are the categories.
func (f *Flow) rules(k kit.Kit, width, height float32) []fyne.CanvasObject {
	var list []kit.Button
	for _, c := range f.Categories {
		list = append(list, kit.Button{Label: say.Name(k.Lang, c.Name), Second: k.Say("tools.days", "n", k.Lang.Number(c.LoanDays)), Icon: c.Icon, OnTap: func() { f.OpenRule(c) }})
	}
	add := k.Button(kit.Button{Label: k.Say("tools.rule.add"), Icon: "plus", Kind: kit.Next, Height: look.Next, Off: !f.MayAddRule(), OnTap: f.AddRule})
	return []fyne.CanvasObject{f.paged(k, k.Say("tools.rules"), width, height-look.Next-between, list), k.Row(0, add, k.Space())}
}

// rule is everything of a category.
func (f *Flow) rule(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	columns := 3
	if k.Portrait() {
		columns = 2
	}
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	c := f.Rule
	fact := func(label, value, icon string, onTap func()) fyne.CanvasObject {
		if value == "" {
			value = k.Say("tools.notset")
		}
		return k.Fact(kit.Fact{Label: label, Value: value, Icon: icon, Width: each, Off: f.Busy, OnTap: onTap})
	}
	count := func(n int, key string) string {
		if n == 0 {
			return k.Say("tools.norule")
		}
		return k.Say(key, "n", k.Lang.Number(n))
	}
	cells := []fyne.CanvasObject{
		fact(k.Say(NameZh.key()), c.Name.Zh, "", func() { f.WriteRule("zh") }),
		fact(k.Say(NameBo.key()), c.Name.Bo, "", func() { f.WriteRule("bo") }),
		fact(k.Say(NameEn.key()), c.Name.En, "", func() { f.WriteRule("en") }),
		fact(k.Say(OfIcon.key()), k.Say("tools.chosen"), c.Icon, func() { f.Ask(Icon) }),
		fact(k.Say(LoanDays.key()), k.Say("tools.days", "n", k.Lang.Number(c.LoanDays)), "", func() { f.RuleNumber(LoanDays) }),
		fact(k.Say(MinAge.key()), count(c.MinAge, "tools.years"), "", func() { f.RuleNumber(MinAge) }),
		fact(k.Say(InspectDays.key()), count(c.InspectDays, "tools.days"), "", func() { f.RuleNumber(InspectDays) }),
	}
	keep := k.Button(kit.Button{Label: k.Say("tools.keep"), Kind: kit.Next, Width: 300, Height: look.Next, Off: f.Busy, OnTap: f.KeepRule})
	return k.Question(k.Say("tools.rule"), width, f.up, k.Grid(columns, look.Gap, kit.FactHeight, cells...),
		k.Toggle(k.Say("tools.rule.clean"), c.CleanOnReturn, room, f.Clean), k.Row(0, keep, k.Space()))
}
