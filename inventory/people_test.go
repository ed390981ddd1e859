package inventory_test

import (
	"context"
	"encoding/binary"
	"errors"
	"strings"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/people"
	"redwrench/inventory/store"
)

func TestRegistering(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	r := must(s.Register(ctx, s.person(1), "bo"))
	if r.ID != 1 || !r.Verified.IsZero() || r.Lang != "bo" || r.Person.Consent.At.IsZero() {
		t.Errorf("resident %d, verified %v, consent at %v", r.ID, r.Verified, r.Person.Consent.At)
	}
	if jobs := must(s.WaitingPrints(ctx, 9)); len(jobs) != 1 || jobs[0].Paper != inventory.ResidentCard || jobs[0].Subject != 1 {
		t.Errorf("waiting prints %+v, want the card", jobs)
	}
	again := must(s.Register(ctx, s.person(1), "zh"))
	if again.ID != r.ID || again.Lang != "bo" {
		t.Errorf("the same person became resident %d, want %d unchanged", again.ID, r.ID)
	}
	if got := must(s.ByCard(ctx, r.ID)); got.Person.Name != r.Person.Name {
		t.Error("the card finds somebody else")
	}
	if _, err := s.ByCard(ctx, 77); !errors.Is(err, inventory.ErrNoResident) {
		t.Errorf("an unknown card: %v", err)
	}
}

func TestRegisteringIsRefused(t *testing.T) {
	ctx := context.Background()
	var bad *people.BadID
	for _, c := range []struct {
		what   string
		change func(*shop, *people.Person)
		want   func(error) bool
	}{
		{"without a name", func(_ *shop, p *people.Person) { p.Name = " " }, is(people.ErrName)},
		{"with half a telephone number", func(_ *shop, p *people.Person) { p.Phone = "1990" }, is(people.ErrPhone)},
		{"with a wrong check digit", func(_ *shop, p *people.Person) { p.ID.Number = p.ID.Number[:10] + "0101" + p.ID.Number[14:] }, func(err error) bool {
			return errors.As(err, &bad) && bad.Fault == people.IDCheck
		}},
		{"without consent", func(_ *shop, p *people.Person) { p.Consent.Version = "" }, is(inventory.ErrNoConsent)},
		{"without a home", func(_ *shop, p *people.Person) { p.Home.Room = "" }, is(people.ErrHome)},
		{"under 14", func(s *shop, p *people.Person) { p.ID = people.Invented(s.now.AddDate(-14, 0, 1), 3) }, is(inventory.ErrGuardian)},
		{"with somebody's number under another telephone", func(s *shop, p *people.Person) {
			s.stranger(1)
			p.Phone = "19911112222"
		}, is(inventory.ErrDocumentTaken)},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			p := s.person(1)
			c.change(s, &p)
			_, err := s.Register(ctx, p, "zh")
			if !c.want(err) {
				t.Fatalf("refusal %v", err)
			}
			if text := err.Error(); strings.Contains(text, p.ID.Number) || strings.Contains(text, p.Phone) && p.Phone != "" {
				t.Errorf("%q shows personal data", text)
			}
		})
	}
}

func TestSayingWhoOneIsByTelephone(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	id := s.stranger(1)
	p := s.person(1)
	family := s.person(2)
	family.Phone = p.Phone
	other := must(s.Register(ctx, family, "zh")).ID
	if r, err := s.ByPhone(ctx, p.Phone, p.ID.LastFour()); err != nil || r.ID != id {
		t.Errorf("resident %d, %v; want %d", r.ID, err, id)
	}
	if r, err := s.ByPhone(ctx, p.Phone, family.ID.LastFour()); err != nil || r.ID != other {
		t.Errorf("the other one of the telephone: resident %d, %v; want %d", r.ID, err, other)
	}
	for _, c := range [][2]string{{p.Phone, "0000"}, {"19911112222", p.ID.LastFour()}, {p.Phone, ""}, {"", ""}} {
		if _, err := s.ByPhone(ctx, c[0], c[1]); !errors.Is(err, inventory.ErrNoMatch) {
			t.Errorf("a wrong pair: %v, want ErrNoMatch", err)
		}
	}
}

