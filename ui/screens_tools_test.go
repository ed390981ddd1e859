package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"image"
	"image/color"
	"image/jpeg"

	"redwrench/inventory"
	"redwrench/inventory/photo"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/desk/tools"
	"redwrench/ui/stage"
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

// somePhoto is a photo of shades.
func somePhoto() []byte {
	img := image.NewRGBA(image.Rect(0, 0, photo.Side, photo.Side))
	for y := range photo.Side {
		for x := range photo.Side {
			img.SetRGBA(x, y, color.RGBA{R: uint8(x / 2), G: uint8(y / 2), B: 120, A: 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// shooting chooses a wide picture for a tool.
func (k *kiosk) shooting() *tools.Flow {
	img := image.NewRGBA(image.Rect(0, 0, 900, 600))
	for y := range 600 {
		for x := range 900 {
			img.SetRGBA(x, y, color.RGBA{R: uint8(x / 4), G: uint8(y / 3), B: 120, A: 255})
		}
	}
	var b bytes.Buffer
	if err := jpeg.Encode(&b, img, nil); err != nil {
		panic(err)
	}
	file := exchange.File{Name: "IMG_20261124_102400.jpg", Size: int64(b.Len()), At: k.now}
	k.media.texts, k.media.pictures = map[string]string{file.Name: b.String()}, []exchange.File{file}
	f := k.stockTool(33)
	f.AskPhoto()
	k.queue.Drain()
	f.Shoot(file)
	k.queue.Drain()
	return f
}

// pictured gives some tools a photo.
func (k *kiosk) pictured() {
	if err := k.desk.SetPhoto(context.Background(), []inventory.ToolID{1, 3, 6, 33}, somePhoto(), 1); err != nil {
		k.t.Fatal(err)
	}
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
	{"tools-added-undone", func(k *kiosk) {
		f := k.stockTool(33)
		f.Alike()
		f.Many(10)
		f.Keep()
		k.queue.Drain()
		k.tap("撤销这一步")
	}},
	{"desk-added-mistake", func(k *kiosk) { // the card of such a tool
		ctx := context.Background()
		list := must(k.desk.AddTools(ctx, must(k.desk.Item(ctx, 44)).Tool, 2, 1))
		if err := k.desk.Undo(ctx, must(k.desk.LastDeed(ctx)).Seq, inventory.MisTap, 1); err != nil {
			panic(err)
		}
		k.atDesk()
		k.scan(tag(list[0].ID))
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
	{"tools-photos", func(k *kiosk) {
		for n := range 20 {
			k.media.pictures = append(k.media.pictures, exchange.File{Name: fmt.Sprintf("IMG_20261124_1024%02d.jpg", n), Place: exchange.Place{Name: "红扳手优盘"}, At: k.now})
		}
		k.stockTool(33).AskPhoto()
	}},
	{"tools-photo", func(k *kiosk) {
		f := k.shooting()
		f.Cut(f.Moved(-3, 0))
		k.queue.Drain()
	}},
	{"tools-photo-far", func(k *kiosk) {
		f := k.shooting()
		f.Cut(f.Nearer(-9))
		k.queue.Drain()
	}},
	{"tools-pictured", func(k *kiosk) {
		k.pictured()
		k.stockTool(33)
	}},
	{"borrow-pictured", func(k *kiosk) {
		k.pictured()
		k.Show(stage.Borrow{})
		k.queue.Drain()
		k.scan(tag(6))
	}},
	{"tools-categories", func(k *kiosk) { k.atStock().ShowRules() }},
	{"tools-category", func(k *kiosk) {
		f := k.atStock()
		f.OpenRule(f.Categories[1])
	}},
}
