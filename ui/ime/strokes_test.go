package ime

import (
	"strings"
	"testing"
	"unicode/utf8"

	"redwrench/assets"

	"golang.org/x/image/font/sfnt"
)

func parts(t testing.TB) *Parts {
	t.Helper()
	p, err := NewParts()
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func TestStrokes(t *testing.T) {
	s := parts(t).strokes
	name := Context{Name: true}
	for _, c := range []struct {
		what, strokes string
		where         Context
		want          string
		most          int // place in the list at most
	}{
		{"written to its end", "hshszh", Context{}, "吉", 8},
		{"the long stroke below", "hshszh", Context{}, "𠮷", 8},
		{"one not sure", "hsh*zh", Context{}, "吉", 8},
		{"two not sure", "h*h*zh", Context{}, "吉", 8},
		{"the first not sure", "*shz", Context{}, "扎", 8},
		{"only begun", "hhsh", Context{}, "王", 1},
		{"only begun", "nnh", Context{}, "没", 8},
		{"a name goes first", "hspn", name, "李", 96},
		{"nothing sure", "*", Context{}, "一", 1},
		{"rare", "hpzpnhhpn", Context{}, "䶮", 8},
	} {
		list := s.Look(c.strokes, c.where)
		if n := numberOf(list, c.want, len(c.strokes)); n == 0 || n > c.most {
			t.Errorf("%s: %s: %s is number %d of %s", c.what, c.strokes, c.want, n, texts(list))
		}
	}
	for _, strokes := range []string{"", "x", "hs1", "一", strings.Repeat("*", 65), "zzzzzzzzzzzzzzzzzzzz", "\xff"} {
		if list := s.Look(strokes, name); list != nil {
			t.Errorf("%q: got %s", strokes, texts(list))
		}
	}
}

// strokesOf are the ways to write each character, as the table has them.
func strokesOf() map[string][]string {
	all := map[string][]string{}
	for line := range strings.Lines(assets.StrokeTable) {
		n := drawn(line)
		_, at, _ := numbers(line)
		all[line[n:at]] = append(all[line[n:at]], line[:n])
	}
	return all
}

func TestEveryGeneralCharacterIsReachedByItsStrokes(t *testing.T) {
	s := parts(t).strokes
	written := strokesOf()
	for char := range general(t) {
		if len(written[char]) == 0 {
			t.Errorf("nobody knows how to write %s", char)
		}
		for _, strokes := range written[char] {
			whole := s.Look(strokes, Context{})
			if numberOf(whole, char, len(strokes)) == 0 {
				t.Errorf("%s is not among those written %s", char, strokes)
			}
			unsure := strokes[:len(strokes)/2] + "*" + strokes[len(strokes)/2+1:]
			if numberOf(s.Look(unsure, Context{}), char, len(strokes)) == 0 {
				t.Errorf("%s is not among those written %s", char, unsure)
			}
		}
	}
}

func TestParts(t *testing.T) {
	p := parts(t)
	for _, c := range []struct{ parts, want string }{
		{"土口", "𠮷"}, {"士口", "吉"}, {"龙天", "䶮"}, {"天龙", "䶮"}, {"女吉", "姞"}, {"水工", "江"}, {"工水", "江"},
		{"王文王", "斑"}, {"口玉", "国"}, {"走首", "道"}, {"口口口", "品"}, {"马马马", "骉"}, {"丰刀女", "㛃"}, {"木子", "李"}, {"吉吉", "喆"}, {"方方土", "堃"}, {"牛牛牛", "犇"}, {"言五口", "语"},
	} {
		list := p.Look(c.parts, Context{Name: true})
		if n := numberOf(list, c.want, utf8.RuneCountInString(c.parts)); n == 0 || n > 8 {
			t.Errorf("%s: %s is number %d of %s", c.parts, c.want, n, texts(list))
		}
	}
	for _, parts := range []string{"", "a", "口a", "口口口口口", "\xff", "ཀ"} {
		if list := p.Look(parts, Context{}); list != nil {
			t.Errorf("%q: got %s", parts, texts(list))
		}
	}
}

func TestPartsCalledByTheirSound(t *testing.T) {
	p := parts(t)
	for _, c := range []struct{ letters, want string }{
		{"tukou", "𠮷"}, {"longtian", "䶮"}, {"nvji", "姞"}, {"jiji", "喆"}, {"fangfangtu", "堃"}, {"niuniuniu", "犇"}, {"mumumu", "森"}, {"shuishuishui", "淼"},
		{"jinjinjin", "鑫"}, {"huohuohuo", "焱"}, {"tututu", "垚"}, {"mamama", "骉"}, {"shuigong", "江"}, {"caoming", "茗"}, {"shi'kou", "吉"},
	} {
		list := p.Spelt(c.letters, Context{Name: true})
		if n := numberOf(list, c.want, len(c.letters)); n == 0 || n > 8 {
			t.Errorf("%s: %s is number %d of %s", c.letters, c.want, n, texts(list))
		}
	}
	if got := p.Spelt("jinjinjin", Context{}); len(got) != 1 || got[0].Note != "xin" {
		t.Errorf("jinjinjin: got %v, want 鑫 with its reading", got)
	}
	for _, letters := range []string{"", "tu", "t", "tuk", "kkk", "tukouu", "土口", "kou1", "koukoukoukoukou", "'"} {
		if list := p.Spelt(letters, Context{}); list != nil {
			t.Errorf("%q: got %s", letters, texts(list))
		}
	}
}

func TestEveryGeneralCharacterIsReachedByItsRadical(t *testing.T) {
	p := parts(t)
	reached := map[string]bool{}
	before := 0
	for _, r := range p.Radicals() {
		if r.Strokes < before {
			t.Errorf("%s, %d strokes, comes behind %d strokes", r.Text, r.Strokes, before)
		}
		before = r.Strokes
		for strokes := range 64 {
			for _, c := range p.ByRadical(r.Text, strokes) {
				reached[c.Text] = true
			}
		}
	}
	for char := range general(t) {
		if !reached[char] {
			t.Errorf("%s has no radical", char)
		}
	}
	if p.ByRadical("氵", -1) != nil || p.ByRadical("氵", 99) != nil || p.ByRadical("", 3) != nil || p.ByRadical("85", 3) != nil {
		t.Error("a radical that is none has characters")
	}
	if list := p.ByRadical("氵", 3); numberOf(list, "江", 0) == 0 || numberOf(list, "汞", 0) == 0 {
		t.Errorf("氵 and 3 strokes: got %s", texts(list))
	}
}

func TestRareCharactersComeWithTheirReading(t *testing.T) {
	p := parts(t)
	for _, c := range []struct{ parts, rare, note string }{{"土口", "𠮷", "ji"}, {"士口", "吉", ""}, {"龙天", "䶮", "yan"}} {
		for _, got := range p.Look(c.parts, Context{}) {
			if got.Text == c.rare && got.Note != c.note {
				t.Errorf("%s: got %q, want %q", c.rare, got.Note, c.note)
			}
		}
	}
}

func TestWhatIsOfferedCanBeDrawn(t *testing.T) {
	seen := map[rune]bool{}
	usual := map[rune]bool{} // which also bold text has
	for char := range general(t) {
		r, _ := utf8.DecodeRuneInString(char)
		seen[r], usual[r] = true, true
	}
	p := pinyin(t)
	for i := range p.t.words {
		for row := range p.t.words[i].rows {
			for _, r := range p.t.words[i].word(row) {
				seen[r] = true
			}
		}
	}
	for char := range strokesOf() {
		r, _ := utf8.DecodeRuneInString(char)
		seen[r] = true
	}
	for _, r := range assets.RadicalTable {
		if r >= utf8.RuneSelf {
			seen[r] = true
		}
	}
	for _, c := range []struct {
		name string
		raw  []byte
		has  map[rune]bool
	}{{"regular", assets.FontRegular, seen}, {"bold", assets.FontBold, usual}} {
		font, err := sfnt.Parse(c.raw)
		if err != nil {
			t.Fatal(err)
		}
		var buf sfnt.Buffer
		for r := range c.has {
			if i, err := font.GlyphIndex(&buf, r); err != nil || i == 0 {
				t.Errorf("%s: no glyph for %q (%v)", c.name, r, err)
			}
		}
	}
}

func TestADamagedTableIsRefused(t *testing.T) {
	for what, raw := range map[string]string{
		"empty": "", "another": "redwrench pinyin 2\n", "cut": assets.PinyinTable[:len(assets.PinyinTable)/2], "without its words": assets.PinyinTable[:1500],
	} {
		if _, err := open(raw); err == nil {
			t.Errorf("a table that is %s was opened", what)
		}
	}
}
