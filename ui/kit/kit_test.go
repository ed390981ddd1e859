package kit

import (
	"strings"
	"testing"
	"time"

	"fyne.io/fyne/v2"

	"redwrench/ui/look"
)

// monospaced measures a character as 10 wide.
func monospaced(s string) float32 { return float32(10 * len([]rune(s))) }

func TestWrapping(t *testing.T) {
	for _, c := range []struct{ what, text, want string }{
		{"Chinese breaks anywhere", "请把工具交给工作人员", "请把工具交|给工作人员"},
		{"but not before a full stop", "请把工具交。给工作人员", "请把工具|交。给工作|人员"},
		{"words stay whole", "a tool to lend", "a|tool|to|lend"},
		{"Tibetan breaks after a tsheg", "ལག་ཆ་གཡར་བ།", "ལག་ཆ་|གཡར་|བ།"},
		{"what fits no line is broken where it must be", "abcdefgh", "abcde|fgh"},
	} {
		if got := strings.Join(wrap(c.text, 50, monospaced), "|"); got != c.want {
			t.Errorf("%s: %s, want %s", c.what, got, c.want)
		}
	}
}

func FuzzWrapLosesNothing(f *testing.F) {
	f.Add("请把工具 交给 staff ལག་ཆ་གཡར་བ།", 5)
	f.Fuzz(func(t *testing.T, text string, width int) {
		if width < 1 || width > 100 || len(text) > 500 {
			return
		}
		bare := func(s string) string { return strings.ReplaceAll(string([]rune(s)), " ", "") }
		if got := bare(strings.Join(wrap(text, float32(width*10), monospaced), "")); got != bare(text) {
			t.Errorf("%q came out as %q", text, got)
		}
	})
}

func TestASecondTapAtTheSamePlaceIsAnEcho(t *testing.T) {
	g, now := &Guard{}, time.Now()
	at := fyne.NewPos(100, 100)
	for _, c := range []struct {
		what string
		p    fyne.Position
		at   time.Duration
		echo bool
	}{
		{"the first", at, 0, false},
		{"100 ms later", at.AddXY(3, 3), 100 * time.Millisecond, true},
		{"somewhere else at once", at.AddXY(200, 0), 150 * time.Millisecond, false},
		{"there again, later", at.AddXY(200, 0), 600 * time.Millisecond, false},
	} {
		if got := g.second(c.p, now.Add(c.at)); got != c.echo {
			t.Errorf("%s: echo %t, want %t", c.what, got, c.echo)
		}
	}
}

func TestDigitsAreGroupedAsTyped(t *testing.T) {
	for digits, want := range map[string]string{"": "", "199": "199", "1990": "199 0", "19900000001": "199 0000 0001", "199000000019": "199 0000 00019"} {
		if got := Grouped(digits, 3, 4, 4); got != want {
			t.Errorf("%q: %q, want %q", digits, got, want)
		}
	}
}

func TestPages(t *testing.T) {
	for _, c := range []struct{ items, per, page, from, to, pages int }{
		{0, 8, 0, 0, 0, 1}, {8, 8, 0, 0, 8, 1}, {9, 8, 1, 8, 9, 2}, {9, 8, 7, 8, 9, 2}, {9, 8, -1, 0, 8, 2}, {3, 0, 0, 0, 1, 3},
	} {
		if from, to, pages := Page(c.items, c.per, c.page); from != c.from || to != c.to || pages != c.pages {
			t.Errorf("%+v: %d–%d of %d", c, from, to, pages)
		}
	}
}

func TestARareCharacterIsNotBold(t *testing.T) {
	if !look.CanBeBold("扎西顿珠 བཀྲ་ཤིས། A1 喆") || look.CanBeBold("吉𠮷") {
		t.Error("the bold font has other characters than 通用规范汉字表")
	}
	var k Kit
	if k.glyphs("吉𠮷", 20, Style{Bold: true}).TextStyle.Bold || !k.glyphs("吉", 20, Style{Bold: true}).TextStyle.Bold {
		t.Error("a text is bold though the bold font lacks it, or the other way round")
	}
}
