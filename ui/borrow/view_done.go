package borrow

import (
	"time"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// done says what is now on disk, beside the slip as it is printed.
func (f *Flow) done(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	left := full
	if !k.Portrait() {
		left = full - 380 - 40
	}
	title := k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Grow(k.Left(f.two(k, "borrow.done", left-112))))
	head := k.Col(8, title, k.Fit(f.Resident.Person.Masked(), left, kit.Style{Size: 28}))
	foot := f.ends(k, left)
	slip := fyne.CanvasObject(k.Top(f.slip(k)))
	room := k.Room() - 20 - 12 - head.MinSize().Height/k.Px(1) - foot.MinSize().Height/k.Px(1) - 3*14
	if k.Portrait() {
		if slip = k.Center(k.Size(380, 0, f.slip(k))); slip.MinSize().Height/k.Px(1) > room*0.6 {
			slip = k.Gap(0) // it is on paper
		}
		room -= slip.MinSize().Height / k.Px(1)
	}
	lent := func(size float32, fixed, why bool) func() fyne.CanvasObject {
		return func() fyne.CanvasObject { return f.lent(k, left, kit.Style{Size: size, Fixed: fixed}, why) }
	}
	list := k.Fitting(room, lent(26, false, true), lent(24, true, true), lent(22, true, false))
	if k.Portrait() {
		return k.Pad(look.Margin, 20, look.Margin, 12, k.Col(14, head, list, slip, k.Space(), foot))
	}
	return k.Pad(look.Margin, 20, look.Margin, 12, k.Row(40, k.Grow(k.Col(14, head, list, k.Space(), foot)), k.Size(380, 0, slip)))
}

// lent are the tools and when each is due, and why then, if that is wanted.
func (f *Flow) lent(k kit.Kit, width float32, s kit.Style, reasons bool) fyne.CanvasObject {
	bold := s
	bold.Bold = true
	var rows []fyne.CanvasObject
	for _, l := range f.HandOver.Loans {
		due := k.Say("borrow.due", "day", k.Lang.Date(f.desk.Local(l.Due)))
		name, day := float32(0.52), float32(0.42)
		if !k.Fits(due, width*day*0.85, bold) { // it would break, or shrink
			name, day = day, name
		}
		rows = append(rows, k.Row(16, k.Share(name, k.Left(k.Lines(say.Name(k.Lang, f.Name(l.Tool)), width*name, 2, s))),
			k.Share(day, k.Left(k.Lines(due, width*day, 2, bold)))))
		if why := f.why(k, l.DueWhy, f.desk.Local(l.DueWas), f.from(l.Tool)); why != "" && reasons {
			rows = append(rows, k.Lines(why, width, 2, kit.Style{Size: look.Second, Color: look.Amber, Fixed: s.Fixed}))
		}
	}
	return k.Col(8, rows...)
}

// ends are the ways to leave, and what happens by itself.
func (f *Flow) ends(k kit.Kit, width float32) fyne.CanvasObject {
	seconds := func(d time.Duration) string { return k.Say("borrow.finish", "n", k.Lang.Number(int(d/time.Second))) }
	live := k.Live(seconds(f.Left), seconds(88*time.Second), kit.Style{Size: 28, Color: look.White, Align: fyne.TextAlignCenter, Fixed: true})
	f.Tick = func(d time.Duration) { live.Set(seconds(d)) }
	finish := k.Size(min(width*0.55, 300), 96, k.Tap(k.Over(k.Box(look.Red, look.Clear, 0, 18), k.Center(live.Object)), 18, f.Finish))
	again := k.Button(kit.Button{Label: k.Say("borrow.again"), Icon: "printer", Width: min(width*0.42, 260), Height: 96, Off: f.Busy || f.Copied, OnTap: f.Again})
	quiet := kit.Style{Size: look.Second, Color: look.Soft}
	rows := []fyne.CanvasObject{k.Para(k.Say("borrow.slip.soon"), width, quiet)}
	if !k.Large { // the button says when
		rows = append(rows, k.Para(k.Say("borrow.clears"), width, quiet))
	}
	return k.Col(6, append(rows, k.Gap(4), k.Row(20, finish, again))...)
}

func (f *Flow) two(k kit.Kit, key string, width float32) fyne.CanvasObject {
	size := float32(look.Big)
	if k.Large {
		size = 36
	}
	words := []fyne.CanvasObject{k.Lines(k.Say(key), width, 2, kit.Style{Size: size})}
	if second := k.SaySecond(key); second != "" {
		words = append(words, k.Fit(second, width, kit.Style{Size: 28, Color: look.Soft}))
	}
	return k.Col(0, words...)
}

// slip is the loan slip as it comes out of the printer, in short.
func (f *Flow) slip(k kit.Kit) fyne.CanvasObject {
	const width = 328
	line := kit.Style{Size: look.Second, Fixed: true}
	out := f.desk.Local(f.HandOver.Loans[0].Out)
	text := func(s string) fyne.CanvasObject { return k.Fit(s, width, line) }
	rows := []fyne.CanvasObject{
		k.Center(k.Fit(k.Say("slip.title"), width, kit.Style{Size: 26, Fixed: true})),
		k.Dashes(2),
		text(k.Say("slip.number", "code", f.HandOver.Slip.Code().Human())),
		text(k.Say("slip.borrower", "name", f.Resident.Person.MaskedName(), "phone", f.Resident.Person.MaskedPhone())),
		text(k.Say("slip.out", "time", k.Lang.Date(out)+" "+k.Lang.Clock(out))),
		k.Dashes(2),
	}
	for _, l := range f.HandOver.Loans {
		rows = append(rows, text(say.Name(k.Lang, f.Name(l.Tool))),
			k.Row(0, k.Text(l.Tool.Code().Human(), kit.Style{Size: 16, Color: look.Soft, Fixed: true}), k.Space(),
				k.Text(k.Say("borrow.due", "day", k.Lang.Short(f.desk.Local(l.Due))), kit.Style{Size: look.Second, Bold: true, Fixed: true})))
		if why := f.why(k, l.DueWhy, f.desk.Local(l.DueWas), 0); why != "" {
			rows = append(rows, k.Lines(why, width, 3, kit.Style{Size: look.Small, Color: look.Soft, Fixed: true}))
		}
	}
	return k.SlipPaper(k.Col(6, append(rows, k.Gap(10))...))
}
