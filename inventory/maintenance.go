package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// TakeOffShelf begins a tool's stay off the shelf for a reason: repair,
// cleaning, an inspection that takes time, or that nobody finds it.
// Refusals: ErrNotStaff, ErrNoTool, ErrNoReason, *NotFree when it is lent
// (DeclareLost is for that), off the shelf already, or retired. One whose
// inspection is overdue may still go to repair.
func (d *Desk) TakeOffShelf(ctx context.Context, id ToolID, reason Reason, who StaffID) error {
	if reason < Repair || reason > Missing {
		return ErrNoReason
	}
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		off, err := has(tx, tableOff, key(id))
		if err != nil {
			return err
		}
		if off || item.Status == Lent || item.Status == Retired {
			return item.notFree()
		}
		s := Service{ID: draw(&n.service), Tool: id, Reason: reason, Since: now, By: who}
		return steps(
			func() error { return keepService(tx, Service{}, s) },
			func() error { return d.settle(tx, id, now, n) },
			func() error { return audit(tx, now, who, "take off shelf", id.Code().String(), nth(s.ID)) },
		)
	})
}

// BackOnShelf ends a tool's stay off the shelf: repaired, completed, clean or
// found. One that was incomplete and still lacks parts is accepted as it is, and
// lent without them from now on. What the tool needs besides begins then: a
// repaired wheelchair is still to be cleaned.
//
// Refusals: ErrNotStaff, ErrNoTool, *NotFree when it is lent or retired, or its
// inspection is overdue (Inspect is for that); a tool that is on the shelf
// already is no error.
func (d *Desk) BackOnShelf(ctx context.Context, id ToolID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		switch item.Status {
		case OnShelf, Held, Reserved:
			return nil
		case OffShelf:
		default:
			return item.notFree()
		}
		s, err := openService(tx, id)
		if err != nil {
			return orElse(unknown(err, item.notFree()), item.notFree())
		}
		result := InOrder
		if s.Reason == Incomplete && len(s.Lacks) > 0 {
			result = AsItIs
			t := item.Tool
			t.Lacking = plus(t.Lacking, s.Lacks)
			if err := put(tx, tableTool, key(id), t); err != nil {
				return err
			}
			s.Lacks = nil
		}
		if s.Reason == Missing {
			if err := d.settleLost(tx, s, now); err != nil {
				return err
			}
		}
		return steps(
			func() error { return endStay(tx, s, result, who, now, n) },
			func() error { return d.settle(tx, id, now, n) },
			func() error { return audit(tx, now, who, "back on shelf", id.Code().String()) },
		)
	})
}

// PartFound brings a missing part back to its tool: one that is awaited, or one
// the tool was lent without. With the last one an incomplete tool is back on the
// shelf. Refusals: ErrNotStaff, ErrNoTool, ErrNoPart when the tool does not miss
// so many of it, ErrClockBack.
func (d *Desk) PartFound(ctx context.Context, id ToolID, part Part, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		if err := d.bringPart(tx, item, part, who, now, n); err != nil {
			return err
		}
		return steps(
			func() error { return d.settle(tx, id, now, n) },
			func() error { return audit(tx, now, who, "part found", id.Code().String()) },
		)
	})
}

func (d *Desk) bringPart(tx store.Tx, item Item, part Part, who StaffID, now time.Time, n *numbers) error {
	id := item.Tool.ID
	if rest, ok := minus(item.Lacks, part); ok {
		s, err := openService(tx, id)
		if err != nil {
			return err
		}
		before := s
		s.Lacks = rest
		if len(rest) > 0 {
			return keepService(tx, before, s)
		}
		if s.Reason == Incomplete {
			return endStay(tx, s, InOrder, who, now, n)
		}
		s.Then = slices.DeleteFunc(slices.Clone(s.Then), func(r Reason) bool { return r == Incomplete })
		return keepService(tx, before, s)
	}
	t := item.Tool
	rest, ok := minus(t.Lacking, part)
	if !ok {
		return ErrNoPart
	}
	t.Lacking = rest
	return put(tx, tableTool, key(id), t)
}

