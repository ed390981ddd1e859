package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/store"
)

// HandOver is what one visit to the screen lent: a loan a tool, on one slip.
type HandOver struct {
	Slip     LoanID
	Borrower ResidentID
	Loans    []Loan
	Print    PrintID // the wish for the slip
}

// Consider says whether Lend would lend these tools to the borrower now, by the
// same rules: nil, or the refusal.
func (d *Desk) Consider(ctx context.Context, borrower ResidentID, tools []ToolID) error {
	now := d.Now()
	return d.store.View(ctx, func(tx store.Tx) error {
		_, err := d.mayLend(tx, now, borrower, unique(tools))
		return err
	})
}

// Lend lends the tools to the borrower, all or none, and wishes for a slip in
// the language lang. A tool named twice is lent once. When it returns nil the
// loans are on disk.
//
// Who holds or has reserved a tool that waits for them gets it, and the hold or
// the reservation has come to its end.
//
// Refusals (PRODUCT.md, Rules): ErrNothing, ErrNoTool, *NotFree, ErrNoResident,
// ErrBlocked, ErrNoConsent, *OverdueElsewhere, *TooYoung, *LimitReached,
// ErrClockBack. Those of a tool name it.
func (d *Desk) Lend(ctx context.Context, borrower ResidentID, tools []ToolID, lang Lang) (HandOver, error) {
	tools = unique(tools)
	var done HandOver
	err := d.deed(ctx, func(tx store.Tx, now time.Time, n *numbers) error {
		items, err := d.mayLend(tx, now, borrower, tools)
		if err != nil {
			return err
		}
		done = HandOver{Borrower: borrower, Slip: n.loan + 1}
		subjects := []string{borrower.Code().String()}
		for _, item := range items {
			loan := Loan{
				ID: draw(&n.loan), Tool: item.Tool.ID, Borrower: borrower, Out: now, Slip: done.Slip,
				Due: item.Due, DueWhy: item.DueWhy, DueWas: item.DueWas,
			}
			if err := d.keepPromise(tx, &loan, now); err != nil {
				return err
			}
			if err := keepLoan(tx, Loan{}, loan); err != nil {
				return err
			}
			if err := d.settle(tx, loan.Tool, now, n); err != nil {
				return err
			}
			done.Loans = append(done.Loans, loan)
			subjects = append(subjects, loan.ID.Code().String(), loan.Tool.Code().String())
		}
		done.Print = draw(&n.print)
		if err := wish(tx, PrintJob{ID: done.Print, Paper: LoanSlip, Subject: uint32(done.Slip), Lang: lang, Asked: now}); err != nil {
			return err
		}
		if err := active(tx, borrower, now); err != nil {
			return err
		}
		return audit(tx, now, 0, "lend", subjects...)
	})
	if err != nil {
		return HandOver{}, err
	}
	return done, nil
}

// keepPromise ends the borrower's hold and reservations that a loan fulfils.
func (d *Desk) keepPromise(tx store.Tx, l *Loan, now time.Time) error {
	queue, err := queueOf(tx, l.Tool)
	if err != nil {
		return err
	}
	for _, h := range queue {
		if h.Resident == l.Borrower && !h.lapsed(now) {
			l.Hold = h.ID
			if err := endHold(tx, h, Fetched, l.ID, now); err != nil {
				return err
			}
		}
	}
	l.Collects, err = d.collect(tx, *l, l.Due, now)
	return err
}

// keepLoan stores a loan and the index entries that are true of it, and removes
// those that were true of before.
func keepLoan(tx store.Tx, before, l Loan) error {
	if before.ID != 0 && before.Open() && !l.Open() {
		if err := tx.Delete(tableOpen, key(l.Tool)); err != nil {
			return err
		}
	}
	if l.Open() && (before.ID == 0 || !before.Open()) {
		if there, err := has(tx, tableOpen, key(l.Tool)); err != nil || there {
			return orElse(err, ErrLentTwice)
		}
		if err := tx.Put(tableOpen, key(l.Tool), key(l.ID)); err != nil {
			return err
		}
	}
	return steps(
		func() error { return reindex(tx, before.entries(), l.entries()) },
		func() error { return put(tx, tableLoan, key(l.ID), l) },
	)
}

