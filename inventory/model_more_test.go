package inventory_test

import (
	"fmt"
	"slices"
	"time"

	"redwrench/inventory"
)

// The model's deeds beside lending and taking back.

func (m *model) renew(id inventory.LoanID, who inventory.ResidentID) string {
	l := m.loans[id]
	switch {
	case l == nil || l.who != who:
		return inventory.ErrNoLoan.Error()
	case !l.open:
		return inventory.ErrNotLent.Error()
	case m.now.After(l.due):
		return inventory.ErrOverdue.Error()
	case len(m.tools[l.tool].queue) > 0:
		return inventory.ErrSomebodyWaits.Error()
	case l.renewed >= mRenewals:
		return fmt.Sprintf("renewed %d", mRenewals)
	}
	t := m.tools[l.tool]
	today := dayNumber(m.now)
	p := m.offer(place{}, t, who)
	if p.status == inventory.Reserved && p.who != who {
		return fmt.Sprintf("no longer: %d true", max(p.next, today))
	}
	if !p.due.After(l.due) {
		if p.shorter {
			return fmt.Sprintf("no longer: %d true", p.next)
		}
		day := today + 1
		for !mCloses(mNext(day + t.days)).After(l.due) {
			day++
		}
		return fmt.Sprintf("no longer: %d false", day)
	}
	l.due = p.due
	l.renewed++
	m.fulfil(t, who, l.due)
	return "ok"
}

func (m *model) extend(id inventory.LoanID, day int) string {
	l := m.loans[id]
	switch {
	case l == nil:
		return inventory.ErrNoLoan.Error()
	case !l.open:
		return inventory.ErrNotLent.Error()
	}
	day = mNext(day)
	at := mCloses(day)
	if !at.After(l.due) || !at.After(m.now) {
		return inventory.ErrBeforeOut.Error()
	}
	t := m.tools[l.tool]
	for _, r := range t.promised {
		if r.who != l.who && r.from <= day {
			return fmt.Sprintf("no longer: %d true", r.from)
		}
	}
	l.due = at
	m.fulfil(t, l.who, at)
	return "ok"
}

func (m *model) holdsOf(who inventory.ResidentID) (n int) {
	for _, t := range m.tools {
		for _, h := range t.queue {
			if h.who == who {
				n++
			}
		}
	}
	return n
}

func (m *model) placeHold(who inventory.ResidentID, id inventory.ToolID) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Retired || p.status == inventory.OffShelf && p.reason == inventory.Missing {
		return notFree(id, p)
	}
	if t.adults && !m.people[who].adult {
		return fmt.Sprintf("too young for tool %d", id)
	}
	waits := slices.ContainsFunc(t.queue, func(h mHold) bool { return h.who == who })
	if waits || p.status == inventory.Reserved && p.who == who {
		return inventory.ErrWaitsAlready.Error()
	}
	if p.status == inventory.OnShelf {
		return inventory.ErrOnShelf.Error()
	}
	if _, l := m.outOn(id); l != nil && l.who == who {
		return inventory.ErrHasIt.Error()
	}
	if n := m.holdsOf(who); n >= mHolds {
		return fmt.Sprintf("too many: %d of %d false", n, mHolds)
	}
	m.lastHold++
	t.queue = append(t.queue, mHold{id: m.lastHold, who: who})
	return "ok"
}

func (m *model) findHold(id inventory.HoldID) (inventory.ToolID, int) {
	for tool, t := range m.tools {
		if i := slices.IndexFunc(t.queue, func(h mHold) bool { return h.id == id }); i >= 0 {
			return tool, i
		}
	}
	return 0, 0
}

func (m *model) cancelHold(id inventory.HoldID, who inventory.ResidentID) string {
	tool, i := m.findHold(id)
	if tool == 0 || m.tools[tool].queue[i].who != who {
		return inventory.ErrNoHold.Error()
	}
	t := m.tools[tool]
	t.queue = slices.Delete(t.queue, i, i+1)
	m.line(tool)
	return "ok"
}

