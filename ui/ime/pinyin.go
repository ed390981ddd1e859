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
	moreCost    = 36  // and that although the letters make a syllable
	nearCost    = 30  // a syllable often mixed up with the one typed
	lostCost    = 600 // a letter that stands for nothing
	strayCost   = 260 // words that are so much less likely than the best are not offered

	mostLetters = 64 // letters looked at
	mostWords   = 60 // words offered
	mostGuessed = 96 // characters offered for the beginning of a syllable
)

// Pinyin looks words up by their sound in Latin letters. It is safe for use
// by several goroutines.
type Pinyin struct {
	t *table
}

// NewPinyin opens the table of words in the program. It fails only if the
// program was built with a damaged one.
func NewPinyin() (*Pinyin, error) {
	t, err := pinyinTable()
	if err != nil {
		return nil, err
	}
	return &Pinyin{t}, nil
}

// match is a row that stands for the letters of the buffer up to end.
type match struct {
	words *entries // nil: none
	row   int
	end   int
	cost  int // with the words behind it, where they count
}

// search is one look-up under way.
type search struct {
	*Pinyin
	buffer string
	start  int       // of the first syllable
	first  place     // where the word at start stands
	tokens [][]token // at each letter
	rest   []int     // what the likeliest words from a letter to the end cost
	next   []match   // the first of them; none where the letter stands for nothing
}

// Look offers what the letters of buffer may stand for, best first: the whole
// as words in a row, then words from its beginning, then single characters
// for its first syllable. ü is v, an apostrophe parts syllables, an initial
// may stand for its syllable; with fuzzy also a syllable often mixed up with
// the one typed. It is nil for letters that begin no syllable.
func (p *Pinyin) Look(buffer string, c Context, fuzzy bool) []Candidate {
	s := &search{Pinyin: p, buffer: clean(buffer)}
	n := len(s.buffer)
	s.start = skip(s.buffer, 0)
	s.tokens, s.rest, s.next = make([][]token, n), make([]int, n+1), make([]match, n+1)
	after := anywhere
	if c.Name {
		s.first, after = goesOn, goesOn
		if c.begins() {
			s.first = begins
		}
	}
	for i := n - 1; i >= s.start; i-- {
		if s.buffer[i] != '\'' {
			s.tokens[i] = p.t.tokens(s.buffer, i, fuzzy)
		}
		if i > s.start {
			s.best(i, after)
		} else {
			s.best(i, s.first)
		}
	}
	return s.offer()
}

// clean is the part of the buffer that is looked at: its letters, made
// small, and apostrophes up to the first other sign.
func clean(buffer string) string {
	buffer = strings.ToLower(buffer[:min(len(buffer), mostLetters)])
	if i := strings.IndexFunc(buffer, func(r rune) bool { return r != '\'' && (r < 'a' || r > 'z') }); i >= 0 {
		return buffer[:i]
	}
	return buffer
}

// best finds the likeliest words from letter i to the end.
func (s *search) best(i int, where place) {
	s.rest[i] = lostCost * (len(s.buffer) - i)
	better := func(m match) {
		if cost := m.cost + s.rest[m.end]; cost < s.rest[i] {
			s.rest[i], s.next[i] = cost, m
		}
	}
	for _, t := range s.tokens[i] {
		s.characters(t, where, true, better)
	}
	s.words(i, where, better)
}

// characters calls f with the characters that a token stands for, or with the
// likeliest of each syllable only.
func (s *search) characters(t token, where place, likeliest bool, f func(match)) {
	one := &s.t.words[0]
	first, heads := s.t.first[t.letter], s.t.heads[t.letter]
	(t.set | t.near).each(func(n int) {
		extra := t.cost
		if t.set>>n&1 == 0 {
			extra += nearCost
		}
		if likeliest {
			f(match{one, heads[n][where], t.end, extra + one.cost(heads[n][where], where)})
			return
		}
		for row := first[n]; row < first[n+1]; row++ {
			f(match{one, row, t.end, extra + one.cost(row, where)})
		}
	})
}

