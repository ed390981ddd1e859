package typing

import (
	"slices"
	"strconv"
	"unicode/utf8"

	"redwrench/ui/ime"
)

// rest is how a character is looked for by a radical and the strokes besides; the
// zero rest goes by the parts alone.
type rest struct {
	strokes int
	known   bool
}

// leaf is which radicals are shown: those of so many strokes, from a place on.
// The zero leaf is those of three strokes, most of the radicals of names.
type leaf struct{ more, from int }

const (
	firstGroup = 3
	lastGroup  = 10 // and more
	perLeaf    = 17 // radicals shown at a time
	mostRest   = 20
)

func (l leaf) group() int { return firstGroup + l.more }

// group is the radicals of so many strokes.
func group(strokes int) []ime.Radical {
	d := loaded.Load()
	if d == nil {
		return nil
	}
	all := d.parts.Radicals()
	from := slices.IndexFunc(all, func(r ime.Radical) bool { return r.Strokes >= strokes })
	to := slices.IndexFunc(all, func(r ime.Radical) bool { return r.Strokes > strokes })
	if strokes >= lastGroup || to < 0 {
		to = len(all)
	}
	return all[from:to]
}

func isRadical(r rune) bool {
	d := loaded.Load()
	return d != nil && slices.ContainsFunc(d.parts.Radicals(), func(x ime.Radical) bool { return x.Text == string(r) })
}

// rare is what the parts may make: all the parts, or the last one as the radical
// and the strokes besides.
func (t *Text) rare(p *ime.Parts, c ime.Context) []ime.Candidate {
	if !t.rest.known {
		return p.Look(t.buffer, c)
	}
	_, size := utf8.DecodeLastRuneInString(t.buffer)
	return p.ByRadical(t.buffer[len(t.buffer)-size:], t.rest.strokes)
}

// parts are the keys of the board of rare characters: radicals by their strokes,
// and once there is one how many strokes there are besides.
func (t *Text) parts() [][]Cap {
	if t.more && t.buffer != "" {
		return t.strokesBesides()
	}
	var counts []Cap
	for n := range lastGroup {
		label := strconv.Itoa(n + 1)
		if n+1 == lastGroup {
			label += "+"
		}
		counts = append(counts, Cap{Label: label, Event: Event{Act: Group, N: n + 1}, On: t.leaf.group() == n+1, Quiet: true})
	}
	all := group(t.leaf.group())
	var shown []Cap
	for _, r := range all[min(t.leaf.from, len(all)):min(t.leaf.from+perLeaf, len(all))] {
		shown = append(shown, Cap{Label: r.Text, Event: Event{Act: Key, Rune: []rune(r.Text)[0]}})
	}
	for len(shown) < perLeaf {
		shown = append(shown, Cap{}) // an empty place
	}
	leaf := Cap{Icon: "right", Wide: 1.5, Event: Event{Act: Leaf}, Off: len(all) <= perLeaf, Quiet: true}
	return [][]Cap{counts, shown[:10], append(shown[10:], leaf, eraser(1.5))}
}

func (t *Text) strokesBesides() [][]Cap {
	var counts []Cap
	for n := range mostRest {
		counts = append(counts, Cap{Label: strconv.Itoa(n + 1), Event: Event{Act: Rest, N: n + 1}, On: t.rest == rest{n + 1, true}})
	}
	another := Cap{Word: "keys.part", Wide: 5, Event: Event{Act: More}, Quiet: true}
	return [][]Cap{counts[:10], counts[10:], {another, eraser(5)}}
}
