package audit

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/desk/crew"
	"redwrench/ui/desk/settings"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 18

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	add := func(o ...fyne.CanvasObject) fyne.CanvasObject { return k.Col(between, append(rows, o...)...) }
	up := func() { f.Up() }
	room := width - 44
	switch f.Step {
	case One:
		return add(f.one(k, width))
	case Who:
		people := []kit.Button{
			{Label: k.Say("audit.anybody"), OnTap: f.Anybody},
			{Label: k.Say("audit.nobody"), OnTap: func() { f.By(0) }},
		}
		for _, s := range f.Staff[:min(len(f.Staff), mostStaff)] {
			people = append(people, kit.Button{Label: crew.Label(k.Lang, s) + " · S" + strconv.Itoa(int(s.ID)), OnTap: func() { f.By(s.ID) }})
		}
		return add(k.Question(k.Say("audit.who"), width, up, k.Choices(room, 4, people...)))
	case Kinds:
		return add(f.kinds(k, width, height-f.used(k, rows))...)
	case Kind:
		kinds := []kit.Button{{Label: k.Say("audit.allrecords"), OnTap: func() { f.About("") }}}
		for _, kind := range []code.Kind{code.Tool, code.Resident, code.Loan, code.Hold, code.Reservation, code.Consumable, code.Job} {
			kinds = append(kinds, kit.Button{Label: k.Say("audit.record." + string(kind)), OnTap: func() { f.Of(kind) }})
		}
		return add(k.Question(k.Say("audit.record"), width, up,
			k.Para(k.Say("audit.record.how"), room, kit.Style{Size: look.Body, Color: look.Soft}), k.Choices(room, 4, kinds...)))
	case Number:
		return add(k.Digits(kit.Digits{Title: k.Say("audit.record." + string(f.Record)), Why: k.Say("audit.number"), Text: f.Digits, Width: width,
			Button: kit.Button{Label: k.Say("audit.show"), Kind: kit.Next, Off: f.Digits == "", OnTap: f.Enter}, OnKey: f.Typed, OnErase: f.Erase, Back: up}))
	case Which:
		return add(k.Question(k.Say("audit.day"), width, up, f.calendar(k, room)))
	}
	return add(f.list(k, width, height-f.used(k, rows))...)
}

// mostStaff is how many people the question has room for.
const mostStaff = 22

func (*Flow) used(k kit.Kit, rows []fyne.CanvasObject) (height float32) {
	for _, r := range rows {
		height += r.MinSize().Height/k.Px(1) + between
	}
	return height
}

// said is what was found or refused, or how far the work is.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	n := func(n int) string { return k.Lang.Number(n) }
	switch {
	case f.Working() && f.Slow:
		done, all := f.Tally.Read()
		stop := k.Button(kit.Button{Label: k.Say("exchange.cancel"), Icon: "close", OnTap: f.Cancel})
		text := k.Say("audit.working", "percent", n(done*100/max(all, 1)))
		return []fyne.CanvasObject{k.Row(16, k.Left(k.Text(text, kit.Style{Size: look.Body, Fixed: true})), k.Space(), stop)}
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Proof != nil && len(f.Proof.Faults) > 0:
		return []fyne.CanvasObject{k.Notice(k.Say("audit.broken", "n", n(len(f.Proof.Faults)), "what", f.Proof.Faults[0]), width, kit.Bad)}
	case f.Proof != nil:
		return []fyne.CanvasObject{k.Notice(k.Say("audit.whole", "n", n(int(f.Proof.Entries))), width, kit.Good)}
	}
	return nil
}

// by is who did it.
func (f *Flow) by(l words.Lang, who inventory.StaffID) string {
	if who == 0 {
		return l.Say("audit.nobody")
	}
	for _, s := range f.Staff {
		if s.ID == who {
			return crew.Label(l, s)
		}
	}
	return "S" + strconv.Itoa(int(who))
}

// subject is a record of a deed as people read it, or what was changed.
func subject(l words.Lang, s string) string {
	if c, err := code.Parse(s); err == nil {
		return c.Human()
	}
	if strings.Contains(s, " → ") {
		return settings.Told(l, s)
	}
	return s
}