func TestWrongLastFoursWaitLongerAndLonger(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	s.stranger(1)
	p := s.person(1)
	try := func(lastFour string) time.Duration {
		_, err := s.ByPhone(ctx, p.Phone, lastFour)
		var wait *inventory.Wait
		if errors.As(err, &wait) {
			return wait.Until.Sub(s.Now())
		}
		return 0
	}
	for n := range 4 {
		if w := try("0000"); w != 0 {
			t.Fatalf("try %d waits %v", n+1, w)
		}
	}
	for _, want := range []time.Duration{30 * time.Second, time.Minute, 2 * time.Minute} {
		if w := try("0000"); w != want {
			t.Fatalf("waits %v, want %v", w, want)
		}
		if w := try(p.ID.LastFour()); w != want {
			t.Fatalf("the right one during the wait: waits %v, want %v", w, want)
		}
		s.reopen() // a restart forgives nothing
		if w := try(p.ID.LastFour()); w != want {
			t.Fatalf("after a restart: waits %v, want %v", w, want)
		}
		s.now = s.now.Add(want)
	}
	if _, err := s.ByPhone(ctx, p.Phone, p.ID.LastFour()); err != nil {
		t.Fatalf("after the wait: %v", err)
	}
	if w := try("0000"); w != 0 {
		t.Errorf("after a right one the first wrong one waits %v", w)
	}
}

func TestThePINOfTheManager(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	for _, pin := range []string{"", "12345", "1234567", "123456", "654321", "111111", "121212", "123123", "12345a", "890123"} {
		if _, err := s.AppointManager(ctx, pin); !errors.Is(err, inventory.ErrWeakPIN) {
			t.Errorf("PIN %q: %v, want ErrWeakPIN", pin, err)
		}
	}
	if _, err := s.AppointManager(ctx, "314159"); !errors.Is(err, inventory.ErrStaffed) {
		t.Errorf("a second first manager: %v, want ErrStaffed", err)
	}
	if err := s.Unlock(ctx, s.boss, "271828"); err != nil {
		t.Errorf("the right PIN: %v", err)
	}
	for n := range 5 {
		err := s.Unlock(ctx, s.boss, "271829")
		var wait *inventory.Wait
		if last := n == 4; last != errors.As(err, &wait) || !last && !errors.Is(err, inventory.ErrWrongPIN) {
			t.Errorf("wrong PIN %d: %v", n+1, err)
		}
	}
	s.reopen()
	var wait *inventory.Wait
	if err := s.Unlock(ctx, s.boss, "271828"); !errors.As(err, &wait) {
		t.Errorf("the right PIN during the wait, after a restart: %v, want *Wait", err)
	}
	s.now = s.now.Add(30 * time.Second)
	if err := s.Unlock(ctx, s.boss, "271828"); err != nil {
		t.Errorf("after the wait: %v", err)
	}
	if staff := must(s.Staff(ctx)); len(staff) != 1 || staff[0].Hash != nil {
		t.Error("the staff list carries a hash")
	}
}

