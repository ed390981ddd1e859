package ui_test

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, deskScreens...) }

// atDesk unlocks the counter; what it shows is Chinese until seen.
func (k *kiosk) atDesk() {
	k.Show(stage.Desk{Who: must(k.desk.Staff(context.Background()))[0]})
	k.queue.Drain()
}

// The states of the staff's desk.
var deskScreens = []screenCase{
	{"desk-shelf", func(k *kiosk) {
		k.atDesk()
		k.scan(tag(43))
	}},
	{"desk-waiting", func(k *kiosk) {
		ctx := context.Background()
		must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		for n := 2; n < 7; n++ {
			must(k.desk.PlaceHold(ctx, k.resident(n).ID, 33))
		}
		k.now = k.now.AddDate(0, 0, 5)
		k.atDesk()
		k.scan(tag(33))
	}},
	{"desk-tools", func(k *kiosk) {
		k.atDesk()
		k.tap("工具")
	}},
	{"desk-parts", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		k.atDesk()
		k.scan(tag(33))
		k.tap("缺配件")
		k.tap("电池 ×2")
	}},
	{"desk-incomplete", func(k *kiosk) {
		k.incomplete()
		k.scan(tag(33))
	}},
	{"desk-found", func(k *kiosk) {
		k.incomplete()
		k.scan(tag(33))
		k.tap("找到几个配件")
	}},
	{"desk-turn", func(k *kiosk) {
		ctx := context.Background()
		must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33, 57, 6}, "zh"))
		must(k.desk.PlaceHold(ctx, k.resident(2).ID, 33))
		k.atDesk()
		k.scan(tag(33))
		k.tap("完好,归还")
	}},
	{"desk-held", func(k *kiosk) {
		ctx := context.Background()
		must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		must(k.desk.PlaceHold(ctx, k.resident(2).ID, 33))
		must(k.desk.TakeBack(ctx, 33, inventory.Return{}, 1))
		k.atDesk()
		k.scan(tag(33))
	}},
	{"desk-more", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		k.now = k.now.AddDate(0, 0, 5)
		k.atDesk()
		k.scan(tag(33))
		k.tap("更多")
	}},
	{"desk-handedin", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		k.now = k.now.AddDate(0, 0, 5).Add(6 * time.Hour)
		k.atDesk()
		k.scan(tag(33))
		k.tap("更多")
		k.tap("早些时候交回的")
	}},
	{"desk-extend", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		k.atDesk()
		k.scan(tag(33))
		k.tap("更多")
		k.tap("延期")
	}},
	{"desk-lost-sure", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		k.atDesk()
		k.scan(tag(33))
		k.tap("更多")
		k.tap("丢失")
	}},
	{"desk-lost", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33}, "zh"))
		must(k.desk.DeclareLost(context.Background(), 33, 1))
		k.atDesk()
		k.scan(tag(33))
	}},
	{"desk-inspection", func(k *kiosk) {
		k.now = k.now.AddDate(0, 0, 200)
		k.atDesk()
		k.scan(tag(43))
	}},
	{"desk-takeoff", func(k *kiosk) {
		k.atDesk()
		k.scan(tag(43))
		k.tap("下架")
	}},
	{"desk-retire", func(k *kiosk) {
		k.atDesk()
		k.scan(tag(43))
		k.tap("更多")
		k.tap("停用")
	}},
	{"desk-history", func(k *kiosk) {
		ctx := context.Background()
		r := k.resident(1)
		for n := range 9 {
			must(k.desk.Lend(ctx, r.ID, []inventory.ToolID{33}, "zh"))
			k.now = k.now.AddDate(0, 0, n)
			must(k.desk.TakeBack(ctx, 33, inventory.Return{Found: inventory.Condition(n % 5)}, 1))
			if err := k.desk.BackOnShelf(ctx, 33, 1); err != nil {
				k.t.Fatal(err)
			}
		}
		k.atDesk()
		k.scan(tag(33))
		k.tap("更多")
		k.tap("来历")
	}},
	{"desk-undo", func(k *kiosk) {
		k.mistakes()
		k.tap("今天")
		k.tap("撤销")
	}},
	{"desk-undo-why", func(k *kiosk) {
		k.mistakes()
		k.tap("今天")
		k.tap("撤销")
		k.tap("归还 充电电钻 · L-000001-B")
	}},
	{"unlock-who", func(k *kiosk) {
		k.hire()
		k.Show(stage.Unlock{})
	}},
	{"unlock-volunteer", func(k *kiosk) {
		volunteer := k.hire()
		k.Show(stage.Unlock{})
		k.queue.Drain()
		k.scan(volunteer.CardCode().Payload())
	}},
	{"desk-supplies", func(k *kiosk) {
		k.supplies()
		k.tap("工具")
		k.tap("耗材")
	}},
	{"desk-supplies-none", func(k *kiosk) {
		k.atDesk()
		k.tap("工具")
		k.tap("耗材")
	}},
	{"desk-supply", func(k *kiosk) {
		c := k.supplies()
		k.scan(c.ID.Code().Payload())
	}},
	{"desk-supply-pad", func(k *kiosk) {
		c := k.supplies()
		k.scan(c.ID.Code().Payload())
		k.tap("发出")
		k.tap("4")
		k.tap("2")
	}},
	{"desk-supply-low", func(k *kiosk) {
		c := k.supplies()
		k.scan(c.ID.Code().Payload())
		k.tap("发出")
		k.tap("9")
		k.tap("5")
		k.tap("发出")
	}},
	{"desk-holidays", func(k *kiosk) {
		k.festivals()
		k.tap("管理")
		k.tap("放假")
	}},
	{"desk-holiday-which", func(k *kiosk) {
		k.atDesk()
		k.tap("管理")
		k.tap("放假")
		k.tap("加一段假期")
	}},
	{"desk-holiday-name", func(k *kiosk) {
		k.atDesk()
		k.tap("管理")
		k.tap("放假")
		k.tap("加一段假期")
		k.tap("别的,打字")
		k.tap("q")
	}},
	{"desk-holiday-day", func(k *kiosk) {
		k.atDesk()
		k.now = time.Date(2027, 8, 1, 10, 0, 0, 0, k.now.Location()) // a month over six weeks
		k.tap("管理")
		k.tap("放假")
		k.tap("加一段假期")
		k.tap("藏历新年")
		k.tap("12")
	}},
	{"desk-holiday-sure", func(k *kiosk) {
		k.festivals()
		k.tap("管理")
		k.tap("放假")
		k.tap("加一段假期")
		k.tap("藏历新年")
		k.tap("27")
		k.tap("30")
	}},
	{"desk-crew", func(k *kiosk) {
		k.hire()
		k.atDesk()
		k.tap("管理")
		k.tap("人员")
	}},
	{"desk-crew-one", func(k *kiosk) {
		k.hire()
		k.atDesk()
		k.tap("管理")
		k.tap("人员")
		k.tap("试*员")
	}},
	{"desk-crew-card", func(k *kiosk) {
		k.hire()
		k.atDesk()
		k.tap("管理")
		k.tap("人员")
		k.tap("试*员")
		k.tap("换员工卡")
	}},
	{"desk-crew-name", func(k *kiosk) {
		k.atDesk()
		k.tap("管理")
		k.tap("人员")
		k.tap("加一位")
		k.tap("值班员")
		k.tap("w")
	}},
	{"desk-crew-pin", func(k *kiosk) {
		k.hire()
		k.atDesk()
		k.tap("管理")
		k.tap("人员")
		k.tap("试*员")
		k.tap("换密码")
		k.typed("111111")
	}},
	{"desk-person", func(k *kiosk) {
		r := k.troubled()
		k.scan(r.ID.Code().Payload())
	}},
	{"desk-person-none", func(k *kiosk) {
		k.atDesk()
		k.tap("居民")
	}},
	{"desk-person-why", func(k *kiosk) {
		k.atDesk()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("暂停借用")
	}},
	{"desk-person-until", func(k *kiosk) {
		k.atDesk()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("暂停借用")
		k.tap("多次晚还")
	}},
	{"desk-person-open", func(k *kiosk) {
		r := k.troubled()
		k.scan(r.ID.Code().Payload())
		k.tap("打开资料")
	}},
	{"desk-person-name", func(k *kiosk) {
		k.atDesk()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("打开资料")
		k.tap("姓名")
	}},
	{"desk-person-number", func(k *kiosk) {
		k.atDesk()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("打开资料")
		k.tap("证件号")
		k.tap("1")
		k.tap("改好了")
	}},
	{"desk-person-leaving", func(k *kiosk) {
		k.atDesk()
		k.scan(k.resident(1).ID.Code().Payload())
		k.tap("打开资料")
		k.tap("门牌号")
		k.typed("9")
		k.tap("今天")
	}},
	{"desk-person-erase", func(k *kiosk) {
		r := k.troubled()
		k.scan(r.ID.Code().Payload())
		k.tap("更多")
		k.tap("删除资料")
		k.tap("是的,删除")
	}},
	{"desk-undo-none", func(k *kiosk) {
		k.atDesk()
		k.tap("今天")
		k.tap("撤销")
	}},
}

