package words

import (
	"regexp"
	"slices"
	"testing"
	"time"
)

var hole = regexp.MustCompile(`\{[a-z]+\}`)

func TestEverySentenceIsThereInAllLanguagesWithTheSameHoles(t *testing.T) {
	if len(catalogue()) == 0 {
		t.Fatal("no words at all")
	}
	for key, s := range catalogue() {
		want := holes(s.text[Chinese])
		for _, l := range All {
			if s.text[l] == "" {
				t.Errorf("%s: nothing in %s", key, l)
			}
			if got := holes(s.text[l]); !slices.Equal(got, want) {
				t.Errorf("%s: holes %v in %s, %v in zh", key, got, l, want)
			}
		}
	}
}

func holes(text string) []string {
	h := hole.FindAllString(text, -1)
	slices.Sort(h)
	return slices.Compact(h)
}

func TestADayIsSaidAsAPersonSaysIt(t *testing.T) {
	lhasa := time.FixedZone("CST", 8*3600)
	today := time.Date(2026, 11, 24, 23, 50, 0, 0, lhasa)
	for _, c := range []struct {
		lang Lang
		day  time.Time
		want string
	}{
		{Chinese, today, "今天"},
		{Chinese, today.Add(20 * time.Minute), "明天"},
		{Chinese, today.AddDate(0, 0, 3), "11月27日(周五)"},
		{English, today.AddDate(0, 0, 3), "Fri 27 Nov"},
		{Tibetan, today.AddDate(0, 0, 3), "ཟླ་༡༡ཚེས་༢༧ (གཟའ་པ་སངས།)"},
	} {
		if got := c.lang.Day(c.day, today); got != c.want {
			t.Errorf("%s: %q, want %q", c.lang, got, c.want)
		}
	}
}

func TestBrokenWordsFilesAreNamed(t *testing.T) {
	for _, text := range []string{"a\n  zh 一\na\n  zh 二\n", "  zh 一\n", "a\n  fr un\n"} {
		if err := read(text, map[string]sentence{}); err == nil {
			t.Errorf("%q was read without a word", text)
		}
	}
}
