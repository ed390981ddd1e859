package closed

import (
	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
	"redwrench/ui/stage"
)

// Chrome says what the shell draws around it: nothing.
func (*Flow) Chrome() stage.Chrome { return stage.Chrome{Bare: true} }

// View draws the state, dark, in all languages at once: nobody has chosen one.
func (f *Flow) View(k kit.Kit) fyne.CanvasObject {
	k.Large = false
	width := k.Width() - 4*look.Margin
	line := func(text string, s kit.Style) fyne.CanvasObject {
		s.Align = fyne.TextAlignCenter
		return k.Center(k.Lines(text, width, 2, s))
	}
	rows := []fyne.CanvasObject{
		k.Center(k.Icon("moon", 72, look.Moon)),
		line(say.Name(k.Lang, f.desk.Settings().Shop), kit.Style{Size: 26, Color: look.Moon}),
		k.Gap(16),
	}
	for _, l := range k.Offered() {
		size := float32(30)
		if l == words.Chinese {
			size = look.Big
		}
		rows = append(rows, line(f.opens(l), kit.Style{Size: size, Color: look.Moon}))
	}
	rows = append(rows, k.Gap(24), f.figures(k, width), k.Gap(24))
	for _, l := range k.Offered() {
		rows = append(rows, line(l.Say("closed.touch"), kit.Style{Size: 22, Color: look.Moon}))
	}
	page := k.Over(k.Box(look.Night, look.Clear, 0, 0), k.Col(0, k.Space(), k.Col(8, rows...), k.Space()))
	return k.Tap(page, 0, f.Wake)
}

// opens says when the shop opens.
func (f *Flow) opens(l words.Lang) string {
	return l.Say("closed.opens", "day", l.Day(f.Opens, f.desk.Now()), "time", l.Clock(f.Opens))
}

// figures are those of the shop, as far as there are any.
func (f *Flow) figures(k kit.Kit, width float32) fyne.CanvasObject {
	var cells []fyne.CanvasObject
	for _, c := range []struct {
		key string
		n   int
	}{{"closed.back", f.Board.Back}, {"closed.month", f.Board.Month}, {"closed.shelf", f.Board.Shelf}} {
		if c.n == 0 {
			continue
		}
		rows := []fyne.CanvasObject{k.Center(k.Text(k.Lang.Number(c.n), kit.Style{Size: 44, Color: look.Moon}))}
		for _, l := range k.Offered() {
			rows = append(rows, k.Center(k.Fit(l.Say(c.key), width/3-12, kit.Style{Size: look.Second, Color: look.Moon, Align: fyne.TextAlignCenter})))
		}
		cells = append(cells, k.Grow(k.Col(2, rows...)))
	}
	return k.Row(12, cells...)
}
