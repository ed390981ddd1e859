package inventory_test

import (
	"context"
	"errors"
	"slices"
	"sync"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/invented"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
	"redwrench/inventory/store/memstore"
	"redwrench/inventory/store/seal"
)

var lhasa = must(time.LoadLocation("Asia/Shanghai"))

func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// The shop of the tests: a hammer, pliers, a drill, a ladder, a wheelchair.
const (
	hammer inventory.ToolID = iota + 1
	pliers
	drill
	ladder
	wheelchair
	spanner
	saw
)

func stock() inventory.Stock {
	return inventory.Stock{
		Categories: []inventory.Category{
			{ID: "hand", Name: inventory.Name{Zh: "手动工具"}, LoanDays: 7, Order: 0},
			{ID: "power", Name: inventory.Name{Zh: "电动工具"}, LoanDays: 3, MinAge: 18, Order: 1},
			{ID: "climbing", Name: inventory.Name{Zh: "登高"}, LoanDays: 3, MinAge: 18, Order: 2},
			{ID: "mobility", Name: inventory.Name{Zh: "助行器具"}, LoanDays: 30, CleanOnReturn: true, Order: 3},
		},
		Tools: []inventory.Tool{
			{ID: hammer, Name: inventory.Name{Zh: "羊角锤"}, Category: "hand"},
			{ID: pliers, Name: inventory.Name{Zh: "老虎钳"}, Category: "hand"},
			{ID: drill, Name: inventory.Name{Zh: "冲击电钻"}, Category: "power", Parts: []inventory.Part{{Name: inventory.Name{Zh: "电池"}, Count: 1}}},
			{ID: ladder, Name: inventory.Name{Zh: "人字梯"}, Category: "climbing"},
			{ID: wheelchair, Name: inventory.Name{Zh: "轮椅"}, Category: "mobility"},
			{ID: spanner, Name: inventory.Name{Zh: "扳手"}, Category: "hand", LoanDays: 14},
			{ID: saw, Name: inventory.Name{Zh: "手锯"}, Category: "hand"},
		},
		Kinds: jobKinds(),
	}
}

// shop is a desk over a store, with a clock the test turns.
type shop struct {
	*inventory.Desk
	t     testing.TB
	now   time.Time
	store store.Store
	boss  inventory.StaffID
}

// secrets are a shop's keys; any master will do.
var secrets = seal.NewKeys([32]byte{1})

// newShop is a shop that must be in order after the test.
func newShop(t testing.TB, change ...func(*inventory.Settings)) *shop {
	t.Helper()
	s := bareShop(t, change...)
	t.Cleanup(func() {
		faults, err := s.Check(context.Background())
		if err != nil || len(faults) > 0 {
			t.Errorf("check after the test: %v, %v", faults, err)
		}
	})
	return s
}

func bareShop(t testing.TB, change ...func(*inventory.Settings)) *shop {
	t.Helper()
	s := &shop{t: t, now: time.Date(2026, 11, 24, 10, 25, 0, 0, lhasa), store: memstore.New()}
	settings := inventory.Defaults()
	for _, c := range change {
		c(&settings)
	}
	ctx := context.Background()
	if err := inventory.Found(ctx, s.store, settings, stock(), s.now); err != nil {
		t.Fatal(err)
	}
	s.boss = hire(t, s.store)
	s.reopen()
	return s
}

// manager is the stored record of a manager with the PIN 271828. Hashing a PIN
// takes its time on purpose, so the tests do it once.
var manager = sync.OnceValues(func() (store.Entry, error) {
	ctx := context.Background()
	st := memstore.New()
	if err := inventory.Found(ctx, st, inventory.Defaults(), stock(), time.Time{}); err != nil {
		return store.Entry{}, err
	}
	desk := must(inventory.Open(ctx, st, secrets, time.Now))
	if _, err := desk.AppointManager(ctx, "271828"); err != nil {
		return store.Entry{}, err
	}
	var record store.Entry
	err := st.View(ctx, func(tx store.Tx) error {
		entries, err := tx.Scan("staff", store.Range{})
		record = entries[0]
		return err
	})
	return record, err
})

