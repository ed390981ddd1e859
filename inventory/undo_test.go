package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

// seq is the newest deed that can be undone.
func (s *shop) seq() uint64 {
	s.t.Helper()
	return must(s.RecentDeeds(context.Background()))[0].Seq
}

func TestUndoIsRefused(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	undo := func(seq uint64, why inventory.UndoReason, by inventory.StaffID) func() error {
		return func() error { return s.Undo(ctx, seq, why, by) }
	}
	s.refuses("of a registration", is(inventory.ErrCannotUndo), undo(1, inventory.MisTap, s.boss))
	s.refuses("of a deed that never was", is(inventory.ErrCannotUndo), undo(99, inventory.MisTap, s.boss))
	s.lend(who, hammer)
	seq := s.seq()
	s.refuses("without a reason", is(inventory.ErrNoReason), undo(seq, 0, s.boss))
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), undo(seq, inventory.MisTap, 0))
	s.later(10 * time.Minute)
	if len(must(s.RecentDeeds(ctx))) != 1 {
		t.Error("after ten minutes to the second: not offered any more")
	}
	s.later(time.Second)
	s.refuses("a second later", is(inventory.ErrTooLate), undo(seq, inventory.MisTap, s.boss))
	if len(must(s.RecentDeeds(ctx))) != 0 {
		t.Error("offered though too late")
	}
	s.back(hammer)
	seq = s.seq()
	ok(t, s.undo())
	s.refuses("twice", is(inventory.ErrCannotUndo), undo(seq, inventory.MisTap, s.boss))
}

func TestUndoIsACounterEntry(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	who := s.resident(1)
	h := s.lend(who, hammer, saw)
	ok(t, s.Undo(ctx, s.seq(), inventory.WrongPerson, s.boss))
	s.is("the hammer", hammer, inventory.OnShelf)
	s.is("the saw", saw, inventory.OnShelf)
	sheet := must(s.SlipOf(ctx, h.Slip)) // nothing is deleted
	if l := sheet.Lines[0].Loan; l.Undone != inventory.WrongPerson || l.Open() || l.Owed() {
		t.Errorf("%+v, want it in the records as a mistake", l)
	}
	if today := must(s.Today(ctx)); today != (inventory.Today{}) {
		t.Errorf("today %+v, want nothing", today)
	}
	if n := len(must(s.RecentDeeds(ctx))); n != 0 {
		t.Errorf("%d deeds to undo, want none: the undoing is none", n)
	}
}

