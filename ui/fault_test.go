package ui_test

import (
	"errors"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/ui"
	"redwrench/ui/kit/kittest"
	"redwrench/ui/look"
)

// front is the window before there is a shop.
type front struct {
	*ui.Front
	t      testing.TB
	window fyne.Window
	pins   []string
	answer error
	closed int
}

func newFront(t testing.TB) *front {
	t.Helper()
	theApp()
	f := &front{t: t, window: test.NewTempWindow(t, nil)}
	f.window.Resize(sizes[0])
	f.Front = ui.NewFront(f.window, ui.Ways{Close: func() { f.closed++ }, Take: func(pin string, done func(error)) {
		f.pins = append(f.pins, pin)
		done(f.answer)
	}})
	f.window.Resize(sizes[0])
	return f
}

// everywhere checks how the page is drawn in each size and language.
func (f *front) everywhere(name string) {
	f.t.Helper()
	for _, size := range []fyne.Size{sizes[0], sizes[2]} { // the design's, level and upright
		f.window.Resize(size)
		for _, lang := range words.All {
			for _, large := range []string{"", "-large"} {
				f.Speak(lang, large != "")
				for _, fault := range kittest.Lint(f.window.Canvas().Content(), size, look.Look{W: size.Width, H: size.Height}) {
					f.t.Errorf("%s, %s, %v%s: %s", name, lang, size, large, fault)
				}
				f.keep(fmt.Sprintf("%s-%s-%.0fx%.0f%s", name, lang, size.Width, size.Height, large))
			}
		}
	}
	f.window.Resize(sizes[0])
	f.Speak(words.Chinese, false)
}

func (f *front) keep(name string) {
	dir := os.Getenv("REDWRENCH_GALLERY")
	if dir == "" {
		return
	}
	file := must(os.Create(filepath.Join(dir, name+".png")))
	defer file.Close()
	if err := png.Encode(file, f.window.Canvas().Capture()); err != nil {
		f.t.Fatal(err)
	}
}

// shows says whether the text stands in the window.
func (f *front) shows(text string) bool { return showsOn(f.window, text) }

// showsOn says whether the words stand in the window, also when they are wrapped.
func showsOn(w fyne.Window, text string) bool {
	lines, _ := textsOn(w)
	squeeze := strings.NewReplacer(" ", "").Replace
	return strings.Contains(squeeze(strings.Join(lines, "")), squeeze(text))
}

// tap touches the button with these words.
func (f *front) tap(t testing.TB, label string) {
	t.Helper()
	_, taps := textsOn(f.window)
	tap, ok := taps[label]
	if !ok {
		t.Fatalf("nothing to tap says %q", label)
	}
	time.Sleep(doubleTap)
	test.Tap(tap)
}

func (f *front) typePIN(pin string) {
	for _, r := range pin {
		f.window.Canvas().OnTypedRune()(r)
	}
}

var noon = time.Date(2026, 11, 24, 12, 0, 0, 0, time.FixedZone("CST", 8*3600))

// offer is a backup of the morning; so many deeds were done since.
func offer(deeds int) *ui.Offer {
	o := &ui.Offer{Backup: noon.Add(-2 * time.Hour), Last: noon.Add(-3 * time.Hour), PIN: true}
	for n := range deeds {
		e := inventory.Entry{Seq: uint64(n + 100), At: noon.Add(time.Duration(n-deeds) * time.Minute), Deed: "lend", Subjects: []string{"L-000123-S", "R-000045-K", "T-000031-B"}}
		if n%2 == 1 {
			e.Deed, e.Who = "take back", 3
		}
		if n%5 == 4 {
			e.Deed = "undo take back"
		}
		o.Missing.Read = append(o.Missing.Read, e)
	}
	o.Missing.Total = uint64(deeds)
	return o
}

