package crew

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// craft asks what somebody can do for jobs: skills, squad, languages.
func (f *Flow) craft(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	var tabs []fyne.CanvasObject
	for p := range Part(Parts) {
		tabs = append(tabs, k.Chip(k.Say("desk.crew.craft."+strconv.Itoa(int(p))), f.Part == p, func() { f.ShowPart(p) }))
	}
	columns := 3
	if k.Portrait() || k.Large {
		columns = 2
	}
	each := (room - float32(columns-1)*look.Gap) / float32(columns)
	var list []fyne.CanvasObject
	switch f.Part {
	case Skills:
		for _, kind := range f.Kinds {
			list = append(list, k.Toggle(say.Name(k.Lang, kind.Name), has(f.Able.Skills, kind.ID), each, func() { f.ToggleSkill(kind.ID) }))
		}
	case Squad:
		list = append(list, k.Toggle(k.Say("desk.crew.craft.none"), f.Able.Squad == "", each, func() { f.InSquad("") }))
		for _, s := range f.Squads() {
			list = append(list, k.Toggle(say.Name(k.Lang, s.Name), f.Able.Squad == s.ID, each, func() { f.InSquad(s.ID) }))
		}
	case Langs:
		for _, l := range words.All {
			list = append(list, k.Toggle(l.Say("lang."+string(l)), has(f.Able.Langs, inventory.Lang(l)), each, func() { f.ToggleLang(inventory.Lang(l)) }))
		}
	}
	from, to, pages := kit.Page(len(list), max(int((height-look.Next-340)/(look.Target+look.Gap)), 1)*columns, f.Page)
	keep := k.Button(kit.Button{Label: k.Say("desk.crew.craft.keep"), Kind: kit.Next, Width: 300, Height: look.Next, Off: f.Busy, OnTap: f.KeepCraft})
	return k.Col(18, k.Question(k.Say("desk.crew.craft.of", "name", Label(k.Lang, f.Chosen)), width, func() { f.Up() },
		k.Wrapped(look.Gap, room, tabs...), k.Grid(columns, look.Gap, look.Target, list[from:to]...)),
		k.Row(16, keep, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}

func has[T comparable](list []T, v T) bool {
	for _, x := range list {
		if x == v {
			return true
		}
	}
	return false
}

// certificate asks of which time the certificate of service is.
func (f *Flow) certificate(k kit.Kit, width float32) fyne.CanvasObject {
	var list []kit.Button
	for _, t := range say.ServiceTimes(k.Lang) {
		list = append(list, kit.Button{Label: t.Label, Off: f.Busy, OnTap: func() { f.Certify(t.Months) }})
	}
	list = append(list, kit.Button{Label: k.Say("desk.crew.service.table"), Icon: "table-out", Off: f.Busy, OnTap: f.Table})
	return k.Question(k.Say("desk.crew.service", "name", Label(k.Lang, f.Chosen)), width, func() { f.Up() }, k.Choices(width-44, 2, list...))
}
