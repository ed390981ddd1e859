package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"log/slog"
	"time"

	"redwrench/inventory/backup"
	"redwrench/inventory/folder"
	"redwrench/inventory/store"
	"redwrench/inventory/store/durable"
	"redwrench/ui"
	"redwrench/ui/desk/today"
)

// newKeeper makes the keeper of the shop's backups.
func newKeeper(s *shop, o options, log *slog.Logger, onStatus func(backup.Status)) (*backup.Keeper, error) {
	master, err := folder.Master(s.folder.Dir, s.folder.ShopID)
	if err != nil {
		return nil, err
	}
	recipient, err := backup.Recipient(master)
	if err != nil {
		return nil, err
	}
	data := s.folder.Dir
	return backup.New(backup.Config{
		Shop: s.folder, Dir: backupDir(data), Program: appVersion, Second: o.backupTo, Recipient: recipient,
		Verify: func(ctx context.Context, path string) folder.Report { return examineFile(ctx, path, data) },
		Now:    s.Now, Log: log, OnStatus: onStatus, Data: data, Outdated: s.outdated,
	}), nil
}

// outdated is the moment before which old records that were put aside must go:
// people are remembered in them for as long as in the shop. It is zero while the
// date is in doubt.
func (s *shop) outdated(ctx context.Context) time.Time {
	if doubt, err := s.DateInDoubt(ctx); err != nil || doubt {
		return time.Time{}
	}
	return s.Now().AddDate(0, 0, -s.Settings().RetentionDays)
}

// backupNow makes a backup by hand.
func backupNow(ctx context.Context, s *shop, o options, stdout io.Writer) error {
	var told backup.Status
	o.backupTo = o.to
	k, err := newKeeper(s, o, slog.New(slog.DiscardHandler), func(st backup.Status) { told = st })
	if err != nil {
		return err
	}
	m, err := k.Make(ctx)
	if err != nil {
		return err
	}
	fmt.Fprintf(stdout, "%s: %d bytes, verified, up to deed %d\n", m.File, m.Size, m.Deeds)
	if o.to != "" && told.Second == nil {
		fmt.Fprintf(stdout, "%s, encrypted, in %s\n", m.File, o.to)
	}
	return told.Second
}

// LastBackup implements ui/desk/today.Backups.
func (k *running) LastBackup(context.Context) (today.Backup, error) {
	var last today.Backup
	if all := backup.List(k.keeper.Dir); len(all) > 0 {
		last.At = k.shop.Local(all[0].Time)
	}
	if last.Sticks = k.keeper.Second != ""; last.Sticks {
		if all := backup.List(k.keeper.Second); len(all) > 0 {
			last.Stick = k.shop.Local(all[0].Time)
		}
	}
	for _, old := range folder.KeptIn(k.shop.folder.Dir) {
		last.Kept = append(last.Kept, today.Kept{At: k.shop.Local(old.At), Bytes: old.Size})
	}
	if told := k.backups.Load(); told != nil {
		last.Key = backupNotice(*told).Key
	}
	return last, nil
}

// backupNotice is the state of the backups in words, the worse first.
func backupNotice(s backup.Status) ui.Notice {
	key := ""
	switch {
	case errors.Is(s.Err, backup.ErrUnsound):
		key = "notice.backup.unsound"
	case errors.Is(s.Err, store.ErrFull):
		key = "notice.backup.full"
	case s.Err != nil:
		key = "notice.backup.failed"
	case errors.Is(s.Second, backup.ErrAway):
		key = "notice.second.away"
	case errors.Is(s.Second, store.ErrFull):
		key = "notice.second.full"
	case s.Second != nil:
		key = "notice.second.failed"
	}
	return ui.Notice{Key: key}
}

const (
	// lowSpace is how much room is too little, in bytes: half a year's deeds and
	// as much for backups.
	lowSpace  = 200 << 20
	spaceEach = 30 * time.Second
)

// watchSpace tells when there is little room on the medium of dir, and when
// there is enough again, until ctx ends.
func watchSpace(ctx context.Context, dir string, tell func(ui.Notice)) {
	clock := time.NewTicker(spaceEach)
	defer clock.Stop()
	var told ui.Notice
	for {
		if free, err := durable.Free(dir); err == nil {
			if n := spaceNotice(free); n != told {
				told = n
				tell(n)
			}
		}
		select {
		case <-ctx.Done():
			return
		case <-clock.C:
		}
	}
}

func spaceNotice(free uint64) ui.Notice {
	if free >= lowSpace {
		return ui.Notice{}
	}
	return ui.Notice{Key: "notice.space", N: int(free >> 20)}
}
