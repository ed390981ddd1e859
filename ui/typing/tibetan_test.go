package typing_test

import (
	"strings"
	"testing"
	"unicode"

	"redwrench/assets/words"
	"redwrench/ui/ime"
	"redwrench/ui/typing"
)

// names are usual Tibetan names as people write them.
var names = strings.Fields(`བཀྲ་ཤིས་ དོན་གྲུབ། སྒྲོལ་མ། ཚེ་རིང་། ལྷ་དབང་། མཚོ་མོ། ཕུན་ཚོགས། རྡོ་རྗེ། དབང་འདུས། དབྱངས་ཅན། སྐལ་བཟང་། ཉི་མ། ཟླ་བ།
	མིག་དམར། ལྷག་པ། ཕུར་བུ། པ་སངས། སྤེན་པ། བདེ་སྐྱིད། ཆོས་སྒྲོན། ལྷ་མོ། རིག་འཛིན། བསྟན་འཛིན། ཀརྨ། བྱམས་པ། བློ་བཟང་། བསོད་ནམས། ཀུན་དགའ། པདྨ།
	གཡུ་སྒྲོན། ནོར་བུ། རྒྱ་མཚོ། ཡེ་ཤེས། འཇིགས་མེད། དཔལ་འབྱོར། རྣམ་རྒྱལ། རྩ་བ། གྲྭ་པ། བཛྲ། སྨྱོན་པ། བསླབ། ཧྲག་པ།`)

// pressed types a word with the keys of the board, as a thumb must.
func pressed(t *testing.T, x *typing.Text, word string) {
	t.Helper()
	for _, r := range word {
		if base := r - 0x50; ime.Subjoined(base) == r {
			tap(t, x, typing.Event{Act: typing.Under})
			r = base
		}
		if e := typing.Press(r); onBoard(x, e) {
			tap(t, x, e)
			continue
		}
		tap(t, x, typing.Event{Act: typing.More})
		tap(t, x, typing.Press(r))
		tap(t, x, typing.Event{Act: typing.More})
	}
}

func onBoard(x *typing.Text, e typing.Event) bool {
	for _, row := range x.Rows() {
		for _, c := range row {
			if c.Event == e && !c.Off {
				return true
			}
		}
	}
	return false
}

func tap(t *testing.T, x *typing.Text, e typing.Event) {
	t.Helper()
	if !onBoard(x, e) {
		t.Fatalf("behind %q the board has no key for %+v that is on", x.String(), e)
	}
	if err := x.Do(e); err != nil {
		t.Fatalf("behind %q: %v", x.String(), err)
	}
}

func TestEveryTibetanWordOfTheKioskCanBeTypedOnTheBoard(t *testing.T) {
	all := names
	for _, key := range words.Keys() {
		all = append(all, strings.FieldsFunc(words.Tibetan.Say(key), func(r rune) bool { return !unicode.Is(unicode.Tibetan, r) })...)
	}
	syllables := map[string]bool{}
	for _, w := range all {
		for _, s := range strings.SplitAfter(w, "་") {
			syllables[s] = true
		}
	}
	if len(syllables) < 300 {
		t.Fatalf("%d syllables", len(syllables))
	}
	for s := range syllables {
		x := typing.New(chinese, typing.Rules{Longest: 40, Boards: []typing.Board{typing.Tibetan}})
		pressed(t, x, s)
		if x.String() != s {
			t.Errorf("typed %q for %q", x.String(), s)
		}
		for range []rune(s) {
			x.Do(typing.Event{Act: typing.Erase})
			if !ime.Follows("", x.String()) {
				t.Errorf("taking %q apart leaves %q", s, x.String())
			}
		}
		if !x.Blank() {
			t.Errorf("%q is not erased, sign by sign: %q", s, x.String())
		}
	}
}

func TestNamesInTibetan(t *testing.T) {
	for _, n := range names {
		x := name(typing.Tibetan)
		pressed(t, x, n)
		if x.String() != n {
			t.Errorf("typed %q for %q", x.String(), n)
		}
	}
}
