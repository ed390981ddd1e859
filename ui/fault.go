package ui

import (
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/kit"
	"redwrench/ui/look"
)

// Fault is why there is no shop to show, and the way on from there.
type Fault struct {
	Err     error     // said in all languages
	Details []string  // what the examination found, for who repairs it
	Now     time.Time // in the shop's zone, as all times here
	Offer   *Offer    // nil: there is nothing to do here but close
}

// Offer is how the shop can be opened all the same.
type Offer struct {
	Backup  time.Time       // the newest good backup; zero: the records as they are
	Missing inventory.Deeds // what would be missing then
	Last    time.Time       // of the last deed that is in it
	PIN     bool            // only with the manager's PIN
}

// Ways are what the Front can do. Take takes the offer and calls back on the UI's
// goroutine with nil, when the program is about to start again, or why not.
type Ways struct {
	Close   func()
	Take    func(pin string, done func(error))
	Pointer bool // the mouse's pointer stays visible
}

// mode is what the Front shows.
type mode int

const (
	checking mode = iota // the records are being examined
	faulty               // why it cannot open
	listing              // the deeds that would be missing
	asking               // for the PIN
	working              // the offer is being taken
	ending               // a fault in the running shop: it starts again by itself
)

// Front is the window while there is no shop: at the start, when the records
// are examined, and when they cannot be used. Its methods are called on the UI's
// goroutine only.
type Front struct {
	window fyne.Window
	ways   Ways
	look   look.Look
	lang   words.Lang
	guard  *kit.Guard
	stack  *fyne.Container

	mode    mode
	fault   Fault
	pin     string
	refused error
	page    int
}

// NewFront takes the window and says that the records are being examined.
func NewFront(w fyne.Window, ways Ways) *Front {
	f := &Front{window: w, ways: ways, lang: words.Chinese, guard: &kit.Guard{}, stack: container.New(kit.Over{})}
	w.SetPadded(false)
	w.SetContent(container.New(&frontLayout{f}, f.stack, newCover(ways.Pointer)))
	w.Canvas().SetOnTypedRune(f.digit)
	w.Canvas().SetOnTypedKey(func(e *fyne.KeyEvent) {
		if e.Name == fyne.KeyBackspace {
			f.erase()
		}
	})
	return f
}

// Fault says why the shop cannot open, and offers the way on.
func (f *Front) Fault(fault Fault) {
	f.fault = fault
	f.show(faulty)
}

// Ending says that the running shop had a fault and is about to start again.
func (f *Front) Ending(err error) {
	f.fault = Fault{Err: err}
	f.show(ending)
}

// Speak changes the language and the size of the text.
func (f *Front) Speak(l words.Lang, large bool) {
	f.lang, f.look.Large = l, large
	f.draw()
}

func (f *Front) toggleContrast() {
	f.look.Contrast = !f.look.Contrast
	f.draw()
}

func (f *Front) show(m mode) {
	f.mode, f.pin, f.page = m, "", 0
	f.draw()
}

// frontLayout draws the page for the window's size.
type frontLayout struct{ front *Front }

// MinSize implements fyne.Layout.
func (*frontLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements fyne.Layout.
func (l *frontLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	if f := l.front; f.look.W != size.Width || f.look.H != size.Height {
		f.look.W, f.look.H = size.Width, size.Height
		f.draw()
	}
	for _, o := range objects {
		o.Resize(size)
	}
}

// digit types a digit of the PIN; the last one goes on.
func (f *Front) digit(r rune) {
	if f.mode != asking || r < '0' || r > '9' || len(f.pin) >= inventory.PINLength {
		return
	}
	f.refused = nil
	f.pin += string(r)
	if len(f.pin) == inventory.PINLength {
		f.take(f.pin)
		return
	}
	f.draw()
}

func (f *Front) erase() {
	if f.mode == asking && f.pin != "" {
		f.pin = f.pin[:len(f.pin)-1]
		f.draw()
	}
}

// accept begins to take the offer.
func (f *Front) accept() {
	f.refused = nil
	if f.fault.Offer.PIN {
		f.show(asking)
		return
	}
	f.take("")
}

// take takes the offer. What is refused is said where the PIN is asked for.
func (f *Front) take(pin string) {
	f.show(working)
	f.ways.Take(pin, func(err error) {
		if err == nil {
			return // the program ends and starts again
		}
		f.refused = err
		if f.fault.Offer.PIN {
			f.show(asking)
		} else {
			f.show(faulty)
		}
	})
}
