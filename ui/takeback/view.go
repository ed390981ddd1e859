package takeback

import (
	"fmt"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/desk/crew"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it: nothing, the desk fills the window.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Bare: true} }

const (
	padding = 28 // left and right of the desk's page
	top     = 24
	bottom  = 20
	between = 18
)

// View draws the bar at the side and the place that is shown.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - k.SideWidth() - 2*padding
	if f.fills(k) {
		width = k.Width() - 2*padding
	}
	shown := f.at(f.Place)
	items := []kit.SideItem{{Icon: "return", Label: k.Say("desk.return"), Selected: f.Place == Counter, OnTap: func() { f.Go(Counter) }}}
	for _, s := range f.places() {
		if s.under == Counter {
			items = append(items, kit.SideItem{Icon: s.icon, Label: k.Say(s.label), Selected: s.place == f.Place || s.place == shown.under, OnTap: func() { f.Go(s.place) }})
		}
	}
	items = append(items, kit.SideItem{Icon: "lock", Label: k.Say("desk.lock"), OnTap: f.Lock})
	side := k.SideBar(k.Say("desk.title"), items)
	var page fyne.CanvasObject
	if shown.room != nil {
		page = f.page(k, width, shown.title, shown.room.View)
	} else {
		page = f.counter(k, width)
	}
	if f.fills(k) {
		return k.Pad(padding, top, padding, bottom, page)
	}
	return k.Row(0, side, k.Grow(k.Pad(padding, top, padding, bottom, page)))
}

// fills says that the place needs the whole width: a paper is looked at, or the
// keyboard stands in a narrow window.
func (f *Flow) fills(k kit.Kit) bool {
	whole, ok := f.at(f.Place).room.(filler)
	return ok && whole.Fills() || k.Portrait() && f.Wording()
}

// page is a place with its title, drawn in the room that is left.
func (f *Flow) page(k kit.Kit, width float32, title string, view func(k kit.Kit, width, height float32) fyne.CanvasObject) fyne.CanvasObject {
	head := f.head(k, width, title)
	room := k.Height() - top - bottom - between - head.MinSize().Height/k.Px(1)
	return k.Col(between, head, k.Grow(view(k, width, room)))
}

// counter is the place of returns: figures, what was scanned, what is out.
// While a question is asked, it stands in their place.
func (f *Flow) counter(k kit.Kit, width float32) fyne.CanvasObject {
	rows := []fyne.CanvasObject{f.head(k, width, "desk.scan")}
	if f.Sheet() != NoSheet {
		rows = append(rows, f.card(k, width))
		used := k.Col(between, rows...).MinSize().Height / k.Px(1)
		return k.Col(between, append(rows, f.sheet(k, width, k.Height()-top-bottom-used-between))...)
	}
	card := f.card(k, width)
	if tall := k.Height() * 0.48; f.Card.Item.Tool.ID == 0 || card.MinSize().Height/k.Px(1) < tall {
		rows = append(rows, f.stats(k))
	}
	rows = append(rows, card)
	used := k.Col(between, rows...).MinSize().Height / k.Px(1)
	room := k.Height() - top - bottom - used - 2*between - look.Target - 12
	lines, page, pages := f.lines(int(room / kit.TapRow))
	switch {
	case len(f.Open) == 0:
		rows = append(rows, k.Para(k.Say("desk.empty"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	case room >= kit.TapRow:
		rows = append(rows, f.table(k, lines, width), k.Space(), k.Right(k.Pager(page, pages, f.Turn)))
	}
	return k.Col(between, rows...)
}

// lines is the part of the open loans that the page shows, perPage lines each.
func (f *Flow) lines(perPage int) (lines []inventory.CounterLine, page, pages int) {
	from, to, pages := kit.Page(f.Today.OnLoan, perPage, f.Page)
	f.perPage = max(perPage, 1)
	within := func(n int) int { return min(max(n-f.first, 0), len(f.Open)) }
	return f.Open[within(from):within(to)], min(f.Page, pages-1), pages
}

func (f *Flow) head(k kit.Kit, width float32, title string) fyne.CanvasObject {
	role := crew.Label(k.Lang, f.Who)
	locks := func(left time.Duration) string {
		clock := fmt.Sprintf("%d:%02d", int(left.Minutes()), int(left.Seconds())%60)
		return k.Say("desk.onduty", "name", role) + " · " + k.Say("desk.locks", "time", clock)
	}
	style := kit.Style{Size: look.Second, Color: look.Soft, Fixed: true, Align: fyne.TextAlignTrailing}
	live := k.Live(locks(f.LocksAt.Sub(f.desk.Now())), locks(88*time.Minute), style)
	f.lockTick = func(left time.Duration) { live.Set(locks(left)) }
	return k.Row(16, k.Left(k.Lines(k.Say(title), width*0.42, 2, kit.Style{Size: 32})), k.Space(), k.Center(live.Object))
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

func (f *Flow) table(k kit.Kit, lines []inventory.CounterLine, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	room := width - 4 - 48 - 4*12
	var rows []kit.Row
	for _, l := range lines {
		text, tone := f.state(k, l, now)
		rows = append(rows, kit.Row{OnTap: func() { f.Pick(l.Tool.ID) }, Cells: []fyne.CanvasObject{
			k.Cell(0.12, room, fmt.Sprintf("T-%04d", l.Tool.ID), kit.Style{Color: look.Soft}),
			k.Cell(0.36, room, say.Name(k.Lang, l.Tool.Name), kit.Style{}),
			k.Cell(0.14, room, l.Borrower, kit.Style{}),
			k.Cell(0.14, room, l.Loan.Due.Format("01-02"), kit.Style{}),
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
