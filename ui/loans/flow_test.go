package loans

import (
	"errors"
	"reflect"
	"testing"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/ui/stage"
	"redwrench/ui/stage/stagetest"
)

const pliers, ladder, wheelchair = inventory.ToolID(6), inventory.ToolID(43), inventory.ToolID(57)

func shown(t *testing.T, s *stagetest.Shop, with stage.Loans) *Flow {
	t.Helper()
	f := New(t.Context(), s.Stage, s.Desk, with)
	s.Stage.Drain()
	return f
}

func TestALoanIsRenewedOnceHoweverOftenItIsTapped(t *testing.T) {
	s := stagetest.New(t)
	s.Out(1, pliers)
	s.Now = s.Now.AddDate(0, 0, 2)
	f := shown(t, s, stage.Loans{Who: s.Resident(1)})
	e := f.Entries[0]
	if e.NoRenewal != nil || e.Renewed.Day() != 3 {
		t.Fatalf("%v, until %v", e.NoRenewal, e.Renewed)
	}
	f.Renew(e)
	f.Renew(e)
	s.Stage.Drain()
	if f.Notice.Key != "loans.renewed" || f.Notice.Due.Day() != 3 {
		t.Errorf("%+v", f.Notice)
	}
	var no *inventory.NoLonger
	if l := f.Entries[0]; l.Loan.Renewed() != 1 || l.Loan.Due.Day() != 3 || !errors.As(l.NoRenewal, &no) {
		t.Errorf("renewed %d times, due %v, then %v", l.Loan.Renewed(), l.Loan.Due, l.NoRenewal)
	}
}

func TestWhyALoanIsNotRenewed(t *testing.T) {
	for _, c := range []struct {
		what string
		want error
		make func(s *stagetest.Shop)
	}{
		{"on the first day it gives no more time", &inventory.NoLonger{}, func(*stagetest.Shop) {}},
		{"somebody waits", inventory.ErrSomebodyWaits, func(s *stagetest.Shop) { s.Hold(2, pliers) }},
		{"it is overdue", inventory.ErrOverdue, func(s *stagetest.Shop) { s.Now = s.Now.AddDate(0, 0, 8) }},
		{"the shop renews nothing", &inventory.RenewedOut{}, func(s *stagetest.Shop) {
			s.Rule(func(r *inventory.Settings) { r.Renewals = 0 })
		}},
		{"somebody has reserved it", &inventory.NoLonger{}, func(s *stagetest.Shop) {
			s.Promise(2, pliers, 8, 8)
			s.Now = s.Now.AddDate(0, 0, 1)
		}},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := stagetest.New(t)
			s.Out(1, pliers)
			c.make(s)
			f := shown(t, s, stage.Loans{Who: s.Resident(1)})
			got := f.Entries[0].NoRenewal
			if !errors.Is(got, c.want) && reflect.TypeOf(got) != reflect.TypeOf(c.want) {
				t.Errorf("%v, want %v", got, c.want)
			}
		})
	}
	t.Run("what changed since the list was drawn is said", func(t *testing.T) {
		s := stagetest.New(t)
		s.Out(1, pliers)
		s.Now = s.Now.AddDate(0, 0, 2)
		f := shown(t, s, stage.Loans{Who: s.Resident(1)})
		s.Hold(2, pliers)
		f.Renew(f.Entries[0])
		s.Stage.Drain()
		if !errors.Is(f.Notice.Err, inventory.ErrSomebodyWaits) || !errors.Is(f.Entries[0].NoRenewal, inventory.ErrSomebodyWaits) {
			t.Errorf("%v, %v", f.Notice.Err, f.Entries[0].NoRenewal)
		}
	})
}

// promises gives person 1 a loan, a tool that is kept for them, a place in a
// queue and a reservation.
func promises(s *stagetest.Shop) (ready, waits inventory.Hold, r inventory.Reservation) {
	s.Out(1, 11)
	s.Out(2, pliers, wheelchair)
	ready, waits = s.Hold(1, pliers), inventory.Hold{}
	s.Hold(3, wheelchair)
	waits = s.Hold(1, wheelchair)
	s.Back(pliers)
	return ready, waits, s.Promise(1, ladder, 5, 6)
}

