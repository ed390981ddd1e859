package exchange_test

import (
	"archive/zip"
	"bytes"
	"context"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"os"
	"runtime"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"
	"golang.org/x/text/encoding/simplifiedchinese"
	"golang.org/x/text/encoding/unicode"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
)

// formulas are the cells of a workbook that have one.
func formulas(t testing.TB, raw []byte) []string {
	t.Helper()
	f := must(excelize.OpenReader(bytes.NewReader(raw)))
	var list []string
	for r, row := range must(f.GetRows("Sheet1")) {
		for c := range row {
			at := must(excelize.CoordinatesToCellName(c+1, r+1))
			if formula := must(f.GetCellFormula("Sheet1", at)); formula != "" {
				list = append(list, at)
			}
		}
	}
	return list
}

const small = "名称,类别,价格,购入日期\n联通锤,手动工具,\"1,234.50\",2026/1/31\n人字梯,登高,12,2026-01-31\n"

func TestATableIsReadWhateverItsLetters(t *testing.T) {
	for name, text := range map[string][]byte{
		"UTF-8":             []byte(small),
		"UTF-8 with a mark": []byte("\ufeff" + small),
		"GB18030":           must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(small))),
		"UTF-16, big end":   must(unicode.UTF16(unicode.BigEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(small))),
		"UTF-16":            must(unicode.UTF16(unicode.LittleEndian, unicode.UseBOM).NewEncoder().Bytes([]byte(small))),
		"Windows lines":     []byte(strings.ReplaceAll(small, "\n", "\r\n")),
		"semicolons":        parted(';'),
		"tabs":              parted('\t'),
		"blank lines":       []byte("\n\n" + small + "\n ,,,\n"),
	} {
		sheet, err := read(exchange.Tools, text)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		if len(sheet.Tools) != 2 || sheet.Rows != 2 {
			t.Fatalf("%s: %+v", name, sheet)
		}
		first := sheet.Tools[0].Tool
		if first.Name.Zh != "联通锤" || first.Origin.PriceFen != 123450 || first.Origin.Date.Format(time.DateOnly) != "2026-01-31" {
			t.Errorf("%s: %+v", name, first)
		}
		if found := must(sheet.Look(context.Background(), open(empty()), nil)); found.Bad > 0 {
			t.Errorf("%s: %+v", name, found)
		}
	}
}

func parted(by rune) []byte {
	var b bytes.Buffer
	w := csv.NewWriter(&b)
	w.Comma = by
	if err := w.WriteAll(must(csv.NewReader(strings.NewReader(small)).ReadAll())); err != nil {
		panic(err)
	}
	return b.Bytes()
}

func TestRowsAreNumberedAsASpreadsheetDoes(t *testing.T) {
	text := "\n名称,类别,备注\n\n锤,hand,\"两\n行\"\n\n\n梯子,hand,\n"
	sheet := must(read(exchange.Tools, []byte(text)))
	if len(sheet.Tools) != 2 || sheet.Tools[0].Row != 4 || sheet.Tools[1].Row != 7 {
		t.Errorf("%+v", sheet.Tools)
	}
}

func TestColumnsAreKnownInAnyOrderAndTheOthersNamed(t *testing.T) {
	sheet := must(read(exchange.Tools, []byte("Category,供应商, NAME ,Price (yuan),status,备 注\nhand,某店,锤,3,lent,旧\n")))
	if tool := sheet.Tools[0].Tool; tool.Name.Zh != "锤" || tool.Origin.PriceFen != 300 || tool.Notes != "旧" {
		t.Errorf("%+v", tool)
	}
	if len(sheet.Unread) != 1 || sheet.Unread[0] != "供应商" {
		t.Errorf("not read: %q", sheet.Unread)
	}
}

// zipped is a workbook with these parts.
func zipped(parts map[string]string) []byte {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for name, text := range parts {
		w := must(z.Create(name))
		must(io.WriteString(w, text))
	}
	if err := z.Close(); err != nil {
		panic(err)
	}
	return b.Bytes()
}

