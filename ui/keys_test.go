package ui_test

import (
	"testing"

	"fyne.io/fyne/v2"

	"redwrench/assets/words"
	"redwrench/inventory"
	"redwrench/ui/borrow"
	"redwrench/ui/register"
	"redwrench/ui/say"
	"redwrench/ui/stage"
	"redwrench/ui/typing"
)

func TestAPhysicalKeyboardComposesPinyin(t *testing.T) {
	k := shop(t)
	k.Show(stage.Register{})
	k.typed("zxdz1")
	name := func() *typing.Text { return k.Screen().(*register.Screen).Name }
	if got := name().String(); got != "扎西顿珠" {
		t.Errorf("typed %q, composing %q", got, name().Composing())
	}
	k.typed("扎")
	if got := name().String(); got != "扎西顿珠扎" {
		t.Errorf("with an input method of the machine %q", got)
	}
}

func TestAScanWhileComposingArrivesAsAScan(t *testing.T) {
	k := shop(t)
	k.Show(stage.Borrow{})
	k.queue.Drain()
	f := k.Screen().(*borrow.Flow)
	f.Search()
	k.typed("ti")
	for _, code := range []string{tag(6), inventory.ToolID(11).Code().String()} {
		k.scan(code)
	}
	if f.Words.Composing() != "ti" || len(f.Basket) != 2 {
		t.Errorf("composing %q, %d tools in the basket", f.Words.Composing(), len(f.Basket))
	}
	k.scan("6901234567892") // somebody else's label
	if got := f.Words.Composing(); got != "ti" || f.Words.String() != "" || f.Notice.Err == nil {
		t.Errorf("after a foreign label %q is being composed, %q looked for, %v said", got, f.Words.String(), f.Notice.Err)
	}
	k.Show(stage.Register{})
	name := k.Screen().(*register.Screen).Name
	k.typed("zhaxi")
	for _, code := range []string{tag(6), "6901234567892"} {
		k.scan(code)
	}
	if name.Composing() != "zhaxi" || name.String() != "" {
		t.Errorf("registering: composing %q behind %q", name.Composing(), name.String())
	}
}

func TestASearchAsOneTypes(t *testing.T) {
	k := shop(t)
	k.Show(stage.Borrow{})
	k.queue.Drain()
	f := k.Screen().(*borrow.Flow)
	all := len(f.Shown())
	f.Search()
	k.typed("tizi ")
	if len(f.Found) != 3 || f.Near != "梯" || f.None() {
		t.Fatalf("%q finds %d, near %q", f.Words.String(), len(f.Found), f.Near)
	}
	for _, lang := range words.All {
		k.Speak(lang, false)
		k.shows(lang.Say("keys.find.near", "words", "梯子", "near", "梯"))
		k.shows(say.Name(lang, f.Found[0].Tool.Name))
	}
	k.Speak(words.Chinese, false)
	f.EndSearch()
	if f.Searching || len(f.Shown()) != len(f.Found) {
		t.Error("the catalogue does not show what was found")
	}
	f.Filter("")
	f.Search()
	k.typed("鹏")
	if !f.None() {
		t.Errorf("%q finds %d", f.Words.String(), len(f.Found))
	}
	k.shows("没有找到“" + f.Words.String() + "”。换个说法,或者少打几个字再试;也可以问工作人员。")
	f.Back()
	f.Filter("")
	if len(f.Shown()) != all || f.Words.String() != "" {
		t.Errorf("all tools are %d, want %d", len(f.Shown()), all)
	}
}

func TestASearchByTheSoundOfAName(t *testing.T) {
	k := shop(t)
	k.Show(stage.Borrow{})
	k.queue.Drain()
	f := k.Screen().(*borrow.Flow)
	for _, letters := range []string{"yjc", "yangjiaochui", "jiaochui"} {
		f.Search()
		k.typed(letters)
		if len(f.Found) < 2 || f.Found[0].Tool.Name.Zh != "羊角锤" || f.Words.String() != "" {
			t.Errorf("%s finds %d tools", letters, len(f.Found))
		}
		f.Back()
		f.Filter("")
	}
	f.Search()
	k.typed("yjcq")
	if len(f.Found) != 0 || f.None() {
		t.Errorf("%d found, none said: %t; there may be a next letter", len(f.Found), f.None())
	}
}

// BenchmarkKey is a key of the pinyin board in a window of 1920×1080: from the tap
// to the screen built anew, and to a picture of it drawn without a graphics card.
func BenchmarkKey(b *testing.B) {
	k := newKiosk(b, fyne.NewSize(1920, 1080), true)
	k.Show(stage.Register{})
	k.queue.Drain()
	f := k.Screen().(*register.Screen).Flow
	key := func(i int) {
		if i %= 12; i < 11 {
			f.Press(typing.Press(rune("zhaxidunzhu"[i])))
			return
		}
		f.Name.Set("")
		f.Press(typing.Press('z'))
	}
	b.Run("screen", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			key(i)
		}
	})
	b.Run("picture", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			key(i)
			k.window.Canvas().Capture()
		}
	})
}
