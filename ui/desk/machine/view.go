package machine

import (
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// volumes are those to choose from, from silent to loud, with their words.
var volumes = []struct {
	volume inventory.Volume
	key    string
}{
	{inventory.VolumeOff, "machine.off"}, {inventory.VolumeQuiet, "machine.quiet"},
	{inventory.VolumeNormal, "machine.normal"}, {inventory.VolumeLoud, "machine.loud"},
}

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, _ float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad))
	}
	title := func(key string) fyne.CanvasObject {
		return k.Para(k.Say(key), width, kit.Style{Size: look.Body, Color: look.Soft})
	}
	var loud []kit.Button
	for _, v := range volumes {
		b := kit.Button{Label: k.Say(v.key), OnTap: func() { f.Loud(v.volume) }}
		if f.desk.Settings().Volume == v.volume {
			b.Icon = "check"
		}
		loud = append(loud, b)
	}
	leave := k.Button(kit.Button{Label: k.Say("leave.title"), Icon: "close", Width: min(width, 420), OnTap: f.Leave})
	rows = append(rows,
		title("machine.volume"), k.Choices(width, 4, loud...),
		f.spelling(k, width),
		title("machine.hours"),
		f.hour(k, "machine.opens", f.Opens(), f.MayOpen, f.Open),
		f.hour(k, "machine.closes", f.desk.Settings().Closes, f.MayClose, f.Close),
		k.Space(), k.Left(leave))
	return k.Col(18, rows...)
}

// spelling is how the keyboard takes pinyin, beside its title where there is room.
func (f *Flow) spelling(k kit.Kit, width float32) fyne.CanvasObject {
	const beside = 190
	room, titleWidth := width, width
	if !k.Portrait() {
		room, titleWidth = width-beside-look.Gap, beside
	}
	var ways []kit.Button
	for _, exact := range []bool{false, true} {
		b := kit.Button{Label: k.Say("keys.spelt." + strconv.FormatBool(exact)), OnTap: func() { f.Spell(exact) }}
		if f.desk.Settings().ExactPinyin == exact {
			b.Icon = "check"
		}
		ways = append(ways, b)
	}
	title, choices := k.Left(k.Lines(k.Say("keys.spelt"), titleWidth, 2, kit.Style{Size: look.Body, Color: look.Soft})), k.Choices(room, 4, ways...)
	if k.Portrait() {
		return k.Col(18, title, choices)
	}
	return k.Row(look.Gap, k.Size(beside, 0, title), choices)
}

// hour is an hour with buttons that make it earlier and later.
func (f *Flow) hour(k kit.Kit, key string, at time.Duration, may func(time.Duration) bool, move func(time.Duration)) fyne.CanvasObject {
	step := func(icon string, by time.Duration) fyne.CanvasObject {
		return k.Button(kit.Button{Icon: icon, Width: 96, Off: !may(by), OnTap: func() { move(by) }})
	}
	clock := k.Lang.Clock(time.Time{}.Add(at))
	return k.Row(look.Gap,
		k.Size(190, 0, k.Left(k.Lines(k.Say(key), 190, 2, kit.Style{Size: look.Body}))),
		step("minus", -Step),
		k.Size(120, 0, k.Center(k.Text(clock, kit.Style{Size: 28, Bold: true, Fixed: true}))),
		step("plus", Step), k.Space())
}