func TestEveryFaultFitsInEveryLanguageAndSize(t *testing.T) {
	for _, c := range []struct {
		name  string
		fault ui.Fault
	}{
		{"damaged", ui.Fault{Err: store.ErrDamaged, Details: []string{"seal: store: damaged: table tool, key 00000001"}, Offer: offer(12)}},
		{"gone", ui.Fault{Err: folder.ErrGone, Offer: &ui.Offer{Backup: noon.AddDate(0, 0, -1), Last: noon.AddDate(0, 0, -1), PIN: true, Missing: inventory.Deeds{Total: 41, Unreadable: 41}}}},
		{"gone-nothing-known", ui.Fault{Err: folder.ErrGone, Offer: &ui.Offer{Backup: noon.AddDate(0, 0, -1), Last: noon.AddDate(0, 0, -1), Missing: inventory.Deeds{Open: true}}}},
		{"lost", ui.Fault{Err: folder.ErrLost, Offer: &ui.Offer{Last: noon, PIN: true, Missing: inventory.Deeds{Total: 2, Unreadable: 2}}}},
		{"no-backup", ui.Fault{Err: store.ErrDamaged, Details: []string{"boltstore: open: store: damaged: 9000 bytes of 131072"}}},
		{"no-key", ui.Fault{Err: folder.ErrNoKey}},
		{"wrong-key", ui.Fault{Err: folder.ErrWrongKey}},
		{"in-use", ui.Fault{Err: store.ErrInUse}},
		{"read-only", ui.Fault{Err: store.ErrReadOnly}},
		{"full", ui.Fault{Err: store.ErrFull}},
		{"newer", ui.Fault{Err: folder.ErrNewer}},
		{"unexamined", ui.Fault{Err: folder.ErrFailed}},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := newFront(t)
			c.fault.Now = noon
			f.Fault(c.fault)
			f.everywhere("fault-" + c.name)
			other := words.Chinese.Say("refused.other")
			if f.shows(other) {
				t.Error("the fault has no sentence of its own")
			}
		})
	}
	t.Run("while the records are examined, and when the program ends by itself", func(t *testing.T) {
		f := newFront(t)
		f.everywhere("fault-checking")
		f.Ending(store.ErrUnknown)
		f.everywhere("fault-ending")
	})
	t.Run("the deeds that would be missing, and the PIN", func(t *testing.T) {
		f := newFront(t)
		f.Fault(ui.Fault{Err: store.ErrDamaged, Now: noon, Offer: offer(40)})
		f.tap(t, words.Chinese.Say("fault.list"))
		f.everywhere("fault-deeds")
		if !f.shows("T-000031-B") || !f.shows(words.Chinese.Say("deed.takeback")) || !f.shows("撤销:"+words.Chinese.Say("deed.takeback")) {
			t.Error("the list names no tool or no deed")
		}
		f.tap(t, words.Chinese.Say("header.back"))
		f.tap(t, words.Chinese.Say("fault.restore"))
		f.everywhere("fault-pin")
	})
}

func TestTheWayOnIsTakenWithTheManagersPIN(t *testing.T) {
	f := newFront(t)
	f.Fault(ui.Fault{Err: store.ErrDamaged, Now: noon, Offer: offer(3)})
	f.typePIN("111222")
	if len(f.pins) > 0 {
		t.Fatal("a PIN was taken before it was asked for")
	}
	f.answer = inventory.ErrWrongPIN
	f.tap(t, words.Chinese.Say("fault.restore"))
	f.typePIN("111222")
	if len(f.pins) != 1 || f.pins[0] != "111222" {
		t.Fatalf("taken with %q", f.pins)
	}
	if !f.shows(words.Chinese.Say("refused.wrongpin")) {
		t.Error("the wrong PIN got no word")
	}
	f.answer = nil
	f.typePIN("2718")
	f.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	f.typePIN("828")
	if len(f.pins) != 2 || f.pins[1] != "271828" {
		t.Errorf("taken with %q", f.pins)
	}
	if !f.shows(words.Chinese.Say("fault.working")) {
		t.Error("it does not say that it works")
	}
	t.Run("a shop without staff needs none, and what goes wrong is said", func(t *testing.T) {
		f := newFront(t)
		o := offer(0)
		o.PIN = false
		f.Fault(ui.Fault{Err: folder.ErrGone, Now: noon, Offer: o})
		if !f.shows(words.Chinese.Say("fault.missing.none")) {
			t.Error("it does not say that nothing is missing")
		}
		f.answer = errors.Join(errors.New("restore"), store.ErrFull)
		f.tap(t, words.Chinese.Say("fault.restore"))
		if len(f.pins) != 1 || f.pins[0] != "" || !f.shows(words.Chinese.Say("refused.full")) {
			t.Errorf("taken with %q", f.pins)
		}
	})
	t.Run("where there is no way on it can only be closed", func(t *testing.T) {
		f := newFront(t)
		f.Fault(ui.Fault{Err: folder.ErrNoKey, Now: noon})
		if f.shows(words.Chinese.Say("fault.restore")) || f.shows(words.Chinese.Say("fault.goon")) {
			t.Error("something is offered")
		}
		f.tap(t, words.Chinese.Say("fault.close"))
		if f.closed != 1 {
			t.Error("it was not closed")
		}
	})
}

func TestNoticesTakeTurnsInTheFooter(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	ready := words.Chinese.Say("printer.ready")
	foot := func(text string) bool { return showsOn(k.window, text) }
	if !foot(ready) {
		t.Fatal("the footer does not say how the printer is")
	}
	k.SetNotice("space", ui.Notice{Key: "notice.space", N: 120})
	if !foot("120") || foot(ready) {
		t.Error("too little room is not said")
	}
	k.SetNotice("backup", ui.Notice{Key: "notice.second.away"})
	seen := map[bool]bool{}
	for range 12 {
		seen[foot(words.Chinese.Say("notice.second.away"))] = true
		k.Tick()
	}
	if !seen[true] || !seen[false] {
		t.Error("the notices do not take turns")
	}
	k.SetNotice("space", ui.Notice{})
	k.SetNotice("backup", ui.Notice{})
	if !foot(ready) {
		t.Error("the notices stay")
	}
}
