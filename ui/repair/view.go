package repair

import (
	"errors"
	"strconv"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/inventory/jobs"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/register"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (f *Flow) Chrome() stage.Chrome {
	c := stage.Chrome{Title: "repair.title", Of: 4}
	switch f.Step {
	case Who:
		c.Step = 1
	case FirstTime:
		c.Title, c.Step = "register.title", 1
	case Trade, Fault, Writing:
		c.Step = 2
	case Where, Address, Street, When, Again:
		c.Step = 3
	default:
		c.Step = 4
	}
	return c
}

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	f.Tick = nil
	switch f.Step {
	case FirstTime:
		return f.Register.View(k)
	case Trade:
		return f.trades(k)
	case Fault:
		return f.faults(k)
	case Writing:
		return f.letters(k, kit.Letters{Title: k.Say("repair.own"), Text: f.Words, OnNext: f.Written})
	case Where:
		return f.where(k)
	case Address:
		return f.address(k)
	case Street:
		return f.letters(k, kit.Letters{Title: k.Say("repair.street.ask"), Text: f.Road, Empty: true, OnNext: f.Named})
	case When:
		return f.times(k)
	case Again:
		return f.again(k)
	case Confirm:
		return f.confirm(k)
	case Consent:
		return f.consent(k)
	case Done:
		return f.done(k)
	}
	return f.who(k)
}

const (
	between = 14
	above   = 16
	below   = 20
)

func (f *Flow) who(k kit.Kit) fyne.CanvasObject {
	body := f.Identify.View(k, f.NewHere)
	if f.Refusal == nil {
		return body
	}
	return k.Col(0, k.Pad(look.Margin, 12, look.Margin, 0, refused(k, f.Refusal, k.Width()-2*look.Margin, f.desk.Now())), k.Grow(body))
}

func refused(k kit.Kit, err error, width float32, now time.Time) fyne.CanvasObject {
	if errors.Is(err, ErrNotNow) {
		return k.Notice(sentence(k, err, now), width, kit.Warn)
	}
	return k.Notice(sentence(k, err, now), width, kit.Bad)
}

func sentence(k kit.Kit, err error, now time.Time) string {
	if errors.Is(err, ErrNotNow) {
		return k.Say("repair.noscan")
	}
	return say.Refusal(k.Lang, err, nil, now)
}

// step is a question: what is asked, the answers in the room that is left, and
// the next step at the lower right, on every screen at the same place.
func (f *Flow) step(k kit.Kit, title string, pager func(perPage int) fyne.CanvasObject, next fyne.CanvasObject, answers func(width, height float32) (fyne.CanvasObject, int)) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	rows := []fyne.CanvasObject{k.Lines(title, full, 2, kit.Style{Size: 34})}
	if f.Refusal != nil {
		rows = append(rows, refused(k, f.Refusal, full, f.desk.Now()))
	}
	used := k.Col(between, rows...).MinSize().Height/k.Px(1) + above + below + 2*between + look.Next
	body, perPage := answers(full, k.Room()-used)
	left := fyne.CanvasObject(k.Gap(0))
	if pager != nil {
		left = k.Center(pager(perPage))
	}
	foot := k.Size(0, look.Next, k.Row(16, left, k.Space(), next))
	return k.Pad(look.Margin, above, look.Margin, below, k.Col(between, append(rows, k.Grow(k.Top(body)), foot)...))
}

func (f *Flow) next(k kit.Kit, key string) fyne.CanvasObject {
	return k.Button(kit.Button{Label: k.Say(key), Second: k.SaySecond(key), Kind: kit.Next, Width: 360, Height: look.Next, Off: f.Busy, OnTap: f.Next})
}

// trades are the pictures of what the team can do.
func (f *Flow) trades(k kit.Kit) fyne.CanvasObject {
	columns := 3
	if k.Portrait() {
		columns = 2
	}
	return f.step(k, k.Say("repair.trade"), f.pager(k, len(f.Kinds)), k.Gap(0), func(width, height float32) (fyne.CanvasObject, int) {
		const gap = 16
		least := float32(128)
		if k.Large {
			least = 150
		}
		rows := max(int((height+gap)/(least+gap)), 1)
		high := min((height-gap*float32(rows-1))/float32(rows), 176)
		each := (width - gap*float32(columns-1)) / float32(columns)
		from, to, _ := kit.Page(len(f.Kinds), rows*columns, f.Page)
		var tiles []fyne.CanvasObject
		for _, kind := range f.Kinds[from:to] {
			tiles = append(tiles, f.trade(k, kind, each))
		}
		return k.Grid(columns, gap, high, tiles...), rows * columns
	})
}

