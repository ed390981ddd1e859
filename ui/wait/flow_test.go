package wait

import (
	"errors"
	"reflect"
	"slices"
	"testing"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
	"redwrench/inventory/invented"
	"redwrench/ui/stage/stagetest"
)

// host notes what the card asks of the flow it is a step of.
type host struct {
	known inventory.Resident
	taken []inventory.ToolID
	left  int
}

func (h *host) Known(r inventory.Resident) { h.known = r }
func (h *host) Take(i inventory.Item)      { h.taken = append(h.taken, i.Tool.ID) }
func (h *host) Leave()                     { h.left++ }

const pliers, ladder = inventory.ToolID(6), inventory.ToolID(43)

// open opens the card of a tool; who 0: nobody said yet who stands there.
func open(t *testing.T, s *stagetest.Shop, id inventory.ToolID, who inventory.Resident) (*Flow, *host) {
	t.Helper()
	h := &host{}
	f := New(t.Context(), s.Stage, s.Desk, Opening{Host: h, Item: s.Tool(id), Who: who})
	s.Stage.Drain()
	return f, h
}

// same compares refusals: a sentinel, or the type of one with a value.
func same(got, want error) bool {
	return errors.Is(got, want) || want != nil && got != nil && reflect.TypeOf(got) == reflect.TypeOf(want)
}

func TestWhoWaitsIsToldTheirPlace(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	s.Hold(3, pliers)
	f, h := open(t, s, pliers, inventory.Resident{})
	f.Wait()
	if f.Step != Who {
		t.Fatalf("step %d: nobody asked who waits", f.Step)
	}
	me := s.Resident(1)
	f.Scan(me.ID.Code())
	s.Stage.Drain()
	if f.Step != Placed || f.Place != 2 || h.known.ID != me.ID {
		t.Errorf("step %d, place %d, known %d", f.Step, f.Place, h.known.ID)
	}
	if lines, err := s.HoldsOf(t.Context(), me.ID); err != nil || len(lines) != 1 {
		t.Errorf("%d holds, %v", len(lines), err)
	}
}

func TestWhoIsNewRegistersOnTheWayToThePlaceInTheQueue(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f, _ := open(t, s, pliers, inventory.Resident{})
	f.Wait()
	f.NewHere()
	p := invented.Person(5, s.Settings().ConsentVersion)
	r, err := s.Register(t.Context(), p, "zh")
	if err != nil {
		t.Fatal(err)
	}
	f.known(r) // what the registration's last page does
	s.Stage.Drain()
	if f.Step != Placed || f.Place != 1 {
		t.Errorf("step %d, place %d", f.Step, f.Place)
	}
}

func TestRefusalsOfWaiting(t *testing.T) {
	for _, c := range []struct {
		what string
		tool inventory.ToolID
		want error
		make func(s *stagetest.Shop, me inventory.Resident)
	}{
		{"who has the tool does not wait for it", pliers, inventory.ErrHasIt, func(s *stagetest.Shop, _ inventory.Resident) { s.Out(1, pliers) }},
		{"nobody waits twice", pliers, inventory.ErrWaitsAlready, func(s *stagetest.Shop, _ inventory.Resident) { s.Out(2, pliers); s.Hold(1, pliers) }},
		{"no more places than the shop gives", pliers, &inventory.TooMany{}, func(s *stagetest.Shop, _ inventory.Resident) {
			s.Rule(func(r *inventory.Settings) { r.Holds = 1 })
			s.Out(2, pliers, ladder)
			s.Hold(1, ladder)
		}},
		{"who is blocked", pliers, inventory.ErrBlocked, func(s *stagetest.Shop, me inventory.Resident) {
			s.Out(2, pliers)
			if _, err := s.Block(t.Context(), me.ID, "a reason", time.Time{}, 1); err != nil {
				t.Fatal(err)
			}
		}},
	} {
		t.Run(c.what, func(t *testing.T) {
			s := stagetest.New(t)
			me := s.Resident(1)
			c.make(s, me)
			f, _ := open(t, s, c.tool, me)
			f.Wait()
			s.Stage.Drain()
			if !same(f.Notice.Err, c.want) || f.Step != Card {
				t.Errorf("%v at step %d, want %v on the card", f.Notice.Err, f.Step, c.want)
			}
		})
	}
	t.Run("a tool that came back meanwhile can be had at once", func(t *testing.T) {
		s := stagetest.New(t)
		s.Out(2, pliers)
		f, _ := open(t, s, pliers, s.Resident(1))
		s.Back(pliers)
		f.Wait()
		s.Stage.Drain()
		if !errors.Is(f.Notice.Err, inventory.ErrOnShelf) {
			t.Errorf("%v", f.Notice.Err)
		}
	})
	t.Run("a missing tool offers neither", func(t *testing.T) {
		s := stagetest.New(t)
		if _, err := s.DeclareLost(t.Context(), pliers, 1); err != nil {
			t.Fatal(err)
		}
		if f, _ := open(t, s, pliers, s.Resident(1)); f.MayWait() || f.MayReserve() {
			t.Error("it can be waited for, or reserved")
		}
	})
	t.Run("an overdue tool can be waited for, not reserved", func(t *testing.T) {
		s := stagetest.New(t)
		s.Out(2, pliers)
		s.Now = s.Now.AddDate(0, 0, 9)
		if f, _ := open(t, s, pliers, s.Resident(1)); !f.MayWait() || f.MayReserve() || f.NoDays == nil {
			t.Errorf("wait %t, reserve %t", f.MayWait(), f.MayReserve())
		}
	})
}

