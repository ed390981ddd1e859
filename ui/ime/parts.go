package ime

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"redwrench/assets"
)

// Parts looks rare characters up by what they are made of. It is safe for
// use by several goroutines.
type Parts struct {
	strokes  *Strokes
	radicals []Radical
	made     string // lines "85.3 江池…"
}

// Radical is a form of one of the 214 radicals.
type Radical struct {
	Text    string // as it is written in characters: 氵
	Strokes int    // of this form
	number  int
}

// NewParts opens the table of radicals in the program. It fails only if the
// program was built with a damaged one.
func NewParts() (*Parts, error) {
	strokes, err := NewStrokes()
	if err != nil {
		return nil, err
	}
	forms, made, _ := strings.Cut(assets.RadicalTable, "\n\n")
	p := &Parts{strokes: strokes, made: "\n" + made}
	for line := range strings.Lines(forms) {
		f := strings.Fields(line)
		number, err := strconv.Atoi(f[0])
		if err != nil {
			return nil, errTable
		}
		for _, form := range f[1:] {
			text := strings.TrimRight(form, "0123456789")
			n, err := strconv.Atoi(form[len(text):])
			if err != nil {
				return nil, errTable
			}
			p.radicals = append(p.radicals, Radical{text, n, number})
		}
	}
	slices.SortStableFunc(p.radicals, func(a, b Radical) int { return cmp.Compare(a.Strokes, b.Strokes) })
	return p, nil
}

// Radicals are the forms of all radicals, those with the fewest strokes
// first, else in the order of the dictionaries. Callers must not change them.
func (p *Parts) Radicals() []Radical { return p.radicals }

// ByRadical offers the characters with this radical (any of its forms) and so
// many strokes besides, the common ones first; their Keys are 0. It is nil
// for another text and for a number that no character has.
func (p *Parts) ByRadical(radical string, strokes int) []Candidate {
	i := slices.IndexFunc(p.radicals, func(r Radical) bool { return r.Text == radical })
	if i < 0 {
		return nil
	}
	_, chars, ok := strings.Cut(p.made, "\n"+strconv.Itoa(p.radicals[i].number)+"."+strconv.Itoa(strokes)+" ")
	if !ok {
		return nil
	}
	chars, _, _ = strings.Cut(chars, "\n")
	list := make([]Candidate, 0, len(chars)/3)
	for chars != "" {
		_, n := utf8.DecodeRuneInString(chars)
		list = append(list, Candidate{Text: chars[:n], Note: p.strokes.t.note(chars[:n])})
		chars = chars[n:]
	}
	return list
}

const (
	mostParts = 4  // parts looked at
	mostCodes = 24 // ways tried to write them one behind the other
)

// Look offers the characters that are written by writing these parts, one
// behind the other in whatever order or the rest within the first: 土口 gives
// 𠮷. Those of exactly these parts come first, in the order given before
// others, then those that go on after them. A part at the side may be given
// as the whole character (水 for 氵). A candidate uses all parts up: its Keys
// are their number. It is nil for more than four and for signs that are
// no parts.
func (p *Parts) Look(parts string, c Context) []Candidate {
	codes := p.codes(parts)
	if len(codes) == 0 {
		return nil
	}
	var whole, begun []drawing
	ways, given := ways(codes)
	for i, way := range ways {
		these, more := p.strokes.written(way, c)
		whole = append(whole, these...)
		if i < given {
			begun = append(begun, more...)
		}
	}
	slices.SortStableFunc(begun, func(a, b drawing) int { return cmp.Compare(b.rank, a.rank) })
	found := append(whole, begun[:min(len(begun), mostBegun)]...)
	found = slices.DeleteFunc(found, func(d drawing) bool { return d.char == parts })
	return p.strokes.list(found, len(codes), rareWeight)
}

// codes are, for each part, the ways to write it; none if one is unknown.
func (p *Parts) codes(parts string) [][]string {
	var codes [][]string
	for _, part := range parts {
		var ways []string
		for _, form := range forms(string(part)) {
			ways = append(ways, p.strokes.of(form)...)
		}
		if len(ways) == 0 || len(codes) == mostParts {
			return nil
		}
		codes = append(codes, ways)
	}
	return codes
}

// sides are characters with the forms they take as a part.
var sides = []string{"水氵氺", "人亻", "手扌", "心忄", "火灬", "言讠訁", "金钅釒", "食饣飠", "糸纟糹", "丝纟", "犬犭", "示礻", "衣衤", "刀刂", "草艹", "艸艹", "竹⺮", "肉月", "玉王", "邑阝", "阜阝", "走辶", "网罒", "攴攵", "爪爫", "车車", "马馬", "鱼魚", "鸟鳥", "门門", "贝貝", "页頁", "风風"}

// forms are a part as given and as it is written at the side.
func forms(part string) []string {
	list := []string{part}
	for _, s := range sides {
		if rest, ok := strings.CutPrefix(s, part); ok {
			list = append(list, strings.Split(rest, "")...)
		}
	}
	return list
}

// ways are the rows of strokes that write the parts, at most mostCodes; the
// first `given` of them write the parts in their order.
func ways(codes [][]string) (all []string, given int) {
	orders := [][]int{{}}
	for i := range codes {
		var longer [][]int
		for at := i; at >= 0; at-- { // the given order stays first
			for _, o := range orders {
				longer = append(longer, slices.Insert(slices.Clone(o), at, i))
			}
		}
		orders = longer
	}
	for n, order := range orders {
		ordered := make([][]string, len(order))
		for i, part := range order {
			ordered[i] = codes[part]
		}
		all = append(all, inOrder(ordered)...)
		if n == 0 {
			given = min(len(all), mostCodes)
			all = append(all, enclosed(codes)...)
		}
		if len(all) >= mostCodes {
			return all[:mostCodes], given
		}
	}
	return all, given
}

// inOrder are the rows of strokes that write the parts one behind the other.
func inOrder(codes [][]string) []string {
	rows := []string{""}
	for _, ways := range codes {
		var longer []string
		for _, row := range rows {
			for _, way := range ways {
				longer = append(longer, row+way)
			}
		}
		rows = longer
	}
	return rows
}

// enclosed are the rows of strokes that close the first part last, as in 国.
func enclosed(codes [][]string) []string {
	if len(codes) != 2 {
		return nil
	}
	var rows []string
	for _, a := range codes[0] {
		for _, b := range codes[1] {
			rows = append(rows, a[:len(a)-1]+b+a[len(a)-1:])
		}
	}
	return rows
}
