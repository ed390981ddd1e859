package inventory

import (
	"slices"

	"redwrench/inventory/code"
	"redwrench/inventory/store"
)

// undoAddTool takes tools that were added by mistake out of the stock again, all of
// them or none. Their records stay, as those of retired tools do, and their numbers
// are not used again.
func (d *Desk) undoAddTool(tx store.Tx, u undoing) error {
	next, err := get[Entry](tx, tableAudit, sequence(u.entry.Seq+1))
	if except(err, store.ErrNotFound) != nil {
		return err
	}
	if u.entry.givenWith(next) {
		return ErrCannotUndo
	}
	for _, id := range subjects[ToolID](u.entry, code.Tool) {
		t, err := get[Tool](tx, tableTool, key(id))
		if err != nil {
			return err
		}
		if touched, err := touched(tx, t); err != nil || touched {
			return orElse(err, ErrMovedOn)
		}
		t.Retired, t.RetiredWhy = u.now, RetiredMistake
		if err := put(tx, tableTool, key(id), t); err != nil {
			return err
		}
	}
	return renewCatalogue(tx)
}

// touched says that a tool was lent, off the shelf, or retired since it came, or
// that somebody waits for it.
func touched(tx store.Tx, t Tool) (bool, error) {
	if !t.Retired.IsZero() {
		return true, nil
	}
	for _, table := range []store.Table{tableLent, tableServiced, tableQueue, tableReserved} {
		r := store.Prefix(key(t.ID))
		r.Limit = 1
		if entries, err := tx.Scan(table, r); err != nil || len(entries) > 0 {
			return true, err
		}
	}
	return false, nil
}

// givenWith says that a tool was added as part of a donation, whose entry is the
// next one: that is struck where donations are, not undone by half.
func (e Entry) givenWith(next Entry) bool {
	return e.Deed == "add tool" && len(e.Subjects) == 1 && next.Deed == "take donation" && next.Seq == e.Seq+1 && slices.Contains(next.Subjects, e.Subjects[0])
}
