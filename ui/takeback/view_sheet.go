package takeback

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// sheet is the question about the card, drawn in a room of width × height.
func (f *Flow) sheet(k kit.Kit, width, height float32) fyne.CanvasObject {
	room := width - 44
	name := say.Name(k.Lang, f.Card.Item.Tool.Name)
	choices := func(title string, list []kit.Button) fyne.CanvasObject {
		return k.Question(k.Say(title), width, f.Up, k.Choices(room, 3, list...))
	}
	switch f.Sheet() {
	case CountMissing:
		return k.Question(k.Say("desk.missing.which"), width, f.Up, f.counting(k, room, "desk.missing.n", f.missingButtons(k)...)...)
	case CountFound:
		return k.Question(k.Say("desk.found.which"), width, f.Up, f.counting(k, room, "desk.found.n",
			kit.Button{Label: k.Say("desk.found.yes"), Kind: kit.Next, Off: f.Busy || len(f.Ticked()) == 0, OnTap: f.PartsFound})...)
	case HandedIn:
		return choices("desk.handedin.when", f.moments(k))
	case Extending:
		return choices("desk.extend.until", f.days(k))
	case TakingOff:
		return choices("desk.takeoff.why", []kit.Button{
			f.off(k, inventory.Repair), f.off(k, inventory.Cleaning), f.off(k, inventory.Inspection)})
	case Inspecting:
		return choices("desk.inspect.how", f.verdict(k))
	case Retiring:
		return choices("desk.retire.why", f.retireReasons(k))
	case AskSure:
		return k.Question(k.Say(f.Sure.Key, "tool", name), width, f.Up, k.Choices(room, 3,
			kit.Button{Label: k.Say(f.Sure.Yes), Kind: kit.Next, Off: f.Busy, OnTap: f.Confirm}))
	case ShowPast:
		return k.Question(k.Say("desk.past.of", "tool", name), width, f.Up, f.past(k, room, height)...)
	}
	return choices("desk.more.what", f.moreActions(k))
}

// counting are the parts to count and the buttons under them.
func (f *Flow) counting(k kit.Kit, width float32, number string, buttons ...kit.Button) []fyne.CanvasObject {
	columns := 1
	if !k.Portrait() && len(f.Ticks) > 3 {
		columns = 2
	}
	each := (width - float32(columns-1)*24) / float32(columns)
	var rows, row []fyne.CanvasObject
	for i, t := range f.Ticks {
		words := ""
		if t.N > 0 {
			words = k.Say(number, "n", k.Lang.Number(t.N))
		}
		row = append(row, k.Counting(kit.Counting{
			Label:  say.Name(k.Lang, t.Part.Name) + " ×" + k.Lang.Number(t.Part.Count),
			Number: words, N: t.N, Of: t.Part.Count, Width: each, OnSet: func(n int) { f.Tick(i, n) }}))
		if len(row) == columns || i == len(f.Ticks)-1 {
			rows, row = append(rows, k.Row(24, row...)), nil
		}
	}
	return append(rows, k.Gap(0), k.Choices(width, 2, buttons...))
}

func (f *Flow) missingButtons(k kit.Kit) []kit.Button {
	return []kit.Button{
		{Label: k.Say("desk.missing.yes"), Kind: kit.Next, Off: f.Busy || len(f.Ticked()) == 0, OnTap: f.TakeBackWithout},
		{Label: k.Say("desk.missing.later"), Off: f.Busy || len(f.Ticked()) > 0, OnTap: f.TakeBackWithout},
	}
}

// moreActions are the rarer things to do with the tool, at most five.
func (f *Flow) moreActions(k kit.Kit) []kit.Button {
	button := func(key string, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: onTap}
	}
	past := button("desk.past", func() { f.Ask(ShowPast) })
	lost := button("desk.lost", f.Lose)
	retire := button("desk.retire", func() { f.Ask(Retiring) })
	item := f.Card.Item
	switch {
	case item.Status == inventory.Lent:
		list := []kit.Button{button("desk.worn", func() { f.TakeBack(inventory.Worn) })}
		if len(f.Moments()) > 0 {
			list = append(list, button("desk.handedin", func() { f.Ask(HandedIn) }))
		}
		return append(list, button("desk.extend", func() { f.Ask(Extending) }), lost, past)
	case f.Card.Lost():
		return []kit.Button{button("desk.worn", func() { f.TakeBack(inventory.Worn) }), retire, past}
	}
	list := []kit.Button{lost, retire, past, button("desk.label", f.Label)}
	if len(item.Tool.Lacking) > 0 && len(item.Lacks) == 0 {
		list = append(list, button("desk.somefound", func() { f.Ask(CountFound) }))
	}
	return list
}

func (f *Flow) moments(k kit.Kit) []kit.Button {
	list := []kit.Button{{Label: k.Say("desk.handedin.now"), Kind: kit.Next, OnTap: func() { f.Came(time.Time{}) }}}
	for _, t := range f.Moments() {
		list = append(list, kit.Button{Label: moment(k.Lang, t, f.desk.Now()), OnTap: func() { f.Came(t) }})
	}
	return list
}

