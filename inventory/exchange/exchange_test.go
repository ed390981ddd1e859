package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"testing"
	"time"

	"pgregory.net/rapid"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/inventory/stock"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

var lhasa = must(time.LoadLocation("Asia/Shanghai"))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

var now = time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa)

// empty is a shop with the categories of a new one and a manager, and no tools.
var empty = func() func() *memstore.Store {
	var st *memstore.Store
	return func() *memstore.Store {
		if st == nil {
			ctx := context.Background()
			list := must(stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories)))
			list.Tools = nil
			st = memstore.New()
			if err := inventory.Found(ctx, st, inventory.Defaults(), list, now.AddDate(-1, 0, 0)); err != nil {
				panic(err)
			}
			must(open(st).AppointManager(ctx, "271828"))
		}
		return st.Clone()
	}
}()

func open(st *memstore.Store) *inventory.Desk {
	return must(inventory.Open(context.Background(), st, seal.NewKeys([32]byte{1}), func() time.Time { return now }))
}

const boss inventory.StaffID = 1

func read(what exchange.What, text []byte) (*exchange.Sheet, error) {
	return exchange.Read(context.Background(), bytes.NewReader(text), int64(len(text)), what, lhasa, nil)
}

func write(t exchange.Table, d *inventory.Desk, f exchange.Format) []byte {
	var b bytes.Buffer
	must(t.Write(context.Background(), d, &b, f, nil))
	return b.Bytes()
}

func table(name string) exchange.Table {
	if of, full := strings.CutSuffix(name, " in full"); full {
		t, _ := exchange.InFull(of)
		return t
	}
	t, _ := exchange.Find(name)
	return t
}

// comesBack takes an export into a new shop and says whether that exports the same.
func comesBack(t *rapid.T, d *inventory.Desk, what exchange.What, name string) {
	want := write(table(name), d, exchange.CSV)
	for _, f := range []exchange.Format{exchange.CSV, exchange.XLSX} {
		other := open(empty())
		sheet, err := read(what, write(table(name), d, f))
		if err != nil {
			t.Fatalf("%s: %v", f, err)
		}
		found, err := sheet.Import(context.Background(), other, boss, nil)
		if err != nil {
			for _, p := range found.Problems {
				t.Errorf("%s: row %d, %s: %v", f, p.Row, p.Field, p.Err)
			}
			t.Fatalf("%s: %v", f, err)
		}
		if got := write(table(name), other, exchange.CSV); !bytes.Equal(got, want) {
			t.Fatalf("%s: came back as\n%s\nwant\n%s", f, got, want)
		}
		if faults := must(other.Check(context.Background())); len(faults) > 0 {
			t.Fatal(faults)
		}
	}
}

// words are texts with everything that is hard on a file.
var words = rapid.Custom(func(t *rapid.T) string {
	letters := rapid.SliceOfN(rapid.SampledFrom([]rune("=+-@'\",;；*\\ \n\t×x12.梯扳手བོ་ཡིག𠮷㛃é·0E")), 0, 12).Draw(t, "letters")
	return strings.TrimSpace(strings.ReplaceAll(string(letters), "\t", " "))
})

var named = rapid.Custom(func(t *rapid.T) string {
	if s := words.Draw(t, "name"); s != "" {
		return s
	}
	return "锤"
})

func moment(t *rapid.T, label string) time.Time {
	if rapid.Bool().Draw(t, label+" known") {
		return time.Time{}
	}
	return now.Add(-time.Duration(rapid.IntRange(0, 300*24*3600).Draw(t, label)) * time.Second).UTC()
}

