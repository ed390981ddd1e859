package typing

import (
	"slices"
	"strings"

	"redwrench/assets/words"
)

// Board is a set of keys.
type Board int

// The boards.
const (
	Pinyin Board = iota
	Strokes
	Rare // characters by their parts
	Tibetan
	Latin
	Digits
)

// Act is what is done on the keyboard.
type Act int

// The acts.
const (
	Key    Act = iota // the character Rune
	Erase             // the last letter or character
	Pick              // candidate N of those shown, from 0
	Turn              // N pages of candidates on: 1 or -1
	Switch            // to Board(N)
	Shift             // the next Latin letter is a capital, or not
	Under             // the next Tibetan consonant is subjoined, or not
	More              // the board's other keys, or back
	Group             // the radicals of N strokes
	Leaf              // the next radicals
	Rest              // N strokes besides the radical
	Undo              // the last pick
)

// Event is something done on the keyboard.
type Event struct {
	Act  Act
	Rune rune
	N    int
}

// Press is the event of a character typed.
func Press(r rune) Event { return Event{Act: Key, Rune: r} }

// own is the board that suits a language.
var own = map[words.Lang][]Board{
	words.Chinese: {Pinyin, Strokes},
	words.Tibetan: {Tibetan},
	words.English: {Latin},
}

// Board is the board shown: the one chosen or typed on, else the one of the language. A text
// whose first board is Digits begins with them in every language.
func (t *Text) Board() Board {
	boards := t.rules.Boards
	if t.moved || boards[0] == Digits {
		if t.moved {
			return t.board
		}
		return Digits
	}
	for _, b := range own[t.lang()] {
		if slices.Contains(boards, b) {
			return b
		}
	}
	return boards[0]
}

// Composes says that the board composes: its candidates need room.
func (b Board) Composes() bool { return b == Pinyin || b == Strokes || b == Rare }

// strokeLetters are the letters of the five strokes and of "not sure".
const strokeLetters = "hspnz*"

var strokeShapes = strings.NewReplacer("h", "一", "s", "丨", "p", "丿", "n", "丶", "z", "乛", "*", "＊")

func strokesOf(buffer string) string { return strokeShapes.Replace(buffer) }

// composes says whether r is a letter the board composes with, behind a buffer.
func (b Board) composes(r rune, buffer string) bool {
	switch b {
	case Pinyin:
		return r >= 'a' && r <= 'z' || r == '\'' && buffer != ""
	case Strokes:
		return strings.ContainsRune(strokeLetters, r)
	case Rare:
		return isRadical(r)
	}
	return false
}
