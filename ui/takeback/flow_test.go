package takeback_test

import (
	"context"
	"errors"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/ui/desk/desktest"
	"redwrench/ui/desk/papers"
	"redwrench/ui/desk/today"
	"redwrench/ui/desk/tools"
	"redwrench/ui/takeback"
)

const (
	pliers     = inventory.ToolID(6)
	drill      = inventory.ToolID(33) // batteries, charger, bits; inspected
	ladder     = inventory.ToolID(43) // feet; inspected
	handTruck  = inventory.ToolID(45) // strap
	wheelchair = inventory.ToolID(57) // cleaned on return
	saw        = inventory.ToolID(18)
)

// counter is the unlocked counter of a shop in memory.
type counter struct {
	*desktest.Shop
	*takeback.Flow
}

func open(t *testing.T) counter {
	s := desktest.New(t)
	c := counter{s, takeback.New(context.Background(), s, s.Desk, nil, today.Machines{}, s.Manager)}
	c.Queue.Drain()
	return c
}

func (c counter) scan(id inventory.ToolID) {
	c.Scan(id.Code().Payload())
	c.Queue.Drain()
}

// do taps and waits for the answer.
func (c counter) do(tap func()) {
	tap()
	c.Queue.Drain()
}

func (c counter) said(key string) {
	c.T.Helper()
	if c.Notice.Err != nil || c.Notice.Key != key {
		c.T.Errorf("said %q (%v), want %q", c.Notice.Key, c.Notice.Err, key)
	}
}

func (c counter) refused(want error) {
	c.T.Helper()
	if !errors.Is(c.Notice.Err, want) {
		c.T.Errorf("refused with %v, want %v", c.Notice.Err, want)
	}
}

func (c counter) stands(id inventory.ToolID, s inventory.Status) {
	c.T.Helper()
	if got := c.Item(id).Status; got != s {
		c.T.Errorf("tool %d has status %d, want %d", id, got, s)
	}
}

func TestAScanAloneChangesNothing(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), drill)
	c.scan(drill)
	c.stands(drill, inventory.Lent)
	if c.Card.Loan.Borrower == "" || !c.Card.Comes() {
		t.Error("the loan is not on the card")
	}
}

func TestPartsMissingAreCountedAndKeptAgainstTheLoan(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), drill)
	c.scan(drill)
	c.Ask(takeback.CountMissing)
	c.Tick(0, 1) // a battery
	c.Tick(2, 9) // bits: never more than there are
	c.do(c.TakeBackWithout)
	c.said("desk.back.off")
	item := c.Item(drill)
	if item.Status != inventory.OffShelf || item.Reason != inventory.Incomplete {
		t.Fatalf("status %d, reason %d", item.Status, item.Reason)
	}
	if len(item.Lacks) != 2 || item.Lacks[0].Count != 1 || item.Lacks[1].Count != 5 {
		t.Errorf("waits for %v", item.Lacks)
	}
}

func TestPartsMayBeCountedLater(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), drill)
	c.scan(drill)
	c.Ask(takeback.CountMissing)
	c.do(c.TakeBackWithout)
	c.said("desk.back.off")
	c.scan(drill)
	c.do(c.Complete)
	c.said("desk.onshelf")
	c.stands(drill, inventory.OnShelf)
}

func TestAPartFoundLaterPutsTheToolBackWhenItIsTheLast(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), drill)
	c.scan(drill)
	c.Ask(takeback.CountMissing)
	c.Tick(0, 1)
	c.Tick(2, 2)
	c.do(c.TakeBackWithout)
	c.scan(drill)
	c.Ask(takeback.CountFound)
	c.Tick(1, 1)
	c.do(c.PartsFound)
	c.said("desk.partfound")
	c.stands(drill, inventory.OffShelf)
	c.scan(drill)
	c.do(c.Complete)
	c.said("desk.complete.done")
	c.stands(drill, inventory.OnShelf)
}

func TestAcceptedAsItIsTheMissingPartIsNotAskedForAgain(t *testing.T) {
	c := open(t)
	r := c.Resident(1)
	c.Lend(r, handTruck)
	c.scan(handTruck)
	c.Ask(takeback.CountMissing)
	c.Tick(0, 1)
	c.do(c.TakeBackWithout)
	c.scan(handTruck)
	c.do(c.OnShelf)
	c.said("desk.asitis.done")
	c.Lend(r, handTruck)
	c.scan(handTruck)
	if parts := c.Card.Expected(); len(parts) != 0 {
		t.Errorf("still expected: %v", parts)
	}
	if parts := c.Card.Awaited(); len(parts) != 1 {
		t.Errorf("nothing can turn up: %v", parts)
	}
}