// Each deed that can be undone, and what there is after it, is as before.
func TestUndoingEachDeed(t *testing.T) {
	ctx := context.Background()
	const a, b, c inventory.ResidentID = 1, 2, 3
	for _, u := range []struct {
		what   string
		before func(s *shop)
		deed   func(s *shop) error
		after  func(s *shop) // beside what is compared
	}{
		{"a loan", nil, func(s *shop) error { s.lend(a, hammer); return nil }, nil},
		{"a loan that fetched a hold", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); s.back(hammer) },
			func(s *shop) error { s.lend(b, hammer); return nil },
			func(s *shop) { s.is("held anew", hammer, inventory.Held) }},
		{"a loan that collected a reservation", func(s *shop) { s.reserve(b, hammer, "2026-11-26", "2026-11-27") },
			func(s *shop) error { s.lend(b, hammer); return nil },
			func(s *shop) { s.reserve(b, saw, "2026-11-26", "2026-11-27") }},
		{"a return", func(s *shop) { s.lend(a, hammer) }, func(s *shop) error { s.back(hammer); return nil }, nil},
		{"a return by which a hold became ready", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer) },
			func(s *shop) error { s.back(hammer); return nil },
			func(s *shop) {
				if q := must(s.Queue(ctx, hammer)); !q[0].Hold.Ready.IsZero() {
					t.Error("still ready")
				}
			}},
		{"a return of something damaged", func(s *shop) { s.lend(a, hammer) }, func(s *shop) error { s.back(hammer, inventory.Damaged); return nil }, nil},
		{"a return of a wheelchair", func(s *shop) { s.lend(a, wheelchair) }, func(s *shop) error { s.back(wheelchair, inventory.Damaged); return nil }, nil},
		{"a renewal: also the reason of the date before", func(s *shop) {
			s.reserve(b, hammer, "2026-11-27", "2026-11-27")
			s.lend(a, hammer)
			s.cancelAll(b)
			s.later(time.Hour)
		},
			func(s *shop) error { _, err := s.Renew(ctx, 1, a); return err },
			func(s *shop) {
				if item := s.item(hammer); item.DueWhy != inventory.DueReserved || !item.DueWas.Equal(when("2026-12-01 18:00")) {
					t.Errorf("due because of %d, plain %v", item.DueWhy, item.DueWas)
				}
			}},
		{"a renewal that collected a reservation", func(s *shop) {
			s.lend(a, hammer)
			s.reserve(a, hammer, "2026-12-03", "2026-12-05")
			s.later(60 * time.Hour)
		},
			func(s *shop) error { _, err := s.Renew(ctx, 1, a); return err },
			func(s *shop) {
				if n := len(must(s.ReservationsOf(ctx, a))); n != 1 {
					t.Errorf("%d reservations, want it back", n)
				}
			}},
		{"an extension", func(s *shop) { s.lend(a, hammer) }, func(s *shop) error { _, err := s.Extend(ctx, 1, day("2026-12-20"), s.boss); return err }, nil},
		{"the second of two extensions", func(s *shop) { s.lend(a, hammer); must(s.Extend(ctx, 1, day("2026-12-10"), s.boss)) },
			func(s *shop) error { _, err := s.Extend(ctx, 1, day("2026-12-20"), s.boss); return err }, nil},
		{"a hold", func(s *shop) { s.lend(a, hammer) }, func(s *shop) error { s.hold(b, hammer); return nil }, nil},
		{"a cancelled hold: it has its place again", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); s.hold(c, hammer) },
			func(s *shop) error { return s.CancelHold(ctx, 1, b, 0) }, nil},
		{"a reservation", nil, func(s *shop) error { s.reserve(a, hammer, "2026-11-26", "2026-11-27"); return nil }, nil},
		{"a loss", func(s *shop) { s.lend(a, hammer) }, func(s *shop) error { _, err := s.DeclareLost(ctx, hammer, s.boss); return err }, nil},
		{"the loss of a tool in repair", func(s *shop) { ok(t, s.TakeOffShelf(ctx, hammer, inventory.Repair, s.boss)) },
			func(s *shop) error { _, err := s.DeclareLost(ctx, hammer, s.boss); return err }, nil},
		{"the loss of a held tool", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); s.back(hammer) },
			func(s *shop) error { _, err := s.DeclareLost(ctx, hammer, s.boss); return err }, nil},
		{"a retirement with holds and reservations", func(s *shop) {
			s.lend(a, hammer)
			s.hold(b, hammer)
			s.hold(c, hammer)
			s.back(hammer)
			s.reserve(a, hammer, "2026-12-10", "2026-12-11")
		}, func(s *shop) error { return s.Retire(ctx, hammer, inventory.RetiredWorn, s.boss) },
			func(s *shop) {
				if n := len(must(s.ReservationsOf(ctx, a))); n != 1 {
					t.Errorf("%d reservations, want it back", n)
				}
			}},
		{"a retirement of a lost tool: it is owed again", func(s *shop) { s.lend(a, hammer); must(s.DeclareLost(ctx, hammer, s.boss)) },
			func(s *shop) error { return s.Retire(ctx, hammer, inventory.RetiredLost, s.boss) }, nil},
		{"going off the shelf", nil, func(s *shop) error { return s.TakeOffShelf(ctx, hammer, inventory.Cleaning, s.boss) }, nil},
	} {
		t.Run(u.what, func(t *testing.T) { // case 62
			s := newShop(t)
			for n := 1; n <= 3; n++ {
				s.resident(n)
			}
			if u.before != nil {
				u.before(s)
			}
			before := s.picture()
			s.later(time.Minute)
			ok(t, u.deed(s))
			s.later(time.Minute)
			ok(t, s.undo())
			if after := s.picture(); after != before {
				t.Errorf("after the undoing:\n%s\nbefore the deed:\n%s", after, before)
			}
			if u.after != nil {
				u.after(s)
			}
		})
	}
}

func (s *shop) cancelAll(who inventory.ResidentID) {
	s.t.Helper()
	for _, r := range must(s.ReservationsOf(context.Background(), who)) {
		ok(s.t, s.CancelReservation(context.Background(), r.Reservation.ID, who, 0))
	}
}

// picture is where the tools are, who waits for them and who has what.
func (s *shop) picture() string {
	s.t.Helper()
	var p string
	for _, id := range []inventory.ToolID{hammer, saw, wheelchair} {
		item := s.item(id)
		p += item.Tool.Name.Zh + " " + string('0'+rune(item.Status)) + string('0'+rune(item.Reason)) + " " + item.Due.Format(time.DateTime) + " "
		for _, who := range s.places(id) {
			p += string('0' + rune(who))
		}
		p += "\n"
	}
	for who := inventory.ResidentID(1); who <= 3; who++ {
		for _, l := range must(s.LoansOf(context.Background(), who)) {
			p += string('0'+rune(who)) + l.Tool.Name.Zh + " " + dueAt(l.Loan) + " " + l.Loan.Lost.Format(time.DateOnly) + "\n"
		}
	}
	return p
}

