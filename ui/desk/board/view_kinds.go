package board

import (
	"errors"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// kinds draws a kind being changed; nil: the step is another one.
func (f *Flow) kinds(k kit.Kit, width, height float32) fyne.CanvasObject {
	switch f.Step {
	case KindOne:
		return k.Top(f.kind(k, width))
	case KindPhrases:
		return k.Top(f.phrases(k, width, height))
	case KindPhrase:
		keep := k.Button(kit.Button{Label: k.Say("repair.fine"), Kind: kit.Next, Width: 300, Height: look.Next, OnTap: f.KeepPhrase})
		return k.Top(k.Col(between, k.Question(k.Say("repair.kind.phrase"), width, f.up, f.names(k, f.Phrase, width-44)), k.Row(0, keep, k.Space())))
	case KindWords:
		title := k.Say("repair.kind.words", "lang", k.Say("lang."+string(f.lang)))
		letters := k.Letters(kit.Letters{Title: title, Text: f.Words, Wrong: f.Refusal != nil, Empty: f.lang != words.Chinese, Next: k.Say("repair.fine"),
			Width: width, On: f.Press, OnNext: f.KeepWords, Back: f.up})
		return k.Col(between, append(f.told(k, width), letters)...)
	case KindIcon:
		return k.Top(f.icons(k, width, height))
	case KindSkill:
		list := []kit.Button{f.mark(k.Say("repair.kind.noskill"), f.Kind.Skill == "", func() { f.AskSkill("") }),
			f.mark(k.Say("repair.kind.ownskill"), f.Kind.Skill == f.Kind.ID, func() { f.AskSkill(f.Kind.ID) })}
		for _, other := range f.Crafts() {
			list = append(list, f.mark(say.Name(k.Lang, other.Name), f.Kind.Skill == other.ID, func() { f.AskSkill(other.ID) }))
		}
		return k.Top(f.paged(k, "repair.kind.skill", width, height, list, k.Gap(0)))
	case KindSquad:
		list := []kit.Button{f.mark(k.Say("repair.kind.nosquad"), f.Kind.Squad == "", func() { f.GiveSquad("") })}
		for _, s := range f.Squads() {
			list = append(list, f.mark(say.Name(k.Lang, s.Name), f.Kind.Squad == s.ID, func() { f.GiveSquad(s.ID) }))
		}
		return k.Top(f.paged(k, "repair.kind.squad", width, height, list, k.Gap(0)))
	}
	return nil
}

// mark is an answer, checked when it is the one in force.
func (f *Flow) mark(label string, on bool, onTap func()) kit.Button {
	b := kit.Button{Label: label, Off: f.Busy, OnTap: onTap}
	if on {
		b.Icon = "check"
	}
	return b
}

// offered are the kinds, those that residents may choose checked.
func (f *Flow) offered(k kit.Kit) []kit.Button {
	var list []kit.Button
	for _, kind := range f.Kinds {
		list = append(list, f.mark(say.Name(k.Lang, kind.Name), !kind.Gone, func() { f.OpenKind(kind) }))
	}
	return list
}

// paged asks to choose from a list that may need several pages; foot stands
// beside the way to turn them.
func (f *Flow) paged(k kit.Kit, key string, width, height float32, list []kit.Button, foot fyne.CanvasObject) fyne.CanvasObject {
	columns := 4
	switch {
	case k.Portrait():
		columns = 2
	case k.Large:
		columns = 3
	}
	room := width - 44
	said := k.Col(between, f.told(k, width)...).MinSize().Height / k.Px(1)
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	from, to, pages := kit.Page(len(list), max(int((height-said-look.Next-4*between-150)/(look.Target+look.Gap)), 1)*columns, f.Page)
	var cells []fyne.CanvasObject
	for _, b := range list[from:to] {
		b.Width, b.Text = each, 20
		cells = append(cells, k.Button(b))
	}
	return k.Col(between, k.Question(k.Say(key), width, f.up, k.Grid(columns, look.Gap, look.Target, cells...)),
		k.Row(16, foot, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.leaf))))
}

// names are the names in all languages; what is wrong with them is said under
// them.
func (f *Flow) names(k kit.Kit, n inventory.Name, width float32) fyne.CanvasObject {
	wrong := errors.Is(f.Refusal, ErrNoName)
	each := width
	if !k.Portrait() {
		each = (width - 2*look.Gap) / 3
	}
	var fields []fyne.CanvasObject
	for _, l := range words.All {
		text := map[words.Lang]string{words.Chinese: n.Zh, words.Tibetan: n.Bo, words.English: n.En}[l]
		fields = append(fields, k.Field(kit.Field{Label: k.Say("lang." + string(l)), Text: text, Wrong: wrong && l == words.Chinese, Width: each, Compact: true,
			OnTap: func() { f.Write(l) }}))
	}
	if k.Portrait() {
		return k.Col(look.Gap, append(fields, f.told(k, width)...)...)
	}
	return k.Col(look.Gap, append([]fyne.CanvasObject{k.Row(look.Gap, fields...)}, f.told(k, width)...)...)
}

