package jobs

import (
	"cmp"
	"slices"
)

// Rank is what comes first on the board: the smaller the sooner.
type Rank uint32

// RankOf is the shop's rule: urgent (no water, no power) before all; then the
// elderly and the disabled; each time the first to have asked.
func RankOf(urgent, first bool) Rank {
	r := Rank(3)
	if urgent {
		r -= 2
	}
	if first {
		r--
	}
	return r
}

// Ranks is every rank, in the order of the board.
var Ranks = []Rank{0, 1, 2, 3}

// Urgent says that there is no water or no power.
func (r Rank) Urgent() bool { return r < 2 }

// First says that the resident is elderly or disabled.
func (r Rank) First() bool { return r%2 == 0 }

// Fit is how well somebody fits a job.
type Fit struct {
	Skill    bool // has the skill it asks, or it asks none
	Squad    bool // is of the squad it is for
	Language bool // speaks the resident's language
	Load     int  // open jobs already
	Free     bool // has no other visit while this one is arranged; true when none is
}

// Compare orders by skill, squad, language, then who has less to do.
func (f Fit) Compare(o Fit) int {
	return cmp.Or(
		yesFirst(f.Skill, o.Skill), yesFirst(f.Squad, o.Squad), yesFirst(f.Language, o.Language),
		cmp.Compare(f.Load, o.Load), yesFirst(f.Free, o.Free),
	)
}

// Best sorts who may do a job, the best fit first; who is equal stays in order.
func Best[T any](list []T, fit func(T) Fit) {
	slices.SortStableFunc(list, func(a, b T) int { return fit(a).Compare(fit(b)) })
}

func yesFirst(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
