package ui_test

import (
	"testing"

	"redwrench/ui/borrow"
	"redwrench/ui/register"
	"redwrench/ui/stage"
	"redwrench/ui/typing"
)

// naming shows the first question of a registration on a board, with so much
// typed.
func (k *kiosk) naming(b typing.Board, typed string) {
	k.Show(stage.Register{})
	k.queue.Drain()
	f := k.Screen().(*register.Screen).Flow
	f.Press(typing.Event{Act: typing.Switch, N: int(b)})
	k.press(f.Press, typed)
}

// press types on the keyboard of the screen; + is the subjoin key.
func (k *kiosk) press(on func(typing.Event), typed string) {
	for _, r := range typed {
		e := typing.Press(r)
		if r == '+' {
			e = typing.Event{Act: typing.Under}
		}
		on(e)
	}
}

// finding looks for a tool on the borrowing screen.
func (k *kiosk) finding(words string) {
	k.Show(stage.Borrow{})
	k.queue.Drain()
	f := k.Screen().(*borrow.Flow)
	f.Search()
	k.press(f.Press, words)
	k.queue.Drain()
}

func TestTheKeyboardsFitInEveryLanguageAndSize(t *testing.T) {
	for _, s := range []screenCase{
		{"keys-pinyin", func(k *kiosk) { k.naming(typing.Pinyin, "dunzhu") }},
		{"keys-strokes", func(k *kiosk) { k.naming(typing.Strokes, "hsp*") }},
		{"keys-rare", func(k *kiosk) { k.naming(typing.Rare, "") }},
		{"keys-rare-strokes", func(k *kiosk) {
			k.naming(typing.Rare, "龙")
			k.Screen().(*register.Screen).Press(typing.Event{Act: typing.Rest, N: 4})
		}},
		{"keys-again", func(k *kiosk) { k.naming(typing.Pinyin, "zhaxidunzhu ") }},
		{"keys-refused", func(k *kiosk) { k.naming(typing.Latin, "Tashi 7") }},
		{"keys-tibetan", func(k *kiosk) { k.naming(typing.Tibetan, "བཀ+ར་ཤིས་ས+") }},
		{"keys-tibetan-signs", func(k *kiosk) {
			k.naming(typing.Tibetan, "བས+ག+ར")
			k.Screen().(*register.Screen).Press(typing.Event{Act: typing.More})
		}},
		{"keys-find", func(k *kiosk) { k.finding("梯") }},
		{"keys-find-near", func(k *kiosk) { k.finding("梯子") }},
		{"keys-find-none", func(k *kiosk) { k.finding("鹏") }},
		{"keys-found", func(k *kiosk) { k.finding("钻"); k.Screen().(*borrow.Flow).EndSearch() }},
		{"keys-latin", func(k *kiosk) { k.naming(typing.Latin, "A name that is as long as names") }},
	} {
		t.Run(s.name, func(t *testing.T) {
			k := newKiosk(t, sizes[0], true)
			s.route(k)
			k.queue.Drain()
			k.everywhere(s.name)
		})
	}
}
