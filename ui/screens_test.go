package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"image/png"
	"os"
	"path/filepath"
	"regexp"
	"sync"
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
	"redwrench/ui/kit"
	"redwrench/ui/kit/kittest"
	"redwrench/ui/look"
	"redwrench/ui/scan"
	"redwrench/ui/sound"
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
	sounds []heard
	quits  int
	trains int

	machines machines
	media    media
	backups  backups
}

const pin = "271828"

// theApp makes the one app of all tests: a new one would read the fonts again.
var theApp = sync.OnceFunc(func() { test.NewApp().Settings().SetTheme(look.Theme()) })

// opening is when each kiosk begins.
var opening = time.Date(2026, 11, 24, 10, 24, 0, 0, time.UTC).Add(-8 * time.Hour)

// founded is a new shop with the starter stock; managed has a manager too. Each
// test begins with a clone.
var (
	founded = sync.OnceValue(func() *memstore.Store {
		st := memstore.New()
		list := must(stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories)))
		if err := inventory.Found(context.Background(), st, inventory.Defaults(), list, opening); err != nil {
			panic(err)
		}
		return st
	})
	managed = sync.OnceValue(func() *memstore.Store {
		st, ctx := founded().Clone(), context.Background()
		must(must(inventory.Open(ctx, st, secrets, func() time.Time { return opening })).AppointManager(ctx, pin))
		return st
	})
)

func newKiosk(t testing.TB, size fyne.Size, staffed bool) *kiosk {
	t.Helper()
	theApp()
	k := &kiosk{t: t, queue: tasktest.New(), now: opening}
	st := founded().Clone()
	if staffed {
		st = managed().Clone()
	}
	k.desk = must(inventory.Open(context.Background(), st, secrets, func() time.Time { return k.now }))
	k.window = test.NewTempWindow(t, nil)
	k.window.Resize(size)
	k.Shell = ui.New(ui.Config{Window: k.window, Desk: k.desk, Runner: k.queue.Runner, Printed: func() { k.prints++ }, Printers: &k.machines, Media: &k.media, Backups: &k.backups, Press: somePress{},
		Sound: func(s sound.Kind, v inventory.Volume) { k.sounds = append(k.sounds, heard{s, v}) }, Quit: func() { k.quits++ }, Train: func() { k.trains++ }}, staffed)
	t.Cleanup(k.Close)
	k.window.Resize(size)
	k.queue.Drain()
	return k
}

// resident keeps invented person n, with the card seen.
func (k *kiosk) resident(n int) inventory.Resident {
	ctx := context.Background()
	r := must(k.desk.Register(ctx, invented.Person(n, k.desk.Settings().ConsentVersion), "zh"))
	return must(k.desk.Verify(ctx, r.ID, 1)) // who is registered comes back
}

// scan types a code as a scanner does.
func (k *kiosk) scan(text string) {
	for _, r := range text {
		k.window.Canvas().OnTypedRune()(r)
	}
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyReturn})
	k.queue.Drain()
}

// toDocument goes through a registration up to the identity document.
func (k *kiosk) toDocument() {
	k.Show(stage.Register{})
	k.queue.Drain()
	k.typed("测试·小样")
	k.tap("下一步")
	k.typed("19900000001")
	k.tap("下一步")
}

// see checks how the screen is drawn and, when asked for, keeps a picture.
func (k *kiosk) see(name string) {
	k.t.Helper()
	size := k.window.Canvas().Size()
	l := look.Look{W: size.Width, H: size.Height}
	faults := kittest.Lint(k.window.Canvas().Content(), size, l)
	if chrome := k.Screen().(interface{ Chrome() stage.Chrome }).Chrome(); !chrome.Bare {
		head := kit.Kit{Look: l}.HeadHeight()
		faults = append(faults, kittest.Reach(k.window.Canvas().Content(), size, l.Px(head))...)
	}
	for _, fault := range faults {
		k.t.Errorf("%s: %s", name, fault)
	}
	dir := os.Getenv("REDWRENCH_GALLERY")
	if wanted := os.Getenv("REDWRENCH_PICTURES"); dir == "" || wanted != "" && !regexp.MustCompile(wanted).MatchString(name) {
		return
	}
	f := must(os.Create(filepath.Join(dir, name+".png")))
	defer f.Close()
	if err := png.Encode(f, k.window.Canvas().Capture()); err != nil {
		k.t.Fatal(err)
	}
}

