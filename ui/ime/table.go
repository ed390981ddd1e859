package ime

import (
	"errors"
	"fmt"
	"iter"
	"math/bits"
	"sort"
	"strconv"
	"strings"
	"sync"

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

// place is where a word stands.
type place int

const (
	anywhere place = iota // in a text
	begins                // where a name begins
	goesOn                // further on in a name
)

// cost is how unlikely the row is in that place.
func (e *entries) cost(row int, where place) int {
	weight, grade := int(e.weight[row]), int(e.grades[row])
	switch where {
	case anywhere:
		return wordCost - weight
	case begins:
		grade >>= 4
	case goesOn:
		grade &= 15
	}
	if grade == 0 {
		return nameCost - weight/2
	}
	return nameCost - 110 - 8*grade - weight/8
}

// span is the rows with these letters.
func (e *entries) span(key string) (from, to int) {
	from = sort.Search(e.rows, func(i int) bool { return e.key(i) >= key })
	to = from + sort.Search(e.rows-from, func(i int) bool { return e.key(from+i) > key })
	return from, to
}

// behindZ is the length of arrays by letter.
const behindZ = 'z' + 1

// table is the pinyin table as it lies in the program.
type table struct {
	letters []string            // what syllables begin with, as the keys have it
	by      [behindZ][]string   // letter -> its syllables; their place is their number
	words   []entries           // of 1, 2, … characters
	first   [behindZ][]int      // letter -> row of the first character of each of its syllables, and the row behind the last
	heads   [behindZ][][3]int   // letter -> of each of its syllables the likeliest character in each place
	spelt   map[string]spelling // by what is typed
	byText  string              // rows of single characters sorted by text, two bytes each
}

// open reads the head of the table and cuts it into its columns.
func open(raw string) (*table, error) {
	line := func() (s string) { s, raw, _ = strings.Cut(raw, "\n"); return s }
	if line() != "redwrench pinyin 1" {
		return nil, errTable
	}
	t := &table{}
	l := line()
	for ; l != "" && l[0] >= 'a'; l = line() {
		f := strings.Fields(l)
		if l[0] > 'z' || len(f[0]) != 1 || len(f) > 65 {
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
	t.spelt = spellings(t)
	return t, nil
}

// index notes where the characters of each syllable begin and which are the
// likeliest.
func (t *table) index() {
	one := &t.words[0]
	row := 0
	for _, l := range t.letters {
		starts := make([]int, 0, len(t.by[l[0]])+1)
		heads := make([][3]int, len(t.by[l[0]]))
		for s := range t.by[l[0]] {
			starts = append(starts, row)
			heads[s] = [3]int{row, row, row}
			for ; row < one.rows && one.keys[row] == l[0] && int(one.sound[row]) == s; row++ {
				for where, head := range heads[s] {
					if one.cost(row, place(where)) < one.cost(head, place(where)) {
						heads[s][where] = row
					}
				}
			}
		}
		t.first[l[0]], t.heads[l[0]] = append(starts, row), heads
	}
}

// readings are the rows of a character, that of its commonest reading first.
func (t *table) readings(char string) iter.Seq[int] {
	one := &t.words[0]
	at := func(i int) int { return int(t.byText[2*i]) | int(t.byText[2*i+1])<<8 }
	return func(yield func(int) bool) {
		i := sort.Search(one.rows, func(i int) bool { return one.word(at(i)) >= char })
		for ; i < one.rows && one.word(at(i)) == char && yield(at(i)); i++ {
		}
	}
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

// pinyinTable opens the table in the program, once for all keyboards.
var pinyinTable = sync.OnceValues(func() (*table, error) { return open(assets.PinyinTable) })
