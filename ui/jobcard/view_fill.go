package jobcard

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// filling is the sheet: a line for each thing to say, and the next step.
func (f *Flow) filling(k kit.Kit, width float32) fyne.CanvasObject {
	d, columns := f.Draft, 2
	if k.Portrait() {
		columns = 1
	}
	each := (width - 44 - float32(columns-1)*look.Gap) / float32(columns)
	var cells []fyne.CanvasObject
	row := func(key, value string, missing bool, onTap func()) {
		cells = append(cells, f.entry(k, key, value, missing, each, onTap))
	}
	todo := func(text string) (string, bool) {
		if text == "" {
			return k.Say("repair.fill.todo"), true
		}
		return text, false
	}
	ended := k.Say("repair.outcome." + strconv.Itoa(int(d.Outcome)))
	if d.Outcome == jobs.Finished {
		ended += " · " + k.Say("repair.result."+strconv.Itoa(int(d.Result)))
	}
	row("repair.fill.outcome", ended, false, func() { f.Ask(Outcome) })
	if d.Outcome != jobs.Finished {
		why, missing := todo(d.Why)
		row("repair.fill.why", why, missing, f.WhyNot)
	}
	if d.Outcome == jobs.Elsewhere {
		p, _ := f.desk.Settings().Jobs.Partner(d.Partner)
		name, missing := todo(say.Name(k.Lang, p.Name))
		row("repair.fill.partner", name, missing, f.ToPartner)
	}
	row("repair.fill.times", say.Visit(k.Lang, d.Visit, f.desk.Now()), false, func() { f.Ask(Times) })
	row("repair.fill.hours", f.worked(k), false, func() { f.Ask(Hours) })
	row("repair.fill.did", say.Listed(k.Lang, some(d.Did), k.Say("repair.fill.optional")), false, f.Did)
	row("repair.fill.materials", f.cost(k), false, func() { f.Ask(Materials) })
	key := "repair.fill.keep." + strconv.Itoa(int(d.Outcome))
	return f.question(k, k.Say("repair.fill", "code", f.Sheet.Job.ID.Code().Human()), width,
		kit.Button{Label: k.Say(key), Off: d.Lacks() != Fill, OnTap: f.Submit}, k.Grid(columns, look.Gap, 84, cells...))
}

// entry is one thing of the sheet: a touch asks for it.
func (f *Flow) entry(k kit.Kit, key, value string, missing bool, width float32, onTap func()) fyne.CanvasObject {
	edge, ink := look.Edge, look.Ink
	if missing {
		edge, ink = look.Alert, look.Alert
	}
	room := width - 40
	words := k.Col(0, k.Fit(k.Say(key), room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}),
		k.Lines(value, room, 2, kit.Style{Size: 20, Bold: true, Color: ink, Fixed: true}))
	return k.Tap(k.Over(k.Box(look.Card, edge, 2, 18), k.Pad(20, 4, 20, 4, k.Level(words))), 18, onTap)
}

func some(text string) []string {
	if text == "" {
		return nil
	}
	return []string{text}
}

// worked is the hours of each of the team.
func (f *Flow) worked(k kit.Kit) string {
	var list []string
	for _, s := range f.Sheet.Team {
		list = append(list, s.Name+" "+say.Hours(k.Lang, f.work(s.ID).Hours))
	}
	return say.Listed(k.Lang, list, "")
}

func (f *Flow) work(who inventory.StaffID) inventory.Work {
	for _, w := range f.Draft.Work {
		if w.Who == who {
			return w
		}
	}
	return inventory.Work{Who: who}
}

func (f *Flow) cost(k kit.Kit) string {
	var list []string
	for _, m := range f.Draft.Materials {
		list = append(list, m.What+" "+say.Yuan(m.Cost))
	}
	return say.Listed(k.Lang, list, k.Say("repair.fill.none"))
}