// promises lets resident 1 have a loan that is renewed out, one somebody waits
// for and one that moved for a reservation, a tool that is kept for them, a place
// in two queues and a reservation.
func (k *kiosk) promises() {
	ctx := context.Background()
	r, other := k.resident(1), k.resident(2)
	day := inventory.DayOf(k.desk.Now())
	lend := func(who inventory.Resident, ids ...inventory.ToolID) {
		must(k.desk.Lend(ctx, who.ID, ids, "zh"))
	}
	must(k.desk.Reserve(ctx, other.ID, 44, day+3, day+4))
	lend(r, 44)
	lend(r, 6)
	lend(other, 33, 57, 11)
	must(k.desk.PlaceHold(ctx, other.ID, 6))
	must(k.desk.PlaceHold(ctx, r.ID, 33))
	must(k.desk.PlaceHold(ctx, k.resident(3).ID, 57))
	must(k.desk.PlaceHold(ctx, r.ID, 57))
	must(k.desk.TakeBack(ctx, 33, inventory.Return{}, 1))
	must(k.desk.Reserve(ctx, r.ID, 42, day+5, day+7))
}

// out lends tools to resident 2.
func (k *kiosk) out(ids ...inventory.ToolID) {
	must(k.desk.Lend(context.Background(), k.resident(2).ID, ids, "zh"))
}

// kept lets a tool be on the shelf for somebody who waited for it.
func (k *kiosk) kept(id inventory.ToolID, who inventory.Resident) {
	k.out(id)
	must(k.desk.PlaceHold(context.Background(), who.ID, id))
	must(k.desk.TakeBack(context.Background(), id, inventory.Return{}, 1))
}

// card shows the card of a tool of the first page.
func (k *kiosk) card(tool string) {
	k.Show(stage.Borrow{})
	k.queue.Drain()
	k.tap(tool)
}

func (k *kiosk) settings(change func(*inventory.Settings)) {
	s := k.desk.Settings()
	change(&s)
	if err := k.desk.ChangeSettings(context.Background(), s, 1); err != nil {
		k.t.Fatal(err)
	}
}

// calendar shows the days of the pliers: lent until 1 December, promised to
// somebody from the 3rd to the 5th, no shop on Mondays and in the week of a
// festival.
func (k *kiosk) calendar() {
	day := inventory.DayOf(k.desk.Now())
	k.settings(func(s *inventory.Settings) {
		s.ClosedWeekdays = []time.Weekday{time.Monday}
		s.Holidays = []inventory.Holiday{{Name: losar, From: day + 17, To: day + 20}}
	})
	k.out(6)
	must(k.desk.Reserve(context.Background(), k.resident(3).ID, 6, day+9, day+11))
	k.card("老虎钳")
	k.tap("约日子")
}

var losar = inventory.Name{Zh: "藏历新年", Bo: "ལོ་གསར།", En: "Losar"}

// touch touches days of the calendar by their numbers.
func (k *kiosk) touch(days ...string) {
	for _, d := range days {
		k.tap(d)
	}
}

// moved asks to confirm a loan whose due dates are not the plain ones.
func (k *kiosk) moved() {
	day := inventory.DayOf(k.desk.Now())
	k.settings(func(s *inventory.Settings) {
		s.Holidays = []inventory.Holiday{{Name: losar, From: day + 7, To: day + 9}}
	})
	must(k.desk.Reserve(context.Background(), k.resident(3).ID, 43, day+2, day+2))
	k.scan(tag(43))
	k.scan(tag(6))
	k.scan(k.resident(1).ID.Code().Payload())
}

// screenCase is a screen with what has happened before it is seen.
type screenCase struct {
	name  string
	route func(k *kiosk)
}

