package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/test"

	"redwrench/assets"
	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/stock"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
	"redwrench/ui"
	"redwrench/ui/kit/kittest"
	"redwrench/ui/look"
	"redwrench/ui/scan"
	"redwrench/ui/stage"
	"redwrench/ui/task/tasktest"
)

// secrets are a shop's keys; any master will do.
var secrets = seal.NewKeys([32]byte{1})

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// kiosk is the whole screen over a store in memory; the test is the UI's
// goroutine and turns the clock.
type kiosk struct {
	*ui.Shell
	t      testing.TB
	desk   *inventory.Desk
	queue  *tasktest.Queue
	window fyne.Window
	now    time.Time
	prints int

	machines machines
}

const pin = "271828"

func newKiosk(t testing.TB, size fyne.Size, staffed bool) *kiosk {
	t.Helper()
	app := test.NewTempApp(t)
	app.Settings().SetTheme(look.Theme())
	k := &kiosk{t: t, queue: tasktest.New(), now: time.Date(2026, 11, 24, 10, 24, 0, 0, time.UTC).Add(-8 * time.Hour)}
	ctx := context.Background()
	list := must(stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories)))
	st := memstore.New()
	if err := inventory.Found(ctx, st, inventory.Defaults(), list, k.now); err != nil {
		t.Fatal(err)
	}
	k.desk = must(inventory.Open(ctx, st, secrets, func() time.Time { return k.now }))
	if staffed {
		must(k.desk.AppointManager(ctx, pin))
	}
	k.window = test.NewTempWindow(t, nil)
	k.window.Resize(size)
	k.Shell = ui.New(ui.Config{Window: k.window, Desk: k.desk, Runner: k.queue.Runner, Printed: func() { k.prints++ }, Printers: &k.machines}, staffed)
	k.window.Resize(size)
	k.queue.Drain()
	return k
}

// resident keeps invented person n, with the card seen.
func (k *kiosk) resident(n int) inventory.Resident {
	ctx := context.Background()
	r := must(k.desk.Register(ctx, invented.Person(n, k.desk.Settings().ConsentVersion), "zh"))
	return must(k.desk.Verify(ctx, r.ID, 1))
}

// scan types a code as a scanner does.
func (k *kiosk) scan(text string) {
	for _, r := range text {
		k.window.Canvas().OnTypedRune()(r)
	}
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	k.queue.Drain()
}

// see checks how the screen is drawn and, when asked for, keeps a picture.
func (k *kiosk) see(name string) {
	k.t.Helper()
	size := k.window.Canvas().Size()
	for _, fault := range kittest.Lint(k.window.Canvas().Content(), size, look.Look{W: size.Width, H: size.Height}) {
		k.t.Errorf("%s: %s", name, fault)
	}
	dir := os.Getenv("REDWRENCH_GALLERY")
	if dir == "" {
		return
	}
	f := must(os.Create(filepath.Join(dir, name+".png")))
	defer f.Close()
	if err := png.Encode(f, k.window.Canvas().Capture()); err != nil {
		k.t.Fatal(err)
	}
}

// The screens, each with what has happened before it is seen.
var screens = []struct {
	name  string
	route func(k *kiosk)
}{
	{"home", func(k *kiosk) {}},
	{"borrow", func(k *kiosk) {
		k.Show(stage.Borrow{})
		k.queue.Drain()
		k.scan(inventory.ToolID(43).Code().Payload())
		k.scan(inventory.ToolID(11).Code().Payload())
	}},
	{"borrow-refused", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(2).ID, []inventory.ToolID{43}, "zh"))
		k.Show(stage.Borrow{})
		k.queue.Drain()
		k.scan(inventory.ToolID(43).Code().Payload())
	}},
	{"who", func(k *kiosk) {
		k.Show(stage.Loans{})
		k.queue.Drain()
		for _, r := range "199000000019" {
			k.window.Canvas().OnTypedRune()(r)
		}
		time.Sleep(2 * scan.Hold) // a person's pause: typed, not scanned
		k.queue.Drain()
	}},
	{"confirm", func(k *kiosk) {
		k.scan(inventory.ToolID(33).Code().Payload())
		k.scan(inventory.ToolID(43).Code().Payload())
		k.scan(k.resident(1).ID.Code().Payload())
	}},
	{"loans", func(k *kiosk) {
		r := k.resident(1)
		must(k.desk.Lend(context.Background(), r.ID, []inventory.ToolID{43, 11, 57}, "zh"))
		k.now = k.now.AddDate(0, 0, 5)
		k.scan(r.ID.Code().Payload())
	}},
	{"register-name", func(k *kiosk) { k.Show(stage.Register{}) }},
	{"setup", func(k *kiosk) { k.Show(stage.Setup{}) }},
	{"unlock", func(k *kiosk) { k.Show(stage.Unlock{}) }},
	{"desk", func(k *kiosk) {
		ctx := context.Background()
		must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33, 57}, "zh"))
		must(k.desk.Lend(ctx, k.resident(2).ID, []inventory.ToolID{11, 45, 6}, "zh"))
		k.now = k.now.AddDate(0, 0, 5)
		k.Show(stage.Desk{Who: must(k.desk.Staff(ctx))[0]})
		k.queue.Drain()
		k.scan(inventory.ToolID(33).Code().Payload())
	}},
}

var sizes = []fyne.Size{{Width: 1280, Height: 800}, {Width: 1920, Height: 1080}, {Width: 800, Height: 1280}, {Width: 1080, Height: 1920}}

func TestEveryScreenFitsInEveryLanguageAndSize(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			k := newKiosk(t, sizes[0], true)
			s.route(k)
			k.queue.Drain()
			for _, size := range sizes {
				k.window.Resize(size)
				for _, lang := range words.All {
					for _, large := range []string{"", "-large"} {
						k.Speak(lang, large != "")
						k.see(fmt.Sprintf("%s-%s-%.0fx%.0f%s", s.name, lang, size.Width, size.Height, large))
					}
				}
			}
		})
	}
}
