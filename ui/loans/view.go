package loans

import (
	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "loans.title"} }

// Typed takes a typed digit while it asks who.
func (f *Flow) Typed(r rune) { f.Identify.Digit(r) }

// Erase takes the last digit back.
func (f *Flow) Erase() { f.Identify.Erase() }

// Enter asks the desk when everything is typed.
func (f *Flow) Enter() { f.Identify.Submit() }

const rowHeight = 120

// View draws the state.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	if f.Resident.ID == 0 {
		body := f.Identify.View(k, func() { f.stage.Show(stage.Register{}) })
		if f.Refusal == nil {
			return body
		}
		said := k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), full, kit.Bad)
		return k.Col(0, k.Pad(look.Margin, 12, look.Margin, 0, said), k.Grow(body))
	}
	rows := []fyne.CanvasObject{k.Fit(k.Say("loans.of", "name", f.Resident.Person.MaskedName(), "n", k.Lang.Number(len(f.Lines))), full, kit.Style{Size: 34})}
	if f.Refusal != nil {
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), full, kit.Bad))
	}
	if f.Loaded && len(f.Lines) == 0 {
		rows = append(rows, k.Para(k.Say("loans.none"), full, kit.Style{Size: 28, Color: look.Soft}))
	}
	room := k.Height() - look.HeadBar - 300
	from, to, pages := kit.Page(len(f.Lines), int(room/rowHeight), f.Page)
	for _, l := range f.Lines[from:to] {
		rows = append(rows, f.line(k, l, full))
	}
	finish := k.Button(kit.Button{Label: k.Say("loans.finish"), Second: k.SaySecond("loans.finish"), Kind: kit.Next, Width: 280, Height: 92, OnTap: f.Back})
	more := k.Button(kit.Button{Label: k.Say("loans.borrow"), Second: k.SaySecond("loans.borrow"), Icon: "wrench", Width: 300, Height: 92, OnTap: f.Borrow})
	foot := k.Row(20, finish, more, k.Space(), k.Center(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
	return k.Pad(look.Margin, 24, look.Margin, 24, k.Col(12, append(rows, k.Space(), foot)...))
}

func (f *Flow) line(k kit.Kit, l inventory.LoanLine, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	name, second := say.Name(k.Lang, l.Tool.Name), say.SecondName(k.Lang, l.Tool.Name)
	room := width - 64 - 48 - 32
	due := f.due(k, l.Loan, room*0.44)
	title := []fyne.CanvasObject{k.Lines(name, room*0.5, 2, kit.Style{Size: 26})}
	if second != "" && !k.Large {
		title = append(title, k.Fit(second, room*0.5, kit.Style{Size: look.Second, Color: look.Soft}))
	}
	right := k.Col(0, due, k.Fit(k.Say("loans.since", "day", k.Lang.Day(l.Loan.Out, now)), room*0.44, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}))
	row := k.Row(16, k.Center(k.Picture(l.Tool.Icon, 64)), k.Share(5, k.Left(k.Col(0, title...))), k.Share(4, k.Left(right)))
	return k.Size(0, rowHeight-12, k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(24, 8, 24, 8, row)))
}

// due says the day, and by colour and words how near it is.
func (f *Flow) due(k kit.Kit, l inventory.Loan, width float32) fyne.CanvasObject {
	now := f.desk.Now()
	switch days := l.DaysOverdue(now); {
	case days > 0:
		return k.Lines(k.Say("loans.late", "days", k.Lang.Number(days)), width, 2, kit.Style{Size: 24, Bold: true, Color: look.Alert})
	case l.Due.YearDay() == now.YearDay() && l.Due.Year() == now.Year():
		return k.Lines(k.Say("loans.today"), width, 2, kit.Style{Size: 24, Bold: true, Color: look.Amber})
	}
	return k.Lines(k.Say("borrow.due", "day", k.Lang.Day(l.Due, now)), width, 2, kit.Style{Size: 24, Bold: true})
}

// Typing says whether typed text is taken now.
func (f *Flow) Typing() bool { return f.Resident.ID == 0 }
