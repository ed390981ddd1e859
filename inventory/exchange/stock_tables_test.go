package exchange_test

import (
	"bytes"
	"context"
	"encoding/csv"
	"slices"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/xuri/excelize/v2"

	"redwrench/inventory"
	"redwrench/inventory/exchange"
	"redwrench/inventory/store/seal"
)

// busy is a shop that has counted, was given tools and money, and held something.
func busy() *inventory.Desk {
	ctx := context.Background()
	at := now
	d := must(inventory.Open(ctx, empty(), seal.NewKeys([32]byte{1}), func() time.Time { at = at.Add(time.Minute); return at }))
	hammer := inventory.Tool{Name: inventory.Name{Zh: "锤"}, Category: "hand", Origin: inventory.Origin{PriceFen: 1250}}
	for range 3 {
		must(d.AddTool(ctx, hammer, boss))
	}
	count := must(d.BeginStocktake(ctx, "", true, boss))
	for id := range inventory.ToolID(2) {
		_, _, err := d.See(ctx, count.ID, id+1, boss)
		must(0, err)
	}
	must(d.CloseStocktake(ctx, count.ID, inventory.Settling{}, boss))
	for _, g := range []inventory.Gift{
		{Fen: 20_050, Purpose: inventory.ForTools, Donor: "样例甲乙", Naming: inventory.NameWhole, Lang: "zh"},
		{Tool: inventory.Tool{Name: inventory.Name{Zh: "梯"}, Category: "hand"}, Donor: "样例丙丁", Naming: inventory.NameMasked, Lang: "zh"},
		{Fen: 100, Lang: "zh"},
	} {
		must(d.TakeDonation(ctx, g, boss))
	}
	must(0, d.StrikeDonation(ctx, 3, boss))
	must(d.AddActivity(ctx, inventory.Activity{Name: inventory.Name{Zh: "便民维修日"}, Day: inventory.DayOf(now), Persons: 42}, boss))
	return d
}

// lines are the rows of a table as CSV under its head, each as its columns say.
func lines(t *testing.T, of exchange.Table, d *inventory.Desk) []map[string]string {
	t.Helper()
	rows := must(csv.NewReader(bytes.NewReader(bytes.TrimPrefix(write(of, d, exchange.CSV), []byte("\ufeff")))).ReadAll())
	var list []map[string]string
	for _, row := range rows[1:] {
		line := map[string]string{}
		for n, name := range rows[0] {
			line[name] = row[n]
		}
		list = append(list, line)
	}
	return list
}

func TestWhatWasCountedGivenAndHeldIsExported(t *testing.T) {
	d := busy()
	for name, want := range map[string][]map[string]string{
		"stocktakes": {{"code": "1", "all": "yes", "counted": "2", "not_seen": "1", "away": "0", "by": "S0000013", "closed_by": "S0000013"}},
		"sightings":  {{"tool": inventory.ToolID(1).Code().String(), "finding": "present"}, {"finding": "present"}, {"finding": "not seen", "seen": "", "by": ""}},
		"donations": {
			{"fen": "20050", "purpose": "tools", "naming": "whole", "donor": "样*乙", "tool": "", "struck": ""},
			{"fen": "0", "purpose": "", "naming": "masked", "donor": "样*丁"}, {"fen": "100", "purpose": "any", "naming": "nameless", "donor": ""},
		},
		"donations in full": {{"donor": "样例甲乙"}, {"donor": "样*丁"}, {"donor": ""}},
		"activities":        {{"name_zh": "便民维修日", "day": "2026-11-24", "persons": "42", "struck": ""}},
	} {
		got := lines(t, table(name), d)
		if len(got) != len(want) {
			t.Fatalf("%s: %d rows, want %d", name, len(got), len(want))
		}
		for n, cells := range want {
			for column, text := range cells {
				if got[n][column] != text {
					t.Errorf("%s: row %d: %s is %q, want %q", name, n+1, column, got[n][column], text)
				}
			}
		}
	}
	if struck := lines(t, table("donations"), d)[2]["struck"]; struck == "" {
		t.Error("a donation that was struck out counts in the table")
	}
	if given := lines(t, table("donations"), d)[1]["tool"]; given != lines(t, table("tools"), d)[3]["code"] {
		t.Errorf("the tool that was given is %s", given)
	}
}