// plus is list with parts more in it.
func plus(list, parts []Part) []Part {
	list = slices.Clone(list)
	for _, p := range parts {
		if i := slices.IndexFunc(list, func(q Part) bool { return q.Name.Zh == p.Name.Zh }); i >= 0 {
			list[i].Count += p.Count
		} else {
			list = append(list, p)
		}
	}
	return list
}

// minus is list with part less in it, and whether there were so many.
func minus(list []Part, part Part) ([]Part, bool) {
	i := slices.IndexFunc(list, func(p Part) bool { return p.Name.Zh == part.Name.Zh })
	if i < 0 || part.Count < 1 || part.Count > list[i].Count {
		return list, false
	}
	list = slices.Clone(list)
	if list[i].Count -= part.Count; list[i].Count == 0 {
		list = slices.Delete(list, i, i+1)
	}
	return list, true
}

// Inspect notes an inspection: when, by whom, and whether the tool is safe. One
// that is not goes to repair; one that is has its whole interval before it.
// Refusals: ErrNotStaff, ErrNoTool, *NotFree when it is lent, missing or retired.
func (d *Desk) Inspect(ctx context.Context, id ToolID, safe bool, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		if item.Status == Lent || item.Status == Retired || item.Status == OffShelf && item.Reason == Missing {
			return item.notFree()
		}
		if err := d.inspected(tx, item, safe, who, now, n); err != nil {
			return err
		}
		deed := "inspect: safe"
		if !safe {
			deed = "inspect: not safe"
		}
		return steps(
			func() error { return d.settle(tx, id, now, n) },
			func() error { return audit(tx, now, who, deed, id.Code().String()) },
		)
	})
}

func (d *Desk) inspected(tx store.Tx, item Item, safe bool, who StaffID, now time.Time, n *numbers) error {
	id := item.Tool.ID
	open, err := openService(tx, id)
	if err := unknown(err, nil); err != nil {
		return err
	}
	if safe {
		t := item.Tool
		t.Inspected = now
		if err := put(tx, tableTool, key(id), t); err != nil {
			return err
		}
	}
	if !safe && !slices.Contains(open.Then, Repair) && (open.ID == 0 || open.Reason != Repair) {
		open.Then = append([]Reason{Repair}, open.Then...)
	}
	if open.ID != 0 && open.Reason == Inspection {
		return endStay(tx, open, result(safe), who, now, n)
	}
	done := Service{ID: draw(&n.service), Tool: id, Reason: Inspection, Since: now, Until: now, Result: result(safe), By: who, Ended: who}
	if err := keepService(tx, Service{}, done); err != nil {
		return err
	}
	if open.ID != 0 {
		return keepService(tx, open, open) // off the shelf already, and stays there
	}
	return nextStay(tx, Service{Tool: id, Then: open.Then}, who, now, n)
}

func result(safe bool) Result {
	if safe {
		return InOrder
	}
	return Failed
}

// DeclareLost notes that a tool will not come back: its loan ends as lost and
// stays with the borrower until the tool is found or written off; a tool that
// was on the shelf is missing. Refusals: ErrNotStaff, ErrNoTool, *NotFree when
// it is missing already or retired, ErrClockBack.
func (d *Desk) DeclareLost(ctx context.Context, id ToolID, who StaffID) (Loan, error) {
	var l Loan
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		l, err = d.lose(tx, item, who, now, n)
		return err
	})
	return l, err
}

// lose is DeclareLost for a tool as it stands.
func (d *Desk) lose(tx store.Tx, item Item, who StaffID, now time.Time, n *numbers) (Loan, error) {
	var l Loan
	id := item.Tool.ID
	switch {
	case item.Status == Retired, item.Status == OffShelf && item.Reason == Missing:
		return l, item.notFree()
	case item.Status == Lent:
		before, err := get[Loan](tx, tableLoan, key(item.Loan))
		if err != nil {
			return l, err
		}
		l = before
		l.Back, l.Lost, l.TakenBy = now, now, who
		if err := keepLoan(tx, before, l); err != nil {
			return l, err
		}
	}
	before, err := openService(tx, id)
	if err := unknown(err, nil); err != nil {
		return l, err
	}
	s := Service{Tool: id, Loan: l.ID, By: who, Then: []Reason{Missing}}
	if before.ID != 0 { // found again, it needs what it needed before
		s.Lacks, s.Then = before.Lacks, append(append(s.Then, before.Reason), before.Then...)
		if err := endService(tx, before, GivenUp, who, now); err != nil {
			return l, err
		}
	}
	return l, steps(
		func() error { return nextStay(tx, s, who, now, n) },
		func() error { return d.settle(tx, id, now, n) },
		func() error { return audit(tx, now, who, "declare lost", append(l.subjects(id), nth(n.service))...) },
	)
}

