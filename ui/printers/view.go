package printers

import (
	"strconv"

	"fyne.io/fyne/v2"

	"redwrench/inventory"
	"redwrench/ui/desk/papers"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "printers.title", Staff: true} }

// View draws the step.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	width := k.Width() - 2*look.Margin
	var rows []fyne.CanvasObject
	switch {
	case f.Notice.Err != nil:
		rows = append(rows, k.Notice(say.Refusal(k.Lang, f.Notice.Err, nil, f.desk.Now()), width, kit.Bad))
	case f.Notice.Key != "":
		rows = append(rows, k.Notice(k.Say(f.Notice.Key), width, kit.Good))
	}
	switch f.Step {
	case Where:
		rows = append(rows, f.where(k, width)...)
	case Address:
		rows = append(rows, f.address(k, width)...)
	default:
		rows = append(rows, f.list(k, width, rows)...)
	}
	return k.Pad(look.Margin, 16, look.Margin, 16, k.Col(14, rows...))
}

// How high the cards are, and how wide their buttons. Upright, the buttons stand
// under the words.
const (
	printerHeight, printerUpright = 118, 168
	askedHeight, askedUpright     = 96, 156
	buttonWidth                   = 180
)

// card is words with an icon, and buttons for what can be done.
func (f *Flow) card(k kit.Kit, level, upright, width float32, words func(room float32) fyne.CanvasObject, buttons ...kit.Button) fyne.CanvasObject {
	var row []fyne.CanvasObject
	for _, b := range buttons {
		b.Width, b.Text, b.Off = buttonWidth, 20, f.Busy
		row = append(row, k.Center(k.Button(b)))
	}
	room, height := width-4-2*20, level
	var inside fyne.CanvasObject
	if k.Portrait() {
		height = upright
		inside = k.Col(8, k.Left(words(room)), k.Space(), k.Row(16, row...))
	} else {
		inside = k.Row(16, append([]fyne.CanvasObject{k.Grow(k.Left(words(room - float32(len(buttons))*(buttonWidth+16))))}, row...)...)
	}
	return k.Size(0, height, k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(20, 8, 20, 8, inside)))
}

// list is the printers, and under them the papers that need a decision.
func (f *Flow) list(k kit.Kit, width float32, above []fyne.CanvasObject) []fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for _, s := range f.States {
		rows = append(rows, f.printer(k, s, width))
	}
	title := k.Say("printers.asked", "n", k.Lang.Number(len(f.Asked)))
	if len(f.Asked) == 0 {
		title = k.Say("printers.asked.none")
	}
	rows = append(rows, k.Para(title, width, kit.Style{Size: look.Body, Bold: len(f.Asked) > 0, Color: look.Ink}))
	used := k.Col(14, append(above, rows...)...).MinSize().Height / k.Px(1)
	each := float32(1)
	for _, j := range f.Asked[:min(len(f.Asked), 8)] { // more never have room
		each = max(each, 14+f.asked(k, j, width).MinSize().Height/k.Px(1))
	}
	room := k.Room() - 32 - used - look.Target - 3*14
	from, to, pages := kit.Page(len(f.Asked), int(room/each), f.Page)
	for _, j := range f.Asked[from:to] {
		rows = append(rows, f.asked(k, j, width))
	}
	return append(rows, k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
}

// printer is a printer, how it is, and what can be done with it.
func (f *Flow) printer(k kit.Kit, s State, width float32) fyne.CanvasObject {
	p := s.Printer
	buttons := []kit.Button{{Label: k.Say("printers.test"), OnTap: func() { f.Test(p.Role) }}}
	if f.Manager() {
		buttons = append(buttons, kit.Button{Label: k.Say("printers.change"), OnTap: func() { f.Change(p.Role) }})
	}
	tone := kit.Good
	if !s.Well {
		tone = kit.Bad
	}
	return f.card(k, printerHeight, printerUpright, width, func(room float32) fyne.CanvasObject {
		rows := []fyne.CanvasObject{k.Fit(say.PrinterName(k.Lang, p.Role, p.Name), room, kit.Style{Size: 24, Bold: true})}
		if !k.Large || !k.Portrait() {
			rows = append(rows, k.Fit(address(p), room, kit.Style{Size: look.Small, Color: look.Soft, Fixed: true}))
		}
		return k.Col(2, append(rows, k.Left(k.Pill(say.Printer(k.Lang, s.Key, p.Role, p.Name, s.Waiting), room, tone)))...)
	}, buttons...)
}

// address is where a printer is and what paper it has.
func address(p inventory.Printer) string {
	paper := strconv.Itoa(p.Width)
	if p.Height > 0 {
		paper += "×" + strconv.Itoa(p.Height)
	}
	return paper + " mm · " + p.Address
}

