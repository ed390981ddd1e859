package borrow

import (
	"errors"
	"fmt"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/store"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (f *Flow) Chrome() stage.Chrome {
	switch f.Step {
	case Later:
		return f.Wait.Chrome()
	case FirstTime:
		return stage.Chrome{Title: "register.title", Step: 2, Of: 3}
	case Who:
		return stage.Chrome{Title: "borrow.who", Step: 2, Of: 3}
	case Confirm, Consent:
		return stage.Chrome{Title: "borrow.check", Step: 3, Of: 3}
	case Done:
		return stage.Chrome{Title: "borrow.title"}
	}
	return stage.Chrome{Title: "borrow.title", Step: 1, Of: 3}
}

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	f.Tick = nil
	switch f.Step {
	case Who:
		return f.Identify.View(k, f.NewHere)
	case FirstTime:
		return f.Register.View(k)
	case Confirm:
		return f.confirmation(k)
	case Consent:
		return f.consent(k)
	case Later:
		return f.Wait.View(k)
	case Done:
		return f.done(k)
	}
	if f.Searching {
		return f.search(k)
	}
	return f.choice(k)
}

const basketWidth = 400

// choice is the catalogue with the basket beside it, or under it upright.
func (f *Flow) choice(k kit.Kit) fyne.CanvasObject {
	if k.Portrait() {
		basket := k.Over(k.Box(look.Card, look.Line, 2, 0), k.Pad(24, 16, 24, 12, f.basket(k, k.Width()-48, 3)))
		return k.Col(0, k.Grow(f.catalogue(k, k.Width()-2*24, 3, basket.MinSize().Height/k.Px(1))), basket)
	}
	basket := k.Over(k.Box(look.Card, look.Line, 2, 0), k.Pad(24, 20, 24, 12, f.basket(k, basketWidth-48, 5)))
	return k.Row(0, k.Grow(f.catalogue(k, k.Width()-basketWidth-48, 4, 0)), k.Size(basketWidth, 0, basket))
}

// catalogue is the chips, as many rows of cards as there is room for above what
// stands below, and the way to turn pages.
func (f *Flow) catalogue(k kit.Kit, width float32, columns int, below float32) fyne.CanvasObject {
	words := f.Words.String()
	find := words
	if find == "" {
		find = k.Say("keys.find")
	}
	chips := []fyne.CanvasObject{
		k.IconChip("search", find, words != "", f.Search),
		k.Chip(k.Say("borrow.all"), f.Category == "" && words == "", func() { f.Filter("") })}
	for _, c := range f.Categories {
		chips = append(chips, k.Chip(say.Name(k.Lang, c.Name), f.Category == c.ID, func() { f.Filter(c.ID) }))
	}
	rowsOfChips := k.Wrapped(look.Gap, width, chips...)
	const gap = 16
	least := float32(192) // of a card's height
	if k.Large {
		least = 236
	}
	used := rowsOfChips.MinSize().Height/k.Px(1) + 2*16 + look.Target + 3*14 + below
	room := k.Room() - used
	rows := max(int((room+gap)/(least+gap)), 1)
	cardHeight := min((room-gap*float32(rows-1))/float32(rows), 300)
	shown := f.Shown()
	from, to, pages := kit.Page(len(shown), rows*columns, f.Page)
	cardWidth := (width - gap*float32(columns-1)) / float32(columns)
	var cards []fyne.CanvasObject
	for _, item := range shown[from:to] {
		cards = append(cards, f.card(k, item, cardWidth))
	}
	foot := k.Row(12,
		k.Center(k.Icon("qrcode-scan", 26, look.Soft)),
		k.Left(k.Lines(k.Say("borrow.scan"), width-360, 2, kit.Style{Size: look.Second, Color: look.Soft})),
		k.Space(), k.Pager(min(f.Page, pages-1), pages, f.Turn))
	return k.Pad(24, 16, 24, 12, k.Col(14, rowsOfChips, k.Grid(columns, gap, cardHeight, cards...), k.Space(), k.Size(0, look.Target, foot)))
}

func (f *Flow) card(k kit.Kit, item inventory.Item, width float32) fyne.CanvasObject {
	pill, tone := say.Pill(k.Lang, item, f.desk.Now()), tone(item.Status)
	if f.mine[item.Tool.ID] {
		pill, tone = k.Say("status.yours"), kit.Good
	}
	return k.ToolCard(kit.ToolCard{
		Icon: item.Tool.Icon, Photo: string(item.Tool.Photo), Title: say.Name(k.Lang, item.Tool.Name), Second: say.SecondName(k.Lang, k.Second(), item.Tool.Name),
		Pill: pill, Tone: tone, Code: fmt.Sprintf("T-%04d", item.Tool.ID), Width: width,
		Selected: f.Chosen(item.Tool.ID), OnTap: func() { f.Tap(item) }})
}

