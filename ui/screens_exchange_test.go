package ui_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"time"

	"redwrench/inventory"
	tables "redwrench/inventory/exchange"
	"redwrench/ui/desk/exchange"
	"redwrench/ui/stage"
)

func init() { screens = append(screens, exchangeScreens...) }

// media is a stick with some files.
type media struct {
	files    []exchange.File
	pictures []exchange.File
	texts    map[string]string
	places   []exchange.Place
}

func (m *media) Files(context.Context) ([]exchange.File, error) { return m.files, nil }

func (m *media) Pictures(context.Context) ([]exchange.File, error) { return m.pictures, nil }

func (m *media) Places(context.Context) ([]exchange.Place, error) { return m.places, nil }

func (m *media) Open(f exchange.File) (exchange.Opened, error) {
	text, there := m.texts[f.Name]
	if !there {
		return nil, exchange.ErrGone
	}
	return openedText{bytes.NewReader([]byte(text))}, nil
}

func (m *media) Write(_ exchange.Place, _ string, write func(io.Writer) error) error {
	return write(io.Discard)
}

type openedText struct{ *bytes.Reader }

func (openedText) Close() error { return nil }

// tables is the place for tables, with sticks that have a sound file, a bad one,
// one of another program, and more than a page.
func (k *kiosk) tables() *exchange.Flow {
	bad := "工具名称,分类,价格(元),购入日期\n"
	for n := range 14 {
		bad += fmt.Sprintf("示例工具%d,没有的类别,1.999,%d月\n", n, n)
	}
	k.media.texts = map[string]string{
		"工具清单.csv":                   "名称,类别,供应商\n示例锤,hand,某店\n示例梯,登高,某店\n",
		"bad.xlsx":                   bad,
		"snipe-it-assets-export.csv": "Asset Tag,Name,Category,Company,Checked Out To: Username\nX-1,示例梯子,登高,示例社区,example\n",
	}
	stick := exchange.Place{Path: "/media/kiosk/红扳手优盘", Name: "红扳手优盘"}
	other := exchange.Place{Path: "/media/kiosk/KINGSTON", Name: "KINGSTON DT 64GB"}
	k.media.places = []exchange.Place{stick, other, {Path: "/data/export"}}
	file := func(p exchange.Place, name string) {
		k.media.files = append(k.media.files, exchange.File{Place: p, Path: name, Name: name, Size: int64(len(k.media.texts[name])), At: k.now.Add(-time.Hour)})
	}
	file(stick, "工具清单.csv")
	file(other, "bad.xlsx")
	file(exchange.Place{}, "snipe-it-assets-export.csv")
	for n := range 12 {
		file(other, fmt.Sprintf("2026年%d月工具借用登记汇总表(最终).xlsx", n+1))
	}
	k.Show(stage.Tables{Who: must(k.desk.Staff(context.Background()))[0]})
	k.queue.Drain()
	return k.Screen().(*exchange.Flow)
}

// tally has counted that much.
func tally(done, all int) *inventory.Tally {
	var t inventory.Tally
	t.Begin(all)
	t.Set(done)
	return &t
}

// looks begins to take in tools from a file of the list.
func (k *kiosk) looks(n int) *exchange.Flow {
	f := k.tables()
	f.Import(tables.Tools)
	k.queue.Drain()
	f.Choose(f.Files[n])
	k.queue.Drain()
	return f
}

var exchangeScreens = []screenCase{
	{"exchange", func(k *kiosk) { k.tables() }},
	{"desk-manage", func(k *kiosk) {
		k.atDesk()
		k.tap("管理")
	}},
	{"exchange-files", func(k *kiosk) {
		k.tables().Import(tables.Tools)
	}},
	{"exchange-files-none", func(k *kiosk) {
		f := k.tables()
		k.media.files = nil
		f.Import(tables.Residents)
	}},
	{"exchange-refused", func(k *kiosk) { k.looks(5) }},
	{"exchange-sound", func(k *kiosk) { k.looks(0) }},
	{"exchange-bad", func(k *kiosk) { k.looks(1) }},
	{"exchange-snipeit", func(k *kiosk) { k.looks(2) }},
	{"exchange-pin", func(k *kiosk) {
		k.looks(0).Take()
		k.typed("2718")
	}},
	{"exchange-pin-donors", func(k *kiosk) {
		f := k.tables()
		f.Export()
		f.Of(exchange.Donors)
		f.As(tables.XLSX)
		k.queue.Drain()
		f.To(f.Places[0])
	}},
	{"exchange-pin-wrong", func(k *kiosk) {
		k.looks(0).Take()
		k.typed("111222")
	}},
	{"exchange-imported", func(k *kiosk) {
		k.looks(0).Take()
		k.typed(pin)
		k.queue.Drain()
	}},
	{"exchange-reading", func(k *kiosk) {
		f := k.tables()
		f.Step, f.Tally, f.File = exchange.Reading, tally(3_120, 100_000), k.media.files[0]
		k.Refresh()
	}},
	{"exchange-keeping", func(k *kiosk) {
		f := k.tables()
		f.Step, f.Tally, f.File = exchange.Keeping, tally(73_120, 100_000), k.media.files[0]
		k.Refresh()
	}},
	{"exchange-tables", func(k *kiosk) { k.tables().Export() }},
	{"exchange-formats", func(k *kiosk) {
		f := k.tables()
		f.Export()
		f.Of("loans")
	}},
	{"exchange-places", func(k *kiosk) {
		f := k.tables()
		f.Export()
		f.Of("loans")
		f.As(tables.XLSX)
	}},
	{"exchange-nosticks", func(k *kiosk) {
		f := k.tables()
		k.media.places = k.media.places[2:]
		f.Template()
		f.TemplateOf(tables.Tools)
	}},
	{"exchange-full", func(k *kiosk) {
		f := k.tables()
		f.Export()
		f.Of(exchange.Full)
		f.As(tables.XLSX)
		k.queue.Drain()
		f.To(f.Places[0])
	}},
	{"exchange-written", func(k *kiosk) {
		f := k.tables()
		f.Export()
		f.Of("tools")
		f.As(tables.CSV)
		k.queue.Drain()
		f.To(f.Places[1])
		k.queue.Drain()
	}},
	{"exchange-templates", func(k *kiosk) { k.tables().Template() }},
}
