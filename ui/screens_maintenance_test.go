package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/desk/maintenance"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, maintenanceScreens...) }

// atMaintenance goes to the place of maintenance after half a year, so many days
// before what is inspected is due.
func (k *kiosk) atMaintenance(before int) *maintenance.Flow {
	ctx := context.Background()
	a := k.resident(1)
	must(k.desk.Lend(ctx, a.ID, []inventory.ToolID{33, 6}, "zh"))
	must(k.desk.TakeBack(ctx, 33, inventory.Return{}, 1))
	must(k.desk.TakeBack(ctx, 6, inventory.Return{Found: inventory.Damaged}, 1))
	k.now = k.now.AddDate(0, 0, 180-before)
	if err := k.desk.PlanReplacement(ctx, 33, inventory.DayOf(k.now)+300, 1); err != nil {
		k.t.Fatal(err)
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Maintenance)
	k.queue.Drain()
	return f.Maintenance
}

// The states of the place of maintenance.
var maintenanceScreens = []screenCase{
	{"upkeep", func(k *kiosk) { k.atMaintenance(2) }},
	{"upkeep-over", func(k *kiosk) {
		k.atMaintenance(-3)
	}},
	{"upkeep-bench", func(k *kiosk) { k.atMaintenance(2).Show(maintenance.Bench) }},
	{"upkeep-none", func(k *kiosk) { k.atMaintenance(2).Show(maintenance.Later) }},
	{"upkeep-card", func(k *kiosk) { k.atMaintenance(2).Look(33) }},
	{"upkeep-plan", func(k *kiosk) {
		f := k.atMaintenance(2)
		f.Look(33)
		k.queue.Drain()
		f.Plan()
	}},
	{"upkeep-done", func(k *kiosk) {
		f := k.atMaintenance(2)
		f.Look(33)
		k.queue.Drain()
		f.Inspect(false)
	}},
}
