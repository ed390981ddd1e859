package ui_test

import (
	"context"
	"time"

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
	must(k.desk.RegisterChild(ctx, child, k.resident(3).ID, "zh", 0))
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
	{"people-more", func(k *kiosk) {
		f := k.atPeople(6)
		f.Person.Pick(3) // who has a child
		k.queue.Drain()
		k.tap("更多")
	}},
	{"people-child", func(k *kiosk) {
		k.child(k.resident(1))
		k.typed("zhaxi")
	}},
	{"people-child-birth", func(k *kiosk) {
		k.child(k.resident(1))
		k.typed("测试·小样")
		k.tap("下一步")
		k.typed("20010304") // too old
	}},
	{"people-child-agree", func(k *kiosk) {
		k.child(k.resident(1))
		k.typed("测试·小样")
		k.tap("下一步")
		k.typed("20170304")
		k.tap("下一步")
	}},
	{"people-child-done", func(k *kiosk) { k.childDone() }},
	{"people-child-known", func(k *kiosk) {
		k.childDone()
		k.childDone()
	}},
	{"people-child-refused", func(k *kiosk) {
		k.child(must(k.desk.Register(context.Background(), invented.Person(1, k.desk.Settings().ConsentVersion), "zh")))
	}},
	{"people-withdraw", func(k *kiosk) {
		f := k.atPeople(6)
		f.Person.Pick(1)
		k.queue.Drain()
		k.tap("更多")
		k.tap("收回同意")
	}},
	{"people-twin", func(k *kiosk) {
		f := k.atPeople(6)
		f.Person.Pick(1)
		k.queue.Drain()
		k.tap("更多")
		k.tap("合并重复登记")
		k.typed("199")
		f.Person.Listed()
	}},
	{"people-merge", func(k *kiosk) {
		f := k.atPeople(6)
		f.Person.Pick(1)
		k.queue.Drain()
		f.Person.Compare(1, 2)
		k.queue.Drain()
		must(k.desk.Unblock(context.Background(), 2, 1))
		k.tap("是同一个人,合并")
	}},
	{"people-clash", func(k *kiosk) {
		ctx := context.Background()
		f := k.atPeople(6)
		f.Person.Pick(1)
		k.queue.Drain()
		k.tap("打开资料")
		k.tap("备注")
		p := must(k.desk.ByCard(ctx, 1)).Person
		was := p
		p.Phone, p.Home.Room = "19900007777", "909"
		must(k.desk.Correct(ctx, 1, was, p, k.hire().ID-1))
		must(k.desk.Note(ctx, 1, "", "先打电话", 1))
		k.typed("zhoumo ")
		f.Person.Correct()
		k.queue.Drain()
	}},
	{"week", func(k *kiosk) {
		f := k.reserved()
		f.Calendar.Leaf(0)
	}},
	{"week-one", func(k *kiosk) {
		f := k.reserved()
		f.Calendar.Pick(f.Calendar.Lines[0])
	}},
	{"week-sure", func(k *kiosk) {
		f := k.reserved()
		f.Calendar.Pick(f.Calendar.Lines[0])
		f.Calendar.Ask()
	}},
	{"week-none", func(k *kiosk) {
		f := k.reserved()
		f.Calendar.Leaf(9)
	}},
	{"people-nobody", func(k *kiosk) {
		k.atPeople(4)
		k.typed("xxq")
	}},
}

// childDone registers a child at the desk; the same one each time.
func (k *kiosk) childDone() {
	k.now = k.now.Add(time.Minute)
	k.child(k.resident(1))
	k.typed("测试·小样")
	k.tap("下一步")
	k.typed("20170304")
	k.tap("下一步")
	k.tap("我是家长,同意登记")
}

// reserved goes to the calendar of a week in which many tools are promised, one
// twice and one beyond its end.
func (k *kiosk) reserved() *takeback.Flow {
	ctx := context.Background()
	k.settings(func(s *inventory.Settings) {
		s.Reservations, s.ClosedWeekdays = 20, []time.Weekday{time.Monday}
	})
	a, b := k.resident(1), k.resident(2)
	day := inventory.DayOf(k.desk.Now())
	for i, id := range []inventory.ToolID{6, 11, 33, 42, 43, 44, 45, 57} {
		from := day + 1 + inventory.Day(i%5)
		must(k.desk.Reserve(ctx, []inventory.Resident{a, b}[i%2].ID, id, from, from+inventory.Day(i%3)))
	}
	must(k.desk.Reserve(ctx, b.ID, 6, day+2, day+2))
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Calendar)
	k.queue.Drain()
	return f
}
