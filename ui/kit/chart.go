package kit

import (
	"unicode/utf8"

	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// Bar is a bar of a Chart: its name, its number as it is written, and how long
// it is.
type Bar struct {
	Name, Text string
	N          int
}

// longestBar is the largest number of bars, at least 1.
func longestBar(bars []Bar) float32 {
	n := 1
	for _, b := range bars {
		n = max(n, b.N)
	}
	return float32(n)
}

// Levels is a chart of bars one under the other, each step design pixels high.
func (k Kit) Levels(bars []Bar, width, step float32) fyne.CanvasObject {
	name, number := width*0.42, float32(84)
	scale := (width - name - number - 2*12) / longestBar(bars)
	var rows []fyne.CanvasObject
	for _, b := range bars {
		bar := k.Size(max(float32(b.N)*scale, 2), step*0.6, k.Box(look.Red, look.Clear, 0, 4))
		rows = append(rows, k.Size(0, step, k.Row(12,
			k.Size(name, 0, k.Left(k.Fit(b.Name, name, Style{Size: look.Second, Fixed: true}))),
			k.Center(bar), k.Left(k.Fit(b.Text, number, Style{Size: look.Second, Bold: true, Fixed: true})), k.Space())))
	}
	return k.Col(0, rows...)
}

// Columns is a chart of bars beside each other with their numbers over them;
// where they are narrow, only some have a name.
func (k Kit) Columns(bars []Bar, width, height float32) fyne.CanvasObject {
	const foot, head = 32, 28
	step := width / float32(max(len(bars), 8))
	scale := (height - foot - head) / longestBar(bars)
	named := 1 // every so many have their names
	for float32(named)*step < 76 {
		named++
	}
	small := Style{Size: look.Small, Fixed: true, Align: fyne.TextAlignCenter}
	var row, names []fyne.CanvasObject
	for i, b := range bars {
		column := []fyne.CanvasObject{k.Space()}
		if b.N > 0 && (step >= 30 || utf8.RuneCountInString(b.Text) < 3) {
			column = append(column, k.Size(step, 0, k.Center(k.Fit(b.Text, step, small))))
		}
		bar := k.Size(step*0.7, max(float32(b.N)*scale, 2), k.Box(look.Red, look.Clear, 0, 2))
		row = append(row, k.Size(step, height-foot, k.Col(0, append(column, k.Center(bar))...)))
		if i%named == 0 {
			names = append(names, k.Size(step*float32(min(named, len(bars)-i)), foot, k.Left(k.Fit(b.Name, step*float32(named)-6, small))))
		}
	}
	return k.Col(0, k.Row(0, row...), k.Rule(), k.Row(0, names...))
}
