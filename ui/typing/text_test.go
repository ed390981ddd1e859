package typing_test

import (
	"errors"
	"log"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"redwrench/assets/words"
	"redwrench/ui/ime"
	"redwrench/ui/typing"
)

func TestMain(m *testing.M) {
	if err := typing.Load(); err != nil {
		log.Fatal(err)
	}
	os.Exit(m.Run())
}

func chinese() words.Lang { return words.Chinese }

// name is an empty name on a board.
func name(b typing.Board) *typing.Text {
	t := typing.New(chinese, typing.NameRules(false))
	do(t, typing.Switch, int(b))
	return t
}

func do(t *typing.Text, act typing.Act, n int) error {
	return t.Do(typing.Event{Act: act, N: n})
}

// script types as a person does: + is the subjoin key, < erases, other signs are
// typed. It stops at the first refusal.
func script(t *typing.Text, keys string) error {
	for _, r := range keys {
		e := typing.Press(r)
		switch r {
		case '+':
			e = typing.Event{Act: typing.Under}
		case '<':
			e = typing.Event{Act: typing.Erase}
		}
		if err := t.Do(e); err != nil {
			return err
		}
	}
	return nil
}

// choose picks the candidate that reads so, turning pages as far as it must.
func choose(tb testing.TB, t *typing.Text, want string) {
	tb.Helper()
	for {
		from, to, of := t.Range()
		for i, c := range t.Candidates()[:max(to-from+1, 0)] {
			if c.Text == want {
				if err := do(t, typing.Pick, i); err != nil {
					tb.Fatal(err)
				}
				return
			}
		}
		if to >= of {
			tb.Fatalf("%s is not among the %d for %q", want, of, t.Composing())
		}
		do(t, typing.Turn, 1)
	}
}

func TestNamesAreTypedByThumb(t *testing.T) {
	for _, c := range []struct {
		what  string
		board typing.Board
		keys  string
		pick  string // ended by picking these, parted by blanks
		want  string
	}{
		{"a Tibetan name in pinyin", typing.Pinyin, "zhaxidunzhu", "扎西顿珠", "扎西顿珠"},
		{"by its initials", typing.Pinyin, "zxdz", "扎西顿珠", "扎西顿珠"},
		{"part by part", typing.Pinyin, "zhaxidunzhu", "扎西 顿珠", "扎西顿珠"},
		{"a name of women", typing.Pinyin, "cuomu", "措姆", "措姆"},
		{"ü as v", typing.Pinyin, "lv", "吕", "吕"},
		{"the first one with the blank", typing.Pinyin, "zhaxi ", "", "扎西"},
		{"the first one with its digit", typing.Pinyin, "zhaxi1", "", "扎西"},
		{"capitals of a physical keyboard while composing", typing.Pinyin, "zhaXI ", "", "扎西"},
		{"a name with a dot", typing.Pinyin, "zhaxi ·dunzhu ", "", "扎西·顿珠"},
		{"a dot ends a word", typing.Pinyin, "zhaxi·dunzhu ", "", "扎西·顿珠"},
		{"a wrong letter taken back", typing.Pinyin, "zhaxu<i ", "", "扎西"},
		{"a wrong character taken back", typing.Pinyin, "zhaxi <zhaxi ", "", "扎扎西"},
		{"an input method of the machine", typing.Pinyin, "扎西", "", "扎西"},
		{"by strokes", typing.Strokes, "hshhsz", "", ""},
		{"strokes of 扎", typing.Strokes, "hshz", "扎", "扎"},
		{"one stroke unsure", typing.Strokes, "h*hz", "扎", "扎"},
		{"in Tibetan", typing.Tibetan, "བཀ+ར་ཤིས་", "", "བཀྲ་ཤིས་"},
		{"a stack of three", typing.Tibetan, "ས+ག+རོ", "", "སྒྲོ"},
		{"a stack taken apart", typing.Tibetan, "ས+ག+རོ<<<", "", "ས"},
		{"the subjoin key taken back", typing.Tibetan, "ས+<", "", "ས"},
		{"Latin letters", typing.Latin, "Anna-Maria O'Neil", "", "Anna-Maria O'Neil"},
	} {
		t.Run(c.what, func(t *testing.T) {
			x := name(c.board)
			if err := script(x, c.keys); err != nil {
				t.Fatal(err)
			}
			for _, p := range strings.Fields(c.pick) {
				choose(t, x, p)
			}
			if x.String() != c.want {
				t.Errorf("got %q, want %q; %q is being composed", x.String(), c.want, x.Composing())
			}
		})
	}
}

