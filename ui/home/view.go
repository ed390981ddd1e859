package home

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Title: "home.title", First: true} }

// Back does nothing: there is nothing before this screen.
func (*Flow) Back() {}

// View draws the state.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	big, small := full, full
	if !k.Portrait() {
		big, small = (full-24)/2, (full-2*24)/3
	}
	borrow := k.Tile(kit.Tile{Icon: "wrench", Title: k.Say("home.borrow"), Second: k.SaySecond("home.borrow"),
		Sub: k.Say("home.borrow.sub", "n", k.Lang.Number(f.OnShelf)), Fill: look.Red, Width: big, OnTap: f.to(stage.Borrow{})})
	back := k.Tile(kit.Tile{Icon: "return", Title: k.Say("home.return"), Second: k.SaySecond("home.return"),
		Sub: k.Say("home.return.sub"), Fill: look.Blue, Width: big, OnTap: f.to(stage.Unlock{})})
	fix := k.Tile(kit.Tile{Icon: "repair", Title: k.Say("repair.title"), Second: k.SaySecond("repair.title"),
		Sub: k.Say("repair.sub"), Width: small, OnTap: f.to(stage.Repair{})})
	loans := k.Tile(kit.Tile{Icon: "loans", Title: k.Say("home.loans"), Second: k.SaySecond("home.loans"),
		Sub: k.Say("home.loans.sub"), Width: small, OnTap: f.to(stage.Loans{})})
	register := k.Tile(kit.Tile{Icon: "register", Title: k.Say("home.register"), Second: k.SaySecond("home.register"),
		Sub: k.Say("home.register.sub"), Width: small, OnTap: f.to(stage.Register{})})

	var tiles fyne.CanvasObject
	if k.Portrait() {
		tiles = k.Col(24, k.Share(3, borrow), k.Share(3, back), k.Share(2, fix), k.Share(2, loans), k.Share(2, register))
	} else {
		tiles = k.Col(24,
			k.Share(9, k.Row(24, k.Grow(borrow), k.Grow(back))),
			k.Share(5, k.Row(24, k.Grow(fix), k.Grow(loans), k.Grow(register))))
	}
	staff := k.Button(kit.Button{Label: k.Say("home.staff"), Icon: "staff", Text: look.Second, OnTap: f.to(stage.Unlock{})})
	room := full - staff.MinSize().Width/k.Px(1) - 20
	head := k.Row(20, k.Grow(k.Level(f.greeting(k, room))), k.Center(staff))
	return k.Pad(look.Margin, 16, look.Margin, 20, k.Col(14, head, k.Grow(tiles)))
}

// greeting is the line above the tiles, or what there is to say about a scan.
func (f *Flow) greeting(k kit.Kit, width float32) fyne.CanvasObject {
	if f.Refusal != nil {
		return k.Notice(say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now()), width, kit.Bad)
	}
	hello := kit.Style{Size: 36}
	how := kit.Style{Size: 22, Color: look.Soft}
	if k.Portrait() || k.Large {
		return k.Col(2, k.Fit(k.Say("home.hello"), width, hello), k.Fit(k.Say("home.how"), width, how))
	}
	return k.Row(20, k.Fit(k.Say("home.hello"), width*0.45, hello), k.Left(k.Fit(k.Say("home.how"), width*0.5, how)))
}

func (f *Flow) to(r stage.Route) func() { return func() { f.stage.Show(r) } }