// trade is the picture of one trade with its name, in two lines if it must.
func (f *Flow) trade(k kit.Kit, kind inventory.JobKind, width float32) fyne.CanvasObject {
	const icon = 64
	room := width - 24 - 20 - 16 - icon
	name, second := say.Name(k.Lang, kind.Name), say.SecondName(k.Lang, k.Second(), kind.Name)
	words := []fyne.CanvasObject{k.Lines(name, room, 2, kit.Style{Size: 28})}
	if second != "" && k.Fits(name, room, kit.Style{Size: 28}) {
		words = append(words, k.Lines(second, room, 1, kit.Style{Size: 22, Color: look.Soft, Fixed: true}))
	}
	row := k.Row(20, k.Center(k.Icon(kind.Icon, icon, look.Red)), k.Grow(k.Level(k.Col(0, words...))))
	return k.Tap(k.Over(k.Box(look.Card, look.Edge, 2, 28), k.Pad(24, 8, 16, 8, row)), 28, func() { f.Choose(kind) })
}

func (f *Flow) pager(k kit.Kit, items int) func(int) fyne.CanvasObject {
	return func(perPage int) fyne.CanvasObject {
		_, _, pages := kit.Page(items, perPage, f.Page)
		return k.Pager(min(f.Page, pages-1), pages, f.Turn)
	}
}

// twice is a name with the language shown small beside it.
func twice(first, second string) string {
	if second == "" {
		return first
	}
	return first + "  " + second
}

func saidTwice(k kit.Kit, key string) string { return twice(k.Say(key), k.SaySecond(key)) }

// faults are the ready phrases of the trade.
func (f *Flow) faults(k kit.Kit) fyne.CanvasObject {
	title := k.Say("repair.fault", "trade", say.Name(k.Lang, f.Kind.Name))
	return f.step(k, title, f.pager(k, len(f.Kind.Phrases)), f.next(k, "register.next"), func(width, height float32) (fyne.CanvasObject, int) {
		columns, each := 2, (width-look.Gap)/2
		if k.Portrait() || k.Large {
			columns, each = 1, width
		}
		fit := max(int((height-2*(look.Target+look.Gap))/(look.Target+look.Gap)), 1) * columns
		from, to, _ := kit.Page(len(f.Kind.Phrases), fit, f.Page)
		var list []fyne.CanvasObject
		for i := from; i < to; i++ {
			p := f.Kind.Phrases[i]
			list = append(list, k.Toggle(twice(say.Name(k.Lang, p), say.SecondName(k.Lang, k.Second(), p)), f.chosen(i), each, func() { f.Toggle(i) }))
		}
		own := saidTwice(k, "repair.write")
		if f.Own != "" {
			own = f.Own
		}
		rows := []fyne.CanvasObject{k.Toggle(own, f.Own != "", width, f.Write),
			k.Toggle(saidTwice(k, "repair.ask"), len(f.Phrases) == 0 && f.Own == "", width, f.Ask)}
		if len(list) > 0 {
			rows = append([]fyne.CanvasObject{k.Grid(columns, look.Gap, look.Target, list...)}, rows...)
		}
		return k.Col(look.Gap, rows...), fit
	})
}

// letters asks for words over the keyboard, which leaves no room for more: what
// was refused stands over the field in place of the question.
func (f *Flow) letters(k kit.Kit, l kit.Letters) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	l.Wrong, l.Next, l.Width, l.On, l.Back = f.Refusal != nil, k.Say("repair.fine"), full, f.Press, f.Back
	if f.Refusal != nil {
		l.Title = sentence(k, f.Refusal, f.desk.Now())
	}
	return k.Pad(look.Margin, above, look.Margin, below, k.Top(k.Letters(l)))
}

func (f *Flow) chosen(phrase int) bool {
	for _, p := range f.Phrases {
		if p == phrase {
			return true
		}
	}
	return false
}

