package ui_test

import (
	"context"

	"redwrench/inventory"
)

func init() { screens = append(screens, auditScreens...) }

// atAudit shows the audit of a shop in which much was done.
func (k *kiosk) atAudit() {
	k.mistakes()
	k.settings(func(s *inventory.Settings) {
		s.Limit, s.Renewals, s.Shop.En = 7, 3, "Tool library of the neighbourhood"
	})
	must(k.desk.Lend(context.Background(), k.resident(3).ID, []inventory.ToolID{43, 45}, "zh"))
	k.tap("管理")
	k.tap("操作记录")
}

// The place where the audit is read.
var auditScreens = []screenCase{
	{"audit", func(k *kiosk) { k.atAudit() }},
	{"audit-one", func(k *kiosk) {
		k.atAudit()
		k.tap("改设置")
	}},
	{"audit-none", func(k *kiosk) {
		k.atAudit()
		k.scan(tag(50))
	}},
	{"audit-who", func(k *kiosk) {
		k.hire()
		k.atAudit()
		k.tap("所有人")
	}},
	{"audit-kinds", func(k *kiosk) {
		k.atAudit()
		k.tap("所有操作")
	}},
	{"audit-record", func(k *kiosk) {
		k.atAudit()
		k.tap("所有记录")
	}},
	{"audit-day", func(k *kiosk) {
		k.atAudit()
		k.tap("所有日子")
	}},
	{"audit-proved", func(k *kiosk) {
		k.atAudit()
		k.tap("核对完整")
	}},
}
