package takeback

import (
	"fyne.io/fyne/v2"

	"redwrench/ui/desk/crew"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it.
func (*Unlock) Chrome() stage.Chrome { return stage.Chrome{Title: "unlock.title"} }

// Typed takes a typed digit.
func (f *Unlock) Typed(r rune) { f.Digit(r) }

// Enter does nothing: the last digit goes on.
func (*Unlock) Enter() {}

// namesPerPage is how many of the staff are shown at a time.
const namesPerPage = 9

// View draws the state.
func (f *Unlock) View(k kit.Kit) fyne.CanvasObject {
	said := ""
	switch {
	case f.Scanned:
		said = k.Say("scan.unlockfirst")
	case f.Refusal != nil:
		said = say.Refusal(k.Lang, f.Refusal, nil, f.desk.Now())
	}
	if f.Choosing() {
		return f.names(k, said)
	}
	return k.PINPad("unlock.hand", "unlock.pin", f.PIN, said, f.Digit, f.Erase)
}

// names asks who of the staff it is.
func (f *Unlock) names(k kit.Kit, said string) fyne.CanvasObject {
	full := k.Width() - 2*look.Margin
	rows := []fyne.CanvasObject{
		k.Para(k.Say("unlock.hand"), full, kit.Style{Size: 36}),
		k.Para(k.Say("unlock.who"), full, kit.Style{Size: look.Body, Color: look.Soft}),
	}
	if said != "" {
		rows = append(rows, k.Notice(said, full, kit.Bad))
	}
	from, to, pages := kit.Page(len(f.Staff), namesPerPage, f.Page)
	var tiles []kit.Button
	for _, s := range f.Staff[from:to] {
		tile := kit.Button{Label: crew.Label(k.Lang, s), Icon: "account", OnTap: func() { f.Choose(s) }}
		if s.Name != "" {
			tile.Second = crew.RoleName(k.Lang, s.Role)
		}
		tiles = append(tiles, tile)
	}
	rows = append(rows, k.Choices(full, 3, tiles...), k.Space(), k.Right(k.Pager(min(f.Page, pages-1), pages, f.Turn)))
	return k.Pad(look.Margin, 32, look.Margin, 32, k.Col(18, rows...))
}

// Typing says whether typed text is taken now.
func (*Unlock) Typing() bool { return true }
