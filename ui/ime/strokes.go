package ime

import (
	"cmp"
	"slices"
	"sort"
	"strings"
	"unicode/utf8"

	"redwrench/assets"
)

const (
	mostStrokes = 64  // strokes looked at; no character has more
	mostWhole   = 240 // characters offered that are written to their end
	mostBegun   = 96  // and that are not
	rareWeight  = 10  // characters no commoner than this come with their reading
	mostWeight  = 99  // of the commonest
)

// Strokes looks characters up by the strokes they are written with. It is
// safe for use by several goroutines.
type Strokes struct {
	t   *table
	raw string // lines as make_ime.py says, sorted
	idx string // where they begin, three bytes each, sorted by character
}

// NewStrokes opens the table of strokes in the program. It fails only if the
// program was built with a damaged one.
func NewStrokes() (*Strokes, error) {
	t, err := pinyinTable()
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(assets.StrokeTable, "\n") || strings.Count(assets.StrokeTable, "\n") != len(assets.StrokeIndex)/3 {
		return nil, errTable
	}
	return &Strokes{t, assets.StrokeTable, assets.StrokeIndex}, nil
}

// drawing is one line of the table.
type drawing struct {
	char   string
	weight int // 0 to 99
	rank   int // the higher the further in front
}

// Look offers the characters that are written with these strokes or begin
// with them: h 一, s 丨, p 丿, n 丶, z 乛, * any. Those written to their end
// come first, then the common ones. A candidate uses all strokes up. It is
// nil for other signs and for strokes that begin no character.
func (s *Strokes) Look(buffer string, c Context) []Candidate {
	if buffer == "" || len(buffer) > mostStrokes || strings.Trim(buffer, "hspnz*") != "" {
		return nil
	}
	whole, begun := s.written(buffer, c)
	return s.list(append(whole, begun...), len(buffer), rareWeight)
}

// written are the characters of this pattern, and the common ones of those
// that begin with it.
func (s *Strokes) written(pattern string, c Context) (whole, begun []drawing) {
	known, _, _ := strings.Cut(pattern, "*")
	from, to := s.find(known), s.find(known+"\x7f") // behind any stroke
	for line := range strings.Lines(s.raw[from:to]) {
		if !opens(line, pattern, len(known)) {
			continue
		}
		rank := rank(line, c.Name)
		if line[len(pattern)] >= utf8.RuneSelf {
			whole = foremost(whole, line, rank, mostWhole)
		} else {
			begun = foremost(begun, line, rank, mostBegun)
		}
	}
	return whole, begun
}

// rank tells how far in front a line belongs: the higher the further.
func rank(line string, name bool) int {
	rank, _, grade := numbers(line)
	if name {
		rank += 4 * grade
	}
	return rank
}

// numbers are a line's weight, where its numbers begin and its name grade.
func numbers(line string) (weight, at, grade int) {
	at = len(line) - len("00f\n")
	grade = int(line[at+2] - '0')
	if grade > 9 {
		grade = int(line[at+2]-'a') + 10
	}
	return int(line[at]-'0')*10 + int(line[at+1]-'0'), at, grade
}

// exactly are the characters written with these strokes and no more.
func (s *Strokes) exactly(strokes string, c Context) (list []drawing) {
	for line := range strings.Lines(s.raw[s.find(strokes):]) {
		if line[:drawn(line)] != strokes {
			break
		}
		list = foremost(list, line, rank(line, c.Name), mostWhole)
	}
	return list
}

// foremost puts the line behind those of no lower rank and drops what is too
// much.
func foremost(list []drawing, line string, rank, most int) []drawing {
	if len(list) == most && rank <= list[most-1].rank {
		return list
	}
	weight, at, _ := numbers(line)
	d := drawing{line[drawn(line):at], weight, rank}
	i, _ := slices.BinarySearchFunc(list, rank-1, func(d drawing, rank int) int { return cmp.Compare(rank, d.rank) })
	list = slices.Insert(list, i, d)
	return list[:min(len(list), most)]
}

// list makes candidates of what was found, each character once, those up to
// a weight with their reading.
func (s *Strokes) list(found []drawing, keys, weight int) []Candidate {
	var list []Candidate
	seen := make(map[string]bool, len(found))
	for _, d := range found {
		if seen[d.char] {
			continue
		}
		seen[d.char] = true
		note := ""
		if d.weight <= weight {
			note = s.t.note(d.char)
		}
		list = append(list, Candidate{d.char, keys, note})
	}
	return list
}

// note is how a character is read; "" if that is unknown.
func (t *table) note(char string) string {
	for row := range t.readings(char) {
		return strings.ReplaceAll(t.syllable(row), "v", "ü")
	}
	return ""
}

// drawn is the number of strokes a line begins with.
func drawn(line string) (n int) {
	for line[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// opens says whether the line's strokes, of which the first `known` are, begin
// with the pattern's.
func opens(line, pattern string, known int) bool {
	if len(line) < len(pattern)+len("一00f\n") || line[len(pattern)-1] >= utf8.RuneSelf {
		return false
	}
	for i := known; i < len(pattern); i++ {
		if pattern[i] != '*' && line[i] != pattern[i] {
			return false
		}
	}
	return true
}

// find is where the first line stands that is not before these strokes.
func (s *Strokes) find(strokes string) int {
	from, to := 0, len(s.raw) // beginnings of lines
	for from < to {
		mid := from + (to-from)/2
		mid = strings.LastIndexByte(s.raw[:mid], '\n') + 1
		if line := s.raw[mid:]; line[:drawn(line)] < strokes {
			from = mid + strings.IndexByte(line, '\n') + 1
		} else {
			to = mid
		}
	}
	return from
}

// of are the ways to write a character.
func (s *Strokes) of(char string) (ways []string) {
	line := func(i int) string {
		at := int(s.idx[3*i]) | int(s.idx[3*i+1])<<8 | int(s.idx[3*i+2])<<16
		return s.raw[at:]
	}
	behind := func(line string) string { return line[drawn(line):] }
	n := len(s.idx) / 3
	i := sort.Search(n, func(i int) bool { return behind(line(i)) >= char })
	for ; i < n && strings.HasPrefix(behind(line(i)), char); i++ {
		ways = append(ways, line(i)[:drawn(line(i))])
	}
	return ways
}