// subjects are the first of a deed's records, or the first setting it changed, and
// how many more there are.
func subjects(k kit.Kit, e inventory.Entry) string {
	most := 2
	if k.Portrait() {
		most = 1
	}
	if len(e.Subjects) > 0 && strings.Contains(e.Subjects[0], " → ") {
		most = 1
	}
	var list []string
	for _, s := range e.Subjects[:min(len(e.Subjects), most)] {
		name, _, told := strings.Cut(s, ": ")
		if text := subject(k.Lang, s); !told {
			list = append(list, text)
		} else {
			list = append(list, settings.Label(k.Lang, name))
		}
	}
	if more := len(e.Subjects) - most; more > 0 {
		list = append(list, "+"+k.Lang.Number(more))
	}
	return strings.Join(list, "  ")
}

func (f *Flow) list(k kit.Kit, width, height float32) []fyne.CanvasObject {
	filters := f.filters(k, width)
	used := filters.MinSize().Height/k.Px(1) + look.Next + 2*between
	f.perPage = max(int((height-used)/kit.TapRow), 1)
	count := len(f.Deeds)
	if f.More() {
		count++ // there is another page
	}
	from, to, pages := kit.Page(count, f.perPage, f.Page)
	room := width - 4 - 48 - 3*12
	var rows []kit.Row
	for _, e := range f.Deeds[min(from, len(f.Deeds)):min(to, len(f.Deeds))] {
		cell := func(share float32, text string, s kit.Style) fyne.CanvasObject {
			s.Size, s.Fixed = 20, true
			return k.Share(share, k.Left(k.Lines(text, room*share, 2, s)))
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Open(e) }, Cells: []fyne.CanvasObject{
			k.Cell(0.17, room, f.desk.Local(e.At).Format("01-02 15:04"), kit.Style{Color: look.Soft}),
			cell(0.18, f.by(k.Lang, e.Who), kit.Style{}),
			cell(0.27, say.Deed(k.Lang, e.Deed), kit.Style{Bold: true}),
			cell(0.38, subjects(k, e), kit.Style{Color: look.Soft})}})
	}
	list := []fyne.CanvasObject{filters}
	switch {
	case len(rows) > 0:
		list = append(list, k.Table(rows))
	case !f.Working():
		list = append(list, k.Para(k.Say("audit.none"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	each := min((width-350)/2, 260)
	if k.Portrait() {
		each = (width - 320) / 2
	}
	foot := []fyne.CanvasObject{
		k.Button(kit.Button{Label: k.Say("audit.export"), Icon: "table-out", Width: each, Text: look.Second, Off: f.Working(), OnTap: f.Export}),
		k.Button(kit.Button{Label: k.Say("audit.prove"), Icon: "check", Width: each, Text: look.Second, Off: f.Working(), OnTap: f.Prove}),
		k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn)),
	}
	return append(list, k.Space(), k.Row(look.Gap, foot...))
}

// filters are what the deeds are looked for by, each to be changed.
func (f *Flow) filters(k kit.Kit, width float32) fyne.CanvasObject {
	who, kind, record, day := k.Say("audit.anybody"), k.Say("audit.allkinds"), k.Say("audit.allrecords"), k.Say("audit.alldays")
	if f.Filter.Who != 0 || f.Filter.Nobody {
		who = f.by(k.Lang, f.Filter.Who)
	}
	if f.Filter.Deed != "" {
		kind = say.Deed(k.Lang, f.Filter.Deed)
	}
	if f.Filter.Subject != "" {
		record = subject(k.Lang, f.Filter.Subject)
	}
	if f.Filter.From != 0 {
		day = k.Lang.Day(f.Filter.From.In(f.desk.Now().Location()), f.desk.Now())
	}
	return k.Choices(width, 4,
		kit.Button{Label: who, Icon: "account", OnTap: func() { f.Ask(Who) }}, kit.Button{Label: kind, Icon: "more", OnTap: func() { f.Ask(Kinds) }},
		kit.Button{Label: record, Icon: "qrcode-scan", OnTap: func() { f.Ask(Kind) }}, kit.Button{Label: day, Icon: "calendar", OnTap: func() { f.Ask(Which) }})
}

// one is a deed with everything the audit says of it, and the ways to what goes
// with it.
func (f *Flow) one(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	e := f.Deed
	at := f.desk.Local(e.At)
	line := k.Say("audit.line", "n", strconv.FormatUint(e.Seq, 10), "who", f.by(k.Lang, e.Who), "day", k.Lang.Date(at), "time", at.Format("15:04:05"))
	rows := []fyne.CanvasObject{k.Para(line, room, kit.Style{Size: look.Body, Color: look.Soft})}
	var ways []kit.Button
	for _, s := range e.Subjects {
		if _, err := code.Parse(s); err == nil {
			ways = append(ways, kit.Button{Label: k.Say("audit.about", "code", subject(k.Lang, s)), OnTap: func() { f.About(s) }})
			continue
		}
		rows = append(rows, k.Para(subject(k.Lang, s), room, kit.Style{Size: 20, Fixed: true}))
	}
	ways = append(ways[:min(len(ways), mostWays)],
		kit.Button{Label: k.Say("audit.by", "who", f.by(k.Lang, e.Who)), OnTap: func() { f.By(e.Who) }},
		kit.Button{Label: k.Say("audit.like"), OnTap: func() { f.Like(e.Deed) }},
		kit.Button{Label: k.Say("audit.that", "day", k.Lang.Short(at)), OnTap: func() { f.On(inventory.DayOf(at)) }})
	return k.Question(say.Deed(k.Lang, e.Deed), width, func() { f.Up() }, append(rows[:min(len(rows), mostRows)], k.Gap(0), k.Choices(room, 4, ways...))...)
}

// mostWays is how many records of a deed lead on, mostRows how many other things
// it tells.
const (
	mostWays = 9
	mostRows = 9
)

// kinds is a page of the kinds of deeds and how often each was done.
func (f *Flow) kinds(k kit.Kit, width, height float32) []fyne.CanvasObject {
	from, to, pages := kit.Page(len(f.Counts), int((height-110-look.Next-2*between)/kit.TapRow), f.Page)
	room := width - 4 - 48 - 12
	var rows []kit.Row
	for _, c := range f.Counts[from:to] {
		rows = append(rows, kit.Row{OnTap: func() { f.Like(c.Deed) }, Cells: []fyne.CanvasObject{
			k.Cell(0.75, room, say.Deed(k.Lang, c.Deed), kit.Style{}), k.Cell(0.25, room, k.Lang.Number(c.N), kit.Style{Color: look.Soft})}})
	}
	list := []fyne.CanvasObject{k.Question(k.Say("audit.which"), width, func() { f.Up() })}
	if len(rows) > 0 {
		list = append(list, k.Table(rows))
	}
	all := k.Button(kit.Button{Label: k.Say("audit.allkinds"), Width: 260, OnTap: func() { f.Like("") }})
	return append(list, k.Space(), k.Row(16, all, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, func(p int) { f.Page = p; f.stage.Refresh() }))))
}

