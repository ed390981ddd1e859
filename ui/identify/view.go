package identify

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// View draws the question; onNew goes to the first registration, if it is
// offered.
func (f *Flow) View(k kit.Kit, onNew func()) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	pad := k.Keypad(kit.Keypad{X: f.OnLastFour(), OnKey: f.Digit, OnErase: f.Erase})
	if k.Portrait() {
		return k.Pad(look.Margin, 16, look.Margin, 12, f.column(k, full, onNew, k.Room()-28, k.Center(pad)))
	}
	const padWidth = 3*112 + 2*12 + 40
	left := full - padWidth - 40
	return k.Pad(look.Margin, 20, look.Margin, 12, k.Row(40,
		k.Grow(f.column(k, left, onNew, k.Room()-32)), k.Center(pad)))
}

// column is what stands under each other, with as much of what is only said as
// there is room for beside what is asked, refused and offered.
func (f *Flow) column(k kit.Kit, width float32, onNew func(), height float32, pad ...fyne.CanvasObject) fyne.CanvasObject {
	guardian := onNew == nil // who was asked for the card already
	draw := func(card, lost bool) func() fyne.CanvasObject {
		return func() fyne.CanvasObject {
			var rows []fyne.CanvasObject
			if card && !guardian {
				rows = append(rows, f.card(k, width))
			}
			rows = append(rows, f.fields(k, width, lost && !guardian))
			return k.Col(16, append(append(rows, pad...), k.Space(), f.first(k, width, onNew))...)
		}
	}
	return k.Fitting(height, draw(true, true), draw(true, false), draw(false, false))
}

func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 48 - 96
	words := k.Col(0, k.Fit(k.Say("who.card"), room, kit.Style{Size: look.Title}),
		k.Fit(k.Say("who.card.sub"), room, kit.Style{Size: look.Second, Color: look.Soft}))
	return k.Panel(k.Row(24, k.Center(k.Icon("qrcode-scan", 64, look.Red)), k.Left(words)))
}

func (f *Flow) fields(k kit.Kit, width float32, lost bool) fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		k.Para(k.Say("who.or"), width, kit.Style{Size: look.Body}),
		k.Field(kit.Field{Label: k.Say("who.phone"), Text: kit.Grouped(f.Phone, 3, 4, 4), Active: !f.OnLastFour(), Width: width, Compact: true}),
		k.Field(kit.Field{Label: k.Say("who.lastfour"), Text: f.Masked(), Active: f.OnLastFour(), Wrong: f.Refusal != nil, Width: width, Compact: true}),
	}
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	}
	if lost {
		rows = append(rows, k.Gap(2), k.Para(k.Say("who.lost"), width, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	return k.Col(10, rows...)
}

func (f *Flow) first(k kit.Kit, width float32, onNew func()) fyne.CanvasObject {
	if onNew == nil {
		return k.Size(0, 0)
	}
	return k.Button(kit.Button{Label: k.Say("who.new"), Second: k.SaySecond("who.new"), Icon: "register", Width: width, Height: 76, OnTap: onNew})
}
