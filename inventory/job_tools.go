package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/jobs"
	"redwrench/inventory/store"
)

// A tool that is taken along for a job is a loan whose borrower is nobody: Loan.Job
// says for which job, Loan.Helper which volunteer answers for it. It is out as
// any other, due on the day of the visit, and the job closes only when it is back
// or handed on.

// LendForJob lends tools to one of the job's volunteers, all or none. They stand
// on the job's sheet; there is no slip.
//
// Refusals: ErrNothing, ErrNoTool, *NotFree, ErrNoJob, ErrNotTeam (the helper),
// jobs.ErrNotYours, jobs.ErrNotNow, jobs.ErrClosed, jobs.ErrFilledIn,
// ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) LendForJob(ctx context.Context, id JobID, tools []ToolID, helper, who StaffID) ([]Loan, error) {
	tools = unique(tools)
	if len(tools) == 0 {
		return nil, ErrNothing
	}
	var loans []Loan
	_, err := d.onJob(ctx, id, who, jobs.Equip, "lend for job", func(h *handling) error {
		loans = nil
		if !slices.Contains(h.job.Volunteers, helper) {
			return ErrNotTeam
		}
		slip := h.n.loan + 1
		for _, t := range tools {
			item, err := d.itemByID(h.tx, t, h.now)
			if err != nil {
				return err
			}
			if item.Status != OnShelf {
				return item.notFree()
			}
			l, err := d.lendAlong(h, item, helper, slip)
			if err != nil {
				return err
			}
			loans = append(loans, l)
			h.names = append(h.names, l.subjects(t)...)
		}
		return nil
	})
	return loans, err
}

// lendAlong keeps the loan of one tool for a job.
func (d *Desk) lendAlong(h *handling, item Item, helper StaffID, slip LoanID) (Loan, error) {
	l := Loan{
		ID: draw(&h.n.loan), Tool: item.Tool.ID, Job: h.job.ID, Helper: helper, Out: h.now, Slip: slip,
		Due: item.Due, DueWhy: item.DueWhy, DueWas: item.DueWas,
	}
	if l.DueWhy != DueReserved {
		l.Due, l.DueWhy, l.DueWas = d.alongUntil(h.job, item.Due, h.now), DueJob, time.Time{}
	}
	return l, steps(
		func() error { return keepLoan(h.tx, Loan{}, l) },
		func() error { return d.settle(h.tx, l.Tool, h.now, h.n) },
	)
}

// alongUntil is when a tool must be back that goes along for a job: when the shop
// closes on the day of the visit, or as any loan (plain) while none is arranged.
func (d *Desk) alongUntil(j Job, plain, now time.Time) time.Time {
	if j.Visit.IsZero() {
		return plain
	}
	return d.closingOf(DayOf(d.Local(j.Visit.To)), now)
}

// closingOf is when the shop closes on a day, or on the next one it is open and
// has not closed yet.
func (d *Desk) closingOf(day Day, now time.Time) time.Time {
	s := d.rules()
	at := s.closing(s.opens(max(day, DayOf(now))), d.zone)
	if !at.After(now) {
		at = s.closing(s.opens(DayOf(now)+1), d.zone)
	}
	return at
}

// toolsOut are the open loans for a job.
func toolsOut(tx store.Tx, id JobID) ([]Loan, error) {
	list, err := byIndex[Loan](tx, tableAlong, key(id), 4, tableLoan)
	return slices.DeleteFunc(list, func(l Loan) bool { return !l.Open() }), err
}

func toolIDs(loans []Loan) []ToolID {
	var ids []ToolID
	for _, l := range loans {
		ids = append(ids, l.Tool)
	}
	return ids
}

// noTools returns *ToolsAlong while tools are out for the job.
func (h *handling) noTools() error {
	out, err := toolsOut(h.tx, h.job.ID)
	if err == nil && len(out) > 0 {
		err = &ToolsAlong{Tools: toolIDs(out)}
	}
	return err
}

// redue changes until when the tools of a job are out.
func (d *Desk) redue(h *handling, until func(Loan) time.Time) ([]Loan, error) {
	out, err := toolsOut(h.tx, h.job.ID)
	if err != nil {
		return nil, err
	}
	for i, before := range out {
		l := before
		l.Due = until(l)
		if out[i] = l; l.Due.Equal(before.Due) {
			continue
		}
		if err := keepLoan(h.tx, before, l); err != nil {
			return nil, err
		}
	}
	return out, nil
}

// dueToday makes the tools of a job that is over due by closing time of today, or
// of the next day the shop is open.
func (d *Desk) dueToday(h *handling) ([]ToolID, error) {
	today := d.closingOf(DayOf(h.now), h.now)
	out, err := d.redue(h, func(l Loan) time.Time {
		if l.Due.Before(today) {
			return l.Due
		}
		return today
	})
	return toolIDs(out), err
}

