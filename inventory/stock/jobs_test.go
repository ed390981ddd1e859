package stock_test

import (
	"bytes"
	"strings"
	"testing"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/stock"
)

func TestTheJobsOfANewShopAreRead(t *testing.T) {
	kinds, err := stock.ReadJobs(bytes.NewReader(assets.StockJobs), bytes.NewReader(assets.StockPhrases))
	if err != nil {
		t.Fatal(err)
	}
	if len(kinds) != 14 {
		t.Errorf("%d kinds, want 9 trades and 5 services", len(kinds))
	}
	known := map[inventory.KindID]bool{"": true}
	squads := map[inventory.SquadID]bool{}
	for _, s := range inventory.Defaults().Jobs.Squads {
		squads[s.ID] = true
	}
	for _, k := range kinds {
		known[k.ID] = true
	}
	for _, k := range kinds {
		if k.Name.Bo == "" || k.Name.En == "" || len(k.Phrases) < 2 || !known[k.Skill] || !squads[k.Squad] {
			t.Errorf("%s: %+v", k.ID, k)
		}
		if _, err := assets.Icon(k.Icon); err != nil {
			t.Errorf("%s: icon %q: %v", k.ID, k.Icon, err)
		}
		for _, p := range k.Phrases {
			if p.Bo == "" || p.En == "" {
				t.Errorf("%s: phrase %+v", k.ID, p)
			}
		}
	}
}

func TestABadListOfJobsNamesLineAndColumn(t *testing.T) {
	const kinds, phrases = "id,zh,bo,en,icon,skill,squad,urgent\n", "kind,zh,bo,en\n"
	for _, c := range []struct{ kinds, phrases, want string }{
		{kinds + ",水,,,,,,\n", phrases, "line 2: column id"},
		{kinds + "a,水,,,,,,\na,水,,,,,,\n", phrases, "line 3: column id"},
		{kinds + "a,,,,,,,\n", phrases, "line 2: column zh"},
		{kinds + "a,水,,,,,,\n", phrases + "b,漏,,\n", "line 2: column kind"},
		{kinds + "a,水,,,,,,\n", phrases + "a,,,\n", "line 2: column zh"},
		{kinds, "kind\nx\n", "column zh is missing"},
		{"", phrases, "no header"},
	} {
		_, err := stock.ReadJobs(strings.NewReader(c.kinds), strings.NewReader(c.phrases))
		if err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q, %q: %v, want %q", c.kinds, c.phrases, err, c.want)
		}
	}
}
