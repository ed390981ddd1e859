package inventory_test

import (
	"context"
	"testing"
	"time"

	"redwrench/inventory"
)

func TestConsumables(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	slip := s.lend(s.resident(1), hammer, saw)
	other := s.lend(s.resident(2), pliers).Slip
	s.refuses("without a name", is(inventory.ErrNoName), func() error {
		_, err := s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: " "}}, s.boss)
		return err
	})
	s.refuses("with a negative low mark", is(inventory.ErrQuantity), func() error { // case 100
		_, err := s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "钉子"}, Low: -1}, s.boss)
		return err
	})
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error {
		_, err := s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "钉子"}}, 0)
		return err
	})
	c := must(s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "钉子"}, Low: 10, Stock: 99}, s.boss))
	if c.Stock != 0 {
		t.Errorf("%d in stock before a delivery", c.Stock)
	}
	stock := func(what string, got inventory.Consumable, err error, want int) {
		t.Helper()
		if err != nil || got.Stock != want {
			t.Errorf("%s: %d in stock, %v; want %d", what, got.Stock, err, want)
		}
	}
	c, err := s.Restock(ctx, c.ID, 30, s.boss)
	stock("delivered", c, err, 30)
	for _, quantity := range []int{0, -5, 1_000_001} { // case 116, 21
		s.refuses("an impossible quantity", is(inventory.ErrQuantity), func() error { _, err := s.Restock(ctx, c.ID, quantity, s.boss); return err })
		s.refuses("an impossible quantity", is(inventory.ErrQuantity), func() error { _, _, err := s.HandOut(ctx, c.ID, quantity, 0, s.boss); return err })
	}
	for _, h := range []struct {
		quantity, want int
		low            bool
	}{{19, 11, false}, {1, 10, true}, {2, 8, false}} { // the mark fires once on crossing
		c, low, err := s.HandOut(ctx, c.ID, h.quantity, slip.Slip, s.boss)
		stock("handed out", c, err, h.want)
		if low != h.low {
			t.Errorf("low %v at %d, want %v", low, c.Stock, h.low)
		}
	}
	s.refuses("more than there is", is(inventory.ErrNotEnough), func() error { _, _, err := s.HandOut(ctx, c.ID, 9, 0, s.boss); return err }) // case 28, 129
	s.refuses("with a slip nobody knows", is(inventory.ErrNoLoan), func() error { _, _, err := s.HandOut(ctx, c.ID, 1, 99, s.boss); return err })
	s.refuses("of nothing", is(inventory.ErrNoConsumable), func() error { _, _, err := s.HandOut(ctx, 99, 1, 0, s.boss); return err })
	s.refuses("by nobody on the staff", is(inventory.ErrNotStaff), func() error { _, _, err := s.HandOut(ctx, c.ID, 1, 0, 0); return err })

	give := func(quantity int, slip inventory.LoanID) func() error {
		return func() error { _, err := s.GiveBack(ctx, c.ID, quantity, slip, s.boss); return err }
	}
	s.refuses("back more than was taken", is(inventory.ErrQuantity), give(23, slip.Slip)) // case 47
	s.refuses("back on another slip", is(inventory.ErrQuantity), give(1, other))
	s.refuses("back on no slip", is(inventory.ErrNoLoan), give(1, 0))
	ok(t, give(20, slip.Loans[1].ID)()) // any loan of the slip names it
	s.refuses("back more than is left", is(inventory.ErrQuantity), give(3, slip.Slip))
	if left := must(s.HandedOut(ctx, slip.Slip)); len(left) != 1 || left[0].Stock != 2 {
		t.Errorf("handed out %+v, want two left with the slip", left)
	}
	ok(t, give(2, slip.Slip)())
	if left := must(s.HandedOut(ctx, slip.Slip)); len(left) != 0 {
		t.Errorf("handed out %+v, want nothing", left)
	}
	s.refuses("counted below nothing", is(inventory.ErrQuantity), func() error { _, err := s.Count(ctx, c.ID, -1, s.boss); return err }) // case 116
	c, err = s.Count(ctx, c.ID, 28, s.boss)
	stock("counted", c, err, 28)
	s.back(hammer)
	if left := must(s.Consumables(ctx)); left[0].Stock != 28 { // case 117
		t.Errorf("%d in stock after a return of tools", left[0].Stock)
	}
}

func TestUndoingAHandOut(t *testing.T) {
	ctx := context.Background()
	s := newShop(t)
	slip := s.lend(s.resident(1), hammer).Slip
	c := must(s.AddConsumable(ctx, inventory.Consumable{Name: inventory.Name{Zh: "胶带"}}, s.boss))
	must(s.Restock(ctx, c.ID, 10, s.boss))
	hand := func(quantity int) uint64 {
		_, _, err := s.HandOut(ctx, c.ID, quantity, slip, s.boss)
		ok(t, err)
		return must(s.RecentDeeds(ctx))[0].Seq
	}
	five, two := hand(5), hand(2) // at the same second
	ok(t, s.Undo(ctx, two, inventory.MisTap, s.boss))
	if left := must(s.Consumables(ctx)); left[0].Stock != 5 {
		t.Errorf("%d in stock, want the two back", left[0].Stock)
	}
	must(s.GiveBack(ctx, c.ID, 1, slip, s.boss))
	s.refuses("when some came back already", is(inventory.ErrMovedOn), func() error { return s.Undo(ctx, five, inventory.MisTap, s.boss) })
	s.later(11 * time.Minute)
	s.refuses("after ten minutes", is(inventory.ErrTooLate), func() error { return s.Undo(ctx, five, inventory.MisTap, s.boss) })
}
