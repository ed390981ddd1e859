package volunteer

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "repair.volunteer", Staff: true} }

const (
	between = 14
	above   = 16
	below   = 20
)

// View draws the lists, or the job that is open.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	room := k.Room() - above - below
	body := f.lists(k, full, room)
	switch {
	case f.Card.Showing():
		body = f.Card.View(k, full, room)
	case f.Offered.Job.ID != 0:
		body = f.offer(k, full)
	case f.Asks:
		body = f.service(k, full)
	}
	return k.Pad(look.Margin, above, look.Margin, below, body)
}

func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	switch {
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Done != "":
		return []fyne.CanvasObject{k.Announce("printer", k.Say(f.Done), width)}
	}
	return f.Card.Said(k, width)
}

// lists are one's own jobs, or the free ones.
func (f *Flow) lists(k kit.Kit, width, height float32) fyne.CanvasObject {
	shown, none := f.Mine, "repair.volunteer.none"
	if f.Free {
		shown, none = f.Fits, "repair.volunteer.free.none"
	}
	chips := k.Row(look.Gap,
		k.Chip(k.Say("repair.volunteer.mine", "n", k.Lang.Number(len(f.Mine))), !f.Free, func() { f.Show(false) }),
		k.Chip(k.Say("repair.volunteer.free", "n", k.Lang.Number(len(f.Fits))), f.Free, func() { f.Show(true) }), k.Space())
	rows := append(f.said(k, width), chips)
	foot := float32(look.Next)
	used := k.Col(between, rows...).MinSize().Height/k.Px(1) + foot + 2*between
	high := float32(108)
	if stacked(k) {
		high = 152
	}
	from, to, pages := kit.Page(len(shown), int((height-used+look.Gap)/(high+look.Gap)), f.Page)
	var cards []fyne.CanvasObject
	for _, r := range shown[from:to] {
		cards = append(cards, k.Size(0, high, f.row(k, r, width)))
	}
	if len(cards) > 0 {
		rows = append(rows, k.Col(look.Gap, cards...))
	} else if f.Loaded {
		rows = append(rows, k.Para(k.Say(none), width, kit.Style{Size: 26, Color: look.Soft}))
	}
	each := min((width-288-2*16)/2, 360)
	round := k.Button(kit.Button{Label: k.Say("repair.round"), Icon: "printer", Kind: kit.Next, Width: each, Height: look.Next, Off: f.Busy || f.Free || len(f.Mine) == 0, OnTap: f.Round})
	certificate := k.Button(kit.Button{Label: k.Say("desk.crew.certificate"), Icon: "printer", Width: each, Height: look.Next, Off: f.Busy, OnTap: f.AskService})
	return k.Col(between, append(rows, k.Space(), k.Row(16, round, certificate, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn))))...)
}

// service asks of which time the certificate of service is.
func (f *Flow) service(k kit.Kit, width float32) fyne.CanvasObject {
	list := say.ServiceTimes(k.Lang)
	buttons := make([]kit.Button, len(list))
	for i, t := range list {
		buttons[i] = kit.Button{Label: t.Label, Off: f.Busy, OnTap: func() { f.Certify(t.Months) }}
	}
	return k.Top(k.Col(between, append(f.said(k, width), k.Question(k.Say("repair.service"), width, f.LeaveService, k.Choices(width-44, 2, buttons...)))...))
}

// stacked says that a row has no room for two things side by side.
func stacked(k kit.Kit) bool { return k.Portrait() || k.Large }

// row is a job of a list: the trade and the street, never an address.
func (f *Flow) row(k kit.Kit, r inventory.JobRow, width float32) fyne.CanvasObject {
	const picture = 64
	room := width - 40 - picture - 16
	left, right := room*0.56, room*0.4
	if stacked(k) {
		left, right = room, room
	}
	text := say.Suits(k.Lang, r.Job.When, r.Job.Rank.Urgent())
	t := kit.Warn
	if !r.Job.Visit.IsZero() {
		text, t = say.Visit(k.Lang, r.Job.Visit, f.desk.Now()), kit.Good
	}
	if r.Job.Rank.Urgent() {
		t = kit.Bad
	}
	words := k.Col(0,
		k.Lines(say.Name(k.Lang, r.Kind.Name)+" · "+say.Fault(k.Lang, r.Job.Faults, ""), left, 1, kit.Style{Size: 24, Bold: true}),
		k.Fit(r.Job.ID.Code().Human()+" · "+say.Street(k.Lang, r.Street)+" · "+say.State(k.Lang, r.Job.State), left, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
	row := k.Row(16, k.Center(k.Picture(r.Kind.Icon, picture)), k.Size(left, 0, k.Level(words)), k.Space(), k.Size(right, 0, k.Right(k.Pill(text, right, t))))
	if stacked(k) {
		row = k.Row(16, k.Center(k.Picture(r.Kind.Icon, picture)), k.Size(left, 0, k.Level(k.Col(4, words, k.Left(k.Pill(text, right, t))))))
	}
	return k.Tap(k.Over(k.Box(look.Card, look.Edge, 2, 22), k.Pad(20, 8, 20, 8, row)), 22, func() { f.Open(r) })
}

// offer is a free job before it is taken: street and trade only.
func (f *Flow) offer(k kit.Kit, width float32) fyne.CanvasObject {
	r, room := f.Offered, width-44
	line := func(icon, text string) fyne.CanvasObject {
		return k.Row(16, k.Center(k.Icon(icon, 36, look.Red)), k.Grow(k.Level(k.Para(text, room-60, kit.Style{Size: 26}))))
	}
	take := k.Button(kit.Button{Label: k.Say("repair.act.take"), Kind: kit.Next, Width: 360, Height: look.Next, Off: f.Busy, OnTap: f.Take})
	return k.Col(between, append(f.said(k, width),
		k.Question(say.Name(k.Lang, r.Kind.Name)+"  "+r.Job.ID.Code().Human(), width, f.Leave,
			line(r.Kind.Icon, say.Fault(k.Lang, r.Job.Faults, "")),
			line("place", say.Street(k.Lang, r.Street)),
			line("clock", say.Suits(k.Lang, r.Job.When, r.Job.Rank.Urgent())),
			k.Para(k.Say("repair.offer"), room, kit.Style{Size: look.Second, Color: look.Soft})),
		k.Space(), k.Row(0, k.Space(), take))...)
}
