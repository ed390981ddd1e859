package ui_test

import (
	"context"
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"
	"fyne.io/fyne/v2/canvas"
	"fyne.io/fyne/v2/test"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/invented"
	"redwrench/ui/kit"
	"redwrench/ui/scan"
	"redwrench/ui/stage"
)

// texts are all lines on the screen, with the innermost target around each.
func (k *kiosk) texts() (lines []string, taps map[string]*kit.Tap) {
	return textsOn(k.window)
}

func textsOn(w fyne.Window) (lines []string, taps map[string]*kit.Tap) {
	taps = map[string]*kit.Tap{}
	var walk func(o fyne.CanvasObject, tap *kit.Tap)
	walk = func(o fyne.CanvasObject, tap *kit.Tap) {
		if !o.Visible() {
			return
		}
		switch o := o.(type) {
		case *canvas.Text:
			lines = append(lines, o.Text)
			if tap != nil {
				taps[o.Text] = tap
			}
		case *kit.Tap:
			for _, child := range test.WidgetRenderer(o).Objects() {
				walk(child, o)
			}
		case *fyne.Container:
			for _, child := range o.Objects {
				walk(child, tap)
			}
		}
	}
	walk(w.Canvas().Content(), nil)
	return lines, taps
}

// shows fails unless the words are on the screen, also when they are wrapped.
func (k *kiosk) shows(want string) {
	k.t.Helper()
	lines, _ := k.texts()
	if !strings.Contains(strings.Join(lines, ""), strings.ReplaceAll(want, " ", " ")) {
		k.t.Errorf("%q is not on the screen: %q", want, lines)
	}
}

// joined is the target whose words, wrapped into lines, are the label.
func joined(taps map[string]*kit.Tap, lines []string, label string) (*kit.Tap, bool) {
	words := map[*kit.Tap]string{}
	for _, l := range lines {
		words[taps[l]] += l
	}
	for tap, text := range words {
		if tap != nil && strings.HasPrefix(text, label) {
			return tap, true
		}
	}
	return nil, false
}

// tap touches the button with these words.
func (k *kiosk) tap(label string) {
	k.t.Helper()
	lines, taps := k.texts()
	tap, ok := taps[label]
	if !ok {
		tap, ok = joined(taps, lines, label)
	}
	if !ok {
		k.t.Fatalf("nothing to tap says %q", label)
	}
	k.Later()
	test.Tap(tap)
	k.queue.Drain()
}

// doubleTap is how long a second tap is only the echo of the first.
const doubleTap = 310 * time.Millisecond

// typed types by hand: slower than a scanner.
func (k *kiosk) typed(text string) {
	for _, r := range text {
		k.window.Canvas().OnTypedRune()(r)
	}
	time.Sleep(2 * scan.Hold)
	k.queue.Drain()
	for k.Held() { // the machine is busy: the pause ends later
		time.Sleep(scan.Hold)
		k.queue.Drain()
	}
}

func (k *kiosk) open() int {
	return len(must(k.desk.OpenLoans(context.Background(), 0, 100)))
}

func tag(id inventory.ToolID) string { return id.Code().Payload() }

func shop(t *testing.T) *kiosk { return newKiosk(t, sizes[0], true) }

func TestTagAndCardScannedOneTapLends(t *testing.T) {
	k := shop(t)
	r := k.resident(1)
	k.scan(tag(43))
	k.scan(r.ID.Code().Payload())
	k.shows("测** · 199****0002")
	k.shows("11月27日(周五)前还")
	if k.open() != 0 {
		t.Fatal("lent before anybody confirmed")
	}
	k.tap("确认借用")
	k.shows("借好了,请拿走工具")
	k.shows("L-000001-B")
	if k.open() != 1 || k.prints != 1 {
		t.Errorf("%d loans, the printer was woken %d times", k.open(), k.prints)
	}
}