// What was done since stands against undoing.
func TestUndoingWhatMovedOn(t *testing.T) {
	ctx := context.Background()
	const a, b inventory.ResidentID = 1, 2
	for _, c := range []struct {
		what  string
		deed  func(s *shop) // the one to undo is its last
		since func(s *shop)
	}{
		{"a loan that came back", func(s *shop) { s.lend(a, hammer) }, func(s *shop) { s.back(hammer) }},
		{"a loan of two, one came back", func(s *shop) { s.lend(a, hammer, saw) }, func(s *shop) { s.back(saw) }},
		{"a loan that was lost", func(s *shop) { s.lend(a, hammer) }, func(s *shop) { must(s.DeclareLost(ctx, hammer, s.boss)) }},
		{"a loan that was extended", func(s *shop) { s.lend(a, hammer) }, func(s *shop) { must(s.Extend(ctx, 1, day("2026-12-20"), s.boss)) }},
		{"a return, lent again", func(s *shop) { s.lend(a, hammer); s.back(hammer) }, func(s *shop) { s.lend(b, hammer) }},
		{"a return, lent and returned again", func(s *shop) { s.lend(a, hammer); s.back(hammer) }, func(s *shop) { s.lend(b, hammer); s.back(hammer) }},
		{"a return, repaired since", func(s *shop) { s.lend(a, hammer); s.back(hammer, inventory.Damaged) }, func(s *shop) { ok(t, s.BackOnShelf(ctx, hammer, s.boss)) }},
		{"a return, in repair since", func(s *shop) { s.lend(a, hammer); s.back(hammer) }, func(s *shop) { ok(t, s.TakeOffShelf(ctx, hammer, inventory.Repair, s.boss)) }},
		{"a return, lost since", func(s *shop) { s.lend(a, hammer); s.back(hammer) }, func(s *shop) { must(s.DeclareLost(ctx, hammer, s.boss)) }},
		{"a return, retired since", func(s *shop) { s.lend(a, hammer); s.back(hammer) }, func(s *shop) { ok(t, s.Retire(ctx, hammer, inventory.RetiredWorn, s.boss)) }},
		{"an extension, extended again", func(s *shop) { s.lend(a, hammer); must(s.Extend(ctx, 1, day("2026-12-10"), s.boss)) }, func(s *shop) { must(s.Extend(ctx, 1, day("2026-12-20"), s.boss)) }},
		{"a hold that was fetched", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer) }, func(s *shop) { s.back(hammer); s.lend(b, hammer) }},
		{"a hold that was cancelled", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer) }, func(s *shop) { ok(t, s.CancelHold(ctx, 1, b, 0)) }},
		{"a cancelled hold, placed anew", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); ok(t, s.CancelHold(ctx, 1, b, 0)) }, func(s *shop) { s.hold(b, hammer) }},
		{"a cancelled hold, and they have the tool", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); ok(t, s.CancelHold(ctx, 1, b, 0)) }, func(s *shop) { s.back(hammer); s.lend(b, hammer) }},
		{"a cancelled hold of a tool that is retired", func(s *shop) { s.lend(a, hammer); s.hold(b, hammer); s.back(hammer); ok(t, s.CancelHold(ctx, 1, b, 0)) }, func(s *shop) { ok(t, s.Retire(ctx, hammer, inventory.RetiredWorn, s.boss)) }},
		{"a reservation that was collected", func(s *shop) { s.reserve(a, hammer, "2026-11-26", "2026-11-26") }, func(s *shop) { s.lend(a, hammer) }},
		{"a loss, found again", func(s *shop) { s.lend(a, hammer); must(s.DeclareLost(ctx, hammer, s.boss)) }, func(s *shop) { s.back(hammer) }},
		{"a loss, found and lost again", func(s *shop) { must(s.DeclareLost(ctx, hammer, s.boss)) }, func(s *shop) { ok(t, s.Sight(ctx, hammer, s.boss)); must(s.DeclareLost(ctx, hammer, s.boss)) }},
		{"going off the shelf, back since and off again", func(s *shop) { ok(t, s.TakeOffShelf(ctx, hammer, inventory.Repair, s.boss)) }, func(s *shop) {
			ok(t, s.BackOnShelf(ctx, hammer, s.boss))
			ok(t, s.TakeOffShelf(ctx, hammer, inventory.Repair, s.boss))
		}},
	} {
		t.Run(c.what, func(t *testing.T) { // all at the same second: numbers tell them apart, not times
			s := newShop(t)
			s.resident(1)
			s.resident(2)
			c.deed(s)
			seq := s.seq()
			c.since(s)
			s.refuses("to undo it", is(inventory.ErrMovedOn), func() error { return s.Undo(ctx, seq, inventory.MisTap, s.boss) })
		})
	}
}

func TestUndoingBackwardsOneAfterTheOther(t *testing.T) {
	s := newShop(t)
	a, b := s.resident(1), s.resident(2)
	before := s.picture()
	s.lend(a, hammer)
	s.hold(b, hammer)
	s.back(hammer, inventory.NeedsCleaning)
	for range 3 {
		ok(t, s.undo())
	}
	if after := s.picture(); after != before {
		t.Errorf("after:\n%s\nbefore:\n%s", after, before)
	}
	s.lend(b, hammer)
	s.back(hammer)
	ok(t, s.undo())
	s.back(hammer)
	s.is("at the end", hammer, inventory.OnShelf)
}
