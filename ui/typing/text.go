// Package typing is the state of words being entered by thumb: which board is
// shown, the text, the letters being composed and what they may stand for. A
// physical keyboard goes the same way. It knows no screen and no Fyne.
package typing

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"redwrench/assets/words"
	"redwrench/ui/ime"
)

// What cannot be typed.
var (
	// ErrSign: the text may not have this character.
	ErrSign = errors.New("typing: not this character")
	// ErrStack: no Tibetan stack has this letter or vowel there.
	ErrStack = errors.New("typing: no such stack")
)

// TooLong refuses more characters than Most.
type TooLong struct{ Most int }

func (e *TooLong) Error() string { return "typing: more than " + strconv.Itoa(e.Most) + " characters" }

// Rules say what a text may be.
type Rules struct {
	Longest int             // characters
	Takes   func(rune) bool // besides, only what can be seen is taken
	Boards  []Board         // to choose from; the first that suits the language is shown first
	Name    bool            // a person's: names come first
	Upper   bool            // small letters become capitals
	Signs   string          // more keys of the Latin board
	Exact   bool            // pinyin as it is spelled: no zh for z, n for l …
}

// Most is how many candidates are shown at a time at most: a key 1 to 8 each.
const Most = 8

// longestBuffer is how many letters are composed at a time.
const longestBuffer = 48

// Text is a text being entered; its cursor is at its end.
type Text struct {
	rules Rules
	lang  func() words.Lang
	board Board
	moved bool // board was chosen, or typed on; else it goes with the language

	text    string
	buffer  string
	found   []ime.Candidate
	learned bool  // found with the dictionaries at hand
	first   int   // place of the first candidate shown
	fits    int   // how many have room; 0: nobody said
	before  []int // first of the pages before this one

	shift  bool // the next Latin letter is a capital
	under  bool // the next Tibetan consonant is subjoined
	more   bool // the board's other keys: digits and signs
	undone *picked

	rest rest // of a rare character
	leaf leaf // of the radicals
}

// picked is how things stood before a candidate was picked.
type picked struct{ text, buffer, shown string }

// New is an empty text. lang says which language is spoken now.
func New(lang func() words.Lang, rules Rules) *Text { return &Text{rules: rules, lang: lang} }

// String is what was typed, without what is being composed. It is NFC.
func (t *Text) String() string { return t.text }

// Set replaces everything with s.
func (t *Text) Set(s string) {
	t.text = norm.NFC.String(s)
	t.compose("")
	t.shift, t.under, t.more, t.undone = false, false, false, nil
}

// Composing is what is being composed, as people see it: letters or strokes.
func (t *Text) Composing() string {
	switch {
	case t.Board() == Strokes:
		return strokesOf(t.buffer)
	case t.rest.known:
		return t.buffer + "+" + strconv.Itoa(t.rest.strokes)
	}
	return t.buffer
}

// Sought is the text as a search takes it: with the letters of pinyin that are
// being composed.
func (t *Text) Sought() string {
	if t.Board() != Pinyin {
		return t.text
	}
	return t.text + t.buffer
}

// Blank says that there is nothing, not even a letter being composed.
func (t *Text) Blank() bool { return t.text == "" && t.buffer == "" }

// Candidates are what the letters may stand for, from the first of the page on:
// more than may have room.
func (t *Text) Candidates() []ime.Candidate {
	if !t.learned && loaded.Load() != nil {
		t.find() // they were read meanwhile
	}
	return t.found[min(t.first, len(t.found)):]
}

// Room says how many candidates have room on this page; the view knows.
func (t *Text) Room(n int) { t.fits = min(max(n, 1), Most) }

// Range is which candidates are shown, counted from 1, and how many there are.
func (t *Text) Range() (from, to, of int) {
	return t.first + 1, t.first + t.shown(), len(t.found)
}

func (t *Text) shown() int {
	n := t.fits
	if n == 0 {
		n = Most
	}
	return min(n, len(t.found)-t.first)
}

// Undoable is what the last pick was composed of, as people see it, while it can be taken back; else "".
func (t *Text) Undoable() string {
	if t.undone == nil {
		return ""
	}
	return t.undone.shown
}

// Do takes an event of the keyboard. A refusal is one of the errors above, or a *TooLong, and
// changes nothing.
func (t *Text) Do(e Event) error {
	switch e.Act {
	case Key:
		return t.key(e.Rune)
	case Erase:
		t.erase()
	case Pick:
		return t.pick(e.N)
	case Turn:
		t.turn(e.N)
	case Switch:
		t.switchTo(Board(e.N))
	case Shift:
		t.shift = !t.shift
	case Under:
		t.under = !t.under && ime.MayStack(t.text)
	case More:
		t.more = !t.more
	case Undo:
		t.undo()
	case Group:
		t.leaf = leaf{more: e.N - firstGroup}
	case Leaf:
		if t.leaf.from += perLeaf; t.leaf.from >= len(group(t.leaf.group())) {
			t.leaf.from = 0
		}
	case Rest:
		t.besides(e.N)
	}
	return nil
}

// Settle ends composing: the first candidate is picked. It says whether there was
// anything to settle; a person should then see what became of it before going on.
func (t *Text) Settle() (bool, error) {
	if t.buffer == "" {
		return false, nil
	}
	return true, t.pick(-t.first)
}

