package kit

import (
	"testing"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
)

// mover counts how often it is moved or resized.
type mover struct {
	canvas.Rectangle
	times int
}

func (m *mover) Move(p fyne.Position) {
	m.times++
	m.Rectangle.Move(p)
}

func (m *mover) Resize(s fyne.Size) {
	m.times++
	m.Rectangle.Resize(s)
}

// Fyne paints the window once more after whatever is moved.
func TestALayoutMovesOnlyWhatMoves(t *testing.T) {
	for name, layout := range map[string]fyne.Layout{
		"over": Over{}, "line": &line{gap: 5, down: true}, "pad": &pad{1, 2, 3, 4}, "place": &place{middle, end}, "level": &level{},
		"share": &share{1}, "sized": &sized{20, 20}, "dashes": &dashes{5, 5}, "square": square{}, "line of text": &lineBox{height: 30},
	} {
		m := &mover{}
		m.SetMinSize(fyne.NewSquareSize(10))
		objects := []fyne.CanvasObject{m}
		layout.Layout(objects, fyne.NewSize(200, 100))
		first := m.times
		layout.Layout(objects, fyne.NewSize(200, 100))
		if first == 0 || m.times != first {
			t.Errorf("%s: %d changes, then %d more", name, first, m.times-first)
		}
	}
}