func TestOnlyTablesOfPeopleHaveMoreToShow(t *testing.T) {
	for _, name := range exchange.Names() {
		if _, more := exchange.InFull(name); more != (name == "residents" || name == "donations") {
			t.Errorf("%s in full: %t", name, more)
		}
	}
}

// sheet are the cells of a workbook that are not empty, as they are stored.
func sheet(t *testing.T, raw []byte) (f *excelize.File, each func(func(at, head, text string, kind excelize.CellType))) {
	t.Helper()
	f = must(excelize.OpenReader(bytes.NewReader(raw)))
	rows := must(f.GetRows("Sheet1", excelize.Options{RawCellValue: true}))
	return f, func(fn func(at, head, text string, kind excelize.CellType)) {
		for r, row := range rows[1:] {
			for c, text := range row {
				at := must(excelize.CoordinatesToCellName(c+1, r+2))
				if text != "" {
					fn(at, rows[0][c], text, must(f.GetCellType("Sheet1", at)))
				}
			}
		}
	}
}

// isNumber says that a spreadsheet adds a cell up: it has no other type, and no
// format that makes it text.
func isNumber(f *excelize.File, at string, kind excelize.CellType) bool {
	style := must(f.GetStyle(must(f.GetCellStyle("Sheet1", at))))
	return (kind == excelize.CellTypeUnset || kind == excelize.CellTypeNumber) && style.NumFmt != 49
}

func TestNumbersOfAWorkbookAreNumbers(t *testing.T) {
	moment := time.Date(2026, 5, 1, 12, 0, 0, 0, lhasa)
	rows := [][]any{{"0012", 7, 1.5, -3, true, moment, "2026-05-01", "=1+1", "–", 201.25}}
	heads := []string{"text", "count", "hours", "change", "yes", "moment", "day", "formula", "none", "money"}
	f, each := sheet(t, write(exchange.Listed(heads, rows), open(empty()), exchange.XLSX))
	want := map[string]string{
		"text": "0012", "count": "7", "hours": "1.5", "change": "-3", "yes": "yes", "moment": "46143.5", "day": "2026-05-01", "formula": "'=1+1", "none": "–", "money": "201.25",
	}
	seen := 0
	each(func(at, head, text string, kind excelize.CellType) {
		seen++
		number := slices.Contains([]string{"count", "hours", "change", "moment", "money"}, head)
		if text != want[head] || isNumber(f, at, kind) != number {
			t.Errorf("%s is %q of type %d, want %q, a number: %t", head, text, kind, want[head], number)
		}
	})
	if seen != len(want) {
		t.Errorf("%d cells, want %d", seen, len(want))
	}
	if shown := must(f.GetCellValue("Sheet1", "F2")); shown != "2026-05-01 12:00:00" {
		t.Errorf("the moment is shown as %q", shown)
	}
	if list := formulas(t, write(exchange.Listed(heads, rows), open(empty()), exchange.XLSX)); len(list) > 0 {
		t.Errorf("formulas in %q", list)
	}
}

// What stands in the columns of numbers of the shop's own tables is a number, and
// what looks like one elsewhere, a tag or a house, is text.
func TestCountsAndMoneyOfExportsAreNumbers(t *testing.T) {
	d := busy()
	numbers := strings.Fields("price_fen waiting loan_days min_age inspect_days counted not_seen away missing unexpected fen persons number code")
	moments := strings.Fields("added inspected begun closed seen at noted struck")
	found := map[string]int{}
	for _, name := range []string{"tools", "stocktakes", "sightings", "donations", "activities", "audit"} {
		f, each := sheet(t, write(table(name), d, exchange.XLSX))
		each(func(at, head, text string, kind excelize.CellType) {
			_, err := strconv.ParseFloat(text, 64)
			want := err == nil && (slices.Contains(numbers, head) || slices.Contains(moments, head))
			if isNumber(f, at, kind) != want {
				t.Errorf("%s: %s %q at %s has type %d; a number: %t", name, head, text, at, kind, want)
			}
			if want {
				found[head]++
			}
		})
	}
	for _, head := range []string{"price_fen", "counted", "fen", "persons", "at", "seen"} {
		if found[head] == 0 {
			t.Errorf("no %s was looked at", head)
		}
	}
}
