package ui_test

import (
	"strings"
	"testing"
	"time"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/borrow"
	"redwrench/ui/home"
	"redwrench/ui/loans"
	"redwrench/ui/register"
	"redwrench/ui/stage"
)

// says says whether the words are on the screen.
func (k *kiosk) says(want string) bool {
	lines, _ := k.texts()
	return strings.Contains(strings.Join(lines, ""), want)
}

func at[T any](k *kiosk) bool {
	_, ok := k.Screen().(T)
	return ok
}

func TestLeavingAsksOnceBeforeAnythingIsLost(t *testing.T) {
	t.Run("tools in the basket", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		k.scan(tag(6))
		k.tap("返回")
		if !at[*borrow.Flow](k) || !k.says("不办了吗?") {
			t.Fatal("the basket went without a question")
		}
		k.tap("接着办")
		if !at[*borrow.Flow](k) || k.says("不办了吗?") {
			t.Fatal("going on did not go on")
		}
		k.tap("返回")
		k.tap("不办了")
		if !at[*home.Flow](k) {
			t.Errorf("on %T", k.Screen())
		}
	})
	t.Run("typed text", func(t *testing.T) {
		for typed, r := range map[string]stage.Route{"测": stage.Register{}, "1990": stage.Loans{}} {
			k := newKiosk(t, sizes[0], true)
			k.Show(r)
			k.queue.Drain()
			k.typed(typed)
			k.tap("返回")
			if at[*home.Flow](k) {
				t.Errorf("%T: typed text went without a question", r)
			}
			k.tap("不办了")
			if !at[*home.Flow](k) {
				t.Errorf("%T: still on %T", r, k.Screen())
			}
		}
	})
	t.Run("nothing to lose, nothing asked", func(t *testing.T) {
		for _, r := range []stage.Route{stage.Register{}, stage.Loans{}, stage.Borrow{}} {
			k := newKiosk(t, sizes[0], true)
			k.Show(r)
			k.queue.Drain()
			k.tap("返回")
			if !at[*home.Flow](k) {
				t.Errorf("%T: on %T", r, k.Screen())
			}
		}
	})
	t.Run("a scan answers that it goes on", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		k.scan(tag(6))
		k.tap("返回")
		k.scan(tag(7))
		if f, ok := k.Screen().(*borrow.Flow); !ok || len(f.Basket) != 2 || k.says("不办了吗?") {
			t.Errorf("on %T", k.Screen())
		}
	})
}

func TestTheLanguageKeepsTheStepAndWhatWasTyped(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	k.Show(stage.Register{})
	k.queue.Drain()
	k.typed("测试·小样")
	k.tap("下一步")
	k.typed("1990")
	for _, l := range words.All {
		k.Speak(l, l == words.Tibetan)
		k.ShowContrast(l == words.English)
		f := k.Screen().(*register.Screen)
		if f.Step != register.Phone || f.Name.String() != "测试·小样" || !k.says("199 0") {
			t.Errorf("%s: step %d, %q", l, f.Step, f.Name)
		}
	}
	k = newKiosk(t, sizes[0], true)
	k.scan(tag(6))
	k.tap("下一步")
	k.typed("19900000001")
	k.Speak(words.Tibetan, false)
	k.Speak(words.Chinese, false)
	if f := k.Screen().(*borrow.Flow); f.Step != borrow.Who || len(f.Basket) != 1 || !k.says("199 0000 0001") {
		t.Errorf("step %d, %d tools", f.Step, len(f.Basket))
	}
	k.tap("返回")
	k.tap("下一步")
	if !k.says("199 0000 0001") {
		t.Error("going back and on again lost the number")
	}
}

func TestACallForHelpIsSeenUntilStaffAnswers(t *testing.T) {
	k := newKiosk(t, sizes[0], true)
	k.scan(tag(6))
	k.tap("求助")
	if !k.says("请稍等,工作人员就来") {
		t.Fatal("no sign")
	}
	k.tap("请工作人员帮忙") // anywhere
	if f, ok := k.Screen().(*borrow.Flow); !ok || len(f.Basket) != 1 || k.says("请稍等,工作人员就来") {
		t.Fatal("the journey did not go on")
	}
	if !k.says("已请人") || !k.says("有居民请工作人员帮忙") {
		t.Error("the header or the footer forgot the call")
	}
	k.Show(stage.Desk{Who: must(k.desk.Staff(t.Context()))[0]})
	k.queue.Drain()
	if !k.says("10:24 有居民请您帮忙") {
		t.Fatal("the desk does not know")
	}
	k.tap("知道了")
	if k.says("10:24 有居民请您帮忙") {
		t.Error("staff answered, and it is still said")
	}
	k.Show(stage.Home{})
	k.queue.Drain()
	k.tap("求助")
	k.tap("请工作人员帮忙")
	k.tap("已请人")
	if k.says("有居民请工作人员帮忙") {
		t.Error("who called could not take it back")
	}
	k.tap("求助")
	k.now = k.now.Add(31 * time.Minute)
	k.Tick()
	if k.says("有居民请工作人员帮忙") {
		t.Error("nobody came for half an hour, and it is still said")
	}
}

// The ways of PRODUCT.md, journey 1: how many screens, how many touches.
func TestHowLongTheWayToALoanIs(t *testing.T) {
	borrowed := func(k *kiosk, r inventory.Resident) {
		t.Helper()
		if f, ok := k.Screen().(*borrow.Flow); !ok || f.Step != borrow.Done {
			t.Errorf("on %T", k.Screen())
		}
		if lines := must(k.desk.LoansOf(t.Context(), r.ID)); len(lines) != 1 {
			t.Errorf("%d loans", len(lines))
		}
	}
	t.Run("tag and card scanned: one touch", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		r := k.resident(1)
		k.scan(tag(6))
		k.scan(r.ID.Code().Payload())
		k.tap("确认借用")
		borrowed(k, r)
	})
	t.Run("card and tag scanned: one touch", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		r := k.resident(1)
		k.scan(r.ID.Code().Payload())
		if !at[*loans.Flow](k) {
			t.Fatalf("on %T", k.Screen())
		}
		k.scan(tag(6))
		k.tap("确认借用")
		borrowed(k, r)
	})
	t.Run("neither: three screens beside the digits", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		r := k.resident(1)
		screens := 0
		for _, touch := range []string{"借工具", "老虎钳", "下一步", "", "确认借用"} {
			if touch == "" {
				k.typed(r.Person.Phone + r.Person.LastFour())
				continue
			}
			if touch != "下一步" { // the same screen as the tool's
				screens++
			}
			k.tap(touch)
		}
		borrowed(k, r)
		if screens != 3 { // home, the tools, the question whether all is right
			t.Errorf("%d screens", screens)
		}
	})
	t.Run("what belongs with it: one touch more", func(t *testing.T) {
		k := newKiosk(t, sizes[0], true)
		k.scan(tag(43))
		k.tap("一起借")
		if f := k.Screen().(*borrow.Flow); len(f.Basket) != 2 || f.Basket[1].Tool.Category != "protection" {
			t.Errorf("%d tools", len(f.Basket))
		}
	})
}