func TestWhatCannotBeTypedIsRefusedAndChangesNothing(t *testing.T) {
	var long *typing.TooLong
	thirty := strings.Repeat("扎", 30)
	for _, c := range []struct {
		what  string
		board typing.Board
		have  string
		keys  string
		is    func(error) bool
	}{
		{"a digit in a name", typing.Latin, "扎西", "7", is(typing.ErrSign)},
		{"a sign that cannot be seen", typing.Latin, "扎西", "\u200b", is(typing.ErrSign)},
		{"rubbish", typing.Latin, "扎西", "\uFFFD", is(typing.ErrSign)},
		{"a comma while composing", typing.Pinyin, "", "zha,", is(typing.ErrSign)},
		{"the 31st character", typing.Latin, thirty, "a", func(err error) bool { return errors.As(err, &long) && long.Most == 30 }},
		{"the 31st by picking", typing.Pinyin, thirty, "xi ", func(err error) bool { return errors.As(err, &long) }},
		{"a vowel on nothing", typing.Tibetan, "", "ི", is(typing.ErrStack)},
		{"a vowel after a tsheg", typing.Tibetan, "ཀ་", "ི", is(typing.ErrStack)},
		{"two vowels", typing.Tibetan, "ཀི", "ོ", is(typing.ErrStack)},
		{"a lone subjoined letter", typing.Tibetan, "", "ྲ", is(typing.ErrStack)},
		{"a letter that does not go under that one", typing.Tibetan, "ཀ", "+ཀ", is(typing.ErrStack)},
		{"a subjoined letter under a vowel", typing.Tibetan, "ཀི", "ྲ", is(typing.ErrStack)},
		{"an accent on nothing", typing.Latin, "", "\u0301", is(typing.ErrStack)},
	} {
		t.Run(c.what, func(t *testing.T) {
			x := name(c.board)
			x.Set(c.have)
			if err := script(x, c.keys); !c.is(err) || x.String() != c.have {
				t.Errorf("refused %v, the text is %q", err, x.String())
			}
		})
	}
}

func is(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }

func TestARareCharacterIsFoundByItsRadicalAndByItsParts(t *testing.T) {
	x := name(typing.Rare)
	do(x, typing.Group, 5)
	keys := ""
	for _, row := range x.Rows() {
		for _, c := range row {
			keys += c.Label
		}
	}
	if !strings.Contains(keys, "石") {
		t.Fatalf("石 is not among the radicals of five strokes: %s", keys)
	}
	script(x, "龙")
	do(x, typing.Rest, 4)
	if x.Composing() != "龙+4" {
		t.Errorf("composing %q", x.Composing())
	}
	choose(t, x, "䶮")
	script(x, "土口")
	choose(t, x, "𠮷")
	if x.String() != "䶮𠮷" || x.Composing() != "" {
		t.Errorf("%q, composing %q", x.String(), x.Composing())
	}
}

func TestACharacterOfANameIsFoundByHowItsPartsAreCalled(t *testing.T) {
	x := name(typing.Pinyin)
	script(x, "tukou")
	choose(t, x, "𠮷")
	if x.String() != "𠮷" || x.Composing() != "" {
		t.Errorf("%q, composing %q", x.String(), x.Composing())
	}
}