// tone is how a status looks.
func tone(s inventory.Status) kit.Tone {
	switch s {
	case inventory.OnShelf:
		return kit.Good
	case inventory.Lent:
		return kit.Bad
	}
	return kit.Warn
}

// basket is what was chosen, what has to be said, and the next step.
func (f *Flow) basket(k kit.Kit, width float32, most int) fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Fit(k.Say("borrow.basket", "n", k.Lang.Number(len(f.Basket))), width, kit.Style{Size: 26})}
	seen, said := most, f.Notice != (Notice{})
	switch {
	case k.Large && said:
		seen = 1
	case k.Large, said:
		seen = most - 2
	}
	from := max(len(f.Basket)-seen, 0)
	if from > 0 {
		rows = append(rows, k.Text(fmt.Sprintf("… %d", from), kit.Style{Size: look.Second, Color: look.Soft}))
	}
	for _, item := range f.Basket[from:] {
		rows = append(rows, f.row(k, item, width, func() { f.Remove(item.Tool.ID) }))
	}
	if len(f.Basket) == 0 && !said {
		rows = append(rows, k.Para(k.Say("borrow.empty"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	if said {
		rows = append(rows, f.notice(k, width))
		if f.Notice.See != 0 {
			rows = append(rows, k.Button(kit.Button{Label: k.Say("wait.see"), Icon: "clock", Width: width, Height: 72, OnTap: f.See}))
		}
	} else if gear, ok := f.Gear(); ok && len(f.Basket) <= most-1 {
		rows = append(rows, f.offer(k, gear, width))
	}
	next := k.Button(kit.Button{Label: k.Say("borrow.next"), Second: k.SaySecond("borrow.next"), Kind: kit.Next, Width: width, Height: 96,
		Text: 34, Off: len(f.Basket) == 0, OnTap: f.Next})
	return k.Col(12, append(rows, k.Space(), next)...)
}

func (f *Flow) row(k kit.Kit, item inventory.Item, width float32, remove func()) fyne.CanvasObject {
	due := k.Say("borrow.due", "day", k.Lang.Day(item.Due, f.desk.Now()))
	if !k.Fits(due, width-160, kit.Style{Size: look.Second}) {
		due = k.Say("borrow.due", "day", k.Lang.Short(item.Due))
	}
	return k.BasketRow(kit.BasketRow{Icon: item.Tool.Icon, Photo: string(item.Tool.Photo), Title: say.Name(k.Lang, item.Tool.Name), Sub: due, Width: width, OnRemove: remove})
}

// offer is the gear that goes with what was chosen: one tap takes it along.
func (f *Flow) offer(k kit.Kit, gear inventory.Item, width float32) fyne.CanvasObject {
	text := k.Say("borrow.gear", "tool", say.Name(k.Lang, gear.Tool.Name))
	for _, item := range f.Basket {
		if k.Large {
			break // there is room for the question only; safety is said again before the loan
		}
		if s := say.Name(k.Lang, item.Tool.Safety); s != "" && len(item.Tool.Gear) > 0 {
			text = s + " " + text
			break
		}
	}
	add := kit.Button{Label: k.Say("borrow.gear.add"), Icon: gear.Tool.Icon, Width: width, OnTap: func() { f.add(gear) }}
	if k.Portrait() { // height is dear
		add.Width = 200
		return k.Row(look.Gap, k.Grow(k.Notice(text, width-add.Width-look.Gap, kit.Warn)), k.Center(k.Button(add)))
	}
	return k.Col(8, k.Notice(text, width, kit.Warn), k.Button(add))
}

func (f *Flow) notice(k kit.Kit, width float32) fyne.CanvasObject {
	if f.Notice.Err == nil {
		tone := kit.Warn
		if f.Notice.Key == "scan.cardread" {
			tone = kit.Good
		}
		return k.Notice(k.Say(f.Notice.Key, "tool", say.Name(k.Lang, f.Notice.Tool), "n", k.Lang.Number(f.most())), width, tone)
	}
	names := f.Name
	if f.Notice.Tool.Zh != "" {
		names = func(inventory.ToolID) inventory.Name { return f.Notice.Tool }
	}
	return k.Notice(say.Refusal(k.Lang, f.Notice.Err, names, f.desk.Now()), width, kit.Bad)
}

// stuck says that the loan was refused for a reason that trying again does not
// change. A disk that was full may have room by now.
func (f *Flow) stuck() bool { return f.Notice.Err != nil && !errors.Is(f.Notice.Err, store.ErrFull) }