// kind is all of a kind that can be changed.
func (f *Flow) kind(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	half := (room - look.Gap) / 2
	skill, squad := k.Say("repair.kind.noskill"), k.Say("repair.kind.nosquad")
	if f.Kind.Skill == f.Kind.ID {
		skill = k.Say("repair.kind.ownskill")
	}
	for _, other := range f.Crafts() {
		if other.ID == f.Kind.Skill {
			skill = say.Name(k.Lang, other.Name)
		}
	}
	for _, s := range f.Squads() {
		if s.ID == f.Kind.Squad {
			squad = say.Name(k.Lang, s.Name)
		}
	}
	ask := func(label, icon string, s Step) fyne.CanvasObject {
		return k.Button(kit.Button{Label: label, Icon: icon, Width: half, Text: 20, OnTap: func() { f.Page = 0; f.Refusal = nil; f.Ask(s) }})
	}
	keep := k.Button(kit.Button{Label: k.Say("desk.crew.craft.keep"), Kind: kit.Next, Width: 300, Height: look.Next, Off: f.Busy, OnTap: f.KeepKind})
	return k.Col(between, k.Question(k.Say("repair.kind"), width, f.up,
		f.names(k, f.Kind.Name, room),
		k.Grid(2, look.Gap, look.Target,
			ask(k.Say("repair.kind.phrases", "n", k.Lang.Number(len(f.Kind.Phrases))), "pencil", KindPhrases),
			ask(k.Say("repair.kind.icon"), f.Kind.Icon, KindIcon),
			ask(k.Say("repair.kind.skill")+" "+skill, "wrench", KindSkill),
			ask(k.Say("repair.kind.squad")+" "+squad, "team", KindSquad),
			k.Toggle(k.Say("repair.kind.offered"), !f.Kind.Gone, half, f.Offer),
			k.Toggle(k.Say("repair.kind.urgent"), f.Kind.Urgent, half, f.MayBeUrgent))),
		k.Row(0, keep, k.Space()))
}

// phrases are the ready phrases of the kind.
func (f *Flow) phrases(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	from, to, pages := kit.Page(len(f.Kind.Phrases), max(int((height-260)/(look.Target+look.Gap)), 1), f.Page)
	var rows []fyne.CanvasObject
	for i := from; i < to; i++ {
		open := k.Button(kit.Button{Label: say.Name(k.Lang, f.Kind.Phrases[i]), Icon: "pencil", Width: room - look.Target - 16, Text: 20, OnTap: func() { f.OpenPhrase(i) }})
		rows = append(rows, k.Row(16, open, k.Center(k.Remove(func() { f.RemovePhrase(i) }))))
	}
	if len(rows) == 0 {
		rows = append(rows, k.Para(k.Say("repair.kind.nophrases"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	add := k.Button(kit.Button{Label: k.Say("repair.kind.addphrase"), Icon: "plus", Kind: kit.Next, Width: min(room, 320), Height: look.Next, Off: !f.MayAddPhrase(),
		OnTap: func() { f.OpenPhrase(len(f.Kind.Phrases)) }})
	return k.Col(between, k.Question(say.Name(k.Lang, f.Kind.Name), width, f.up, rows...),
		k.Row(16, add, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.leaf))))
}

// icons are the pictures to choose from.
func (f *Flow) icons(k kit.Kit, width, height float32) fyne.CanvasObject {
	const cell = 84
	columns := int((width - 44 + look.Gap) / (cell + look.Gap))
	from, to, pages := kit.Page(len(Icons), max(int((height-220)/(cell+look.Gap)), 1)*columns, f.Page)
	var cells []fyne.CanvasObject
	for _, icon := range Icons[from:to] {
		cells = append(cells, k.IconChoice(icon, cell, icon == f.Kind.Icon, func() { f.Picture(icon) }))
	}
	return k.Col(between, k.Question(k.Say("repair.kind.icon"), width, f.up, k.Grid(columns, look.Gap, cell, cells...)),
		k.Row(0, k.Space(), k.Pager(min(f.Page, pages-1), pages, f.leaf)))
}
