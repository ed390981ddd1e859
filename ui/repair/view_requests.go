package repair

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/jobcard"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Requests) Chrome() stage.Chrome { return stage.Chrome{Title: "repair.mine"} }

// View draws the list.
func (f *Requests) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	rows := []fyne.CanvasObject{k.Lines(k.Say("repair.mine.of", "name", f.Resident.Person.MaskedName(), "n", k.Lang.Number(len(f.Rows))), full, 2, kit.Style{Size: 34})}
	switch {
	case f.Refusal != nil:
		rows = append(rows, refused(k, f.Refusal, full, f.desk.Now()))
	case f.Cancelled != 0:
		rows = append(rows, k.Notice(k.Say("repair.cancelled", "code", f.Cancelled.Code().Human()), full, kit.Good))
	case f.Loaded && len(f.Rows) == 0:
		rows = append(rows, k.Para(k.Say("repair.mine.none"), full, kit.Style{Size: 28, Color: look.Soft}))
	}
	high := float32(124)
	if stacked(k) {
		high = 196
	}
	room := k.Room() - above - below - look.Next - 2*12 - k.Col(12, rows...).MinSize().Height/k.Px(1)
	if k.Portrait() {
		room -= look.Target + 12
	}
	from, to, pages := kit.Page(len(f.Rows), int((room+12)/(high+12)), f.Page)
	for _, r := range f.Rows[from:to] {
		rows = append(rows, k.Size(0, high, f.row(k, r, full)))
	}
	report := k.Button(kit.Button{Label: k.Say("repair.another"), Second: k.SaySecond("repair.another"), Icon: "repair", Width: 300, Height: look.Next, OnTap: f.Report})
	finish := k.Button(kit.Button{Label: k.Say("loans.finish"), Second: k.SaySecond("loans.finish"), Kind: kit.Next, Width: 300, Height: look.Next, OnTap: f.Finish})
	pager := k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))
	if k.Portrait() {
		rows = append(rows, k.Space(), pager, k.Row(20, report, k.Space(), finish))
	} else {
		rows = append(rows, k.Space(), k.Row(20, pager, k.Space(), report, finish))
	}
	return k.Pad(look.Margin, above, look.Margin, below, k.Col(12, rows...))
}

// stacked says that the buttons of a row stand under its words.
func stacked(k kit.Kit) bool { return k.Portrait() || k.Large }

// row is a request: what, how far, what can be done.
func (f *Requests) row(k kit.Kit, r inventory.JobRow, width float32) fyne.CanvasObject {
	const pad, picture, gap, acts = 20, 64, 16, 360
	room := width - 2*pad - picture - gap
	if !stacked(k) {
		room -= acts + gap
	}
	words, buttons := f.words(k, r, room), f.acts(k, r.Job)
	if r.Job.ID == f.Asking {
		words = k.Lines(k.Say("repair.cancel.sure", "code", r.Job.ID.Code().Human()), room, 3, kit.Style{Size: look.Body})
		buttons = []fyne.CanvasObject{
			k.Button(kit.Button{Label: k.Say("repair.cancel.yes"), Width: 190, Text: 20, Off: f.Busy, OnTap: f.ReallyCancel}),
			k.Button(kit.Button{Label: k.Say("repair.cancel.no"), Width: 150, Text: 20, Off: f.Busy, OnTap: f.Keep})}
	}
	head := k.Row(gap, k.Center(k.Picture(r.Kind.Icon, picture)), k.Grow(k.Level(words)))
	inside := fyne.CanvasObject(k.Row(gap, k.Grow(head), k.Size(acts, 0, k.Right(k.Row(look.Gap, buttons...)))))
	if stacked(k) {
		inside = k.Col(0, k.Grow(head), k.Row(look.Gap, append([]fyne.CanvasObject{k.Space()}, buttons...)...))
	}
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(pad, 8, pad, 10, inside))
}

