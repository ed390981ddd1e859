package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/desk/stocktake"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, stocktakeScreens...) }

// atStocktake goes to the shelves, on a day when one was counted and one is.
func (k *kiosk) atStocktake() *stocktake.Flow {
	ctx := context.Background()
	st := must(k.desk.BeginStocktake(ctx, "B1", false, 1))
	must(k.desk.CloseStocktake(ctx, st.ID, inventory.Settling{}, 1))
	must(k.desk.DeclareLost(ctx, 2, 1))
	must(k.desk.Lend(ctx, k.resident(1).ID, []inventory.ToolID{3}, "zh"))
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Stocktake)
	k.queue.Drain()
	return f.Stocktake
}

// counting goes on to the shelf of the first tool, with some tools scanned.
func (k *kiosk) counting(seen ...inventory.ToolID) *stocktake.Flow {
	f := k.atStocktake()
	for _, s := range f.Shelves {
		if !s.All && s.Name == "A1" {
			f.Choose(s)
		}
	}
	f.Start()
	k.queue.Drain()
	for _, id := range seen {
		k.scan(id.Code().Payload())
	}
	return f
}

// The states of the stocktake.
var stocktakeScreens = []screenCase{
	{"stock", func(k *kiosk) {
		k.counting(1)
		k.Screen().(*takeback.Flow).Go(takeback.Tools)
		f := k.Screen().(*takeback.Flow).Stocktake
		f.Up()
		k.queue.Drain()
		k.Screen().(*takeback.Flow).Go(takeback.Stocktake)
	}},
	{"stock-begin", func(k *kiosk) { f := k.atStocktake(); f.Choose(f.Shelves[0]) }},
	{"stock-counting", func(k *kiosk) { k.counting(4, 1) }},
	{"stock-unexpected", func(k *kiosk) {
		f := k.counting(1, 2, 33, 3)
		f.Show(stocktake.Unexpected)
	}},
	{"stock-none", func(k *kiosk) { k.counting().Show(stocktake.Seen) }},
	{"stock-number", func(k *kiosk) {
		k.counting().AskNumber()
		k.typed("9999")
		k.Screen().(*takeback.Flow).Enter()
	}},
	{"stock-card", func(k *kiosk) { f := k.counting(); f.Look(f.Listed()[0]) }},
	{"stock-card-elsewhere", func(k *kiosk) {
		f := k.counting(33)
		f.Show(stocktake.Unexpected)
		f.Look(f.Listed()[0])
	}},
	{"stock-closing", func(k *kiosk) { f := k.counting(1, 2, 33); f.AskClose(); f.ToggleFind() }},
	{"stock-report", func(k *kiosk) {
		f := k.counting(1, 2, 3, 33)
		f.AskClose()
		f.Close()
	}},
	{"stock-earlier", func(k *kiosk) { k.atStocktake().ShowPast() }},
}
