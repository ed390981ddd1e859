package papers

import (
	"image"

	"fyne.io/fyne/v2"

	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// How large a millimetre of paper stands on the screen, in design pixels: on the
// design's panel 3.7 is as large as on paper. A small paper is shown larger, a
// long one in stretches rather than smaller than it will be.
const (
	leastMM = 4.6
	mostMM  = 8
)

const asideWidth = 260

// paper is the page that is looked at, and beside or under it what can be done.
func (f *Flow) paper(k kit.Kit, width, height float32) fyne.CanvasObject {
	buttons := f.aside(k, width)
	if k.Portrait() {
		foot := k.Col(look.Gap, buttons...)
		room := height - foot.MinSize().Height/k.Px(1) - between
		return k.Col(between, k.Grow(f.page(k, width, room)), foot)
	}
	return k.Row(24, k.Grow(f.page(k, width-asideWidth-24, height)), k.Size(asideWidth, 0, k.Col(look.Gap, append(buttons, k.Space())...)))
}

// aside is what the paper is and what can be done with it.
func (f *Flow) aside(k kit.Kit, width float32) []fyne.CanvasObject {
	room := width
	if !k.Portrait() {
		room = asideWidth
	}
	label := "papers.print"
	if f.Paper.ID != 0 && !f.Paper.Paper.Anew() {
		label = "papers.printcopy"
	}
	rows := []fyne.CanvasObject{k.Para(Name(k.Lang, f.Paper), room, kit.Style{Size: 24, Bold: true})}
	if f.Paper.Paper.FullNames() {
		rows = append(rows, k.Notice(k.Say("papers.fullnames"), room, kit.Warn))
	}
	buttons := []fyne.CanvasObject{
		k.Button(kit.Button{Label: k.Say(label), Kind: kit.Next, Height: look.Next, Width: room, Off: f.Busy || f.Wished, OnTap: f.Print}),
		k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: room, OnTap: func() { f.Up() }}),
	}
	if k.Portrait() {
		each := (room - look.Gap) / 2
		buttons = []fyne.CanvasObject{k.Row(look.Gap,
			k.Button(kit.Button{Label: k.Say("header.back"), Icon: "back", Width: each, Height: look.Next, OnTap: func() { f.Up() }}),
			k.Button(kit.Button{Label: k.Say(label), Kind: kit.Next, Height: look.Next, Width: each, Off: f.Busy || f.Wished, OnTap: f.Print}))}
	}
	return append(rows, buttons...)
}

// page is the part of the page that has room, and the arrows to turn on.
func (f *Flow) page(k kit.Kit, width, height float32) fyne.CanvasObject {
	const pager = look.Target + look.Gap
	if f.Picture.Image == nil {
		return k.Center(k.Text(k.Say("papers.drawing"), kit.Style{Size: look.Body, Color: look.Soft}))
	}
	bounds := f.Picture.Image.Bounds()
	wide, high := float32(bounds.Dx())/DotsPerMM, float32(bounds.Dy())/DotsPerMM
	room := height - pager
	scale := min(max(room/high, leastMM), mostMM, width/wide)
	stretches := 1
	for high*scale > room*float32(stretches)-overlap*float32(stretches-1) {
		stretches++
	}
	shown := f.stretch(room/scale, high, stretches)
	sheet := k.Sheet(shown, wide*scale, float32(shown.Bounds().Dy())/DotsPerMM*scale)
	at, all := f.Leaf*stretches+min(f.Stretch, stretches-1), f.Picture.Pages*stretches
	return k.Col(look.Gap, k.Grow(k.Center(sheet)), k.Center(k.Pager(at, all, func(n int) { f.TurnPaper(n, stretches) })))
}

// overlap is how much of a stretch, in design pixels, is seen again in the next.
const overlap = 40

// stretch is the part of the picture that is shown: at most room millimetres of
// its height; the last one ends with the page.
func (f *Flow) stretch(room, high float32, stretches int) image.Image {
	part, ok := f.Picture.Image.(interface {
		SubImage(image.Rectangle) image.Image
	})
	if stretches == 1 || !ok {
		return f.Picture.Image
	}
	b := f.Picture.Image.Bounds()
	step := (high - room) / float32(stretches-1)
	top := b.Min.Y + int(step*float32(min(f.Stretch, stretches-1))*DotsPerMM)
	return part.SubImage(image.Rect(b.Min.X, top, b.Max.X, min(top+int(room*DotsPerMM), b.Max.Y)))
}
