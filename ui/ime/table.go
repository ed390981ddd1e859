package ime

import (
	"errors"
	"fmt"
	"math/bits"
	"sort"
	"strconv"
	"strings"

	"redwrench/assets"
)

// errTable says that an embedded table is not as make_ime.py writes it.
var errTable = errors.New("ime: the table is damaged")

// sounds is a set of the syllables that begin with one letter.
type sounds uint64

// entries are the words of one length, a row each, in columns.
type entries struct {
	n                                 int // characters of each
	rows                              int
	width                             int // bytes of each text
	keys, sound, weight, grades, text string
}

func (e *entries) key(row int) string { return e.keys[row*e.n : (row+1)*e.n] }

func (e *entries) word(row int) string {
	return strings.TrimRight(e.text[row*e.width:(row+1)*e.width], "\x00")
}

// begins and goes are how common the row is where a name begins and further
// on in it, 0 (not known in names) to 15.
func (e *entries) begins(row int) int { return int(e.grades[row] >> 4) }
func (e *entries) goes(row int) int   { return int(e.grades[row] & 15) }

// span is the rows with these letters.
func (e *entries) span(key string) (from, to int) {
	from = sort.Search(e.rows, func(i int) bool { return e.key(i) >= key })
	to = from + sort.Search(e.rows-from, func(i int) bool { return e.key(from+i) > key })
	return from, to
}

// table is the pinyin table as it lies in the program.
type table struct {
	letters []string          // what syllables begin with, as the keys have it
	by      map[byte][]string // letter -> its syllables; their place is their number
	words   []entries         // of 1, 2, … characters
	first   map[byte][]int    // letter -> row of the first character of each of its syllables, and the row behind the last
	byText  string            // rows of single characters sorted by text, two bytes each
}

// open reads the head of the table and cuts it into its columns.
func open(raw string) (*table, error) {
	line := func() (s string) { s, raw, _ = strings.Cut(raw, "\n"); return s }
	if line() != "redwrench pinyin 1" {
		return nil, errTable
	}
	t := &table{by: map[byte][]string{}, first: map[byte][]int{}}
	l := line()
	for ; l != "" && l[0] >= 'a'; l = line() {
		f := strings.Fields(l)
		if len(f[0]) != 1 || len(f) > 65 {
			return nil, errTable
		}
		t.letters, t.by[l[0]] = append(t.letters, f[0]), f[1:]
	}
	cut := func(n int) (s string) {
		n = min(n, len(raw))
		s, raw = raw[:n], raw[n:]
		return s
	}
	for i, f := range strings.Fields(l) {
		n, err := strconv.Atoi(f)
		if err != nil {
			return nil, fmt.Errorf("%w: %w", errTable, err)
		}
		e := entries{n: i + 1, rows: n, width: 3 * (i + 1)}
		if i == 0 {
			e.width = 4
		}
		e.keys, e.sound = cut(n*e.n), cut(n*e.n)
		e.weight, e.grades, e.text = cut(n), cut(n), cut(n*e.width)
		t.words = append(t.words, e)
	}
	if t.byText = raw; len(t.words) == 0 || len(raw) != 2*t.words[0].rows {
		return nil, errTable
	}
	t.index()
	return t, nil
}

// index notes where the characters of each syllable begin.
func (t *table) index() {
	one := &t.words[0]
	row := 0
	for _, l := range t.letters {
		starts := make([]int, 0, len(t.by[l[0]])+1)
		for s := range t.by[l[0]] {
			starts = append(starts, row)
			for row < one.rows && one.keys[row] == l[0] && int(one.sound[row]) == s {
				row++
			}
		}
		t.first[l[0]] = append(starts, row)
	}
}

// readings are the rows of a character, the commonest reading first.
func (t *table) readings(char string) []int {
	one := &t.words[0]
	at := func(i int) int { return int(t.byText[2*i]) | int(t.byText[2*i+1])<<8 }
	i := sort.Search(one.rows, func(i int) bool { return one.word(at(i)) >= char })
	var rows []int
	for ; i < one.rows && one.word(at(i)) == char; i++ {
		rows = append(rows, at(i))
	}
	return rows
}

// syllable spells a row of a single character.
func (t *table) syllable(row int) string {
	one := &t.words[0]
	return t.by[one.keys[row]][one.sound[row]]
}

// each calls f with the number of each syllable of the set.
func (s sounds) each(f func(number int)) {
	for ; s != 0; s &= s - 1 {
		f(bits.TrailingZeros64(uint64(s)))
	}
}

func pinyinTable() (*table, error) { return open(assets.PinyinTable) }
