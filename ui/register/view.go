package register

import (
	"fmt"
	"slices"
	"strings"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	labels, at := f.steps(k)
	body := []fyne.CanvasObject{k.Steps(labels, at)}
	if f.Step == Consent {
		return k.Pad(look.Margin, 20, look.Margin, 12, k.Col(look.Gap, append(body, f.consent(k, full))...))
	}
	if f.AsksGuardian() {
		ask := k.Para(k.Say("register.guardian"), full, kit.Style{Size: look.Title})
		return k.Col(0, k.Pad(look.Margin, 20, look.Margin, 0, k.Col(look.Gap, append(body, ask)...)), k.Grow(f.Ask.View(k, nil)))
	}
	body = append(body, f.question(k, full))
	if f.Step == ID {
		body = append(body, f.documentKeys(k, full)...)
	} else {
		body = append(body, f.said(k, full), k.Grow(k.Bottom(f.keys(k, full))))
		if !k.Large || f.Refusal == nil {
			body = append(body, f.privacy(k, full))
		}
	}
	return k.Pad(look.Margin, 14, look.Margin, 12, k.Col(look.Gap, body...))
}

// steps are the labels of what is asked, and which of them is asked now.
func (f *Flow) steps(k kit.Kit) (labels []string, at int) {
	order := f.Order()
	at = slices.Index(order, f.Step)
	for i, step := range order {
		key := fmt.Sprintf("register.step.%d", step)
		switch {
		case step == Home && f.Child():
			key = "register.step.guardian"
		case step == ID && f.AtDesk():
			key = "register.birth"
		}
		label := fmt.Sprintf("%d %s", i+1, k.Say(key))
		if k.Portrait() && i != at {
			label = fmt.Sprint(i + 1)
		}
		labels = append(labels, label)
	}
	return labels, at
}

// documentKeys is what stands under the number: the kinds of documents beside the
// digits, or above them where there is no room, and what is wrong.
func (f *Flow) documentKeys(k kit.Kit, full float32) []fyne.CanvasObject {
	if f.lettered() {
		return []fyne.CanvasObject{f.kinds(k, full), f.said(k, full), k.Grow(k.Bottom(f.keys(k, full)))}
	}
	if f.AtDesk() {
		return []fyne.CanvasObject{f.said(k, full), f.keys(k, full), k.Space(), f.privacy(k, full)}
	}
	if k.Portrait() {
		return []fyne.CanvasObject{f.kinds(k, full), f.said(k, full), f.keys(k, full), k.Space(), f.privacy(k, full)}
	}
	side := (full - 3*112 - 2*12 - 40 - 2*look.Gap) / 2
	row := k.Row(look.Gap, k.Size(side, 0, k.Top(f.kinds(k, side))), f.keys(k, full), k.Space())
	return []fyne.CanvasObject{f.said(k, full), row, k.Space(), f.privacy(k, full)}
}

// lettered says that the number may have letters.
func (f *Flow) lettered() bool {
	return !f.OnBirth && (f.Kind == people.Passport || f.Kind == people.ForeignerCard)
}

// question is what is asked, the field and the next step.
func (f *Flow) question(k kit.Kit, full float32) fyne.CanvasObject {
	const nextWidth = 180
	labelWidth := float32(220)
	if k.Large {
		labelWidth = 290
	}
	key := fmt.Sprintf("register.your.%d", int(f.Step))
	switch {
	case f.Step == Name && f.AtDesk():
		key = "register.child.name"
	case f.Step == ID && f.OnBirth:
		key = "register.your.birth"
	case f.Step == ID && f.Kind != people.CitizenCard:
		key = "register.your.number"
	}
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
		return f.idField(k, width, wrong)
	case Home:
		each := (width - 2*look.Gap) / 3
		var parts []fyne.CanvasObject
		for i, text := range f.Home {
			parts = append(parts, k.Field(kit.Field{Label: k.Say(fmt.Sprintf("register.part.%d", i)), Text: text.String(), Letters: text.Composing(),
				Active: i == f.Part, Wrong: wrong && i == f.Part, Width: each, Compact: true, OnTap: func() { f.Choose(i) }}))
		}
		return k.Row(look.Gap, parts...)
	}
	return k.Field(kit.Field{Text: f.Name.String(), Letters: f.Name.Composing(), Active: true, Wrong: wrong, Width: width})
}

// said is what is wrong with what was typed, right under it.
func (f *Flow) said(k kit.Kit, width float32) fyne.CanvasObject {
	switch {
	case f.Refusal == nil && f.Told == "":
		return k.Size(0, 20)
	case f.Refusal == nil:
		return k.Notice(k.Say(f.Told), width, kit.Good)
	}
	return k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)
}

func (f *Flow) keys(k kit.Kit, full float32) fyne.CanvasObject {
	text := f.words()
	if f.Step == ID && f.lettered() {
		text = f.Letters
	}
	if text != nil {
		return k.Keyboard(kit.Keyboard{Text: text, On: f.Press, Width: full})
	}
	pad := kit.Keypad{X: f.Step == ID && !f.OnBirth, OnKey: f.Type, OnErase: f.Erase, KeyH: 76}
	if k.Portrait() {
		pad.KeyW, pad.KeyH = 140, 100
	}
	return k.Center(k.Keypad(pad))
}

