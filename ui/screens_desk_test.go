package ui_test

import (
	"context"
	"time"

	"redwrench/inventory"
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
		k.tap("撤销")
	}},
	{"desk-undo-why", func(k *kiosk) {
		k.mistakes()
		k.tap("撤销")
		k.tap("归还 充电电钻 · L-000001-B")
	}},
	{"desk-undo-none", func(k *kiosk) {
		k.atDesk()
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
	k.atDesk()
}
