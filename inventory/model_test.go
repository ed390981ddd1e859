package inventory_test

import (
	"fmt"
	"maps"
	"slices"
	"time"

	"redwrench/inventory"
)

// model is the shop as somebody with a notebook would keep it: plain lists, the
// rules of PRODUCT.md written a second time, no call to the first. Answers are
// words: "ok", or the refusal with its values.
type model struct {
	now    time.Time
	tools  map[inventory.ToolID]*mTool
	people map[inventory.ResidentID]mPerson
	loans  map[inventory.LoanID]*mLoan
	nails  int
	taken  map[inventory.LoanID]int // nails by slip

	lastLoan        inventory.LoanID
	lastHold        inventory.HoldID
	lastReservation inventory.ReservationID
}

type mPerson struct{ adult, verified bool }

type mTool struct {
	days, parts, inspect int
	adults, clean        bool
	inspected            int // day
	stay                 []inventory.Reason
	lacks, lacking       int // parts awaited; parts gone for good
	lostOn               inventory.LoanID
	retired              bool
	queue                []mHold
	promised             []mReservation
}

type mHold struct {
	id    inventory.HoldID
	who   inventory.ResidentID
	until time.Time // zero: not its turn
}

type mReservation struct {
	id       inventory.ReservationID
	who      inventory.ResidentID
	from, to int
}

type mLoan struct {
	tool       inventory.ToolID
	who        inventory.ResidentID
	slip       inventory.LoanID
	out, due   time.Time
	open, owed bool
	renewed    int // by the borrower
}

// The numbers the model's shop works with.
const (
	mLimit, mHolds, mReservations = 3, 2, 2
	mHoldDays, mAhead, mLongest   = 2, 12, 4
	mRenewals, mBlocks            = 2, 1
)

func (m *model) copied() *model {
	c := *m
	c.tools, c.loans = map[inventory.ToolID]*mTool{}, map[inventory.LoanID]*mLoan{}
	c.taken = maps.Clone(m.taken)
	for id, t := range m.tools {
		n := *t
		n.stay, n.queue, n.promised = slices.Clone(t.stay), slices.Clone(t.queue), slices.Clone(t.promised)
		c.tools[id] = &n
	}
	for id, l := range m.loans {
		n := *l
		c.loans[id] = &n
	}
	return &c
}

func dayNumber(t time.Time) int { return int(inventory.DayOf(t.In(lhasa))) }

// mClosed: Sundays, and a festival from the 5th to the 8th of December 2026.
func mClosed(day int) bool {
	date := time.Unix(int64(day)*86400, 0).UTC()
	return date.Weekday() == time.Sunday || date.Year() == 2026 && date.Month() == 12 && date.Day() >= 5 && date.Day() <= 8
}

func mNext(day int) int {
	for mClosed(day) {
		day++
	}
	return day
}

func mCloses(day int) time.Time { return time.Unix(int64(day)*86400+10*3600, 0) } // 18:00 in Lhasa

// place is where a tool is, for one who asks.
type place struct {
	status  inventory.Status
	reason  inventory.Reason
	who     inventory.ResidentID // whose it is now: held, reserved
	due     time.Time            // lent: is due; else would be
	until   time.Time
	next    int // somebody else's next reservation, 0: none
	shorter bool
}

func (m *model) outOn(id inventory.ToolID) (inventory.LoanID, *mLoan) {
	for n, l := range m.loans {
		if l.tool == id && l.open {
			return n, l
		}
	}
	return 0, nil
}

func (m *model) where(id inventory.ToolID, asks inventory.ResidentID) place {
	t := m.tools[id]
	if t.retired {
		return place{status: inventory.Retired}
	}
	if _, l := m.outOn(id); l != nil {
		return place{status: inventory.Lent, due: l.due}
	}
	if len(t.stay) > 0 {
		return place{status: inventory.OffShelf, reason: t.stay[0]}
	}
	if t.inspect > 0 && m.now.After(mCloses(t.inspected+t.inspect)) {
		return place{status: inventory.OffShelf, reason: inventory.Inspection}
	}
	var p place
	if len(t.queue) > 0 {
		p.status, p.who, p.until = inventory.Held, t.queue[0].who, t.queue[0].until
		if p.until.IsZero() {
			p.until = mCloses(mNext(dayNumber(m.now) + mHoldDays))
		}
	}
	return m.offer(p, t, asks)
}

// offer is the due date of a loan now, between what is promised to others.
func (m *model) offer(p place, t *mTool, asks inventory.ResidentID) place {
	today := dayNumber(m.now)
	p.due = mCloses(mNext(today + t.days))
	for _, r := range t.promised {
		if r.from <= today {
			p.status, p.who, p.until, p.due = inventory.Reserved, r.who, time.Time{}, mCloses(mNext(r.to))
		}
	}
	for _, r := range t.promised {
		switch {
		case r.from <= today:
		case r.who == asks && r.from <= dayNumber(p.due):
			if to := mCloses(mNext(r.to)); to.After(p.due) {
				p.due = to
			}
		case r.who != asks && p.next == 0:
			p.next = r.from
		}
	}
	if p.next == 0 {
		return p
	}
	last := p.next - 1
	for last >= today && mClosed(last) {
		last--
	}
	lastAt := time.Time{}
	if last >= today {
		lastAt = mCloses(last)
	}
	if !p.until.IsZero() && p.until.After(lastAt) {
		p.until = lastAt
	}
	if dayNumber(p.due) >= p.next {
		if !lastAt.After(m.now) {
			p.status, p.who, p.until = inventory.Reserved, 0, time.Time{}
			return p
		}
		p.due, p.shorter = lastAt, true
	}
	return p
}

