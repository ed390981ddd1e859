package person

import (
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// View draws the place in a room of width × height.
func (f *Flow) View(k kit.Kit, width, height float32) fyne.CanvasObject {
	rows := f.said(k, width)
	if f.Finding() {
		return f.search(k, rows, width, height)
	}
	if f.letters() {
		return k.Col(18, append(rows, f.words(k, width))...)
	}
	switch f.Step {
	case Typing:
		return k.Col(18, append(rows, f.digits(k, width))...)
	case Leaving:
		return k.Col(18, append(rows, k.Unsaved(width, f.Stay, f.Drop))...)
	}
	if f.Step != Open && f.Step != MergeSure { // the record says who it is
		rows = append(rows, f.card(k, width))
	}
	used := k.Col(18, rows...).MinSize().Height / k.Px(1)
	return k.Col(18, append(rows, f.below(k, width, height-used-18)...)...)
}

func (f *Flow) said(k kit.Kit, width float32) []fyne.CanvasObject {
	var changed *inventory.ChangedMeanwhile
	switch {
	case errors.As(f.Refusal, &changed):
		return []fyne.CanvasObject{k.Notice(k.Say("people.changed.again"), width, kit.Bad)}
	case f.Clash.Fields != nil && f.Step != Typing && f.Step != Leaving: // there it stands instead of the title
		return []fyne.CanvasObject{k.Notice(f.clash(k), width, kit.Bad)}
	case f.Refusal != nil:
		return []fyne.CanvasObject{k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)}
	case f.Done != "":
		return []fyne.CanvasObject{k.Notice(k.Say(f.Done), width, kit.Good)}
	}
	return nil
}

// below is the question that is asked, or what the resident has.
func (f *Flow) below(k kit.Kit, width, height float32) []fyne.CanvasObject {
	room, up := width-44, func() { f.Up() }
	ask := func(title string, body ...fyne.CanvasObject) []fyne.CanvasObject {
		return []fyne.CanvasObject{k.Question(k.Say(title), width, up, body...)}
	}
	switch f.Step {
	case BlockWhy:
		var list []kit.Button
		for n := range say.BlockReasons {
			key := say.BlockReasonKey(n)
			list = append(list, kit.Button{Label: k.Say(key), OnTap: func() { f.BlockFor(words.Chinese.Say(key)) }})
		}
		return ask("desk.person.block.why", k.Choices(room, 3, list...))
	case BlockUntil:
		until := func(label string, days int) kit.Button {
			return kit.Button{Label: label, Off: f.Busy, OnTap: func() { f.Block(days) }}
		}
		days := func(n int) kit.Button { return until(k.Say("desk.person.days", "n", k.Lang.Number(n)), n) }
		return ask("desk.person.block.until", k.Choices(room, 3, days(7), days(30), until(k.Say("desk.person.lifted"), 0)))
	case Open:
		return ask("desk.person.record", f.record(k, room)...)
	case More:
		return ask("people.more", f.more(k, room)...)
	case WithdrawSure:
		return ask("people.withdraw.sure", k.Choices(room, 3,
			kit.Button{Label: k.Say("people.withdraw.yes"), Kind: kit.Next, Off: f.Busy, OnTap: f.Withdraw}))
	case MergeSure:
		pair := func(how bool) func() fyne.CanvasObject {
			return func() fyne.CanvasObject {
				return k.Question(k.Say("people.merge.sure"), width, up, f.pair(k, room, how)...)
			}
		}
		return []fyne.CanvasObject{k.Fitting(height, pair(true), pair(false))}
	case EraseSure:
		return ask("desk.person.erase.sure", k.Choices(room, 3,
			kit.Button{Label: k.Say("desk.person.erase.yes"), Kind: kit.Next, Off: f.Busy, OnTap: f.Forget}))
	}
	return f.loans(k, width, height)
}

// card is who it is, masked, how things stand, and what can be done.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	r, now := f.Resident, f.desk.Now()
	room := width - 44 - 72 - 24
	rows := []fyne.CanvasObject{k.Fit(r.Person.Masked(), room, kit.Style{Size: 30})}
	for _, line := range f.standing(k.Lang, now) {
		rows = append(rows, k.Lines(line.text, room, 2, kit.Style{Size: 20, Color: line.ink()}))
	}
	if f.Step == Stands {
		rows = append(rows, k.Choices(room, 5, f.actions(k)...))
	}
	inside := k.Row(24, k.Col(0, k.Icon("account", 72, look.Blue), k.Space()), k.Grow(k.Col(8, rows...)))
	return k.Over(k.Box(look.Card, look.Blue, 2, 22), k.Pad(22, 18, 22, 18, inside))
}

