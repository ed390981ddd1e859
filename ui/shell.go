// Package ui is the kiosk's screen: one window, one screen at a time. The Shell
// knows which screen is shown, the language, the text's size, the idle clock,
// and sends scans and keys to the current screen. What a screen does is in its
// own package: flow.go (no Fyne) and view.go.
package ui

import (
	"context"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/container"
	"fyne.io/fyne/v2/driver/desktop"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/papers"
	"redwrench/ui/desk/today"
	"redwrench/ui/kit"
	"redwrench/ui/look"
	"redwrench/ui/printers"
	"redwrench/ui/say"
	"redwrench/ui/scan"
	"redwrench/ui/sound"
	"redwrench/ui/stage"
	"redwrench/ui/task"
	"redwrench/ui/typing"
)

// Config is what a Shell needs; all of it is required.
type Config struct {
	Window  fyne.Window
	Desk    *inventory.Desk
	Runner  *task.Runner
	Printed func() // wakes the printers' workers
	// Printers are the machines.
	Printers printers.Room
	// Media is where tables come from and go to.
	Media exchange.Media
	// Backups says how the backups are.
	Backups today.Backups
	// Press makes pictures of papers.
	Press papers.Press
	// Sound plays a sound, if it can, and does not wait.
	Sound func(sound.Kind, inventory.Volume)
	// Quit ends the program.
	Quit func()
	// Train goes to the shop for practice or, from there, back to the real one.
	Train func()
	// Training is the staff's PIN in the shop for practice, which a band on every
	// screen says; "" in the real shop.
	Training string
	// Pointer leaves the mouse's pointer visible: there is a mouse.
	Pointer bool
}

// Printer is how a printer is, as words: a key of the words with the holes
// printer, its name or else its role, and n, the number of papers that wait.
type Printer struct {
	Key     string
	Waiting int
	Role    inventory.PrinterRole
	Name    string
}

// screen is what the Shell shows.
type screen interface {
	Chrome() stage.Chrome
	View(kit.Kit) fyne.CanvasObject
	Scan(text string)
	Back()
}

// typist is a screen that takes typed text, while Typing.
type typist interface {
	Typing() bool
	Typed(rune)
	Erase()
	Enter()
}

// Shell is the window and what is on it. Its methods are called on the UI's
// goroutine only.
type Shell struct {
	Config
	look    look.Look
	lang    words.Lang
	guard   *kit.Guard
	album   *album
	decoder scan.Decoder

	life   context.Context // of the Shell
	end    context.CancelFunc
	screen screen
	leave  context.CancelFunc
	root   *fyne.Container
	layers *fyne.Container // the screen, the flash, the warning
	band   *fyne.Container // above them, in the shop for practice

	clock   *kit.Live
	foot    *kit.Foot
	printer Printer
	notices map[string]Notice // see SetNotice
	ticks   int               // seconds since the start

	sending bool // characters are given to the screen
	stale   bool // and it is to be drawn after them
	drawing bool // which will be soon
	runner  *task.Runner
	visit   int       // of how many screens this is the last
	working int       // how much of its work is not done
	waiting []scanned // what it will be given then
	touched time.Time
	sounded sounded
	warning *warning
	flash   fyne.CanvasObject               // nil: no scan was answered just now
	cover   func(kit.Kit) fyne.CanvasObject // what stands over the screen until it is answered; nil: nothing
	called  time.Time                       // when somebody called for help; zero: nobody does
}

// New makes the Shell, puts it into the window and shows the first screen:
// setup in a shop without staff, else home.
func New(cfg Config, staffed bool) *Shell {
	s := &Shell{Config: cfg, lang: words.Chinese, guard: &kit.Guard{}, printer: Printer{Key: "printer.ready"}}
	s.life, s.end = context.WithCancel(context.Background())
	s.runner = cfg.Runner.Watched(task.Watch{Began: s.began, Deed: s.deed})
	s.guard.OnTouch = s.onTouch
	s.album = &album{shell: s}
	s.decoder.Looks = s.looks
	s.layers, s.band = container.New(kit.Over{}), container.New(kit.Over{})
	s.root = container.New(&rootLayout{s}, s.layers, s.band, newCover(cfg.Pointer))
	c := cfg.Window.Canvas()
	c.SetOnTypedRune(s.typedRune)
	c.SetOnTypedKey(s.typedKey)
	if keyboard, ok := c.(desktop.Canvas); ok {
		keyboard.SetOnKeyDown(s.keyDown)
	}
	s.touch()
	if staffed {
		s.Show(stage.Home{})
	} else {
		s.Show(stage.Setup{})
	}
	cfg.Window.SetPadded(false)
	cfg.Window.SetContent(s.root)
	s.tick()
	task.Go(s.Config.Runner, s.life, func(context.Context) (struct{}, error) {
		return struct{}{}, typing.Load()
	}, func(struct{}, error) { s.Refresh() })
	return s
}

// rootLayout gives the screen the whole window and draws it anew when the
// window's size changes.
type rootLayout struct{ shell *Shell }

// MinSize implements fyne.Layout: the window is never made bigger by a screen.
func (*rootLayout) MinSize([]fyne.CanvasObject) fyne.Size { return fyne.NewSize(320, 200) }

// Layout implements fyne.Layout.
func (r *rootLayout) Layout(objects []fyne.CanvasObject, size fyne.Size) {
	s := r.shell
	band := s.bandHeight(size)
	if s.look.W != size.Width || s.look.H != size.Height-band {
		s.look.W, s.look.H = size.Width, size.Height-band
		s.Refresh()
	}
	for _, o := range objects {
		switch o {
		case s.layers:
			kit.Put(o, fyne.NewPos(0, band), size.SubtractWidthHeight(0, band))
		case s.band:
			kit.Put(o, fyne.Position{}, fyne.NewSize(size.Width, band))
		default:
			kit.Put(o, fyne.Position{}, size)
		}
	}
}

