package stock_test

import (
	"bytes"
	"strings"
	"testing"

	"redwrench/assets"
	"redwrench/inventory/stock"
)

func TestTheStarterStockIsRead(t *testing.T) {
	s, err := stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories))
	if err != nil {
		t.Fatal(err)
	}
	if len(s.Tools) < 50 || len(s.Categories) != 6 {
		t.Errorf("%d tools in %d categories, want some 60 in 6", len(s.Tools), len(s.Categories))
	}
	parts, gear := 0, 0
	for i, tool := range s.Tools {
		if int(tool.ID) != i+1 || tool.Name.Zh == "" || tool.Name.Bo == "" || tool.Name.En == "" {
			t.Errorf("tool %d: %+v", i+1, tool.Name)
		}
		parts += len(tool.Parts)
		gear += len(tool.Gear)
		for _, id := range tool.Gear {
			if int(id) > len(s.Tools) || id == tool.ID {
				t.Errorf("tool %d goes with tool %d", tool.ID, id)
			}
		}
	}
	if parts == 0 || gear == 0 {
		t.Errorf("%d parts, %d gear: want some", parts, gear)
	}
}

func TestABadListNamesLineAndColumn(t *testing.T) {
	good := "id,zh,bo,en,loan_days,min_age,clean_on_return,icon,inspect_days\nhand,手,,,7,,,wrench,\n"
	for tools, want := range map[string]string{
		"number\nx\n":    "line 2: column number",
		"":               "no header",
		"number,zh\n1\n": "wrong number of fields",
	} {
		_, err := stock.Read(strings.NewReader(tools), strings.NewReader(good))
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", tools, err, want)
		}
	}
}
