package takeback

import (
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

// card is what was scanned and what can be done with it, or what to do.
func (f *Flow) card(k kit.Kit, width float32) fyne.CanvasObject {
	room := width - 44
	var inside fyne.CanvasObject
	switch {
	case f.Card.Item.Tool.ID != 0:
		inside = f.toolCard(k, room)
	default:
		inside = k.Row(20, k.Center(k.Icon("qrcode-scan", 64, look.Blue)), k.Left(k.Para(k.Say("desk.ready"), room-90, kit.Style{Size: 24})))
	}
	rows := []fyne.CanvasObject{inside}
	if said, tone := f.said(k); said != "" {
		rows = append(rows, k.Notice(said, room, tone))
	}
	if n := f.Notice; n.Next != "" {
		text := k.Say("desk.turn.today", "name", n.Next)
		if !n.Until.IsZero() {
			text = k.Say("desk.turn", "name", n.Next, "until", k.Lang.Day(n.Until, f.desk.Now()))
		}
		rows = append(rows, k.Announce("queue", text, room))
	}
	var after []fyne.CanvasObject
	if f.Notice.Loan != 0 {
		after = append(after, k.Button(kit.Button{Label: k.Say("desk.receipt"), Icon: "printer", Off: f.Busy, OnTap: f.Receipt}))
	}
	if f.Notice.Deed != 0 {
		after = append(after, k.Button(kit.Button{Label: k.Say("desk.undo.last"), Icon: "undo", Off: f.Busy, OnTap: f.UndoLast}))
	}
	if len(after) > 0 {
		rows = append(rows, k.Row(12, append(after, k.Space())...))
	}
	return k.Over(k.Box(look.Card, look.Blue, 2, 22), k.Pad(22, 18, 22, 18, k.Col(12, rows...)))
}

// said is what happened, in a sentence.
func (f *Flow) said(k kit.Kit) (string, kit.Tone) {
	n := f.Notice
	switch {
	case n.Err != nil:
		return say.Refusal(k.Lang, n.Err, func(inventory.ToolID) inventory.Name { return n.Tool }, f.desk.Now()), kit.Bad
	case n.Key == "":
		return "", kit.Good
	case n.Key == "desk.back" && n.Next != "":
		n.Key = "desk.back.held"
	}
	tone := kit.Good
	if n.Off {
		tone = kit.Warn
	}
	return k.Say(n.Key, "tool", say.Name(k.Lang, n.Tool), "why", why(k.Lang, n.Reason), "day", k.Lang.Day(n.Day, f.desk.Now())), tone
}

// why is why a tool is off the shelf, as staff say it.
func why(l words.Lang, r inventory.Reason) string { return l.Say("desk.why." + strconv.Itoa(int(r))) }

func (f *Flow) toolCard(k kit.Kit, width float32) fyne.CanvasObject {
	item := f.Card.Item
	picture := float32(120)
	if f.Sheet() != NoSheet {
		picture = 88
	}
	room := width - picture - 24
	rows := []fyne.CanvasObject{k.Row(12, k.Fit(say.Name(k.Lang, item.Tool.Name), room*0.7, kit.Style{Size: 30}),
		k.Left(k.Text(item.Tool.ID.Code().Human(), kit.Style{Size: 20, Color: look.Soft, Fixed: true})))}
	text, ink := f.where(k.Lang, item)
	rows = append(rows, k.Lines(text, room, 2, kit.Style{Size: 20, Color: ink}))
	if notes := f.notes(k.Lang); notes != "" {
		rows = append(rows, k.Lines(notes, room, 2, kit.Style{Size: 20, Color: look.Amber}))
	}
	if f.Sheet() == NoSheet {
		if parts := partsOf(k.Lang, f.Card.Expected()); parts != "" && f.Card.Counts() {
			rows = append(rows, k.Para(k.Say("desk.count", "parts", parts), room, kit.Style{Size: 20, Bold: true}))
		}
		rows = append(rows, k.Choices(room, 5, f.actions(k)...))
	}
	return k.Row(24, k.Col(0, k.ToolPicture(item.Tool.Icon, string(item.Tool.Photo), picture), k.Space()), k.Grow(k.Col(8, rows...)))
}

// where says where the tool is, and in which colour.
func (f *Flow) where(l words.Lang, item inventory.Item) (string, look.Colour) {
	now := f.desk.Now()
	switch item.Status {
	case inventory.Lent:
		loan := f.Card.Loan
		text := l.Say("desk.loan", "name", loan.Borrower, "out", dayOf(l, loan.Loan.Out, now), "due", dayOf(l, loan.Loan.Due, now))
		if loan.DaysOverdue > 0 {
			return text + " · " + l.Say("status.overdue", "days", l.Number(loan.DaysOverdue)), look.Alert
		}
		return text, look.Soft
	case inventory.OffShelf:
		text := l.Say("desk.offsince", "why", why(l, item.Reason), "day", dayOf(l, item.Since, now))
		if len(item.Lacks) > 0 {
			text += " · " + l.Say("desk.lacks", "parts", partsOf(l, item.Lacks))
		}
		return text, look.Soft
	case inventory.Retired:
		return l.Say("desk.retired", "day", dayOf(l, item.Since, now), "why", l.Say("desk.retire."+strconv.Itoa(int(item.Tool.RetiredWhy)))), look.Soft
	case inventory.Held:
		name := ""
		if len(f.Card.Queue) > 0 {
			name = f.Card.Queue[0].Name
		}
		return l.Say("desk.held", "name", name, "until", l.Day(item.Until, now)), look.Amber
	case inventory.Reserved:
		return l.Say("desk.reserved"), look.Amber
	}
	return l.Say("desk.onshelf.now"), look.Soft
}

// notes are what else must be known of the tool: who waits, what it lacks, when
// it is said to have come back.
func (f *Flow) notes(l words.Lang) string {
	var notes []string
	item := f.Card.Item
	if !f.At.IsZero() {
		notes = append(notes, l.Say("desk.came", "time", moment(l, f.At, f.desk.Now())))
	}
	if item.Status != inventory.Held && len(f.Card.Queue) > 0 {
		const shown = 3
		var names []string
		for _, q := range f.Card.Queue[:min(len(f.Card.Queue), shown)] {
			names = append(names, q.Name)
		}
		if more := len(f.Card.Queue) - shown; more > 0 {
			names = append(names, "+"+l.Number(more))
		}
		notes = append(notes, l.Say("desk.waits", "names", say.List(l, names)))
	}
	if len(item.Tool.Lacking) > 0 {
		notes = append(notes, l.Say("desk.lacking", "parts", partsOf(l, item.Tool.Lacking)))
	}
	if item.Tool.Worn {
		notes = append(notes, l.Say("desk.isworn"))
	}
	if item.From != 0 {
		notes = append(notes, l.Say("desk.reservedfrom", "day", l.Day(item.From.In(f.desk.Now().Location()), f.desk.Now())))
	}
	return strings.Join(notes, " · ")
}

// moment is a time of today or another day: "今天 12:00".
func moment(l words.Lang, t, now time.Time) string { return dayOf(l, t, now) + " " + t.Format("15:04") }

// dayOf is Lang.Day that also knows yesterday.
func dayOf(l words.Lang, t, now time.Time) string {
	if inventory.DayOf(t) == inventory.DayOf(now)-1 {
		return l.Say("desk.yesterday")
	}
	return l.Day(t, now)
}

// partsOf lists parts: "电池 ×1  钻头 ×5".
func partsOf(l words.Lang, parts []inventory.Part) string {
	return say.Parts(l, inventory.Tool{Parts: parts})
}

// actions are what can be done with the tool now, at most five.
func (f *Flow) actions(k kit.Kit) []kit.Button {
	button := func(key, icon string, kind kit.Kind, onTap func()) kit.Button {
		return kit.Button{Label: k.Say(key), Icon: icon, Kind: kind, Off: f.Busy, OnTap: onTap}
	}
	ask := func(key string, s Sheet) kit.Button {
		return button(key, "", kit.Plain, func() { f.Ask(s) })
	}
	more := ask("desk.more", More)
	item := f.Card.Item
	switch {
	case item.Status == inventory.Lent, f.Card.Lost():
		return f.conditions(button, ask)
	case item.Status == inventory.Retired:
		return []kit.Button{button("desk.past", "history", kit.Plain, func() { f.Ask(ShowPast) })}
	case item.Status == inventory.OffShelf && item.Reason == inventory.Inspection:
		return append(f.verdict(k), more)
	case item.Status == inventory.OffShelf && item.Reason == inventory.Incomplete:
		list := []kit.Button{button("desk.complete", "", kit.Next, f.Complete)}
		if len(item.Lacks) > 0 {
			list = append(list, button("desk.asitis", "", kit.Plain, f.OnShelf))
		}
		if len(item.Lacks) > 1 || len(item.Lacks) == 1 && item.Lacks[0].Count > 1 {
			list = append(list, ask("desk.somefound", CountFound))
		}
		return append(list, more)
	case item.Status == inventory.OffShelf:
		list := []kit.Button{button("desk.shelve", "", kit.Next, f.OnShelf)}
		if f.Card.Inspected() {
			list = append(list, ask("desk.inspect", Inspecting))
		}
		return append(list, more)
	}
	list := []kit.Button{button("desk.sight", "", kit.Plain, f.Sight), ask("desk.takeoff", TakingOff)}
	if f.Card.Inspected() {
		list = append(list, ask("desk.inspect", Inspecting))
	}
	return append(list, more)
}

// conditions are the ways a tool comes back, one tap each.
func (f *Flow) conditions(button func(key, icon string, kind kit.Kind, onTap func()) kit.Button, ask func(key string, s Sheet) kit.Button) []kit.Button {
	good := "desk.good"
	if f.Card.Lost() {
		good = "desk.foundgood"
	}
	list := []kit.Button{button(good, "", kit.Next, func() { f.TakeBack(inventory.Good) })}
	if len(f.Card.Expected()) > 0 {
		list = append(list, ask("desk.missing", CountMissing))
	}
	return append(list,
		button("desk.damaged", "", kit.Plain, func() { f.TakeBack(inventory.Damaged) }),
		button("desk.dirty", "", kit.Plain, func() { f.TakeBack(inventory.NeedsCleaning) }),
		ask("desk.more", More))
}

// verdict is how an inspection may end.
func (f *Flow) verdict(k kit.Kit) []kit.Button {
	return []kit.Button{
		{Label: k.Say("desk.issafe"), Kind: kit.Next, Off: f.Busy, OnTap: func() { f.Inspect(true) }},
		{Label: k.Say("desk.notsafe"), Off: f.Busy, OnTap: func() { f.Inspect(false) }},
	}
}