func (m *model) moveHold(id inventory.HoldID, to int) string {
	tool, i := m.findHold(id)
	if tool == 0 {
		return inventory.ErrNoHold.Error()
	}
	t := m.tools[tool]
	h := t.queue[i]
	t.queue = slices.Delete(t.queue, i, i+1)
	t.queue = slices.Insert(t.queue, min(max(to, 1), len(t.queue)+1)-1, h)
	m.line(tool)
	return "ok"
}

func (m *model) reserve(who inventory.ResidentID, id inventory.ToolID, from, to int) string {
	t, p := m.tools[id], m.where(id, 0)
	if t.adults && !m.people[who].adult {
		return fmt.Sprintf("too young for tool %d", id)
	}
	n := 0
	for _, other := range m.tools {
		for _, r := range other.promised {
			if r.who == who {
				n++
			}
		}
	}
	if n >= mReservations {
		return fmt.Sprintf("too many: %d of %d true", n, mReservations)
	}
	late := p.status == inventory.Lent && m.now.After(p.due)
	if p.status == inventory.Retired || late || p.status == inventory.OffShelf && p.reason == inventory.Missing {
		return notFree(id, p)
	}
	today := dayNumber(m.now)
	free := func(day int) bool {
		if day <= today || day > today+mAhead || p.status == inventory.Lent && day <= dayNumber(p.due) ||
			p.status == inventory.Held && day <= dayNumber(p.until) {
			return false
		}
		return !slices.ContainsFunc(t.promised, func(r mReservation) bool { return r.from <= day && day <= r.to })
	}
	possible := from <= to && to-from < mLongest && !mClosed(from)
	for day := from; possible && day <= to; day++ {
		possible = free(day)
	}
	if !possible {
		var open []int
		for day := today; day <= today+mAhead; day++ {
			if free(day) && !mClosed(day) {
				open = append(open, day)
			}
		}
		return fmt.Sprintf("days taken, free %v", open)
	}
	m.lastReservation++
	t.promised = append(t.promised, mReservation{m.lastReservation, who, from, to})
	slices.SortFunc(t.promised, func(a, b mReservation) int { return a.from - b.from })
	return "ok"
}

func (m *model) cancelReservation(id inventory.ReservationID, who inventory.ResidentID) string {
	for tool, t := range m.tools {
		i := slices.IndexFunc(t.promised, func(r mReservation) bool { return r.id == id && r.who == who })
		if i >= 0 {
			t.promised = slices.Delete(t.promised, i, i+1)
			m.line(tool)
			return "ok"
		}
	}
	return inventory.ErrNoReservation.Error()
}

func (m *model) lost(id inventory.ToolID) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Retired || p.status == inventory.OffShelf && p.reason == inventory.Missing {
		return notFree(id, p)
	}
	if n, l := m.outOn(id); l != nil {
		l.open, t.lostOn, t.lacks = false, n, 0
	}
	t.stay = append([]inventory.Reason{inventory.Missing}, t.stay...)
	m.line(id)
	return "ok"
}

func (m *model) sight(id inventory.ToolID) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Lent || p.status == inventory.Retired {
		return notFree(id, p)
	}
	if len(t.stay) > 0 && t.stay[0] == inventory.Missing {
		m.settled(t)
		t.stay = t.stay[1:]
		m.line(id)
	}
	return "ok"
}

func (m *model) takeOff(id inventory.ToolID, why inventory.Reason) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Lent || p.status == inventory.Retired || len(t.stay) > 0 {
		return notFree(id, p)
	}
	t.stay, t.lacks = []inventory.Reason{why}, 0
	m.line(id)
	return "ok"
}

func (m *model) backOn(id inventory.ToolID) string {
	t, p := m.tools[id], m.where(id, 0)
	switch {
	case p.status == inventory.Lent, p.status == inventory.Retired, p.status == inventory.OffShelf && len(t.stay) == 0:
		return notFree(id, p)
	case len(t.stay) == 0:
		return "ok"
	case t.stay[0] == inventory.Incomplete:
		t.lacking += t.lacks
		t.lacks = 0
	case t.stay[0] == inventory.Missing:
		m.settled(t)
	}
	t.stay = t.stay[1:]
	m.line(id)
	return "ok"
}

