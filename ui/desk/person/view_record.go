package person

import (
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory/people"
	"redwrench/ui/desk/crew"
	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// record is everything that is known; a tap on a line corrects it. In a wide
// window the lines stand in two columns.
func (f *Flow) record(k kit.Kit, width float32) []fyne.CanvasObject {
	var table fyne.CanvasObject
	if k.Portrait() {
		table = f.fields(k, width, Name, Phone, Document, Building, Unit, Room, Remark)
	} else {
		const gap = 16
		half := (width - gap) / 2
		table = k.Row(gap, k.Grow(k.Top(f.fields(k, half, Name, Phone, Document, Remark))), k.Grow(k.Top(f.fields(k, half, Building, Unit, Room))))
	}
	text := k.Say("desk.person.consent", "version", f.Full.Consent.Version, "day", f.desk.Local(f.Full.Consent.At).Format(time.DateOnly))
	return []fyne.CanvasObject{table, k.Para(text, width, kit.Style{Size: look.Second, Color: look.Soft})}
}

func (f *Flow) fields(k kit.Kit, width float32, list ...Field) fyne.CanvasObject {
	room := width - 4 - 48 - 12
	var rows []kit.Row
	for _, field := range list {
		rows = append(rows, kit.Row{OnTap: func() { f.Edit(field) }, Cells: []fyne.CanvasObject{
			k.Cell(0.3, room, label(k, field), kit.Style{Color: look.Soft}),
			k.Share(0.7, k.Left(k.Lines(grouped(field, f.Value(field)), room*0.7, 2, kit.Style{Size: 20, Fixed: true})))}})
	}
	return k.Table(rows)
}

func label(k kit.Kit, field Field) string {
	return k.Say("desk.person.field." + strconv.Itoa(int(field)))
}

// grouped is a value as people read it.
func grouped(field Field, text string) string {
	switch {
	case field == Phone:
		return kit.Grouped(text, 3, 4, 4)
	case field == Document && len(text) == 18:
		return kit.Grouped(text, 6, 8, 4)
	}
	return text
}

// clash says who changed what while the record was open.
func (f *Flow) clash(k kit.Kit) string {
	var what []string
	for _, field := range f.Clash.Fields {
		what = append(what, label(k, field))
	}
	if len(what) == 1 {
		what[0] += " " + grouped(f.Clash.Fields[0], f.Value(f.Clash.Fields[0]))
	}
	return k.Say("people.changed", "who", crew.Label(k.Lang, f.Clash.By), "what", strings.Join(what, " · "))
}

// more is what is done seldom, and who belongs to the resident.
func (f *Flow) more(k kit.Kit, width float32) []fyne.CanvasObject {
	button := func(key string, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Off: f.Busy, OnTap: onTap}
	}
	prefer := button("people.prefer", func() { f.Prefer(true) })
	if f.Resident.Disabled {
		prefer = button("people.prefer.not", func() { f.Prefer(false) })
	}
	var list []kit.Button
	if f.Resident.Guardian == 0 {
		list = append(list, button("people.child.add", f.Child))
	}
	list = append(list, button("people.merge", f.Twin), prefer)
	if f.Resident.Withdrawn.IsZero() {
		list = append(list, button("people.withdraw", func() { f.Ask(WithdrawSure) }))
	}
	list = append(list, button("desk.person.erase", func() { f.Ask(EraseSure) }))
	rows := []fyne.CanvasObject{k.Choices(width, 4, list...)}
	if len(f.Family) > 0 {
		key := "people.children"
		if f.Resident.Guardian != 0 {
			key = "people.guardian"
		}
		shown := f.Family[:min(len(f.Family), mostFamily)]
		rows = append(rows, k.Fit(k.Say(key), width, kit.Style{Size: look.Body, Color: look.Soft}), f.found(k, shown, width))
	}
	return rows
}

// mostFamily is how many children are shown.
const mostFamily = 4

// pair is the two records that may be one person's, side by side; how tells what
// becomes of them.
func (f *Flow) pair(k kit.Kit, width float32, how bool) []fyne.CanvasObject {
	room := width - 4 - 48 - 2*12
	row := func(name, keep, gone string, s kit.Style) kit.Row {
		cell := func(text string) fyne.CanvasObject {
			s.Size, s.Fixed = 20, true
			return k.Share(0.38, k.Left(k.Lines(text, room*0.38, 2, s)))
		}
		return kit.Row{Cells: []fyne.CanvasObject{k.Cell(0.24, room, name, kit.Style{Color: look.Soft}), cell(keep), cell(gone)}}
	}
	rows := []kit.Row{row("", k.Say("people.merge.keep", "code", f.Keep.ID.Code().Human()), k.Say("people.merge.gone", "code", f.Gone.ID.Code().Human()), kit.Style{Bold: true})}
	for _, field := range []Field{Name, Phone, Document} {
		keep, gone := f.Keep.Person, f.Gone.Person
		rows = append(rows, row(label(k, field), grouped(field, *field.of(&keep)), grouped(field, *field.of(&gone)), kit.Style{}))
	}
	rows = append(rows, row(k.Say("people.home"), home(f.Keep.Person.Home), home(f.Gone.Person.Home), kit.Style{}))
	swap := kit.Button{Label: k.Say("people.merge.swap"), Off: f.Busy, OnTap: f.Swap}
	yes := kit.Button{Label: k.Say("people.merge.yes"), Kind: kit.Next, Off: f.Busy, OnTap: f.Merge}
	body := []fyne.CanvasObject{k.Table(rows)}
	if how {
		body = append(body, k.Para(k.Say("people.merge.how"), width, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	return append(body, k.Choices(width, 4, yes, swap))
}

func home(h people.Home) string {
	var parts []string
	for _, p := range []string{h.Building, h.Unit, h.Room} {
		if p != "" {
			parts = append(parts, p)
		}
	}
	return strings.Join(parts, " - ")
}