// entries are the index entries that are true of a loan; table open says more
// and is not among them.
func (l Loan) entries() []entry {
	if l.ID == 0 {
		return nil
	}
	had, out, whose := tableHad, tableOut, uint32(l.Borrower)
	if l.Job != 0 {
		had, out, whose = tableHadAlong, tableAlong, uint32(l.Job)
	}
	list := []entry{{tableLent, key(uint32(l.Tool), uint32(l.ID))}, {had, key(whose, uint32(l.ID))}}
	if l.Owed() {
		list = append(list, entry{out, key(whose, uint32(l.ID))})
	}
	if l.Open() {
		return append(list, entry{tableDue, key(second(l.Due), uint32(l.ID))})
	}
	if l.Undone != 0 || !l.Lost.IsZero() {
		return list // nobody brought it back
	}
	return append(list, entry{tableBack, key(second(l.Back), uint32(l.ID))})
}

// mayLend is the rule: the items to lend, or the refusal. What is wrong with a
// tool comes before what is wrong with the person, who can change the basket.
func (d *Desk) mayLend(tx store.Tx, now time.Time, borrower ResidentID, tools []ToolID) ([]Item, error) {
	if len(tools) == 0 {
		return nil, ErrNothing
	}
	items := make([]Item, 0, len(tools))
	for _, id := range tools {
		item, err := d.itemAs(tx, id, now, borrower)
		if err != nil {
			return nil, err
		}
		theirs := (item.Status == Held || item.Status == Reserved) && item.turn.who == borrower
		if item.Status != OnShelf && !theirs {
			return nil, item.notFree()
		}
		items = append(items, item)
	}
	r, err := d.borrower(tx, borrower, now)
	if err != nil {
		return nil, err
	}
	if !r.Agreed(d.rules().ConsentVersion) {
		return nil, ErrNoConsent
	}
	out, err := loansOf(tx, borrower)
	if err != nil {
		return nil, err
	}
	for _, l := range out {
		if days := l.DaysOverdue(now); days > d.rules().OverdueBlocks {
			return nil, &OverdueElsewhere{Tool: l.Tool, Days: days}
		}
	}
	for _, item := range items {
		if err := oldEnough(item, r, now); err != nil {
			return nil, err
		}
	}
	if limit := d.rules().limit(r); len(out)+len(items) > limit {
		return nil, &LimitReached{Have: len(out), Want: len(items), Max: limit, Unverified: r.Verified.IsZero()}
	}
	return items, nil
}

// borrower is somebody who may come to the counter: known and not blocked, nor
// their guardian.
func (d *Desk) borrower(tx store.Tx, id ResidentID, now time.Time) (Resident, error) {
	r, err := get[Resident](tx, tableResident, key(id))
	if err != nil {
		return r, unknown(err, ErrNoResident)
	}
	return r, r.mayCome(tx, now)
}

// limit is how many tools the resident may have at a time.
func (s Settings) limit(r Resident) int {
	if r.Verified.IsZero() {
		return s.LimitUnverified
	}
	return s.Limit
}

func oldEnough(item Item, r Resident, now time.Time) error {
	if age := item.Category.ageFor(item.Tool); age > 0 && r.Person.Age(now) < age {
		return &TooYoung{Tool: item.Tool.ID, MinAge: age}
	}
	return nil
}

// loansOf is what a resident has, the oldest first: what is out, and what was
// lost and is not settled.
func loansOf(tx store.Tx, id ResidentID) ([]Loan, error) {
	return byIndex[Loan](tx, tableOut, key(id), 4, tableLoan)
}

// unique drops what is named a second time and keeps the order.
func unique(tools []ToolID) []ToolID {
	var once []ToolID
	for _, id := range tools {
		if !slices.Contains(once, id) {
			once = append(once, id)
		}
	}
	return once
}
