package loans

import (
	"cmp"
	"context"
	"slices"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/code"
)

// Entry is a line of the list: a loan, a hold or a reservation. The number of
// exactly one of them is set.
type Entry struct {
	Tool        inventory.Tool
	Loan        inventory.Loan
	Renewed     time.Time // until when a renewal would go
	NoRenewal   error     // why there is none
	Hold        inventory.HoldLine
	Item        inventory.Item // of a hold: where its tool is
	Reservation inventory.Reservation
}

// Code is the number of the loan, the hold or the reservation.
func (e Entry) Code() code.Code {
	switch {
	case e.Loan.ID != 0:
		return e.Loan.ID.Code()
	case e.Hold.Hold.ID != 0:
		return e.Hold.Hold.ID.Code()
	}
	return e.Reservation.ID.Code()
}

// Ready says that the tool is kept for the resident now.
func (e Entry) Ready(today inventory.Day) bool {
	return e.Hold.Ready || e.Reservation.ID != 0 && e.Reservation.From <= today
}

// entries reads everything a resident has, waits for and has reserved: first what
// is ready to be taken, then what must come back, then what is to come.
func entries(ctx context.Context, desk *inventory.Desk, who inventory.ResidentID) ([]Entry, error) {
	lines, err := desk.LoansOf(ctx, who)
	if err != nil {
		return nil, err
	}
	var list []Entry
	for _, l := range lines {
		e := Entry{Tool: l.Tool, Loan: l.Loan}
		if l.Loan.Open() {
			e.Renewed, e.NoRenewal = desk.MayRenew(ctx, l.Loan.ID, who)
		}
		list = append(list, e)
	}
	holds, err := desk.HoldsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, h := range holds {
		item, err := desk.Item(ctx, h.Hold.Tool)
		if err != nil {
			return nil, err
		}
		list = append(list, Entry{Tool: h.Tool, Hold: h, Item: item})
	}
	reservations, err := desk.ReservationsOf(ctx, who)
	if err != nil {
		return nil, err
	}
	for _, r := range reservations {
		list = append(list, Entry{Tool: r.Tool, Reservation: r.Reservation})
	}
	today := inventory.DayOf(desk.Now())
	slices.SortStableFunc(list, func(a, b Entry) int { return cmp.Compare(a.rank(today), b.rank(today)) })
	return list, nil
}

func (e Entry) rank(today inventory.Day) int {
	switch {
	case e.Ready(today):
		return 0
	case e.Loan.ID != 0:
		return 1
	case e.Hold.Hold.ID != 0:
		return 2
	}
	return 3
}
