package typing

import (
	"slices"
	"strings"

	"redwrench/inventory/people"
	"redwrench/ui/ime"
)

// Columns is how many letters' keys the widest row has room for.
const Columns = 10

// Cap is a key as it is drawn now. The zero Cap is an empty place.
type Cap struct {
	Label string  // what stands on it
	Word  string  // instead: a key of the words
	Icon  string  // instead: an icon
	Under string  // a key of the words for the line under Label
	Wide  float32 // in letters' keys and the gaps between them; 0: 1
	Event Event
	Off   bool // it would be refused now
	On    bool // it is in force: shift, the board shown
	Quiet bool // it types no letter
}

// Rows are the keys of the board as they are now. Boards that compose have a row
// less: their candidates stand above them.
func (t *Text) Rows() [][]Cap {
	var rows [][]Cap
	switch t.Board() {
	case Pinyin:
		rows = t.pinyin()
	case Strokes:
		rows = t.strokes()
	case Rare:
		rows = t.parts()
	case Tibetan:
		rows = t.tibetan()
	case Digits:
		rows = t.digits()
	default:
		rows = t.latin()
	}
	if last := t.bottom(); len(last) > 0 {
		rows = append(rows, last)
	}
	return rows
}

func letter(r rune) Cap { return Cap{Label: string(r), Event: Press(r)} }

func letters(s string) []Cap {
	var caps []Cap
	for _, r := range s {
		caps = append(caps, letter(r))
	}
	return caps
}

func eraser(wide float32) Cap {
	return Cap{Icon: "erase", Wide: wide, Event: Event{Act: Erase}, Quiet: true}
}

// sign is a key of a sign that is no letter; blank where the text takes none.
func (t *Text) sign(r rune, wide float32) Cap {
	return Cap{Label: string(r), Wide: wide, Event: Press(r), Quiet: true, Off: !t.takes(r)}
}

func (t *Text) pinyin() [][]Cap {
	dot := t.sign('·', 1.5)
	dot.Under = "keys.dot"
	third := append([]Cap{dot}, letters("zxcvbnm")...)
	return [][]Cap{letters("qwertyuiop"), letters("asdfghjkl"), append(third, eraser(1.5))}
}

func (t *Text) strokes() [][]Cap {
	stroke := func(letter rune) Cap {
		return Cap{Label: strokesOf(string(letter)), Under: "keys.stroke." + string(letter), Wide: 2.5, Event: Press(letter)}
	}
	dot := t.sign('·', 2.5)
	dot.Under = "keys.dot"
	unsure := Cap{Label: "＊", Under: "keys.stroke.any", Wide: 2.5, Event: Press('*')}
	return [][]Cap{
		{stroke('h'), stroke('s'), stroke('p')},
		{stroke('n'), stroke('z'), unsure},
		{dot, t.sign('-', 2.5), eraser(2.5)},
	}
}

func (t *Text) latin() [][]Cap {
	caps := func(s string) []Cap {
		if t.shift || t.rules.Upper {
			s = strings.ToUpper(s)
		}
		return letters(s)
	}
	signs := []rune(t.rules.Signs)
	second := caps("asdfghjkl")
	if len(signs) > 0 {
		second = append(second, t.sign(signs[0], 1))
	}
	third := append(caps("zxcvbnm"), eraser(1.5))
	if !t.rules.Upper {
		third = append([]Cap{{Icon: "shift", Wide: 1.5, Event: Event{Act: Shift}, On: t.shift, Quiet: true}}, third...)
	}
	rows := [][]Cap{caps("qwertyuiop"), second, third}
	if t.takes('1') {
		rows = append([][]Cap{letters("1234567890")}, rows...)
	}
	return rows
}

func (t *Text) digits() [][]Cap {
	row := func(s string) []Cap {
		caps := letters(s)
		for i := range caps {
			caps[i].Wide = 2
		}
		return caps
	}
	return [][]Cap{row("123"), row("456"), row("789"), {t.sign('-', 2), row("0")[0], eraser(2)}}
}

// tibetan is the table of consonants in their traditional order, four and four a
// row, with the vowels at its right.
func (t *Text) tibetan() [][]Cap {
	if t.more {
		return t.tibetanSigns()
	}
	vowels := t.vowels()
	under := Cap{Word: "keys.subjoin", Wide: 2, Event: Event{Act: Under}, On: t.under, Off: !ime.MayStack(t.text), Quiet: true}
	more := Cap{Label: "༠-༩", Event: Event{Act: More}, Quiet: true}
	all := t.consonants()
	return [][]Cap{
		slices.Concat(all[:8], vowels[:2]),
		slices.Concat(all[8:16], vowels[2:]),
		slices.Concat(all[16:24], []Cap{under}),
		slices.Concat(all[24:], []Cap{more, t.sign('།', 1), eraser(2)}),
	}
}

