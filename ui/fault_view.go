package ui

import (
	"strings"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// draw puts the page of the mode into the window.
func (f *Front) draw() {
	if f.look.W == 0 {
		return // not in a window yet
	}
	k := kit.Kit{Look: f.look, Lang: f.lang, Guard: f.guard}
	body := map[mode]func(kit.Kit) fyne.CanvasObject{
		checking: f.viewChecking, faulty: f.viewFault, listing: f.viewDeeds, asking: f.viewPIN, working: f.viewWorking, ending: f.viewEnding,
	}[f.mode](k)
	header := kit.Header{Title: k.Say(f.title()), OnLang: func(l words.Lang) { f.Speak(l, f.look.Large) }, OnLarge: func() { f.Speak(f.lang, !f.look.Large) }, OnContrast: f.toggleContrast}
	if f.mode == listing || f.mode == asking {
		header.Back = func() { f.show(faulty) }
	}
	f.stack.Objects = []fyne.CanvasObject{k.Over(k.Box(look.Paper, look.Clear, 0, 0), k.Col(0, k.Header(header), k.Grow(body)))}
	f.stack.Refresh()
	paint(f.window, f.stack)
}

func (f *Front) title() string {
	switch f.mode {
	case faulty, ending:
		return "fault.title"
	case listing:
		return "fault.list"
	case asking:
		return f.offerKey()
	}
	return "shop.name"
}

// offerKey is what taking the offer is called.
func (f *Front) offerKey() string {
	if f.fault.Offer.Backup.IsZero() {
		return "fault.goon"
	}
	return "fault.restore"
}

// message is an icon with a sentence and what goes with it, in the middle.
func (f *Front) message(k kit.Kit, icon, key, why string) fyne.CanvasObject {
	width := k.Width() - 4*look.Margin
	rows := []fyne.CanvasObject{k.Center(k.Icon(icon, 96, look.Red)), k.Center(k.Lines(k.Say(key), width, 2, kit.Style{Size: 40, Align: fyne.TextAlignCenter}))}
	for _, l := range words.All {
		if l != k.Lang {
			rows = append(rows, k.Center(k.Lines(l.Say(key), width, 2, kit.Style{Size: 24, Color: look.Soft, Align: fyne.TextAlignCenter})))
		}
	}
	rows = append(rows, k.Gap(8), k.Center(k.Lines(k.Say(why), width, 3, kit.Style{Size: look.Body, Color: look.Soft, Align: fyne.TextAlignCenter})))
	return k.Col(0, k.Space(), k.Col(14, rows...), k.Space(), k.Space())
}

func (f *Front) viewChecking(k kit.Kit) fyne.CanvasObject {
	return f.message(k, "toolbox", "fault.checking", "fault.checking.why")
}

func (f *Front) viewWorking(k kit.Kit) fyne.CanvasObject {
	return f.message(k, "toolbox", "fault.working", "fault.working.why")
}

// viewEnding says the fault and that the program starts again by itself.
func (f *Front) viewEnding(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	rows := append(f.sentences(k, width), k.Gap(8), k.Notice(k.Say("fault.ending"), width, kit.Warn))
	return k.Pad(look.Margin, 32, look.Margin, 24, k.Top(k.Col(20, rows...)))
}

// sentences are the fault in all languages, the chosen one first and larger.
func (f *Front) sentences(k kit.Kit, width float32) []fyne.CanvasObject {
	said := func(l words.Lang) string { return say.Refusal(l, f.fault.Err, nil, f.fault.Now) }
	rows := []fyne.CanvasObject{k.Row(20, k.Col(0, k.Icon("alert-circle", 56, look.Alert), k.Space()), k.Para(said(k.Lang), width-80, kit.Style{Size: 28}))}
	for _, l := range words.All {
		if l != k.Lang {
			rows = append(rows, k.Lines(said(l), width, 2, kit.Style{Size: 19, Color: look.Soft, Fixed: true}))
		}
	}
	return rows
}

func (f *Front) viewFault(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	rows := f.sentences(k, width)
	if len(f.fault.Details) > 0 {
		rows = append(rows, k.Lines(strings.Join(f.fault.Details, "; "), width, 2, kit.Style{Size: look.Small, Color: look.Soft, Fixed: true}))
	}
	if f.refused != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.refused, nil, f.fault.Now), width, kit.Bad))
	}
	end := k.Button(kit.Button{Label: k.Say("fault.close"), Second: k.SaySecond("fault.close"), Width: 220, Height: look.Next, OnTap: f.ways.Close})
	o := f.fault.Offer
	if o == nil {
		return k.Pad(look.Margin, 28, look.Margin, 24, k.Col(18, k.Top(k.Col(18, rows...)), k.Space(), k.Left(end)))
	}
	rows = append(rows, k.Notice(f.offered(k, o), width, kit.Warn))
	label := f.offerKey()
	buttons := []fyne.CanvasObject{k.Button(kit.Button{Label: k.Say(label), Second: k.SaySecond(label), Kind: kit.Next, Width: 400, Height: look.Next, OnTap: f.accept})}
	if len(o.Missing.Read) > 0 {
		list := k.Say("fault.list")
		buttons = append(buttons, k.Button(kit.Button{Label: list, Second: k.SaySecond("fault.list"), Width: 300, Height: look.Next, OnTap: func() { f.show(listing) }}))
	}
	foot := k.Row(look.Gap, append(buttons, k.Space(), end)...)
	if k.Portrait() {
		foot = k.Col(look.Gap, k.Row(look.Gap, append(buttons, k.Space())...), k.Left(end))
	}
	return k.Pad(look.Margin, 28, look.Margin, 24, k.Col(18, k.Top(k.Col(18, rows...)), k.Space(), foot))
}