func (f *Flow) days(k kit.Kit) []kit.Button {
	var list []kit.Button
	from := max(inventory.DayOf(f.Card.Loan.Loan.Due), inventory.DayOf(f.desk.Now()))
	for _, day := range f.Later() {
		list = append(list, kit.Button{
			Label:  k.Lang.Day(day.In(f.desk.Now().Location()), f.desk.Now()),
			Second: k.Say("desk.extend.more", "n", k.Lang.Number(int(day-from))),
			Off:    f.Busy, OnTap: func() { f.Extend(day) }})
	}
	return list
}

func (f *Flow) off(k kit.Kit, r inventory.Reason) kit.Button {
	return kit.Button{Label: k.Say("desk.takeoff." + strconv.Itoa(int(r))), Off: f.Busy, OnTap: func() { f.TakeOff(r) }}
}

func (f *Flow) retireReasons(k kit.Kit) []kit.Button {
	var list []kit.Button
	for why := inventory.RetiredWorn; why <= inventory.RetiredUnsafe; why++ {
		list = append(list, kit.Button{Label: k.Say("desk.retire." + strconv.Itoa(int(why))), OnTap: func() { f.Retire(why) }})
	}
	return list
}

// past is a page of the tool's history and the arrows to turn it.
func (f *Flow) past(k kit.Kit, width, height float32) []fyne.CanvasObject {
	room := width - 4 - 48 - 2*12
	day, text := float32(0.15), float32(0.55)
	if k.Portrait() {
		day, text = 0.23, 0.47
	}
	from, to, pages := kit.Page(len(f.Past.Events), int((height-150-look.Target-40)/kit.PlainRow), f.Past.Page)
	var rows []kit.Row
	for _, e := range f.Past.Events[from:to] {
		what, how, tone := f.event(k.Lang, e)
		rows = append(rows, kit.Row{Cells: []fyne.CanvasObject{
			k.Cell(day, room, e.At.Format(time.DateOnly), kit.Style{Color: look.Soft}),
			k.Share(text, k.Left(k.Lines(what, room*text, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.3, k.Left(k.Pill(how, room*0.3, tone)))}})
	}
	if len(rows) == 0 {
		return nil
	}
	return []fyne.CanvasObject{k.Table(rows), k.Right(k.Pager(min(f.Past.Page, pages-1), pages, f.TurnPast))}
}

// event is a line of the history: what, and how it ended.
func (f *Flow) event(l words.Lang, e inventory.Event) (what, how string, tone kit.Tone) {
	switch {
	case e.Loan.ID != 0:
		return f.pastLoan(l, e.Loan)
	case e.Service.ID != 0:
		return f.pastStay(l, e.Service)
	case !f.Past.Tool.Retired.IsZero() && e.At.Equal(f.Past.Tool.Retired):
		return l.Say("desk.past.retired"), l.Say("desk.retire." + strconv.Itoa(int(f.Past.Tool.RetiredWhy))), kit.Warn
	case f.Past.Tool.Origin.Donated:
		return l.Say("desk.past.came"), l.Say("desk.past.given"), kit.Good
	}
	return l.Say("desk.past.came"), l.Say("desk.past.bought"), kit.Good
}

func (f *Flow) pastLoan(l words.Lang, loan inventory.Loan) (what, how string, tone kit.Tone) {
	what = l.Say("desk.past.loan", "code", loan.ID.Code().Human())
	switch {
	case loan.Undone != 0:
		return what, l.Say("desk.past.undone"), kit.Warn
	case loan.Open():
		return what, l.Say("desk.past.out", "day", l.Short(f.desk.Local(loan.Due))), kit.Warn
	case !loan.Lost.IsZero() && loan.Settled.IsZero():
		return what, l.Say("desk.past.lost"), kit.Bad
	case !loan.Lost.IsZero():
		return what, l.Say("desk.past.settled"), kit.Warn
	}
	what += " · " + l.Say("desk.past.until", "day", l.Short(f.desk.Local(loan.Back)))
	if loan.Found != inventory.Good {
		return what, l.Say("desk.past.found." + strconv.Itoa(int(loan.Found))), kit.Warn
	}
	if loan.Late() {
		return what, l.Say("desk.past.late"), kit.Bad
	}
	return what, l.Say("desk.past.good"), kit.Good
}

func (f *Flow) pastStay(l words.Lang, s inventory.Service) (what, how string, tone kit.Tone) {
	what = l.Say("desk.past.stay." + strconv.Itoa(int(s.Reason)))
	if s.Until.IsZero() {
		return what, l.Say("desk.past.still"), kit.Warn
	}
	if !s.Until.Equal(s.Since) {
		what += " · " + l.Say("desk.past.until", "day", l.Short(f.desk.Local(s.Until)))
	}
	tone = kit.Good
	if s.Result != inventory.InOrder {
		tone = kit.Warn
	}
	return what, l.Say("desk.past.result." + strconv.Itoa(int(s.Result))), tone
}