// where is at home or at another address. No address is shown: others may look.
func (f *Flow) where(k kit.Kit) fyne.CanvasObject {
	return f.step(k, k.Say("repair.where"), nil, k.Gap(0), func(width, _ float32) (fyne.CanvasObject, int) {
		var ways []fyne.CanvasObject
		if f.HasHome() {
			ways = append(ways, f.way(k, "repair.home", "repair.home.sub", "home", width, f.Home))
		}
		return k.Col(20, append(ways, f.way(k, "repair.elsewhere", "repair.elsewhere.sub", "place", width, f.Elsewhere))...), 1
	})
}

// way is one of few ways to go on, large.
func (f *Flow) way(k kit.Kit, key, sub, icon string, width float32, onTap func()) fyne.CanvasObject {
	return k.Size(0, 140, k.Tile(kit.Tile{Icon: icon, Title: k.Say(key), Second: k.SaySecond(key), Sub: k.Say(sub), Width: width, OnTap: onTap}))
}

// address asks for another address, with a street or place outside the
// neighbourhood.
func (f *Flow) address(k kit.Kit) fyne.CanvasObject {
	pad := k.Keypad(kit.Keypad{KeyH: 66, OnKey: f.Typed, OnErase: f.Erase})
	return f.step(k, k.Say("repair.address"), nil, f.next(k, "register.next"), func(width, _ float32) (fyne.CanvasObject, int) {
		room := width
		if !k.Portrait() {
			room = width - (3*112 + 2*12 + 40) - 40
		}
		each := (room - (parts-1)*look.Gap) / parts
		street := k.Field(kit.Field{Label: k.Say("repair.street"), Text: f.Place.Street, Width: room, Compact: true, OnTap: f.AskStreet})
		var fields []fyne.CanvasObject
		for i := range parts {
			fields = append(fields, k.Field(kit.Field{Label: k.Say("register.part." + strconv.Itoa(i)), Text: *partText(&f.Place, i), Active: i == f.part,
				Wrong: i == parts-1 && errors.Is(f.Refusal, jobs.ErrPlace), Width: each, Compact: true, OnTap: func() { f.ChoosePart(i) }}))
		}
		col := k.Col(look.Gap, street, k.Row(look.Gap, fields...))
		if k.Portrait() {
			return k.Col(24, col, k.Center(pad)), 1
		}
		return k.Row(40, k.Grow(k.Top(col)), pad), 1
	})
}

// times are when it suits.
func (f *Flow) times(k kit.Kit) fyne.CanvasObject {
	return f.step(k, k.Say("repair.when"), nil, f.next(k, "register.next"), func(width, _ float32) (fyne.CanvasObject, int) {
		var list []fyne.CanvasObject
		for i, w := range say.Times {
			list = append(list, k.Toggle(saidTwice(k, "repair.when."+strconv.Itoa(i)), f.When&w != 0, width, func() { f.Toggled(w) }))
		}
		list = append(list, k.Toggle(saidTwice(k, "repair.when.any"), f.When == 0, width, f.AnyTime))
		if f.Kind.Urgent {
			list = append(list, k.Gap(6), k.Toggle(saidTwice(k, "repair.urgent"), f.Urgent, width, f.ToggleUrgent))
		}
		return k.Col(look.Gap, list...), 1
	})
}

// again offers to reopen the job of lately.
func (f *Flow) again(k kit.Kit) fyne.CanvasObject {
	title := k.Say("repair.again", "trade", say.Name(k.Lang, f.Kind.Name), "code", f.Old.Code().Human())
	return f.step(k, title, nil, k.Gap(0), func(width, _ float32) (fyne.CanvasObject, int) {
		return k.Col(20, f.way(k, "repair.same", "repair.same.sub", "renew", width, func() { f.Same(true) }), f.way(k, "repair.new", "repair.new.sub", "plus", width, func() { f.Same(false) })), 1
	})
}

// summary is what is about to be asked for, or was.
func (f *Flow) summary(k kit.Kit, width float32) fyne.CanvasObject {
	where := "repair.home"
	if f.Other {
		where = "repair.elsewhere"
	}
	phrases := make([]string, 0, len(f.Phrases))
	for i, p := range f.Kind.Phrases {
		if f.chosen(i) {
			phrases = append(phrases, say.Name(k.Lang, p))
		}
	}
	if f.Own != "" {
		phrases = append(phrases, f.Own)
	}
	rows := []fyne.CanvasObject{}
	for _, r := range []struct{ icon, key, text string }{
		{f.Kind.Icon, "repair.sum.trade", say.Name(k.Lang, f.Kind.Name)},
		{"pencil", "repair.sum.fault", say.Listed(k.Lang, phrases, k.Say("repair.ask"))},
		{"place", "repair.sum.where", k.Say(where)},
		{"clock", "repair.sum.when", say.Suits(k.Lang, f.When, f.Urgent)},
	} {
		room := width - 48 - 40 - 16
		rows = append(rows, k.Row(16, k.Center(k.Icon(r.icon, 40, look.Red)), k.Grow(k.Level(k.Col(0,
			k.Fit(k.Say(r.key), room, kit.Style{Size: look.Second, Color: look.Soft, Fixed: true}),
			k.Lines(r.text, room, 2, kit.Style{Size: 28}))))))
	}
	return k.Panel(k.Col(10, rows...))
}