// settleLost ends what the borrower owes for a tool that was lost.
func (d *Desk) settleLost(tx store.Tx, s Service, now time.Time) error {
	if s.Loan == 0 {
		return nil
	}
	l, err := get[Loan](tx, tableLoan, key(s.Loan))
	if err != nil {
		return err
	}
	before := l
	l.Settled = now
	return keepLoan(tx, before, l)
}

// Sight notes that staff have a tool in their hands that should be on the shelf:
// at a stocktake, or handed in though nobody had it. A missing one is found by
// it. Refusals: ErrNotStaff, ErrNoTool, *NotFree when the records say that it is
// lent (TakeBack is for that) or retired.
func (d *Desk) Sight(ctx context.Context, id ToolID, who StaffID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		item, err := d.itemFor(tx, id, who, now)
		if err != nil {
			return err
		}
		return d.sight(tx, item, who, now, n)
	})
}

// sight is Sight for a tool as it stands.
func (d *Desk) sight(tx store.Tx, item Item, who StaffID, now time.Time, n *numbers) error {
	id := item.Tool.ID
	if item.Status == Lent || item.Status == Retired {
		return item.notFree()
	}
	if item.Status == OffShelf && item.Reason == Missing {
		s, err := openService(tx, id)
		if err != nil {
			return err
		}
		err = steps(
			func() error { return d.settleLost(tx, s, now) },
			func() error { return endStay(tx, s, InOrder, who, now, n) },
			func() error { return d.settle(tx, id, now, n) },
		)
		if err != nil {
			return err
		}
	}
	return audit(tx, now, who, "sight", id.Code().String())
}

// endOpen ends the stay a tool is off the shelf for, if there is one.
func (d *Desk) endOpen(tx store.Tx, id ToolID, r Result, who StaffID, now time.Time) error {
	s, err := openService(tx, id)
	if err != nil {
		return unknown(err, nil)
	}
	return endService(tx, s, r, who, now)
}

// endStay closes a stay off the shelf and begins the next one when the tool
// needs more.
func endStay(tx store.Tx, s Service, r Result, who StaffID, now time.Time, n *numbers) error {
	if err := endService(tx, s, r, who, now); err != nil {
		return err
	}
	return nextStay(tx, s, who, now, n)
}

// nextStay begins the first stay that is still to come after s, if any.
func nextStay(tx store.Tx, s Service, who StaffID, now time.Time, n *numbers) error {
	if len(s.Then) == 0 {
		return nil
	}
	next := Service{ID: draw(&n.service), Tool: s.Tool, Reason: s.Then[0], Since: now, Loan: s.Loan, Lacks: s.Lacks, By: who, Then: s.Then[1:]}
	return keepService(tx, Service{}, next)
}

// endService closes a stay off the shelf.
func endService(tx store.Tx, s Service, r Result, who StaffID, now time.Time) error {
	before := s
	s.Until, s.Result, s.Ended = now, r, who
	return keepService(tx, before, s)
}

// keepService stores a stay and what says that the tool is off the shelf.
func keepService(tx store.Tx, before, s Service) error {
	if err := put(tx, tableService, key(s.ID), s); err != nil {
		return err
	}
	if before.ID == 0 {
		if err := mark(tx, tableServiced, key(uint32(s.Tool), uint32(s.ID))); err != nil {
			return err
		}
	}
	if s.Until.IsZero() {
		return tx.Put(tableOff, key(s.Tool), key(s.ID))
	}
	if before.ID != 0 && before.Until.IsZero() {
		return tx.Delete(tableOff, key(s.Tool))
	}
	return nil
}