// calendar is a month of days to tap, and the way to other months and to all days.
func (f *Flow) calendar(k kit.Kit, width float32) fyne.CanvasObject {
	arrow := func(icon string, months int) fyne.CanvasObject {
		return k.Button(kit.Button{Icon: icon, Width: 96, OnTap: func() { f.Leaf(months) }})
	}
	month := k.Center(k.Text(f.Month.Format("2006-01"), kit.Style{Size: 26, Bold: true, Fixed: true}))
	all := k.Button(kit.Button{Label: k.Say("audit.alldays"), Width: 200, OnTap: func() { f.On(0) }})
	var week []string
	for i := range 7 { // from Monday on
		week = append(week, k.Say("desk.weekday."+strconv.Itoa((i+1)%7)))
	}
	days := make([]kit.CalendarDay, (int(f.Month.Weekday())+6)%7)
	today := inventory.DayOf(f.desk.Now())
	for d := inventory.DayOf(f.Month); d < inventory.DayOf(f.Month.AddDate(0, 1, 0)); d++ {
		day := kit.CalendarDay{Label: strconv.Itoa(d.In(time.UTC).Day()), Kind: kit.DayFree, OnTap: func() { f.On(d) }}
		switch {
		case d == f.Filter.From:
			day.Kind = kit.DayChosen
		case d > today:
			day.Kind = kit.DayClosed
		}
		days = append(days, day)
	}
	return k.Col(look.Gap, k.Row(look.Gap, arrow("left", -1), k.Grow(month), all, arrow("right", 1)), k.Calendar(week, days, width, look.Target))
}
