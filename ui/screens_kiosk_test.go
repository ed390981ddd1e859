package ui_test

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/ui"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, kioskScreens...) }

// The screens of the kiosk as a machine.
var kioskScreens = []screenCase{
	{"closed", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33, 57}, "zh"))
		must(k.desk.TakeBack(context.Background(), 57, inventory.Return{}, 1))
		k.now = k.now.Add(9 * time.Hour)
		k.Show(stage.Closed{})
	}},
	{"closed-new", func(k *kiosk) {
		k.settings(func(s *inventory.Settings) {
			day := inventory.DayOf(k.desk.Now())
			s.Holidays = []inventory.Holiday{{Name: losar, From: day, To: day + 6}}
		})
		k.Show(stage.Closed{})
	}},
	{"leave", func(k *kiosk) {
		k.Show(stage.Leave{})
		k.queue.Drain()
		k.typed("111222")
	}},
	{"home-date", func(k *kiosk) {
		k.SetNotice("date", ui.Notice{Key: "notice.date"})
	}},
}
