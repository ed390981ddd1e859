package inventory_test

import (
	"context"
	"encoding/binary"
	"errors"
	"slices"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// wished are the waiting jobs of a kind.
func (s *shop) wished(p inventory.Paper) []inventory.PrintJob {
	s.t.Helper()
	jobs := must(s.WaitingPrints(context.Background(), 1000))
	return slices.DeleteFunc(jobs, func(j inventory.PrintJob) bool { return j.Paper != p })
}

// stillNeeded says whether somebody needs the paper now.
func (s *shop) stillNeeded(j inventory.PrintJob) bool {
	s.t.Helper()
	err := s.Needed(context.Background(), j)
	if err != nil && !errors.Is(err, inventory.ErrMoot) {
		s.t.Fatal(err)
	}
	return err == nil
}

func TestAReturnWishesForTheSlipOfWhoseTurnItIs(t *testing.T) {
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	s.lend(a, ladder)
	h := s.hold(b, ladder)
	if n := len(s.wished(inventory.HoldSlip)); n != 0 {
		t.Fatalf("%d slips while the tool is out", n)
	}
	s.back(ladder)
	jobs := s.wished(inventory.HoldSlip)
	if len(jobs) != 1 || jobs[0].Subject != uint32(h.ID) || jobs[0].Lang != "zh" || jobs[0].Role() != inventory.SlipPrinter {
		t.Fatalf("wished %+v", jobs)
	}
	p := must(s.HoldOf(context.Background(), h.ID))
	if p.Tool.ID != ladder || p.Resident.ID != b || p.Hold.Until.IsZero() || !s.stillNeeded(jobs[0]) {
		t.Errorf("the slip says %+v, needed %v", p.Hold, s.stillNeeded(jobs[0]))
	}
	ok(t, s.CancelHold(context.Background(), h.ID, b, 0))
	if s.stillNeeded(jobs[0]) {
		t.Error("a cancelled hold still needs its slip")
	}
}

func TestAHoldThatLapsesWishesForTheNextOnesSlip(t *testing.T) {
	s := newShop(t)
	s.lend(s.resident(1), ladder)
	s.hold(s.resident(2), ladder)
	next := s.hold(s.resident(3), ladder)
	s.back(ladder)
	first := s.wished(inventory.HoldSlip)[0]
	s.later(30 * 24 * time.Hour)
	jobs := s.wished(inventory.HoldSlip)
	if len(jobs) != 2 || jobs[1].Subject != uint32(next.ID) {
		t.Fatalf("wished %+v", jobs)
	}
	if s.stillNeeded(first) || !s.stillNeeded(jobs[1]) {
		t.Errorf("needed: the lapsed one %v, the next %v", s.stillNeeded(first), s.stillNeeded(jobs[1]))
	}
}

func TestARenewalWishesForASlipThatIsRightWhenItIsPrintedLate(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a := s.resident(1)
	l := s.lend(a, hammer).Loans[0]
	s.later(24 * time.Hour)
	must(s.Renew(ctx, l.ID, a))
	job := s.wished(inventory.RenewalSlip)[0]
	s.later(24 * time.Hour)
	twice := must(s.Renew(ctx, l.ID, a))
	if line := must(s.LoanLine(ctx, l.ID)); !line.Loan.Due.Equal(twice.Due) || !s.stillNeeded(job) {
		t.Errorf("the first slip says %v, the loan is due %v", line.Loan.Due, twice.Due)
	}
	ok(t, s.undo())
	s.later(0)
	if !s.stillNeeded(job) {
		t.Error("one of two renewals undone: the slip is needed, with the day as it is")
	}
	s.back(hammer)
	if s.stillNeeded(job) {
		t.Error("the tool is back; nobody needs its renewal slip")
	}
}

func TestAReservationWishesForASlipUntilItEnds(t *testing.T) {
	s := newShop(t)
	a := s.resident(1)
	r := s.reserve(a, ladder, "2026-11-30", "2026-12-01")
	job := s.wished(inventory.ReservationSlip)[0]
	p := must(s.ReservationOf(context.Background(), r.ID))
	if job.Subject != uint32(r.ID) || p.Reservation.From != r.From || p.Resident.ID != a || !s.stillNeeded(job) {
		t.Fatalf("job %+v, slip %+v", job, p.Reservation)
	}
	ok(t, s.CancelReservation(context.Background(), r.ID, a, 0))
	if s.stillNeeded(job) {
		t.Error("a cancelled reservation still needs its slip")
	}
}

func TestALoanSlipIsNeededWhileAToolIsOut(t *testing.T) {
	s := newShop(t)
	s.lend(s.resident(1), hammer, pliers)
	job := s.wished(inventory.LoanSlip)[0]
	again := job
	again.Copy = true
	s.back(hammer)
	if !s.stillNeeded(job) {
		t.Error("the pliers are still out")
	}
	s.back(pliers)
	if s.stillNeeded(job) || !s.stillNeeded(again) {
		t.Errorf("all is back: needed %v, a copy %v", s.stillNeeded(job), s.stillNeeded(again))
	}
	s.lend(s.resident(2), saw)
	mistake := s.wished(inventory.LoanSlip)[1]
	ok(t, s.undo())
	mistake.Copy = true
	if s.stillNeeded(mistake) {
		t.Error("a hand-over that was a mistake has no slip")
	}
}

func TestAReturnReceiptListsWhatCameBackThatDay(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	h := s.lend(s.resident(1), hammer, pliers, saw)
	s.back(hammer)
	s.later(24 * time.Hour)
	s.back(pliers)
	s.back(saw)
	receipt := inventory.Wish{Paper: inventory.ReturnReceipt, Subject: uint32(h.Loans[2].ID), Lang: "bo"}
	must(s.Print(ctx, receipt, s.boss))
	r := must(s.ReturnOf(ctx, h.Loans[2].ID))
	if r.Slip != h.Slip || len(r.Lines) != 2 || r.Lines[0].Tool.ID != pliers {
		t.Errorf("the receipt has %+v", r.Lines)
	}
	job := s.wished(inventory.ReturnReceipt)[0]
	ok(t, s.undo())
	if s.stillNeeded(job) {
		t.Error("the saw is out again: no receipt says it came back")
	}
}

func TestWhatStaffMayPrintAndWhatNot(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a := s.resident(1)
	l := s.lend(a, hammer).Loans[0]
	print := func(w inventory.Wish, who inventory.StaffID) func() error {
		return func() error { _, err := s.Print(ctx, w, who); return err }
	}
	is := func(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }
	list := inventory.Wish{Paper: inventory.StocktakeList, Lang: "zh"}
	s.refuses("a list for nobody", is(inventory.ErrNotStaff), print(list, 99))
	s.refuses("a loan slip out of turn", is(inventory.ErrNoPaper), print(inventory.Wish{Paper: inventory.LoanSlip, Subject: 1}, s.boss))
	s.refuses("a receipt for a tool that is out", is(inventory.ErrMoot), print(inventory.Wish{Paper: inventory.ReturnReceipt, Subject: uint32(l.ID)}, s.boss))
	s.refuses("a receipt for no loan", is(inventory.ErrNoLoan), print(inventory.Wish{Paper: inventory.ReturnReceipt, Subject: 77}, s.boss))
	s.refuses("no labels", is(inventory.ErrNothing), print(inventory.Wish{Paper: inventory.ToolLabels}, s.boss))
	s.refuses("a label of no tool", is(inventory.ErrNoTool), print(inventory.Wish{Paper: inventory.ToolLabels, Labels: inventory.Labels{Tools: []inventory.ToolID{99}}}, s.boss))
	s.refuses("a copy of nothing", is(inventory.ErrNoPrint), func() error { _, err := s.PrintCopy(ctx, 99, s.boss); return err })
	s.refuses("somebody else's slip", is(inventory.ErrNoLoan), func() error { _, err := s.Reprint(ctx, l.ID.Code(), a+1, "zh"); return err })
	s.refuses("the paper of a tool", is(inventory.ErrNoPaper), func() error { _, err := s.Reprint(ctx, hammer.Code(), a, "zh"); return err })
	s.refuses("somebody else's reservation", is(inventory.ErrNoReservation), func() error {
		_, err := s.Reprint(ctx, inventory.ReservationID(3).Code(), a, "zh")
		return err
	})

	st := must(s.BeginStocktake(ctx, "", true, s.boss)).ID
	counted := inventory.Wish{Paper: inventory.StocktakeReport, Subject: uint32(st), Lang: "zh"}
	s.refuses("the report of a stocktake that goes on", is(inventory.ErrNoStocktake), print(counted, s.boss))
	must(s.CloseStocktake(ctx, st, inventory.Settling{}, s.boss))
	must(s.Print(ctx, counted, s.boss))
	counted.Subject = 99
	s.refuses("the report of no stocktake", is(inventory.ErrNoStocktake), print(counted, s.boss))

	key := inventory.Wish{Paper: inventory.RecoverySheet, Lang: "zh"}
	duty := must(s.Hire(ctx, "值班", inventory.Duty, "314159", s.boss)).ID
	s.refuses("the key for duty", is(inventory.ErrNotManager), print(key, duty))
	s.refuses("the key into a folder", is(inventory.ErrOnlyFolder), print(key, s.boss))
	ok(t, s.SetPrinter(ctx, inventory.Printer{Role: inventory.SheetPrinter, Address: "ipp://127.0.0.1/ipp/print"}, s.boss))
	id := must(s.Print(ctx, key, s.boss))
	s.refuses("a copy of the key", is(inventory.ErrNoPaper), func() error { _, err := s.PrintCopy(ctx, id, s.boss); return err })
	failed := must(s.PrintJob(ctx, id))
	failed.State = inventory.PrintFailed
	ok(t, s.KeepPrint(ctx, failed))
	s.refuses("the key once more for duty", is(inventory.ErrNotManager), func() error { _, err := s.PrintAgain(ctx, id, duty); return err })

	labels := inventory.Labels{Tools: []inventory.ToolID{drill, saw}, Sheet: inventory.Sheet44, Start: 7, Tags: true}
	must(s.Print(ctx, inventory.Wish{Paper: inventory.ToolLabels, Lang: "zh", Labels: labels}, s.boss))
	job := s.wished(inventory.ToolLabels)[0]
	if !slices.Equal(job.Labels.Tools, labels.Tools) || job.Labels.Start != 7 || !job.Labels.Tags || job.Role() != inventory.LabelPrinter {
		t.Errorf("stored %+v", job)
	}
}

func TestACopyIsMarkedAndAuditedAndAListIsMadeAnew(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a := s.resident(1)
	l := s.lend(a, hammer).Loans[0]
	slip := s.wished(inventory.LoanSlip)[0]
	again := must(s.PrintJob(ctx, must(s.PrintCopy(ctx, slip.ID, s.boss))))
	if !again.Copy || again.Subject != slip.Subject || again.Lang != slip.Lang || again.State != inventory.PrintPending {
		t.Errorf("the copy is %+v", again)
	}
	if e := must(s.LastDeed(ctx)); e.Deed != "print copy" || e.Who != s.boss || e.Subjects[0] != l.ID.Code().String() {
		t.Errorf("the audit says %+v", e)
	}
	mine := must(s.PrintJob(ctx, must(s.Reprint(ctx, l.ID.Code(), a, "en"))))
	if !mine.Copy || mine.Paper != inventory.LoanSlip || mine.Lang != "en" {
		t.Errorf("the resident's copy is %+v", mine)
	}
	r := s.reserve(a, ladder, "2026-11-30", "2026-11-30")
	mine = must(s.PrintJob(ctx, must(s.Reprint(ctx, r.ID.Code(), a, "bo"))))
	if !mine.Copy || mine.Paper != inventory.ReservationSlip || mine.Code() != (code.Code{Kind: code.Reservation, Number: uint32(r.ID)}) {
		t.Errorf("the reservation's copy is %+v", mine)
	}
	list := must(s.Print(ctx, inventory.Wish{Paper: inventory.StocktakeList, Lang: "zh"}, s.boss))
	if job := must(s.PrintJob(ctx, must(s.PrintCopy(ctx, list, s.boss)))); job.Copy {
		t.Error("a list made anew is called a copy")
	}
	if jobs := must(s.RecentPrints(ctx, 3)); len(jobs) != 3 || jobs[0].ID < jobs[1].ID || jobs[0].Paper != inventory.StocktakeList {
		t.Errorf("recent: %+v", jobs)
	}
}

func TestWhoSeesTheOverdueListIsNotedForEachResident(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	s.lend(a, hammer)
	s.lend(a, pliers)
	s.lend(b, saw)
	s.later(8 * 24 * time.Hour)
	s.back(saw)
	ok(t, s.Look(ctx, inventory.PrintJob{Paper: inventory.OverdueList}, s.boss))
	if e := must(s.LastDeed(ctx)); e.Deed != "open personal data" || len(e.Subjects) != 1 || e.Subjects[0] != a.Code().String() {
		t.Errorf("the audit says %+v", e)
	}
	seen := must(s.LastDeed(ctx)).Seq
	ok(t, s.Look(ctx, inventory.PrintJob{Paper: inventory.LoanSlip}, s.boss)) // masked: nothing to note
	if e := must(s.LastDeed(ctx)); e.Seq != seen {
		t.Errorf("a look at a slip was noted: %+v", e)
	}
	must(s.Print(ctx, inventory.Wish{Paper: inventory.OverdueList, Lang: "zh"}, s.boss))
	entries := must(s.EntriesAfter(ctx, seen, 9))
	if len(entries) != 2 || entries[0].Deed != "open personal data" || entries[1].Deed != "print" {
		t.Errorf("printing is noted as %+v", entries)
	}
	lines := must(s.OverdueForPaper(ctx))
	if len(lines) != 2 || lines[0].Days != 1 || lines[0].Borrower.Person.Phone == "" {
		t.Errorf("overdue: %+v", lines)
	}
	if !errors.Is(s.Look(ctx, inventory.PrintJob{Paper: inventory.OverdueList}, 99), inventory.ErrNotStaff) {
		t.Error("anybody may look")
	}
}

func TestJobsThatFailedBeforeTheyWereMarkedAreToleratedAndMended(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), hammer)
	job := s.wished(inventory.LoanSlip)[0]
	job.State = inventory.PrintFailed
	ok(t, s.KeepPrint(ctx, job))
	ok(t, s.store.Update(ctx, func(tx store.Tx) error { // as the first programs of layout 2 left it
		return errors.Join(tx.Delete("shop", []byte("ask marked")), tx.Delete("ask", binary.BigEndian.AppendUint32(nil, uint32(job.ID))))
	}))
	if faults := must(s.Check(ctx)); len(faults) != 0 {
		t.Errorf("an old shop is called faulty: %s", strings.Join(faults, "; "))
	}
	ok(t, s.Mend(ctx))
	if asked := must(s.UndecidedPrints(ctx, 9)); len(asked) != 1 || asked[0].ID != job.ID {
		t.Errorf("after mending %+v ask", asked)
	}
	if faults := must(s.Check(ctx)); len(faults) != 0 {
		t.Errorf("after mending: %s", strings.Join(faults, "; "))
	}
	undo := snapshotOf(t, s.store, []store.Table{"ask"})
	defer undo()
	ok(t, s.store.Update(ctx, func(tx store.Tx) error { return tx.Put("ask", []byte{0, 0, 0, 99}, nil) }))
	if faults := must(s.Check(ctx)); len(faults) == 0 {
		t.Error("a mark of no job is no fault any more")
	}
}
