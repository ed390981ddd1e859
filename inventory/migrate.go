package inventory

import (
	"context"
	"fmt"
	"time"

	"redwrench/inventory/store"
)

// NewestSchema is the number of the records' layout that this program writes.
const NewestSchema = schema

// Schema is the layout of the records in st.
func Schema(ctx context.Context, st store.Store) (int, error) {
	var n int
	err := st.View(ctx, func(tx store.Tx) (err error) {
		n, err = get[int](tx, tableShop, []byte("schema"))
		return err
	})
	if err != nil {
		return 0, fmt.Errorf("inventory: the shop's schema: %w", err)
	}
	return n, nil
}

// Migrate brings the records in st to NewestSchema, in one Update.
func Migrate(ctx context.Context, st store.Store, _ time.Time) error {
	n, err := Schema(ctx, st)
	if err == nil && n != NewestSchema {
		err = fmt.Errorf("inventory: no way from schema %d to %d", n, NewestSchema)
	}
	return err
}
