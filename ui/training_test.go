package ui_test

import (
	"context"
	"testing"

	"redwrench/ui/stage"
	"redwrench/ui/training"
)

func init() { screens = append(screens, trainingScreens...) }

var trainingScreens = []screenCase{
	{"training", func(k *kiosk) {
		k.atDesk()
		k.tap("管理")
		k.tap("练习")
	}},
}

func TestTheShopForPracticeSaysSoOnEveryScreen(t *testing.T) {
	k := shop(t)
	k.tap("还工具")
	k.typed(pin)
	k.tap("管理")
	k.tap("练习")
	k.tap("开始练习")
	if _, ok := k.Screen().(*training.Screen); !ok || k.trains != 1 {
		t.Fatalf("the screen is %T, begun %d times", k.Screen(), k.trains)
	}
	there := newKiosk(t, sizes[0], true)
	there.Training = pin
	there.window.Resize(sizes[2]) // another layout
	there.window.Resize(sizes[0])
	for _, route := range []stage.Route{stage.Home{}, stage.Borrow{}, stage.Register{}, stage.Unlock{}, stage.Closed{}, stage.Desk{Who: must(there.desk.Staff(context.Background()))[0]}} {
		there.Show(route)
		there.queue.Drain()
		there.shows("练习模式:都不是真的 · 密码 " + pin)
	}
	there.tap("管理")
	there.tap("练习")
	there.tap("结束练习")
	if there.trains != 1 {
		t.Errorf("ended %d times", there.trains)
	}
}