func hire(t testing.TB, st store.Store) inventory.StaffID {
	t.Helper()
	record, err := manager()
	if err != nil {
		t.Fatal(err)
	}
	err = st.Update(context.Background(), func(tx store.Tx) error { return tx.Put("staff", record.Key, record.Value) })
	if err != nil {
		t.Fatal(err)
	}
	return 1
}

func (s *shop) reopen() {
	s.Desk = must(inventory.Open(context.Background(), s.store, secrets, func() time.Time { return s.now }))
}

func (s *shop) person(n int) people.Person {
	return invented.Person(n, s.Settings().ConsentVersion)
}

// resident registers invented person n and shows the identity card.
func (s *shop) resident(n int) inventory.ResidentID {
	s.t.Helper()
	id := s.stranger(n)
	must(s.Verify(context.Background(), id, s.boss))
	return id
}

// stranger registers invented person n, unverified.
func (s *shop) stranger(n int) inventory.ResidentID {
	s.t.Helper()
	return must(s.Register(context.Background(), s.person(n), "zh")).ID
}

func (s *shop) lend(who inventory.ResidentID, tools ...inventory.ToolID) inventory.HandOver {
	s.t.Helper()
	return must(s.Lend(context.Background(), who, tools, "zh"))
}

func TestLendingStoresLoansIndexesAuditAndSlipTogether(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	h := s.lend(who, ladder, hammer, ladder)
	if len(h.Loans) != 2 || h.Slip != h.Loans[0].ID || h.Loans[1].ID != h.Slip+1 {
		t.Fatalf("hand-over %+v, want two loans in a row on the first one's slip", h)
	}
	due := []string{"2026-11-27 18:00", "2026-12-01 18:00"}
	for i, l := range h.Loans {
		if got := s.Local(l.Due).Format("2006-01-02 15:04"); got != due[i] {
			t.Errorf("tool %d due %s, want %s", l.Tool, got, due[i])
		}
	}
	slip := must(s.SlipOf(ctx, h.Loans[1].ID))
	if slip.ID != h.Slip || len(slip.Lines) != 2 || slip.Lines[0].Tool.Name.Zh != "人字梯" || slip.Borrower.ID != who {
		t.Errorf("slip %d with %d lines, want slip %d with the ladder and the hammer", slip.ID, len(slip.Lines), h.Slip)
	}
	jobs := must(s.WaitingPrints(ctx, 10))
	if last := jobs[len(jobs)-1]; last.ID != h.Print || last.Paper != inventory.LoanSlip || inventory.LoanID(last.Subject) != h.Slip {
		t.Errorf("waiting print %+v, want the slip", last)
	}
	if lines := must(s.LoansOf(ctx, who)); len(lines) != 2 {
		t.Errorf("%d open loans, want 2", len(lines))
	}
	if today := must(s.Today(ctx)); today != (inventory.Today{Out: 2, OnLoan: 2}) {
		t.Errorf("today %+v", today)
	}
	s.reopen()
	if next := s.lend(who, pliers); next.Slip != h.Slip+2 {
		t.Errorf("after a restart slip %d, want %d", next.Slip, h.Slip+2)
	}
}