func (f *Requests) words(k kit.Kit, r inventory.JobRow, room float32) fyne.CanvasObject {
	j := r.Job
	state := say.State(k.Lang, j.State)
	if j.State == jobs.Visiting && !j.Visit.IsZero() {
		state += "  " + say.Visit(k.Lang, j.Visit, f.desk.Now())
	}
	return k.Col(2,
		k.Lines(say.Name(k.Lang, r.Kind.Name)+" · "+say.Listed(k.Lang, names(k, j.Faults), k.Say("repair.ask")), room, 1, kit.Style{Size: 24}),
		k.Left(k.Pill(state, room, jobcard.Tone(j.State))),
		k.Fit(j.ID.Code().Human()+" · "+k.Lang.Day(j.Asked(), f.desk.Now()), room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
}

func names(k kit.Kit, list []inventory.Name) []string {
	var all []string
	for _, n := range list {
		all = append(all, say.Name(k.Lang, n))
	}
	return all
}

// acts are the buttons of a request.
func (f *Requests) acts(k kit.Kit, j inventory.Job) []fyne.CanvasObject {
	switch {
	case f.MayCancel(j):
		return []fyne.CanvasObject{k.Button(kit.Button{Label: k.Say("repair.cancel"), Icon: "close", Width: 230, Text: 20, Off: f.Busy, OnTap: func() { f.Cancel(j.ID) }})}
	case j.State == jobs.Done && j.Stars == 0:
		return []fyne.CanvasObject{k.Button(kit.Button{Label: k.Say("repair.rate"), Icon: "face-4", Width: 230, Text: 20, OnTap: func() { f.Rate(j.ID) }})}
	case j.State == jobs.Done:
		return []fyne.CanvasObject{k.Icon(face(j.Stars), 56, look.Green)}
	case j.State.Open():
		return []fyne.CanvasObject{k.Size(340, 0, k.Lines(k.Say("repair.cancel.staff"), 340, 2, kit.Style{Size: look.Second, Color: look.Soft, Align: fyne.TextAlignCenter}))}
	}
	return nil
}

func face(stars int) string { return "face-" + strconv.Itoa(stars) }

// Chrome says what the shell draws around it.
func (*Progress) Chrome() stage.Chrome { return stage.Chrome{Title: "repair.progress"} }

// View draws how the job stands, and the five faces.
func (f *Progress) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	var rows []fyne.CanvasObject
	if f.Refusal != nil {
		rows = append(rows, refused(k, f.Refusal, full, f.desk.Now()))
	}
	if f.Loaded {
		rows = append(rows, f.card(k, full))
	}
	switch {
	case f.Stars != 0:
		rows = append(rows, k.Gap(8), k.Row(24, k.Center(k.Icon(face(f.Stars), 88, look.Green)), k.Grow(k.Level(k.Para(k.Say("repair.thanks"), full-112, kit.Style{Size: 32})))))
	case f.Asks():
		rows = append(rows, k.Gap(8), k.Lines(k.Say("repair.content"), full, 2, kit.Style{Size: 34}), f.faces(k, full))
	}
	home := k.Button(kit.Button{Label: k.Say("register.home"), Second: k.SaySecond("register.home"), Icon: "home", Width: 360, Height: look.Next, OnTap: f.Back})
	return k.Pad(look.Margin, 24, look.Margin, below, k.Col(18, append(rows, k.Space(), k.Row(0, k.Space(), home))...))
}

func (f *Progress) card(k kit.Kit, width float32) fyne.CanvasObject {
	j := f.Row.Job
	room := width - 48 - 96 - 24
	rows := []fyne.CanvasObject{
		k.Lines(say.Name(k.Lang, f.Row.Kind.Name)+"  "+j.ID.Code().Human(), room, 2, kit.Style{Size: 30, Bold: true}),
		k.Left(k.Pill(say.State(k.Lang, j.State), room, jobcard.Tone(j.State)))}
	if j.State == jobs.Visiting && !j.Visit.IsZero() {
		rows = append(rows, k.Lines(say.Visit(k.Lang, j.Visit, f.desk.Now()), room, 2, kit.Style{Size: 26}))
	}
	rows = append(rows, k.Para(k.Say("repair.next."+strconv.Itoa(int(j.State))), room, kit.Style{Size: 24, Color: look.Soft}))
	return k.Panel(k.Row(24, k.Center(k.Picture(f.Row.Kind.Icon, 96)), k.Grow(k.Level(k.Col(6, rows...)))))
}

// faces are the five answers, from bad to good, with words.
func (f *Progress) faces(k kit.Kit, width float32) fyne.CanvasObject {
	const gap = 16
	each := (width - 4*gap) / 5
	var cells []fyne.CanvasObject
	for n := 1; n <= 5; n++ {
		edge, ink := look.Edge, look.Ink
		if f.Row.Job.Stars == n {
			edge, ink = look.Red, look.Red
		}
		text := k.Lines(k.Say("repair.face."+strconv.Itoa(n)), each-16, 2, kit.Style{Size: 20, Align: fyne.TextAlignCenter})
		inside := k.Pad(8, 14, 8, 12, k.Col(4, k.Center(k.Icon(face(n), 96, ink)), k.Grow(k.Center(text))))
		cells = append(cells, k.Tap(k.Over(k.Box(look.Card, edge, 2, 22), inside), 22, func() { f.Rate(n) }))
	}
	return k.Grid(5, gap, 200, cells...)
}