// consonants show, while the subjoin key is on, the stack each would make.
func (t *Text) consonants() []Cap {
	all := letters(ime.Consonants)
	if !t.under {
		return all
	}
	for i, r := range []rune(ime.Consonants) {
		if all[i].Off = !ime.Stacks(t.text, r); !all[i].Off {
			all[i].Label = ime.LastStack(t.text) + string(ime.Subjoined(r))
		}
	}
	return all
}

// vowels show the stack each would make; where there is none, the letter people
// learn them on.
func (t *Text) vowels() []Cap {
	on := ime.LastStack(t.text)
	off := on == "" || t.under
	if off {
		on = "ཨ"
	}
	all := letters(ime.Vowels)
	for i := range all {
		all[i].Label, all[i].Off, all[i].Quiet = on+all[i].Label, off, true
	}
	return all
}

func (t *Text) tibetanSigns() [][]Cap {
	back := Cap{Label: "ཀཁག", Wide: 2, Event: Event{Act: More}, Quiet: true}
	off := func(caps []Cap) []Cap {
		for i := range caps {
			caps[i].Off = !t.takes(caps[i].Event.Rune)
		}
		return caps
	}
	return [][]Cap{
		off(letters(ime.TibetanDigits)),
		off(letters("1234567890")),
		off(letters("༼༽༎།·-")),
		{back, eraser(2)},
	}
}

// boards are the keys of the boards; names in their own script need no translation.
var boards = map[Board]Cap{
	Pinyin:  {Word: "keys.pinyin"},
	Strokes: {Word: "keys.strokes"},
	Rare:    {Word: "keys.rare"},
	Tibetan: {Label: "བོད་ཡིག"},
	Latin:   {Label: "ABC"},
	Digits:  {Label: "123"},
}

// bottom is the last row: the boards to choose from, and the blank.
func (t *Text) bottom() []Cap {
	board, left := t.Board(), float32(Columns)
	var row []Cap
	if len(t.rules.Boards) > 1 {
		for _, b := range t.rules.Boards {
			c := boards[b]
			c.Wide, c.Event, c.On = 1.2, Event{Act: Switch, N: int(b)}, b == board
			row, left = append(row, c), left-c.Wide
		}
	}
	if signs := []rune(t.rules.Signs); board == Latin && len(signs) > 1 {
		for _, r := range signs[1:] {
			row, left = append(row, t.sign(r, 1)), left-1
		}
	}
	switch {
	case board == Tibetan:
		row = append(row, Cap{Word: "keys.tsheg", Wide: left, Event: Press(ime.Tsheg), Off: !t.takes(ime.Tsheg)})
	case t.buffer != "":
		row = append(row, Cap{Word: "keys.first", Wide: left, Event: Press(' ')})
	case board != Digits && t.takes(' '):
		row = append(row, Cap{Word: "keys.space", Wide: left, Event: Press(' '), Off: t.text == ""})
	case len(row) > 0 && left > 0:
		row = append(row, Cap{Wide: left}) // the boards stay where they are
	}
	return row
}

// NameSigns are the signs of names in Latin letters.
const NameSigns = "-·'"

// NumberRules are those of a document's number with letters.
func NumberRules(longest int) Rules {
	number := func(r rune) bool { return r >= '0' && r <= '9' || r >= 'A' && r <= 'Z' }
	return Rules{Longest: longest, Takes: number, Upper: true, Boards: []Board{Latin}}
}

// DoorRules are those of a part of an address: most doors have a number only.
// exact is that of Rules.
func DoorRules(exact bool) Rules {
	return Rules{Exact: exact, Longest: people.MaxDoor, Signs: NameSigns, Boards: []Board{Digits, Pinyin, Strokes, Tibetan, Latin}}
}

// NameRules are those of a person's name. exact is that of Rules.
func NameRules(exact bool) Rules {
	return Rules{Exact: exact, Longest: people.MaxName, Takes: people.NameRune, Name: true, Signs: NameSigns, Boards: []Board{Pinyin, Strokes, Rare, Tibetan, Latin}}
}

// NoteRules are those of a few words about something.
func NoteRules(longest int) Rules {
	return Rules{Longest: longest, Boards: []Board{Pinyin, Strokes, Rare, Tibetan, Latin, Digits}}
}