// Raw ends composing with the letters as they were typed, as Enter on a physical
// keyboard does. It says whether there were any.
func (t *Text) Raw() (bool, error) {
	if t.buffer == "" {
		return false, nil
	}
	if t.Board() != Pinyin {
		return t.Settle()
	}
	return true, t.keep(t.buffer, len(t.buffer))
}

// Take ends composing in the way end says, Settle or Raw, or else gives what was
// typed, without the blanks around it; "" when composing was ended, with why that
// failed, or when nothing was typed.
func (t *Text) Take(end func(*Text) (bool, error)) (string, error) {
	if composing, err := end(t); composing {
		return "", err
	}
	return strings.TrimSpace(t.String()), nil
}

// key takes a character: of the keyboard on the screen, a physical one, or an
// input method of the machine.
func (t *Text) key(r rune) error {
	board := t.Board()
	t.board, t.moved = board, true // who types on a board has chosen it
	letter := unicode.ToLower(r)
	switch {
	case t.buffer == "" && r != letter, !board.composes(letter, t.buffer):
	case len(t.buffer) >= longestBuffer:
		return &TooLong{longestBuffer}
	default:
		t.undone = nil
		t.compose(t.buffer + string(letter))
		t.more = board == Rare
		return nil
	}
	if t.buffer != "" {
		switch {
		case r == ' ':
			return t.pick(0)
		case r >= '1' && r < '1'+Most:
			return t.pick(int(r - '1'))
		case unicode.IsLetter(r) && r < utf8.RuneSelf, !t.takes(r):
			return ErrSign
		}
		if !t.ends() {
			return ErrSign
		}
	}
	return t.insert(r)
}

// ends picks the likeliest word for the whole buffer, if there is one: a sign
// that is no letter ends it.
func (t *Text) ends() bool {
	if len(t.found) == 0 || t.found[0].Keys < len(t.buffer) {
		return false
	}
	t.first = 0
	return t.pick(0) == nil
}

// insert puts a character behind the text.
func (t *Text) insert(r rune) error {
	if t.rules.Upper {
		r = unicode.ToUpper(r)
	}
	if t.under && ime.Subjoined(r) != 0 {
		if !ime.Stacks(t.text, r) {
			return ErrStack
		}
		r = ime.Subjoined(r)
	}
	if err := t.keep(string(r), 0); err != nil {
		return err
	}
	t.shift, t.under = false, false
	return nil
}

// keep puts words behind the text, for so many letters of the buffer.
func (t *Text) keep(s string, letters int) error {
	if !utf8.ValidString(s) || strings.ContainsFunc(s, func(r rune) bool { return !t.takes(r) }) {
		return ErrSign
	}
	next := norm.NFC.String(t.text + s)
	switch {
	case !ime.Follows(t.text, s):
		return ErrStack
	case utf8.RuneCountInString(next) > t.rules.Longest:
		return &TooLong{t.rules.Longest}
	}
	t.undone = nil
	if letters > 0 {
		t.undone = &picked{t.text, t.buffer, t.Composing()}
	}
	t.text = next
	t.compose(t.buffer[letters:])
	return nil
}

func (t *Text) takes(r rune) bool {
	return r != utf8.RuneError && unicode.IsGraphic(r) && (t.rules.Takes == nil || t.rules.Takes(r))
}

// erase takes back a letter being composed, else the last character: of a Tibetan
// stack its vowel, then its lowest letter.
func (t *Text) erase() {
	t.undone = nil
	switch {
	case t.rest.known:
		t.compose(t.buffer)
	case t.buffer != "":
		_, size := utf8.DecodeLastRuneInString(t.buffer)
		t.compose(t.buffer[:len(t.buffer)-size])
	case t.under:
		t.under = false
	default:
		_, size := utf8.DecodeLastRuneInString(t.text)
		t.text = t.text[:len(t.text)-size]
	}
}

// pick takes the i-th candidate shown.
func (t *Text) pick(i int) error {
	if i += t.first; i < 0 || i >= len(t.found) {
		return nil
	}
	c := t.found[i]
	letters := min(max(c.Keys, 0), len(t.buffer))
	if t.Board() == Rare {
		letters = len(t.buffer) // its parts are used up
	}
	return t.keep(c.Text, letters)
}

func (t *Text) undo() {
	if u := t.undone; u != nil {
		t.text, t.undone = u.text, nil
		t.compose(u.buffer)
	}
}

func (t *Text) turn(by int) {
	switch {
	case by > 0 && t.first+t.shown() < len(t.found):
		t.before = append(t.before, t.first)
		t.first += t.shown()
	case by < 0 && len(t.before) > 0:
		t.first = t.before[len(t.before)-1]
		t.before = t.before[:len(t.before)-1]
	}
}

func (t *Text) switchTo(b Board) {
	if !slices.Contains(t.rules.Boards, b) {
		return
	}
	t.board, t.moved = b, true
	t.shift, t.under, t.more, t.undone = false, false, false, nil
	t.compose("")
}

// compose looks up what letters may stand for.
func (t *Text) compose(buffer string) {
	t.buffer, t.rest = buffer, rest{}
	t.find()
}

// besides looks for characters with so many strokes besides the radical.
func (t *Text) besides(strokes int) {
	if t.Board() == Rare && t.buffer != "" {
		t.rest = rest{strokes, true}
		t.find()
	}
}

// find looks up what is being composed.
func (t *Text) find() {
	t.first, t.before, t.fits = 0, nil, 0
	t.learned = loaded.Load() != nil
	t.found = t.look()
}
