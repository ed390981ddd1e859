package folder

import (
	"context"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"time"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/durable"
	"redwrench/inventory/store/seal"
)

// migrating is what a copy is called while it is migrated.
const migrating = recordsFile + ".migrating"

const stampForm = "20060102T150405Z"

// Stamp is a time as it stands in the names of files that were put aside.
func Stamp(t time.Time) string { return t.UTC().Format(stampForm) }

// migrate brings records of an older schema to the newest: on a verified copy,
// in one transaction, and only if all rules hold afterwards. The copy then takes
// the name of the old file, which stays as shop.db.schemaN-TIME. The lock of the
// old file is held all the while; a crash leaves the old shop or the new one.
func (f *Folder) migrate(ctx context.Context) error {
	if f.rules.Schema == nil {
		return nil
	}
	schema, err := f.rules.Schema(ctx, f.sealed)
	switch {
	case err != nil:
		return err
	case schema > f.rules.Newest:
		return fmt.Errorf("%w: schema %d, this program knows %d", ErrNewer, schema, f.rules.Newest)
	case schema == f.rules.Newest:
		return nil
	}
	f.sweep() // what a crash has left
	copied := filepath.Join(f.Dir, migrating)
	defer f.sweep()
	if err := f.file.CopyTo(ctx, copied); err != nil {
		return err
	}
	now := time.Now()
	if err := f.rules.renew(ctx, copied, f.Keys, now); err != nil {
		return fmt.Errorf("migration from schema %d: %w", schema, err)
	}
	path := filepath.Join(f.Dir, recordsFile)
	f.Kept = fmt.Sprintf("%s.schema%d-%s", path, schema, Stamp(now))
	if err := durable.Replace(copied, path, f.Kept); err != nil {
		return err
	}
	old := f.file
	if f.file, err = boltstore.Open(path); err != nil {
		f.file = old // for who closes it
		return err
	}
	f.sealed = seal.Wrap(f.file, f.Keys, f.rules.secret()...)
	return old.Close()
}

// sweep takes away copies that came to nothing. The lock of the records is held.
func (f *Folder) sweep() {
	left, _ := filepath.Glob(filepath.Join(f.Dir, migrating+"*")) // the pattern is fine
	for _, path := range left {
		_ = os.Remove(path)
	}
}

// renew migrates the records at path, which nobody else uses.
func (r Rules) renew(ctx context.Context, path string, keys *seal.Keys, now time.Time) (err error) {
	file, err := boltstore.Open(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, file.Close()) }()
	sealed := seal.Wrap(file, keys, r.secret()...)
	if err := wholeness(ctx, file, sealed); err != nil {
		return err
	}
	if err := r.Migrate(ctx, sealed, now); err != nil {
		return err
	}
	if err := wholeness(ctx, file, sealed); err != nil {
		return err
	}
	if r.Check == nil {
		return nil
	}
	faults, err := r.Check(ctx, sealed, keys)
	if err == nil && len(faults) > 0 {
		err = fmt.Errorf("%w: %s", store.ErrDamaged, strings.Join(faults[:min(len(faults), faultsTold)], "; "))
	}
	return err
}