// Show implements stage.Stage.
func (s *Shell) Show(r stage.Route) {
	if s.leave != nil {
		s.leave()
	}
	var ctx context.Context
	ctx, s.leave = context.WithCancel(s.life)
	if home, ok := r.(stage.Home); ok && home.Alone {
		s.warning, s.lang, s.look.Large, s.look.Contrast = nil, words.Chinese, false, false
	}
	s.visit++
	s.working = 0
	s.screen, s.cover = s.build(ctx, r), nil
	s.touch()
	s.Refresh()
}

// Refresh implements stage.Stage.
func (s *Shell) Refresh() {
	if s.screen == nil || s.look.W == 0 {
		return // not in a window yet
	}
	if s.stale = s.sending; s.stale {
		return // see send
	}
	s.layers.Objects = []fyne.CanvasObject{s.draw()}
	s.drawBand()
	if !s.called.IsZero() && s.screen.Chrome().Bare {
		s.layers.Objects = append(s.layers.Objects, s.wanted(s.kit()))
	}
	if s.cover != nil {
		s.layers.Objects = append(s.layers.Objects, s.cover(s.kit()))
	}
	if s.flash != nil {
		s.layers.Objects = append(s.layers.Objects, s.flash)
	}
	if s.warning != nil {
		s.layers.Objects = append(s.layers.Objects, s.warning.object)
	}
	s.layers.Refresh()
	paint(s.Window, s.layers)
}

// kit draws in the language chosen, or in Chinese when the shop offers that one no
// more.
func (s *Shell) kit() kit.Kit {
	k := kit.Kit{Look: s.look, Guard: s.guard, Photos: s.album}
	rules := s.Desk.Settings()
	for _, l := range rules.Shown() {
		k.Langs = append(k.Langs, words.Lang(l))
	}
	if !rules.Speaks(inventory.Lang(s.lang)) {
		s.lang = words.Chinese
	}
	k.Lang = s.lang
	return k
}

// draw builds the current screen with what is around it.
func (s *Shell) draw() fyne.CanvasObject {
	k := s.kit()
	chrome := s.screen.Chrome()
	ground := k.Ground() // a touch beside everything is a touch
	if chrome.Bare {
		s.clock, s.foot = nil, nil // nothing to keep up to date
		return k.Over(ground, s.screen.View(k))
	}
	s.clock = k.Live(s.time(), "00:00", kit.Style{Size: 26, Fixed: true, Align: fyne.TextAlignTrailing})
	header := kit.Header{Title: k.Say(chrome.Title, "shop", say.Name(k.Lang, s.Desk.Settings().Shop)), Step: chrome.Step, Of: chrome.Of, Clock: s.clock, Called: !s.called.IsZero(),
		OnLang:     func(l words.Lang) { s.Speak(l, s.look.Large) },
		OnLarge:    func() { s.Speak(s.lang, !s.look.Large) },
		OnContrast: func() { s.ShowContrast(!s.look.Contrast) }}
	if !chrome.First {
		header.Back = s.back
	}
	if !chrome.Staff {
		header.OnHelp = s.help
	}
	s.foot = k.Foot(s.footText())
	return k.Over(ground, k.Col(0, k.Header(header), k.Grow(s.screen.View(k)), s.foot.Object))
}

// Lang implements stage.Stage.
func (s *Shell) Lang() words.Lang { return s.lang }

// Runner implements stage.Stage.
func (s *Shell) Runner() *task.Runner { return s.runner }

// Printed implements stage.Stage.
func (s *Shell) Printed() { s.Config.Printed() }

// After implements stage.Stage.
func (s *Shell) After(ctx context.Context, d time.Duration, fn func()) {
	time.AfterFunc(d, func() {
		s.Config.Runner.OnUI(func() {
			if ctx.Err() == nil {
				fn()
			}
		})
	})
}

// flashFor is how long a scan's answer frames the window.
const flashFor = 200 * time.Millisecond

// Flash implements stage.Stage. The frame stays for its time, also when the
// screen is drawn anew or another one is shown.
func (s *Shell) Flash(accepted bool) {
	if accepted {
		s.sound(sound.Accepted)
	} else {
		s.sound(sound.Refused)
	}
	frame := s.kit().Flash(accepted)
	s.flash = frame
	s.Refresh()
	s.After(s.life, flashFor, func() {
		if s.flash == frame {
			s.flash = nil
			s.Refresh()
		}
	})
}

// SetPrinter says in the footer how the printer is.
func (s *Shell) SetPrinter(p Printer) {
	s.printer = p
	s.turnFoot()
}

func (s *Shell) time() string { return s.Desk.Now().Format("15:04") }

// Leave asks for the manager's PIN, to end the program.
func (s *Shell) Leave() { s.Show(stage.Leave{}) }

// Close leaves the current screen and stops the clocks.
func (s *Shell) Close() { s.end() }

// Speak changes the language and the size of the text; the step and what was
// typed stay.
func (s *Shell) Speak(l words.Lang, large bool) {
	s.lang, s.look.Large = l, large
	s.Refresh()
}

// ShowContrast shows everything in high contrast, or as it is else; the step and
// what was typed stay.
func (s *Shell) ShowContrast(high bool) {
	s.look.Contrast = high
	s.Refresh()
}
