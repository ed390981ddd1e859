package main

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"time"

	"redwrench/inventory"
	"redwrench/inventory/backup"
	"redwrench/inventory/folder"
	"redwrench/inventory/ledger"
	"redwrench/inventory/store"
	"redwrench/inventory/store/seal"
)

// rescue is a way on for a shop whose records cannot be used: the newest good
// backup, staged beside them, or the records themselves without the deeds they
// have lost.
type rescue struct {
	data    string
	name    string    // of the backup; empty: the records as they are
	at      time.Time // of the backup
	last    time.Time // of the last deed in it
	missing inventory.Deeds
	staffed bool // a manager must agree
	staged  *folder.Staged
	report  folder.Report // of what is staged
}

// errNoWay: there is nothing that could be offered.
var errNoWay = errors.New("no good backup")

// candidate is a backup that might be offered.
type candidate struct {
	backup.Manifest
	dir string
}

// candidates are the backups in the data folder and on the second medium, the
// newest first; of the same one the one on the disk comes first.
func candidates(data, second string) []candidate {
	var all []candidate
	for _, m := range backup.List(backupDir(data)) {
		all = append(all, candidate{m, backupDir(data)})
	}
	if second == "" {
		return all
	}
	for _, m := range backup.List(second) {
		at := 0
		for at < len(all) && !all[at].Time.Before(m.Time) {
			at++
		}
		all = append(all[:at:at], append([]candidate{{m, second}}, all[at:]...)...)
	}
	return all
}

// findRescue looks for the way on after an examination found r.
func findRescue(ctx context.Context, data, second string, r folder.Report) (*rescue, error) {
	switch r.Result {
	case folder.Damaged, folder.Crashed, folder.TimedOut, folder.Gone, folder.Incomplete:
	default:
		return nil, errNoWay
	}
	why := errNoWay
	for _, c := range candidates(data, second) {
		if r.Result == folder.Incomplete && c.Deeds <= r.Deeds {
			break // the records know more
		}
		way, err := stage(ctx, data, filepath.Join(c.dir, c.File), func() error { return c.Intact(c.dir) })
		if err != nil {
			why = errors.Join(why, fmt.Errorf("%s: %w", c.File, err))
			continue
		}
		way.name, way.at, way.last = c.File, c.Time, c.Last
		if way.last.IsZero() {
			way.last = c.Time
		}
		way.missing = deedsAfter(ctx, data, c.Deeds)
		return way, nil
	}
	if r.Result != folder.Incomplete {
		return nil, why
	}
	way := &rescue{data: data, last: r.Last, staffed: true}
	way.missing, _ = witnessed(data, r.Deeds)
	return way, nil
}

// stage puts the backup at path beside the records of data, decrypted if it must
// be, and verifies what lies there then.
func stage(ctx context.Context, data, path string, intact func() error) (*rescue, error) {
	if err := intact(); err != nil {
		return nil, err
	}
	write := folder.CopyFrom(path)
	if backup.Sealed(path) {
		masters, err := mastersHere(data)
		if err != nil {
			return nil, err
		}
		write = func(to string) error { return backup.Open(path, to, masters...) }
	}
	way := &rescue{data: data}
	staged, err := folder.Stage(ctx, data, ledger.Rules(fill), func(to string) error {
		if err := write(to); err != nil {
			return err
		}
		way.report = examineFile(ctx, to, data)
		if r := way.report; r.Result != folder.Sound {
			return errors.Join(append([]error{r.Err()}, details(r.Faults[:min(len(r.Faults), 3)])...)...)
		}
		return nil
	})
	if err != nil {
		return nil, err
	}
	way.staged = staged
	err = way.desk(ctx, func(d *inventory.Desk) (err error) {
		way.staffed, err = d.Staffed(ctx)
		return err
	})
	if err != nil {
		staged.Drop()
		return nil, err
	}
	return way, nil
}

// mastersHere are the master keys whose files lie on this machine.
func mastersHere(data string) ([][32]byte, error) {
	shops, err := folder.Keyed()
	if err != nil {
		return nil, err
	}
	var masters [][32]byte
	for _, s := range shops {
		if m, err := folder.Master(data, s); err == nil {
			masters = append(masters, m)
		}
	}
	return masters, nil
}

// desk lets do work at the desk of the records that are offered.
func (w *rescue) desk(ctx context.Context, do func(*inventory.Desk) error) error {
	return w.staged.Use(ctx, atDesk(ctx, do))
}

func atDesk(ctx context.Context, do func(*inventory.Desk) error) func(store.Store, *seal.Keys) error {
	return func(st store.Store, keys *seal.Keys) error {
		d, err := inventory.Open(ctx, st, keys, time.Now)
		if err != nil {
			return err
		}
		return do(d)
	}
}

// take goes that way if pin is a manager's, and returns where the old records
// are kept. Refusals: those of Desk.Unlock, store.ErrInUse.
func (w *rescue) take(ctx context.Context, pin string, now time.Time) (kept string, err error) {
	agreed := func(d *inventory.Desk) error { return agree(ctx, d, pin) }
	if w.staged == nil {
		return "", folder.Proceed(ctx, w.data, ledger.Rules(fill), now, atDesk(ctx, agreed))
	}
	if w.staffed {
		if err := w.desk(ctx, agreed); err != nil {
			return "", err
		}
	}
	return w.put(ctx, now)
}

// put gives the backup the place of the records. Whom these had forgotten since,
// residents and donors, as far as that can be read, is forgotten in it first.
func (w *rescue) put(ctx context.Context, now time.Time) (kept string, err error) {
	err = w.desk(ctx, func(d *inventory.Desk) error {
		_, err := d.ForgetAgain(ctx, w.missing.Forgotten)
		if err == nil {
			_, err = d.ForgetDonorsAgain(ctx, w.missing.Nameless)
		}
		return err
	})
	if err != nil {
		return "", err
	}
	return w.staged.Take(now)
}

// agree is nil when pin is that of a manager, or when there is none yet.
func agree(ctx context.Context, d *inventory.Desk, pin string) error {
	staff, err := d.Staff(ctx)
	if err != nil || len(staff) == 0 {
		return err
	}
	refused := inventory.ErrNotStaff
	for _, s := range staff {
		if s.Role != inventory.Manager {
			continue
		}
		if refused = d.Unlock(ctx, s.ID, pin); refused == nil {
			return nil
		}
	}
	return refused
}

// drop leaves all as it is.
func (w *rescue) drop() {
	if w.staged != nil {
		w.staged.Drop()
	}
}

// backupDir is where the backups of a data folder lie.
func backupDir(data string) string { return filepath.Join(data, "backups") }