func TestAReturnSaysWhoseTurnItIs(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), ladder)
	next := c.Resident(2)
	desktest.Must(c.Desk.PlaceHold(context.Background(), next.ID, ladder))
	c.scan(ladder)
	if len(c.Card.Queue) != 1 {
		t.Fatalf("%d wait on the card, want 1", len(c.Card.Queue))
	}
	c.do(func() { c.TakeBack(inventory.Good) })
	c.said("desk.back")
	if c.Notice.Next != next.Person.MaskedName() || c.Notice.Until.IsZero() {
		t.Errorf("announced %q until %v", c.Notice.Next, c.Notice.Until)
	}
	c.stands(ladder, inventory.Held)
}

func TestTheTurnIsSaidToo_WhenARepairEnds(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), ladder)
	next := c.Resident(2)
	desktest.Must(c.Desk.PlaceHold(context.Background(), next.ID, ladder))
	c.scan(ladder)
	c.do(func() { c.TakeBack(inventory.Damaged) })
	if c.Notice.Next != "" {
		t.Error("a damaged tool is promised to somebody")
	}
	c.scan(ladder)
	c.do(c.OnShelf)
	if c.Notice.Next != next.Person.MaskedName() {
		t.Errorf("announced %q", c.Notice.Next)
	}
}

func TestHandedInYesterdayAtClosingIsOnTime(t *testing.T) {
	c := open(t)
	r := c.Resident(1)
	done := c.Lend(r, ladder)
	c.Now = c.Now.AddDate(0, 0, 4) // due yesterday
	c.scan(ladder)
	at := c.Moments()[0]
	if at.Hour() != 18 || at.Day() != 27 {
		t.Fatalf("the first moment is %v", at)
	}
	c.Came(at)
	c.do(func() { c.TakeBack(inventory.Good) })
	s := desktest.Must(c.Desk.SlipOf(context.Background(), done.Slip))
	if l := s.Lines[0].Loan; !l.Back.Equal(at) || l.Late() {
		t.Errorf("back %v, late %v", l.Back, l.Late())
	}
}

func TestNoMomentLiesBeforeTheLoan(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), pliers)
	c.Now = c.Now.Add(time.Hour)
	c.scan(pliers)
	if m := c.Moments(); len(m) != 0 {
		t.Errorf("offered %v for a loan of this morning", m)
	}
}

func TestAWornToolStaysOnTheShelf(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), pliers)
	c.scan(pliers)
	c.do(func() { c.TakeBack(inventory.Worn) })
	c.said("desk.back")
	if item := c.Item(pliers); item.Status != inventory.OnShelf || !item.Tool.Worn {
		t.Errorf("status %d, worn %v", item.Status, item.Tool.Worn)
	}
}

func TestALostToolIsAskedAboutOnceAndFoundAgainByItsTag(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), pliers)
	c.scan(pliers)
	c.Ask(takeback.More)
	c.do(c.Lose)
	c.stands(pliers, inventory.Lent)
	if c.Sheet() != takeback.AskSure {
		t.Fatal("lost without a question")
	}
	c.do(c.Confirm)
	c.said("desk.lost.done")
	c.scan(pliers)
	if !c.Card.Lost() {
		t.Fatal("the card does not say that it is lost")
	}
	c.do(func() { c.TakeBack(inventory.Good) })
	c.said("desk.again")
	c.stands(pliers, inventory.OnShelf)
}

func TestAToolOnTheShelfLeavesItForAReason(t *testing.T) {
	c := open(t)
	c.scan(pliers)
	c.refused(inventory.ErrNotLent)
	if slices.Contains(c.Flashes, true) {
		t.Error("the scan was answered as a return")
	}
	c.do(func() { c.TakeOff(inventory.Cleaning) })
	c.said("desk.off")
	c.scan(pliers)
	c.do(c.OnShelf)
	c.said("desk.onshelf")
}

