package kit

import (
	"sync"

	"fyne.io/fyne/v2"
)

// measured is the size at which texts are measured.
const measured = 64

// mostWidths is how many texts are remembered; then remembering begins anew.
const mostWidths = 20_000

// widths remembers how wide texts are. Shaping a short text takes Fyne about a
// third of a millisecond, most of it to prepare the font, and a screen asks for
// hundreds.
var widths widthMemo

type widthMemo struct {
	mu   sync.Mutex
	wide map[widthKey]float32
}

type widthKey struct {
	text string
	bold bool
}

func (m *widthMemo) of(text string, bold bool) float32 {
	m.mu.Lock()
	defer m.mu.Unlock()
	key := widthKey{text, bold}
	w, known := m.wide[key]
	if !known {
		w = fyne.MeasureText(text, measured, fyne.TextStyle{Bold: bold}).Width
		if m.wide == nil || len(m.wide) >= mostWidths {
			m.wide = make(map[widthKey]float32)
		}
		m.wide[key] = w
	}
	return w
}
