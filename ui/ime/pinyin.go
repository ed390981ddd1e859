package ime

import (
	"cmp"
	"slices"
	"strings"
)

// Costs are twelfths of a nat, as the table's weights; a likelier reading costs less.
const (
	wordCost    = 220 // any word, less its weight: ln of all occurrences in the dictionary
	nameCost    = 275 // any word of a name, less what is known of it in names
	initialCost = 60  // an initial for a syllable
	tailCost    = 36  // the last syllable not typed to its end
	nearCost    = 30  // a syllable often mixed up with the one typed
	lostCost    = 600 // a letter that stands for nothing

	mostLetters = 64 // letters looked at
	mostWords   = 60 // words offered
	mostGuessed = 96 // characters offered for the beginning of a syllable
)

// Pinyin looks words up by their sound in Latin letters. It is safe for use
// by several goroutines.
type Pinyin struct {
	t     *table
	spelt map[string]spelling
}

// NewPinyin opens the table of words in the program. It fails only if the
// program was built with a damaged one.
func NewPinyin() (*Pinyin, error) {
	t, err := pinyinTable()
	if err != nil {
		return nil, err
	}
	return &Pinyin{t, spellings(t)}, nil
}

// match is a row that stands for the letters of the buffer up to end.
type match struct {
	words *entries // nil: nothing found
	row   int
	end   int
	cost  int
}

// search is one look-up under way.
type search struct {
	*Pinyin
	buffer string
	begins bool // the buffer begins a name
	name   bool
	fuzzy  bool
	rest   []int   // what the likeliest words from a place to the end cost
	next   []match // the first of them; none where the letter stands for nothing
}

// Look offers what the letters of buffer may stand for, best first: the whole
// as words in a row, then words from its beginning, then single characters
// for its first syllable. ü is v, an apostrophe parts syllables, an initial
// may stand for its syllable; with fuzzy also a syllable often mixed up with
// the one typed. It is nil for letters that begin no syllable.
func (p *Pinyin) Look(buffer string, c Context, fuzzy bool) []Candidate {
	s := &search{Pinyin: p, buffer: clean(buffer), begins: c.Name && c.begins(), name: c.Name, fuzzy: fuzzy}
	start := skip(s.buffer, 0)
	s.rest, s.next = make([]int, len(s.buffer)+1), make([]match, len(s.buffer)+1)
	for i := len(s.buffer) - 1; i >= start; i-- {
		s.best(i, i == start)
	}
	return s.offer(start)
}

// clean is the part of the buffer that is looked at: its small letters and
// apostrophes up to the first other sign.
func clean(buffer string) string {
	buffer = strings.ToLower(buffer[:min(len(buffer), mostLetters)])
	if i := strings.IndexFunc(buffer, func(r rune) bool { return r != '\'' && (r < 'a' || r > 'z') }); i >= 0 {
		return buffer[:i]
	}
	return buffer
}

// best finds the likeliest words from place i to the end.
func (s *search) best(i int, start bool) {
	s.rest[i] = lostCost * (len(s.buffer) - i)
	s.walk(i, func(ts []token) {
		end := ts[len(ts)-1].end
		better := func(m match) {
			if m.cost+s.rest[end] < s.rest[i] {
				s.rest[i], s.next[i] = m.cost+s.rest[end], m
			}
		}
		s.rows(ts, start, better)
	})
}

// walk calls f with each row of syllables, no longer than words are, that can
// be read from place i.
func (s *search) walk(i int, f func([]token)) {
	var ts [8]token
	var from func(i, n int)
	from = func(i, n int) {
		if n == len(s.t.words) || i >= len(s.buffer) {
			return
		}
		for _, t := range s.tokens(s.buffer, i, s.fuzzy) {
			ts[n] = t
			f(ts[:n+1])
			from(t.end, n+1)
		}
	}
	from(i, 0)
}

// rows calls f with each row of the table that these syllables stand for.
func (s *search) rows(ts []token, start bool, f func(match)) {
	e := &s.t.words[len(ts)-1]
	if len(ts) == 1 {
		first := s.t.first[ts[0].letter]
		(ts[0].set | ts[0].near).each(func(n int) {
			for row := first[n]; row < first[n+1]; row++ {
				f(match{e, row, ts[0].end, s.cost(e, row, ts, start)})
			}
		})
		return
	}
	var key [8]byte
	for i, t := range ts {
		key[i] = t.letter
	}
	from, to := e.span(string(key[:len(ts)]))
	for row := from; row < to; row++ {
		if fits(e.sound[row*e.n:], ts) {
			f(match{e, row, ts[len(ts)-1].end, s.cost(e, row, ts, start)})
		}
	}
}

func fits(sound string, ts []token) bool {
	for i, t := range ts {
		if (t.set|t.near)>>sound[i]&1 == 0 {
			return false
		}
	}
	return true
}

// cost is how unlikely a row is for these syllables.
func (s *search) cost(e *entries, row int, ts []token, start bool) int {
	cost := wordCost - int(e.weight[row])
	if s.name {
		grade := e.goes(row)
		if start && s.begins {
			grade = e.begins(row)
		}
		cost = nameCost - int(e.weight[row])/2
		if grade > 0 {
			cost = nameCost - 110 - 8*grade - int(e.weight[row])/8
		}
	}
	for i, t := range ts {
		cost += t.cost
		if t.set>>e.sound[row*e.n+i]&1 == 0 {
			cost += nearCost
		}
	}
	return cost
}

// offer lists the candidates of a finished search.
func (s *search) offer(start int) []Candidate {
	var words, chars []match
	s.walk(start, func(ts []token) {
		s.rows(ts, true, func(m match) {
			if m.words.n > 1 || m.end == len(s.buffer) && ts[0].cost == 0 {
				words = append(words, m)
			} else {
				chars = append(chars, m)
			}
		})
	})
	slices.SortFunc(words, func(a, b match) int { return cmp.Compare(a.cost+s.rest[a.end], b.cost+s.rest[b.end]) })
	slices.SortFunc(chars, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.end, a.end), cmp.Compare(a.cost, b.cost))
	})
	list := make([]Candidate, 0, 1+len(words)+len(chars))
	if all := s.sentence(start); all.Keys > 0 {
		list = append(list, all)
	}
	seen := make(map[string]bool, cap(list))
	for _, m := range append(words, chars...) {
		if text := m.words.word(m.row); !seen[text] {
			seen[text] = true
			list = append(list, Candidate{Text: text, Keys: m.end})
		}
	}
	if len(list) == 0 {
		return nil
	}
	return list
}

// sentence is the likeliest row of words, if it is more than one.
func (s *search) sentence(start int) Candidate {
	var text strings.Builder
	n := 0
	i := start
	for i < len(s.buffer) && s.next[i].words != nil {
		m := s.next[i]
		text.WriteString(m.words.word(m.row))
		i = m.end
		n++
	}
	if n < 2 {
		return Candidate{}
	}
	return Candidate{Text: text.String(), Keys: i}
}