func TestAnInspectionSaysWhenTheNextOneIsDue(t *testing.T) {
	c := open(t)
	c.Now = c.Now.AddDate(0, 0, 200)
	c.scan(ladder)
	if c.Card.Item.Reason != inventory.Inspection {
		t.Fatalf("reason %d: not due", c.Card.Item.Reason)
	}
	c.do(func() { c.Inspect(true) })
	c.said("desk.safe")
	if want := c.Now.AddDate(0, 0, 180); !c.Notice.Day.Equal(want) {
		t.Errorf("next on %v, want %v", c.Notice.Day, want)
	}
	c.stands(ladder, inventory.OnShelf)
	c.scan(ladder)
	c.do(func() { c.Inspect(false) })
	c.said("desk.unsafe")
	c.stands(ladder, inventory.OffShelf)
}

func TestAToolIsRetiredForAReasonAfterAQuestion(t *testing.T) {
	c := open(t)
	c.scan(pliers)
	c.do(func() { c.Retire(inventory.RetiredWorn) })
	c.stands(pliers, inventory.OnShelf)
	c.do(c.Confirm)
	c.said("desk.retire.done")
	c.scan(pliers)
	c.do(func() { c.TakeBack(inventory.Good) })
	c.refused(inventory.ErrNotLent)
	c.stands(pliers, inventory.Retired)
}

func TestAHistoryIsReadNewestFirst(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), pliers)
	c.scan(pliers)
	c.Now = c.Now.Add(time.Hour)
	c.do(func() { c.TakeBack(inventory.Damaged) })
	c.scan(pliers)
	c.do(func() { c.Ask(takeback.ShowPast) })
	if n := len(c.Past.Events); n != 3 {
		t.Fatalf("%d events, want the stay, the loan and the first day", n)
	}
	if c.Past.Events[0].Service.ID == 0 || c.Past.Events[1].Loan.ID == 0 {
		t.Error("not in order, the newest first")
	}
}

func TestALoanIsExtendedIntoAnOpenDay(t *testing.T) {
	c := open(t)
	rules := c.Desk.Settings()
	rules.ClosedWeekdays = []time.Weekday{time.Saturday, time.Sunday}
	if err := c.Desk.ChangeSettings(context.Background(), rules, c.Manager.ID); err != nil {
		t.Fatal(err)
	}
	c.Lend(c.Resident(1), ladder) // due Friday the 27th
	c.scan(ladder)
	days := c.Later()
	if days[0].Weekday() != time.Monday {
		t.Fatalf("the first choice is %v", days[0])
	}
	c.do(func() { c.Extend(days[0]) })
	c.said("desk.extended")
	if due := c.Item(ladder).Due; due.Day() != 30 || due.Hour() != 18 {
		t.Errorf("due %v", due)
	}
}

func TestAnExtensionIntoReservedDaysIsRefused(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), ladder)
	day := inventory.DayOf(c.Desk.Now()) + 5
	desktest.Must(c.Desk.Reserve(context.Background(), c.Resident(2).ID, ladder, day, day))
	c.scan(ladder)
	c.do(func() { c.Extend(day + 2) })
	var no *inventory.NoLonger
	if !errors.As(c.Notice.Err, &no) || c.Card.Item.Tool.ID != ladder {
		t.Errorf("refused with %v; the card must stay", c.Notice.Err)
	}
}

func TestAScanEndsAQuestion(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), drill, pliers)
	c.scan(drill)
	c.Ask(takeback.CountMissing)
	c.Tick(0, 1)
	c.scan(pliers)
	if c.Sheet() != takeback.NoSheet || c.Card.Item.Tool.ID != pliers || len(c.Ticks) != 0 {
		t.Error("the question about the tool before is still asked")
	}
	c.Go(takeback.Mistakes)
	c.scan(drill)
	if c.Place != takeback.Counter {
		t.Error("a scan beside the counter is not answered there")
	}
}

func TestACleanedCategoryIsCleanedFirst(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), wheelchair)
	c.scan(wheelchair)
	c.do(func() { c.TakeBack(inventory.Good) })
	c.said("desk.back.off")
	if c.Notice.Reason != inventory.Cleaning {
		t.Errorf("reason %d", c.Notice.Reason)
	}
}

func TestSightingAToolChangesNothing(t *testing.T) {
	c := open(t)
	c.scan(pliers)
	c.do(c.Sight)
	c.said("desk.sighted")
	c.stands(pliers, inventory.OnShelf)
}

