package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// Active is active now, as a deed of its own.
func Active(ctx context.Context, d *Desk, id ResidentID) error {
	return d.deed(ctx, func(tx store.Tx, now time.Time, _ *numbers) error { return active(tx, id, now) })
}

// IndexActivity is indexActivity as a migration runs it.
func IndexActivity(ctx context.Context, st store.Store) error { return st.Update(ctx, indexActivity) }
