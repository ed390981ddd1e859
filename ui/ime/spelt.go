package ime

import (
	"cmp"
	"slices"
	"strings"
)

// How many characters of one sound are tried as a part, by how many parts
// there are.
var tried = [mostParts + 1]int{1: 24, 2: 16, 3: 8, 4: 4}

// commonWeight is what a character weighs that people call a part by.
const commonWeight = 60

// Spelt offers the characters made of parts that are called so, as in 土口吉:
// tukou gives 𠮷. The letters must be two to four whole syllables of pinyin;
// a candidate uses them all up and comes with its reading. It is nil for other
// letters and for parts that make no character.
func (p *Parts) Spelt(letters string, c Context) []Candidate {
	buffer := clean(letters)
	if len(buffer) != len(letters) {
		return nil
	}
	var found []drawing
	for _, said := range p.syllables(buffer, skip(buffer, 0), nil) {
		if len(said) < 2 {
			continue
		}
		codes := make([][]string, len(said))
		for i, t := range said {
			codes[i] = p.called(t, tried[len(said)])
		}
		rows := slices.Concat(inOrder(codes), enclosed(codes), p.alike(said))
		slices.Sort(rows)
		for _, way := range slices.Compact(rows) {
			found = append(found, p.strokes.exactly(way, c)...)
		}
	}
	slices.SortStableFunc(found, func(a, b drawing) int { return cmp.Compare(b.rank, a.rank) })
	return p.strokes.list(found[:min(len(found), mostWhole)], len(letters), mostWeight)
}

// syllables are the ways to read the buffer from place i as whole syllables,
// as many as there may be parts.
func (p *Parts) syllables(buffer string, i int, before []token) (all [][]token) {
	if i == len(buffer) {
		return [][]token{before}
	}
	if len(before) == mostParts {
		return nil
	}
	for _, t := range p.strokes.t.tokens(buffer, i, false) {
		if t.cost == 0 {
			all = append(all, p.syllables(buffer, t.end, append(slices.Clone(before), t))...)
		}
	}
	return all
}

// alike are the rows of strokes that write one part again and again, as in
// 森 and 鑫, if all are called the same.
func (p *Parts) alike(said []token) (rows []string) {
	for _, t := range said[1:] {
		if t.letter != said[0].letter || t.set != said[0].set {
			return nil
		}
	}
	for _, code := range p.called(said[0], mostWhole) {
		rows = append(rows, strings.Repeat(code, len(said)))
	}
	return rows
}

// called are the ways to write the simplest common characters of a sound.
func (p *Parts) called(said token, most int) (codes []string) {
	t := p.strokes.t
	said.set.each(func(n int) {
		for row := t.first[said.letter][n]; row < t.first[said.letter][n+1] && t.words[0].weight[row] >= commonWeight; row++ {
			for _, form := range forms(t.words[0].word(row)) {
				codes = append(codes, p.strokes.of(form)...)
			}
		}
	})
	slices.SortFunc(codes, func(a, b string) int { return cmp.Or(cmp.Compare(len(a), len(b)), cmp.Compare(a, b)) })
	codes = slices.Compact(codes)
	return codes[:min(len(codes), most)]
}