func TestAReceiptIsPrintedInTheBorrowersLanguageWhenAsked(t *testing.T) {
	ctx := context.Background()
	c := open(t)
	r := desktest.Must(c.Desk.Register(ctx, invented.Person(7, c.Desk.Settings().ConsentVersion), "bo"))
	done := c.Lend(r, pliers)
	c.scan(pliers)
	c.do(func() { c.TakeBack(inventory.Good) })
	if c.Notice.Loan != done.Loans[0].ID {
		t.Fatalf("a receipt is offered for loan %d", c.Notice.Loan)
	}
	c.do(c.Receipt)
	c.said("papers.printing")
	job := desktest.Must(c.Desk.RecentPrints(ctx, 1))[0]
	if job.Paper != inventory.ReturnReceipt || job.Lang != "bo" || job.Subject != uint32(done.Loans[0].ID) {
		t.Errorf("printed %+v", job)
	}
	c.Lend(c.Resident(2), saw)
	c.scan(saw)
	c.Ask(takeback.More)
	c.Lose()
	c.do(c.Confirm)
	c.scan(saw)
	c.do(func() { c.TakeBack(inventory.Good) })
	if c.Notice.Loan != 0 {
		t.Error("a receipt is offered for a tool that was lost and found")
	}
}

func TestTheSlipOfWhoseTurnItIsIsPrintedAtOnce(t *testing.T) {
	ctx := context.Background()
	c := open(t)
	c.Lend(c.Resident(1), ladder)
	h := desktest.Must(c.Desk.PlaceHold(ctx, c.Resident(2).ID, ladder))
	c.scan(ladder)
	woken := c.Prints
	c.do(func() { c.TakeBack(inventory.Good) })
	if job := desktest.Must(c.Desk.RecentPrints(ctx, 1))[0]; job.Paper != inventory.HoldSlip || job.Subject != uint32(h.ID) || c.Prints == woken {
		t.Errorf("printed %+v, the printer was woken %d times", job, c.Prints-woken)
	}
}

func TestTheLabelOfAToolIsOfferedBesideIt(t *testing.T) {
	c := open(t)
	c.scan(pliers)
	c.Ask(takeback.More)
	c.do(c.Label)
	if c.Place != takeback.Papers || c.Papers.Step != papers.Choosing || c.Papers.Tool.ID != pliers {
		t.Errorf("place %d, step %d, tool %d", c.Place, c.Papers.Step, c.Papers.Tool.ID)
	}
}

func TestTheLastDeedCanBeTakenBackAtOnce(t *testing.T) {
	c := open(t)
	c.Lend(c.Resident(1), pliers)
	c.scan(pliers)
	c.do(func() { c.TakeBack(inventory.Good) })
	c.said("desk.back")
	if c.Notice.Deed == 0 {
		t.Fatal("the return cannot be undone at the counter")
	}
	c.do(c.UndoLast)
	c.said("desk.undone.last")
	if got := c.Item(pliers).Status; got != inventory.Lent {
		t.Errorf("the tool is %d, want lent as before", got)
	}
	if c.Notice.Deed != 0 {
		t.Error("an undone deed can be undone")
	}
	c.scan(saw)
	c.do(func() { c.TakeOff(inventory.Cleaning) })
	later := c.Notice.Deed
	c.scan(saw) // its card, instead of what was said
	if c.Notice.Deed != 0 || later == 0 {
		t.Errorf("%d after the deed, %d after the next scan", later, c.Notice.Deed)
	}
}

func TestWhatIsBeingChangedInTheCatalogueIsNotLostByGoingElsewhere(t *testing.T) {
	c := open(t)
	c.do(func() { c.Go(takeback.Stock) })
	c.do(func() { c.Stock.Open(ladder) })
	c.do(c.Stock.Edit)
	c.Stock.Draft.Shelf = "C9"
	for what, leave := range map[string]func(){
		"another place":   func() { c.Go(takeback.Jobs) },
		"the lock":        c.Lock,
		"a resident card": func() { c.Scan(c.Resident(1).ID.Code().Payload()) },
		"a foreign code":  func() { c.Scan("6901234567892") },
		"a tool's tag":    func() { c.scan(saw) },
	} {
		c.do(leave)
		if c.Place != takeback.Stock || c.Stock.Step != tools.Leaving || c.Shown != nil {
			t.Errorf("%s: place %d, step %d", what, c.Place, c.Stock.Step)
		}
		c.do(c.Stock.Stay)
		if c.Stock.Draft.Shelf != "C9" {
			t.Errorf("%s: what was typed is lost", what)
		}
	}
	c.do(func() { c.Go(takeback.Jobs) })
	c.do(c.Stock.Forget)
	if c.Place != takeback.Jobs || c.Shop.Item(ladder).Tool.Shelf == "C9" {
		t.Errorf("place %d", c.Place)
	}
}
