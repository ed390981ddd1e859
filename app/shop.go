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
	"redwrench/inventory/ledger"
	"redwrench/inventory/stock"
	"redwrench/inventory/store"
)

// shop is an open data folder with its desk.
type shop struct {
	*inventory.Desk
	folder *folder.Folder
}

// openShop opens the folder, or the user's data folder when dir is empty. A
// fresh folder becomes a shop with the starter stock.
func openShop(ctx context.Context, dir string) (*shop, error) {
	f, err := openFolder(ctx, dir, fill)
	if err != nil {
		return nil, err
	}
	desk, err := inventory.Open(ctx, f.Store, f.Keys, time.Now)
	if err != nil {
		_ = f.Close() // the first error says more
		return nil, err
	}
	if err := desk.Mend(ctx); err != nil {
		_ = f.Close()
		return nil, err
	}
	return &shop{desk, f}, nil
}

// openFolder opens the folder, or the user's data folder when dir is empty; fill
// fills a fresh one.
func openFolder(ctx context.Context, dir string, fill func(context.Context, store.Store) error) (*folder.Folder, error) {
	dir, err := dataDir(dir)
	if err != nil {
		return nil, err
	}
	return folder.Open(ctx, dir, ledger.Rules(fill))
}

// dataDir is the folder of the records: what --data says, or the user's.
func dataDir(dir string) (string, error) {
	if dir == "" {
		return folder.DefaultDir()
	}
	return filepath.Abs(dir)
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
func fill(ctx context.Context, st store.Store) error { return fillAt(ctx, st, time.Now()) }

// fillAt fills a shop that is founded at now.
func fillAt(ctx context.Context, st store.Store, now time.Time) error {
	list, err := stock.Read(bytes.NewReader(assets.StockTools), bytes.NewReader(assets.StockCategories))
	if err != nil {
		return fmt.Errorf("the starter stock: %w", err)
	}
	if list.Kinds, err = jobKinds(); err != nil {
		return err
	}
	return inventory.Found(ctx, st, inventory.Defaults(), list, now)
}

// jobKinds are the kinds of jobs a shop takes on at first.
func jobKinds() ([]inventory.JobKind, error) {
	kinds, err := stock.ReadJobs(bytes.NewReader(assets.StockJobs), bytes.NewReader(assets.StockPhrases))
	if err != nil {
		return nil, fmt.Errorf("the kinds of jobs: %w", err)
	}
	return kinds, nil
}

// adoptJobs gives a shop that was founded before there were jobs their kinds.
func (s *shop) adoptJobs(ctx context.Context) error {
	kinds, err := jobKinds()
	if err == nil {
		_, err = s.AdoptJobKinds(ctx, kinds)
	}
	return err
}

func (s *shop) close() error { return s.folder.Close() }
