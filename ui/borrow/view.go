package borrow

import (
	"errors"
	"fmt"
	"strings"
	"time"

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
	if f.Step == FirstTime {
		return stage.Chrome{Title: "register.title"}
	}
	return stage.Chrome{Title: "borrow.title"}
}

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	f.tick = nil
	switch f.Step {
	case Who:
		return f.Identify.View(k, f.NewHere)
	case FirstTime:
		return f.Register.View(k)
	case Confirm:
		return f.confirmation(k)
	case Done:
		return f.done(k)
	}
	return f.choice(k)
}

const basketWidth = 400

// choice is the catalogue with the basket beside it, or under it upright.
func (f *Flow) choice(k kit.Kit) fyne.CanvasObject {
	if k.Portrait() {
		basket := k.Over(k.Box(look.Card, look.Line, 2, 0), k.Pad(24, 16, 24, 20, f.basket(k, k.Width()-48, 3)))
		return k.Col(0, k.Grow(f.catalogue(k, k.Width()-2*24, 3, basket.MinSize().Height/k.Px(1))), basket)
	}
	basket := k.Over(k.Box(look.Card, look.Line, 2, 0), k.Pad(24, 20, 24, 24, f.basket(k, basketWidth-48, 5)))
	return k.Row(0, k.Grow(f.catalogue(k, k.Width()-basketWidth-48, 4, 0)), k.Size(basketWidth, 0, basket))
}

// catalogue is the chips, as many rows of cards as there is room for above what
// stands below, and the way to turn pages.
func (f *Flow) catalogue(k kit.Kit, width float32, columns int, below float32) fyne.CanvasObject {
	chips := []fyne.CanvasObject{k.Chip(k.Say("borrow.all"), f.Category == "", func() { f.Filter("") })}
	for _, c := range f.Categories {
		chips = append(chips, k.Chip(say.Name(k.Lang, c.Name), f.Category == c.ID, func() { f.Filter(c.ID) }))
	}
	rowsOfChips := k.Wrapped(look.Gap, width, chips...)
	const gap = 16
	least := float32(204) // of a card's height
	if k.Large {
		least = 236
	}
	used := rowsOfChips.MinSize().Height/k.Px(1) + look.HeadBar + 2*16 + look.Target + 3*14 + below
	room := k.Height() - used
	rows := max(int((room+gap)/(least+gap)), 1)
	cardHeight := min((room-gap*float32(rows-1))/float32(rows), 250)
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
	return k.Pad(24, 16, 24, 16, k.Col(14, rowsOfChips, k.Grid(columns, gap, cardHeight, cards...), k.Space(), k.Size(0, look.Target, foot)))
}