var anyTool = rapid.Custom(func(t *rapid.T) inventory.Tool {
	tool := inventory.Tool{
		Name:     inventory.Name{Zh: named.Draw(t, "zh"), Bo: words.Draw(t, "bo"), En: words.Draw(t, "en")},
		Category: rapid.SampledFrom([]inventory.CategoryID{"hand", "power", "mobility"}).Draw(t, "category"),
		Icon:     "drill", Shelf: words.Draw(t, "shelf"),
		LoanDays: rapid.IntRange(0, 365).Draw(t, "days"), MinAge: rapid.IntRange(0, 99).Draw(t, "age"), InspectDays: rapid.IntRange(0, 400).Draw(t, "inspect"),
		Safety: inventory.Name{Zh: words.Draw(t, "safety"), En: words.Draw(t, "safety en")},
		Origin: inventory.Origin{
			Donated: rapid.Bool().Draw(t, "donated"), Thanks: rapid.Bool().Draw(t, "thanks"), Donor: words.Draw(t, "donor"),
			PriceFen: rapid.IntRange(0, 1_000_000).Draw(t, "price"),
		},
		Worn: rapid.Bool().Draw(t, "worn"), Serial: words.Draw(t, "serial"), Notes: words.Draw(t, "notes"),
		Inspected: moment(t, "inspected"), Added: now.AddDate(0, -6, 0).UTC(), Retired: moment(t, "retired"),
	}
	if day := moment(t, "origin"); !day.IsZero() {
		tool.Origin.Date = day.Truncate(24 * time.Hour)
	}
	if !tool.Retired.IsZero() {
		tool.RetiredWhy = inventory.RetireReason(rapid.IntRange(1, 5).Draw(t, "why"))
	}
	used := map[string]bool{}
	for range rapid.IntRange(0, 3).Draw(t, "parts") {
		p := inventory.Part{Name: inventory.Name{Zh: named.Draw(t, "part"), Bo: words.Draw(t, "part bo"), En: words.Draw(t, "part en")}, Count: rapid.IntRange(1, 40).Draw(t, "count")}
		if used[p.Name.Zh] {
			continue
		}
		used[p.Name.Zh] = true
		tool.Parts = append(tool.Parts, p)
		if rapid.Bool().Draw(t, "lacks") {
			tool.Lacking = append(tool.Lacking, inventory.Part{Name: p.Name, Count: 1})
		}
	}
	return tool
})

func TestAnExportOfToolsComesBackUnchanged(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		var rows []inventory.ToolRow
		id := inventory.ToolID(0)
		for n, tool := range rapid.SliceOfN(anyTool, 1, 6).Draw(t, "tools") {
			id += inventory.ToolID(rapid.IntRange(1, 9).Draw(t, "gap"))
			tool.ID, tool.OldTag = id, fmt.Sprint("=A", n)
			if n > 0 {
				tool.Gear = []inventory.ToolID{rows[n-1].Tool.ID}
			}
			rows = append(rows, inventory.ToolRow{Row: n + 2, Tool: tool})
		}
		d := open(empty())
		if found, err := d.ImportTools(context.Background(), rows, "test", boss, nil); err != nil {
			t.Fatal(found.Problems, err)
		}
		for n, kept := range must(d.ToolsAfter(context.Background(), 0, 100)) {
			if got, want := fmt.Sprintf("%+v", kept), fmt.Sprintf("%+v", rows[n].Tool); got != want {
				t.Fatalf("kept\n%s\nwant\n%s", got, want)
			}
		}
		comesBack(t, d, exchange.Tools, "tools")
	})
}

func TestAnExportOfResidentsComesBackUnchanged(t *testing.T) {
	ctx := context.Background()
	rapid.Check(t, func(t *rapid.T) {
		d := open(empty())
		version := d.Settings().ConsentVersion
		for n := range rapid.IntRange(1, 5).Draw(t, "people") {
			p := invented.Person(n, version)
			if kind := rapid.SampledFrom([]people.Kind{people.CitizenCard, people.ResidencePermit, people.ForeignerCard, people.Passport}).Draw(t, "kind"); kind != people.CitizenCard {
				p.Born = p.Birth()
				p.ID = people.InventedAs(kind, p.Birth(), n)
			}
			r := must(d.Register(ctx, p, rapid.SampledFrom([]inventory.Lang{"zh", "bo", "en"}).Draw(t, "language")))
			switch rapid.IntRange(0, 4).Draw(t, "what happened") {
			case 0:
				must(d.Verify(ctx, r.ID, boss))
				child := people.Person{Name: "样本娃", Born: now.AddDate(-9, 0, -n).Truncate(24 * time.Hour), Consent: people.Consent{Version: version}}
				must(d.RegisterChild(ctx, child, r.ID, "bo", 0))
			case 1:
				must(d.Block(ctx, r.ID, named.Draw(t, "why"), now.AddDate(0, 0, 3), boss))
			case 2:
				must(d.Note(ctx, r.ID, "", words.Draw(t, "note"), boss))
			case 3:
				if err := d.Erase(ctx, r.ID, boss); err != nil {
					t.Fatal(err)
				}
			}
		}
		comesBack(t, d, exchange.Residents, "residents in full")
	})
}