// The screens of the public; those of the desk are in screens_desk_test.go.
var screens = []screenCase{
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
	{"loans-promises", func(k *kiosk) {
		k.promises()
		k.scan(k.resident(1).ID.Code().Payload())
	}},
	{"loans-cancel", func(k *kiosk) {
		k.promises()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("不要了")
	}},
	{"loans-renewed", func(k *kiosk) {
		r := k.resident(1)
		must(k.desk.Lend(context.Background(), r.ID, []inventory.ToolID{43, 6}, "zh"))
		k.now = k.now.AddDate(0, 0, 1)
		k.scan(r.ID.Code().Payload())
		k.tap("续借到11月28日(周六)")
	}},
	{"wait-lent", func(k *kiosk) {
		k.out(6)
		must(k.desk.PlaceHold(context.Background(), k.resident(3).ID, 6))
		k.card("老虎钳")
	}},
	{"wait-late", func(k *kiosk) {
		k.out(6)
		k.now = k.now.AddDate(0, 0, 12)
		k.card("老虎钳")
	}},
	{"wait-held", func(k *kiosk) {
		k.kept(6, k.resident(3))
		k.card("老虎钳")
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("是为我留的")
	}},
	{"wait-off", func(k *kiosk) {
		k.out(6)
		must(k.desk.TakeBack(context.Background(), 6, inventory.Return{Found: inventory.Damaged}, 1))
		k.card("老虎钳")
	}},
	{"wait-placed", func(k *kiosk) {
		k.out(6)
		k.card("老虎钳")
		k.tap("等它")
		k.scan(k.resident(1).ID.Code().Payload())
	}},
	{"reserve-days", func(k *kiosk) {
		k.calendar()
		k.touch("8", "10")
	}},
	{"reserve-confirm", func(k *kiosk) {
		k.calendar()
		k.touch("8", "10")
		k.tap("就这样约")
		k.scan(k.resident(1).ID.Code().Payload())
	}},
	{"reserve-quicker", func(k *kiosk) {
		k.calendar()
		k.touch("8", "10")
		k.tap("就这样约")
		k.scan(k.resident(1).ID.Code().Payload())
		day := inventory.DayOf(k.desk.Now())
		must(k.desk.Reserve(context.Background(), k.resident(3).ID, 6, day+14, day+14))
		k.tap("确认预约")
	}},
	{"reserve-booked", func(k *kiosk) {
		k.calendar()
		k.touch("8", "10")
		k.tap("就这样约")
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("确认预约")
	}},
	{"confirm-moved", func(k *kiosk) { k.moved() }},
	{"done-moved", func(k *kiosk) {
		k.moved()
		k.tap("确认借用")
	}},
	{"consent", func(k *kiosk) {
		r := k.resident(1)
		k.settings(func(s *inventory.Settings) { s.ConsentVersion = "2027-01" })
		k.scan(tag(6))
		k.scan(r.ID.Code().Payload())
	}},
	{"register-name", func(k *kiosk) { k.Show(stage.Register{}) }},
	{"register-id", func(k *kiosk) { k.toDocument(); k.typed("549900") }},
	{"register-passport", func(k *kiosk) {
		k.toDocument()
		k.tap("护照")
		k.typed("TEST0001")
		k.tap("下一步")
		k.typed("2031")
		k.typed("0101")
	}},
	{"register-letters", func(k *kiosk) { k.toDocument(); k.tap("外国人永居证"); k.typed("tst99x") }},
	{"register-child", func(k *kiosk) { k.toDocument(); k.tap("未满14岁的孩子"); k.typed("201703") }},
	{"register-guardian", func(k *kiosk) {
		k.toDocument()
		k.tap("未满14岁的孩子")
		k.typed("20170304")
		k.tap("下一步")
		k.typed("19900000001")
		k.typed("0000")
	}},
	{"register-consent-child", func(k *kiosk) {
		guardian := k.resident(1)
		k.toDocument()
		k.tap("未满14岁的孩子")
		k.typed("20170304")
		k.tap("下一步")
		k.scan(guardian.ID.Code().Payload())
	}},
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
	for i, s := range screens {
		if i%each != 0 {
			continue
		}
		t.Run(s.name, func(t *testing.T) {
			k := newKiosk(t, sizes[0], true)
			s.route(k)
			k.queue.Drain()
			k.everywhere(s.name)
		})
	}
}

// Of the screens each so-manieth one is looked at, in the first windows of the
// sizes, in the languages of tongues: the race detector looks for races, not for
// cut text, and makes each look ten times as long.
var each, windows, tongues = 1, len(sizes), words.All[:]

// everywhere sees the screen in every language and size of text in every window,
// and in the design's window also in high contrast.
func (k *kiosk) everywhere(name string) {
	k.t.Helper()
	if os.Getenv("REDWRENCH_GALLERY") != "" { // a picture without the frame of the last scan
		time.Sleep(300 * time.Millisecond)
		k.queue.Drain()
	}
	for _, size := range sizes[:windows] {
		k.window.Resize(size)
		for _, lang := range tongues {
			picture := fmt.Sprintf("%s-%s-%.0fx%.0f", name, lang, size.Width, size.Height)
			k.Speak(lang, false)
			k.see(picture)
			k.Speak(lang, true)
			k.see(picture + "-large")
			if size == sizes[0] {
				k.Speak(lang, false)
				k.ShowContrast(true)
				k.see(picture + "-contrast")
				k.ShowContrast(false)
			}
		}
	}
}