func (f *Flow) confirm(k kit.Kit) fyne.CanvasObject {
	key := "repair.report"
	if f.Busy {
		key = "repair.reporting"
	}
	report := k.Button(kit.Button{Label: k.Say(key), Second: k.SaySecond(key), Kind: kit.Next, Width: 420, Height: look.Next, Off: f.Busy, OnTap: f.Report})
	who := f.Resident.Person.Masked()
	return f.step(k, k.Say("repair.confirm"), nil, report, func(width, _ float32) (fyne.CanvasObject, int) {
		rows := []fyne.CanvasObject{k.Row(16, k.Center(k.Icon("account", 36, look.Red)), k.Left(k.Fit(who, width-80, kit.Style{Size: 28, Bold: true}))), f.summary(k, width)}
		if f.Reopen {
			rows = append(rows, k.Notice(k.Say("repair.reopens", "code", f.Old.Code().Human()), width, kit.Warn))
		}
		return k.Col(between, rows...), 1
	})
}

func (f *Flow) consent(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	who := f.Resident.Person.Masked()
	rows := []fyne.CanvasObject{register.Notice(k, "consent.again", who, f.desk.Settings(), full)}
	if f.Refusal != nil {
		rows = append(rows, refused(k, f.Refusal, full, f.desk.Now()))
	}
	agree := k.Button(kit.Button{Label: k.Say("repair.agree"), Second: k.SaySecond("repair.agree"), Kind: kit.Next, Width: min(full*0.55, 520), Height: 96, Off: f.Busy, OnTap: f.Agree})
	not := k.Button(kit.Button{Label: k.Say("repair.agree.not"), Width: min(full*0.4, 320), Height: 96, Off: f.Busy, OnTap: f.Back})
	return k.Pad(look.Margin, 20, look.Margin, 24, k.Col(12, append(rows, k.Space(), k.Row(20, agree, k.Space(), not))...))
}

// done says the code, that the slip is printing, and what happens next.
func (f *Flow) done(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	title := k.Row(24, k.Center(k.Icon("check", 88, look.Green)), k.Grow(k.Level(k.Col(0,
		k.Lines(k.Say("repair.done"), full-112, 2, kit.Style{Size: look.Big}),
		k.Fit(f.Job.ID.Code().Human()+" · "+say.Name(k.Lang, f.Kind.Name), full-112, kit.Style{Size: 32, Bold: true})))))
	rows := []fyne.CanvasObject{title, k.Announce("printer", k.Say("repair.slip"), full)}
	for i := range 3 {
		number := k.Size(48, 48, k.Over(k.Box(look.Ink, look.Clear, 0, 24), k.Center(k.Text(strconv.Itoa(i+1), kit.Style{Size: 24, Color: look.White, Fixed: true}))))
		rows = append(rows, k.Row(20, k.Top(number), k.Grow(k.Level(k.Para(k.Say("repair.then."+strconv.Itoa(i)), full-68, kit.Style{Size: 26})))))
	}
	seconds := func(d time.Duration) string {
		return k.Say("repair.finish", "n", k.Lang.Number(int(d/time.Second)))
	}
	live := k.Live(seconds(f.Left), seconds(88*time.Second), kit.Style{Size: 28, Color: look.White, Align: fyne.TextAlignCenter, Fixed: true})
	f.Tick = func(d time.Duration) { live.Set(seconds(d)) }
	finish := k.Size(360, look.Next, k.Tap(k.Over(k.Box(look.Red, look.Clear, 0, 18), k.Center(live.Object)), 18, f.Finish))
	return k.Pad(look.Margin, 24, look.Margin, below, k.Col(16, append(rows, k.Space(), k.Row(0, k.Space(), finish))...))
}