func (m *model) partFound(id inventory.ToolID) string {
	t := m.tools[id]
	switch {
	case len(t.stay) > 0 && t.lacks > 0:
		if t.lacks--; t.lacks == 0 {
			t.stay = slices.DeleteFunc(t.stay, func(r inventory.Reason) bool { return r == inventory.Incomplete })
		}
	case t.lacking > 0:
		t.lacking--
	default:
		return inventory.ErrNoPart.Error()
	}
	m.line(id)
	return "ok"
}

func (m *model) inspectTool(id inventory.ToolID, safe bool) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Lent || p.status == inventory.Retired || p.reason == inventory.Missing && p.status == inventory.OffShelf {
		return notFree(id, p)
	}
	if safe {
		t.inspected = dayNumber(m.now)
	} else if !slices.Contains(t.stay, inventory.Repair) {
		t.stay = slices.Insert(t.stay, min(1, len(t.stay)), inventory.Repair)
	}
	if len(t.stay) > 0 && t.stay[0] == inventory.Inspection {
		t.stay = t.stay[1:]
	}
	m.line(id)
	return "ok"
}

func (m *model) retire(id inventory.ToolID) string {
	t, p := m.tools[id], m.where(id, 0)
	if p.status == inventory.Lent || p.status == inventory.Retired {
		return notFree(id, p)
	}
	if len(t.stay) > 0 && t.stay[0] == inventory.Missing {
		m.settled(t)
	}
	t.retired, t.stay, t.queue, t.promised = true, nil, nil, nil
	return "ok"
}

func (m *model) handOut(quantity int, loan inventory.LoanID) string {
	if l := m.loans[loan]; l != nil {
		loan = l.slip
	}
	if quantity > m.nails {
		return inventory.ErrNotEnough.Error()
	}
	m.nails -= quantity
	m.taken[loan] += quantity
	return "ok"
}

func (m *model) giveBack(quantity int, loan inventory.LoanID) string {
	l := m.loans[loan]
	if l == nil {
		return inventory.ErrNoLoan.Error()
	}
	if quantity > m.taken[l.slip] {
		return inventory.ErrQuantity.Error()
	}
	m.nails += quantity
	m.taken[l.slip] -= quantity
	return "ok"
}

// undone is the shop as it was before the deed; a hold whose turn comes again
// begins its wait anew.
func (m *model) undone(before *model) *model {
	b := before.copied()
	b.now, b.lastLoan, b.lastHold, b.lastReservation = m.now, m.lastLoan, m.lastHold, m.lastReservation
	for id, l := range m.loans { // loans undone stay in the records, closed
		if b.loans[id] == nil {
			n := *l
			n.open, n.owed = false, false
			b.loans[id] = &n
		}
	}
	for id, t := range b.tools {
		if len(t.queue) == 0 || t.queue[0].until.IsZero() {
			continue
		}
		if now := m.tools[id].queue; len(now) == 0 || now[0].id != t.queue[0].id || now[0].until.IsZero() {
			t.queue[0].until = time.Time{}
			b.line(id)
		}
	}
	return b
}

// merge makes everything of one person another's.
func (m *model) merge(keep, gone inventory.ResidentID) string {
	for _, l := range m.loans {
		if l.who == gone {
			l.who = keep
		}
	}
	for id, t := range m.tools {
		_, out := m.outOn(id)
		waits := out != nil && out.who == keep
		t.queue = slices.DeleteFunc(t.queue, func(h mHold) bool {
			mine := h.who == keep || h.who == gone
			again := mine && waits
			waits = waits || mine
			return again
		})
		for i := range t.queue {
			if t.queue[i].who == gone {
				t.queue[i].who = keep
			}
		}
		for i := range t.promised {
			if t.promised[i].who == gone {
				t.promised[i].who = keep
			}
		}
		m.line(id)
	}
	delete(m.people, gone)
	return "ok"
}
