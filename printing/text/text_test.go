package text

import (
	"errors"
	"slices"
	"strings"
	"sync"
	"testing"
	"unicode"
	"unicode/utf8"

	"pgregory.net/rapid"

	"redwrench/assets"
)

var ten = Style{Size: 10}

func TestBothFontsOnBoardCanBeReadInPlace(t *testing.T) {
	for name, file := range map[string][]byte{"regular": assets.FontRegular, "bold": assets.FontBold} {
		f, err := Parse(file)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if _, err := f.stacks(); err != nil {
			t.Errorf("%s: no shaping: %v", name, err)
		}
		for _, r := range "扳拉ABC0་ཀ།喆㛃䶮×·…" {
			if f.Glyph(r) == 0 {
				t.Errorf("%s: no glyph for %q", name, r)
			}
		}
	}
}

func TestARareCharacterIsNotBold(t *testing.T) {
	line := Set(Span{"吉𠮷", Style{Size: 10, Bold: true}})
	common, rare := line.Clusters[0], line.Clusters[1]
	if !common.Style.Bold || rare.Style.Bold || rare.Missing || rare.Glyphs[0].ID != Regular().Glyph('𠮷') {
		t.Errorf("bold: %t, %t; missing: %t", common.Style.Bold, rare.Style.Bold, rare.Missing)
	}
}

func TestABrokenFontIsRefused(t *testing.T) {
	font := assets.FontRegular
	for name, file := range map[string][]byte{
		"nothing":         nil,
		"a few bytes":     []byte("OTTO"),
		"only a header":   font[:12],
		"directory only":  font[:300],
		"half a font":     font[:len(font)/2],
		"collection":      append([]byte("ttcf"), font[4:300]...),
		"tables are gone": append([]byte{0, 1, 0, 0, 0, 0, 0, 0}, make([]byte, 64)...),
	} {
		if _, err := Parse(file); !errors.Is(err, ErrFont) {
			t.Errorf("%s: %v, want ErrFont", name, err)
		}
	}
}

// anything draws text of the scripts the shop writes and of any other.
func anything() *rapid.Generator[string] {
	piece := rapid.OneOf(
		rapid.SampledFrom([]string{"借用工具", "，", "。", "“", "”", "（", "）", "《书》", "…", "、", "请按时归还", "㛃䶮𠮷", "\n", " ", "\t", "\r\n"}),
		rapid.SampledFrom([]string{"ལག་ཆ་", "གཡར་འཛིན།", " ", "༡༨:༠༠", "སྐྱོན་ཤོར་ཚེ་", "ྐ", "ི", "༼ཀ༽", "༌"}),
		rapid.SampledFrom([]string{"Please ", "bring ", "T-000123-7", "0891-0000000", "e\u0301", "Bosch GSB 18V", "supercalifragilisticexpialidocious"}),
		rapid.String(),
	)
	return rapid.Custom(func(t *rapid.T) string {
		return strings.Join(rapid.SliceOfN(piece, 0, 20).Draw(t, "pieces"), "")
	})
}

func TestWrappingLosesNoCharacterAndEveryLineFits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		s := anything().Draw(t, "text")
		width := rapid.Float64Range(15, 80).Draw(t, "width")
		lines := Wrap(width, Span{s, ten})
		var got strings.Builder
		for _, l := range lines {
			got.WriteString(l.Text())
			if l.Width > width+1e-6 && len(l.Clusters) > 1 {
				t.Fatalf("a line of %.2f mm in %.2f: %q", l.Width, width, l.Text())
			}
			if l.Height() <= 0 {
				t.Fatalf("a line without height: %q", l.Text())
			}
		}
		if want := strings.ReplaceAll(Clean(s), "\n", ""); got.String() != want {
			t.Fatalf("got %q, want %q", got.String(), want)
		}
	})
}

func TestAForcedLineEndIsOne(t *testing.T) {
	for text, want := range map[string][]string{
		"":         {""},
		"一\n二":     {"一", "二"},
		"一\r\n\n二": {"一", "", "二"},
		"\n":       {"", ""},
		"一\n":      {"一", ""},
	} {
		var got []string
		for _, l := range Wrap(50, Span{text, ten}) {
			got = append(got, l.Text())
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q: %q, want %q", text, got, want)
		}
	}
	if got := Set(Span{"一\n二", ten}).Text(); got != "一 二" {
		t.Errorf("on one line: %q", got)
	}
}

func TestChinesePunctuationStaysWhereItBelongs(t *testing.T) {
	const s = "请在归还日期前将物品完好归还。如有损坏请当场报修，“正常磨损”不收费；逾期（超过三天）请打电话《说明》。"
	for width := 12.0; width < 70; width += 0.7 {
		for _, l := range Wrap(width, Span{s, ten}) {
			first, _ := utf8.DecodeRuneInString(l.Text())
			last, _ := utf8.DecodeLastRuneInString(l.Text())
			if strings.ContainsRune("，。；”）》", first) || strings.ContainsRune("“（《", last) {
				t.Errorf("%.1f mm: %q", width, l.Text())
			}
		}
	}
}

