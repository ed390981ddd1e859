package ui_test

import (
	"context"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/driver/desktop"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/closed"
	"redwrench/ui/home"
	"redwrench/ui/leave"
	"redwrench/ui/sound"
	"redwrench/ui/stage"
)

// heard is a sound the kiosk made.
type heard struct {
	kind   sound.Kind
	volume inventory.Volume
}

// oneSound is more than how long a sound is not made a second time.
const oneSound = 160 * time.Millisecond

func (k *kiosk) isShown(what string, is bool) {
	k.t.Helper()
	if !is {
		k.t.Errorf("%s: the screen is %T", what, k.Screen())
	}
}

// closes turns the clock to an hour after the shop closed and leaves the kiosk alone.
func (k *kiosk) closes() {
	k.t.Helper()
	k.queue.Drain()
	k.now = k.now.Add(9 * time.Hour)
	k.Idle(61 * time.Second)
	k.queue.Drain()
	if _, ok := k.Screen().(*closed.Flow); !ok {
		k.t.Fatalf("an hour after closing the screen is %T", k.Screen())
	}
}

func TestTheKioskRestsWhenTheShopIsClosedAndNobodyIsThere(t *testing.T) {
	k := shop(t)
	isHome := func() bool { _, ok := k.Screen().(*home.Flow); return ok }
	k.Idle(61 * time.Second)
	k.isShown("in opening hours", isHome())
	k.now = k.now.Add(9 * time.Hour)
	k.Idle(59 * time.Second)
	k.isShown("after closing, somebody was there 59 s ago", isHome())
	k.now = k.now.Add(-9 * time.Hour)
	k.closes()
	k.shows("现在休息,明天 09:00 开门")
	k.shows("We are closed, open again tomorrow 09:00")
	k.tap("要用的话,请轻触屏幕")
	k.isShown("after a touch", isHome())
	k.Idle(61 * time.Second)
	k.Screen().(*closed.Flow).Back()
	k.isShown("after Escape", isHome())
	k.closes()
	k.now = time.Date(2026, 11, 25, 8, 59, 59, 0, k.desk.Now().Location())
	k.Screen().(*closed.Flow).Minute()
	k.queue.Drain()
	k.shows("现在休息,今天 09:00 开门")
	k.now = k.now.Add(time.Second)
	k.Screen().(*closed.Flow).Minute()
	k.isShown("when the shop opens", isHome())
}

func TestAScanWakesTheKioskAndCounts(t *testing.T) {
	k := shop(t)
	card := k.resident(1).ID.Code().Payload()
	k.closes()
	k.scan(tag(43))
	k.shows("本次借用 · 1 件")
	k.scan(card)
	k.tap("确认借用")
	if k.open() != 1 {
		t.Errorf("%d loans after closing time", k.open())
	}
}

func TestTheClosedScreenShowsNobody(t *testing.T) {
	k := shop(t)
	r := k.resident(1)
	must(k.desk.Lend(context.Background(), r.ID, []inventory.ToolID{33, 57}, "zh"))
	must(k.desk.TakeBack(context.Background(), 57, inventory.Return{}, 1))
	k.Show(stage.Loans{Who: r})
	k.queue.Drain()
	k.Idle(61 * time.Second) // home
	k.Speak(words.English, false)
	k.closes()
	lines, _ := k.texts()
	for _, want := range []string{"1", "2", "今天还回的工具", "本月借出的次数"} {
		if !slices.Contains(lines, want) {
			t.Errorf("%q is not on the board: %q", want, lines)
		}
	}
	if slices.Contains(lines, r.Person.MaskedName()) {
		t.Error("the board names somebody")
	}
}

