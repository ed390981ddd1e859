package stock_test

import (
	"bytes"
	"strings"
	"testing"

	"redwrench/assets"
	"redwrench/inventory"
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

const (
	goodCategories = "id,zh,bo,en,loan_days,min_age,clean_on_return,icon,inspect_days\nhand,手,,,7,,,wrench,\n"
	toolColumns    = "number,zh,category,colour,bo,en,icon,parts_zh,parts_bo,parts_en,source,source_date,price_fen,donor,donor_thanks,shelf,loan_days,min_age,safety_zh,safety_bo,safety_en,gear\n"
)

// line is a line of the tools' list with the first three columns.
func line(number, zh, category string) string {
	return number + "," + zh + "," + category + strings.Repeat(",", strings.Count(toolColumns, ",")-2) + "\n"
}

func TestUnknownColumnsAreIgnored(t *testing.T) { // case 110: "colour"
	s, err := stock.Read(strings.NewReader(toolColumns+line("7", "锤", "hand")), strings.NewReader(goodCategories))
	if err != nil || len(s.Tools) != 1 || s.Tools[0].ID != 7 || s.Tools[0].Name.Zh != "锤" {
		t.Errorf("%+v, %v; want hammer number 7", s.Tools, err)
	}
}

func TestABadListNamesLineAndColumn(t *testing.T) {
	for _, c := range []struct{ tools, categories, want string }{
		{"number\nx\n", goodCategories, "line 2: column number"},
		{"", goodCategories, "no header"},
		{"number,zh\n1\n", goodCategories, "wrong number of fields"},
		{"number,zh\n1,锤\n", goodCategories, "column bo is missing"}, // case 110
		{toolColumns + line("0", "锤", "hand"), goodCategories, "line 2: column number"},
		{toolColumns + line("100000000", "锤", "hand"), goodCategories, "line 2: column number"},
		{toolColumns + line("1", "锤", "hand") + line("1", "钳", "hand"), goodCategories, "line 3: column number"}, // case 110
		{toolColumns + line("1", " ", "hand"), goodCategories, "line 2: column zh"},
		{toolColumns + line("1", "锤", "garden"), goodCategories, "line 2: column category"},
		{toolColumns, goodCategories + "hand,手,,,7,,,wrench,\n", "line 3: column id"},
		{toolColumns, goodCategories + ",手,,,7,,,wrench,\n", "line 3: column id"},
		{toolColumns, goodCategories + "power,,,,7,,,wrench,\n", "line 3: column zh"},
	} {
		_, err := stock.Read(strings.NewReader(c.tools), strings.NewReader(c.categories))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: %v, want %q", c.tools, err, c.want)
		}
	}
}

// FuzzRead reads any two files: a list in which every tool has its own number, a
// name and a category that is there, or an error.
func FuzzRead(f *testing.F) {
	f.Add(string(assets.StockTools), string(assets.StockCategories))
	f.Add(toolColumns+line("1", "锤", "hand"), goodCategories)
	f.Add("\ufeff"+toolColumns, goodCategories)
	f.Fuzz(func(t *testing.T, tools, categories string) {
		s, err := stock.Read(strings.NewReader(tools), strings.NewReader(categories))
		if err != nil {
			return
		}
		there := map[inventory.CategoryID]bool{}
		for _, c := range s.Categories {
			if c.ID == "" || there[c.ID] {
				t.Errorf("category %q is nameless or there twice", c.ID)
			}
			there[c.ID] = true
		}
		used := map[inventory.ToolID]bool{}
		for _, tool := range s.Tools {
			if tool.ID == 0 || used[tool.ID] || tool.Name.Zh == "" || !there[tool.Category] {
				t.Errorf("a tool without a number of its own, a name or a category: %+v", tool)
			}
			used[tool.ID] = true
			for _, p := range tool.Parts {
				if p.Count < 1 {
					t.Errorf("a part without a count: %+v", p)
				}
			}
		}
	})
}