func TestARefusedLoanChangesNothingAndSaysWhich(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		what   string
		before func(*shop) (inventory.ResidentID, []inventory.ToolID)
		want   func(error) bool
	}{
		{"an empty basket", func(s *shop) (inventory.ResidentID, []inventory.ToolID) { return s.resident(1), nil }, is(inventory.ErrNothing)},
		{"a tool nobody knows", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			return s.resident(1), []inventory.ToolID{hammer, 999}
		}, is(inventory.ErrNoTool)},
		{"a resident nobody knows", func(*shop) (inventory.ResidentID, []inventory.ToolID) { return 999, []inventory.ToolID{hammer} }, is(inventory.ErrNoResident)},
		{"a tool that is out: since when and until when", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			s.lend(s.resident(2), ladder)
			return s.resident(1), []inventory.ToolID{hammer, ladder}
		}, func(err error) bool {
			var e *inventory.NotFree
			return errors.As(err, &e) && e.Tool == ladder && e.Status == inventory.Lent && e.Since.Hour() == 10 && e.Due.Hour() == 18
		}},
		{"a tool in repair", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			who := s.resident(1)
			s.lend(who, drill)
			must(s.TakeBack(ctx, drill, inventory.Return{Found: inventory.Damaged}, s.boss))
			return who, []inventory.ToolID{drill}
		}, func(err error) bool {
			var e *inventory.NotFree
			return errors.As(err, &e) && e.Status == inventory.OffShelf && e.Reason == inventory.Repair
		}},
		{"a sixth tool", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			who := s.resident(1)
			s.lend(who, hammer, pliers, drill, ladder)
			return who, []inventory.ToolID{spanner, saw}
		}, func(err error) bool {
			var e *inventory.LimitReached
			return errors.As(err, &e) && *e == inventory.LimitReached{Have: 4, Want: 2, Max: 5}
		}},
		{"a second tool before staff saw the card", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			return s.stranger(1), []inventory.ToolID{hammer, pliers}
		}, func(err error) bool {
			var e *inventory.LimitReached
			return errors.As(err, &e) && *e == inventory.LimitReached{Want: 2, Max: 1, Unverified: true}
		}},
		{"four days overdue elsewhere", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			who := s.resident(1)
			s.lend(who, ladder)
			s.now = s.now.AddDate(0, 0, 7)
			return who, []inventory.ToolID{hammer}
		}, func(err error) bool {
			var e *inventory.OverdueElsewhere
			return errors.As(err, &e) && *e == inventory.OverdueElsewhere{Tool: ladder, Days: 4}
		}},
		{"a drill for somebody of 17", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			p := s.person(1)
			p.ID = people.Invented(s.now.AddDate(-18, 0, 1), 9)
			return must(s.Register(ctx, p, "zh")).ID, []inventory.ToolID{drill}
		}, func(err error) bool {
			var e *inventory.TooYoung
			return errors.As(err, &e) && *e == inventory.TooYoung{Tool: drill, MinAge: 18}
		}},
		{"a clock set back", func(s *shop) (inventory.ResidentID, []inventory.ToolID) {
			who := s.resident(1)
			s.now = s.now.Add(-time.Hour)
			return who, []inventory.ToolID{hammer}
		}, is(inventory.ErrClockBack)},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			who, tools := c.before(s)
			open := len(must(s.OpenLoans(ctx, 0, 100)))
			prints := len(must(s.WaitingPrints(ctx, 100)))
			if _, err := s.Lend(ctx, who, tools, "zh"); !c.want(err) {
				t.Errorf("refusal %v", err)
			}
			if !errors.Is(s.Consider(ctx, who, tools), inventory.ErrClockBack) && s.Consider(ctx, who, tools) == nil && c.what != "a clock set back" {
				t.Error("Consider would lend")
			}
			if got := len(must(s.OpenLoans(ctx, 0, 100))); got != open {
				t.Errorf("%d open loans, want %d as before", got, open)
			}
			if got := len(must(s.WaitingPrints(ctx, 100))); got != prints {
				t.Errorf("%d waiting prints, want %d as before", got, prints)
			}
		})
	}
}

func is(want error) func(error) bool { return func(err error) bool { return errors.Is(err, want) } }

func TestALoanIsOverdueFromClosingTimeOn(t *testing.T) {
	s := newShop(t)
	l := s.lend(s.resident(1), ladder).Loans[0]
	if l.Overdue(l.Due) || l.DaysOverdue(l.Due) != 0 {
		t.Error("overdue at closing time, want on time")
	}
	if after := l.Due.Add(time.Second); !l.Overdue(after) || l.DaysOverdue(after) != 1 {
		t.Error("a second later: want overdue by one begun day")
	}
	s.now = l.Due.Add(25 * time.Hour)
	ctx := context.Background()
	if line := must(s.OpenLoanOf(ctx, ladder)); line.DaysOverdue != 2 {
		t.Errorf("%d days, want 2 begun ones", line.DaysOverdue)
	}
	if today := must(s.Today(ctx)); today.Overdue != 1 || today.Out != 0 {
		t.Errorf("today %+v, want one overdue, none out today", today)
	}
}

