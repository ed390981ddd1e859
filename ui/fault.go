package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/container"

	"redwrench/assets/words"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/say"
)

// ShowFault says in all languages why the kiosk cannot open, and lets staff
// close it. Nothing else works without the records.
func ShowFault(w fyne.Window, err error, onClose func()) {
	w.SetPadded(false)
	w.SetContent(container.New(&faultLayout{err: err, onClose: onClose}, container.NewStack()))
}

// faultLayout draws the sentences for the window's size.
type faultLayout struct {
	err     error
	onClose func()
	drawn   fyne.Size
}

// MinSize implements fyne.Layout.
func (*faultLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements fyne.Layout.
func (f *faultLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	stack := objects[0].(*fyne.Container)
	if f.drawn != size {
		f.drawn = size
		stack.Objects = []fyne.CanvasObject{f.view(size)}
	}
	stack.Resize(size)
}

func (f *faultLayout) view(size fyne.Size) fyne.CanvasObject {
	k := kit.Kit{Look: look.Look{W: size.Width, H: size.Height}, Lang: words.Chinese, Guard: &kit.Guard{}}
	width := k.Width() - 4*look.Margin
	rows := []fyne.CanvasObject{k.Row(20, k.Center(k.Icon("alert-circle", 64, look.Alert)), k.Left(k.Fit(k.Say("fault.title"), width-90, kit.Style{Size: 40})))}
	for _, l := range words.All {
		rows = append(rows, k.Para(say.Refusal(l, f.err, nil, time.Time{}), width, kit.Style{Size: 26}))
	}
	rows = append(rows, k.Gap(8), k.Left(k.Button(kit.Button{Label: k.Say("fault.close"), Second: k.SaySecond("fault.close"), Kind: kit.Next, Width: 260, Height: look.Next, OnTap: f.onClose})))
	return k.Over(canvas.NewRectangle(look.Paper), k.Pad(2*look.Margin, 2*look.Margin, 2*look.Margin, 2*look.Margin, k.Top(k.Col(24, rows...))))
}
