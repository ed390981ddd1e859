package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, papersScreens...) }

// atPapers goes to the desk's papers after a morning with two loans, a return
// that makes a hold ready, and a reservation.
func (k *kiosk) atPapers() *takeback.Flow {
	ctx := context.Background()
	a, b := k.resident(1), k.resident(2)
	must(k.desk.Lend(ctx, a.ID, []inventory.ToolID{33, 57, 6}, "zh"))
	must(k.desk.PlaceHold(ctx, b.ID, 33))
	must(k.desk.TakeBack(ctx, 33, inventory.Return{}, 1))
	must(k.desk.Lend(ctx, b.ID, []inventory.ToolID{43}, "bo"))
	must(k.desk.Reserve(ctx, b.ID, 42, inventory.DayOf(k.now)+5, inventory.DayOf(k.now)+6))
	for i, j := range must(k.desk.WaitingPrints(ctx, 4)) {
		j.State = []inventory.PrintState{inventory.PrintDone, inventory.PrintSending, inventory.PrintUnknown, inventory.PrintFailed}[i]
		if err := k.desk.KeepPrint(ctx, j); err != nil {
			k.t.Fatal(err)
		}
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Papers)
	k.queue.Drain()
	return f
}

// The states of the desk's papers.
var papersScreens = []screenCase{
	{"papers", func(k *kiosk) { k.atPapers() }},
	{"papers-none", func(k *kiosk) {
		k.atDesk()
		k.Screen().(*takeback.Flow).Go(takeback.Papers)
	}},
	{"papers-look", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.Look(f.Papers.Recent[0])
	}},
	{"papers-list", func(k *kiosk) { // a page that is longer than the window
		k.now = k.now.AddDate(0, 0, 9)
		f := k.atPapers()
		f.Papers.LookAt(inventory.OverdueList)
		k.queue.Drain()
		f.Papers.TurnPaper(1, 2)
	}},
	{"papers-printed", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.LookAt(inventory.StocktakeList)
		k.queue.Drain()
		f.Papers.Print()
	}},
	{"papers-moot", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.Notice.Err = inventory.ErrMoot
	}},
	{"papers-labels", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.ChooseLabels()
		k.queue.Drain()
		f.Papers.Used(3, 2)
	}},
	{"papers-label", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.ChooseLabels()
		k.queue.Drain()
		k.scan(tag(33))
	}},
	{"papers-key", func(k *kiosk) {
		f := k.atPapers()
		f.Papers.AskKey()
		k.typed("3141")
	}},
	{"desk-receipt", func(k *kiosk) {
		must(k.desk.Lend(context.Background(), k.resident(1).ID, []inventory.ToolID{33, 6}, "zh"))
		k.atDesk()
		k.scan(tag(33))
		k.tap("完好,归还")
	}},
}