func TestTakingBack(t *testing.T) {
	ctx := context.Background()
	for _, c := range []struct {
		what   string
		tool   inventory.ToolID
		found  inventory.Condition
		status inventory.Status
		reason inventory.Reason
	}{
		{"complete and good goes back on the shelf", drill, inventory.Good, inventory.OnShelf, 0},
		{"a part missing: off the shelf until complete", drill, inventory.PartMissing, inventory.OffShelf, inventory.Incomplete},
		{"damaged goes to repair", drill, inventory.Damaged, inventory.OffShelf, inventory.Repair},
		{"dirty is cleaned", hammer, inventory.NeedsCleaning, inventory.OffShelf, inventory.Cleaning},
		{"a mobility aid is cleaned before it lends again", wheelchair, inventory.Good, inventory.OffShelf, inventory.Cleaning},
		{"a damaged mobility aid goes to repair", wheelchair, inventory.Damaged, inventory.OffShelf, inventory.Repair},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			who := s.resident(1)
			s.lend(who, c.tool)
			s.now = s.now.Add(48 * time.Hour)
			back := must(s.TakeBack(ctx, c.tool, inventory.Return{Found: c.found}, s.boss))
			if back.Loan.Open() || back.Loan.Found != c.found || back.Loan.TakenBy != s.boss {
				t.Errorf("loan %+v, want it closed as found", back.Loan)
			}
			if item := must(s.Item(ctx, c.tool)); item.Status != c.status || item.Reason != c.reason {
				t.Errorf("status %d for %d, want %d for %d", item.Status, item.Reason, c.status, c.reason)
			}
			if today := must(s.Today(ctx)); today.Back != 1 || today.OnLoan != 0 {
				t.Errorf("today %+v, want one back", today)
			}
			if _, err := s.TakeBack(ctx, c.tool, inventory.Return{}, s.boss); !errors.Is(err, inventory.ErrNotLent) {
				t.Errorf("a second return: %v, want ErrNotLent", err)
			}
			for range 2 { // a mobility aid: repaired, then cleaned
				if err := s.BackOnShelf(ctx, c.tool, s.boss); err != nil {
					t.Error(err)
				}
			}
			s.lend(who, c.tool)
		})
	}
}

func TestTwoScansAtTheSameMomentLendOnce(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	results := make(chan error, 16)
	for i := range 16 {
		who := []inventory.ResidentID{a, b}[i%2]
		go func() {
			_, err := s.Lend(ctx, who, []inventory.ToolID{ladder}, "zh")
			results <- err
		}()
	}
	lent := 0
	for range 16 {
		err := <-results
		var e *inventory.NotFree
		switch {
		case err == nil:
			lent++
		case !errors.As(err, &e):
			t.Errorf("refusal %v, want *NotFree", err)
		}
	}
	if lent != 1 {
		t.Errorf("lent %d times, want once", lent)
	}
}

func TestCatalogue(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.lend(s.resident(1), drill)
	items := must(s.Catalogue(ctx))
	if len(items) != len(stock().Tools) || !slices.IsSortedFunc(items, func(a, b inventory.Item) int { return int(a.Tool.ID) - int(b.Tool.ID) }) {
		t.Fatalf("%d items, want all tools by number", len(items))
	}
	for _, item := range items {
		if want := item.Tool.ID == drill; (item.Status == inventory.Lent) != want {
			t.Errorf("tool %d has status %d", item.Tool.ID, item.Status)
		}
	}
	if cs := must(s.Categories(ctx)); len(cs) != 4 || cs[0].ID != "hand" || cs[3].ID != "mobility" {
		t.Errorf("categories %v", cs)
	}
}
