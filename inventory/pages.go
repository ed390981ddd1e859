package inventory

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
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

// EntriesAfter are up to limit lines of the audit with numbers above after.
func (d *Desk) EntriesAfter(ctx context.Context, after uint64, limit int) ([]Entry, error) {
	return page[Entry](ctx, d, tableAudit, binary.BigEndian.AppendUint64(nil, after), limit)
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
// Refusals: ErrNotStaff, also for staff who are no manager; ErrClockBack.
func (d *Desk) NoteExport(ctx context.Context, who StaffID, what string) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error {
		s, err := get[Staff](tx, tableStaff, key(who))
		if errors.Is(err, store.ErrNotFound) || err == nil && s.Role != Manager {
			return ErrNotStaff
		}
		if err != nil {
			return fmt.Errorf("inventory: export: %w", err)
		}
		return audit(tx, now, who, "export", what)
	})
}
