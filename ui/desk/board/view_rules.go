package board

import (
	"errors"

	"fyne.io/fyne/v2"

	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// ruling draws the rules the manager may change; nil: the step is another one.
func (f *Flow) ruling(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.told(k, width)
	var body fyne.CanvasObject
	switch f.Step {
	case Rules:
		body = k.Question(k.Say("repair.rules"), width, f.up, k.Choices(width-44, 3,
			kit.Button{Label: k.Say("repair.rules.discount"), Icon: "cash", OnTap: func() { f.AskRules(Discount) }},
			kit.Button{Label: k.Say("repair.rules.kinds"), Icon: "wrench", OnTap: func() { f.AskRules(Offered) }},
			kit.Button{Label: k.Say("repair.rules.partners"), Icon: "partner", OnTap: func() { f.AskRules(Partners) }}))
	case Discount:
		body = f.discount(k, width)
	case Offered:
		body = f.paged(k, "repair.rules.kinds", width, height, f.offered(k), k.Button(kit.Button{Label: k.Say("repair.kind.add"), Icon: "plus",
			Kind: kit.Next, Width: 300, Height: look.Next, Off: f.Busy || !f.MayAddKind(), OnTap: f.AddKind}))
	case Partners:
		body = f.partners(k, width, height)
	case PartnerName:
		body = k.Letters(kit.Letters{Title: k.Say("repair.partner.name"), Text: f.Words, Wrong: f.Refusal != nil, Next: k.Say("register.next"), Width: width, On: f.Press, OnNext: f.Named, Back: f.up})
	case PartnerPhone:
		body = k.Digits(kit.Digits{Title: k.Say("repair.partner.phone", "name", f.Words.String()), Why: k.Say("repair.partner.phone.why"), Text: f.Phone, Width: width,
			Button: kit.Button{Label: k.Say("repair.partner.keep"), Kind: kit.Next, Off: f.Busy, OnTap: f.KeepPartner}, OnKey: f.Typed, OnErase: f.Erase, Back: f.up})
	default:
		return f.kinds(k, width, height)
	}
	return k.Top(k.Col(between, append(rows, body)...))
}

// told is what was refused or changed last.
func (f *Flow) told(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case errors.Is(f.Refusal, ErrNoName):
		return []fyne.CanvasObject{k.Notice(k.Say("repair.kind.noname"), width, kit.Bad)}
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Done != "":
		return []fyne.CanvasObject{k.Notice(k.Say(f.Done), width, kit.Good)}
	}
	return nil
}

func (f *Flow) discount(k kit.Kit, width float32) fyne.CanvasObject {
	const step = 5
	room, d := width-44, f.Rules.Discount
	line := func(key string, percent int, change func(by int)) fyne.CanvasObject {
		s := kit.Stepper{Label: k.Say(key), Value: k.Lang.Number(percent) + " %", Width: room}
		if percent > 0 {
			s.Less = func() { change(-step) }
		}
		if percent < 100 {
			s.More = func() { change(step) }
		}
		return k.Stepper(s)
	}
	example := jobs.Quote{Labour: 10000, Materials: 10000}
	keep := k.Button(kit.Button{Label: k.Say("desk.crew.craft.keep"), Kind: kit.Next, Width: 300, Height: look.Next, Off: f.Busy, OnTap: f.KeepRules})
	return k.Col(between, k.Question(k.Say("repair.rules.discount"), width, f.up,
		line("repair.quote.labour", d.Labour, func(by int) { f.TakeOff(by, 0) }),
		line("repair.quote.materials", d.Materials, func(by int) { f.TakeOff(0, by) }),
		k.Para(k.Say("repair.rules.example", "sum", say.Yuan(example.Sum()), "pay", say.Yuan(d.Price(example))), room, kit.Style{Size: look.Body, Color: look.Soft})),
		k.Row(0, keep, k.Space()))
}

// leaf shows another page of a list of the rules.
func (f *Flow) leaf(page int) {
	f.Page = page
	f.stage.Refresh()
}

func (f *Flow) partners(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	from, to, pages := kit.Page(len(f.Rules.Partners), int((height-330)/(look.Target+look.Gap)), f.Page)
	var rows []fyne.CanvasObject
	for _, p := range f.Rules.Partners[from:to] {
		rows = append(rows, k.Row(16, k.Grow(k.Left(k.Lines(say.Name(k.Lang, p.Name)+"  "+p.Phone, room-look.Target-16, 2, kit.Style{Size: look.Body}))),
			k.Center(k.Remove(func() { f.RemovePartner(p.ID) }))))
	}
	if len(rows) == 0 {
		rows = append(rows, k.Para(k.Say("repair.rules.nopartners"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	add := k.Button(kit.Button{Label: k.Say("repair.partner.add"), Icon: "plus", Kind: kit.Next, Width: min(room, 360), Height: look.Next, Off: f.Busy, OnTap: f.AddPartner})
	return k.Col(between, k.Question(k.Say("repair.rules.partners"), width, f.up, rows...),
		k.Row(16, add, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.leaf))))
}