func TestATemplateIsReadAndItsExampleLeftOut(t *testing.T) {
	for _, what := range []exchange.What{exchange.Tools, exchange.Residents} {
		for _, f := range []exchange.Format{exchange.CSV, exchange.XLSX} {
			var b bytes.Buffer
			if err := exchange.WriteTemplate(&b, what, f); err != nil {
				t.Fatal(err)
			}
			sheet, err := read(what, b.Bytes())
			if err != nil || sheet.Format != f || sheet.LeftOut != 1 || len(sheet.Tools)+len(sheet.Residents) != 0 || len(sheet.Unread) != 0 {
				t.Errorf("%s %s: %+v, %v", what, f, sheet, err)
			}
		}
	}
	// Filled in with the example's own cells it is a sound table.
	for what, example := range map[exchange.What]string{exchange.Tools: "示例冲击钻(请删除此行)", exchange.Residents: "示例居民"} {
		var b bytes.Buffer
		if err := exchange.WriteTemplate(&b, what, exchange.CSV); err != nil {
			t.Fatal(err)
		}
		sheet := must(read(what, []byte(strings.ReplaceAll(b.String(), example, "测试甲"))))
		d := open(empty())
		if found, err := sheet.Import(context.Background(), d, boss, nil); err != nil || found.Rows != 1 {
			t.Errorf("%s: %+v, %v", what, found, err)
		}
		if what == exchange.Tools {
			tool := must(d.ToolsAfter(context.Background(), 0, 9))[0]
			if tool.Origin.PriceFen != 29950 || len(tool.Parts) != 2 || tool.Parts[0].Count != 2 || tool.Category != "power" || tool.Origin.Date.Format(time.DateOnly) != "2026-01-31" {
				t.Errorf("%+v", tool)
			}
		}
	}
}

func TestWhatStandsInAnExportIsNoFormula(t *testing.T) {
	d := open(empty())
	row := inventory.ToolRow{Row: 2, Tool: inventory.Tool{Name: inventory.Name{Zh: "=HYPERLINK(\"x\")", En: "@SUM(1)"}, Category: "hand", Notes: "'=1"}}
	must(d.ImportTools(context.Background(), []inventory.ToolRow{row}, "test", boss, nil))
	text := string(write(table("tools"), d, exchange.CSV))
	for _, want := range []string{`"'=HYPERLINK(""x"")"`, `,'@SUM(1),`, `,''=1,`} {
		if !strings.Contains(text, want) {
			t.Errorf("no %s in\n%s", want, text)
		}
	}
	for _, cell := range formulas(t, write(table("tools"), d, exchange.XLSX)) {
		t.Errorf("a formula: %s", cell)
	}
}

func TestEveryTableIsWrittenInEveryFormat(t *testing.T) {
	d := open(empty())
	for _, name := range exchange.Names() {
		for _, f := range []exchange.Format{exchange.CSV, exchange.JSON, exchange.XLSX} {
			var tally inventory.Tally
			var b bytes.Buffer
			n, err := table(name).Write(context.Background(), d, &b, f, &tally)
			if done, _ := tally.Read(); err != nil || b.Len() == 0 || done != n {
				t.Errorf("%s as %s: %d rows, counted %d, %v", name, f, n, done, err)
			}
		}
	}
}

func TestAProblemNamesTheColumnAsTheFileDoes(t *testing.T) {
	text := "工具名称,分类,价格(元),购买日期,附件\n锤,手动工具,12.345,31/01/2026,\n梯子,没有,1,2026-1-31,电池*0\n"
	sheet := must(read(exchange.Tools, []byte(text)))
	found := must(sheet.Look(context.Background(), open(empty()), nil))
	var got []string
	for _, p := range found.Problems {
		got = append(got, fmt.Sprint(p.Row, sheet.Column(p.Field), errors.Is(p.Err, exchange.ErrMoney), errors.Is(p.Err, exchange.ErrDate), errors.Is(p.Err, inventory.ErrNoCategory), errors.Is(p.Err, exchange.ErrParts)))
	}
	want := []string{"2购买日期false true false false", "2价格(元)true false false false", "3附件false false false true", "3分类false false true false"}
	slices.Sort(got)
	slices.Sort(want)
	if found.Bad != 4 || len(got) != 4 {
		t.Fatalf("%+v", found)
	}
	for i := range got {
		if strings.ReplaceAll(got[i], " ", "") != strings.ReplaceAll(want[i], " ", "") {
			t.Errorf("%s, want %s", got[i], want[i])
		}
	}
	if _, err := sheet.Import(context.Background(), open(empty()), boss, nil); !errors.As(err, new(*inventory.NotImported)) {
		t.Errorf("taken in: %v", err)
	}
}

func TestReadingStopsWhenItIsCancelled(t *testing.T) {
	ctx, stop := context.WithCancel(context.Background())
	stop()
	text := []byte("名称,类别\n锤,hand\n")
	if _, err := exchange.Read(ctx, bytes.NewReader(text), int64(len(text)), exchange.Tools, lhasa, nil); !errors.Is(err, context.Canceled) {
		t.Error(err)
	}
}
