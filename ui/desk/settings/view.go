package settings

import (
	"slices"
	"strconv"
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

type loudness struct {
	volume inventory.Volume
	key    string
}

// volumes are those to choose from, from silent to loud, with their words.
var volumes = []loudness{
	{inventory.VolumeOff, "settings.volume.off"}, {inventory.VolumeQuiet, "settings.volume.quiet"},
	{inventory.VolumeNormal, "settings.volume.normal"}, {inventory.VolumeLoud, "settings.volume.loud"},
}

func spelt(exact bool) string { return "keys.spelt." + strconv.FormatBool(exact) }

func weekday(l words.Lang, w time.Weekday) string {
	return l.Say("weekday." + strconv.Itoa(int(w)))
}

const between = 18

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	add := func(o ...fyne.CanvasObject) fyne.CanvasObject { return k.Col(between, append(rows, o...)...) }
	up := func() { f.Up() }
	switch f.Step {
	case Rows:
		used := float32(0)
		for _, r := range rows {
			used += r.MinSize().Height/k.Px(1) + between
		}
		return add(f.section(k, width, height-used)...)
	case One:
		return add(f.one(k, width))
	case Writing:
		title := f.label(k) + " · " + words.Lang(f.Lang).Say("lang."+string(f.Lang))
		return add(k.Letters(kit.Letters{Title: title, Text: f.Text, Wrong: f.Refusal != nil, Empty: f.Lang != "zh" || f.Row.Name != "Shop",
			Next: k.Say("register.next"), Width: width, On: f.Press, OnNext: f.Next, Back: up}))
	case Sure:
		return add(k.Unsaved(width, up, f.Discard))
	}
	var sections []kit.Button
	for _, s := range Sections() {
		sections = append(sections, kit.Button{Label: k.Say("settings.section." + s.Key), OnTap: func() { f.Look(s) }})
	}
	leave := k.Button(kit.Button{Label: k.Say("leave.title"), Icon: "close", Width: min(width, 420), OnTap: f.Leave})
	return add(k.Para(k.Say("settings.how"), width, kit.Style{Size: look.Body, Color: look.Soft}),
		k.Choices(width, 3, sections...), k.Space(), k.Left(leave))
}

// said is what was kept or refused; of a change somebody made meanwhile, what.
func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case f.Refusal != nil:
		text := say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now())
		if len(f.Theirs) > 0 {
			var list []string
			for _, told := range f.Theirs {
				list = append(list, Told(k.Lang, told))
			}
			text += " " + k.Say("settings.meanwhile", "what", strings.Join(list, "; "))
		}
		return []fyne.CanvasObject{k.Notice(text, width, kit.Bad)}
	case f.Done.Name != "":
		text := k.Say("settings.kept", "name", Label(k.Lang, f.Done.Name), "value", f.Done.Value(k.Lang, f.Rules()))
		return []fyne.CanvasObject{k.Notice(text, width, kit.Good)}
	}
	return nil
}

// Told is what the audit tells of a changed setting, in words: "Limit: 5 → 7".
func Told(l words.Lang, told string) string {
	name, rest, _ := strings.Cut(told, ": ")
	return Label(l, name) + ": " + rest
}

func (f *Flow) label(k kit.Kit) string { return Label(k.Lang, f.Row.Name) }

