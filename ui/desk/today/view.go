package today

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

const (
	between = 14
	gap     = 16
)

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	switch f.Step {
	case Listed:
		return f.list(k, width, height)
	case Late:
		return f.late(k, width, height)
	case Promise:
		return f.promise(k, width)
	case Printing:
		return f.printing(k, width)
	case RemindAll:
		return f.remindAll(k, width)
	case Saved:
		return f.saved(k, width)
	}
	return k.Col(between, append(f.said(k, width), f.figures(k, width, height)...)...)
}

// said is what happened to the last tap.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch n := f.Notice; {
	case n.Err != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, n.Err, nil, f.desk.Now()), width, kit.Bad)}
	case n.Key != "":
		return []fyne.CanvasObject{k.Notice(k.Say(n.Key, "n", k.Lang.Number(n.N)), width, kit.Good)}
	}
	return nil
}

// figures are a tile for each list, and the ways to other places.
func (f *Flow) figures(k kit.Kit, width, height float32) []fyne.CanvasObject {
	const least, most, foot = 112, 168, 72
	columns := float32(4)
	if k.Portrait() {
		columns = 3
	}
	each := (width - (columns-1)*gap) / columns
	counts := f.counts(k)
	lines := float32((len(counts) + int(columns) - 1) / int(columns))
	room := height - foot - between
	for _, o := range f.said(k, width) {
		room -= o.MinSize().Height/k.Px(1) + between
	}
	tall := min(max((room-(lines-1)*gap)/lines, least), most)
	var tiles, ways []fyne.CanvasObject
	for _, c := range counts {
		c.Width, c.Height = each, tall
		tiles = append(tiles, k.Count(c))
	}
	for _, w := range f.ways.More() {
		ways = append(ways, k.Button(kit.Button{Label: k.Say(w.Key), Icon: w.Icon, Width: each, Height: foot, OnTap: w.Go}))
	}
	return []fyne.CanvasObject{k.Grid(int(columns), gap, tall, tiles...), k.Space(), k.Row(gap, append(ways, k.Space())...)}
}

// counts are the figures of the day.
func (f *Flow) counts(k kit.Kit) []kit.Count {
	o := f.Overview
	list := func(l inventory.List, icon, key string, n int, tone kit.Tone) kit.Count {
		if n == 0 {
			tone = kit.Good
		}
		return kit.Count{Icon: icon, Label: k.Say(key), Text: k.Lang.Number(n), Tone: tone, OnTap: func() { f.Choose(l) }}
	}
	counts := []kit.Count{
		list(inventory.ListOut, "right", "desk.out", o.Out, kit.Good),
		list(inventory.ListBack, "return", "desk.backtoday", o.Back, kit.Good),
		list(inventory.ListLoans, "loans", "desk.onloan", o.OnLoan, kit.Good),
		list(inventory.ListOverdue, "alert", "desk.overdue", o.Overdue, kit.Bad),
		list(inventory.ListDue, "calendar", "today.due", o.Due, kit.Warn),
		list(inventory.ListReady, "queue", "today.ready", o.Ready, kit.Warn),
		{Icon: "jobs", Label: k.Say("today.jobs"), Text: k.Lang.Number(o.Jobs), Tone: kit.Good, OnTap: f.ways.Jobs},
		list(inventory.ListOff, "repair", "today.off", o.Off, kit.Good),
		list(inventory.ListSlips, "card", "today.slips", o.Slips, kit.Warn),
		{Icon: "printer", Label: k.Say("printers.title"), Text: k.Say("today.well"), OnTap: f.ToPrinters},
		{Icon: "history", Label: k.Say("today.backup"), Text: f.saidBackup(k), OnTap: f.Backups},
	}
	if n := f.Unwell(); n > 0 {
		counts[9].Text, counts[9].Tone = k.Say("today.unwell", "n", k.Lang.Number(n)), kit.Bad
	}
	if f.Backup.Key != "" || f.Loaded && f.Backup.At.IsZero() {
		counts[10].Tone = kit.Bad
	}
	return counts
}

// saidBackup is when the last backup was made.
func (f *Flow) saidBackup(k kit.Kit) string {
	switch at := f.Backup.At; {
	case !f.Loaded:
		return ""
	case at.IsZero():
		return k.Say("today.backup.none")
	default:
		return k.Lang.Day(at, f.desk.Now()) + " " + k.Lang.Clock(at)
	}
}

// list is the list that is shown.
func (f *Flow) list(k kit.Kit, width, height float32) fyne.CanvasObject {
	back := func() { f.Up() }
	rows := f.said(k, width)
	if len(rows) == 0 {
		return f.List.View(k, width, height, back)
	}
	used := k.Col(between, rows...).MinSize().Height/k.Px(1) + between
	return k.Col(between, append(rows, k.Grow(f.List.View(k, width, height-used, back)))...)
}

// mostKept is how many old records are shown one by one.
const mostKept = 3

// kept are the old records that were put aside, and how long they stay.
func (f *Flow) kept(k kit.Kit, room float32) []fyne.CanvasObject {
	var rows []kit.Row
	var all int64
	for i, old := range f.Backup.Kept {
		if all += old.Bytes; i < mostKept {
			rows = append(rows, kit.Row{Cells: []fyne.CanvasObject{
				k.Cell(0.7, room-4-48-12, say.FullDay(k.Lang, inventory.DayOf(old.At))+" "+k.Lang.Clock(old.At), kit.Style{}),
				k.Cell(0.3, room-4-48-12, megabytes(k, old.Bytes), kit.Style{Color: look.Soft})}})
		}
	}
	text := k.Say("today.backup.kept", "n", k.Lang.Number(len(f.Backup.Kept)), "size", megabytes(k, all), "days", k.Lang.Number(f.desk.Settings().RetentionDays))
	return []fyne.CanvasObject{k.Para(text, room, kit.Style{Size: look.Body}), k.Table(rows)}
}

// megabytes is a size as people read it, rounded up.
func megabytes(k kit.Kit, bytes int64) string {
	return k.Lang.Number(int((bytes+1<<20-1)>>20)) + " MB"
}

// saved says how the backups are.
func (f *Flow) saved(k kit.Kit, width float32) fyne.CanvasObject {
	room, b := width-44, f.Backup
	var rows []fyne.CanvasObject
	if b.Key != "" {
		rows = append(rows, k.Notice(k.Say(b.Key), room, kit.Bad))
	}
	here := k.Say("today.backup.none")
	if !b.At.IsZero() {
		here = k.Say("today.backup.here", "when", f.saidBackup(k))
	}
	rows = append(rows, k.Para(here, room, kit.Style{Size: look.Body}))
	switch {
	case !b.Stick.IsZero():
		rows = append(rows, k.Para(k.Say("today.backup.stick", "when", k.Lang.Day(b.Stick, f.desk.Now())+" "+k.Lang.Clock(b.Stick)), room, kit.Style{Size: look.Body}))
	case b.Sticks:
		rows = append(rows, k.Notice(k.Say("today.backup.nostick"), room, kit.Warn))
	}
	rows = append(rows, k.Para(k.Say("today.backup.how"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	if len(b.Kept) > 0 {
		rows = append(rows, f.kept(k, room)...)
	}
	return k.Question(k.Say("today.backup"), width, func() { f.Up() }, rows...)
}