// incomplete is a drill that waits for a battery and two bits.
func (k *kiosk) incomplete() {
	ctx := context.Background()
	must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33}, "zh"))
	parts := must(k.desk.Item(ctx, 33)).Tool.Parts
	missing := []inventory.Part{{Name: parts[0].Name, Count: 1}, {Name: parts[2].Name, Count: 2}}
	must(k.desk.TakeBack(ctx, 33, inventory.Return{Found: inventory.PartMissing, Missing: missing}, 1))
	k.atDesk()
}

// mistakes are deeds of many kinds within ten minutes.
func (k *kiosk) mistakes() {
	ctx := context.Background()
	done := must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33, 57, 6, 44, 56}, "zh"))
	must(k.desk.Extend(ctx, done.Loans[0].ID, inventory.DayOf(k.now)+9, 1))
	must(k.desk.PlaceHold(ctx, k.resident(2).ID, 57))
	k.now = k.now.Add(4 * time.Minute)
	must(k.desk.DeclareLost(ctx, 6, 1))
	must(k.desk.TakeBack(ctx, 33, inventory.Return{}, 1))
	must(k.desk.AddTools(ctx, must(k.desk.Item(ctx, 44)).Tool, 20, 1))
	k.atDesk()
}

// hire puts somebody on duty and a volunteer on the staff.
func (k *kiosk) hire() inventory.Staff {
	ctx := context.Background()
	must(k.desk.Hire(ctx, "试用员", inventory.Duty, "314159", 1))
	return must(k.desk.Hire(ctx, "示例·志愿者", inventory.Volunteer, "161803", 1))
}

