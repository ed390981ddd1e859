package ui_test

import (
	"context"

	"redwrench/inventory"
	"redwrench/ui/desk/tools"
	"redwrench/ui/takeback"
)

func init() { screens = append(screens, toolScreens...) }

// atStock goes to the desk's catalogue, with tools in all states.
func (k *kiosk) atStock() *tools.Flow {
	ctx := context.Background()
	k.out(33, 6)
	must(k.desk.TakeBack(ctx, 33, inventory.Return{Found: inventory.Damaged}, 1))
	k.kept(11, k.resident(3))
	if err := k.desk.Retire(ctx, 2, inventory.RetiredWorn, 1); err != nil {
		k.t.Fatal(err)
	}
	k.atDesk()
	f := k.Screen().(*takeback.Flow)
	f.Go(takeback.Stock)
	k.queue.Drain()
	return f.Stock
}

// stockTool opens a tool of the catalogue that has been corrected before.
func (k *kiosk) stockTool(id inventory.ToolID) *tools.Flow {
	f := k.atStock()
	t := must(k.desk.Item(context.Background(), id)).Tool
	t.Serial, t.Notes = "SN-2026-0042", "2026年换过碳刷,钥匙在抽屉里"
	must(k.desk.ChangeTool(context.Background(), t, 1))
	f.Open(id)
	k.queue.Drain()
	return f
}

// newTool begins a tool like an earlier one.
func (k *kiosk) newTool() *tools.Flow {
	f := k.atStock()
	f.Add()
	k.typed("冲击钻")
	f.Next()
	k.queue.Drain()
	return f
}

// The states of the desk's catalogue.
var toolScreens = []screenCase{
	{"tools", func(k *kiosk) { k.atStock() }},
	{"tools-find", func(k *kiosk) { k.atStock().Find(); k.typed("cz") }},
	{"tools-one", func(k *kiosk) { k.stockTool(33) }},
	{"tools-naming", func(k *kiosk) { k.atStock().Add(); k.typed("梯") }},
	{"tools-kind", func(k *kiosk) { k.newTool() }},
	{"tools-new", func(k *kiosk) { k.atStock().Add(); k.typed("冲击电钻"); k.Screen().(*takeback.Flow).Enter() }},
	{"tools-change", func(k *kiosk) { k.stockTool(33).Edit() }},
	{"tools-icon", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		f.Change(tools.OfIcon)
	}},
	{"tools-parts", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		f.Change(tools.OfParts)
	}},
	{"tools-gear", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		f.Change(tools.OfGear)
	}},
	{"tools-origin", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		f.Change(tools.OfOrigin)
		f.Given(true)
	}},
	{"tools-price", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		f.AskPrice()
		k.typed("3900")
	}},
	{"tools-added", func(k *kiosk) {
		f := k.stockTool(33)
		f.Alike()
		f.Many(10)
		f.Keep()
	}},
	{"tools-leaving", func(k *kiosk) {
		f := k.stockTool(33)
		f.Alike()
		f.Up()
	}},
	{"tools-differs", func(k *kiosk) {
		f := k.stockTool(33)
		f.Edit()
		t := f.Draft
		t.Shelf, t.LoanDays, t.Name.En = "C9", 5, "Big impact drill"
		must(k.desk.ChangeTool(context.Background(), t, 1))
		f.Draft.LoanDays = 2
		f.Keep()
	}},
	{"tools-categories", func(k *kiosk) { k.atStock().ShowRules() }},
	{"tools-category", func(k *kiosk) {
		f := k.atStock()
		f.OpenRule(f.Categories[1])
	}},
}