func TestTwoTapsLendOnce(t *testing.T) {
	k := shop(t)
	r := k.resident(1)
	k.scan(tag(43))
	k.scan(r.ID.Code().Payload())
	_, taps := k.texts()
	button := taps["确认借用"]
	test.Tap(button)
	test.Tap(button)
	k.queue.Drain()
	if k.open() != 1 {
		t.Errorf("%d loans", k.open())
	}
	if jobs := must(k.desk.WaitingPrints(context.Background(), 9)); len(jobs) != 2 { // card, slip
		t.Errorf("%d papers wait, want the card and one slip", len(jobs))
	}
}

func TestScansThatAreRefusedGetAWordAndChangeNothing(t *testing.T) {
	foreign := code.Code{Kind: code.Tool, Number: 900}.Payload()
	for _, c := range []struct{ what, scan, zh, en string }{
		{"a foreign bar code", "6901234567892", "这不是我们的二维码", "not one of our codes"},
		{"a wrong check character", "R:T0000434", "没有扫全或抄错了一位", "misread"},
		{"another shop's tag", foreign, "本铺没有这件工具", "no such tool"},
		{"a tool that is lent", tag(45), "小推车今天借出去了,12月1日(周二)前还回来", "lent since today, due back Tue 1 Dec"},
		{"the same tag twice", tag(43), "已经在本次借用里了", "in your basket already"},
		{"4 KB of rubbish", strings.Repeat("x", 5000), "这不是我们的二维码", "not one of our codes"},
	} {
		t.Run(c.what, func(t *testing.T) {
			k := shop(t)
			must(k.desk.Lend(context.Background(), k.resident(2).ID, []inventory.ToolID{45}, "zh"))
			k.scan(tag(43))
			k.scan(c.scan)
			k.shows(c.zh)
			k.shows("本次借用 · 1 件")
			k.Speak(words.English, false)
			lines, _ := k.texts()
			if said := strings.Join(lines, " "); !strings.Contains(said, c.en) {
				t.Errorf("in English: %q", said)
			}
			if k.open() != 1 {
				t.Errorf("%d loans, want the one before", k.open())
			}
		})
	}
}

func TestSayingWhoOneIsByTelephone(t *testing.T) {
	k := shop(t)
	k.resident(1)
	p := invented.Person(1, "")
	k.scan(tag(6))
	k.tap("下一步")
	k.typed(p.Phone)
	k.typed("0000")
	k.shows("手机号和后四位对不上")
	k.shows("199 0000 0002") // the number is not asked for again
	k.typed(p.ID.LastFour())
	k.shows("请核对")
	k.tap("确认借用")
	if k.open() != 1 {
		t.Errorf("%d loans", k.open())
	}
}

func TestFiveWrongLastFoursHaveToWait(t *testing.T) {
	k := shop(t)
	k.resident(1)
	k.Show(stage.Loans{})
	k.typed(invented.Person(1, "").Phone)
	for range 5 {
		k.typed("0000")
	}
	k.shows("请等30 秒再试")
}

func TestTheFirstTimeGoesOnToTheLoan(t *testing.T) {
	k := shop(t)
	p := invented.Person(5, "")
	k.scan(tag(6))
	k.tap("下一步")
	k.tap("第一次来?点这里登记")
	k.typed(p.Name)
	k.tap("下一步")
	k.typed(p.Phone)
	k.tap("下一步")
	k.typed("16")
	k.shows("没有这个地区")
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	k.window.Canvas().OnTypedKey()(&fyne.KeyEvent{Name: fyne.KeyBackspace})
	k.typed(p.ID.Number)
	k.tap("下一步")
	k.typed("3")
	k.tap("下一步") // building, unit, room
	k.tap("下一步")
	k.typed("501")
	k.Speak(words.Tibetan, true) // the step and what was typed stay
	k.Speak(words.Chinese, false)
	k.tap("下一步")
	k.shows("请看一下,同意再登记")
	k.tap("我同意,登记")
	k.shows("请核对")
	k.tap("确认借用")
	k.shows("借好了")
	r := must(k.desk.ByPhone(context.Background(), p.Phone, p.ID.LastFour()))
	if r.Person.Home.Room != "501" || r.Person.Consent.Version == "" || !r.Verified.IsZero() {
		t.Error("the resident was not kept as typed")
	}
}

