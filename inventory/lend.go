package inventory

import (
	"context"
	"slices"
	"time"

	"redwrench/inventory/people"
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
// Refusals (PRODUCT.md, Rules): ErrNothing, ErrNoTool, *NotFree, ErrNoResident,
// ErrBlocked, *OverdueElsewhere, *TooYoung, *LimitReached, ErrClockBack.
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
			loan := Loan{ID: draw(&n.loan), Tool: item.Tool.ID, Borrower: borrower, Out: now, Due: item.Due, Slip: done.Slip}
			if err := keepOpen(tx, loan); err != nil {
				return err
			}
			done.Loans = append(done.Loans, loan)
			subjects = append(subjects, loan.ID.Code().String(), loan.Tool.Code().String())
		}
		done.Print = draw(&n.print)
		if err := wish(tx, PrintJob{ID: done.Print, Paper: LoanSlip, Subject: uint32(done.Slip), Lang: lang, Asked: now}); err != nil {
			return err
		}
		return audit(tx, now, 0, "lend", subjects...)
	})
	if err != nil {
		return HandOver{}, err
	}
	return done, nil
}

// keepOpen stores a new loan with everything that says it is out.
func keepOpen(tx store.Tx, l Loan) error {
	return steps(
		func() error { return put(tx, tableLoan, key(l.ID), l) },
		func() error { return tx.Put(tableOpen, key(l.Tool), key(l.ID)) },
		func() error { return mark(tx, tableOut, key(uint32(l.Borrower), uint32(l.ID))) },
		func() error { return mark(tx, tableDue, key(second(l.Due), uint32(l.ID))) },
		func() error { return mark(tx, tableLent, key(uint32(l.Tool), uint32(l.ID))) },
	)
}

// mayLend is the rule: the items to lend, or the refusal. What is wrong with a
// tool comes before what is wrong with the person, who can change the basket.
func (d *Desk) mayLend(tx store.Tx, now time.Time, borrower ResidentID, tools []ToolID) ([]Item, error) {
	if len(tools) == 0 {
		return nil, ErrNothing
	}
	items := make([]Item, 0, len(tools))
	for _, id := range tools {
		t, err := get[Tool](tx, tableTool, key(id))
		if err != nil {
			return nil, unknown(err, ErrNoTool)
		}
		item, err := d.item(tx, t, now)
		if err != nil {
			return nil, err
		}
		if item.Status != OnShelf {
			return nil, &NotFree{Tool: id, Status: item.Status, Reason: item.Reason, Since: item.Since, Due: item.Due}
		}
		items = append(items, item)
	}
	r, err := get[Resident](tx, tableResident, key(borrower))
	if err != nil {
		return nil, unknown(err, ErrNoResident)
	}
	if r.Blocked != "" {
		return nil, ErrBlocked
	}
	out, err := loansOf(tx, borrower)
	if err != nil {
		return nil, err
	}
	for _, l := range out {
		if days := l.DaysOverdue(now); days > d.settings.OverdueBlocks {
			return nil, &OverdueElsewhere{Tool: l.Tool, Days: days}
		}
	}
	for _, item := range items {
		if err := oldEnough(item, r.Person.ID, now); err != nil {
			return nil, err
		}
	}
	if limit := d.settings.limit(r); len(out)+len(items) > limit {
		return nil, &LimitReached{Have: len(out), Want: len(items), Max: limit, Unverified: r.Verified.IsZero()}
	}
	return items, nil
}

// limit is how many tools the resident may have at a time.
func (s Settings) limit(r Resident) int {
	if r.Verified.IsZero() {
		return s.LimitUnverified
	}
	return s.Limit
}

func oldEnough(item Item, id people.CitizenID, now time.Time) error {
	if age := item.Category.ageFor(item.Tool); age > 0 && id.Age(now) < age {
		return &TooYoung{Tool: item.Tool.ID, MinAge: age}
	}
	return nil
}

// loansOf are the open loans of a resident, the oldest first.
func loansOf(tx store.Tx, id ResidentID) ([]Loan, error) {
	entries, err := tx.Scan(tableOut, store.Prefix(key(id)))
	if err != nil {
		return nil, err
	}
	loans := make([]Loan, 0, len(entries))
	for _, e := range entries {
		l, err := get[Loan](tx, tableLoan, key(number[LoanID](e.Key, 4)))
		if err != nil {
			return nil, err
		}
		loans = append(loans, l)
	}
	return loans, nil
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
