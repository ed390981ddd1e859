package ime

import (
	"cmp"
	"slices"
	"strings"
	"unicode/utf8"

	"redwrench/assets"
)

const (
	mostStrokes = 64 // strokes looked at; no character has more
	mostBegun   = 96 // characters offered that are not written to their end
	rareWeight  = 20 // characters no commoner than this come with their reading
)

// Strokes looks characters up by the strokes they are written with. It is
// safe for use by several goroutines.
type Strokes struct {
	t   *table
	raw string // lines as make_ime.py says, sorted
}

// NewStrokes opens the table of strokes in the program. It fails only if the
// program was built with a damaged one.
func NewStrokes() (*Strokes, error) {
	t, err := pinyinTable()
	if err != nil {
		return nil, err
	}
	if !strings.HasSuffix(assets.StrokeTable, "\n") {
		return nil, errTable
	}
	return &Strokes{t, assets.StrokeTable}, nil
}

// written is one line of the table.
type written struct {
	strokes, char string
	weight        int // 0 to 99
	grade         int // in names, 0 to 15
}

// Look offers the characters that are written with these strokes or begin
// with them: h 一, s 丨, p 丿, n 丶, z 乛, * any. Those written to their end
// come first, then the common ones. A candidate uses all strokes up. It is
// nil for other signs and for strokes that begin no character.
func (s *Strokes) Look(buffer string, c Context) []Candidate {
	if buffer == "" || len(buffer) > mostStrokes || strings.Trim(buffer, "hspnz*") != "" {
		return nil
	}
	var whole, begun []ranked
	s.scan(buffer, func(w written) {
		r := ranked{w.char, w.weight}
		if c.Name {
			r.score += 4 * w.grade
		}
		switch {
		case len(w.strokes) == len(buffer):
			whole = append(whole, r)
		default:
			begun = append(begun, r)
		}
	})
	slices.SortStableFunc(whole, commoner)
	slices.SortStableFunc(begun, commoner)
	return s.list(append(whole, begun[:min(len(begun), mostBegun)]...), len(buffer))
}

// ranked is a character found and how far in front it belongs.
type ranked struct {
	char  string
	score int
}

func commoner(a, b ranked) int { return cmp.Compare(b.score, a.score) }

// list makes candidates of what was found, each character once.
func (s *Strokes) list(found []ranked, keys int) []Candidate {
	var list []Candidate
	seen := make(map[string]bool, len(found))
	for _, r := range found {
		if !seen[r.char] {
			seen[r.char] = true
			list = append(list, Candidate{r.char, keys, s.t.note(r.char)})
		}
	}
	return list
}

// note is the reading of a rare character.
func (t *table) note(char string) string {
	rows := t.readings(char)
	if len(rows) == 0 || int(t.words[0].weight[rows[0]]) > rareWeight {
		return ""
	}
	return strings.ReplaceAll(t.syllable(rows[0]), "v", "ü")
}

// scan calls f with each line whose strokes begin with the pattern.
func (s *Strokes) scan(pattern string, f func(written)) {
	known, _, _ := strings.Cut(pattern, "*")
	for at := s.find(known); at < len(s.raw); {
		end := at + strings.IndexByte(s.raw[at:], '\n')
		line := s.raw[at:end]
		at = end + 1
		if !strings.HasPrefix(line, known) {
			return
		}
		if begins(line[len(known):], pattern[len(known):]) {
			f(parse(line))
		}
	}
}

// drawn is the number of strokes a line begins with.
func drawn(line string) (n int) {
	for line[n] < utf8.RuneSelf {
		n++
	}
	return n
}

// begins says whether the line's strokes begin with the pattern's.
func begins(line, pattern string) bool {
	for i := range len(pattern) {
		if i >= len(line) || line[i] >= utf8.RuneSelf || pattern[i] != '*' && line[i] != pattern[i] {
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

// parse takes a line apart.
func parse(line string) written {
	n := drawn(line)
	behind := len(line) - 3
	grade := int(line[behind+2] - '0')
	if grade > 9 {
		grade = int(line[behind+2]-'a') + 10
	}
	return written{line[:n], line[n:behind], int(line[behind]-'0')*10 + int(line[behind+1]-'0'), grade}
}
