package inventory

import (
	"cmp"
	"maps"
	"slices"
	"time"
)

// countedLoan is what a report reads of a Loan, times in seconds since 1970 (0:
// none): a half-year has so many of them that the rest is not decoded.
type countedLoan struct {
	ID       LoanID     `cbor:"1,keyasint"`
	Tool     ToolID     `cbor:"2,keyasint"`
	Borrower ResidentID `cbor:"3,keyasint"`
	Out      int64      `cbor:"4,keyasint"`
	Due      int64      `cbor:"5,keyasint"`
	Back     int64      `cbor:"7,keyasint"`
	Lost     int64      `cbor:"12,keyasint"`
	Undone   UndoReason `cbor:"14,keyasint"`
	Job      JobID      `cbor:"19,keyasint"`
}

// lent: see FigureLoans.
func (l *countedLoan) lent(s span) bool { return l.Undone == 0 && l.Job == 0 && s.holds(l.Out) }

// along: see FigureAlong.
func (l *countedLoan) along(s span) bool { return l.Undone == 0 && l.Job != 0 && s.holds(l.Out) }

// returned: see FigureReturns.
func (l *countedLoan) returned(s span) bool {
	return l.Undone == 0 && l.Job == 0 && l.Lost == 0 && l.Back != 0 && s.holds(l.Back)
}

// late: see FigureLate.
func (l *countedLoan) late(s span) bool { return l.returned(s) && l.Back > l.Due }

// loanCount adds up the loans of a period and of the one before.
type loanCount struct {
	zone      *time.Location
	spans     [2]span // the period, the one before
	n         [2]Numbers
	borrowers map[ResidentID]uint8 // bit i: among those of spans[i]
	lengths   [2][]int32           // seconds

	steps []int64 // where each of the period's steps ends
	weeks []int
	tools map[ToolID]int
	hours [24]int
}

func newLoanCount(p Period, zone *time.Location) *loanCount {
	c := &loanCount{
		zone: zone, spans: [2]span{p.seconds(zone), p.Before().seconds(zone)},
		borrowers: map[ResidentID]uint8{}, tools: map[ToolID]int{},
	}
	c.steps = endsOf(p, zone)
	c.weeks = make([]int, len(c.steps))
	return c
}

// endsOf is where each step of a period ends, not included.
func endsOf(p Period, zone *time.Location) []int64 {
	var list []int64
	for _, s := range p.Steps() {
		list = append(list, s.seconds(zone).to)
	}
	return list
}

// step is the number of the step that holds t.
func step(ends []int64, t int64) int {
	n, _ := slices.BinarySearch(ends, t+1)
	return n
}

func (c *loanCount) add(l *countedLoan) {
	for i, s := range c.spans {
		n := &c.n[i]
		switch {
		case l.lent(s):
			n.Loans++
			c.borrowers[l.Borrower] |= 1 << i
			if i == 0 {
				c.part(l)
			}
		case l.along(s):
			n.Along++
		}
		if l.returned(s) {
			n.Returns++
			c.lengths[i] = append(c.lengths[i], int32(min(l.Back-l.Out, 1<<31-1)))
			if l.late(s) {
				n.Late++
			}
		}
	}
}

// part counts a loan of the period for the charts.
func (c *loanCount) part(l *countedLoan) {
	c.weeks[step(c.steps, l.Out)]++
	c.tools[l.Tool]++
	c.hours[time.Unix(l.Out, 0).In(c.zone).Hour()]++
}

// numbers are the figures of loans: of the period, and of the one before.
func (c *loanCount) numbers() [2]Numbers {
	for _, bits := range c.borrowers {
		for i := range c.n {
			c.n[i].Borrowers += int(bits >> i & 1)
		}
	}
	for i, list := range c.lengths {
		c.n[i].Length = median(list)
	}
	return c.n
}

// median is the middle of lengths in seconds, the mean of both middles of an
// even number; 0 of none.
func median(list []int32) time.Duration {
	if len(list) == 0 {
		return 0
	}
	slices.Sort(list)
	n := len(list)
	return (time.Duration(list[(n-1)/2]) + time.Duration(list[n/2])) * time.Second / 2
}

// ranked is parts as bars, the most first; equal ones in the order of their keys.
func ranked[K cmp.Ordered](parts map[K]int, bar func(K) Bar) []Bar {
	keys := slices.SortedFunc(maps.Keys(parts), func(a, b K) int { return cmp.Or(cmp.Compare(parts[b], parts[a]), cmp.Compare(a, b)) })
	bars := make([]Bar, len(keys))
	for i, k := range keys {
		bars[i] = bar(k)
		bars[i].N = parts[k]
	}
	return bars
}
