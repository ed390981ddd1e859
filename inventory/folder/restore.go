package folder

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"time"

	"redwrench/inventory/store"
	"redwrench/inventory/store/boltstore"
	"redwrench/inventory/store/durable"
	"redwrench/inventory/store/seal"
)

// restoring is what records are called that are about to take the place of others.
const restoring = recordsFile + ".restoring-"

// Staged are records from elsewhere that lie in a data folder and may take the
// place of those there. Drop it or Take it.
type Staged struct {
	Path   string
	ShopID string
	dir    string
	rules  Rules
}

// Stage lets write make a file of records in dir, which is made when missing,
// and brings them to the newest schema. What is in use there is not touched.
// Verify what is staged before it: here only the rules of a migration are.
// Errors: ErrOtherShop, ErrNoKey, ErrWrongKey, ErrNewer, and those of the store.
func Stage(ctx context.Context, dir string, rules Rules, write func(path string) error) (s *Staged, err error) {
	if dir, err = filepath.Abs(dir); err != nil {
		return nil, fmt.Errorf("folder: %w", err)
	}
	if err := durable.MkdirAll(dir); err != nil {
		return nil, fmt.Errorf("folder: %w", durable.Explain(err))
	}
	s = &Staged{Path: filepath.Join(dir, restoring+rand.Text()), dir: dir, rules: rules}
	defer func() {
		if err != nil {
			s.Drop()
			s = nil
		}
	}()
	if err := write(s.Path); err != nil {
		return s, err
	}
	var schema int
	var keys *seal.Keys
	err = s.open(func(file *boltstore.Store) (err error) {
		if s.ShopID, keys, err = unlock(ctx, file, dir); err == nil && rules.Schema != nil {
			schema, err = rules.Schema(ctx, seal.Wrap(file, keys, rules.secret()...))
		}
		return err
	})
	switch mark := Marked(dir); {
	case err != nil:
		return s, err
	case mark != "" && mark != s.ShopID:
		return s, ErrOtherShop
	case schema > rules.Newest:
		return s, ErrNewer
	case schema < rules.Newest:
		return s, rules.renew(ctx, s.Path, keys, time.Now())
	}
	return s, nil
}

// CopyFrom is what Stage needs to take a file as it is.
func CopyFrom(from string) func(string) error {
	return func(to string) error {
		r, err := os.Open(from)
		if err != nil {
			return fmt.Errorf("folder: %w", durable.Explain(err))
		}
		defer func() { _ = r.Close() }()
		w, err := os.OpenFile(to, os.O_WRONLY|os.O_CREATE|os.O_EXCL, 0o600)
		if err != nil {
			return fmt.Errorf("folder: %w", durable.Explain(err))
		}
		_, err = io.Copy(w, r)
		if err == nil {
			err = w.Sync()
		}
		return durable.Explain(errors.Join(err, w.Close()))
	}
}

func (s *Staged) open(do func(*boltstore.Store) error) error {
	file, err := boltstore.Open(s.Path)
	if err != nil {
		return err
	}
	return errors.Join(do(file), file.Close())
}

// Use lets do work with the staged records, as it would with those of the shop.
func (s *Staged) Use(ctx context.Context, do func(store.Store, *seal.Keys) error) error {
	return s.open(func(file *boltstore.Store) error {
		_, keys, err := unlock(ctx, file, s.dir)
		if err != nil {
			return err
		}
		return do(seal.Wrap(file, keys, s.rules.secret()...), keys)
	})
}

// Drop takes the staged records away.
func (s *Staged) Drop() { _ = os.Remove(s.Path) } // gone already when taken

// Take gives the staged records the place of those in the folder. These are kept
// beside under the name that comes back (empty: there were none), and so is their
// witness. A crash leaves the old ones in place or the new ones. It returns
// store.ErrInUse while a process has the old ones open.
func (s *Staged) Take(now time.Time) (kept string, err error) {
	path := filepath.Join(s.dir, recordsFile)
	unlock, err := boltstore.Lock(path)
	if err != nil {
		return "", fmt.Errorf("folder: restore: %w", err)
	}
	defer unlock()
	stamp := Stamp(now)
	// First: new records beside the old witness would look as if they had lost
	// deeds.
	if _, err := Forgive(s.dir, stamp); err != nil {
		return "", fmt.Errorf("folder: restore: %w", err)
	}
	if _, err := os.Lstat(path); err == nil {
		kept = path + ".before-" + stamp
	}
	if err := durable.Replace(s.Path, path, path+".before-"+stamp); err != nil {
		return "", fmt.Errorf("folder: restore: %w", err)
	}
	s.sweep()
	err = durable.WriteNew(filepath.Join(s.dir, markFile), []byte(s.ShopID+"\n"))
	if err != nil && !errors.Is(err, fs.ErrExist) {
		return kept, fmt.Errorf("folder: restore: %w", err)
	}
	return kept, nil
}

// sweep takes away what earlier restores have left. The lock is held.
func (s *Staged) sweep() {
	left, _ := filepath.Glob(filepath.Join(s.dir, restoring+"*")) // the pattern is fine
	for _, path := range left {
		_ = os.Remove(path)
	}
}

// Proceed lets do work with the records in dir although deeds are lost in them;
// when it agrees, by returning nil, the witness is put aside and the shop opens
// without those deeds from then on.
func Proceed(ctx context.Context, dir string, rules Rules, now time.Time, do func(store.Store, *seal.Keys) error) error {
	s := &Staged{Path: filepath.Join(dir, recordsFile), dir: dir, rules: rules}
	if err := s.Use(ctx, do); err != nil {
		return err
	}
	_, err := Forgive(dir, Stamp(now))
	return err
}