// idField is the number, the day of birth, or both beside each other.
func (f *Flow) idField(k kit.Kit, width float32, wrong bool) fyne.CanvasObject {
	number := kit.Grouped(f.Text[ID], 6, 8, 4)
	if f.Kind == people.Passport || f.Kind == people.ForeignerCard {
		number = f.Text[ID]
	}
	birth := kit.Grouped(f.Birth, 4, 2, 2)
	switch {
	case f.Child():
		return k.Field(kit.Field{Text: birth, Active: true, Wrong: wrong, Width: width})
	case !f.AsksBirth():
		return k.Field(kit.Field{Text: number, Active: true, Wrong: wrong, Width: width})
	}
	const birthWidth = 230
	return k.Row(look.Gap,
		k.Field(kit.Field{Label: k.Say("register.your.number"), Text: number, Active: !f.OnBirth, Wrong: wrong && !f.OnBirth,
			Width: width - birthWidth - look.Gap, Compact: true, OnTap: func() { f.ToBirth(false) }}),
		k.Field(kit.Field{Label: k.Say("register.birth"), Text: birth, Active: f.OnBirth, Wrong: wrong && f.OnBirth,
			Width: birthWidth, Compact: true, OnTap: func() { f.ToBirth(true) }}))
}

// kinds are the documents to choose from.
func (f *Flow) kinds(k kit.Kit, width float32) fyne.CanvasObject {
	var chips []fyne.CanvasObject
	for _, kind := range Kinds {
		chips = append(chips, k.Chip(k.Say(fmt.Sprintf("register.kind.%d", kind)), f.Kind == kind, func() { f.Pick(kind) }))
	}
	return k.Wrapped(look.Gap, width, chips...)
}

func (f *Flow) privacy(k kit.Kit, width float32) fyne.CanvasObject {
	text := k.Say("register.privacy", "days", k.Lang.Number(f.desk.Settings().RetentionDays))
	if f.AtDesk() {
		text = k.Say("register.consent.child")
	}
	return k.Row(12, k.Col(0, k.Icon("lock", 22, look.Soft), k.Space()),
		k.Para(text, width-40, kit.Style{Size: look.Small, Color: look.Soft, Fixed: true}))
}

// consent is the notice of PIPL Art. 17, what was typed, and the agreement.
func (f *Flow) consent(k kit.Kit, full float32) fyne.CanvasObject {
	p := f.Person()
	what := "register.consent.1"
	if f.Child() {
		what = "register.consent.child"
	}
	keys := []string{"register.consent.0", what}
	if f.AsksBirth() && !f.Child() {
		keys = append(keys, "register.consent.birth")
	}
	keys = append(keys, "register.consent.2")
	rows := []fyne.CanvasObject{notice(k, "register.consent.title", f.who(p), f.desk.Settings(), full, keys)}
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), full, kit.Bad))
	}
	yes := "register.agree"
	if f.Child() {
		yes = "register.agree.child"
	}
	agree := k.Button(kit.Button{Label: k.Say(yes), Second: k.SaySecond(yes), Kind: kit.Next, Width: min(full, 520), Height: 96, Off: f.Busy, OnTap: f.Next})
	rows = append(rows, k.Space(), k.Center(agree))
	return k.Grow(k.Col(12, rows...))
}

// who is the person as the last page shows it: the end of the number, or of a
// child the day of birth and the guardian.
func (f *Flow) who(p people.Person) string {
	parts := []string{p.Name}
	if p.Phone != "" {
		parts = append(parts, p.MaskedPhone())
	}
	if f.Child() {
		parts = append(parts, kit.Grouped(f.Birth, 4, 2, 2), f.Guardian.Person.MaskedName())
	} else {
		parts = append(parts, "****"+p.LastFour())
	}
	return strings.Join(parts, "  ·  ")
}

// Notice is the text one agrees to (PIPL Art. 17), under a title (a key of the
// words) and the name of who agrees.
func Notice(k kit.Kit, title, who string, rules inventory.Settings, full float32) fyne.CanvasObject {
	return notice(k, title, who, rules, full, []string{"register.consent.0", "register.consent.1", "register.consent.2"})
}

func notice(k kit.Kit, title, who string, rules inventory.Settings, full float32, keys []string) fyne.CanvasObject {
	room := full - 52
	text := []fyne.CanvasObject{
		k.Lines(k.Say(title), room, 2, kit.Style{Size: 28}),
		k.Fit(who, room, kit.Style{Size: 24, Bold: true}),
	}
	para := func(words string) { text = append(text, k.Para(words, room, kit.Style{Size: 20})) }
	for _, key := range keys {
		para(k.Say(key, "days", k.Lang.Number(rules.RetentionDays), "shop", say.Name(k.Lang, rules.Shop), "place", say.Name(k.Lang, rules.Place)))
	}
	if rules.ConsentText.Zh != "" {
		para(say.Name(k.Lang, rules.ConsentText))
	}
	return k.Panel(k.Col(10, text...))
}
