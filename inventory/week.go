package inventory

import (
	"cmp"
	"context"
	"slices"

	"redwrench/inventory/store"
)

// WeekDays is how many days the calendar shows at a time.
const WeekDays = 7

// WeekLine is a reservation as the desk's calendar shows it.
type WeekLine struct {
	Reservation Reservation // Made in the shop's zone
	Tool        Tool
	Name        string // masked
	Phone       string // masked
}

// Week are the reservations that stand on some of the WeekDays days from the day
// on, by tool and then by day.
func (d *Desk) Week(ctx context.Context, from Day) ([]WeekLine, error) {
	now := d.Now()
	var lines []WeekLine
	err := d.store.View(ctx, func(tx store.Tx) error {
		lines = nil
		entries, err := tx.Scan(tableCollect, store.Range{To: key(uint32(from + WeekDays))})
		if err != nil {
			return err
		}
		for _, e := range entries {
			r, err := get[Reservation](tx, tableReserve, key(number[ReservationID](e.Key, 4)))
			if err != nil {
				return err
			}
			if r.To < from || d.lapsed(r, now) {
				continue
			}
			line, err := d.weekLine(tx, r)
			if err != nil {
				return err
			}
			lines = append(lines, line)
		}
		return nil
	})
	slices.SortFunc(lines, func(a, b WeekLine) int {
		return cmp.Or(cmp.Compare(a.Tool.ID, b.Tool.ID), cmp.Compare(a.Reservation.From, b.Reservation.From))
	})
	return lines, err
}

func (d *Desk) weekLine(tx store.Tx, r Reservation) (WeekLine, error) {
	t, err := get[Tool](tx, tableTool, key(r.Tool))
	if err != nil {
		return WeekLine{}, err
	}
	who, err := get[Resident](tx, tableResident, key(r.Resident))
	r.Made = d.Local(r.Made)
	return WeekLine{Reservation: r, Tool: t, Name: who.Person.MaskedName(), Phone: who.Person.MaskedPhone()}, err
}