// words calls f with the words of two and more characters from letter i.
func (s *search) words(i int, where place, f func(match)) {
	var ts [8]token
	var key [8]byte
	var from func(i, n int)
	from = func(i, n int) {
		if n == len(s.t.words) || i == len(s.buffer) {
			return
		}
		for _, t := range s.tokens[i] {
			ts[n], key[n] = t, t.letter
			if n > 0 {
				s.rows(ts[:n+1], string(key[:n+1]), where, f)
			}
			from(t.end, n+1)
		}
	}
	from(i, 0)
}

// rows calls f with each word that these syllables stand for.
func (s *search) rows(ts []token, key string, where place, f func(match)) {
	e := &s.t.words[len(ts)-1]
	from, to := e.span(key)
	for row := from; row < to; row++ {
		if extra, ok := fits(e.sound[row*e.n:], ts); ok {
			f(match{e, row, ts[len(ts)-1].end, extra + e.cost(row, where)})
		}
	}
}

// fits says whether the tokens stand for these sounds and what that costs.
func fits(sound string, ts []token) (extra int, ok bool) {
	for i, t := range ts {
		switch {
		case t.set>>sound[i]&1 == 1:
		case t.near>>sound[i]&1 == 1:
			extra += nearCost
		default:
			return 0, false
		}
		extra += t.cost
	}
	return extra, true
}

// offer lists the candidates of a finished search.
func (s *search) offer() []Candidate {
	if s.start == len(s.buffer) || s.next[s.start].words == nil {
		return nil
	}
	var words, chars, guessed []match
	likely := s.rest[s.start] + strayCost
	word := func(m match) {
		if m.cost += s.rest[m.end]; m.cost <= likely {
			words = keep(words, m, mostWords)
		}
	}
	s.words(s.start, s.first, word)
	for _, t := range s.tokens[s.start] {
		switch {
		case t.cost > 0:
			s.characters(t, s.first, false, func(m match) { guessed = keep(guessed, m, mostGuessed) })
		case t.end == len(s.buffer):
			s.characters(t, s.first, false, func(m match) {
				words, chars = keep(words, m, mostWords), append(chars, m)
			})
		case s.likely(t, likely):
			s.characters(t, s.first, false, func(m match) { chars = append(chars, m) })
		}
	}
	slices.SortStableFunc(chars, func(a, b match) int {
		return cmp.Or(cmp.Compare(b.end, a.end), cmp.Compare(a.cost, b.cost))
	})
	return s.list(words, chars, guessed)
}

// likely says whether a token with the words behind it costs no more.
func (s *search) likely(t token, most int) (ok bool) {
	s.characters(t, s.first, true, func(m match) { ok = ok || m.cost+s.rest[m.end] <= most })
	return ok
}

// keep puts m behind those that cost no more and drops what is too much.
func keep(list []match, m match, most int) []match {
	if len(list) == most && m.cost >= list[most-1].cost {
		return list
	}
	i, _ := slices.BinarySearchFunc(list, m.cost+1, func(m match, cost int) int { return cmp.Compare(m.cost, cost) })
	list = slices.Insert(list, i, m)
	return list[:min(len(list), most)]
}

// list makes candidates of what was found, each text once, the sentence first.
func (s *search) list(found ...[]match) []Candidate {
	n := 1
	for _, f := range found {
		n += len(f)
	}
	list := make([]Candidate, 0, n)
	seen := make(map[string]bool, n)
	add := func(text string, keys int) {
		if !seen[text] {
			seen[text] = true
			list = append(list, Candidate{Text: text, Keys: keys})
		}
	}
	add(s.sentence())
	for _, f := range found {
		for _, m := range f {
			add(m.words.word(m.row), m.end)
		}
	}
	return list
}

// sentence is the likeliest row of words and the letters it uses up.
func (s *search) sentence() (string, int) {
	var text strings.Builder
	i := s.start
	for i < len(s.buffer) && s.next[i].words != nil {
		text.WriteString(s.next[i].words.word(s.next[i].row))
		i = s.next[i].end
	}
	return text.String(), i
}
