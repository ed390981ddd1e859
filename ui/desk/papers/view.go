package papers

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const between = 18

// Fills says that the place needs the whole window: a paper is looked at.
func (f *Flow) Fills() bool { return f.Step == Looking }

// View draws the step in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case f.Notice.Err != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Notice.Err, nil, f.desk.Now()), width, kit.Bad))
	case f.Notice.Key != "":
		rows = append(rows, k.Notice(k.Say(f.Notice.Key), width, kit.Good))
	}
	used := float32(0)
	if len(rows) > 0 {
		used = k.Col(0, rows...).MinSize().Height/k.Px(1) + between
	}
	switch f.Step {
	case Looking:
		return k.Col(between, append(rows, f.paper(k, width, height-used))...)
	case Choosing:
		return k.Col(between, append(rows, f.choosing(k, width))...)
	case Asking:
		return k.Col(between, append(rows, k.Digits(kit.Digits{
			Title: k.Say("papers.pin"), Why: k.Say("papers.pin.why"), Text: kit.Dots(f.PIN), Wrong: f.Notice.Err != nil, Width: width,
			Button: kit.Button{Label: k.Say("papers.print"), Kind: kit.Next, Off: f.Busy || len(f.PIN) < inventory.PINLength, OnTap: f.Enter},
			OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() },
		}))...)
	}
	return k.Col(between, append(rows, f.list(k, width, height-used)...)...)
}

// list is what staff can print, and what was printed lately.
func (f *Flow) list(k kit.Kit, width, height float32) []fyne.CanvasObject {
	button := func(icon, label string, onTap func()) kit.Button {
		return kit.Button{Icon: icon, Label: label, Off: f.Busy, OnTap: onTap}
	}
	name := func(p inventory.Paper) string { return k.Say("printers.paper." + strconv.Itoa(int(p))) }
	buttons := []kit.Button{
		button("qrcode-scan", k.Say("papers.labels"), f.ChooseLabels),
		button("clock", name(inventory.OverdueList), func() { f.LookAt(inventory.OverdueList) }),
		button("box", name(inventory.StocktakeList), func() { f.LookAt(inventory.StocktakeList) }),
		button("printer", k.Say("printers.title"), f.Printers),
	}
	if f.Manager() {
		buttons = append(buttons, button("lock", name(inventory.RecoverySheet), f.AskKey))
	}
	rows := []fyne.CanvasObject{k.Choices(width, 3, buttons...)}
	if len(f.Recent) == 0 {
		if f.Loaded {
			rows = append(rows, k.Quiet(k.Para(k.Say("papers.none"), width-40, kit.Style{Size: 24})))
		}
		return rows
	}
	rows = append(rows, k.Para(k.Say("papers.recent"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	used := k.Col(between, rows...).MinSize().Height / k.Px(1)
	from, to, pages := kit.Page(len(f.Recent), int((height-used-3*between-12-look.Target)/kit.TapRow), f.Page)
	var lines []kit.Row
	room := width - 4 - 48 - 2*12
	for _, j := range f.Recent[from:to] {
		lines = append(lines, f.line(k, j, room))
	}
	return append(rows, k.Table(lines), k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

func (f *Flow) line(k kit.Kit, j inventory.PrintJob, room float32) kit.Row {
	when, text, state := float32(0.2), float32(0.58), float32(0.22)
	if k.Portrait() {
		when, text, state = 0.24, 0.5, 0.26
	}
	asked := f.desk.Local(j.Asked)
	day := asked.Format("15:04")
	if inventory.DayOf(asked) != inventory.DayOf(f.desk.Now()) {
		day = asked.Format("01-02 15:04")
	}
	key, tone := State(j.State)
	row := kit.Row{Cells: []fyne.CanvasObject{
		k.Cell(when, room, day, kit.Style{Color: look.Soft}),
		k.Cell(text, room, Name(k.Lang, j), kit.Style{}),
		k.Share(state, k.Left(k.Pill(k.Say(key), room*state, tone)))}}
	if j.Paper != inventory.RecoverySheet {
		row.OnTap = func() { f.Look(j) }
	}
	return row
}

// Name is what a job puts on paper, with its number where it has one.
func Name(l words.Lang, j inventory.PrintJob) string {
	name := l.Say("printers.paper." + strconv.Itoa(int(j.Paper)))
	if c := j.Code(); c.Kind != 0 {
		name += " " + c.Human()
	}
	if j.Copy {
		return l.Say("papers.copy", "paper", name)
	}
	return name
}

// State is how far a paper has come, as a key of the words.
func State(s inventory.PrintState) (string, kit.Tone) {
	tone := kit.Warn
	switch {
	case s == inventory.PrintDone:
		tone = kit.Good
	case s == inventory.PrintFailed, s == inventory.PrintUnknown:
		tone = kit.Bad
	case s > inventory.PrintPending && !s.Final():
		s = inventory.PrintCreating
	}
	return "papers.state." + strconv.Itoa(int(s)), tone
}

// choosing asks which labels, on which sheet, and how much of it is used.
func (f *Flow) choosing(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	one := k.Say("papers.one")
	if f.Tool.ID != 0 {
		one = say.Name(k.Lang, f.Tool.Name) + " " + f.Tool.ID.Code().Human()
	}
	rows := []fyne.CanvasObject{k.Wrapped(look.Gap, room,
		k.Chip(k.Say("papers.all", "n", k.Lang.Number(len(f.All))), f.Tool.ID == 0, f.AllTools),
		k.Left(k.Para(one, min(room, 460), kit.Style{Size: 20, Bold: f.Tool.ID != 0, Fixed: true})))}
	var sheets []fyne.CanvasObject
	for s := inventory.Sheet48; s <= inventory.Single50; s++ {
		if f.Roll == (s == inventory.Single50) { // what the label printer has
			sheets = append(sheets, k.Chip(k.Say("papers.sheet."+strconv.Itoa(int(s))), f.Labels.Sheet == s, func() { f.Sheet(s) }))
		}
	}
	rows = append(rows, k.Wrapped(look.Gap, room, append(sheets, k.Chip(k.Say("papers.tags"), f.Labels.Tags, f.Tags))...))
	if per := f.Labels.Sheet.PerSheet(); per > 1 {
		full, more := f.Labels.Start/columns, f.Labels.Start%columns
		rows = append(rows,
			k.Counting(kit.Counting{Label: k.Say("papers.used.rows"), Number: k.Lang.Number(full), N: full, Of: per/columns - 1, Width: room, OnSet: func(n int) { f.Used(n, more) }}),
			k.Counting(kit.Counting{Label: k.Say("papers.used.more"), Number: k.Lang.Number(more), N: more, Of: columns - 1, Width: room, OnSet: func(n int) { f.Used(full, n) }}))
	}
	rows = append(rows, k.Choices(room, 3, kit.Button{Label: k.Say("papers.look"), Kind: kit.Next, Off: f.Busy, OnTap: f.LookAtLabels}))
	return k.Question(k.Say("papers.which"), width, func() { f.Up() }, k.Col(between, rows...))
}
