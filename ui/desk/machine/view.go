package machine

import (
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
	leave := k.Button(kit.Button{Label: k.Say("leave.title"), Icon: "close", Width: min(width, 420), Height: look.Next, OnTap: f.Leave})
	rows = append(rows,
		title("machine.volume"), k.Choices(width, 4, loud...), k.Gap(4),
		title("machine.hours"),
		f.hour(k, "machine.opens", f.Opens(), f.MayOpen, f.Open),
		f.hour(k, "machine.closes", f.desk.Settings().Closes, f.MayClose, f.Close),
		k.Space(), k.Left(leave))
	return k.Col(18, rows...)
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
