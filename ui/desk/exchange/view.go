package exchange

import (
	"errors"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory/exchange"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (f *Flow) Chrome() stage.Chrome {
	return stage.Chrome{Title: "exchange.title", Staff: true, Busy: f.Working()}
}

const between = 14

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	rows := append(f.said(k, width), f.step(k, width)...)
	return k.Pad(look.Margin, 20, look.Margin, 20, k.Col(between, rows...))
}

// said is what was done or refused.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch d := f.Done; {
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(Refusal(k.Lang, f.Refusal, f.desk.Now()), width, kit.Bad)}
	case d.Key != "":
		text := k.Say(d.Key, "n", k.Lang.Number(d.Rows), "file", d.File, "place", d.Place.In(k.Lang))
		return []fyne.CanvasObject{k.Notice(text, width, kit.Good)}
	}
	return nil
}

// Refusal is err in words, also one of Media.
func Refusal(l words.Lang, err error, now time.Time) string {
	switch {
	case errors.Is(err, ErrGone):
		return l.Say("refused.file.gone")
	case errors.Is(err, ErrWrite):
		return l.Say("refused.file.write")
	}
	return say.Refusal(l, err, nil, now)
}

func (f *Flow) step(k kit.Kit, width float32) []fyne.CanvasObject {
	room := width - 44
	ask := func(key string, body fyne.CanvasObject) []fyne.CanvasObject {
		return []fyne.CanvasObject{f.card(k, k.Para(k.Say(key), room, kit.Style{Size: 26, Bold: true}), body)}
	}
	switch f.Step {
	case WhichFile:
		return f.whichFile(k, width)
	case Reading, Keeping, Writing:
		return []fyne.CanvasObject{f.progress(k, width)}
	case Found:
		return f.found(k, width)
	case PIN:
		var why string
		switch {
		case f.Sheet != nil:
			why = k.Say("exchange.pin.import", "n", k.Lang.Number(f.Findings.Rows))
		case f.Table == Donors:
			why = k.Say("exchange.pin.donors")
		default:
			why = k.Say("exchange.pin.full")
		}
		return []fyne.CanvasObject{k.Digits(kit.Digits{Title: k.Say("exchange.pin"), Why: why, Text: kit.Dots(f.PIN), Wrong: f.Refusal != nil,
			Width: width, OnKey: f.Typed, OnErase: f.Erase, Back: f.Back})}
	case WhichTable:
		var list []kit.Button
		for _, t := range Tables() {
			list = append(list, kit.Button{Label: k.Say("exchange.table." + t), OnTap: func() { f.Of(t) }})
		}
		return ask("exchange.which.table", k.Choices(room, 4, list...))
	case WhichTemplate:
		return ask("exchange.which.template", k.Choices(room, 3,
			kit.Button{Label: k.Say("exchange.table.tools"), OnTap: func() { f.TemplateOf(exchange.Tools) }},
			kit.Button{Label: k.Say("exchange.table.people"), OnTap: func() { f.TemplateOf(exchange.Residents) }}))
	case WhichFormat:
		return ask("exchange.which.format", k.Choices(room, 3,
			kit.Button{Label: k.Say("exchange.format.xlsx"), OnTap: func() { f.As(exchange.XLSX) }},
			kit.Button{Label: k.Say("exchange.format.csv"), OnTap: func() { f.As(exchange.CSV) }}))
	case WhichPlace:
		return f.whichPlace(k, width)
	}
	return f.ways(k, width)
}

func (*Flow) card(k kit.Kit, rows ...fyne.CanvasObject) fyne.CanvasObject {
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(22, 18, 22, 18, k.Col(18, rows...)))
}