// toolsTo makes another volunteer answer for one's tools.
func (h *handling) toolsTo(from, to StaffID) error {
	out, err := toolsOut(h.tx, h.job.ID)
	if err != nil {
		return err
	}
	for _, l := range out {
		if l.Helper != from {
			continue
		}
		l.Helper = to
		if err := put(h.tx, tableLoan, key(l.ID), l); err != nil {
			return err
		}
	}
	return nil
}

// HandOnTool gives a tool that is out for a job to a volunteer of another one,
// without the way over the counter: the first loan ends, the next begins.
//
// Refusals: ErrNoTool, ErrNotLent (not out for a job), ErrSomebodyWaits, ErrNoJob,
// ErrNotTeam (the helper), jobs.ErrNotYours, jobs.ErrNotNow, jobs.ErrClosed,
// jobs.ErrFilledIn, ErrNotStaff, ErrNoPIN, ErrClockBack.
func (d *Desk) HandOnTool(ctx context.Context, tool ToolID, to JobID, helper, who StaffID) (Loan, error) {
	var next Loan
	_, err := d.onJob(ctx, to, who, jobs.Equip, "hand on tool", func(h *handling) error {
		if !slices.Contains(h.job.Volunteers, helper) {
			return ErrNotTeam
		}
		before, err := mayHandOn(h, tool)
		if err != nil {
			return err
		}
		old := before
		old.Back, old.TakenBy = h.now, who
		if err := keepLoan(h.tx, before, old); err != nil {
			return err
		}
		item, err := d.itemByID(h.tx, tool, h.now)
		if err != nil {
			return err
		}
		if item.Status != OnShelf {
			return ErrSomebodyWaits
		}
		next, err = d.lendAlong(h, item, helper, h.n.loan+1)
		h.names = append(h.names, old.ID.Code().String(), next.ID.Code().String(), tool.Code().String())
		return err
	})
	return next, err
}

// mayHandOn is the loan of a tool that may go on to another job.
func mayHandOn(h *handling, tool ToolID) (Loan, error) {
	if there, err := has(h.tx, tableTool, key(tool)); err != nil || !there {
		return Loan{}, orElse(err, ErrNoTool)
	}
	l, err := openLoan(h.tx, tool)
	if err != nil || l.Job == 0 {
		return l, orElse(unknown(err, ErrNotLent), ErrNotLent)
	}
	from, err := jobOf(h.tx, l.Job)
	if err != nil {
		return l, err
	}
	_, err = from.State.Next(jobs.Look, h.by.to(from))
	return l, err
}

// HandOutForJob notes that a quantity of a consumable goes along for a job. low is
// true once: when the stock falls to the low mark. Refusals: ErrNoConsumable,
// ErrQuantity, ErrNotEnough, those of LendForJob about the job.
func (d *Desk) HandOutForJob(ctx context.Context, id JobID, what ConsumableID, quantity int, who StaffID) (c Consumable, low bool, err error) {
	return d.movedFor(ctx, id, Move{Consumable: what, Kind: HandedOut, Change: -quantity, By: who, Job: id}, "hand out", quantity)
}

// GiveBackFromJob notes what of a job's consumables came back unused, also after
// it closed: never more than was taken. Refusals: those of HandOutForJob.
func (d *Desk) GiveBackFromJob(ctx context.Context, id JobID, what ConsumableID, quantity int, who StaffID) (Consumable, error) {
	c, _, err := d.movedFor(ctx, id, Move{Consumable: what, Kind: GivenBack, Change: quantity, By: who, Job: id}, "give back", quantity)
	return c, err
}

func (d *Desk) movedFor(ctx context.Context, id JobID, m Move, deed string, quantity int) (c Consumable, low bool, err error) {
	if quantity < 1 || quantity > most {
		return c, false, ErrQuantity
	}
	may := jobs.Equip
	if m.Kind == GivenBack {
		may = jobs.Look
	}
	err = d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		if _, err := handle(tx, now, n, id, m.By, may); err != nil {
			return err
		}
		before, err := get[Consumable](tx, tableConsume, key(m.Consumable))
		if err != nil {
			return unknown(err, ErrNoConsumable)
		}
		m.At = now
		c, low, err = moveBy(tx, before, m, deed)
		return err
	})
	return c, low, err
}

// along puts what is out for a job on its sheet.
func (d *Desk) along(tx store.Tx, s *JobSheet) error {
	out, err := toolsOut(tx, s.Job.ID)
	if err != nil {
		return err
	}
	for _, l := range out {
		line, err := d.line(tx, l)
		if err != nil {
			return err
		}
		s.Tools = append(s.Tools, line)
	}
	s.Used, err = used(tx, tableUsed, uint32(s.Job.ID))
	return err
}
