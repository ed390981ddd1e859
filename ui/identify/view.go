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
	card := f.card
	if onNew == nil { // a guardian, who was asked for the card already
		card = func(k kit.Kit, _ float32) fyne.CanvasObject { return k.Gap(0) }
	}
	pad := k.Keypad(kit.Keypad{X: f.OnLastFour(), OnKey: f.Digit, OnErase: f.Erase})
	if k.Portrait() {
		return k.Pad(look.Margin, 16, look.Margin, 12, k.Col(16,
			card(k, full), f.fields(k, full, onNew == nil), k.Center(pad), k.Space(), f.first(k, full, onNew)))
	}
	const padWidth = 3*112 + 2*12 + 40
	left := full - padWidth - 40
	return k.Pad(look.Margin, 20, look.Margin, 12, k.Row(40,
		k.Grow(k.Col(18, card(k, left), f.fields(k, left, onNew == nil), k.Space(), f.first(k, left, onNew))),
		k.Center(pad)))
}

func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 48 - 96
	words := k.Col(0, k.Fit(k.Say("who.card"), room, kit.Style{Size: look.Title}),
		k.Fit(k.Say("who.card.sub"), room, kit.Style{Size: look.Second, Color: look.Soft}))
	return k.Panel(k.Row(24, k.Center(k.Icon("qrcode-scan", 64, look.Red)), k.Left(words)))
}

func (f *Flow) fields(k kit.Kit, width float32, guardian bool) fyne.CanvasObject {
	rows := []fyne.CanvasObject{
		k.Para(k.Say("who.or"), width, kit.Style{Size: look.Body}),
		k.Field(kit.Field{Label: k.Say("who.phone"), Text: kit.Grouped(f.Phone, 3, 4, 4), Active: !f.OnLastFour(), Width: width, Compact: true}),
		k.Field(kit.Field{Label: k.Say("who.lastfour"), Text: f.Masked(), Active: f.OnLastFour(), Wrong: f.Refusal != nil, Width: width, Compact: true}),
	}
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	}
	if !guardian {
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
