package donations

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 14

// View draws the step in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case f.Refusal != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	case f.Done != "":
		text := k.Say(f.Done, "n", k.Lang.Number(inventory.MostListed), "of", k.Lang.Number(len(f.Given)))
		rows = append(rows, k.Notice(text, width, kit.Good))
	}
	room := width - 44
	ask := func(title string, body ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Col(between, append(rows, k.Question(title, width, func() { f.Up() }, body...))...)
	}
	button := func(key string, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: onTap}
	}
	switch f.Step {
	case What:
		return ask(k.Say("gift.what"), k.Choices(room, 3, button("gift.tool", f.OfTool), button("gift.ofmoney", f.OfMoney)))
	case Name, Donor:
		return k.Col(between, append(rows, f.letters(k, width))...)
	case Category:
		return ask(k.Say("gift.category", "tool", f.Gift.Tool.Name.Zh), k.Choices(room, 3, f.categories(k)...))
	case Amount:
		return k.Col(between, append(rows, k.Digits(kit.Digits{
			Title: k.Say("gift.amount"), Why: k.Say("gift.amount.how"), Text: f.Digits, Width: width,
			Button: kit.Button{Label: k.Say("register.next"), Kind: kit.Next, Off: f.Digits == "", OnTap: f.Next},
			OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() }}))...)
	case Purpose:
		var buttons []kit.Button
		for p := inventory.AnyPurpose; p <= inventory.ForSupplies; p++ {
			buttons = append(buttons, button(say.PurposeKey(p), func() { f.For(p) }))
		}
		return ask(k.Say("gift.purpose"), k.Choices(room, 3, buttons...))
	case Naming:
		var buttons []kit.Button
		for n := inventory.Nameless; n <= inventory.NameWhole; n++ {
			buttons = append(buttons, button("gift.naming."+strconv.Itoa(int(n)), func() { f.Named(n) }))
		}
		return ask(k.Say("gift.naming"), k.Para(k.Say("gift.naming.how"), room, kit.Style{Size: look.Body, Color: look.Soft}), k.Choices(room, 3, buttons...))
	case Confirm:
		return ask(k.Say("gift.sure"), k.Para(f.summary(k.Lang), room, kit.Style{Size: 26, Bold: true}),
			k.Choices(room, 3, kit.Button{Label: k.Say("gift.save"), Kind: kit.Next, Off: f.Busy, OnTap: f.Save}))
	case Card:
		return k.Col(between, append(rows, f.card(k, width))...)
	case Leaving:
		return k.Col(between, append(rows, k.Unsaved(width, f.Stay, f.Drop))...)
	case Removing:
		return ask(k.Say("gift.strike.sure"), k.Para(k.Say("gift.strike.how"), room, kit.Style{Size: look.Body, Color: look.Soft}),
			k.Choices(room, 3, kit.Button{Label: k.Say("gift.strike"), Kind: kit.Next, Off: f.Busy, OnTap: f.Strike}))
	}
	return k.Col(between, append(rows, f.list(k, width, height, rows)...)...)
}

// letters asks for the name of the tool or the donor.
func (f *Flow) letters(k kit.Kit, width float32) fyne.CanvasObject {
	title := "gift.tool.name"
	if f.Step == Donor {
		title = "gift.donor"
	}
	return k.Letters(kit.Letters{Title: k.Say(title), Text: f.text(), Wrong: f.Refusal != nil, Next: k.Say("register.next"),
		Width: width, On: f.Press, OnNext: f.Next, Back: func() { f.Up() }})
}

func (f *Flow) categories(k kit.Kit) []kit.Button {
	var buttons []kit.Button
	for _, c := range f.Categories {
		buttons = append(buttons, kit.Button{Label: say.Name(k.Lang, c.Name), Icon: c.Icon, OnTap: func() { f.Of(c) }})
	}
	return buttons
}

// summary is the gift that is about to be kept.
func (f *Flow) summary(l words.Lang) string {
	g := inventory.Given{Donation: inventory.Donation{Fen: f.Gift.Fen, Purpose: f.Gift.Purpose}, Tool: f.Gift.Tool}
	what := say.Name(l, f.Gift.Tool.Name)
	if f.Gift.Fen > 0 {
		what = say.Gift(l, g)
	}
	return what + " · " + say.Donor(l, f.Gift.Shown())
}

func (f *Flow) list(k kit.Kit, width, height float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	used := float32(0)
	if len(above) > 0 {
		used = k.Col(between, above...).MinSize().Height/k.Px(1) + between
	}
	add := k.Button(kit.Button{Label: k.Say("gift.add"), Icon: "plus", Kind: kit.Next, Height: look.Next, OnTap: f.Add})
	from, to, pages := kit.Page(len(f.Given), int((height-used-look.Next-2*between-12)/kit.TapRow), f.Page)
	if to > from {
		rows = append(rows, f.table(k, f.Given[from:to], width))
	} else if f.Loaded {
		rows = append(rows, k.Quiet(k.Para(k.Say("gift.none"), width-40, kit.Style{Size: 24})))
	}
	foot := []fyne.CanvasObject{add}
	if len(f.Given) > 0 {
		foot = append(foot, k.Button(kit.Button{Label: k.Say("list.print"), Icon: "printer", Height: look.Next, Off: f.Busy, OnTap: f.OnPaper}))
	}
	return append(rows, k.Space(), k.Row(16, append(foot, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn)))...))
}

func (f *Flow) table(k kit.Kit, list []inventory.Given, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 2*12
	var rows []kit.Row
	for _, g := range list {
		rows = append(rows, kit.Row{OnTap: func() { f.Look(g) }, Cells: []fyne.CanvasObject{
			k.Cell(0.24, room, say.FullDay(k.Lang, inventory.DayOf(g.Donation.At)), kit.Style{Color: look.Soft}),
			k.Share(0.46, k.Left(k.Lines(say.Gift(k.Lang, g), room*0.46, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Cell(0.3, room, say.Donor(k.Lang, g.Donor), kit.Style{})}})
	}
	return k.Table(rows)
}

// card is one donation and what can be done with it.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	g, room := f.One, width-44
	button := func(key string, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: onTap}
	}
	var buttons []kit.Button
	if g.Donation.Tool != 0 {
		buttons = append(buttons, button("gift.label", f.Label), button("stock.counter", f.AtCounter))
	}
	buttons = append(buttons, button("gift.thank", f.Thank))
	if g.Donor != "" {
		buttons = append(buttons, button("gift.forget", f.Forget))
	}
	buttons = append(buttons, button("gift.strike", f.AskStrike))
	text := say.FullDay(k.Lang, inventory.DayOf(g.Donation.At)) + " · " + say.Donor(k.Lang, g.Donor) + " · " + g.Donation.ID.Code().Human()
	return k.Question(say.Gift(k.Lang, g), width, func() { f.Up() }, k.Para(text, room, kit.Style{Size: look.Body}), k.Choices(room, 3, buttons...))
}
