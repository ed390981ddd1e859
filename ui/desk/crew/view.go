package crew

import (
	"errors"
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// Label is somebody on the staff as screens show them: the name masked, or the
// role of who has none.
func Label(l words.Lang, s inventory.Staff) string {
	if s.Name == "" {
		return RoleName(l, s.Role)
	}
	return people.MaskName(s.Name)
}

// RoleName is a role in words.
func RoleName(l words.Lang, r inventory.Role) string {
	return l.Say("desk.role." + strconv.Itoa(int(r)))
}

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	up := func() { f.Up() }
	ask := func(title string, body ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Col(18, append(rows, k.Question(title, width, up, body...))...)
	}
	room := width - 44
	button := func(key string, kind kit.Kind, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Kind: kind, Off: f.Busy, OnTap: onTap}
	}
	who := Label(k.Lang, f.Chosen)
	switch f.Step {
	case One:
		if f.Chosen.Name != "" {
			who = k.Say("desk.crew.one", "name", who, "role", RoleName(k.Lang, f.Chosen.Role))
		}
		return ask(who, k.Choices(room, 3,
			button("desk.crew.pin", kit.Plain, func() { f.Ask(PIN) }),
			button("desk.crew.card", kit.Plain, f.NewCard),
			button("desk.crew.craft", kit.Plain, f.AskCraft),
			button("desk.crew.document", kit.Plain, f.AskDocument),
			button("desk.crew.certificate", kit.Plain, func() { f.Ask(Service) }),
			button("desk.crew.dismiss", kit.Plain, func() { f.Ask(Leaving) })))
	case Role:
		var roles []kit.Button
		for _, r := range []inventory.Role{inventory.Duty, inventory.Volunteer, inventory.Manager} {
			roles = append(roles, kit.Button{Label: RoleName(k.Lang, r), OnTap: func() { f.As(r) }})
		}
		return ask(k.Say("desk.crew.role"), k.Choices(room, 3, roles...))
	case Name:
		return k.Col(18, append(rows, k.Letters(kit.Letters{Title: k.Say("desk.crew.name"), Text: f.Name, Wrong: f.Refusal != nil, Next: k.Say("register.next"),
			Width: width, On: f.Press, OnNext: f.Next, Back: up}))...)
	case PIN, Again:
		title := "desk.crew.pin.new"
		if f.Step == Again {
			title = "setup.again"
		}
		why := k.Say("desk.crew.pin.why")
		if f.Busy {
			why = k.Say("borrow.lending")
		}
		later := kit.Button{}
		if f.Step == PIN && f.Chosen.ID == 0 && f.Role == inventory.Volunteer {
			later = kit.Button{Label: k.Say("desk.crew.enlist"), Off: f.Busy, OnTap: f.Enlist}
		}
		return k.Col(18, append(rows, k.Digits(kit.Digits{Title: k.Say(title), Why: why, Text: kit.Dots(f.PIN),
			Wrong: f.Refusal != nil, Width: width, Button: later, OnKey: f.Typed, OnErase: f.Erase, Back: up}))...)
	case Craft:
		return k.Col(18, append(rows, f.craft(k, width, height))...)
	case Document:
		keep := kit.Button{Label: k.Say("desk.crew.craft.keep"), Kind: kit.Next, Off: f.Busy || !f.Complete(), OnTap: f.KeepDocument}
		return k.Col(18, append(rows, k.Digits(kit.Digits{Title: k.Say("desk.crew.document.of", "name", who), Why: k.Say("desk.crew.document.why"), Text: kit.Grouped(f.Number, 6, 8, 4),
			Wrong: f.Refusal != nil, X: true, Width: width, Button: keep, OnKey: f.Typed, OnErase: f.Erase, Back: up}))...)
	case Service:
		return k.Col(18, append(rows, f.certificate(k, width))...)
	case Leaving:
		return ask(k.Say("desk.crew.sure", "name", who), k.Choices(room, 3, button("desk.crew.dismiss", kit.Next, f.Dismiss)))
	}
	return k.Col(18, append(rows, f.list(k, width, height, rows)...)...)
}

// said is what was done or refused, and that a card comes out of the printer.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case errors.Is(f.Refusal, ErrDiffer):
		return []fyne.CanvasObject{k.Notice(k.Say("refused.differ"), width, kit.Bad)}
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Done.Key == "":
		return nil
	}
	rows := []fyne.CanvasObject{k.Notice(k.Say(f.Done.Key, "name", Label(k.Lang, f.Done.Who), "four", f.Done.Four), width, kit.Good)}
	if f.Done.Card {
		rows = append(rows, k.Announce("card", k.Say("desk.crew.card.prints"), width))
	}
	return rows
}

func (f *Flow) list(k kit.Kit, width, height float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	used := float32(0)
	for _, r := range above {
		used += r.MinSize().Height/k.Px(1) + 18
	}
	from, to, pages := kit.Page(len(f.Staff), int((height-used-look.Next-2*18)/kit.TapRow), f.Page)
	room := width - 4 - 48 - 2*12
	var lines []kit.Row
	for _, s := range f.Staff[from:to] {
		lines = append(lines, kit.Row{OnTap: func() { f.Choose(s) }, Cells: []fyne.CanvasObject{
			k.Cell(0.2, room, "S"+strconv.Itoa(int(s.ID)), kit.Style{Color: look.Soft}),
			k.Cell(0.45, room, Label(k.Lang, s), kit.Style{}),
			k.Cell(0.35, room, RoleName(k.Lang, s.Role), kit.Style{Color: look.Soft})}})
	}
	var rows []fyne.CanvasObject
	if len(lines) > 0 {
		rows = append(rows, k.Table(lines))
	}
	hire := k.Button(kit.Button{Label: k.Say("desk.crew.hire"), Icon: "register", Kind: kit.Next, Height: look.Next, OnTap: f.Hire})
	return append(rows, k.Space(), k.Row(16, hire, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))
}
