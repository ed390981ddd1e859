package folder

import (
	"context"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
)

// wholeness checks the structure of the file and the seal of every record. It
// reads everything.
func wholeness(ctx context.Context, file *boltstore.Store, sealed store.Store) error {
	if err := file.Verify(ctx); err != nil {
		return err
	}
	tables, err := file.Tables(ctx)
	if err != nil {
		return err
	}
	for _, t := range tables {
		if err := wholeTable(ctx, sealed, t); err != nil {
			return err
		}
	}
	return nil
}

// wholeTable reads a table some records at a time, each time in a View of its
// own: the file grows while one is kept open.
func wholeTable(ctx context.Context, sealed store.Store, t store.Table) error {
	r := store.Range{Limit: 1000}
	for {
		var entries []store.Entry
		err := sealed.View(ctx, func(tx store.Tx) (err error) {
			entries, err = tx.Scan(t, r)
			return err
		})
		if err != nil || len(entries) < r.Limit {
			return err
		}
		r.From = append(entries[len(entries)-1].Key, 0)
	}
}

// Verify checks the structure of the open file and the seal of every record. It
// reads everything.
func (f *Folder) Verify(ctx context.Context) error { return wholeness(ctx, f.file, f.sealed) }
