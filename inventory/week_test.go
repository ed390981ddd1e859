package inventory_test

import (
	"context"
	"slices"
	"testing"

	"redwrench/inventory"
)

func TestTheReservationsOfAWeek(t *testing.T) {
	ctx := context.Background()
	s := newShop(t, func(r *inventory.Settings) { r.Reservations = 9 })
	a, b := s.resident(1), s.resident(2)
	s.reserve(a, saw, "2026-11-29", "2026-12-01")    // over the end of the week
	s.reserve(b, pliers, "2026-11-28", "2026-11-28") // within
	s.reserve(b, hammer, "2026-12-01", "2026-12-02") // the week after
	s.reserve(a, pliers, "2026-11-26", "2026-11-26") // within, before the other
	gone := s.reserve(b, ladder, "2026-11-27", "2026-11-27")
	ok(t, s.CancelReservation(ctx, gone.ID, 0, s.boss))
	tools := func(from string) (list []inventory.ToolID) {
		for _, l := range must(s.Week(ctx, day(from))) {
			list = append(list, l.Tool.ID)
		}
		return list
	}
	if got, want := tools("2026-11-24"), []inventory.ToolID{pliers, pliers, saw}; !slices.Equal(got, want) {
		t.Errorf("this week: %v, want %v", got, want)
	}
	if got, want := tools("2026-12-01"), []inventory.ToolID{hammer, saw}; !slices.Equal(got, want) {
		t.Errorf("the week after: %v, want %v", got, want)
	}
	week := must(s.Week(ctx, day("2026-11-24")))
	if week[0].Reservation.From != day("2026-11-26") || week[0].Name != must(s.ByCard(ctx, a)).Person.MaskedName() {
		t.Errorf("first %+v", week[0])
	}
	s.at("2026-11-26 18:30") // nobody came
	if got := tools("2026-11-24"); len(got) != 2 {
		t.Errorf("with one lapsed: %v", got)
	}
	must(s.Print(ctx, inventory.Wish{Paper: inventory.ReservationWeek, Subject: uint32(day("2026-11-24")), Lang: "zh"}, s.boss))
}
