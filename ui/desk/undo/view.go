package undo

import (
	"slices"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// keys are the words for deeds, by their names in the audit.
var keys = map[string]string{
	"lend":           "desk.deed.lend",
	"take back":      "desk.deed.back",
	"renew":          "desk.deed.renew",
	"extend":         "desk.deed.extend",
	"place hold":     "desk.deed.hold",
	"cancel hold":    "desk.deed.unhold",
	"reserve":        "desk.deed.reserve",
	"declare lost":   "desk.deed.lost",
	"retire":         "desk.deed.retire",
	"take off shelf": "desk.deed.off",
	"hand out":       "desk.deed.handout",
	"add tool":       "desk.deed.add",

	"report job":        "deed.reportjob",
	"take job":          "deed.takejob",
	"assign job":        "deed.assignjob",
	"give up job":       "deed.giveupjob",
	"fill in job sheet": "deed.fillinjobsheet",
	"pass on job":       "deed.passonjob",
	"cancel job":        "deed.canceljob",
	"lend for job":      "deed.lendforjob",
}

// View draws the list, or the question, in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	switch {
	case f.Refusal != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	case f.Undone.Seq != 0:
		rows = append(rows, k.Notice(k.Say("desk.undone", "deed", f.Undone.words(k.Lang)), width, kit.Good))
	}
	if f.Chosen.Seq != 0 {
		return k.Col(18, append(rows, f.why(k, width))...)
	}
	minutes := k.Lang.Number(int(f.desk.Settings().UndoWithin.Minutes()))
	rows = append(rows, k.Para(k.Say("desk.undo.how", "n", minutes), width, kit.Style{Size: look.Body, Color: look.Soft}))
	if f.Loaded && len(f.Lines) == 0 {
		return k.Col(18, append(rows, k.Quiet(k.Para(k.Say("desk.undo.none"), width-40, kit.Style{Size: 24})))...)
	}
	used := k.Col(18, rows...).MinSize().Height / k.Px(1)
	from, to, pages := kit.Page(len(f.Lines), int((height-used-18-12-look.Target-18)/kit.TapRow), f.Page)
	if to > from {
		rows = append(rows, f.table(k, f.Lines[from:to], width))
	}
	return k.Col(18, append(rows, k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))...)
}

func (f *Flow) table(k kit.Kit, lines []Line, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 2*12
	var rows []kit.Row
	for _, l := range lines {
		left := k.Say("desk.undo.left", "n", k.Lang.Number(max(int(l.Left.Minutes()), 1)))
		rows = append(rows, kit.Row{OnTap: func() { f.Choose(l) }, Cells: []fyne.CanvasObject{
			k.Cell(0.12, room, l.At.Format("15:04"), kit.Style{Color: look.Soft}),
			k.Share(0.64, k.Left(k.Lines(k.Say(keys[l.Deed])+" "+l.thing(k.Lang), room*0.64, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.24, k.Right(k.Pill(left, room*0.24, kit.Warn))),
		}})
	}
	return k.Table(rows)
}

// why asks for the reason; one tap undoes the deed.
func (f *Flow) why(k kit.Kit, width float32) fyne.CanvasObject {
	title := k.Say("desk.undo.why", "deed", f.Chosen.words(k.Lang))
	button := func(key string, why inventory.UndoReason) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: func() { f.Undo(why) }}
	}
	return k.Question(title, width, func() { f.Up() }, k.Choices(width-44, 2,
		button("desk.undo.mistap", inventory.MisTap),
		button("desk.undo.tool", inventory.WrongTool),
		button("desk.undo.person", inventory.WrongPerson),
		button("desk.undo.other", inventory.OtherMistake)))
}

// words is the deed as a person says it: "14:03 借出 冲击电钻 · L-000012-7".
func (l Line) words(lang words.Lang) string {
	return l.At.Format("15:04") + " " + lang.Say(keys[l.Deed]) + " " + l.thing(lang)
}

// thing is what a deed was done with: equal tools once and how many they are, of
// many others the first two.
func (l Line) thing(lang words.Lang) string {
	const named = 2
	differ := slices.Compact(slices.Clone(l.Names))
	names := make([]string, 0, named)
	for _, n := range differ[:min(len(differ), named)] {
		names = append(names, say.Name(lang, n))
	}
	text := say.List(lang, names)
	switch {
	case len(differ) == 1 && len(l.Names) > 1: // equal ones
		text += " ×" + lang.Number(len(l.Names))
	case len(differ) > named:
		text = lang.Say("desk.undo.many", "names", text, "n", lang.Number(len(l.Names)))
	}
	if l.Code != "" {
		text += " · " + l.Code
	}
	return text
}
