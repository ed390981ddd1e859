package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, residentScreens...) }

// atPeople goes to the place of residents with so many registered: one with a
// tool, one blocked, a child, and one whose card nobody has seen.
func (k *kiosk) atPeople(n int) *takeback.Flow {
	ctx := context.Background()
	must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{33, 6}, "zh"))
	must(k.desk.Block(ctx, k.resident(2).ID, "多次晚还", k.now.AddDate(0, 0, 30), 1))
	child := invented.Person(3, k.desk.Settings().ConsentVersion)
	child.ID, child.Born, child.Phone = people.ID{}, k.now.AddDate(-9, 0, 0), "19900009000"
	must(k.desk.RegisterChild(ctx, child, k.resident(3).ID, "zh"))
	for i := range n - 4 {
		must(k.desk.Register(ctx, invented.Person(4+i, k.desk.Settings().ConsentVersion), "zh"))
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.People)
	k.queue.Drain()
	return f
}

// The states of the place of residents; those of somebody whose card was scanned
// are in screens_desk_test.go.
var residentScreens = []screenCase{
	{"people-typing", func(k *kiosk) {
		k.atPeople(6)
		k.typed("c")
	}},
	{"people-list", func(k *kiosk) {
		f := k.atPeople(24)
		k.typed("199")
		f.Person.Listed()
	}},
	{"people-nobody", func(k *kiosk) {
		k.atPeople(4)
		k.typed("xxq")
	}},
}
