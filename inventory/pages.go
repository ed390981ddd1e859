package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// The lists here hand out whole tables, a page at a time, for exports and
// simulations. Each page is a View of its own, so that no transaction is held
// open while somebody works through a long table; a record that changes
// meanwhile is seen as it was or as it is.

// ToolsAfter are up to limit tools, retired ones too, with numbers above after.
func (d *Desk) ToolsAfter(ctx context.Context, after ToolID, limit int) ([]Tool, error) {
	return page[Tool](ctx, d, tableTool, key(after), limit)
}

// LoansAfter are up to limit loans, closed ones too, with numbers above after.
func (d *Desk) LoansAfter(ctx context.Context, after LoanID, limit int) ([]Loan, error) {
	return page[Loan](ctx, d, tableLoan, key(after), limit)
}

// ResidentsAfter are up to limit residents with numbers above after. What it
// hands out is personal data: mask it, or see NoteExport.
func (d *Desk) ResidentsAfter(ctx context.Context, after ResidentID, limit int) ([]Resident, error) {
	return page[Resident](ctx, d, tableResident, key(after), limit)
}

// ServicesAfter are up to limit stays off the shelf with numbers above after.
func (d *Desk) ServicesAfter(ctx context.Context, after ServiceID, limit int) ([]Service, error) {
	return page[Service](ctx, d, tableService, key(after), limit)
}

// HoldsAfter are up to limit holds, ended ones too, with numbers above after.
func (d *Desk) HoldsAfter(ctx context.Context, after HoldID, limit int) ([]Hold, error) {
	return page[Hold](ctx, d, tableHold, key(after), limit)
}

// ReservationsAfter are up to limit reservations, ended ones too, with numbers
// above after.
func (d *Desk) ReservationsAfter(ctx context.Context, after ReservationID, limit int) ([]Reservation, error) {
	return page[Reservation](ctx, d, tableReserve, key(after), limit)
}

// ConsumablesAfter are up to limit consumables with numbers above after.
func (d *Desk) ConsumablesAfter(ctx context.Context, after ConsumableID, limit int) ([]Consumable, error) {
	return page[Consumable](ctx, d, tableConsume, key(after), limit)
}

// MovesAfter are up to limit moves of consumables with a Place above after.
func (d *Desk) MovesAfter(ctx context.Context, after uint64, limit int) ([]Move, error) {
	return page[Move](ctx, d, tableMove, sequence(after), limit)
}

// Place orders the moves of all consumables: by consumable, then by number.
func (m Move) Place() uint64 { return uint64(m.Consumable)<<32 | uint64(m.Seq) }

// StocktakesAfter are up to limit stocktakes, open ones too, with numbers above
// after.
func (d *Desk) StocktakesAfter(ctx context.Context, after StocktakeID, limit int) ([]Stocktake, error) {
	return page[Stocktake](ctx, d, tableStocktake, key(after), limit)
}

// SightingsAfter are up to limit tools of stocktakes with a Place above after.
func (d *Desk) SightingsAfter(ctx context.Context, after uint64, limit int) ([]Sighting, error) {
	return page[Sighting](ctx, d, tableSighting, sequence(after), limit)
}

// Place orders the tools of all stocktakes: by stocktake, then by tool.
func (s Sighting) Place() uint64 { return uint64(s.Stocktake)<<32 | uint64(s.Tool) }

// DonationsAfter are up to limit donations, struck ones too, with numbers above
// after. What donors are called is personal data: mask it, or see NoteExport.
func (d *Desk) DonationsAfter(ctx context.Context, after DonationID, limit int) ([]Given, error) {
	var list []Given
	err := d.store.View(ctx, func(tx store.Tx) error {
		list = nil
		some, err := all[Donation](tx, tableDonation, store.Range{From: append(key(after), 0), Limit: limit})
		if err != nil {
			return err
		}
		for _, g := range some {
			given, err := d.given(tx, g)
			if err != nil {
				return err
			}
			list = append(list, given)
		}
		return nil
	})
	return list, err
}

// ActivitiesAfter are up to limit activities, struck ones too, with numbers above
// after.
func (d *Desk) ActivitiesAfter(ctx context.Context, after ActivityID, limit int) ([]Activity, error) {
	return page[Activity](ctx, d, tableActivity, key(after), limit)
}

// EntriesAfter are up to limit lines of the audit with numbers above after.
func (d *Desk) EntriesAfter(ctx context.Context, after uint64, limit int) ([]Entry, error) {
	return page[Entry](ctx, d, tableAudit, sequence(after), limit)
}

// LastDeed is the last line of the audit.
func (d *Desk) LastDeed(ctx context.Context) (Entry, error) {
	var e Entry
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		e, err = lastEntry(tx)
		return err
	})
	return e, err
}

// page are up to limit records of t with keys above after.
func page[T any](ctx context.Context, d *Desk, t store.Table, after []byte, limit int) ([]T, error) {
	var list []T
	err := d.store.View(ctx, func(tx store.Tx) (err error) {
		list, err = all[T](tx, t, store.Range{From: append(after, 0), Limit: limit})
		return err
	})
	return list, err
}

// NoteExport notes in the audit that a manager takes personal data out of the
// records; it must be called, and be on disk, before the first of it is written
// (PRODUCT.md, Rules: each opening in the audit log). what is the table's name.
// Refusals: ErrNotStaff, ErrNotManager, ErrClockBack.
func (d *Desk) NoteExport(ctx context.Context, who StaffID, what string) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		if err := manager(tx, who); err != nil {
			return err
		}
		return audit(tx, now, who, "export", what)
	})
}