func (f *Flow) actions(k kit.Kit) []kit.Button {
	button := func(key string, kind kit.Kind, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Kind: kind, Off: f.Busy, OnTap: onTap}
	}
	var list []kit.Button
	if f.Resident.Verified.IsZero() {
		list = append(list, button("desk.verify", kit.Next, f.Verify), button("person.borrow", kit.Plain, f.Borrow))
	} else { // a card is printed again for whose document was seen
		list = append(list, button("person.borrow", kit.Plain, f.Borrow), button("person.card", kit.Plain, f.NewCard))
	}
	if f.Resident.BlockedAt(f.desk.Now()) {
		list = append(list, button("desk.person.unblock", kit.Plain, f.Unblock))
	} else {
		list = append(list, button("desk.person.block", kit.Plain, func() { f.Ask(BlockWhy) }))
	}
	return append(list,
		button("desk.person.open", kit.Plain, f.Reveal),
		button("people.more", kit.Plain, func() { f.Ask(More) }))
}

// loans are what the resident has.
func (f *Flow) loans(k kit.Kit, width, height float32) []fyne.CanvasObject {
	if len(f.Loans) == 0 {
		return []fyne.CanvasObject{k.Para(k.Say("desk.person.none"), width, kit.Style{Size: look.Body, Color: look.Soft})}
	}
	room := width - 4 - 48 - 3*12
	from, to, pages := kit.Page(len(f.Loans), int((height-look.Target-18-12)/kit.PlainRow), f.Page)
	var rows []kit.Row
	for _, l := range f.Loans[from:to] {
		text, tone := f.pill(k.Lang, l.Loan)
		rows = append(rows, kit.Row{Cells: []fyne.CanvasObject{
			k.Share(0.46, k.Left(k.Lines(say.Name(k.Lang, l.Tool.Name), room*0.46, 2, kit.Style{Size: 20, Fixed: true}))),
			k.Cell(0.26, room, l.Tool.ID.Code().Human(), kit.Style{Color: look.Soft}),
			k.Share(0.28, k.Left(k.Pill(text, room*0.28, tone)))}})
	}
	return []fyne.CanvasObject{k.Table(rows), k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn))}
}

func (f *Flow) pill(l words.Lang, loan inventory.Loan) (string, kit.Tone) {
	now := f.desk.Now()
	switch {
	case !loan.Lost.IsZero():
		return l.Say("desk.past.lost"), kit.Bad
	case loan.DaysOverdue(now) > 0:
		return l.Say("status.overdue", "days", l.Number(loan.DaysOverdue(now))), kit.Bad
	case inventory.DayOf(loan.Due) == inventory.DayOf(now):
		return l.Say("status.duetoday"), kit.Warn
	}
	return l.Say("status.due", "day", l.Short(loan.Due)), kit.Good
}

func (f *Flow) title(k kit.Kit) string {
	if f.Clash.Fields != nil {
		return f.clash(k)
	}
	return k.Say("desk.person.correct", "field", k.Say("desk.person.field."+strconv.Itoa(int(f.Field))))
}

func (f *Flow) words(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Letters(kit.Letters{Title: f.title(k), Text: f.Words, Wrong: f.Refusal != nil, Next: k.Say("desk.person.keep"), Width: width,
		On: f.Press, OnNext: f.Correct, Back: func() { f.Up() }})
}

func (f *Flow) digits(k kit.Kit, width float32) fyne.CanvasObject {
	return k.Digits(kit.Digits{Title: f.title(k), Text: grouped(f.Field, f.Text), Wrong: f.Refusal != nil, Width: width, X: f.Field == Document,
		Button: kit.Button{Label: k.Say("desk.person.keep"), Kind: kit.Next, Off: f.Busy, OnTap: f.Correct},
		OnKey:  f.Typed, OnErase: f.Erase, Back: func() { f.Up() }})
}

// line is something to know of the resident.
type line struct {
	text string
	tone kit.Tone
}

// standing says how things stand with the resident.
func (f *Flow) standing(l words.Lang, now time.Time) []line {
	r := f.Resident
	var list []line
	switch {
	case r.Person.Kind == people.NoDocument:
		list = append(list, line{l.Say("desk.person.child"), kit.Warn})
	case r.Verified.IsZero():
		list = append(list, line{l.Say("desk.unverified", "n", l.Number(f.desk.Settings().LimitUnverified)), kit.Warn})
	default:
		list = append(list, line{l.Say("desk.isverified"), kit.Good})
	}
	if r.BlockedAt(now) {
		why := say.BlockReason(l, r.Blocked)
		text := l.Say("desk.person.isblocked", "why", why)
		if !r.BlockedUntil.IsZero() {
			text = l.Say("desk.person.isblocked.until", "why", why, "day", l.Day(f.desk.Local(r.BlockedUntil), now))
		}
		list = append(list, line{text, kit.Bad})
	}
	if !r.Withdrawn.IsZero() {
		list = append(list, line{l.Say("desk.person.withdrawn"), kit.Bad})
	}
	return list
}

func (l line) ink() look.Colour {
	switch l.tone {
	case kit.Warn:
		return look.Amber
	case kit.Bad:
		return look.Alert
	}
	return look.Green
}
