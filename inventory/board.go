package inventory

import (
	"context"
	"time"

	"redwrench/inventory/store"
)

// NoticeBoard is what the notice board says of the shop. It names nobody.
type NoticeBoard struct {
	Back  int // tools that came back today
	Month int // loans since the first of the month
	Shelf int // tools on the shelf now
}

// NoticeBoard counts what the notice board says. It reads the month, never all of the past.
func (d *Desk) NoticeBoard(ctx context.Context) (NoticeBoard, error) {
	today, err := d.Today(ctx)
	if err != nil {
		return NoticeBoard{}, err
	}
	items, err := d.Catalogue(ctx)
	if err != nil {
		return NoticeBoard{}, err
	}
	b := NoticeBoard{Back: today.Back}
	for _, i := range items {
		if i.Status == OnShelf {
			b.Shelf++
		}
	}
	now := d.Now()
	first := time.Date(now.Year(), now.Month(), 1, 0, 0, 0, 0, d.zone)
	err = d.store.View(ctx, func(tx store.Tx) error {
		loans, err := lentSince(tx, first)
		b.Month = len(loans)
		return err
	})
	return b, err
}