func TestTibetanBreaksAfterTshegAndShad(t *testing.T) {
	const s = "དུས་ཚོད་ཐོག་ལག་ཆ་ཕྱིར་སློག་གནང་རོགས། ལག་ཆ་སྐྱོན་ཤོར་ཚེ་འཕྲལ་དུ་བརྡ་ལན་གནང་རོགས།"
	for width := 18.0; width < 70; width += 0.7 {
		for _, l := range Wrap(width, Span{s, ten}) {
			last, _ := utf8.DecodeLastRuneInString(strings.TrimRight(l.Text(), " "))
			if last != '་' && last != '།' {
				t.Errorf("%.1f mm: %q", width, l.Text())
			}
		}
	}
}

func TestTibetanIsStacked(t *testing.T) {
	for _, s := range []string{"སྐྱོན", "བརྒྱད", "རྗེ", "གཡར་འཛིན།"} {
		glyphs := 0
		for _, c := range Set(Span{s, ten}).Clusters {
			glyphs += len(c.Glyphs)
			if c.Missing {
				t.Errorf("%s: a box for %q", s, c.Text)
			}
		}
		if runes := utf8.RuneCountInString(s); glyphs > runes || s[:3] == "ས" && glyphs == runes {
			t.Errorf("%s: %d glyphs of %d characters", s, glyphs, runes)
		}
	}
	if l := Set(Span{"ཀ", ten}, Span{"中", ten}); l.Height() < Set(Span{"中", ten}).Height() {
		t.Error("a line with Tibetan is lower than one without")
	}
}

func TestInkStaysInsideTheRoomOfItsLine(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		l := Set(Span{anything().Draw(t, "text"), ten})
		for _, c := range l.Clusters {
			em := c.Style.Size * MMPerPoint / 1000
			for _, g := range c.Glyphs {
				_, bottom, _, top := c.Style.Face().Box(g.ID)
				if g.Y+top*em > l.Ascent+1e-9 || -g.Y-bottom*em > l.Descent+1e-9 {
					t.Fatalf("%q reaches out of its line", c.Text)
				}
			}
		}
	})
}

func TestWhatNoFontHasIsABoxAndIsCounted(t *testing.T) {
	const s = "中\U0001F6E0文\U000F0000"
	l := Set(Span{s, ten})
	if l.Text() != s || !l.Clusters[1].Missing || l.Clusters[0].Missing || l.Clusters[1].Advance <= 0 {
		t.Errorf("%+v", l.Clusters)
	}
	if got := Missing(s + s); string(got) != "\U0001F6E0\U000F0000" {
		t.Errorf("missing: %q", string(got))
	}
}

func TestCleaning(t *testing.T) {
	for in, want := range map[string]string{
		"a\x00b\x1bc\x7f":             "abc",
		"a\tb\r\nc\u2028d":            "a b\nc\nd",
		"\xff中\xc0":                   "\uFFFD中\uFFFD",
		"a\u200b\u202eb\ufe0f\ufeffc": "abc",
		"a\uffffb\ufdd0":              "ab",
		"𠮷 བོད":                       "𠮷 བོད",
	} {
		if got := Clean(in); got != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
	rapid.Check(t, func(t *rapid.T) {
		s := Clean(string(rapid.SliceOf(rapid.Byte()).Draw(t, "bytes")))
		if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return r != '\n' && unicode.IsControl(r) }) {
			t.Fatalf("%q", s)
		}
		if Clean(s) != s {
			t.Fatalf("cleaned twice: %q, once: %q", Clean(s), s)
		}
	})
}

func TestFitSaysThatThereWasMore(t *testing.T) {
	long := strings.Repeat("扎西顿珠", 100)
	lines := Fit(40, 2, Span{long, ten})
	if len(lines) != 2 || !strings.HasSuffix(lines[1].Text(), "…") || lines[1].Width > 40 {
		t.Errorf("%d lines, the last %q of %.1f mm", len(lines), lines[len(lines)-1].Text(), lines[len(lines)-1].Width)
	}
	if lines := Fit(40, 2, Span{"扎西", ten}); len(lines) != 1 || lines[0].Text() != "扎西" {
		t.Errorf("short: %q", lines[0].Text())
	}
}

func TestManyGoroutinesSetTypeAtOnce(t *testing.T) {
	const s = "借用单 གཡར་འཛིན། LOAN སྐྱོན་ཤོར་"
	want := Set(Span{s, Style{11, true}})
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			for range 50 {
				if got := Set(Span{s, Style{11, true}}); got.Width != want.Width || got.Text() != s {
					t.Errorf("%.3f mm, alone %.3f", got.Width, want.Width)
				}
			}
		})
	}
	all.Wait()
}

func BenchmarkWrap(b *testing.B) {
	for name, s := range map[string]string{
		"chinese": "请在归还日期前将物品完好归还。如有损坏请当场报修，“正常磨损”不收费；逾期（超过三天）打电话。",
		"tibetan": "དུས་ཚོད་ཐོག་ལག་ཆ་ཕྱིར་སློག་གནང་རོགས། ལག་ཆ་སྐྱོན་ཤོར་ཚེ་འཕྲལ་དུ་བརྡ་ལན་གནང་རོགས།",
	} {
		b.Run(name, func(b *testing.B) {
			b.ReportAllocs()
			for b.Loop() {
				Wrap(70, Span{s, ten})
			}
		})
	}
}
