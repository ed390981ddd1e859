package assets

import (
	"bytes"
	"encoding/csv"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/image/font/sfnt"
)

func table(t *testing.T, raw []byte) []map[string]string {
	t.Helper()
	lines, err := csv.NewReader(bytes.NewReader(raw)).ReadAll() // refuses rows of another length
	if err != nil {
		t.Fatal(err)
	}
	var rows []map[string]string
	for _, l := range lines[1:] {
		row := map[string]string{}
		for i, c := range lines[0] {
			row[c] = l[i]
		}
		rows = append(rows, row)
	}
	return rows
}

func TestTheStarterStock(t *testing.T) {
	categories := map[string]bool{}
	for _, c := range table(t, StockCategories) {
		categories[c["id"]] = true
	}
	tools := table(t, StockTools)
	for i, row := range tools {
		what := row["number"] + " " + row["en"]
		if row["number"] != strconv.Itoa(i+1) {
			t.Errorf("%s: want number %d", what, i+1)
		}
		if !categories[row["category"]] {
			t.Errorf("%s: no category %q", what, row["category"])
		}
		if _, err := Icon(row["icon"]); err != nil {
			t.Errorf("%s: icon %q: %v", what, row["icon"], err)
		}
		if row["zh"] == "" || row["bo"] == "" || row["en"] == "" {
			t.Errorf("%s: a name is missing", what)
		}
		if strings.ContainsFunc(row["bo"]+row["safety_bo"], notTibetan) {
			t.Errorf("%s: %q is not all Tibetan", what, row["bo"])
		}
		n := strings.Count(row["parts_zh"], ";")
		if strings.Count(row["parts_bo"], ";") != n || strings.Count(row["parts_en"], ";") != n {
			t.Errorf("%s: parts differ between the languages", what)
		}
		if donated := row["source"] == "donated"; donated != (row["donor"] != "") || donated == (row["price_fen"] != "") {
			t.Errorf("%s: bought has a price, donated a donor", what)
		}
	}
}

func notTibetan(r rune) bool {
	return !unicode.Is(unicode.Tibetan, r) && !strings.ContainsRune(" .", r)
}

func TestIconsCanBeRecoloured(t *testing.T) {
	for _, name := range IconNames() {
		raw, err := Icon(name)
		if err != nil || !bytes.Contains(raw, []byte("#000000")) {
			t.Errorf("%s: no #000000 in it, %v", name, err)
		}
	}
	if _, err := Icon("no such"); err == nil {
		t.Error("an icon nobody drew was found")
	}
}

func TestTheFontsHaveWhatIsWritten(t *testing.T) {
	text := "扎西顿珠喆堃㛃ཀྐ་།A0·×—…●，。！？（）《》「」←→✓" + string(StockTools) + string(StockCategories)
	for name, raw := range map[string][]byte{"regular": FontRegular, "bold": FontBold} {
		text := text
		if name == "regular" { // rare characters are not in the bold one
			text += "䶮𠮷𪚥𤆠"
		}
		font, err := sfnt.Parse(raw)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		for _, r := range text {
			if r < ' ' {
				continue
			}
			if i, err := font.GlyphIndex(&buf, r); err != nil || i == 0 {
				t.Errorf("%s: no glyph for %q (%v)", name, r, err)
			}
		}
	}
}