func TestWhatIsReadyStandsFirst(t *testing.T) {
	s := stagetest.New(t)
	ready, waits, r := promises(s)
	f := shown(t, s, stage.Loans{Who: s.Resident(1)})
	want := []code.Code{ready.ID.Code(), inventory.LoanID(1).Code(), waits.ID.Code(), r.ID.Code()}
	for i, e := range f.Entries {
		if e.Code() != want[i] {
			t.Errorf("line %d is %v, want %v", i, e.Code(), want[i])
		}
	}
	if f.Entries[2].Hold.Place != 2 || f.Entries[2].Item.Status != inventory.Lent {
		t.Errorf("place %d", f.Entries[2].Hold.Place)
	}
	f.Take(f.Entries[0])
	if b, ok := s.Stage.Shown[0].(stage.Borrow); !ok || b.Tool != pliers || b.Who.ID != f.Resident.ID {
		t.Errorf("went to %+v", s.Stage.Shown[0])
	}
	s.Now = s.Now.AddDate(0, 0, 5)
	f = shown(t, s, stage.Loans{Who: s.Resident(1)})
	if f.Entries[0].Code() != r.ID.Code() {
		t.Errorf("on its day the reservation is not first but %v", f.Entries[0].Code())
	}
}

func TestCancellingIsAskedOnce(t *testing.T) {
	s := stagetest.New(t)
	_, waits, r := promises(s)
	f := shown(t, s, stage.Loans{Who: s.Resident(1)})
	hold, reservation := f.Entries[2], f.Entries[3]
	f.Cancel(hold)
	f.Back() // no
	f.Cancel(hold)
	f.Keep()
	if s.Stage.Drain(); len(f.Entries) != 4 || f.Asking != (code.Code{}) {
		t.Fatalf("%d lines after no", len(f.Entries))
	}
	f.Cancel(hold)
	f.ReallyCancel(hold)
	s.Stage.Drain()
	if len(f.Entries) != 3 || f.Notice.Key != "loans.cancelled" {
		t.Fatalf("%d lines, %+v", len(f.Entries), f.Notice)
	}
	f.ReallyCancel(reservation)
	s.Stage.Drain()
	if len(f.Entries) != 2 {
		t.Errorf("%d lines", len(f.Entries))
	}
	for what, again := range map[error]Entry{inventory.ErrNoHold: hold, inventory.ErrNoReservation: reservation} {
		f.ReallyCancel(again)
		s.Stage.Drain()
		if !errors.Is(f.Notice.Err, what) {
			t.Errorf("%v %v a second time: %v, want %v", waits.ID, r.ID, f.Notice.Err, what)
		}
	}
}

func TestTheCodeOfAHoldOrAReservation(t *testing.T) {
	s := stagetest.New(t)
	_, waits, r := promises(s)
	theirs := s.Promise(2, ladder, 20, 20)
	f := shown(t, s, stage.Loans{Code: waits.ID.Code()})
	if f.Notice.Key != "loans.code" {
		t.Error("nobody says that one must say who one is")
	}
	f.Scan(s.Resident(1).ID.Code().Payload())
	s.Stage.Drain()
	if f.Entries[0].Code() != waits.ID.Code() {
		t.Errorf("%v is at the top", f.Entries[0].Code())
	}
	f.Scan(r.ID.Code().Payload())
	if f.Entries[0].Code() != r.ID.Code() || f.Notice.Err != nil {
		t.Errorf("%v is at the top, %v", f.Entries[0].Code(), f.Notice.Err)
	}
	for _, c := range []struct {
		what string
		code code.Code
		want error
	}{
		{"somebody else's reservation", theirs.ID.Code(), inventory.ErrNoReservation},
		{"a hold that never was", inventory.HoldID(99).Code(), inventory.ErrNoHold},
		{"somebody else's slip", inventory.LoanID(2).Code(), inventory.ErrNoLoan},
		{"a box of screws", inventory.ConsumableID(1).Code(), code.ErrForeign},
	} {
		if f.Scan(c.code.Payload()); !errors.Is(f.Notice.Err, c.want) {
			t.Errorf("%s: %v, want %v", c.what, f.Notice.Err, c.want)
		}
	}
	f.Scan(s.Resident(3).ID.Code().Payload()) // the next in line
	s.Stage.Drain()
	if f.Resident.ID != s.Resident(3).ID || len(f.Entries) != 1 {
		t.Errorf("resident %d with %d lines", f.Resident.ID, len(f.Entries))
	}
}

func TestASlipIsPrintedAgainOnceAVisit(t *testing.T) {
	s := stagetest.New(t)
	s.Out(1, pliers)
	f := shown(t, s, stage.Loans{Who: s.Resident(1)})
	before := waiting(t, s)
	f.Reprint(f.Entries[0])
	f.Reprint(f.Entries[0])
	s.Stage.Drain()
	f.Reprint(f.Entries[0])
	s.Stage.Drain()
	if n := waiting(t, s) - before; n != 1 || s.Stage.Prints != 1 || f.Notice.Key != "loans.slip.printing" {
		t.Errorf("%d slips, woken %d times, %+v", n, s.Stage.Prints, f.Notice)
	}
}

func waiting(t *testing.T, s *stagetest.Shop) int {
	t.Helper()
	jobs, err := s.WaitingPrints(t.Context(), 99)
	if err != nil {
		t.Fatal(err)
	}
	return len(jobs)
}