// sheetOf is a workbook whose first sheet is this.
func sheetOf(data string) []byte {
	return zipped(map[string]string{
		"xl/workbook.xml":            `<workbook><sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>`,
		"xl/_rels/workbook.xml.rels": `<Relationships><Relationship Id="rId1" Target="worksheets/sheet1.xml"/></Relationships>`,
		"xl/worksheets/sheet1.xml":   data,
	})
}

func inline(rows ...[]string) string {
	var b strings.Builder
	b.WriteString("<worksheet><sheetData>")
	for _, r := range rows {
		b.WriteString("<row>")
		for _, c := range r {
			fmt.Fprintf(&b, `<c t="inlineStr"><is><t>%s</t></is></c>`, c)
		}
		b.WriteString("</row>")
	}
	b.WriteString("</sheetData></worksheet>")
	return b.String()
}

func TestAHostileFileIsRefusedInBoundedMemory(t *testing.T) {
	if raced {
		t.Skip("its memory is that of the race detector, and there is one goroutine")
	}
	head := "名称,类别\n"
	whole := inline([]string{"名称", "类别"}, []string{"锤", "hand"})
	big := strings.Repeat("A", 300<<20)
	bomb := sheetOf(strings.Replace(whole, "锤", big, 1))
	cells := sheetOf(strings.Replace(whole, "</sheetData>", strings.Repeat("<row><c><v>1</v></c></row>", 12<<20), 1))
	big = ""
	for name, c := range map[string]struct {
		what exchange.What
		text []byte
		want error
	}{
		"nothing":                    {exchange.Tools, nil, exchange.ErrEmpty},
		"only a header":              {exchange.Tools, []byte(head), exchange.ErrEmpty},
		"only blank lines":           {exchange.Tools, []byte("\n \n,,\n"), exchange.ErrEmpty},
		"10^6 columns":               {exchange.Tools, []byte(strings.Repeat("a,", 1_000_000) + "\n"), exchange.ErrColumns},
		"10^6 columns below":         {exchange.Tools, []byte(head + strings.Repeat(",", 1_000_000) + "\n"), exchange.ErrColumns},
		"a cell of 20 MB":            {exchange.Tools, []byte(head + strings.Repeat("锤", 7<<20) + ",hand\n"), new(exchange.BadQuotes)},
		"a quote that never closes":  {exchange.Tools, []byte(head + "\"锤,hand\n" + strings.Repeat("梯子,hand\n", 1<<20)), new(exchange.BadQuotes)},
		"a quote inside a cell":      {exchange.Tools, []byte(head + "锤\"子,hand\n"), new(exchange.BadQuotes)},
		"a cut quote":                {exchange.Tools, []byte(head + "\"锤,hand\n"), new(exchange.BadQuotes)},
		"zero bytes":                 {exchange.Tools, []byte(head + "锤\x00,hand\n"), exchange.ErrNotTable},
		"a picture":                  {exchange.Tools, []byte("\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR"), exchange.ErrNotTable},
		"a mixture of encodings":     {exchange.Tools, append([]byte(head+"人字梯,登高\n"), must(simplifiedchinese.GBK.NewEncoder().Bytes([]byte("羊角锤,手动工具\n")))...), exchange.ErrEncoding},
		"Latin-1":                    {exchange.Tools, []byte("name,category\nLocking pliers caf\xe9,hand\n"), exchange.ErrEncoding},
		"an old workbook":            {exchange.Tools, []byte("\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 and more"), exchange.ErrOldExcel},
		"too many rows":              {exchange.Tools, []byte(head + strings.Repeat("锤,hand\n", inventory.MaxImport+1)), inventory.ErrTooManyRows},
		"no known column":            {exchange.Tools, []byte("a,b\n1,2\n"), exchange.ErrHeader},
		"no category":                {exchange.Tools, []byte("名称\n锤\n"), new(exchange.NoColumn)},
		"two names":                  {exchange.Tools, []byte("名称,类别,name\n锤,hand,x\n"), new(exchange.TwoColumns)},
		"residents out of Homebox":   {exchange.Residents, []byte("HB.name,HB.tags\nx,y\n"), exchange.ErrNoStock},
		"half a workbook":            {exchange.Tools, sheetOf(whole)[:200], exchange.ErrBroken},
		"a sheet that ends too soon": {exchange.Tools, sheetOf(strings.TrimSuffix(whole, "</sheetData></worksheet>")), exchange.ErrBroken},
		"a sheet cut in a cell":      {exchange.Tools, sheetOf(whole[:len(whole)-60]), exchange.ErrBroken},
		"a workbook without a sheet": {exchange.Tools, zipped(map[string]string{"xl/workbook.xml": "<workbook/>"}), exchange.ErrBroken},
		"an unknown shared string":   {exchange.Tools, sheetOf(strings.Replace(whole, `<c t="inlineStr"><is><t>锤</t></is></c>`, `<c t="s"><v>5</v></c>`, 1)), exchange.ErrBroken},
		"a cell of 300 MB":           {exchange.Tools, bomb, exchange.ErrBig},
		"a sheet of 312 MB":          {exchange.Tools, cells, exchange.ErrBig},
		"entities in entities":       {exchange.Tools, sheetOf(`<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]>` + strings.Replace(whole, "锤", "&b;", 1)), exchange.ErrBroken},
		"10^6 columns in a sheet":    {exchange.Tools, sheetOf(strings.Replace(whole, "<row>", "<row>"+strings.Repeat("<c><v>1</v></c>", 1_000_000), 1)), exchange.ErrColumns},
		"a cell beyond all columns":  {exchange.Tools, sheetOf(strings.Replace(whole, "<c ", `<c r="ZZZZZ1" `, 1)), exchange.ErrBroken},
		"rows that go backwards":     {exchange.Tools, sheetOf(`<worksheet><sheetData><row r="9"/><row r="3"/></sheetData></worksheet>`), exchange.ErrBroken},
	} {
		t.Run(name, func(t *testing.T) {
			runtime.GC()
			var before, after runtime.MemStats
			runtime.ReadMemStats(&before)
			_, err := read(c.what, c.text)
			runtime.ReadMemStats(&after)
			var quotes *exchange.BadQuotes
			var no *exchange.NoColumn
			var two *exchange.TwoColumns
			right := errors.Is(err, c.want)
			switch c.want.(type) {
			case *exchange.BadQuotes:
				right = errors.As(err, &quotes) && quotes.Row == 2
			case *exchange.NoColumn:
				right = errors.As(err, &no) && no.Name == "类别"
			case *exchange.TwoColumns:
				right = errors.As(err, &two) && two.Name == "name"
			}
			if !right {
				t.Errorf("%v, want %T %v", err, c.want, c.want)
			}
			if name == "too many rows" || name == "a sheet of 312 MB" {
				return // rows are kept until they are too many; tokens are many and short
			}
			if used := (after.TotalAlloc - before.TotalAlloc) >> 20; used > 96 {
				t.Errorf("it took %d MB", used)
			}
		})
	}
}

