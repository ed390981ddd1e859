package exchange_test

import (
	"bytes"
	"context"
	"errors"
	"os"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/encoding/simplifiedchinese"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
)

// takesIn reads a file and takes it into a shop, or is refused: the shop stays
// in order, and what was taken in is as many as was read.
func takesIn(t *testing.T, d *inventory.Desk, what exchange.What, text []byte) {
	sheet, err := read(what, text)
	if err != nil {
		if sheet != nil {
			t.Fatal("a table beside a refusal")
		}
		return
	}
	ctx := context.Background()
	for _, name := range sheet.Unread {
		if !utf8.ValidString(name) {
			t.Fatalf("a column that cannot be shown: %q", name)
		}
	}
	found, err := sheet.Import(ctx, d, boss, nil)
	var not *inventory.NotImported
	switch {
	case errors.As(err, &not):
		if found.Bad == 0 || len(found.Problems) == 0 {
			t.Fatalf("refused without a problem: %+v", found)
		}
		for i, p := range found.Problems {
			if p.Err == nil || p.Row < 2 || i > 0 && p.Row < found.Problems[i-1].Row {
				t.Fatalf("problem %d: %+v", i, p)
			}
		}
		return
	case errors.Is(err, inventory.ErrNothing):
		return
	case err != nil:
		t.Fatal(err)
	}
	kept := len(must(d.ToolsAfter(ctx, 0, 1_000_000)))
	if what == exchange.Residents {
		kept = len(must(d.ResidentsAfter(ctx, 0, 1_000_000)))
	}
	if kept != found.Rows || found.Bad != 0 {
		t.Fatalf("%d kept of %+v", kept, found)
	}
	if faults := must(d.Check(ctx)); len(faults) > 0 {
		t.Fatal(faults)
	}
}

const people901 = "姓名,手机,证件号码,证件类型,出生日期,房号,同意书版本,同意日期,监护人\n"

func FuzzImportCSV(f *testing.F) {
	f.Add([]byte(small), true)
	f.Add([]byte("\ufeff"+small), true)
	f.Add(must(simplifiedchinese.GB18030.NewEncoder().Bytes([]byte(small))), true)
	f.Add(parted('\t'), true)
	f.Add([]byte("名称,类别,配件,署名,停用日期,停用原因,编号,配套工具\n锤,hand,\"电池*2; 充\\;电*1\",是,2026-01-01,worn,T0000011,T0000011\n"), true)
	f.Add(must(os.ReadFile("testdata/snipeit.csv")), true)
	f.Add(must(os.ReadFile("testdata/homebox.csv")), true)
	f.Add([]byte(people901+"测试甲,19900000001,TEST00001,护照,1970-01-02,101,纸质,2026-01-31,\n"), false)
	f.Add([]byte("\xff\xfea\x00,\x00"), false)
	f.Fuzz(func(t *testing.T, text []byte, tools bool) {
		what := exchange.Residents
		if tools {
			what = exchange.Tools
		}
		takesIn(t, open(empty()), what, text)
	})
}

func FuzzImportXLSX(f *testing.F) {
	var b bytes.Buffer
	if err := exchange.WriteTemplate(&b, exchange.Tools, exchange.XLSX); err != nil {
		f.Fatal(err)
	}
	f.Add(b.Bytes(), "")
	f.Add([]byte(nil), inline([]string{"名称", "类别", "价格"}, []string{"锤", "hand", "1.5"}))
	f.Add([]byte(nil), `<worksheet><sheetData><row r="2"><c r="B2" t="s"><v>0</v></c></row></sheetData></worksheet>`)
	f.Add([]byte(nil), `<worksheet><sheetData><row><c><f>1+1</f><v>2</v></c></row><row/></sheetData></worksheet>`)
	f.Fuzz(func(t *testing.T, file []byte, sheet string) {
		if len(file) == 0 {
			file = sheetOf(sheet) // so that not every change is one of the zip's
		}
		takesIn(t, open(empty()), exchange.Tools, file)
	})
}
