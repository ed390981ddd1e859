package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// listed are the numbers of a list's lines.
func (s *shop) listed(l inventory.List) []uint32 {
	s.t.Helper()
	var ids []uint32
	for _, line := range must(s.ListLines(context.Background(), l)) {
		ids = append(ids, line.ID)
	}
	return ids
}

func TestEachFigureOfTodayIsTheLengthOfItsList(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	s.lend(a, ladder, hammer)    // due on the 27th, on 1 December
	s.at("2026-11-27 10:00")     //
	s.lend(b, drill, wheelchair) // today
	s.back(wheelchair)           // and is cleaned
	s.hold(a, drill)             //
	s.back(drill)                // waits for a
	s.change(saw, func(t *inventory.Tool) { t.InspectDays = 1 })
	check := func(what string, want inventory.Overview) {
		t.Helper()
		o := must(s.Overview(ctx))
		o.Slips = 0
		if o != want {
			t.Errorf("%s: %+v, want %+v", what, o, want)
		}
		for list, n := range map[inventory.List]int{inventory.ListOut: o.Out, inventory.ListBack: o.Back, inventory.ListLoans: o.OnLoan, inventory.ListDue: o.Due,
			inventory.ListOverdue: o.Overdue, inventory.ListReady: o.Ready, inventory.ListOff: o.Off, inventory.ListSlips: must(s.Overview(ctx)).Slips} {
			if got := s.listed(list); len(got) != n {
				t.Errorf("%s: list %d has %v, the figure is %d", what, list, got, n)
			}
		}
	}
	check("in the morning", inventory.Overview{Today: inventory.Today{Out: 2, Back: 2, OnLoan: 2}, Due: 1, Ready: 1, Off: 2})
	s.at("2026-11-27 18:01")
	check("after closing", inventory.Overview{Today: inventory.Today{Out: 2, Back: 2, OnLoan: 2, Overdue: 1}, Ready: 1, Off: 2})
	late := must(s.ListLines(ctx, inventory.ListOverdue))[0]
	if late.Tool.ID != ladder || late.Late != 1 || late.Who == "" || late.Loan.Due.Hour() != 18 {
		t.Errorf("overdue: %+v", late)
	}
	off := must(s.ListLines(ctx, inventory.ListOff))
	if off[0].Item.Reason != inventory.Cleaning || off[1].Item.Reason != inventory.Inspection {
		t.Errorf("off the shelf: for %d and %d", off[0].Item.Reason, off[1].Item.Reason)
	}
	s.at("2026-11-28 09:00")
	check("the day after", inventory.Overview{Today: inventory.Today{OnLoan: 2, Overdue: 1}, Ready: 1, Off: 2})
}

func TestTodayCountsAllLoansAfterTheClockWasSetBackAtMidnight(t *testing.T) {
	s := newShop(t)
	s.at("2026-11-25 00:01")
	s.lend(s.resident(1), hammer)
	s.at("2026-11-24 23:59") // a time service corrects the clock
	s.lend(s.resident(2), pliers)
	s.at("2026-11-25 10:00")
	if today := must(s.Today(context.Background())); today.Out != 1 {
		t.Errorf("%d out today, want the one of 00:01", today.Out)
	}
}

func TestAListIsPrintedWithTheLinesThatWereSeen(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	loans := s.lend(s.resident(1), hammer, pliers).Loans
	print := func(l inventory.List, ids ...uint32) func() error {
		return func() error {
			_, err := s.Print(ctx, inventory.Wish{Paper: inventory.DeskList, Subject: uint32(l), Lang: "zh", More: ids}, s.boss)
			return err
		}
	}
	s.refuses("no list", is(inventory.ErrNoPaper), print(0, 1))
	s.refuses("another than there are", is(inventory.ErrNoPaper), print(inventory.List(inventory.Lists+1), 1))
	s.refuses("no lines", is(inventory.ErrNothing), print(inventory.ListLoans))
	s.refuses("too many", is(inventory.ErrTooManyRows), print(inventory.ListLoans, make([]uint32, 1001)...))
	if w := inventory.ListWish(inventory.ListLoans, "zh", make([]uint32, 1000)); len(w.More) != 1000 || w.Of != 0 {
		t.Errorf("of 1000 lines %d are printed, of %d", len(w.More), w.Of)
	}
	cut := must(s.PrintJob(ctx, must(s.Print(ctx, inventory.ListWish(inventory.ListLoans, "zh", make([]uint32, 1001)), s.boss))))
	if len(cut.More) != 1000 || cut.Of != 1001 {
		t.Errorf("of 1001 lines %d are printed, of %d", len(cut.More), cut.Of)
	}
	ids := []uint32{uint32(loans[1].ID), uint32(loans[0].ID), 99}
	id := must(s.Print(ctx, inventory.Wish{Paper: inventory.DeskList, Subject: uint32(inventory.ListLoans), Lang: "zh", More: ids}, s.boss))
	job := must(s.PrintJob(ctx, id))
	s.later(time.Hour)
	s.back(hammer)
	lines := must(s.ListedLines(ctx, inventory.List(job.Subject), job.More))
	if len(lines) != 2 || lines[0].Tool.ID != pliers || lines[1].Loan.Open() || job.Role() != inventory.SheetPrinter {
		t.Errorf("%d lines of %+v", len(lines), job)
	}
}