// section is the list of its settings, each with its value and whether that is
// the default.
func (f *Flow) section(k kit.Kit, width, height float32) []fyne.CanvasObject {
	rules := f.Rules()
	from, to, pages := kit.Page(len(f.Section.Rows), int((height-120-between)/kit.TapRow), f.Page)
	room := width - 4 - 48 - 2*12
	var rows []kit.Row
	for _, r := range f.Section.Rows[from:to] {
		text, tone := k.Say("settings.changed"), kit.Warn
		if r.same(rules, inventory.Defaults()) {
			text, tone = k.Say("settings.asnew"), kit.Good
		}
		cell := func(share float32, text string, s kit.Style) fyne.CanvasObject {
			s.Size, s.Fixed = 20, true
			return k.Share(share, k.Left(k.Lines(text, room*share, 2, s)))
		}
		rows = append(rows, kit.Row{OnTap: func() { f.Open(r) }, Cells: []fyne.CanvasObject{
			cell(0.42, Label(k.Lang, r.Name), kit.Style{}), cell(0.38, r.Value(k.Lang, rules), kit.Style{Bold: true}),
			k.Share(0.2, k.Left(k.Pill(text, room*0.2, tone)))}})
	}
	list := []fyne.CanvasObject{k.Question(k.Say("settings.section."+f.Section.Key), width, func() { f.Up() }), k.Table(rows)}
	if pages > 1 {
		list = append(list, k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
	}
	return list
}

// one asks for a setting.
func (f *Flow) one(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	up := func() { f.Up() }
	why := k.Say("settings.why." + f.Row.Name)
	now := k.Say("settings.now", "value", f.Row.Value(k.Lang, f.read))
	keep := kit.Button{Label: k.Say("settings.keep"), Kind: kit.Next, Off: f.Busy || !f.Changed(), OnTap: f.Keep}
	reset := kit.Button{Label: k.Say("settings.reset", "value", f.Row.Value(k.Lang, inventory.Defaults())), Off: f.Busy || f.Default(), OnTap: f.Reset}
	soft := func(text string) fyne.CanvasObject {
		return k.Para(text, room, kit.Style{Size: look.Body, Color: look.Soft})
	}
	ask := func(rows ...fyne.CanvasObject) fyne.CanvasObject {
		return k.Question(f.label(k), width, up, append([]fyne.CanvasObject{soft(why)}, rows...)...)
	}
	switch f.Row.Kind {
	case Number, Phone:
		if f.Row.Kind == Number {
			why += " " + k.Say("settings.bounds", "least", k.Lang.Number(f.Row.of.Least), "most", k.Lang.Number(f.Row.of.Most))
		}
		pad := k.Digits(kit.Digits{Title: f.label(k), Why: why + " " + now, Text: f.Digits, Wrong: f.Refusal != nil,
			Width: width, Button: keep, OnKey: f.Typed, OnErase: f.Erase, Back: up})
		if f.Refusal != nil { // one thing to read at a time
			return pad
		}
		return k.Col(between, pad, k.Choices(width, 3, reset))
	case Hour:
		return ask(f.hour(k, room), k.Gap(0), k.Choices(room, 2, keep, reset))
	case Name:
		return ask(f.names(k, room), k.Gap(0), k.Choices(room, 2, keep, reset))
	case Weekdays:
		var days []kit.Button
		for n := range 7 { // from Monday on
			w := time.Weekday((n + 1) % 7)
			days = append(days, chosen(weekday(k.Lang, w), !slices.Contains(f.Rules().ClosedWeekdays, w), func() { f.Weekday(w) }))
		}
		return ask(k.Choices(room, 5, days...))
	case Languages:
		var langs []kit.Button
		for _, l := range words.All {
			b := chosen(l.Say("lang."+string(l)), f.Rules().Speaks(inventory.Lang(l)), func() { f.Speak(inventory.Lang(l)) })
			b.Off = l == words.Chinese
			langs = append(langs, b)
		}
		return ask(k.Choices(room, 4, langs...))
	case Volume:
		var loud []kit.Button
		for _, v := range volumes {
			loud = append(loud, chosen(k.Say(v.key), f.Rules().Volume == v.volume, func() { f.Loud(v.volume) }))
		}
		return ask(k.Choices(room, 4, loud...))
	case Spelling:
		var ways []kit.Button
		for _, exact := range []bool{false, true} {
			ways = append(ways, chosen(k.Say(spelt(exact)), f.Rules().ExactPinyin == exact, func() { f.Spell(exact) }))
		}
		return ask(k.Choices(room, 3, ways...))
	}
	return ask(soft(now), k.Choices(room, 2, kit.Button{Label: k.Say("settings.askagain"), Kind: kit.Next, Off: f.Busy, OnTap: f.AskAgain}))
}

// chosen is a choice with a tick where it is in force.
func chosen(label string, on bool, onTap func()) kit.Button {
	b := kit.Button{Label: label, OnTap: onTap}
	if on {
		b.Icon = "check"
	}
	return b
}

// hour is the hour with buttons that make it earlier and later.
func (f *Flow) hour(k kit.Kit, room float32) fyne.CanvasObject {
	s := kit.Stepper{Label: f.label(k), Value: f.Row.Value(k.Lang, f.Draft), Width: room}
	if f.MayMove(-Shift) {
		s.Less = func() { f.Move(-Shift) }
	}
	if f.MayMove(Shift) {
		s.More = func() { f.Move(Shift) }
	}
	return k.Stepper(s)
}

// names are the texts in the three languages, each to be written.
func (f *Flow) names(k kit.Kit, room float32) fyne.CanvasObject {
	const langWidth, writeWidth = 130, 150
	n := *f.Row.text(&f.Draft)
	var rows []fyne.CanvasObject
	for _, l := range []struct {
		lang inventory.Lang
		text string
	}{{"zh", n.Zh}, {"bo", n.Bo}, {"en", n.En}} {
		text := l.text
		if text == "" {
			text = k.Say("settings.none")
		}
		rows = append(rows, k.Row(16,
			k.Size(langWidth, look.Target, k.Left(k.Fit(words.Lang(l.lang).Say("lang."+string(l.lang)), langWidth, kit.Style{Size: 20, Color: look.Soft, Fixed: true}))),
			k.Grow(k.Left(k.Para(text, room-langWidth-writeWidth-2*16, kit.Style{Size: look.Second, Fixed: true}))),
			k.Center(k.Button(kit.Button{Label: k.Say("settings.write"), Width: writeWidth, Off: f.Busy, OnTap: func() { f.Write(l.lang) }}))))
	}
	return k.Col(look.Gap, rows...)
}
