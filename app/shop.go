package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"path/filepath"
	"time"

	"redwrench/assets"
	"redwrench/inventory"
	"redwrench/inventory/folder"
	"redwrench/inventory/stock"
	"redwrench/inventory/store"
	"redwrench/inventory/store/seal"
)

// shop is an open data folder with its desk.
type shop struct {
	*inventory.Desk
	folder *folder.Folder
}

// openShop opens the folder, or the user's data folder when dir is empty. A
// fresh folder becomes a shop with the starter stock.
func openShop(ctx context.Context, dir string) (*shop, error) {
	dir, err := dataDir(dir)
	if err != nil {
		return nil, err
	}
	f, err := folder.Open(ctx, dir, rules())
	if err != nil {
		return nil, err
	}
	desk, err := inventory.Open(ctx, f.Store, f.Keys, time.Now)
	if err != nil {
		_ = f.Close() // the first error says more
		return nil, err
	}
	return &shop{desk, f}, nil
}

// dataDir is the folder of the records: what --data says, or the user's.
func dataDir(dir string) (string, error) {
	if dir == "" {
		return folder.DefaultDir()
	}
	return filepath.Abs(dir)
}

// rules are what the folder has to know of the shop's records.
func rules() folder.Rules {
	return folder.Rules{
		Secret: inventory.SecretTables(),
		Fill:   fill,
		Link:   inventory.ChainLink,
		Audit:  inventory.ChainTable,
		Last: func(ctx context.Context, st store.Store) (time.Time, error) {
			end, err := inventory.ChainEnd(ctx, st)
			return end.At, err
		},
		Newest:  inventory.NewestSchema,
		Schema:  inventory.Schema,
		Migrate: inventory.Migrate,
		Check: func(ctx context.Context, st store.Store, keys *seal.Keys) ([]string, error) {
			desk, err := inventory.Open(ctx, st, keys, time.Now)
			if err != nil {
				return nil, err
			}
			return desk.Check(ctx)
		},
	}
}

// withShop opens the shop for a sub-command and closes it afterwards.
func withShop(ctx context.Context, o options, stdout io.Writer, do func(context.Context, *shop, options, io.Writer) error) error {
	s, err := openShop(ctx, o.data)
	if err != nil {
		return err
	}
	return errors.Join(do(ctx, s, o, stdout), s.close())
}

// fill is what a new shop starts with.
func fill(ctx context.Context, st store.Store) error {
	list, err := stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories))
	if err != nil {
		return fmt.Errorf("the starter stock: %w", err)
	}
	return inventory.Found(ctx, st, inventory.Defaults(), list, time.Now())
}

func (s *shop) close() error { return s.folder.Close() }