func (f *Flow) ways(k kit.Kit, width float32) []fyne.CanvasObject {
	return []fyne.CanvasObject{
		k.Para(k.Say("exchange.how"), width, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Choices(width, 2,
			kit.Button{Label: k.Say("exchange.import.tools"), Icon: "table-in", OnTap: func() { f.Import(exchange.Tools) }},
			kit.Button{Label: k.Say("exchange.import.residents"), Icon: "table-in", OnTap: func() { f.Import(exchange.Residents) }},
			kit.Button{Label: k.Say("exchange.export"), Icon: "table-out", OnTap: f.Export},
			kit.Button{Label: k.Say("exchange.template"), Icon: "table-new", OnTap: f.Template}),
	}
}

// In is a stick's name, or what this machine's folder is called in l.
func (p Place) In(l words.Lang) string {
	if p.Name == "" {
		return l.Say("exchange.place.folder")
	}
	return p.Name
}

// lines is the part of a list of rows of this height that has room under what stands above, with the
// way to other pages and other buttons beside that.
func (f *Flow) lines(k kit.Kit, above []fyne.CanvasObject, height float32, count int, row func(n int) kit.Row, buttons ...fyne.CanvasObject) []fyne.CanvasObject {
	used := k.Col(between, append(f.said(k, k.Width()-2*look.Margin), above...)...).MinSize().Height / k.Px(1)
	room := k.Room() - 40 - used - look.Next - 3*between
	from, to, pages := kit.Page(count, int((room-12)/height), f.Page)
	var list []kit.Row
	for n := from; n < to; n++ {
		list = append(list, row(n))
	}
	if len(list) > 0 {
		above = append(above, k.Table(list))
	}
	foot := append(buttons, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
	return append(above, k.Space(), k.Row(16, foot...))
}

func (f *Flow) whichFile(k kit.Kit, width float32) []fyne.CanvasObject {
	key := "exchange.import.tools"
	if f.What == exchange.Residents {
		key = "exchange.import.residents"
	}
	rows := []fyne.CanvasObject{k.Para(k.Say(key)+" · "+k.Say("exchange.which.file"), width, kit.Style{Size: 26, Bold: true})}
	if len(f.Files) == 0 && !f.Busy {
		rows = append(rows, k.Notice(k.Say("exchange.nofiles"), width, kit.Warn))
	}
	room := width - 4 - 48 - 12
	return f.lines(k, rows, kit.TapRow, len(f.Files), func(n int) kit.Row {
		file := f.Files[n]
		place := file.Place.Name
		if place == "" {
			place = k.Say("exchange.folder")
		}
		return kit.Row{OnTap: func() { f.Choose(file) }, Cells: []fyne.CanvasObject{
			k.Share(0.6, k.Left(k.Lines(file.Name, room*0.6, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Share(0.4, k.Left(k.Lines(place+" · "+f.desk.Local(file.At).Format("01-02 15:04"), room*0.4, 2, kit.Style{Size: 20, Color: look.Soft, Fixed: true}))),
		}}
	}, f.seek(k))
}

func (f *Flow) seek(k kit.Kit) fyne.CanvasObject {
	return k.Button(kit.Button{Label: k.Say("exchange.again"), Off: f.Busy, OnTap: f.Seek})
}

func (f *Flow) whichPlace(k kit.Kit, width float32) []fyne.CanvasObject {
	rows := []fyne.CanvasObject{k.Para(k.Say("exchange.which.place"), width, kit.Style{Size: 26, Bold: true})}
	if len(f.Places) == 1 && f.Places[0].Name == "" && !f.Busy {
		rows = append(rows, k.Notice(k.Say("exchange.nosticks"), width, kit.Warn))
	}
	room := width - 4 - 48
	return f.lines(k, rows, kit.TapRow, len(f.Places), func(n int) kit.Row {
		p := f.Places[n]
		return kit.Row{OnTap: func() { f.To(p) }, Cells: []fyne.CanvasObject{k.Cell(1, room, p.In(k.Lang), kit.Style{})}}
	}, f.seek(k))
}

// progress is how far the work is, and the way to stop it.
func (f *Flow) progress(k kit.Kit, width float32) fyne.CanvasObject {
	done, all := f.Tally.Read()
	text := k.Say("exchange.writing", "n", k.Lang.Number(done))
	switch {
	case f.Step == Keeping:
		text = k.Say("exchange.keeping", "percent", k.Lang.Number(done*100/max(all, 1)))
	case f.Step == Reading && all > 0:
		text = k.Say("exchange.looking", "n", k.Lang.Number(done), "all", k.Lang.Number(all))
	case f.Step == Reading:
		text = k.Say("exchange.reading", "n", k.Lang.Number(done))
	}
	room := width - 44
	part := float32(0)
	if all > 0 {
		part = float32(done) / float32(all)
	}
	bar := k.Over(k.Box(look.Line, look.Edge, 2, 12), k.Row(0, k.Size(max(room*part, 24), 28, k.Box(look.Green, look.Green, 0, 12)), k.Space()))
	rows := []fyne.CanvasObject{k.Para(text, room, kit.Style{Size: 26, Bold: true}), k.Size(room, 28, bar)}
	if f.Step != Writing {
		rows = append(rows, k.Para(f.File.Name, room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	rows = append(rows, k.Row(0, k.Button(kit.Button{Label: k.Say("exchange.cancel"), Icon: "close", Height: look.Next, OnTap: f.Cancel}), k.Space()))
	return f.card(k, rows...)
}

// found is what the look found: every problem, or that all is sound.
func (f *Flow) found(k kit.Kit, width float32) []fyne.CanvasObject {
	n := k.Lang.Number
	var rows []fyne.CanvasObject
	if f.Findings.Bad > 0 {
		rows = append(rows, k.Notice(k.Say("exchange.bad", "file", f.File.Name, "n", n(f.Findings.Bad), "rows", n(f.Findings.Rows)), width, kit.Bad))
	} else {
		rows = append(rows, k.Notice(k.Say("exchange.sound", "file", f.File.Name, "n", n(f.Findings.Rows)), width, kit.Good))
	}
	if notes := f.notes(k); notes != "" {
		rows = append(rows, k.Para(notes, width, kit.Style{Size: 20, Color: look.Soft}))
	}
	take := k.Button(kit.Button{Label: k.Say("exchange.do", "n", n(f.Findings.Rows)), Kind: kit.Next, Height: look.Next, Off: !f.Sound(), OnTap: f.Take})
	room := width - 4 - 48
	return f.lines(k, rows, kit.PlainRow, len(f.Findings.Problems), func(n int) kit.Row {
		text := say.Problem(k.Lang, f.Sheet, f.Findings.Problems[n])
		return kit.Row{Cells: []fyne.CanvasObject{k.Share(1, k.Left(k.Lines(text, room, 2, kit.Style{Size: 20, Fixed: true})))}}
	}, take)
}

// notes are what should be known of a file besides its problems.
func (f *Flow) notes(k kit.Kit) string {
	var notes []string
	add := func(on bool, key string, holes ...string) {
		if on {
			notes = append(notes, k.Say(key, holes...))
		}
	}
	s, n := f.Sheet, k.Lang.Number
	add(s.Shape == exchange.SnipeIT, "exchange.shape.snipeit")
	add(s.Shape == exchange.Homebox, "exchange.shape.homebox")
	add(f.Findings.Renumbered > 0, "exchange.renumbered", "n", n(f.Findings.Renumbered))
	add(s.LeftOut > 0, "exchange.leftout", "n", n(s.LeftOut))
	add(f.Findings.Bad > len(f.Findings.Problems), "exchange.more", "n", n(len(f.Findings.Problems)))
	const named = 8
	names := strings.Join(s.Unread[:min(len(s.Unread), named)], ", ")
	if len(s.Unread) > named {
		names += " …"
	}
	add(names != "", "exchange.unread", "names", names)
	return strings.Join(notes, " ")
}
