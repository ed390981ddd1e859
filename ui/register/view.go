package register

import (
	"fmt"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	labels := make([]string, Steps)
	for i := range labels {
		labels[i] = fmt.Sprintf("%d %s", i+1, k.Say(fmt.Sprintf("register.step.%d", i)))
		if k.Portrait() && i != int(f.Step) {
			labels[i] = fmt.Sprint(i + 1)
		}
	}
	body := []fyne.CanvasObject{k.Steps(labels, int(f.Step)), k.Gap(4)}
	if f.Step == Consent {
		return k.Pad(look.Margin, 20, look.Margin, 24, k.Col(10, append(body, f.consent(k, full))...))
	}
	body = append(body, f.question(k, full), f.said(k, full), f.keys(k, full), k.Space(), f.privacy(k, full))
	return k.Pad(look.Margin, 20, look.Margin, 16, k.Col(10, body...))
}

// question is what is asked, the field and the next step.
func (f *Flow) question(k kit.Kit, full float32) fyne.CanvasObject {
	const nextWidth, labelWidth = 180, 220
	key := fmt.Sprintf("register.your.%d", int(f.Step))
	next := k.Button(kit.Button{Label: k.Say("register.next"), Kind: kit.Next, Width: nextWidth, Height: 84, Off: !f.Ready() && f.Step != Home, OnTap: f.Next})
	label := func(width float32) fyne.CanvasObject {
		words := []fyne.CanvasObject{k.Fit(k.Say(key), width, kit.Style{Size: 28})}
		if second := k.SaySecond(key); second != "" {
			words = append(words, k.Fit(second, width, kit.Style{Size: 20, Color: look.Soft}))
		}
		return k.Col(0, words...)
	}
	if k.Portrait() {
		field := k.Grow(f.field(k, full-nextWidth-20))
		return k.Col(8, label(full), k.Row(20, field, next))
	}
	return k.Row(20, k.Size(labelWidth, 84, k.Left(label(labelWidth))), k.Grow(f.field(k, full-nextWidth-labelWidth-40)), next)
}

func (f *Flow) field(k kit.Kit, width float32) fyne.CanvasObject {
	wrong := f.Refusal != nil
	switch f.Step {
	case Phone:
		return k.Field(kit.Field{Text: kit.Grouped(f.Text[Phone], 3, 4, 4), Active: true, Wrong: wrong, Width: width})
	case ID:
		return k.Field(kit.Field{Text: kit.Grouped(f.Text[ID], 6, 8, 4), Active: true, Wrong: wrong, Width: width})
	case Home:
		each := (width - 2*look.Gap) / 3
		var parts []fyne.CanvasObject
		for i, text := range []string{f.Home.Building, f.Home.Unit, f.Home.Room} {
			parts = append(parts, k.Field(kit.Field{Label: k.Say(fmt.Sprintf("register.part.%d", i)), Text: text,
				Active: i == f.Part, Wrong: wrong && i == f.Part, Width: each, Compact: true, OnTap: func() { f.Choose(i) }}))
		}
		return k.Row(look.Gap, parts...)
	}
	return k.Field(kit.Field{Text: f.Text[Name], Active: true, Wrong: wrong, Width: width})
}

// said is what is wrong with what was typed, right under it.
func (f *Flow) said(k kit.Kit, width float32) fyne.CanvasObject {
	if f.Refusal == nil {
		return k.Size(0, 20)
	}
	return k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)
}

func (f *Flow) keys(k kit.Kit, full float32) fyne.CanvasObject {
	if f.Step == Name {
		return k.Keyboard(kit.Keyboard{Shift: f.Shift, OnShift: f.ToggleShift, OnRune: f.key, OnErase: f.Erase, Width: full})
	}
	pad := kit.Keypad{X: f.Step == ID, OnKey: f.Type, OnErase: f.Erase, KeyH: 76}
	if k.Portrait() {
		pad.KeyW, pad.KeyH = 140, 100
	}
	return k.Center(k.Keypad(pad))
}

func (f *Flow) privacy(k kit.Kit, width float32) fyne.CanvasObject {
	days := k.Lang.Number(f.desk.Settings().RetentionDays)
	return k.Row(12, k.Col(0, k.Icon("lock", 22, look.Soft), k.Space()),
		k.Para(k.Say("register.privacy", "days", days), width-40, kit.Style{Size: look.Small, Color: look.Soft}))
}

// consent is the notice of PIPL Art. 17, what was typed, and the agreement.
func (f *Flow) consent(k kit.Kit, full float32) fyne.CanvasObject {
	p := f.Person()
	who := fmt.Sprintf("%s  ·  %s  ·  ****%s", p.Name, p.MaskedPhone(), p.ID.LastFour())
	rows := []fyne.CanvasObject{Notice(k, "register.consent.title", who, f.desk.Settings().RetentionDays, full)}
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), full, kit.Bad))
	}
	agree := k.Button(kit.Button{Label: k.Say("register.agree"), Second: k.SaySecond("register.agree"), Kind: kit.Next, Width: min(full, 520), Height: 96, Off: f.Busy, OnTap: f.Next})
	rows = append(rows, k.Space(), k.Center(agree))
	return k.Grow(k.Col(12, rows...))
}

// Notice is the text one agrees to (PIPL Art. 17), under a title (a key of the
// words) and the name of who agrees; days is how long data is kept.
func Notice(k kit.Kit, title, who string, days int, full float32) fyne.CanvasObject {
	room := full - 52
	text := []fyne.CanvasObject{
		k.Lines(k.Say(title), room, 2, kit.Style{Size: 28}),
		k.Fit(who, room, kit.Style{Size: 24, Bold: true}),
	}
	for i := range 3 {
		text = append(text, k.Para(k.Say(fmt.Sprintf("register.consent.%d", i), "days", k.Lang.Number(days)), room, kit.Style{Size: 20}))
	}
	return k.Panel(k.Col(10, text...))
}
