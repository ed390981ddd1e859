package takeback

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it: nothing, the desk fills the window.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Bare: true} }

// Back locks the desk.
func (f *Flow) Back() { f.Lock() }

const rowHeight = 66

// View draws the counter.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - k.SideWidth() - 2*28
	side := k.SideBar(k.Say("desk.title"), []kit.SideItem{
		{Icon: "return", Label: k.Say("desk.return"), Selected: true, OnTap: func() {}},
		{Icon: "lock", Label: k.Say("desk.lock"), OnTap: f.Lock},
	})
	rows := []fyne.CanvasObject{f.head(k, width), f.stats(k), f.card(k, width)}
	used := k.Col(18, rows...).MinSize().Height / k.Px(1)
	room := k.Height() - used - 24 - 18 - 20 - look.Target - 18 - 18 - 12
	lines, page, pages := f.page(int(room / rowHeight))
	if len(f.Open) == 0 {
		rows = append(rows, k.Para(k.Say("desk.empty"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	} else {
		rows = append(rows, f.table(k, lines, width))
	}
	rows = append(rows, k.Space(), k.Right(k.Pager(page, pages, f.Turn)))
	return k.Row(0, side, k.Grow(k.Pad(28, 24, 28, 20, k.Col(18, rows...))))
}

// page is the part of the open loans that the page shows, perPage lines each.
func (f *Flow) page(perPage int) (lines []inventory.CounterLine, page, pages int) {
	from, to, pages := kit.Page(f.Today.OnLoan, perPage, f.Page)
	f.perPage = max(perPage, 1)
	within := func(n int) int { return min(max(n-f.first, 0), len(f.Open)) }
	return f.Open[within(from):within(to)], min(f.Page, pages-1), pages
}

func (f *Flow) head(k kit.Kit, width float32) fyne.CanvasObject {
	role := k.Say("desk.role." + strconv.Itoa(int(f.Who.Role)))
	locks := func(left time.Duration) string {
		clock := fmt.Sprintf("%d:%02d", int(left.Minutes()), int(left.Seconds())%60)
		return k.Say("desk.onduty", "name", role) + " · " + k.Say("desk.locks", "time", clock)
	}
	style := kit.Style{Size: look.Second, Color: look.Soft, Fixed: true, Align: fyne.TextAlignTrailing}
	live := k.Live(locks(f.LocksAt.Sub(f.desk.Now())), locks(88*time.Minute), style)
	f.lockTick = func(left time.Duration) { live.Set(locks(left)) }
	return k.Row(16, k.Left(k.Lines(k.Say("desk.scan"), width*0.42, 2, kit.Style{Size: 32})), k.Space(), k.Center(live.Object))
}

func (f *Flow) stats(k kit.Kit) fyne.CanvasObject {
	late := kit.Good
	if f.Today.Overdue > 0 {
		late = kit.Bad
	}
	stat := func(key string, n int, t kit.Tone) fyne.CanvasObject {
		return k.Grow(k.Stat(k.Say(key), strconv.Itoa(n), t))
	}
	return k.Row(16,
		stat("desk.out", f.Today.Out, kit.Good), stat("desk.backtoday", f.Today.Back, kit.Good),
		stat("desk.onloan", f.Today.OnLoan, kit.Good), stat("desk.overdue", f.Today.Overdue, late))
}

// card is what was scanned, or what to do.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	var inside fyne.CanvasObject
	switch {
	case f.Card.Resident.ID != 0:
		inside = f.resident(k, room)
	case f.Card.Item.Tool.ID != 0:
		inside = f.toolCard(k, room)
	default:
		inside = k.Row(20, k.Center(k.Icon("qrcode-scan", 64, look.Blue)), k.Left(k.Para(k.Say("desk.ready"), room-90, kit.Style{Size: 24})))
	}
	rows := []fyne.CanvasObject{inside}
	if said, tone := f.said(k); said != "" {
		rows = append(rows, k.Notice(said, room, tone))
	}
	return k.Over(k.Box(look.Card, look.Blue, 2, 22), k.Pad(22, 18, 22, 18, k.Col(12, rows...)))
}

func (f *Flow) said(k kit.Kit) (string, kit.Tone) {
	n := f.Notice
	switch {
	case n.Err != nil:
		return say.Refusal(k.Lang, n.Err, func(inventory.ToolID) inventory.Name { return f.Card.Item.Tool.Name }, f.desk.Now()), kit.Bad
	case n.Key == "":
		return "", kit.Good
	}
	why := k.Say("off." + strconv.Itoa(int(n.Reason)))
	tone := kit.Good
	if n.Key == "desk.back.off" {
		tone = kit.Warn
	}
	return k.Say(n.Key, "tool", say.Name(k.Lang, n.Tool), "why", why), tone
}

func (f *Flow) toolCard(k kit.Kit, width float32) fyne.CanvasObject {
	item, now := f.Card.Item, f.desk.Now()
	room := width - 120 - 24
	title := k.Row(12, k.Fit(say.Name(k.Lang, item.Tool.Name), room*0.7, kit.Style{Size: 30}),
		k.Left(k.Text(item.Tool.ID.Code().Human(), kit.Style{Size: 20, Color: look.Soft, Fixed: true})))
	line := kit.Style{Size: 20, Color: look.Soft}
	rows := []fyne.CanvasObject{title}
	switch item.Status {
	case inventory.Lent:
		l := f.Card.Loan.Loan
		text := k.Say("desk.loan", "name", f.Card.Loan.Borrower, "out", k.Lang.Day(l.Out, now), "due", k.Lang.Day(l.Due, now))
		if days := f.Card.Loan.DaysOverdue; days > 0 {
			text += " · " + k.Say("status.overdue", "days", k.Lang.Number(days))
			line.Color = look.Alert
		}
		rows = append(rows, k.Lines(text, room, 2, line))
		if parts := say.Parts(k.Lang, item.Tool); parts != "" {
			rows = append(rows, k.Para(k.Say("desk.count", "parts", parts), room, kit.Style{Size: 20, Bold: true}))
		}
		rows = append(rows, f.conditions(k, room))
	case inventory.OffShelf:
		why := k.Say("off." + strconv.Itoa(int(item.Reason)))
		rows = append(rows, k.Lines(k.Say("desk.offsince", "why", why, "day", k.Lang.Day(item.Since, now)), room, 2, line),
			k.Row(12, k.Button(kit.Button{Label: k.Say("desk.shelve"), Kind: kit.Next, Off: f.Busy, OnTap: f.OnShelf}), k.Space()))
	default:
		rows = append(rows, k.Fit(k.Say("desk.onshelf.now"), room, line))
	}
	return k.Row(24, k.Col(0, k.Picture(item.Tool.Icon, 120), k.Space()), k.Grow(k.Col(8, rows...)))
}

// conditions are the ways a tool comes back, one tap each.
func (f *Flow) conditions(k kit.Kit, room float32) fyne.CanvasObject {
	each := (room - 3*look.Gap) / 4
	columns := 4
	if each < 170 {
		each, columns = (room-look.Gap)/2, 2
	}
	button := func(key string, kind kit.Kind, found inventory.Condition) fyne.CanvasObject {
		return k.Button(kit.Button{Label: k.Say(key), Kind: kind, Width: each, Off: f.Busy, Text: look.Body, OnTap: func() { f.TakeBack(found) }})
	}
	return k.Grid(columns, look.Gap, look.Target,
		button("desk.good", kit.Next, inventory.Good),
		button("desk.missing", kit.Plain, inventory.PartMissing),
		button("desk.damaged", kit.Plain, inventory.Damaged),
		button("desk.dirty", kit.Plain, inventory.NeedsCleaning))
}

func (f *Flow) resident(k kit.Kit, width float32) fyne.CanvasObject {
	r := f.Card.Resident
	limit := k.Lang.Number(f.desk.Settings().LimitUnverified)
	rows := []fyne.CanvasObject{
		k.Fit(k.Say("desk.resident", "name", r.Person.MaskedName(), "phone", r.Person.MaskedPhone()), width-100, kit.Style{Size: 30}),
	}
	if r.Verified.IsZero() {
		rows = append(rows, k.Fit(k.Say("desk.unverified", "n", limit), width-100, kit.Style{Size: 20, Color: look.Amber}),
			k.Row(12, k.Button(kit.Button{Label: k.Say("desk.verify"), Icon: "card", Kind: kit.Next, Off: f.Busy, OnTap: f.Verify}), k.Space()))
	} else {
		rows = append(rows, k.Fit(k.Say("desk.isverified"), width-100, kit.Style{Size: 20, Color: look.Green}))
	}
	return k.Row(24, k.Col(0, k.Icon("account", 72, look.Blue), k.Space()), k.Grow(k.Col(8, rows...)))
}

func (f *Flow) table(k kit.Kit, lines []inventory.CounterLine, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	room := width - 4 - 48 - 4*12
	var rows []kit.Row
	for _, l := range lines {
		text, tone := f.state(k, l, now)
		cell := func(share float32, s string, color kit.Style) fyne.CanvasObject {
			color.Size, color.Fixed = 20, true
			return k.Share(share, k.Left(k.Fit(s, room*share, color)))
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Pick(l.Tool.ID) }, Cells: []fyne.CanvasObject{
			cell(0.12, fmt.Sprintf("T-%04d", l.Tool.ID), kit.Style{Color: look.Soft}),
			cell(0.36, say.Name(k.Lang, l.Tool.Name), kit.Style{}),
			cell(0.14, l.Borrower, kit.Style{}),
			cell(0.14, l.Loan.Due.Format("01-02"), kit.Style{}),
			k.Share(0.24, k.Left(k.Pill(text, room*0.24, tone))),
		}})
	}
	return k.Table(rows)
}

func (f *Flow) state(k kit.Kit, l inventory.CounterLine, now time.Time) (string, kit.Tone) {
	switch {
	case l.DaysOverdue > 0:
		return k.Say("status.overdue", "days", k.Lang.Number(l.DaysOverdue)), kit.Bad
	case l.Loan.Due.Format(time.DateOnly) == now.Format(time.DateOnly):
		return k.Say("status.duetoday"), kit.Warn
	}
	return k.Say("status.lent"), kit.Good
}
