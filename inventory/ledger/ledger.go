// Package ledger tells package folder what it has to know of a shop's records:
// where their audit ends, how they are brought to a newer layout, what must hold
// of them. It knows no file.
package ledger

import (
	"context"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/seal"
)

// Rules are those of package inventory; fill fills the records of a new shop.
func Rules(fill func(context.Context, store.Store) error) folder.Rules {
	return folder.Rules{
		Secret:  inventory.SecretTables(),
		Fill:    fill,
		Link:    inventory.ChainLink,
		Audit:   inventory.ChainTable,
		Last:    last,
		Newest:  inventory.NewestSchema,
		Schema:  inventory.Schema,
		Migrate: inventory.Migrate,
		Check:   check,
	}
}

// last is the time of the last deed.
func last(ctx context.Context, st store.Store) (time.Time, error) {
	end, err := inventory.ChainEnd(ctx, st)
	return end.At, err
}

func check(ctx context.Context, st store.Store, keys *seal.Keys) ([]string, error) {
	desk, err := inventory.Open(ctx, st, keys, time.Now)
	if err != nil {
		return nil, err
	}
	return desk.Check(ctx)
}
