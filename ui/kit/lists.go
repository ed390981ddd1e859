package kit

import (
	"fmt"
	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"redwrench/ui/look"
)

// Grid lays equal cells into columns, gap design pixels apart, all cells of the
// given height.
func (k Kit) Grid(columns int, gap, height float32, cells ...fyne.CanvasObject) fyne.CanvasObject {
	var rows []fyne.CanvasObject
	for len(cells) > 0 {
		n := min(columns, len(cells))
		row := make([]fyne.CanvasObject, 0, columns)
		for i := range columns {
			if i < n {
				row = append(row, k.Grow(cells[i]))
			} else {
				row = append(row, k.Space())
			}
		}
		rows = append(rows, k.Size(0, height, k.Row(gap, row...)))
		cells = cells[n:]
	}
	return k.Col(gap, rows...)
}

// Page returns the slice bounds of a page and the number of pages, at least 1.
func Page(items, perPage, page int) (from, to, pages int) {
	perPage = max(perPage, 1)
	pages = max((items+perPage-1)/perPage, 1)
	page = min(max(page, 0), pages-1)
	from = page * perPage
	return from, min(from+perPage, items), pages
}

// Pager turns pages: two big arrows and "1 / 4". One page: nothing.
func (k Kit) Pager(page, pages int, turn func(int)) fyne.CanvasObject {
	if pages <= 1 {
		return k.Gap(0)
	}
	arrow := func(icon string, to int) fyne.CanvasObject {
		ink, edge := look.Ink, look.Edge
		onTap := func() { turn(to) }
		if to < 0 || to >= pages {
			ink, edge, onTap = look.Line, look.Line, nil
		}
		return k.Size(96, look.Target, k.Tap(k.Over(k.Box(look.Card, edge, 2, 14), k.Center(k.Icon(icon, 36, ink))), 14, onTap))
	}
	return k.Row(16, arrow("left", page-1),
		k.Center(k.Text(fmt.Sprintf("%d / %d", page+1, pages), Style{Size: 22, Fixed: true})),
		arrow("right", page+1))
}

// Row is a line of a table: cells share its width by their weights.
type Row struct {
	Cells []fyne.CanvasObject
	OnTap func()
}

// The heights of a row of a Table with its line, in design pixels: of one that
// can be tapped, its target apart from the next row's, and of one that cannot.
const (
	TapRow   = look.Target + look.Gap
	PlainRow = look.Target + 2
)

// Table is a card of rows with lines between them.
func (k Kit) Table(rows []Row) fyne.CanvasObject {
	var lines []fyne.CanvasObject
	for i, r := range rows {
		if i > 0 {
			lines = append(lines, k.Rule())
		}
		if r.OnTap == nil {
			lines = append(lines, k.Size(0, PlainRow-2, k.Pad(24, 0, 24, 0, k.Row(12, r.Cells...))))
			continue
		}
		row := k.Tap(k.Pad(19, 0, 19, 0, k.Row(12, r.Cells...)), 14, r.OnTap)
		lines = append(lines, k.Size(0, TapRow-2, k.Pad(5, 5, 5, 5, row)))
	}
	return k.Over(k.Box(look.Card, look.Line, 2, 22), k.Pad(2, 4, 2, 4, k.Col(0, lines...)))
}

// Head is the head of a column; a tap sorts the table by it.
type Head struct {
	Label  string
	Share  float32 // of the row's width, as its cells have it
	Sorted bool    // the table is sorted by it
	Down   bool    // the other way round
	OnTap  func()
}

// Heads are the heads of a Table's columns, to stand above it, width design
// pixels wide.
func (k Kit) Heads(width float32, heads []Head) fyne.CanvasObject {
	const icon = 26
	room := width - 4 - 48 - float32(len(heads)-1)*12
	var row []fyne.CanvasObject
	for _, h := range heads {
		inner := h.Share*room - 2*10
		words := []fyne.CanvasObject{}
		if h.Sorted {
			inner -= icon + 4
			arrow := "up"
			if h.Down {
				arrow = "down"
			}
			words = append(words, k.Center(k.Icon(arrow, icon, look.Ink)))
		}
		words = append([]fyne.CanvasObject{k.Left(k.Lines(h.Label, inner, 2, Style{Size: look.Second, Color: look.Soft, Bold: h.Sorted, Fixed: true}))}, words...)
		face := k.Over(k.Box(look.Foot, look.Edge, 2, 14), k.Pad(10, 0, 10, 0, k.Row(4, words...)))
		row = append(row, k.Share(h.Share, k.Tap(face, 14, h.OnTap)))
	}
	return k.Size(0, look.Target, k.Pad(26, 0, 26, 0, k.Row(12, row...)))
}

// SlipPaper is a strip of paper with a torn lower edge around something.
func (k Kit) SlipPaper(o fyne.CanvasObject) fyne.CanvasObject {
	return k.Over(k.Box(look.Card, look.Line, 2, 0), k.Pad(26, 18, 26, 18, o), k.Col(0, k.Space(), k.Dashes(8)))
}

// Dashes is a dashed line, height design pixels thick.
func (k Kit) Dashes(height float32) fyne.CanvasObject {
	return k.Size(20, height, container.New(&dashes{k.Px(12), k.Px(height)}, k.dashParts()...))
}

func (k Kit) dashParts() []fyne.CanvasObject {
	parts := make([]fyne.CanvasObject, 24)
	for i := range parts {
		parts[i] = canvas.NewRectangle(k.Paint(look.Control))
	}
	return parts
}

type dashes struct{ length, height float32 }

// MinSize implements fyne.Layout.
func (d *dashes) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(d.length, d.height) }

// Layout implements fyne.Layout.
func (d *dashes) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	step := size.Width / float32(len(objects))
	for i, o := range objects {
		Put(o, fyne.NewPos(float32(i)*step, 0), fyne.NewSize(step*0.6, size.Height))
	}
}

// Flash is a coloured frame over the whole window: a scan was accepted or not.
func (k Kit) Flash(accepted bool) fyne.CanvasObject {
	ink := look.Green
	if !accepted {
		ink = look.Alert
	}
	bar := func() fyne.CanvasObject { return k.Size(14, 14, k.Box(ink, look.Clear, 0, 0)) }
	return k.Over(k.Top(bar()), k.Bottom(bar()), k.Row(0, bar(), k.Space(), bar()))
}

// Wrapped puts objects side by side in as many rows as they need in the width
// (design pixels).
func (k Kit) Wrapped(gap, width float32, objects ...fyne.CanvasObject) fyne.CanvasObject {
	var rows, row []fyne.CanvasObject
	used := float32(0)
	for _, o := range objects {
		w := o.MinSize().Width
		if len(row) > 0 && used+w > k.Px(width) {
			rows = append(rows, k.Row(gap, row...))
			row, used = nil, 0
		}
		row = append(row, o)
		used += w + k.Px(gap)
	}
	return k.Col(gap, append(rows, k.Row(gap, row...))...)
}
