package person

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// searchButton is how wide the button beside the field is.
const searchButton = 180

// search is the field, and who was found: above the keyboard, or as a list.
func (f *Flow) search(k kit.Kit, rows []fyne.CanvasObject, width, height float32) fyne.CanvasObject {
	s := &f.Search
	field := k.Field(kit.Field{Text: s.Words.String(), Letters: s.Words.Composing(), Active: true, Wrong: f.Refusal != nil,
		Width: width - searchButton - 16, OnTap: f.Seek, Compact: true})
	button := kit.Button{Label: k.Say("people.keyboard"), Icon: "search", Width: searchButton, OnTap: f.Seek}
	if s.Keyboard {
		button = kit.Button{Label: k.Say("people.list"), Kind: kit.Next, Width: searchButton, OnTap: f.Listed}
	}
	rows = append(rows, k.Row(16, field, k.Button(button)), f.count(k, width))
	var below fyne.CanvasObject = k.Gap(0)
	if s.Keyboard {
		below = k.Keyboard(kit.Keyboard{Text: s.Words, On: f.seek, Width: width})
	} else {
		below = k.Size(0, look.Target)
	}
	used := (k.Col(look.Gap, rows...).MinSize().Height + below.MinSize().Height) / k.Px(1)
	lines, page, pages := s.lines(int((height - used - 2*look.Gap - 8) / kit.TapRow))
	if len(lines) > 0 {
		rows = append(rows, f.found(k, lines, width))
	}
	if s.Keyboard {
		return k.Col(look.Gap, append(rows, k.Grow(k.Bottom(below)))...)
	}
	return k.Col(look.Gap, append(rows, k.Space(), k.Right(k.Pager(page, pages, f.TurnFound)))...)
}

// lines is the part of those found that there is room for.
func (s *Search) lines(perPage int) (lines []inventory.PersonLine, page, pages int) {
	if s.Keyboard { // the list has more room
		return s.Lines[:min(max(perPage, 0), len(s.Lines))], 0, 1
	}
	s.perPage = max(perPage, 1)
	from, to, pages := kit.Page(s.Total, s.perPage, s.Page)
	within := func(n int) int { return min(max(n-s.first, 0), len(s.Lines)) }
	return s.Lines[within(from):within(to)], min(s.Page, pages-1), pages
}

// count says how many were found, or what can be looked for.
func (f *Flow) count(k kit.Kit, width float32) fyne.CanvasObject {
	s := &f.Search
	text := k.Say("people.found", "n", k.Lang.Number(s.Total))
	switch {
	case s.asked == "" && f.Step == MergeWith:
		text = k.Say("people.merge.who")
	case s.asked == "":
		text = k.Say("people.how")
	case s.Looking():
		text = k.Say("people.looking")
	case s.Total == 0:
		text = k.Say("people.nobody")
	}
	return k.Lines(text, width, 2, kit.Style{Size: look.Body, Color: look.Soft})
}

// found are the residents of a page, masked.
func (f *Flow) found(k kit.Kit, lines []inventory.PersonLine, width float32) fyne.CanvasObject {
	room := width - 4 - 48 - 3*12
	var rows []kit.Row
	for _, l := range lines {
		text, tone := f.stands(k, l)
		rows = append(rows, kit.Row{OnTap: func() { f.Pick(l.ID) }, Cells: []fyne.CanvasObject{
			k.Cell(0.24, room, l.Name, kit.Style{}),
			k.Cell(0.24, room, l.Phone, kit.Style{}),
			k.Cell(0.22, room, l.ID.Code().Human(), kit.Style{Color: look.Soft}),
			k.Share(0.3, k.Left(k.Pill(text, room*0.3, tone))),
		}})
	}
	return k.Table(rows)
}

// stands says in a word or two how things stand with somebody.
func (f *Flow) stands(k kit.Kit, l inventory.PersonLine) (string, kit.Tone) {
	switch {
	case l.Blocked:
		return k.Say("people.blocked"), kit.Bad
	case l.Out > 0:
		return k.Say("people.out", "n", k.Lang.Number(l.Out)), kit.Good
	case l.Child:
		return k.Say("people.child"), kit.Warn
	case !l.Verified:
		return k.Say("people.unverified"), kit.Warn
	}
	return k.Say("people.nothing"), kit.Good
}