// supplies are screws and tape, a loan just made, and the unlocked counter.
func (k *kiosk) supplies() inventory.Consumable {
	ctx := context.Background()
	screws := must(k.desk.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "木螺丝 4×40", Bo: "གཅུས་གཟེར།", En: "Wood screws 4×40"}, Unit: inventory.Name{Zh: "颗", En: "pieces"}, Low: 10}, 1))
	tape := must(k.desk.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "电工胶布", En: "Insulating tape"}, Unit: inventory.Name{Zh: "卷", En: "rolls"}, Low: 3}, 1))
	must(k.desk.Restock(ctx, screws.ID, 110, 1))
	must(k.desk.Restock(ctx, tape.ID, 2, 1))
	done := must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33}, "zh"))
	if _, _, err := k.desk.HandOut(ctx, screws.ID, 8, done.Slip, 1); err != nil {
		k.t.Fatal(err)
	}
	k.atDesk()
	return screws
}

// festivals are two holidays to come.
func (k *kiosk) festivals() {
	rules := k.desk.Settings()
	day := inventory.DayOf(k.now)
	rules.Holidays = []inventory.Holiday{
		{Name: inventory.Name{Zh: "藏历新年", Bo: "ལོ་གསར།", En: "Losar"}, From: day + 75, To: day + 81},
		{Name: inventory.Name{Zh: "春节", En: "Spring Festival"}, From: day + 64, To: day + 64},
	}
	if err := k.desk.ChangeSettings(context.Background(), rules, 1); err != nil {
		k.t.Fatal(err)
	}
	k.atDesk()
}

// troubled is somebody unverified and blocked who has a tool too long.
func (k *kiosk) troubled() inventory.Resident {
	ctx := context.Background()
	r := must(k.desk.Register(ctx, invented.Person(1, k.desk.Settings().ConsentVersion), "zh"))
	must(k.desk.Lend(ctx, r.ID, []inventory.ToolID{33}, "zh"))
	must(k.desk.Block(ctx, r.ID, "多次晚还", k.now.AddDate(0, 0, 30), 1))
	k.now = k.now.AddDate(0, 0, 5)
	k.atDesk()
	return r
}