// tick is the time going on.
func (m *model) tick(now time.Time) {
	m.now = now
	for id := range m.tools {
		t := m.tools[id]
		t.promised = slices.DeleteFunc(t.promised, func(r mReservation) bool { return now.After(mCloses(min(mNext(r.from), r.to))) })
		t.queue = slices.DeleteFunc(t.queue, func(h mHold) bool { return !h.until.IsZero() && now.After(h.until) })
		m.line(id)
	}
}

// line lets the first in the queue know when the tool is there for them.
func (m *model) line(id inventory.ToolID) {
	t := m.tools[id]
	p := m.where(id, 0)
	for i := range t.queue {
		h := &t.queue[i]
		switch turn := i == 0 && p.status == inventory.Held; {
		case turn && h.until.IsZero():
			h.until = p.until
		case !turn:
			h.until = time.Time{}
		}
	}
}

func notFree(id inventory.ToolID, p place) string {
	return fmt.Sprintf("tool %d not free: %d %d", id, p.status, p.reason)
}

func (m *model) loansOf(who inventory.ResidentID) []inventory.LoanID {
	var list []inventory.LoanID
	for id, l := range m.loans {
		if l.who == who && l.owed {
			list = append(list, id)
		}
	}
	slices.Sort(list)
	return list
}

func (m *model) lend(who inventory.ResidentID, tools []inventory.ToolID) string {
	person := m.people[who]
	var places []place
	for _, id := range tools {
		p := m.where(id, who)
		if p.status != inventory.OnShelf && p.who != who {
			return notFree(id, p)
		}
		places = append(places, p)
	}
	have := m.loansOf(who)
	for _, id := range have {
		if l := m.loans[id]; l.open && m.now.After(l.due) {
			if days := int((m.now.Sub(l.due) + 24*time.Hour - time.Second) / (24 * time.Hour)); days > mBlocks {
				return fmt.Sprintf("tool %d overdue: %d", l.tool, days)
			}
		}
	}
	for _, id := range tools {
		if m.tools[id].adults && !person.adult {
			return fmt.Sprintf("too young for tool %d", id)
		}
	}
	limit := mLimit
	if !person.verified {
		limit = 1
	}
	if len(have)+len(tools) > limit {
		return fmt.Sprintf("limit: %d + %d > %d", len(have), len(tools), limit)
	}
	slip := m.lastLoan + 1
	for i, id := range tools {
		m.lastLoan++
		m.loans[m.lastLoan] = &mLoan{tool: id, who: who, slip: slip, out: m.now, due: places[i].due, open: true, owed: true}
		t := m.tools[id]
		t.queue = slices.DeleteFunc(t.queue, func(h mHold) bool { return h.who == who })
		m.fulfil(t, who, places[i].due)
		m.line(id)
	}
	return "ok"
}

// fulfil drops what somebody had reserved within a loan of theirs.
func (m *model) fulfil(t *mTool, who inventory.ResidentID, due time.Time) {
	t.promised = slices.DeleteFunc(t.promised, func(r mReservation) bool { return r.who == who && r.from <= dayNumber(due) })
}

func (m *model) takeBack(id inventory.ToolID, found inventory.Condition, missing int) string {
	t := m.tools[id]
	if missing > t.parts-t.lacking {
		return inventory.ErrNoPart.Error()
	}
	_, l := m.outOn(id)
	lost := len(t.stay) > 0 && t.stay[0] == inventory.Missing
	if l == nil && !lost || t.retired {
		return inventory.ErrNotLent.Error()
	}
	var needs []inventory.Reason
	switch found {
	case inventory.PartMissing:
		needs = append(needs, inventory.Incomplete)
	case inventory.Damaged:
		needs = append(needs, inventory.Repair)
	case inventory.NeedsCleaning:
		needs = append(needs, inventory.Cleaning)
	}
	if lost {
		needs = append(needs, t.stay[1:]...)
		m.settled(t)
	} else {
		l.open, l.owed = false, false
		t.lacks = 0
	}
	if missing > 0 {
		needs, t.lacks = append(needs, inventory.Incomplete), missing
	}
	if t.clean {
		needs = append(needs, inventory.Cleaning)
	}
	t.stay = nil
	for _, r := range needs {
		if !slices.Contains(t.stay, r) {
			t.stay = append(t.stay, r)
		}
	}
	m.line(id)
	return "ok"
}

// settled ends what was owed for a lost tool.
func (m *model) settled(t *mTool) {
	if l := m.loans[t.lostOn]; l != nil {
		l.owed = false
	}
	t.lostOn = 0
}