func TestPrintJobsWaitUntilFinal(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	h := s.lend(who, hammer)
	must(s.Reprint(ctx, h.Slip.Code(), who, "en"))
	jobs := must(s.WaitingPrints(ctx, 10)) // card, slip, copy
	if len(jobs) != 3 || jobs[1].Copy || !jobs[2].Copy || jobs[2].Lang != "en" {
		t.Fatalf("waiting %+v", jobs)
	}
	for _, job := range jobs {
		job.State = inventory.PrintSending
		if err := s.KeepPrint(ctx, job); err != nil {
			t.Fatal(err)
		}
	}
	if n := len(must(s.WaitingPrints(ctx, 10))); n != 3 {
		t.Errorf("%d waiting while sending, want 3", n)
	}
	jobs[0].State = inventory.PrintDone
	if err := s.KeepPrint(ctx, jobs[0]); err != nil {
		t.Fatal(err)
	}
	if n := len(must(s.WaitingPrints(ctx, 10))); n != 2 {
		t.Errorf("%d waiting, want 2", n)
	}
	if _, err := s.Reprint(ctx, inventory.LoanID(99).Code(), who, "zh"); !errors.Is(err, inventory.ErrNoLoan) {
		t.Errorf("a slip nobody knows: %v", err)
	}
}

// Each planted fault must be named by Check: it is the book-keeper's eye.
func TestCheckNamesEachFault(t *testing.T) {
	ctx := context.Background()
	four := func(n uint32) []byte { return binary.BigEndian.AppendUint32(nil, n) }
	for _, c := range []struct {
		what  string
		plant func(tx store.Tx) error
	}{
		{"an open-loan key without a loan", func(tx store.Tx) error { return tx.Put("open", four(5), four(99)) }},
		{"a lent tool without its open-loan key", func(tx store.Tx) error { return tx.Delete("open", four(uint32(hammer))) }},
		{"a tool open on another tool's loan", func(tx store.Tx) error { return tx.Put("open", four(uint32(saw)), four(1)) }},
		{"a loan missing from its borrower's list", func(tx store.Tx) error { return tx.Delete("out", append(four(1), four(1)...)) }},
		{"a borrower's list naming no loan", func(tx store.Tx) error { return tx.Put("out", append(four(1), four(77)...), nil) }},
		{"a loan of nobody", func(tx store.Tx) error { return tx.Delete("resident", four(1)) }},
		{"a lost look-up by telephone", func(tx store.Tx) error {
			entries, err := tx.Scan("phone", store.Range{Limit: 1})
			if err != nil {
				return err
			}
			return tx.Delete("phone", entries[0].Key)
		}},
		{"a waiting print job that is not there", func(tx store.Tx) error { return tx.Put("printing", four(55), nil) }},
		{"a missing audit entry", func(tx store.Tx) error { return tx.Delete("audit", binary.BigEndian.AppendUint64(nil, 3)) }},
		{"a tool off the shelf for nothing", func(tx store.Tx) error { return tx.Put("off", four(uint32(saw)), four(9)) }},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := newShop(t)
			s.lend(s.resident(1), hammer)
			undo := snapshot(t, s.store)
			if err := s.store.Update(ctx, c.plant); err != nil {
				t.Fatal(err)
			}
			faults, err := s.Check(ctx)
			if err != nil || len(faults) == 0 {
				t.Errorf("faults %v, %v; want at least one", faults, err)
			}
			undo()
		})
	}
}

// snapshot returns a function that puts every table back as it is now.
func snapshot(t *testing.T, st store.Store) func() {
	return snapshotOf(t, st, []store.Table{"open", "out", "resident", "phone", "printing", "audit", "off"})
}

// snapshotOf returns a function that puts the tables back as they are now.
func snapshotOf(t *testing.T, st store.Store, tables []store.Table) func() {
	before := map[store.Table][]store.Entry{}
	ctx := context.Background()
	err := st.View(ctx, func(tx store.Tx) error {
		for _, table := range tables {
			entries, err := tx.Scan(table, store.Range{})
			if err != nil {
				return err
			}
			before[table] = entries
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return func() {
		err := st.Update(ctx, func(tx store.Tx) error {
			for _, table := range tables {
				now, err := tx.Scan(table, store.Range{})
				if err != nil {
					return err
				}
				for _, e := range now {
					if err := tx.Delete(table, e.Key); err != nil {
						return err
					}
				}
				for _, e := range before[table] {
					if err := tx.Put(table, e.Key, e.Value); err != nil {
						return err
					}
				}
			}
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
}