func (f *Flow) card(k kit.Kit, item inventory.Item, width float32) fyne.CanvasObject {
	return k.ToolCard(kit.ToolCard{
		Icon: item.Tool.Icon, Title: say.Name(k.Lang, item.Tool.Name), Second: say.SecondName(k.Lang, item.Tool.Name),
		Pill: say.Pill(k.Lang, item, f.desk.Now()), Tone: tone(item.Status), Code: fmt.Sprintf("T-%04d", item.Tool.ID), Width: width,
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
	from := max(len(f.Basket)-most, 0)
	if k.Large || f.Notice != (Notice{}) {
		from = max(len(f.Basket)-most+2, 0)
	}
	if from > 0 {
		rows = append(rows, k.Text(fmt.Sprintf("… %d", from), kit.Style{Size: look.Second, Color: look.Soft}))
	}
	for _, item := range f.Basket[from:] {
		rows = append(rows, f.row(k, item, width, func() { f.Remove(item.Tool.ID) }))
	}
	if len(f.Basket) == 0 && f.Notice == (Notice{}) {
		rows = append(rows, k.Para(k.Say("borrow.empty"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	if f.Notice != (Notice{}) {
		rows = append(rows, f.notice(k, width))
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
	return k.BasketRow(kit.BasketRow{Icon: item.Tool.Icon, Title: say.Name(k.Lang, item.Tool.Name), Sub: due, Width: width, OnRemove: remove})
}

// offer is the gear that goes with what was chosen: one tap takes it along.
func (f *Flow) offer(k kit.Kit, gear inventory.Item, width float32) fyne.CanvasObject {
	text := k.Say("borrow.gear", "tool", say.Name(k.Lang, gear.Tool.Name))
	for _, item := range f.Basket {
		if s := say.Name(k.Lang, item.Tool.Safety); s != "" && len(item.Tool.Gear) > 0 {
			text = s + " " + text
			break
		}
	}
	return k.Col(8, k.Notice(text, width, kit.Warn),
		k.Button(kit.Button{Label: k.Say("borrow.gear.add"), Icon: gear.Tool.Icon, Width: width, OnTap: func() { f.add(gear) }}))
}

func (f *Flow) notice(k kit.Kit, width float32) fyne.CanvasObject {
	if f.Notice.Err == nil {
		return k.Notice(k.Say(f.Notice.Key, "tool", say.Name(k.Lang, f.Notice.Tool)), width, kit.Warn)
	}
	names := f.Name
	if f.Notice.Tool.Zh != "" {
		names = func(inventory.ToolID) inventory.Name { return f.Notice.Tool }
	}
	return k.Notice(say.Refusal(k.Lang, f.Notice.Err, names, f.desk.Now()), width, kit.Bad)
}

// confirmation shows who takes what until when, and what to mind.
func (f *Flow) confirmation(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	who := f.Resident.Person.MaskedName() + " · " + f.Resident.Person.MaskedPhone()
	rows := []fyne.CanvasObject{
		k.Fit(k.Say("borrow.confirm"), full, kit.Style{Size: 32}),
		k.Row(16, k.Center(k.Icon("account", 40, look.Red)), k.Left(k.Fit(who, full-80, kit.Style{Size: 30, Bold: true}))),
		k.Rule(),
	}
	for _, item := range f.Basket {
		rows = append(rows, f.detail(k, item, full))
	}
	if f.Notice != (Notice{}) {
		rows = append(rows, f.notice(k, full))
	}
	label := "borrow.lend"
	if f.Busy {
		label = "borrow.lending"
	}
	lend := k.Button(kit.Button{Label: k.Say(label), Second: k.SaySecond(label), Kind: kit.Next, Width: min(full*0.62, 640), Height: 100, Text: 34,
		Off: f.Busy || f.stuck(), OnTap: f.Lend})
	more := k.Button(kit.Button{Label: k.Say("borrow.more"), Icon: "plus", Width: min(full*0.34, 320), Height: 100, OnTap: f.Back})
	return k.Pad(look.Margin, 16, look.Margin, 24, k.Col(10, append(rows, k.Space(), k.Row(20, lend, k.Space(), more))...))
}

func (f *Flow) detail(k kit.Kit, item inventory.Item, width float32) fyne.CanvasObject {
	room := width - 64 - 16 - 80
	name, due := say.Name(k.Lang, item.Tool.Name), k.Say("borrow.due", "day", k.Lang.Day(item.Due, f.desk.Now()))
	text := []fyne.CanvasObject{
		k.Row(16, k.Share(5, k.Left(k.Lines(name, room*0.52, 2, kit.Style{Size: 26}))),
			k.Share(4, k.Left(k.Lines(due, room*0.42, 2, kit.Style{Size: 24, Bold: true})))),
	}
	if small := f.small(k, item); small != "" {
		text = append(text, k.Lines(small, room, 2, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	return k.Row(16, k.Center(k.Picture(item.Tool.Icon, 64)), k.Grow(k.Level(k.Col(0, text...))),
		k.Center(k.Remove(func() { f.Remove(item.Tool.ID) })))
}

// small is the line of parts and safety of a tool.
func (f *Flow) small(k kit.Kit, item inventory.Item) string {
	var said []string
	if parts := say.Parts(k.Lang, item.Tool); parts != "" {
		said = append(said, k.Say("borrow.parts", "parts", parts))
	}
	if s := say.Name(k.Lang, item.Tool.Safety); s != "" {
		said = append(said, s)
	}
	return strings.Join(said, "  ·  ")
}

// done says what is now on disk, beside the slip as it is printed.
func (f *Flow) done(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	left := full
	if !k.Portrait() {
		left = full - 380 - 40
	}
	title := k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Grow(k.Left(f.two(k, "borrow.done", left-112))))
	rows := []fyne.CanvasObject{title, k.Gap(8),
		k.Fit(f.Resident.Person.MaskedName()+" · "+f.Resident.Person.MaskedPhone(), left, kit.Style{Size: 28})}
	for _, l := range f.HandOver.Loans {
		due := k.Say("borrow.due", "day", k.Lang.Date(f.desk.Local(l.Due)))
		rows = append(rows, k.Row(16, k.Share(5, k.Left(k.Lines(say.Name(k.Lang, f.Name(l.Tool)), left*0.52, 2, kit.Style{Size: 26}))),
			k.Share(4, k.Left(k.Lines(due, left*0.42, 2, kit.Style{Size: 26, Bold: true})))))
	}
	seconds := func(d time.Duration) string { return k.Say("borrow.finish", "n", k.Lang.Number(int(d/time.Second))) }
	live := k.Live(seconds(f.Left), seconds(88*time.Second), kit.Style{Size: 28, Color: look.White, Align: fyne.TextAlignCenter, Fixed: true})
	f.tick = func(d time.Duration) { live.Set(seconds(d)) }
	finish := k.Size(min(left*0.55, 300), 96, k.Tap(k.Over(k.Box(look.Red, look.Clear, 0, 18), k.Center(live.Object)), 18, f.Finish))
	again := k.Button(kit.Button{Label: k.Say("borrow.again"), Icon: "printer", Width: min(left*0.42, 260), Height: 96, Off: f.Busy || f.Copied, OnTap: f.Again})
	rows = append(rows, k.Gap(12), k.Row(20, finish, again),
		k.Para(k.Say("borrow.slip.soon"), left, kit.Style{Size: look.Second, Color: look.Soft}),
		k.Para(k.Say("borrow.clears"), left, kit.Style{Size: look.Second, Color: look.Soft}))
	column := k.Top(k.Col(8, rows...))
	if k.Portrait() {
		return k.Pad(look.Margin, 32, look.Margin, 24, k.Top(k.Col(24, column, k.Center(k.Size(380, 0, f.slip(k))))))
	}
	return k.Pad(look.Margin, 32, look.Margin, 24, k.Row(40, k.Grow(column), k.Size(380, 0, k.Top(f.slip(k)))))
}

func (f *Flow) two(k kit.Kit, key string, width float32) fyne.CanvasObject {
	words := []fyne.CanvasObject{k.Fit(k.Say(key), width, kit.Style{Size: look.Big})}
	if second := k.SaySecond(key); second != "" {
		words = append(words, k.Fit(second, width, kit.Style{Size: 28, Color: look.Soft}))
	}
	return k.Col(0, words...)
}

// slip is the loan slip as it comes out of the printer, in short.
func (f *Flow) slip(k kit.Kit) fyne.CanvasObject {
	const width = 328
	line := kit.Style{Size: look.Second, Fixed: true}
	text := func(s string) fyne.CanvasObject { return k.Fit(s, width, line) }
	rows := []fyne.CanvasObject{
		k.Center(k.Fit(k.Say("slip.title"), width, kit.Style{Size: 26, Fixed: true})),
		k.Dashes(2),
		text(k.Say("slip.number", "code", f.HandOver.Slip.Code().Human())),
		text(k.Say("slip.borrower", "name", f.Resident.Person.MaskedName(), "phone", f.Resident.Person.MaskedPhone())),
		text(k.Say("slip.out", "time", f.desk.Local(f.HandOver.Loans[0].Out).Format("2006-01-02 15:04"))),
		k.Dashes(2),
	}
	for _, l := range f.HandOver.Loans {
		rows = append(rows, text(say.Name(k.Lang, f.Name(l.Tool))),
			k.Row(0, k.Text(l.Tool.Code().Human(), kit.Style{Size: 16, Color: look.Soft, Fixed: true}), k.Space(),
				k.Text(k.Say("borrow.due", "day", f.desk.Local(l.Due).Format("01-02")), kit.Style{Size: look.Second, Bold: true, Fixed: true})))
	}
	return k.SlipPaper(k.Col(6, append(rows, k.Gap(10))...))
}

// stuck says that the loan was refused for a reason that trying again does not
// change. A disk that was full may have room by now.
func (f *Flow) stuck() bool { return f.Notice.Err != nil && !errors.Is(f.Notice.Err, store.ErrFull) }