func TestEveryRadicalIsReachedAndAPartIsTakenBackWhole(t *testing.T) {
	p, err := ime.NewParts()
	if err != nil {
		t.Fatal(err)
	}
	x := name(typing.Rare)
	seen := map[string]bool{}
	for n := 1; n <= 10; n++ {
		do(x, typing.Group, n)
		for range 10 {
			for _, c := range append(x.Rows()[1], x.Rows()[2]...) {
				seen[c.Label] = true
			}
			do(x, typing.Leaf, 0)
		}
	}
	for _, r := range p.Radicals() {
		if !seen[r.Text] {
			t.Errorf("%s of %d strokes is on no page", r.Text, r.Strokes)
		}
	}
	script(x, "龙")
	do(x, typing.Rest, 4)
	script(x, "<")
	if x.Composing() != "龙" {
		t.Errorf("after one erasing %q", x.Composing())
	}
	if script(x, "<"); !x.Blank() {
		t.Errorf("after two %q", x.Composing())
	}
}

func TestAPickCanBeTakenBack(t *testing.T) {
	x := name(typing.Pinyin)
	script(x, "zhaxidunzhu")
	choose(t, x, "扎西")
	if x.Undoable() != "zhaxidunzhu" || x.Composing() != "dunzhu" {
		t.Errorf("to take back: %q, composing %q", x.Undoable(), x.Composing())
	}
	do(x, typing.Undo, 0)
	if x.String() != "" || x.Composing() != "zhaxidunzhu" || x.Undoable() != "" {
		t.Errorf("%q, composing %q", x.String(), x.Composing())
	}
	y := name(typing.Strokes)
	script(y, "hshz")
	choose(t, y, "扎")
	if y.Undoable() != "一丨一乛" {
		t.Errorf("to take back: %q", y.Undoable())
	}
	script(x, " ·")
	if x.Undoable() != "" {
		t.Error("a pick is taken back after more was typed")
	}
}

func TestGoingOnWhileComposingFirstShowsWhatBecameOfIt(t *testing.T) {
	x := name(typing.Pinyin)
	if was, err := x.Settle(); was || err != nil {
		t.Errorf("nothing to settle: %t, %v", was, err)
	}
	script(x, "zhaxi")
	if was, err := x.Settle(); !was || err != nil || x.String() != "扎西" {
		t.Errorf("settled %t, %v: %q", was, err, x.String())
	}
	script(x, "abc")
	if was, err := x.Raw(); !was || err != nil || x.String() != "扎西abc" {
		t.Errorf("Enter: %t, %v: %q", was, err, x.String())
	}
}

func TestPinyinAsItIsSpelledOrAsItSounds(t *testing.T) {
	for exact, want := range map[bool]bool{false: true, true: false} {
		x := typing.New(chinese, typing.NameRules(exact))
		script(x, "zaxi")
		found := slices.ContainsFunc(x.Candidates(), func(c ime.Candidate) bool { return c.Text == "扎西" })
		if found != want {
			t.Errorf("exact %t: zaxi offers 扎西: %t", exact, found)
		}
	}
}

func TestPagesOfCandidates(t *testing.T) {
	x := name(typing.Pinyin)
	script(x, "ji")
	first := x.Candidates()[0].Text
	x.Room(5)
	do(x, typing.Turn, 1)
	x.Room(7)
	if from, to, of := x.Range(); from != 6 || to != 12 || of < 12 {
		t.Errorf("shown %d–%d of %d", from, to, of)
	}
	do(x, typing.Turn, -1)
	if from, _, _ := x.Range(); from != 1 || x.Candidates()[0].Text != first {
		t.Errorf("back at %d", from)
	}
	do(x, typing.Turn, -1)
	for range 500 {
		do(x, typing.Turn, 1)
	}
	if _, to, of := x.Range(); to != of {
		t.Errorf("the last page ends at %d of %d", to, of)
	}
}

