package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, journeyScreens...) }

// The screens that every journey has, and a loan's last one.
var journeyScreens = []screenCase{
	{"done", func(k *kiosk) {
		k.scan(tag(43))
		k.scan(tag(11))
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("确认借用")
	}},
	{"done-many", func(k *kiosk) {
		for _, id := range []inventory.ToolID{43, 11, 6, 1, 57} {
			k.scan(tag(id))
		}
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("确认借用")
	}},
	{"borrow-many", func(k *kiosk) {
		for _, id := range []inventory.ToolID{43, 11, 6, 1, 57} {
			k.scan(tag(id))
		}
	}},
	{"confirm-many", func(k *kiosk) {
		for _, id := range []inventory.ToolID{33, 43, 11, 6, 57} {
			k.scan(tag(id))
		}
		k.scan(k.resident(1).ID.Code().Payload())
	}},
	{"leave", func(k *kiosk) {
		k.scan(tag(6))
		k.tap("返回")
	}},
	{"help-sign", func(k *kiosk) { k.tap("求助") }},
	{"help-called", func(k *kiosk) {
		k.tap("求助")
		k.tap("请工作人员帮忙")
	}},
	{"help-desk", func(k *kiosk) {
		k.tap("求助")
		k.Show(stage.Desk{Who: must(k.desk.Staff(context.Background()))[0]})
	}},
	{"who-empty", func(k *kiosk) {
		k.scan(tag(6))
		k.tap("下一步")
	}},
	{"borrow-full", func(k *kiosk) {
		for id := range inventory.ToolID(6) {
			k.scan(tag(30 + id))
		}
		k.shows("一次最多借5件")
	}},
	{"confirm-full", func(k *kiosk) {
		for id := range inventory.ToolID(5) {
			k.scan(tag(30 + id))
		}
		k.scan(k.resident(1).ID.Code().Payload())
		k.scan(tag(41))
	}},
	{"who-refused", func(k *kiosk) {
		p := k.resident(1).Person
		k.scan(tag(6))
		k.tap("下一步")
		k.typed(p.Phone)
		k.typed("0000")
		k.shows("再输一遍后四位")
	}},
	{"loans-none", func(k *kiosk) { k.scan(k.resident(1).ID.Code().Payload()) }},
}