// asked is a paper that needs a decision.
func (f *Flow) asked(k kit.Kit, j inventory.PrintJob, width float32) fyne.CanvasObject {
	key := "printers.unknown"
	if j.State == inventory.PrintFailed {
		key = "printers.failed"
	}
	return f.card(k, askedHeight, askedUpright, width, func(room float32) fyne.CanvasObject {
		return k.Col(2,
			k.Fit(papers.Name(k.Lang, j)+" · "+f.desk.Local(j.Asked).Format("15:04"), room, kit.Style{Size: 22, Bold: true}),
			k.Fit(k.Say(key), room, kit.Style{Size: look.Second, Color: look.Alert, Fixed: true}))
	}, kit.Button{Label: k.Say("printers.again"), OnTap: func() { f.Again(j.ID) }},
		kit.Button{Label: k.Say("printers.letbe"), OnTap: func() { f.LetBe(j.ID) }})
}

// size is a paper a printer of a role may have.
type size struct {
	label                 string
	width, height, margin int
}

var sizes = map[inventory.PrinterRole][]size{
	inventory.SlipPrinter:  {{"80 mm", 80, 0, 4}, {"58 mm", 58, 0, 5}, {"A5", 148, 210, 5}, {"A4", 210, 297, 5}},
	inventory.SheetPrinter: {{"A4", 210, 297, 5}, {"A5", 148, 210, 5}},
	inventory.LabelPrinter: {{"A4", 210, 297, 5}, {"50×30 mm", 50, 30, 0}},
}

// where asks for the printer of a role.
func (f *Flow) where(k kit.Kit, width float32) []fyne.CanvasObject {
	var papers []fyne.CanvasObject
	for _, s := range sizes[f.New.Role] {
		chosen := f.New.Width == s.width && f.New.Height == s.height
		papers = append(papers, k.Size(max(96, float32(12*len(s.label)+40)), look.Target, k.Chip(s.label, chosen, func() { f.Paper(s.width, s.height, s.margin) })))
	}
	papers = append(papers, k.Chip(k.Say("printers.curves"), f.New.Curves, f.Curves))
	rows := []fyne.CanvasObject{
		k.Para(k.Say("printers.where", "printer", say.PrinterName(k.Lang, f.New.Role, "")), width, kit.Style{Size: 28}),
		k.Wrapped(look.Gap, width, papers...),
	}
	switch {
	case f.Looking:
		rows = append(rows, k.Para(k.Say("printers.looking"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	case f.NoCUPS:
		rows = append(rows, k.Para(k.Say("printers.nocups"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	case len(f.Found) == 0:
		rows = append(rows, k.Para(k.Say("printers.nofound"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	default:
		rows = append(rows, k.Para(k.Say("printers.found"), width, kit.Style{Size: look.Body, Color: look.Soft}))
	}
	var choices []fyne.CanvasObject
	each := (width - 2*look.Gap) / 3
	if k.Portrait() {
		each = (width - look.Gap) / 2
	}
	button := func(b kit.Button) {
		b.Width, b.Height, b.Text, b.Off = each, look.Next, 20, f.Busy
		choices = append(choices, k.Button(b))
	}
	for _, q := range f.Found[:min(len(f.Found), mostFound)] {
		name := q.Name
		if !q.Well {
			name = k.Say("printers.found.stopped", "name", q.Name)
		}
		button(kit.Button{Label: name, Second: q.Address, Icon: "printer", OnTap: func() { f.Use(q) }})
	}
	for _, begin := range []string{"ipp://", "escpos://", "escpos:///dev/usb/lp0"} {
		button(kit.Button{Label: k.Say("printers.type"), Second: begin, OnTap: func() { f.Type(begin) }})
	}
	button(kit.Button{Label: k.Say("printers.folder"), OnTap: f.Folder})
	button(kit.Button{Label: k.Say("printers.keep"), OnTap: f.Keep})
	return append(rows, k.Wrapped(look.Gap, width, choices...), k.Space())
}

// mostFound is how many found queues have room.
const mostFound = 7

// address asks for an address, letter by letter.
func (f *Flow) address(k kit.Kit, width float32) []fyne.CanvasObject {
	const next = 180
	return []fyne.CanvasObject{
		k.Para(k.Say("printers.address"), width, kit.Style{Size: 28}),
		k.Row(20,
			k.Grow(k.Field(kit.Field{Text: f.Text.String(), Active: true, Wrong: f.Notice.Err != nil, Width: width - next - 20})),
			k.Button(kit.Button{Label: k.Say("register.next"), Kind: kit.Next, Width: next, Height: 84, Off: f.Text.Blank() || f.Busy, OnTap: f.Enter})),
		k.Keyboard(kit.Keyboard{Text: f.Text, On: f.Press, Width: width}),
		k.Space(),
	}
}