func TestAWorkbookIsReadAsItsMakerMeantIt(t *testing.T) {
	for name, from1904 := range map[string]bool{"days from 1900": false, "days from 1904": true} {
		f := excelize.NewFile()
		if err := f.SetWorkbookProps(&excelize.WorkbookPropsOptions{Date1904: &from1904}); err != nil {
			t.Fatal(err)
		}
		for cell, v := range map[string]any{
			"A2": "名称", "B2": "类别", "C2": "价格", "D2": "购入日期", "E2": "借期", "F2": "署名", "G2": "序列号", "H2": "登记时间",
			"A4": "锤", "B4": "hand", "C4": 12.3, "E4": 14, "F4": true, "G4": 13812345678,
			"D4": time.Date(2026, 1, 31, 0, 0, 0, 0, time.UTC), "H4": time.Date(2026, 1, 31, 9, 30, 15, 0, time.UTC),
		} {
			if err := f.SetCellValue("Sheet1", cell, v); err != nil {
				t.Fatal(err)
			}
		}
		if err := f.SetCellRichText("Sheet1", "A4", []excelize.RichTextRun{{Text: "羊角"}, {Text: "锤", Font: &excelize.Font{Bold: true}}}); err != nil {
			t.Fatal(err)
		}
		if err := f.SetCellFormula("Sheet1", "I4", "=1+1"); err != nil {
			t.Fatal(err)
		}
		var b bytes.Buffer
		if err := f.Write(&b); err != nil {
			t.Fatal(err)
		}
		sheet, err := read(exchange.Tools, b.Bytes())
		if err != nil || len(sheet.Tools) != 1 {
			t.Fatalf("%s: %+v, %v", name, sheet, err)
		}
		row := sheet.Tools[0]
		added := time.Date(2026, 1, 31, 9, 30, 15, 0, lhasa)
		if o := row.Tool.Origin; row.Row != 4 || row.Tool.Name.Zh != "羊角锤" || o.PriceFen != 1230 || !o.Thanks || row.Tool.LoanDays != 14 || row.Tool.Serial != "13812345678" {
			t.Errorf("%s: %+v", name, row)
		}
		if !row.Tool.Added.Equal(added) || row.Tool.Origin.Date.Format(time.DateOnly) != "2026-01-31" {
			t.Errorf("%s: added %v, bought %v", name, row.Tool.Added, row.Tool.Origin.Date)
		}
	}
}