// outcome is how the visit ended; of one that is done, what became of the thing.
func (f *Flow) outcome(k kit.Kit, width float32) fyne.CanvasObject {
	var ends, results []kit.Button
	for o := jobs.Finished; o <= jobs.Elsewhere; o++ {
		b := kit.Button{Label: k.Say("repair.outcome." + strconv.Itoa(int(o))), OnTap: func() { f.Ended(o) }}
		if o == f.Draft.Outcome {
			b.Icon = "check"
		}
		ends = append(ends, b)
	}
	rows := []fyne.CanvasObject{k.Choices(width-44, 4, ends...)}
	if f.Draft.Outcome == jobs.Finished {
		for r := jobs.Fixed; r <= jobs.EndOfLife; r++ {
			b := kit.Button{Label: k.Say("repair.result." + strconv.Itoa(int(r))), OnTap: func() { f.Became(r) }}
			if r == f.Draft.Result {
				b.Icon = "check"
			}
			results = append(results, b)
		}
		rows = append(rows, k.Para(k.Say("repair.result"), width-44, kit.Style{Size: look.Body}), k.Choices(width-44, 3, results...))
	}
	return f.question(k, k.Say("repair.outcome"), width, f.fine(k), rows...)
}

func (f *Flow) times(k kit.Kit, width float32) fyne.CanvasObject {
	v, now := f.Draft.Visit, f.desk.Now()
	step := func(key, value string, less, more func()) fyne.CanvasObject {
		return k.Stepper(kit.Stepper{Label: k.Say(key), Value: value, Width: width - 44, Less: less, More: more})
	}
	early := inventory.DayOf(v.From) > inventory.DayOf(f.Sheet.Job.Reported)
	late := inventory.DayOf(v.To) < inventory.DayOf(now)
	return f.question(k, k.Say("repair.times"), width, f.fine(k),
		step("repair.arrange.day", k.Lang.Day(v.From, now), able(early, func() { f.Shift(-1, 0, 0) }), able(late, func() { f.Shift(1, 0, 0) })),
		step("repair.times.arrived", k.Lang.Clock(v.From), able(v.From.After(f.Sheet.Job.Reported), func() { f.Shift(0, -1, 0) }), able(v.To.Sub(v.From) > quarter, func() { f.Shift(0, 1, 0) })),
		step("repair.times.left", k.Lang.Clock(v.To), able(v.To.Sub(v.From) > quarter, func() { f.Shift(0, 0, -1) }), able(v.To.Before(now), func() { f.Shift(0, 0, 1) })))
}

// hours are those of each of the team: of service and, apart, of the way.
func (f *Flow) hours(k kit.Kit, width float32) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, s := range f.Sheet.Team {
		w := f.work(s.ID)
		rows = append(rows,
			k.Stepper(kit.Stepper{Label: s.Name, Value: say.Hours(k.Lang, w.Hours), Width: width - 44,
				Less: able(w.Hours > 1, func() { f.Worked(s.ID, w.Hours-1, w.Travel) }), More: able(w.Hours < 48, func() { f.Worked(s.ID, w.Hours+1, w.Travel) })}),
			k.Stepper(kit.Stepper{Label: k.Say("repair.hours.way"), Value: say.Hours(k.Lang, w.Travel), Width: width - 44,
				Less: able(w.Travel > 0, func() { f.Worked(s.ID, w.Hours, w.Travel-1) }), More: able(w.Travel < 48, func() { f.Worked(s.ID, w.Hours, w.Travel+1) })}))
	}
	return f.question(k, k.Say("repair.hours.title"), width, f.fine(k), rows...)
}

func (f *Flow) materials(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	var rows []fyne.CanvasObject
	for i, m := range f.Draft.Materials[max(len(f.Draft.Materials)-5, 0):] {
		at := i + max(len(f.Draft.Materials)-5, 0)
		rows = append(rows, k.Row(16, k.Grow(k.Left(k.Lines(m.What, room*0.55, 2, kit.Style{Size: look.Body}))),
			k.Right(k.Text(say.Yuan(m.Cost), kit.Style{Size: 24, Bold: true, Fixed: true})), k.Center(k.Remove(func() { f.RemoveMaterial(at) }))))
	}
	if len(rows) == 0 {
		rows = append(rows, k.Para(k.Say("repair.fill.none"), room, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	add := k.Button(kit.Button{Label: k.Say("repair.material.add"), Icon: "plus", Width: min(room, 360), OnTap: f.AddMaterial})
	sum := k.Text(k.Say("repair.material.sum", "sum", say.Yuan(f.Draft.Cost())), kit.Style{Size: 24, Bold: true, Fixed: true})
	rows = append(rows, k.Row(16, add, k.Space(), k.Center(sum)))
	return f.question(k, k.Say("repair.fill.materials"), width, f.fine(k), rows...)
}