func TestAToolOnTheShelfForSomebodyIsForNobodyElse(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	s.Hold(3, pliers)
	s.Back(pliers)

	f, h := open(t, s, pliers, s.Resident(1))
	f.Mine()
	s.Stage.Drain()
	if len(h.taken) != 0 || f.Notice.Key != "wait.notyours" {
		t.Errorf("somebody else got %v, was told %q", h.taken, f.Notice.Key)
	}
	f.Wait()
	s.Stage.Drain()
	if f.Step != Placed || f.Place != 2 {
		t.Errorf("step %d, place %d, want the second place", f.Step, f.Place)
	}

	f, h = open(t, s, pliers, s.Resident(3))
	f.Wait() // also who only asks to wait gets what is theirs
	s.Stage.Drain()
	if !slices.Equal(h.taken, []inventory.ToolID{pliers}) {
		t.Errorf("whose turn it is got %v", h.taken)
	}
}

func TestChoosingDays(t *testing.T) {
	s := stagetest.New(t)
	s.Rule(func(r *inventory.Settings) {
		r.ClosedWeekdays = []time.Weekday{time.Monday}
		r.ReserveDays = 5
	})
	s.Promise(2, pliers, 3, 3)
	f, _ := open(t, s, pliers, s.Resident(1)) // the card opens for what is on the shelf, too
	f.Reserve()
	today := inventory.DayOf(s.Desk.Now())
	for _, c := range []struct {
		what     string
		touch    inventory.Day
		from, to inventory.Day
	}{
		{"a day that is taken is not chosen", 3, 0, 0},
		{"a closed day is not chosen", 6, 0, 0},
		{"the first touch begins", 4, 4, 4},
		{"a later one goes on, over a closed day", 8, 4, 8},
		{"more than the shop gives begins anew", 9, 9, 9},
		{"the same again takes it back", 9, 0, 0},
		{"before what is taken", 2, 2, 2},
		{"nothing goes on over what is taken", 4, 4, 4},
		{"an earlier one begins anew", 1, 1, 1},
		{"out of reach", 31, 1, 1},
	} {
		from, to := c.from, c.to
		if from != 0 {
			from, to = today+from, today+to
		}
		if f.Touch(today + c.touch); f.From != from || f.To != to {
			t.Errorf("%s: %d to %d, want %d to %d", c.what, f.From-today, f.To-today, c.from, c.to)
		}
	}
	first, last := f.Span()
	if first.Weekday() != time.Monday || last.Weekday() != time.Sunday || first > today+1 || last < today+30 || last-first > 41 {
		t.Errorf("the calendar shows %v to %v", first, last)
	}
}