func TestTakingBackScanAfterScan(t *testing.T) {
	k := shop(t)
	r := k.resident(1)
	must(k.desk.Lend(context.Background(), r.ID, []inventory.ToolID{33, 6}, "zh"))
	k.tap("还工具")
	k.typed("111222")
	k.shows("密码不对")
	k.typed(pin)
	k.scan(tag(33))
	k.shows("测** · 今天 借出 · 应还 11月27日(周五)")
	k.shows("请清点:电池 ×2")
	k.tap("缺配件")
	k.tap("电池 ×2")
	k.shows("缺 1")
	k.tap("缺这些,先收下")
	k.shows("充电电钻已归还;缺配件,先不上架")
	k.scan(tag(6))
	k.tap("完好,归还")
	k.shows("老虎钳已归还")
	k.scan(tag(6))
	k.shows("没有借出,没有任何改动")
	k.scan(tag(33))
	k.shows("还差 电池 ×1")
	k.tap("配件齐了,上架")
	k.shows("充电电钻配件齐了")
	if k.open() != 0 {
		t.Errorf("%d loans left", k.open())
	}
	k.tap("锁定")
	k.shows("您好!需要什么?")
}

func TestANewShopAsksForAPINBeforeAnything(t *testing.T) {
	k := newKiosk(t, sizes[0], false)
	k.scan(tag(6))
	k.shows("请负责人设一个六位密码")
	k.typed("123456")
	k.shows("太好猜了")
	k.typed(pin)
	k.typed("314159")
	k.shows("两次输入的不一样")
	k.typed(pin)
	k.typed(pin)
	k.shows("您好!需要什么?")
	if !must(k.desk.Staffed(context.Background())) {
		t.Error("nobody is on the staff")
	}
}

func TestAScreenLeftAloneClearsItself(t *testing.T) {
	k := shop(t)
	k.Speak(words.English, true)
	k.scan(k.resident(1).ID.Code().Payload())
	k.shows("Nothing is on loan now.")
	k.Idle(50 * time.Second)
	k.shows("Are you still there?")
	k.tap("Are you still there?")
	lines, _ := k.texts()
	if strings.Contains(strings.Join(lines, ""), "still there") {
		t.Error("a touch does not take the warning away")
	}
	k.Idle(50 * time.Second)
	k.Idle(61 * time.Second)
	k.queue.Drain()
	k.shows("您好!需要什么?") // and the next visitor finds Chinese again
}

func TestEveryScanIsSeen(t *testing.T) {
	for what, scanned := range map[string]string{"accepted": tag(43), "refused": "6901234567892"} {
		t.Run(what, func(t *testing.T) {
			k := shop(t)
			k.scan(scanned)
			if !k.Framed() {
				t.Error("no frame after a scan")
			}
			time.Sleep(300 * time.Millisecond)
			k.queue.Drain()
			if k.Framed() {
				t.Error("the frame stays")
			}
		})
	}
}

func TestAScanIsWholeThoughTheScreenChangesInTheMiddle(t *testing.T) {
	k := shop(t)
	card := k.resident(1).ID.Code().Payload()
	k.scan(tag(43))
	for i, r := range card {
		if i == 4 {
			k.Show(stage.Borrow{Tool: 6})
			k.queue.Drain()
		}
		k.window.Canvas().OnTypedRune()(r)
	}
	k.scan("")
	k.shows("测** · 199****0002")
}

func TestAPhotoIsMovedKeptAndSeen(t *testing.T) {
	k := shop(t)
	f := k.shooting()
	f.Cut(f.Moved(-1, 0))
	k.queue.Drain()
	k.tap("远一点")
	k.tap("就用这张")
	k.shows("照片已保存")
	if must(k.desk.Item(context.Background(), 33)).Tool.Photo == "" {
		t.Error("the tool has no photo")
	}
	k.tap("再加一件一样的")
	f.Keep()
	k.queue.Drain()
	k.tap("照片") // of those that were just added
	f.Shoot(f.Files[0])
	k.queue.Drain()
	k.tap("就用这张")
	k.shows("照片已保存")
	k.tap("撤销这一步")
	k.shows("添加已撤销")
}