func TestTheBoardGoesWithTheLanguageUntilOneIsChosen(t *testing.T) {
	lang := words.Tibetan
	x := typing.New(func() words.Lang { return lang }, typing.NameRules(false))
	door := typing.New(func() words.Lang { return lang }, typing.DoorRules(false))
	for l, want := range map[words.Lang]typing.Board{words.Chinese: typing.Pinyin, words.Tibetan: typing.Tibetan, words.English: typing.Latin} {
		if lang = l; x.Board() != want || door.Board() != typing.Digits {
			t.Errorf("%s: board %d, at the door %d", l, x.Board(), door.Board())
		}
	}
	do(x, typing.Switch, int(typing.Strokes))
	do(x, typing.Switch, int(typing.Digits)) // names have none
	if lang = words.English; x.Board() != typing.Strokes {
		t.Errorf("board %d after one was chosen", x.Board())
	}
}

func TestKeysThatWouldBeRefusedAreOff(t *testing.T) {
	for _, c := range []struct{ have, off string }{
		{"", "ིེོུ+"}, {"ས", ""}, {"སི", "ིེོུ+"}, {"ཁ་", "ིེོུ+"},
	} {
		x := name(typing.Tibetan)
		x.Set(c.have)
		for _, row := range x.Rows() {
			for _, key := range row {
				sign := string(key.Event.Rune)
				if key.Event.Act == typing.Under {
					sign = "+"
				}
				if off := strings.Contains(c.off, sign); key.Event.Act != typing.Switch && key.Off != off {
					t.Errorf("behind %q the key %q is off: %t, want %t", c.have, key.Label, key.Off, off)
				}
			}
		}
	}
}

func TestEachKeyThatIsOnDoesSomething(t *testing.T) {
	for _, b := range typing.NameRules(false).Boards {
		for _, keys := range []string{"", "s", "ས", "ས+", "土"} {
			x := name(b)
			if script(x, keys) != nil {
				continue
			}
			for r, row := range x.Rows() {
				for i := range row {
					fresh := name(b)
					script(fresh, keys)
					if key := fresh.Rows()[r][i]; !key.Off && fresh.Do(key.Event) != nil {
						t.Errorf("board %d behind %q: the key %q is refused", b, keys, key.Label)
					}
				}
			}
		}
	}
}

// FuzzKeys: whatever is pressed, the text stays valid, and erasing ends with
// nothing left.
func FuzzKeys(f *testing.F) {
	f.Add([]byte("\x03\x30\x31\x32"), "ཀྲིzhaxi")
	f.Add([]byte{9, 8, 7, 6, 200, 100, 3}, "扎西\u0f71\u0301")
	f.Fuzz(func(t *testing.T, presses []byte, typed string) {
		x := name(typing.Pinyin)
		check := func() {
			s := x.String()
			if !utf8.ValidString(s) || !norm.NFC.IsNormalString(s) || utf8.RuneCountInString(s) > 30 || !ime.Follows("", s) {
				t.Fatalf("%q", s)
			}
		}
		runes := []rune(typed)
		for i, b := range presses {
			rows := x.Rows()
			row := rows[int(b)%len(rows)]
			if key := row[int(b/8)%len(row)]; !key.Off {
				x.Do(key.Event)
			}
			check()
			if i < len(runes) {
				x.Do(typing.Press(runes[i]))
				x.Do(typing.Event{Act: typing.Act(b % 12), N: int(b) - 3})
				check()
			}
		}
		for range 200 {
			before := len(x.String()) + len(x.Composing())
			x.Do(typing.Event{Act: typing.Erase})
			if now := len(x.String()) + len(x.Composing()); now > before {
				t.Fatalf("erasing made %q longer", x.String())
			}
		}
		if !x.Blank() {
			t.Fatalf("left: %q %q", x.String(), x.Composing())
		}
	})
}