func TestReservingIsConfirmedAndSaidWhenItIsDone(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f, h := open(t, s, pliers, inventory.Resident{})
	today := inventory.DayOf(s.Desk.Now())
	f.Reserve()
	f.Next()
	if f.Step != Days {
		t.Fatal("went on without a day")
	}
	f.Touch(today + 10)
	f.Touch(today + 11)
	f.Next()
	f.Back() // loses nothing
	if f.Step != Days || f.From != today+10 || f.To != today+11 {
		t.Fatalf("step %d, days %d to %d after Back", f.Step, f.From-today, f.To-today)
	}
	f.Next()
	me := s.Resident(1)
	f.Scan(me.ID.Code())
	s.Stage.Drain()
	if list, _ := s.ReservationsOf(t.Context(), me.ID); f.Step != Confirm || len(list) != 0 {
		t.Fatalf("step %d, %d reservations before anybody confirmed", f.Step, len(list))
	}
	f.Book()
	f.Book() // a second tap
	s.Stage.Drain()
	list, err := s.ReservationsOf(t.Context(), me.ID)
	if err != nil || f.Step != Booked || len(list) != 1 || list[0].Reservation.From != today+10 || list[0].Reservation.To != today+11 {
		t.Errorf("step %d, %v, %v", f.Step, list, err)
	}
	if f.Back(); h.left != 1 {
		t.Error("Back does not lead to the tools")
	}
}

func TestACardScannedWhileDaysAreChosenOnlySaysWhoThatIs(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f, _ := open(t, s, pliers, inventory.Resident{})
	f.Wait() // no: back, and rather on a day
	f.Back()
	f.Reserve()
	f.Touch(f.Free[2])
	me := s.Resident(1)
	for range 2 {
		f.Scan(me.ID.Code())
		s.Stage.Drain()
		if f.Step != Days || f.From != f.Free[2] || f.Resident.ID != me.ID {
			t.Fatalf("step %d, from %d, resident %d", f.Step, f.From, f.Resident.ID)
		}
	}
	if lines, err := s.HoldsOf(t.Context(), me.ID); err != nil || len(lines) != 0 {
		t.Errorf("%d holds nobody asked for, %v", len(lines), err)
	}
	f.Next()
	if f.Step != Confirm {
		t.Errorf("step %d", f.Step)
	}
	f.Back()
	f.Scan(me.ID.Code())
	if s.Stage.Drain(); f.Step != Days {
		t.Errorf("step %d after changing one's mind", f.Step)
	}
}

func TestRefusalsOfReserving(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	today := inventory.DayOf(s.Desk.Now())
	begin := func() *Flow {
		f, _ := open(t, s, pliers, s.Resident(1))
		f.Reserve()
		f.Touch(today + 10)
		f.Next()
		return f
	}
	t.Run("somebody was quicker: the days are shown again, as they are now", func(t *testing.T) {
		f := begin()
		s.Promise(3, pliers, 10, 10)
		f.Book()
		s.Stage.Drain()
		var taken *inventory.DaysTaken
		if f.Step != Days || f.From != 0 || !errors.As(f.Notice.Err, &taken) || f.IsFree(today+10) || !f.IsFree(today+11) {
			t.Errorf("step %d, from %d, %v", f.Step, f.From, f.Notice.Err)
		}
	})
	t.Run("no more than the shop gives", func(t *testing.T) {
		s.Rule(func(r *inventory.Settings) { r.Reservations = 1 })
		s.Promise(1, ladder, 5, 5)
		f, _ := open(t, s, pliers, s.Resident(1))
		f.Reserve()
		f.Touch(today + 12)
		f.Next()
		f.Book()
		s.Stage.Drain()
		var many *inventory.TooMany
		if f.Step != Confirm || !errors.As(f.Notice.Err, &many) || !many.Reservations {
			t.Errorf("step %d, %v", f.Step, f.Notice.Err)
		}
	})
}

func TestACardThatIsUnknownIsSaid(t *testing.T) {
	s := stagetest.New(t)
	s.Out(2, pliers)
	f, _ := open(t, s, pliers, inventory.Resident{})
	f.Wait()
	f.Scan(code.Code{Kind: code.Resident, Number: 77})
	s.Stage.Drain()
	if !errors.Is(f.Identify.Refusal, inventory.ErrNoResident) || f.Step != Who {
		t.Errorf("%v at step %d", f.Identify.Refusal, f.Step)
	}
}