// offered says which backup there is and what would be missing.
func (f *Front) offered(k kit.Kit, o *Offer) string {
	moment := func(t time.Time) string { return k.Lang.Day(t, f.fault.Now) + " " + t.Format("15:04") }
	var parts []string
	if !o.Backup.IsZero() {
		parts = append(parts, k.Say("fault.offer", "when", moment(o.Backup)))
	}
	total, untold := int(min(o.Missing.Total, 1<<30)), int(min(o.Missing.Unreadable, 1<<30))
	missing := "fault.missing"
	if o.Backup.IsZero() {
		missing = "fault.lost"
	}
	if total > 0 {
		parts = append(parts, k.Say(missing, "n", k.Lang.Number(total)))
	}
	switch {
	case o.Missing.Open:
		parts = append(parts, k.Say("fault.missing.unknown", "when", moment(o.Last)))
	case untold > 0:
		parts = append(parts, k.Say("fault.missing.untold", "n", k.Lang.Number(untold), "when", moment(o.Last)))
	case total == 0:
		parts = append(parts, k.Say("fault.missing.none"))
	}
	if !o.Backup.IsZero() {
		parts = append(parts, k.Say("fault.kept"))
	}
	return strings.Join(parts, " ")
}

// viewDeeds lists the deeds that would be missing.
func (f *Front) viewDeeds(k kit.Kit) fyne.CanvasObject {
	perPage := 6
	if k.Portrait() {
		perPage = 11
	}
	deeds := f.fault.Offer.Missing.Read
	from, to, pages := kit.Page(len(deeds), perPage, f.page)
	width := k.Width() - 2*look.Margin - 40
	plain := kit.Style{Size: 20, Fixed: true}
	var rows []kit.Row
	for _, e := range deeds[from:to] {
		at := e.At.In(f.fault.Now.Location())
		who := k.Say("fault.resident")
		if e.Who != 0 {
			who = k.Say("fault.staff", "n", k.Lang.Number(int(e.Who)))
		}
		head := k.Row(12,
			k.Share(36, k.Fit(k.Lang.Day(at, f.fault.Now)+" "+at.Format("15:04"), width*0.33, plain)),
			k.Share(38, k.Fit(say.Deed(k.Lang, e.Deed), width*0.34, kit.Style{Size: 20, Bold: true, Fixed: true})),
			k.Share(26, k.Fit(who, width*0.23, plain)))
		codes := k.Lines(strings.Join(e.Subjects, "  "), width, 2, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true})
		rows = append(rows, kit.Row{Cells: []fyne.CanvasObject{k.Grow(k.Col(2, head, codes))}})
	}
	pager := k.Pager(min(f.page, pages-1), pages, func(n int) {
		f.page = n
		f.draw()
	})
	return k.Pad(look.Margin, 20, look.Margin, 20, k.Col(16, k.Table(rows), k.Space(), k.Center(pager)))
}

func (f *Front) viewPIN(k kit.Kit) fyne.CanvasObject {
	said := ""
	if f.refused != nil {
		said = say.Refusal(k.Lang, f.refused, nil, f.fault.Now)
	}
	return k.PINPad("fault.pin", "fault.pin.why", f.pin, said, f.digit, f.erase)
}