func TestDigitsThatASpreadsheetRoundedAreRefused(t *testing.T) {
	head := "姓名,手机,证件号码,房号,同意书版本,同意日期\n"
	sheet := must(read(exchange.Residents, []byte(head+"测试甲,1.9900000001E+10,5.49900195001E+17,101,纸质,2026-01-31\n")))
	found := must(sheet.Look(context.Background(), open(empty()), nil))
	if found.Bad != 1 || found.Problems[0].Field != "document" || !errors.Is(found.Problems[0].Err, exchange.ErrRounded) {
		t.Errorf("%+v", found)
	}
	if phone := sheet.Residents[0].Resident.Person.Phone; phone != "19900000001" {
		t.Errorf("telephone %d characters", len(phone))
	}
}

func TestOtherProgramsTablesAreRecognised(t *testing.T) {
	d := open(empty())
	for name, c := range map[string]struct {
		shape          exchange.Shape
		tools, leftOut int
		unread         []string
	}{
		"testdata/snipeit.csv": {exchange.SnipeIT, 3, 0, []string{"Company", "Supplier", "Order Number", "Checkout Type", "Checked Out To: Username"}},
		"testdata/homebox.csv": {exchange.Homebox, 4, 1, []string{"HB.url", "HB.purchase_from"}},
	} {
		sheet, err := read(exchange.Tools, must(os.ReadFile(name)))
		if err != nil {
			t.Fatal(name, err)
		}
		if sheet.Shape != c.shape || len(sheet.Tools) != c.tools || sheet.LeftOut != c.leftOut || fmt.Sprint(sheet.Unread) != fmt.Sprint(c.unread) {
			t.Errorf("%s: shape %d, %d tools, %d left out, unread %q", name, sheet.Shape, len(sheet.Tools), sheet.LeftOut, sheet.Unread)
		}
		if found, err := sheet.Import(context.Background(), d, boss, nil); err != nil {
			t.Errorf("%s: %+v, %v", name, found, err)
		}
	}
	want := map[string]string{
		"示例-0001": "示例梯子 climbing 12900 2025-03-01 Shelf 3 SN-1 样品厂 · Ladder X · LX-2 · Ready · made up",
		"示例-0002": "Drill Y power 35050 2025-04-02  SN-2 样品厂 · Archived",
		"示例-0003": "示例锤 hand 0 0001-01-01   Hammer Z",
		"000-007": "示例手推车 carrying 14999 2024-03-01 Garage / Shelf SN-9 样品厂 · C-1 · carries things · valuable · made up",
		"ref-2":   "示例夹 hand 450 2024-03-02 Garage  ",
		"ref-2/2": "示例夹 hand 450 2024-03-02 Garage  ",
		"ref-2/3": "示例夹 hand 450 2024-03-02 Garage  ",
	}
	for _, tool := range must(d.ToolsAfter(context.Background(), 0, 100)) {
		o := tool.Origin
		got := fmt.Sprintf("%s %s %d %s %s %s %s", tool.Name.Zh, tool.Category, o.PriceFen, o.Date.Format(time.DateOnly), tool.Shelf, tool.Serial, tool.Notes)
		if w, there := want[tool.OldTag]; !there || got != w {
			t.Errorf("%s: %q, want %q", tool.OldTag, got, w)
		}
	}
}