func TestOnlyTheManagersPINLeavesTheProgram(t *testing.T) {
	k := shop(t)
	must(k.desk.Hire(context.Background(), "试用员", inventory.Duty, "314159", 1))
	k.Leave()
	k.queue.Drain()
	k.typed("111222")
	k.shows("密码不对")
	k.typed("314159")
	k.shows("这一步要由负责人来做")
	if k.quits != 0 {
		t.Fatal("left without the manager's PIN")
	}
	k.tap("返回")
	if _, ok := k.Screen().(*home.Flow); !ok {
		t.Errorf("after Back the screen is %T", k.Screen())
	}
	k.tap("还工具")
	k.typed(pin) // before a name is touched it may be anybody's
	k.tap("管理")
	k.tap("设置")
	k.tap("退出程序")
	if _, ok := k.Screen().(*leave.Flow); !ok {
		t.Fatalf("the screen is %T", k.Screen())
	}
	k.typed(pin)
	if k.quits != 1 {
		t.Errorf("left %d times", k.quits)
	}
}

func TestAKioskWithoutStaffIsLeftAtOnce(t *testing.T) {
	k := newKiosk(t, sizes[0], false)
	k.Leave()
	k.queue.Drain()
	if k.quits != 1 {
		t.Errorf("left %d times", k.quits)
	}
}

func TestEscapeNeverLeavesTheProgram(t *testing.T) {
	k := shop(t)
	for range 3 {
		k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyEscape})
		k.queue.Drain()
	}
	if _, ok := k.Screen().(*home.Flow); !ok || k.quits != 0 {
		t.Errorf("the screen is %T, left %d times", k.Screen(), k.quits)
	}
}

func TestScansAndDeedsAreHeard(t *testing.T) {
	k := shop(t)
	card := k.resident(1).ID.Code().Payload()
	hears := func(what string, want ...sound.Kind) {
		t.Helper()
		var got []sound.Kind
		for _, h := range k.sounds {
			got = append(got, h.kind)
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: heard %v, want %v", what, got, want)
		}
		k.sounds = nil
		time.Sleep(2 * oneSound)
	}
	k.sounds = nil
	k.scan(tag(43))
	hears("a tag", sound.Accepted)
	k.scan("6901234567892")
	hears("a foreign code", sound.Refused)
	k.scan(card)
	hears("a card", sound.Accepted)
	must(k.desk.Lend(context.Background(), k.resident(2).ID, []inventory.ToolID{43}, "zh"))
	k.tap("确认借用")
	hears("a loan that came too late", sound.Refused)

	k = shop(t)
	card = k.resident(1).ID.Code().Payload()
	k.scan(tag(43))
	k.scan(card)
	k.sounds = nil
	k.tap("确认借用")
	hears("a loan", sound.Done)
	k.settings(func(s *inventory.Settings) { s.Volume = inventory.VolumeQuiet })
	k.scan(tag(6))
	if len(k.sounds) != 1 || k.sounds[0].volume != inventory.VolumeQuiet {
		t.Errorf("quiet: %v", k.sounds)
	}
}

func TestThePointerIsHiddenWhereThereIsNoMouse(t *testing.T) {
	k := shop(t)
	var cursor desktop.Cursor = desktop.DefaultCursor
	for _, o := range k.window.Canvas().Content().(*fyne.Container).Objects {
		if c, ok := o.(desktop.Cursorable); ok && o.Size() == k.window.Canvas().Size() {
			cursor = c.Cursor()
		}
	}
	if cursor != desktop.HiddenCursor {
		t.Errorf("the pointer looks like %v", cursor)
	}
}

// The next visitor reads Chinese unless they choose; who is still there keeps what
// they chose.
func TestHomeIsInChineseAgainWhenNobodyWentThere(t *testing.T) {
	for _, c := range []struct {
		what  string
		home  stage.Home
		shows string
	}{
		{"the done screen went home by itself", stage.Home{Alone: true}, "借工具"},
		{"somebody went home", stage.Home{}, "Borrow a tool"},
	} {
		t.Run(c.what, func(t *testing.T) {
			k := shop(t)
			k.Show(stage.Borrow{})
			k.Speak(words.English, true)
			k.Show(c.home)
			k.queue.Drain()
			k.shows(c.shows)
		})
	}
}
